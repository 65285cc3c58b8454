"""Drains facts into consumers: in batches, in order of commit, each batch and its effects in one transaction."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import msgspec
import psycopg

from onereel.engines.db import Database, WriteTx, load_queries
from onereel.kernel import clock, limits
from onereel.kernel.errors import Busy
from onereel.kernel.facts import Fact

log = logging.getLogger(__name__)
_q = load_queries(__package__)


@dataclass(frozen=True)
class Consumer:
    """Who listens to which kinds of fact. `handle` gets only those kinds, decoded, in order.

    What it writes through `tx` is exactly once; what it does elsewhere may be repeated.
    """

    name: str
    kinds: tuple[type[Fact], ...]
    handle: Callable[[WriteTx, Sequence[Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Row:
    xid: str
    id: int
    kind: str
    payload: str


@dataclass(frozen=True, slots=True)
class _Position:
    xid: str
    id: int
    attempts: int


class Drainer:
    """Runs every consumer of this process until stopped."""

    def __init__(self, db: Database, consumers: Sequence[Consumer]) -> None:
        self._db = db
        self._consumers = consumers
        self._caught_up_at: str | None = None

    async def run(self, stop: asyncio.Event) -> None:
        registered = False
        while not stop.is_set():
            try:
                if not registered:
                    await self._register()
                    registered = True
                await self._round()
            except (psycopg.OperationalError, Busy) as exc:
                log.warning("facts wait: the database is away (%s)", exc)
                await asyncio.sleep(1)
            await asyncio.sleep(limits.fact_poll_s)

    async def sweep(self) -> int:
        """Delete facts that everybody has digested; how many."""
        async with self._db.write() as tx:
            before = clock.now() - timedelta(hours=limits.fact_keep_hours)
            return await tx.run(_q["sweep_facts"], before=before, limit=limits.fact_sweep_rows_max)

    async def _register(self) -> None:
        async with self._db.write() as tx:
            for consumer in self._consumers:
                await tx.run(_q["register_consumer"], name=consumer.name)

    async def _round(self) -> None:
        async with self._db.read_own_writes() as tx:
            newest = await tx.value(_q["newest_fact"])
        if newest is None or newest == self._caught_up_at:
            return
        reached = [await self._drain(consumer) for consumer in self._consumers]
        if all(position == newest for position in reached):
            self._caught_up_at = newest

    async def _drain(self, consumer: Consumer) -> str | None:
        """Digest batches until none is left; the position reached, None when another process holds it."""
        while True:
            try:
                position, more = await self._batch(consumer)
            except (psycopg.OperationalError, Busy):
                raise
            except Exception as exc:
                log.exception("consumer %s failed", consumer.name)
                await self._failed(consumer, exc)
                return None
            if not more:
                return position

    async def _batch(self, consumer: Consumer) -> tuple[str | None, bool]:
        async with self._db.write() as tx:
            at = await tx.one(_Position, _q["take_consumer"], name=consumer.name)
            if at is None:
                return None, False
            # After a failure facts go one by one, so that only the bad one is set aside.
            limit = 1 if at.attempts else limits.fact_batch_max
            rows = await tx.many(_Row, _q["facts_after"], xid=at.xid, id=at.id, limit=limit)
            if not rows:
                return f"{at.xid}.{at.id}", False
            kinds = {kind.kind(): kind for kind in consumer.kinds}
            facts = [msgspec.json.decode(row.payload, type=kinds[row.kind]) for row in rows if row.kind in kinds]
            if facts:
                await consumer.handle(tx, facts)
            last = rows[-1]
            await tx.run(_q["advance_consumer"], name=consumer.name, xid=last.xid, id=last.id)
            return f"{last.xid}.{last.id}", True

    async def _failed(self, consumer: Consumer, exc: Exception) -> None:
        async with self._db.write() as tx:
            at = await tx.one(_Position, _q["take_consumer"], name=consumer.name)
            if at is None:
                return
            if at.attempts < limits.fact_attempts_max:
                await tx.run(_q["count_attempt"], name=consumer.name)
                return
            for row in await tx.many(_Row, _q["facts_after"], xid=at.xid, id=at.id, limit=1):
                await tx.run(
                    _q["set_aside"],
                    consumer=consumer.name,
                    fact_id=row.id,
                    kind=row.kind,
                    payload=row.payload,
                    error=repr(exc),
                )
                await tx.run(_q["advance_consumer"], name=consumer.name, xid=row.xid, id=row.id)
