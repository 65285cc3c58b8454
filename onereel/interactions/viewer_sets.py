"""What a viewer follows and has favorited, kept in Valkey so that a feed page need not ask PostgreSQL.

Every write of the viewer counts an epoch up; a kept value of an older epoch is not believed. So a value that was
read before a write and stored after it does no harm.
"""

from __future__ import annotations

import msgspec

from onereel.engines.cache import Cache, Command
from onereel.engines.db import Database, WriteTx
from onereel.interactions import store
from onereel.interactions.model import ViewerSets
from onereel.kernel import limits


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    epoch: int
    sets: ViewerSets


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Kept).decode


def commands(account_id: int) -> tuple[Command, Command]:
    """What to ask Valkey, so that a caller can send it together with other commands."""
    return ("GET", _epoch_key(account_id)), ("GET", _sets_key(account_id))


def read(epoch: bytes | None, kept: bytes | None) -> ViewerSets | None:
    """The sets from the replies to `commands`; None when they are not there or out of date."""
    if kept is None:
        return None
    value = _decode(kept)
    return value.sets if value.epoch == int(epoch or 0) else None


async def load(db: Database, cache: Cache, account_id: int, epoch: bytes | None) -> ViewerSets:
    """The sets from PostgreSQL, kept for next time."""
    limit = limits.viewer_state_ids_max
    async with db.read_own_writes() as tx:
        following = await store.latest_following(tx, account_id, limit + 1)
        favorited = await store.favorites_of(tx, account_id, None, limit + 1)
    sets = ViewerSets(
        frozenset(following[:limit]),
        frozenset(favorited[:limit]),
        complete=len(following) <= limit and len(favorited) <= limit,
    )
    kept = _encode(_Kept(int(epoch or 0), sets))
    await cache.run(("SET", _sets_key(account_id), kept, "EX", limits.viewer_state_keep_s))
    return sets


def changed(tx: WriteTx, cache: Cache, account_id: int) -> None:
    """After this transaction whatever is kept of the viewer is out of date."""
    key = _epoch_key(account_id)
    # The epoch outlives every value that was stored under an older one.
    tx.after_commit(lambda: cache.change(("INCR", key), ("EXPIRE", key, 2 * limits.viewer_state_keep_s)))


def _epoch_key(account_id: int) -> str:
    return f"viewer:{account_id}:epoch"


def _sets_key(account_id: int) -> str:
    return f"viewer:{account_id}:sets"
