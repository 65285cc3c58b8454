"""One client for everything: commands go in a pipeline, and an unreachable Valkey answers None."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Any

import prometheus_client
import redis.asyncio as redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from onereel.kernel import limits

Command = tuple[Any, ...]

_MISSED = prometheus_client.Counter("onereel_cache_unreachable_total", "Commands that Valkey did not answer.")


class Cache:
    """Valkey, behind a breaker: after a failure nobody waits for it again for a second."""

    def __init__(self, url: str) -> None:
        pool = redis.BlockingConnectionPool.from_url(
            url,
            max_connections=limits.cache_connections_max,
            timeout=limits.cache_timeout_s,
            socket_connect_timeout=limits.cache_timeout_s,
            socket_timeout=limits.cache_timeout_s,
            # A connection of before a restart is dead, and the next one is not.
            retry=Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
        )
        self._client: redis.Redis = redis.Redis.from_pool(pool)
        self._waiting: redis.Redis = redis.Redis.from_url(
            url, max_connections=2 * limits.precache_viewers_at_once_max, socket_timeout=None
        )
        self._away_until = 0.0
        self._owed: list[Command] = []

    async def __aenter__(self) -> Cache:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()
        await self._waiting.aclose()

    async def run(self, *commands: Command) -> list[Any] | None:
        """The replies to `commands`, sent in one go; None when Valkey does not answer."""
        if not commands:
            return []
        if time.monotonic() < self._away_until:
            _MISSED.inc()
            return None
        return await self._attempt(commands)

    async def change(self, *commands: Command) -> None:
        """Commands without which Valkey would go on believing what is no longer true.

        They are tried even while it is thought to be away. When it is, they are kept and sent before anything else
        once it is back, because it may come back with its old memory. They may be carried out twice.
        """
        if commands and await self._attempt(commands) is None:
            self._owed.extend(commands)
            if len(self._owed) > limits.cache_owed_commands_max:
                self._owed = [("FLUSHDB",)]

    async def settle(self, stop: asyncio.Event) -> None:
        """Sends what is owed as soon as Valkey is back, also when nobody asks it anything."""
        while not stop.is_set():
            if self._owed:
                await self._attempt([("PING",)])
            await asyncio.sleep(limits.cache_settle_poll_s)

    async def _attempt(self, commands: Sequence[Command]) -> list[Any] | None:
        owed, self._owed = self._owed, []
        try:
            replies = await self._send(owed, commands)
        except (RedisError, OSError, TimeoutError):
            self._owed = owed + self._owed
            self._away_until = time.monotonic() + limits.cache_retry_after_s
            _MISSED.inc()
            return None
        self._away_until = 0.0
        return replies

    async def _send(self, owed: list[Command], commands: Sequence[Command]) -> list[Any]:
        async with self._client.pipeline(transaction=False) as pipe:
            for command in (*owed, *commands):
                pipe.execute_command(*command)
            replies: list[Any] = await pipe.execute(raise_on_error=False)
        # A command that Valkey refuses is not owed again and again.
        for reply in replies[len(owed) :]:
            if isinstance(reply, Exception):
                raise reply
        return replies[len(owed) :]

    async def wait_for_least(self, key: str, timeout_s: float) -> bytes | None:
        """The member with the lowest score of a sorted set, taken out; waits for one. Raises when Valkey is away."""
        reply = await self._waiting.bzpopmin(key, timeout_s)
        if reply is None:
            return None
        member = reply[1]
        assert isinstance(member, bytes)
        return member

    async def ready(self) -> bool:
        return await self.run(("PING",)) is not None
