"""What follows without anybody asking: uploads past their time and those of deleted accounts."""

from __future__ import annotations

from collections.abc import Sequence

from onereel.accounts.facts import AccountDeleted
from onereel.engines.blobs import Blobs
from onereel.engines.db import Database, WriteTx
from onereel.engines.jobs import Consumer
from onereel.kernel import limits
from onereel.uploads import store
from onereel.uploads.receive import discard_parts


async def sweep(db: Database, blobs: Blobs) -> int:
    """Remove some unfinished uploads past their time, parts first; how many."""
    async with db.read_own_writes() as tx:
        expired = await store.expired(tx, limits.upload_sweep_rows_max)
    for upload_id in expired:
        await discard_parts(blobs, upload_id)
        async with db.write() as tx:
            await store.remove_expired(tx, upload_id)
    return len(expired)


async def end_uploads(tx: WriteTx, facts: Sequence[AccountDeleted]) -> None:
    """The uploads of a deleted account are over; the sweep takes their parts away."""
    for fact in facts:
        await store.end_all(tx, fact.account_id)


def consumers() -> list[Consumer]:
    return [Consumer("uploads.end", (AccountDeleted,), end_uploads)]
