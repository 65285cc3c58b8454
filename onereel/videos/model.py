"""A clip as types, and the pure rules of captions, tags and of what a clip looks like from outside."""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from onereel.accounts.api import AuthorOut, clean_text
from onereel.kernel import limits
from onereel.kernel.errors import Invalid

State = Literal["uploaded", "processing", "ready", "refused", "deleted"]

_TAG = re.compile(r"[\w\u200c\u200d]+")
_HASHTAG = re.compile(r"(?<![\w#])#([\w\u200c\u200d]{1,50})")


class MediaObject(msgspec.Struct, frozen=True):
    """One immutable piece of a rendition: bytes, and the time it covers in milliseconds."""

    bytes: int
    start_ms: int
    duration_ms: int


class Rendition(msgspec.Struct, frozen=True):
    """One encoding of a clip as it is stored. `bitrate` in bits a second."""

    name: str
    codecs: str
    width: int
    height: int
    bytes: int
    bitrate: int
    objects: tuple[MediaObject, ...]


class Video(msgspec.Struct, frozen=True):
    """A clip as it is stored."""

    bucket: int
    id: int
    author_id: int
    upload_id: int
    state: State
    refusal_code: str | None
    refusal_detail: str | None
    caption: str
    tags: list[str]
    media_key: str | None
    thumbhash: bytes | None
    duration_ms: int | None
    width: int | None
    height: int | None
    renditions: tuple[Rendition, ...]
    views_count: int
    favorites_count: int
    comments_count: int
    created_at: datetime


class ClipRef(msgspec.Struct, frozen=True):
    """The least that ranking needs to know of a clip."""

    id: int
    author_id: int


class RenditionOut(msgspec.Struct, frozen=True):
    """`url` is one progressive file; the objects are `base`/0, `base`/1 … and joined are one fragmented file."""

    name: str
    type: str
    codecs: str
    width: int
    height: int
    bytes: int
    bitrate: int
    url: str
    base: str
    objects: tuple[MediaObject, ...]


class Refusal(msgspec.Struct, frozen=True):
    code: str
    detail: str


class VideoCounts(msgspec.Struct, frozen=True):
    views: int
    favorites: int
    comments: int


class VideoViewer(msgspec.Struct, frozen=True):
    """What holds between the viewer and this clip."""

    favorited: bool
    following: bool


class CardOut(msgspec.Struct, frozen=True, omit_defaults=False):
    """A clip as everybody sees it: everything needed to draw and start it, nothing about the viewer."""

    id: str
    state: State
    author: AuthorOut
    caption: str
    tags: list[str]
    duration_ms: int | None
    width: int | None
    height: int | None
    poster: str | None
    thumbhash: str | None
    renditions: list[RenditionOut]
    counts: VideoCounts
    created_at: datetime
    refusal: Refusal | msgspec.UnsetType = msgspec.UNSET


class VideoOut(CardOut, frozen=True, kw_only=True):
    """A clip as one viewer sees it."""

    viewer: VideoViewer


def card(video: Video, author: AuthorOut) -> CardOut:
    return CardOut(**_fields(video, author, favorites=video.favorites_count))


def present(video: Video, author: AuthorOut, viewer: VideoViewer) -> VideoOut:
    # The viewer sees their own favorite at once, even before it is counted.
    favorites = max(video.favorites_count, int(viewer.favorited))
    return VideoOut(**_fields(video, author, favorites=favorites), viewer=viewer)


def _fields(video: Video, author: AuthorOut, *, favorites: int) -> dict[str, Any]:
    base = f"/m/{video.media_key}" if video.media_key else None
    refusal: Refusal | msgspec.UnsetType = msgspec.UNSET
    if video.refusal_code:
        refusal = Refusal(video.refusal_code, video.refusal_detail or "")
    return {
        "id": str(video.id),
        "state": video.state,
        "author": author,
        "caption": video.caption,
        "tags": video.tags,
        "duration_ms": video.duration_ms,
        "width": video.width,
        "height": video.height,
        "poster": f"{base}/poster.webp" if base else None,
        "thumbhash": base64.b64encode(video.thumbhash).decode() if video.thumbhash else None,
        "renditions": [_rendition(rendition, base) for rendition in video.renditions] if base else [],
        "counts": VideoCounts(video.views_count, favorites, video.comments_count),
        "created_at": video.created_at,
        "refusal": refusal,
    }


def _rendition(stored: Rendition, base: str) -> RenditionOut:
    return RenditionOut(
        name=stored.name,
        type="video/mp4",
        codecs=stored.codecs,
        width=stored.width,
        height=stored.height,
        bytes=stored.bytes,
        bitrate=stored.bitrate,
        url=f"{base}/{stored.name}/clip.mp4",
        base=f"{base}/{stored.name}",
        objects=stored.objects,
    )


def clean_caption(text: str) -> str:
    return clean_text(text, "caption", limits.caption_characters_max, lines=True)


def clean_tag(text: str) -> str:
    """A tag as it is stored: without #, lower case, letters and digits of any script."""
    tag = unicodedata.normalize("NFC", text.strip().lstrip("#")).casefold()
    if len(tag) > limits.tag_characters_max or not _TAG.fullmatch(tag):
        raise Invalid(
            f"A tag has up to {limits.tag_characters_max} letters, digits or _, without spaces.", field="tags"
        )
    return tag


def clean_tags(tags: Sequence[str], caption: str = "") -> list[str]:
    """The tags of a clip: those given, then those written with # in the caption, each once."""
    given = list(dict.fromkeys(clean_tag(tag) for tag in tags))
    if len(given) > limits.tags_max:
        raise Invalid(f"A clip has up to {limits.tags_max} tags.", field="tags")
    written = [clean_tag(tag) for tag in _HASHTAG.findall(caption)]
    return list(dict.fromkeys(given + written))[: limits.tags_max]
