"""What is popular lately, computed once for everybody and kept for seconds."""

from __future__ import annotations

import msgspec

from onereel.engines.cache import Cache
from onereel.engines.db import Database
from onereel.kernel import clock, ids, limits
from onereel.videos import api as videos
from onereel.videos.api import ClipRef

_KEY = "popular"
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[ClipRef]).decode


class Popular:
    def __init__(self, db: Database, cache: Cache, half_life_hours: int) -> None:
        self._db = db
        self._cache = cache
        self._half_life_hours = half_life_hours

    async def clips(self) -> list[ClipRef]:
        """Clips of the last two weeks by fading reactions, the best first."""
        replies = await self._cache.run(("GET", _KEY))
        if replies and replies[0] is not None:
            return _decode(replies[0])
        window_ms = limits.feed_popular_window_days * 86_400_000
        async with self._db.read() as tx:
            found = await videos.popular(
                tx,
                since=ids.at(max(ids.EPOCH_MS, clock.now_ms() - window_ms), 0),
                half_life_hours=self._half_life_hours,
                considered=limits.feed_popular_considered_max,
                limit=limits.feed_candidates_per_source_max,
            )
        await self._cache.run(("SET", _KEY, _encode(found), "EX", limits.feed_popular_keep_s))
        return found
