"""The verbs of a clip's life: uploaded → processing → ready or refused; changed; deleted."""

from __future__ import annotations

from collections.abc import Sequence

from onereel.engines.db import WriteTx
from onereel.kernel import ids
from onereel.videos import store
from onereel.videos.errors import NotYourVideo, VideoNotFound
from onereel.videos.facts import VideoChanged, VideoDeleted, VideoReady, VideoRefused
from onereel.videos.model import Rendition, Video, clean_caption, clean_tags


async def create_uploaded(tx: WriteTx, *, author_id: int, upload_id: int, caption: str, tags: Sequence[str]) -> int:
    """A clip whose bytes have all arrived. Returns its id, which is in the author's bucket."""
    video_id = ids.new(ids.bucket_of(author_id))
    caption = clean_caption(caption)
    await store.create(tx, video_id, author_id, upload_id, caption, clean_tags(tags, caption))
    return video_id


async def set_processing(tx: WriteTx, video_id: int) -> bool:
    """Ingest begins; False when the clip has already ended."""
    return await store.set_processing(tx, video_id)


async def set_ready(
    tx: WriteTx,
    video_id: int,
    *,
    media_key: str,
    duration_ms: int,
    width: int,
    height: int,
    thumbhash: bytes,
    renditions: Sequence[Rendition],
) -> bool:
    """The clip can be watched; False when it has already ended, and then `media_key` is not used."""
    done = await store.set_ready(tx, video_id, media_key, duration_ms, width, height, thumbhash, renditions)
    if done:
        video = await _locked(tx, video_id)
        fact = VideoReady(bucket=video.bucket, video_id=video_id, author_id=video.author_id)
        await tx.emit(fact)
    return done


async def refuse(tx: WriteTx, video_id: int, code: str, detail: str) -> bool:
    """The clip cannot be published; `detail` is a sentence for its author."""
    done = await store.refuse(tx, video_id, code, detail)
    if done:
        video = await _locked(tx, video_id)
        await tx.emit(VideoRefused(bucket=video.bucket, video_id=video_id, author_id=video.author_id))
    return done


async def change_words(
    tx: WriteTx, author_id: int, video_id: int, caption: str | None, tags: Sequence[str] | None
) -> Video:
    """Change caption or tags; what is None stays, but tags written in a new caption are added."""
    video = await _own(tx, author_id, video_id)
    new_caption = clean_caption(caption) if caption is not None else video.caption
    new_tags = clean_tags(tags if tags is not None else video.tags, new_caption)
    await store.update_words(tx, video_id, new_caption, new_tags)
    if video.state == "ready":
        await store.set_tags(tx, video_id, new_tags)
    await tx.emit(VideoChanged(bucket=video.bucket, video_id=video_id, author_id=author_id))
    return await _locked(tx, video_id)


async def count(tx: WriteTx, video_id: int, *, views: int = 0, favorites: int = 0, comments: int = 0) -> None:
    """Apply changes to the derived counts of a clip."""
    author_id = await store.count(tx, video_id, views=views, favorites=favorites, comments=comments)
    if author_id is not None:
        bucket = ids.bucket_of(video_id)
        await tx.emit(VideoChanged(bucket=bucket, video_id=video_id, author_id=author_id))


async def delete(tx: WriteTx, author_id: int, video_id: int) -> None:
    video = await _own(tx, author_id, video_id)
    await store.delete(tx, video_id)
    fact = VideoDeleted(bucket=video.bucket, video_id=video_id, author_id=author_id, was_ready=video.state == "ready")
    await tx.emit(fact)


async def _own(tx: WriteTx, author_id: int, video_id: int) -> Video:
    video = await _locked(tx, video_id)
    if video.author_id == author_id:
        return video
    # A clip that others cannot see must not be told apart from one that does not exist.
    raise NotYourVideo if video.state == "ready" else VideoNotFound


async def _locked(tx: WriteTx, video_id: int) -> Video:
    video = await store.lock(tx, video_id)
    if video is None:
        raise VideoNotFound
    return video
