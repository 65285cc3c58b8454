"""Runs loops side by side until told to stop."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence

from onereel.kernel import limits

log = logging.getLogger(__name__)

Loop = Callable[[asyncio.Event], Awaitable[None]]
Sweep = Callable[[], Awaitable[int]]


async def run(stop: asyncio.Event, *loops: Loop) -> None:
    """Run all loops; when one fails, stop the others and fail too, so that the supervisor starts afresh."""
    try:
        async with asyncio.TaskGroup() as group:
            for loop in loops:
                group.create_task(_until_stopped(loop, stop))
    except* Exception as failures:
        log.error("a loop failed", exc_info=failures)
        raise SystemExit(1) from failures


def sweeping(sweeps: Sequence[tuple[str, Sweep]]) -> Loop:
    """A loop that takes away, piece by piece, what is past its time."""

    async def loop(stop: asyncio.Event) -> None:
        while not stop.is_set():
            for name, sweep in sweeps:
                try:
                    if swept := await sweep():
                        log.info("swept %d of %s", swept, name)
                except Exception:
                    log.exception("sweeping %s failed; it is tried again", name)
            try:
                await asyncio.wait_for(stop.wait(), limits.sweep_every_s)
            except TimeoutError:
                continue

    return loop


async def _until_stopped(loop: Loop, stop: asyncio.Event) -> None:
    try:
        await loop(stop)
    except BaseException:
        stop.set()
        raise
