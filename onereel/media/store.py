"""One typed function per query."""

from __future__ import annotations

from onereel.engines.db import ReadTx, WriteTx, load_queries
from onereel.kernel import ids

_q = load_queries(__package__)


async def add_key(tx: WriteTx, video_id: int, key: str) -> None:
    await tx.run(_q["add_key"], bucket=ids.bucket_of(video_id), video_id=video_id, key=key)


async def keys(tx: ReadTx, video_id: int) -> list[str]:
    return await tx.value(_q["keys"], bucket=ids.bucket_of(video_id), video_id=video_id) or []


async def lock_keys(tx: WriteTx, video_id: int) -> list[str]:
    return await tx.value(_q["lock_keys"], bucket=ids.bucket_of(video_id), video_id=video_id) or []


async def keep_key(tx: WriteTx, video_id: int, key: str) -> None:
    await tx.run(_q["keep_key"], bucket=ids.bucket_of(video_id), video_id=video_id, key=key)


async def remove_keys(tx: WriteTx, video_id: int) -> None:
    await tx.run(_q["remove_keys"], bucket=ids.bucket_of(video_id), video_id=video_id)
