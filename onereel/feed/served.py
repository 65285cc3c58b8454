"""Writes what viewers were served to PostgreSQL, in batches and off the request's path.

Valkey knows it at once; this is what a feed is made from when Valkey has forgotten.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

import prometheus_client
import psycopg

from onereel.engines.db import Database
from onereel.feed import store
from onereel.feed.store import Serving
from onereel.kernel import clock, limits
from onereel.kernel.errors import Busy

log = logging.getLogger(__name__)

_DROPPED = prometheus_client.Counter("onereel_feed_served_dropped_total", "Servings not written: queue full.")


class ServedLog:
    def __init__(self, db: Database) -> None:
        self._db = db
        self._queue: asyncio.Queue[Serving] = asyncio.Queue(limits.feed_served_queue_items_max)

    def add(self, viewer_id: int, video_ids: Iterable[int]) -> None:
        at = clock.now()
        for video_id in video_ids:
            try:
                self._queue.put_nowait(Serving(viewer_id, video_id, at))
            except asyncio.QueueFull:
                _DROPPED.inc()

    async def add_now(self, viewer_id: int, video_ids: Iterable[int]) -> None:
        """Write before answering, for when Valkey is away and this is the only memory."""
        at = clock.now()
        async with self._db.write() as tx:
            await store.mark_served(tx, [Serving(viewer_id, video_id, at) for video_id in video_ids])

    async def run(self, stop: asyncio.Event) -> None:
        """Write what is queued until stopped, then the rest."""
        while not stop.is_set() or not self._queue.empty():
            batch = [self._queue.get_nowait() for _ in range(self._batch_size())]
            if batch:
                await self._write(batch)
            await asyncio.sleep(limits.feed_served_flush_s)

    def _batch_size(self) -> int:
        return min(self._queue.qsize(), limits.feed_served_flush_items_max)

    async def _write(self, batch: list[Serving]) -> None:
        try:
            async with self._db.write() as tx:
                await store.mark_served(tx, batch)
        except (psycopg.Error, Busy) as exc:
            log.warning("%d servings are not written: %s", len(batch), exc)
