"""Follow and unfollow."""

from __future__ import annotations

from onereel.accounts import api as accounts
from onereel.engines.cache import Cache
from onereel.engines.db import WriteTx
from onereel.interactions import store, viewer_sets
from onereel.interactions.errors import FollowSelf
from onereel.interactions.facts import AccountFollowed, AccountUnfollowed
from onereel.kernel.ids import bucket_of


async def follow(tx: WriteTx, cache: Cache, follower_id: int, handle: str) -> None:
    followee_id = await accounts.id_of_handle(tx, handle)
    if followee_id == follower_id:
        raise FollowSelf
    if await store.put_follow(tx, follower_id, followee_id):
        fact = AccountFollowed(bucket=bucket_of(follower_id), follower_id=follower_id, followee_id=followee_id)
        await tx.emit(fact)
        viewer_sets.changed(tx, cache, follower_id)


async def unfollow(tx: WriteTx, cache: Cache, follower_id: int, handle: str) -> None:
    followee_id = await accounts.id_of_handle(tx, handle)
    if await store.remove_follow(tx, follower_id, followee_id):
        fact = AccountUnfollowed(bucket=bucket_of(follower_id), follower_id=follower_id, followee_id=followee_id)
        await tx.emit(fact)
        viewer_sets.changed(tx, cache, follower_id)
