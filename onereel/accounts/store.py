"""One typed function per query."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from onereel.accounts.model import Account, Credentials
from onereel.engines.db import ReadTx, WriteTx, load_queries
from onereel.kernel import ids

_q = load_queries(__package__)


async def claim_handle(tx: WriteTx, handle: str, account_id: int) -> bool:
    return await tx.run(_q["claim_handle"], handle=handle, account_id=account_id) == 1


async def account_id_of(tx: ReadTx, handle: str) -> int | None:
    found: int | None = await tx.value(_q["account_id_of"], handle=handle)
    return found


async def create(tx: WriteTx, account_id: int, handle: str, name: str, password_hash: str) -> None:
    await tx.run(
        _q["create_account"],
        bucket=ids.bucket_of(account_id),
        id=account_id,
        handle=handle,
        name=name,
        password_hash=password_hash,
    )


async def credentials(tx: ReadTx, account_id: int) -> Credentials | None:
    return await tx.one(Credentials, _q["credentials"], bucket=ids.bucket_of(account_id), id=account_id)


async def account(tx: ReadTx, account_id: int) -> Account | None:
    return await tx.one(Account, _q["account"], bucket=ids.bucket_of(account_id), id=account_id)


async def accounts(tx: ReadTx, account_ids: Iterable[int]) -> dict[int, Account]:
    wanted = sorted(set(account_ids))
    if not wanted:
        return {}
    buckets = [ids.bucket_of(id_) for id_ in wanted]
    rows = await tx.many(Account, _q["accounts"], buckets=buckets, ids=wanted)
    return {row.id: row for row in rows}


async def update_profile(tx: WriteTx, account_id: int, name: str | None, bio: str | None) -> None:
    await tx.run(_q["update_profile"], bucket=ids.bucket_of(account_id), id=account_id, name=name, bio=bio)


async def set_picture(tx: WriteTx, account_id: int, picture: str | None) -> None:
    await tx.run(_q["set_picture"], bucket=ids.bucket_of(account_id), id=account_id, picture=picture)


async def delete(tx: WriteTx, account_id: int) -> None:
    await tx.run(_q["delete_account"], bucket=ids.bucket_of(account_id), id=account_id)
    await tx.run(_q["release_handle"], account_id=account_id)


async def search(tx: ReadTx, words: str, limit: int) -> list[Account]:
    pattern = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    return await tx.many(Account, _q["search_accounts"], words=words, pattern=pattern, limit=limit)


async def count(tx: WriteTx, what: str, account_id: int, change: int) -> None:
    """Apply a change to `followers`, `following` or `videos`."""
    await tx.run(_q[f"count_{what}"], bucket=ids.bucket_of(account_id), id=account_id, change=change)


async def open_session(tx: WriteTx, account_id: int, token_hash: bytes, expires_at: datetime, keep: int) -> None:
    bucket = ids.bucket_of(account_id)
    await tx.run(_q["open_session"], bucket=bucket, account_id=account_id, token_hash=token_hash, expires_at=expires_at)
    await tx.run(_q["trim_sessions"], bucket=bucket, account_id=account_id, keep=keep)


async def session_exists(tx: ReadTx, account_id: int, token_hash: bytes) -> bool:
    bucket = ids.bucket_of(account_id)
    found = await tx.value(_q["session_exists"], bucket=bucket, account_id=account_id, token_hash=token_hash)
    return bool(found)


async def close_session(tx: WriteTx, account_id: int, token_hash: bytes) -> None:
    bucket = ids.bucket_of(account_id)
    await tx.run(_q["close_session"], bucket=bucket, account_id=account_id, token_hash=token_hash)


async def close_sessions(tx: WriteTx, account_id: int) -> list[bytes]:
    bucket = ids.bucket_of(account_id)
    return await tx.many(_token_hash, _q["close_sessions"], bucket=bucket, account_id=account_id)


def _token_hash(token_hash: bytes) -> bytes:
    return bytes(token_hash)
