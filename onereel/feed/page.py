"""Answers a request for the next clips, from Valkey when it can, from PostgreSQL when it must.

The page is joined from ready JSON: cards as they are kept, and the viewer's two flags behind each.
"""

from __future__ import annotations

import asyncio
from typing import Any

from onereel.accounts.api import Viewer
from onereel.engines.cache import Cache
from onereel.engines.db import Database
from onereel.feed import ready
from onereel.feed.pipeline import Kind, Query
from onereel.feed.precache import Recipe
from onereel.feed.ready import Entry
from onereel.feed.served import ServedLog
from onereel.interactions import api as interactions
from onereel.interactions.api import ViewerSets, viewer_sets
from onereel.kernel import cursor, limits
from onereel.videos.cards import Cards

_NOBODY = ViewerSets()


class Pages:
    def __init__(self, db: Database, cache: Cache, cards: Cards, recipe: Recipe, served: ServedLog) -> None:
        self._db = db
        self._cache = cache
        self._cards = cards
        self._recipe = recipe
        self._served = served

    async def page(self, viewer: Viewer, kind: Kind, count: int) -> bytes:
        """The next `count` clips as JSON `{"items": […], "next_cursor": …}`; fewer when there are no more."""
        shown: list[Entry] = []
        cards: dict[int, bytes] = {}
        sets: ViewerSets | None = _NOBODY if viewer.account_id is None else None
        for attempt in range(limits.feed_refills_per_page_max):
            replies = await self._ask(viewer, kind, count - len(shown), with_sets=sets is None)
            if replies is None:
                return await self._page_without_cache(viewer, kind, count)
            entries, enough = ready.taken(replies[0])
            if sets is None:
                sets = viewer_sets.read(replies[1], replies[2])
                if sets is None and viewer.account_id is not None:
                    sets = await viewer_sets.load(self._db, self._cache, viewer.account_id, replies[1])
            self._served.add(viewer.id, (entry.id for entry in entries))
            # A list that ran dry is filled below, at once; one that runs low by precache.
            low = not enough and len(shown) + len(entries) == count
            cards |= await self._cards_of(viewer, kind, entries, wish=low)
            shown += [entry for entry in entries if entry.id in cards]
            if len(shown) >= count or attempt + 1 == limits.feed_refills_per_page_max:
                break
            if not await self._recipe.refill(viewer.id, viewer.account_id, kind):
                break
            if not entries and attempt:
                break
        return await self._join(viewer, shown, cards, sets or _NOBODY)

    async def _ask(self, viewer: Viewer, kind: Kind, count: int, *, with_sets: bool) -> list[Any] | None:
        take = ready.take_command(viewer.id, kind, count)
        if not with_sets or viewer.account_id is None:
            return await self._cache.run(take)
        return await self._cache.run(take, *viewer_sets.commands(viewer.account_id))

    async def _cards_of(self, viewer: Viewer, kind: Kind, entries: list[Entry], *, wish: bool) -> dict[int, bytes]:
        video_ids = [entry.id for entry in entries]
        commands = [self._cards.command(video_ids)] if video_ids else []
        if wish:
            commands.append(ready.want_command(viewer.id, kind))
        replies = await self._cache.run(*commands)
        if not video_ids:
            return {}
        found = replies[0] if replies else [None] * len(video_ids)
        return await self._cards.complete(video_ids, found)

    async def _page_without_cache(self, viewer: Viewer, kind: Kind, count: int) -> bytes:
        # PostgreSQL is the only memory now; let it hear of what was served a moment ago.
        await asyncio.sleep(limits.feed_served_settle_s)
        query = Query(viewer.id, viewer.account_id, kind, count)
        candidates = await self._recipe.make(query)
        entries = [Entry(c.id, c.reason) for c in candidates]
        video_ids = [entry.id for entry in entries]
        cards = await self._cards.complete(video_ids, [None] * len(video_ids))
        await self._served.add_now(viewer.id, video_ids)
        await self._cache.change(*ready.forget_commands(viewer.id), *ready.served_commands(viewer.id, video_ids))
        sets = _NOBODY if viewer.account_id is None else ViewerSets(complete=False)
        return await self._join(viewer, [e for e in entries if e.id in cards], cards, sets)

    async def _join(self, viewer: Viewer, shown: list[Entry], cards: dict[int, bytes], sets: ViewerSets) -> bytes:
        following, favorited = sets.following, sets.favorited
        if not sets.complete and viewer.account_id is not None and shown:
            async with self._db.read_own_writes() as tx:
                clips = await interactions.authors_of(tx, (entry.id for entry in shown))
                following = frozenset(await interactions.followed_among(tx, viewer.account_id, clips.values()))
                favorited = frozenset(await interactions.favorited_among(tx, viewer.account_id, clips))
        items = [_item(cards[entry.id], entry, favorited, following) for entry in shown]
        next_cursor = b'"%b"' % cursor.encode(shown[-1].id).encode() if shown else b"null"
        return b'{"items":[%b],"next_cursor":%b}' % (b",".join(items), next_cursor)


def _item(card: bytes, entry: Entry, favorited: frozenset[int], following: frozenset[int]) -> bytes:
    return b'{"video":%b,"viewer":{"favorited":%b,"following":%b}},"reason":"%b"}' % (
        card[:-1],
        b"true" if entry.id in favorited else b"false",
        b"true" if _author_id(card) in following else b"false",
        entry.reason.encode(),
    )


def _author_id(card: bytes) -> int:
    """The author's id in a card, read without decoding it: cards begin `{"id":…,"state":…,"author":{"id":"…"`."""
    start = card.index(b'"author":{"id":"') + 16
    return int(card[start : card.index(b'"', start)])
