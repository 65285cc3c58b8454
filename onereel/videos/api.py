"""What other slices may ask of clips."""

from __future__ import annotations

from collections.abc import Iterable

from onereel.accounts import api as accounts
from onereel.accounts.api import AuthorOut
from onereel.engines.db import ReadTx
from onereel.videos import store
from onereel.videos.model import (
    CardOut,
    ClipRef,
    MediaObject,
    Rendition,
    Video,
    VideoOut,
    VideoViewer,
    card,
    clean_caption,
    clean_tag,
    clean_tags,
    present,
)
from onereel.videos.publish import change_words, count, create_uploaded, delete, refuse, set_processing, set_ready

__all__ = [
    "CardOut",
    "ClipRef",
    "MediaObject",
    "Rendition",
    "Video",
    "VideoOut",
    "VideoViewer",
    "card",
    "change_words",
    "clean_caption",
    "clean_tag",
    "clean_tags",
    "count",
    "create_uploaded",
    "delete",
    "fresh",
    "latest_of_authors",
    "own_video_json",
    "popular",
    "present",
    "refuse",
    "search",
    "search_tags",
    "set_processing",
    "set_ready",
    "tagged",
    "video",
    "videos",
    "videos_of",
    "with_authors",
]

fresh = store.fresh
latest_of_authors = store.latest_of_authors
popular = store.popular
search = store.search
search_tags = store.search_tags
tagged = store.tagged
video = store.video
videos = store.videos
videos_of = store.videos_of


async def with_authors(tx: ReadTx, video_ids: Iterable[int]) -> list[tuple[Video, AuthorOut]]:
    """The clips that exist, in the order asked for, each with its author; two queries for any number."""
    wanted = list(video_ids)
    found = await store.videos(tx, wanted)
    authors = await accounts.accounts(tx, (v.author_id for v in found.values()))
    return [
        (found[i], accounts.author(authors[found[i].author_id]))
        for i in wanted
        if i in found and found[i].author_id in authors
    ]


async def own_video_json(tx: ReadTx, video_id: int) -> VideoOut | None:
    """A clip as its author sees it."""
    pairs = await with_authors(tx, [video_id])
    return present(*pairs[0], VideoViewer(favorited=False, following=False)) if pairs else None
