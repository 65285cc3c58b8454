"""What follows from facts about clips and accounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from onereel.accounts import api as accounts
from onereel.accounts.facts import AccountDeleted
from onereel.engines.db import WriteTx
from onereel.engines.jobs import Consumer
from onereel.videos import publish, store
from onereel.videos.facts import VideoDeleted, VideoReady

_ACCOUNT_PIECE = 100


async def index(tx: WriteTx, facts: Sequence[VideoReady | VideoDeleted]) -> None:
    """Keep the tags and each author's number of clips."""
    changes: Counter[int] = Counter()
    for fact in facts:
        match fact:
            case VideoReady():
                changes[fact.author_id] += 1
                # Locked: its author may be changing the tags this very moment.
                if video := await store.lock(tx, fact.video_id):
                    await store.set_tags(tx, fact.video_id, video.tags)
            case VideoDeleted():
                changes[fact.author_id] -= int(fact.was_ready)
                await store.set_tags(tx, fact.video_id, [])
    for author_id, change in changes.items():
        await accounts.count(tx, "videos", author_id, change)


async def take_away(tx: WriteTx, facts: Sequence[AccountDeleted]) -> None:
    """The clips of a deleted account go with it."""
    for fact in facts:
        while video_ids := await store.all_of(tx, fact.account_id, _ACCOUNT_PIECE):
            for video_id in video_ids:
                await publish.delete(tx, fact.account_id, video_id)


def consumers() -> list[Consumer]:
    return [
        Consumer("videos.index", (VideoReady, VideoDeleted), index),
        Consumer("videos.take_away", (AccountDeleted,), take_away),
    ]
