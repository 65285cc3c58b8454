"""One client for everything: commands go in a pipeline, and an unreachable Valkey answers None."""

from __future__ import annotations

import time
from typing import Any

import prometheus_client
import redis.asyncio as redis
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
        )
        self._client: redis.Redis = redis.Redis.from_pool(pool)
        self._waiting: redis.Redis = redis.Redis.from_url(
            url, max_connections=2 * limits.precache_viewers_at_once_max, socket_timeout=None
        )
        self._away_until = 0.0

    async def __aenter__(self) -> Cache:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()
        await self._waiting.aclose()

    async def run(self, *commands: Command, atomic: bool = False) -> list[Any] | None:
        """The replies to `commands`, sent in one go; None when Valkey does not answer."""
        if not commands:
            return []
        if time.monotonic() < self._away_until:
            _MISSED.inc()
            return None
        try:
            async with self._client.pipeline(transaction=atomic) as pipe:
                for command in commands:
                    pipe.execute_command(*command)
                return await pipe.execute()
        except (RedisError, OSError, TimeoutError):
            self._away_until = time.monotonic() + limits.cache_retry_after_s
            _MISSED.inc()
            return None

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
