"""What follows for feeds from what people did."""

from __future__ import annotations

from collections.abc import Sequence

from onereel.engines.cache import Cache
from onereel.engines.db import WriteTx
from onereel.engines.jobs import Consumer
from onereel.feed import ready, views
from onereel.interactions import facts as f


class Followings:
    """A follow or an unfollow changes what comes next."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    async def handle(self, _: WriteTx, facts: Sequence[f.AccountFollowed | f.AccountUnfollowed]) -> None:
        for viewer_id in {fact.follower_id for fact in facts}:
            await self._cache.change(*ready.forget_commands(viewer_id), ready.want_command(viewer_id, "mixed"))


def consumers(cache: Cache) -> list[Consumer]:
    return [
        *views.consumers(),
        Consumer("feed.followings", (f.AccountFollowed, f.AccountUnfollowed), Followings(cache).handle),
    ]
