"""One typed function per query."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from onereel.engines.db import ReadTx, WriteTx, load_queries
from onereel.kernel import ids
from onereel.uploads.model import Part, Upload

_q = load_queries(__package__)


async def create(
    tx: WriteTx,
    upload_id: int,
    account_id: int,
    *,
    name: str,
    size_bytes: int,
    sha256: str,
    caption: str,
    tags: list[str],
    part_bytes: int,
    expires_at: datetime,
) -> bool:
    created = await tx.run(
        _q["create"],
        bucket=ids.bucket_of(upload_id),
        id=upload_id,
        account_id=account_id,
        name=name,
        size_bytes=size_bytes,
        sha256=sha256,
        caption=caption,
        tags=tags,
        part_bytes=part_bytes,
        expires_at=expires_at,
    )
    return created == 1


async def same_file(tx: WriteTx, account_id: int, sha256: str, size_bytes: int) -> Upload | None:
    return await tx.one(
        _upload,
        _q["same_file"],
        bucket=ids.bucket_of(account_id),
        account_id=account_id,
        sha256=sha256,
        size_bytes=size_bytes,
    )


async def upload(tx: ReadTx, upload_id: int) -> Upload | None:
    return await tx.one(_upload, _q["upload"], bucket=ids.bucket_of(upload_id), id=upload_id)


async def lock(tx: WriteTx, upload_id: int) -> Upload | None:
    return await tx.one(_upload, _q["lock"], bucket=ids.bucket_of(upload_id), id=upload_id)


async def open_uploads(tx: ReadTx, account_id: int) -> int:
    return int(await tx.value(_q["open_uploads"], bucket=ids.bucket_of(account_id), account_id=account_id))


async def replace(tx: WriteTx, upload_id: int) -> None:
    await tx.run(_q["replace"], bucket=ids.bucket_of(upload_id), id=upload_id)


async def keep(tx: WriteTx, upload_id: int, expires_at: datetime) -> None:
    await tx.run(_q["keep"], bucket=ids.bucket_of(upload_id), id=upload_id, expires_at=expires_at)


async def set_words(tx: WriteTx, upload_id: int, caption: str, tags: list[str]) -> None:
    await tx.run(_q["set_words"], bucket=ids.bucket_of(upload_id), id=upload_id, caption=caption, tags=tags)


async def set_parts(tx: WriteTx, upload_id: int, parts: Sequence[Part]) -> None:
    text = msgspec.json.encode(list(parts)).decode()
    await tx.run(_q["set_parts"], bucket=ids.bucket_of(upload_id), id=upload_id, parts=text)


async def complete(tx: WriteTx, upload_id: int, video_id: int) -> None:
    await tx.run(_q["complete"], bucket=ids.bucket_of(upload_id), id=upload_id, video_id=video_id)


async def remove(tx: WriteTx, upload_id: int) -> None:
    await tx.run(_q["remove"], bucket=ids.bucket_of(upload_id), id=upload_id)


async def expired(tx: ReadTx, limit: int) -> list[int]:
    return await tx.many(_id, _q["expired"], limit=limit)


async def remove_expired(tx: WriteTx, upload_id: int) -> bool:
    return await tx.run(_q["remove_expired"], bucket=ids.bucket_of(upload_id), id=upload_id) == 1


async def end_all(tx: WriteTx, account_id: int) -> None:
    bucket = ids.bucket_of(account_id)
    await tx.run(_q["expire_all"], bucket=bucket, account_id=account_id)
    await tx.run(_q["remove_complete"], bucket=bucket, account_id=account_id)


def _upload(parts: str, **columns: Any) -> Upload:
    return Upload(parts=msgspec.json.decode(parts, type=tuple[Part, ...]), **columns)


def _id(id: int) -> int:
    return id
