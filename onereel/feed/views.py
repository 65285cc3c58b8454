"""Watch reports: what was watched and for how long. Accepted means durable; what comes twice counts once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import msgspec

from onereel.engines.db import WriteTx
from onereel.engines.jobs import Consumer
from onereel.feed import store
from onereel.feed.facts import ViewsReported
from onereel.feed.store import Watched
from onereel.kernel import ids, limits
from onereel.kernel.errors import Invalid, NotFound
from onereel.kernel.ids import bucket_of
from onereel.videos import api as videos

_COUNTED_MS = 1_000


class ViewEvent(msgspec.Struct):
    """One watch of one clip. `event_id` is the client's; the same one is counted once."""

    event_id: str
    video_id: str
    watched_ms: int
    started_at: datetime | None = None


async def report(tx: WriteTx, viewer_id: int, events: Sequence[ViewEvent]) -> int:
    """Store watch events; how many were new and of clips that exist."""
    if len(events) > limits.view_batch_events_max:
        raise Invalid(f"A batch has up to {limits.view_batch_events_max} events.", field="events")
    wanted = {event.event_id: watched for event in events if (watched := _watched(event))}
    known = await videos.videos(tx, (watched.video_id for watched in wanted.values()))
    stored = {key: watched for key, watched in wanted.items() if watched.video_id in known}
    if not stored:
        return 0
    new = await store.add_views(tx, viewer_id, list(stored), list(stored.values()))
    if new:
        await store.add_watched(tx, viewer_id, new)
        counted = [view.video_id for view in new if view.watched_ms >= _COUNTED_MS]
        await tx.emit(ViewsReported(bucket=bucket_of(viewer_id), viewer_id=viewer_id, video_ids=counted))
    return len(new)


def _watched(event: ViewEvent) -> Watched | None:
    if not 1 <= len(event.event_id) <= limits.view_event_id_characters_max or "\0" in event.event_id:
        raise Invalid(f"event_id has 1 to {limits.view_event_id_characters_max} characters.", field="event_id")
    try:
        video_id = ids.parse(event.video_id)
    except NotFound:
        return None
    return Watched(video_id, max(0, min(event.watched_ms, limits.view_watched_ms_max)))


async def count(tx: WriteTx, facts: Sequence[ViewsReported]) -> None:
    """Apply views to the counts of clips."""
    views = Counter(video_id for fact in facts for video_id in fact.video_ids)
    for video_id, number in sorted(views.items()):
        await videos.count(tx, video_id, views=number)


def consumers() -> list[Consumer]:
    return [Consumer("feed.count_views", (ViewsReported,), count)]
