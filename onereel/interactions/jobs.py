"""Counts and mirrors that follow from what people did. Each batch is digested in one transaction, exactly once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from onereel.accounts import api as accounts
from onereel.engines.db import WriteTx
from onereel.engines.jobs import Consumer
from onereel.interactions import facts as f
from onereel.interactions import store
from onereel.videos import api as videos

Counted = (
    f.VideoFavorited
    | f.VideoUnfavorited
    | f.CommentWritten
    | f.CommentDeleted
    | f.CommentFavorited
    | f.CommentUnfavorited
)


async def mirror_follows(tx: WriteTx, facts: Sequence[f.AccountFollowed | f.AccountUnfollowed]) -> None:
    """Keep `follower`, the other end of `follow`, and the counts at both ends."""
    following: Counter[int] = Counter()
    followers: Counter[int] = Counter()
    for fact in facts:
        change = 1 if isinstance(fact, f.AccountFollowed) else -1
        mirror = store.put_follower if change == 1 else store.remove_follower
        if await mirror(tx, fact.followee_id, fact.follower_id):
            followers[fact.followee_id] += change
            following[fact.follower_id] += change
    for what, changes in (("following", following), ("followers", followers)):
        for account_id, change in sorted(changes.items()):
            await accounts.count(tx, what, account_id, change)


async def count(tx: WriteTx, facts: Sequence[Counted]) -> None:
    """Apply favorites and comments to the counts of clips and comments; one statement for each of those."""
    of_video: defaultdict[int, Counter[str]] = defaultdict(Counter)
    of_comment: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for fact in facts:
        match fact:
            case f.VideoFavorited():
                of_video[fact.video_id]["favorites"] += 1
            case f.VideoUnfavorited():
                of_video[fact.video_id]["favorites"] -= 1
            case f.CommentWritten():
                of_video[fact.video_id]["comments"] += 1
                if fact.parent_id is not None:
                    of_comment[fact.parent_id]["replies"] += 1
            case f.CommentDeleted():
                of_video[fact.video_id]["comments"] -= fact.rows
                if fact.parent_id is not None:
                    of_comment[fact.parent_id]["replies"] -= fact.rows
            case f.CommentFavorited():
                of_comment[fact.comment_id]["favorites"] += 1
            case f.CommentUnfavorited():
                of_comment[fact.comment_id]["favorites"] -= 1
    for video_id, changes in sorted(of_video.items()):
        await videos.count(tx, video_id, **changes)
    for comment_id, changes in sorted(of_comment.items()):
        await store.count_comment(tx, comment_id, **changes)


def consumers() -> list[Consumer]:
    return [
        Consumer("interactions.mirror", (f.AccountFollowed, f.AccountUnfollowed), mirror_follows),
        Consumer(
            "interactions.count",
            (
                f.VideoFavorited,
                f.VideoUnfavorited,
                f.CommentWritten,
                f.CommentDeleted,
                f.CommentFavorited,
                f.CommentUnfavorited,
            ),
            count,
        ),
    ]
