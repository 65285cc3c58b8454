"""One typed function per query."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from onereel.engines.db import ReadTx, WriteTx, load_queries
from onereel.kernel import ids
from onereel.videos.model import ClipRef, Rendition, Video

_q = load_queries(__package__)
_LAST = (1 << 63) - 1


async def create(tx: WriteTx, video_id: int, author_id: int, upload_id: int, caption: str, tags: list[str]) -> None:
    await tx.run(
        _q["create"],
        bucket=ids.bucket_of(video_id),
        id=video_id,
        author_id=author_id,
        upload_id=upload_id,
        caption=caption,
        tags=tags,
    )


async def video(tx: ReadTx, video_id: int) -> Video | None:
    return await tx.one(_video, _q["video"], bucket=ids.bucket_of(video_id), id=video_id)


async def lock(tx: WriteTx, video_id: int) -> Video | None:
    return await tx.one(_video, _q["lock"], bucket=ids.bucket_of(video_id), id=video_id)


async def videos(tx: ReadTx, video_ids: Iterable[int]) -> dict[int, Video]:
    wanted = sorted(set(video_ids))
    if not wanted:
        return {}
    rows = await tx.many(_video, _q["videos"], buckets=[ids.bucket_of(i) for i in wanted], ids=wanted)
    return {row.id: row for row in rows}


async def videos_of(tx: ReadTx, author_id: int, before: int | None, limit: int, *, own: bool) -> list[int]:
    return await tx.many(
        _id,
        _q["videos_of"],
        bucket=ids.bucket_of(author_id),
        author_id=author_id,
        before=before or _LAST,
        own=own,
        limit=limit,
    )


async def all_of(tx: ReadTx, author_id: int, limit: int) -> list[int]:
    return await tx.many(_id, _q["all_of"], bucket=ids.bucket_of(author_id), author_id=author_id, limit=limit)


async def tagged(tx: ReadTx, tag: str, before: int | None, limit: int) -> list[int]:
    return await tx.many(_id, _q["tagged"], tag=tag, before=before or _LAST, limit=limit)


async def search(tx: ReadTx, words: str, limit: int) -> list[int]:
    return await tx.many(_id, _q["search"], pattern=f"%{_literal(words)}%", limit=limit)


async def search_tags(tx: ReadTx, words: str, limit: int) -> list[str]:
    return await tx.many(_tag, _q["search_tags"], pattern=f"{_literal(words)}%", limit=limit)


async def fresh(tx: ReadTx, before: int | None, limit: int) -> list[ClipRef]:
    return await tx.many(ClipRef, _q["fresh"], before=before or _LAST, limit=limit)


async def popular(tx: ReadTx, since: int, half_life_hours: int, considered: int, limit: int) -> list[ClipRef]:
    return await tx.many(
        ClipRef,
        _q["popular"],
        since=since,
        half_life_hours=half_life_hours,
        considered=considered,
        limit=limit,
    )


async def latest_of_authors(tx: ReadTx, author_ids: Sequence[int], each: int, limit: int) -> list[ClipRef]:
    return await tx.many(
        ClipRef,
        _q["latest_of_authors"],
        buckets=[ids.bucket_of(i) for i in author_ids],
        author_ids=list(author_ids),
        each=each,
        limit=limit,
    )


async def set_processing(tx: WriteTx, video_id: int) -> bool:
    return await tx.run(_q["set_processing"], bucket=ids.bucket_of(video_id), id=video_id) == 1


async def set_ready(
    tx: WriteTx,
    video_id: int,
    media_key: str,
    duration_ms: int,
    width: int,
    height: int,
    thumbhash: bytes,
    renditions: Sequence[Rendition],
) -> bool:
    changed = await tx.run(
        _q["set_ready"],
        bucket=ids.bucket_of(video_id),
        id=video_id,
        media_key=media_key,
        duration_ms=duration_ms,
        width=width,
        height=height,
        thumbhash=thumbhash,
        renditions=msgspec.json.encode(list(renditions)).decode(),
    )
    return changed == 1


async def refuse(tx: WriteTx, video_id: int, code: str, detail: str) -> bool:
    changed = await tx.run(_q["refuse"], bucket=ids.bucket_of(video_id), id=video_id, code=code, detail=detail)
    return changed == 1


async def update_words(tx: WriteTx, video_id: int, caption: str, tags: list[str]) -> None:
    await tx.run(_q["update_words"], bucket=ids.bucket_of(video_id), id=video_id, caption=caption, tags=tags)


async def delete(tx: WriteTx, video_id: int) -> bool:
    return await tx.run(_q["delete"], bucket=ids.bucket_of(video_id), id=video_id) == 1


async def set_tags(tx: WriteTx, video_id: int, tags: list[str]) -> None:
    """Make a clip findable by exactly these tags."""
    await tx.run(_q["remove_tags"], id=video_id)
    await tx.run(_q["add_tags"], id=video_id, tags=tags)


async def count(tx: WriteTx, video_id: int, *, views: int, favorites: int, comments: int) -> int | None:
    """Apply changes to the counts; the author's id, or None when the clip is gone."""
    author_id: int | None = await tx.value(
        _q["count"],
        bucket=ids.bucket_of(video_id),
        id=video_id,
        views=views,
        favorites=favorites,
        comments=comments,
    )
    return author_id


def _video(renditions: str, thumbhash: bytes | None, **columns: Any) -> Video:
    return Video(
        renditions=msgspec.json.decode(renditions, type=tuple[Rendition, ...]),
        thumbhash=bytes(thumbhash) if thumbhash is not None else None,
        **columns,
    )


def _id(id: int) -> int:
    return id


def _tag(tag: str) -> str:
    return tag


def _literal(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
