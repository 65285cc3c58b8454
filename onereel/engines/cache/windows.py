"""Counting attempts in a window of time."""

from __future__ import annotations

from dataclasses import dataclass

from onereel.engines.cache.client import Cache
from onereel.kernel.errors import TooMany


@dataclass(frozen=True)
class RateWindow:
    """At most `attempts_max` in `seconds`, per key. Without Valkey nothing is counted."""

    name: str
    attempts_max: int
    seconds: int

    async def check(self, cache: Cache, key: str) -> None:
        """Raise TooMany when the window is full; counts nothing."""
        replies = await cache.run(("GET", self._key(key)), ("TTL", self._key(key)))
        if replies and int(replies[0] or 0) >= self.attempts_max:
            raise TooMany(retry_after_s=max(1, int(replies[1])))

    async def attempt(self, cache: Cache, key: str) -> None:
        """Count one attempt and raise TooMany beyond the bound. Attempts made side by side cannot slip through."""
        name = self._key(key)
        replies = await cache.run(("INCR", name), ("EXPIRE", name, self.seconds, "NX"), ("TTL", name))
        if replies and int(replies[0]) > self.attempts_max:
            raise TooMany(retry_after_s=max(1, int(replies[2])))

    async def count(self, cache: Cache, key: str) -> None:
        """Count one attempt; the window starts with the first."""
        await cache.run(("INCR", self._key(key)), ("EXPIRE", self._key(key), self.seconds, "NX"))

    async def clear(self, cache: Cache, key: str) -> None:
        await cache.run(("DEL", self._key(key)))

    def _key(self, key: str) -> str:
        return f"rate:{self.name}:{key}"
