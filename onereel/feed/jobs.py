"""What follows for feeds from what people did."""

from __future__ import annotations

from collections.abc import Sequence

from onereel.engines.cache import Cache
from onereel.engines.db import WriteTx
from onereel.engines.jobs import Consumer
from onereel.feed import ready, views
from onereel.feed.facts import ViewsReported
from onereel.interactions import facts as f
from onereel.videos.cards import Cards


class Followings:
    """A follow or an unfollow changes what comes next."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    async def handle(self, _: WriteTx, facts: Sequence[f.AccountFollowed | f.AccountUnfollowed]) -> None:
        for viewer_id in {fact.follower_id for fact in facts}:
            await self._cache.run(*ready.forget_commands(viewer_id), ready.want_command(viewer_id, "mixed"))


class Counts:
    """Cards show new counts once these are applied."""

    def __init__(self, cards: Cards) -> None:
        self._cards = cards

    async def handle(
        self,
        tx: WriteTx,
        facts: Sequence[f.VideoFavorited | f.VideoUnfavorited | f.CommentWritten | f.CommentDeleted],
    ) -> None:
        await self._cards.refresh_ids(tx, {fact.video_id for fact in facts})

    async def handle_views(self, tx: WriteTx, facts: Sequence[ViewsReported]) -> None:
        await self._cards.refresh_ids(tx, {video_id for fact in facts for video_id in fact.video_ids})


def consumers(cache: Cache, cards: Cards) -> list[Consumer]:
    counts = Counts(cards)
    reactions = (f.VideoFavorited, f.VideoUnfavorited, f.CommentWritten, f.CommentDeleted)
    return [
        *views.consumers(),
        Consumer("feed.followings", (f.AccountFollowed, f.AccountUnfollowed), Followings(cache).handle),
        # These stand behind the consumers that count, so that a card is made from the new counts.
        Consumer("feed.cards_reactions", reactions, counts.handle),
        Consumer("feed.cards_views", (ViewsReported,), counts.handle_views),
    ]
