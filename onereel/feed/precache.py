"""Keeps the next clips of every active viewer ready before they ask: the same lists of parts, run in a loop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace

import prometheus_client
import psycopg
from redis.exceptions import RedisError

from onereel.engines.cache import Cache
from onereel.feed import ready
from onereel.feed.pipeline import Candidate, Feed, Kind, Query, execute
from onereel.kernel import limits
from onereel.kernel.errors import Busy

log = logging.getLogger(__name__)

_REFILLS = prometheus_client.Counter("onereel_precache_refills_total", "Ready lists that were filled.")


class Recipe:
    """Makes the next clips of a viewer. Precache and a request that finds nothing ready both use it."""

    def __init__(self, cache: Cache, feeds: Mapping[Kind, Feed], again: Feed) -> None:
        self._cache = cache
        self._feeds = feeds
        self._again = again

    async def make(self, query: Query) -> list[Candidate]:
        """The next clips; repeats, marked as such, only when nothing new is left."""
        found = await execute(self._feeds[query.kind], query)
        if len(found) < query.wanted:
            chosen = query.ready | {c.id for c in found}
            rest = replace(query, ready=chosen, wanted=query.wanted - len(found), repeat=True)
            found += await execute(self._again, rest)
        return found

    async def refill(self, viewer_id: int, account_id: int | None, kind: Kind) -> bool:
        """Fill the viewer's ready list; False when Valkey is away."""
        looked = await ready.look(self._cache, viewer_id, kind)
        if looked is None:
            return False
        waiting, served = looked
        # Repeats make room for whatever is new.
        missing = limits.feed_ready_ids_max - sum(entry.reason != "again" for entry in waiting)
        if missing > 0:
            query = Query(viewer_id, account_id, kind, missing, frozenset(entry.id for entry in waiting), served)
            await ready.add(self._cache, viewer_id, kind, await self.make(query))
            _REFILLS.inc()
        return True


class Precache:
    """The loop of the precache role. More processes share the work: each wish is taken by one of them."""

    def __init__(self, cache: Cache, recipe: Recipe) -> None:
        self._cache = cache
        self._recipe = recipe

    async def run(self, stop: asyncio.Event) -> None:
        async with asyncio.TaskGroup() as group:
            for _ in range(limits.precache_viewers_at_once_max):
                group.create_task(self._serve(stop))

    async def _serve(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                member = await self._cache.wait_for_least(ready.WANTED, timeout_s=1)
                if member is not None:
                    kind, viewer_id = ready.wanted(member)
                    # Ids of accounts and of visitors come from one space: a visitor follows nobody.
                    await self._recipe.refill(viewer_id, viewer_id, kind)
            except (RedisError, OSError, psycopg.Error, Busy) as exc:
                log.warning("precache waits: %s", exc)
                await asyncio.sleep(1)
