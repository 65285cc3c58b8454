"""One typed function per query."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from onereel.engines.db import ReadTx, WriteTx, load_queries
from onereel.kernel.ids import bucket_of

_q = load_queries(__package__)


class Served(NamedTuple):
    video_id: int
    served_at: datetime


class Watched(NamedTuple):
    video_id: int
    watched_ms: int


class Serving(NamedTuple):
    """A viewer was served a clip."""

    viewer_id: int
    video_id: int
    at: datetime


async def served_among(tx: ReadTx, viewer_id: int, video_ids: Iterable[int]) -> dict[int, datetime]:
    rows = await tx.many(
        Served,
        _q["served_among"],
        bucket=bucket_of(viewer_id),
        viewer_id=viewer_id,
        ids=list(video_ids),
    )
    return {row.video_id: row.served_at for row in rows}


async def served_longest_ago(tx: ReadTx, viewer_id: int, limit: int) -> list[int]:
    rows = await tx.many(
        Served,
        _q["served_longest_ago"],
        bucket=bucket_of(viewer_id),
        viewer_id=viewer_id,
        limit=limit,
    )
    return [row.video_id for row in rows]


async def mark_served(tx: WriteTx, servings: Sequence[Serving]) -> None:
    latest = {(s.viewer_id, s.video_id): s for s in servings}
    rows = [latest[key] for key in sorted(latest)]
    await tx.run(
        _q["mark_served"],
        buckets=[bucket_of(s.viewer_id) for s in rows],
        viewer_ids=[s.viewer_id for s in rows],
        video_ids=[s.video_id for s in rows],
        times=[s.at for s in rows],
    )


async def add_views(tx: WriteTx, viewer_id: int, event_ids: list[str], watched: list[Watched]) -> list[Watched]:
    """Store watch events; those that are new."""
    return await tx.many(
        Watched,
        _q["add_views"],
        bucket=bucket_of(viewer_id),
        viewer_id=viewer_id,
        event_ids=event_ids,
        video_ids=[w.video_id for w in watched],
        watched=[w.watched_ms for w in watched],
    )


async def add_watched(tx: WriteTx, viewer_id: int, watched: Iterable[Watched]) -> None:
    total: Counter[int] = Counter()
    for view in watched:
        total[view.video_id] += view.watched_ms
    await tx.run(
        _q["add_watched"],
        bucket=bucket_of(viewer_id),
        viewer_id=viewer_id,
        video_ids=list(total),
        watched=list(total.values()),
    )
