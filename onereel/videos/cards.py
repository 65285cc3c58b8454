"""Ready clips as JSON in Valkey: what a page is made of without asking PostgreSQL.

A card is there only for a clip that may be shown to everybody; a clip that is taken away leaves an empty card,
which outlives anything a slow reader could still put in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from onereel.accounts.facts import AccountChanged
from onereel.engines.cache import Cache, Command
from onereel.engines.db import Database, ReadTx, WriteTx
from onereel.engines.jobs import Consumer
from onereel.kernel import limits
from onereel.videos import api, store
from onereel.videos.facts import VideoChanged, VideoDeleted, VideoReady

_GONE = b""
_encode = msgspec.json.Encoder().encode


class Cards:
    def __init__(self, db: Database, cache: Cache) -> None:
        self._db = db
        self._cache = cache

    def command(self, video_ids: Sequence[int]) -> Command:
        """What to ask Valkey for these cards, so that a caller can send it with other commands."""
        return ("MGET", *(_key(i) for i in video_ids))

    async def complete(self, video_ids: Sequence[int], found: Sequence[bytes | None]) -> dict[int, bytes]:
        """The cards that exist, from the replies to `command`; those Valkey does not know from PostgreSQL."""
        cards = {i: card for i, card in zip(video_ids, found, strict=True) if card}
        unknown = [i for i, card in zip(video_ids, found, strict=True) if card is None]
        if unknown:
            async with self._db.read_own_writes() as tx:
                fresh = await _render(tx, unknown)
            await self._cache.run(
                *(("SET", _key(i), card, "EX", limits.card_keep_s, "NX") for i, card in fresh.items())
            )
            cards |= fresh
        return cards

    async def refresh(self, tx: WriteTx, facts: Sequence[VideoReady | VideoChanged | VideoDeleted]) -> None:
        """Bring the cards up to date with what happened to their clips."""
        await self.refresh_ids(tx, {fact.video_id for fact in facts})

    async def refresh_ids(self, tx: ReadTx, video_ids: Iterable[int]) -> None:
        wanted = set(video_ids)
        fresh = await _render(tx, wanted)
        gone = [("SET", _key(i), _GONE, "EX", limits.card_keep_s) for i in wanted - set(fresh)]
        kept = [("SET", _key(i), card, "EX", limits.card_keep_s) for i, card in fresh.items()]
        await self._cache.change(*gone, *kept)

    async def rename(self, tx: WriteTx, facts: Sequence[AccountChanged]) -> None:
        """An author's new name or picture reaches the cards of their newest clips."""
        for account_id in {fact.account_id for fact in facts}:
            newest = await store.videos_of(tx, account_id, None, limits.cards_renamed_max, own=False)
            await self.refresh_ids(tx, newest)

    def consumers(self) -> list[Consumer]:
        return [
            Consumer("videos.cards", (VideoReady, VideoChanged, VideoDeleted), self.refresh),
            Consumer("videos.cards_rename", (AccountChanged,), self.rename),
        ]


async def _render(tx: ReadTx, video_ids: Iterable[int]) -> dict[int, bytes]:
    pairs = await api.with_authors(tx, video_ids)
    return {video.id: _encode(api.card(video, author)) for video, author in pairs if video.state == "ready"}


def _key(video_id: int) -> str:
    return f"card:{video_id}"
