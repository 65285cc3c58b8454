"""What other slices may ask of accounts."""

from __future__ import annotations

from collections.abc import Iterable

from onereel.accounts import store
from onereel.accounts.errors import AccountNotFound
from onereel.accounts.model import Account, AccountOut, AuthorOut, author, clean_text, present, typed_handle
from onereel.accounts.sessions import Sessions, Viewer
from onereel.engines.db import ReadTx, WriteTx

__all__ = [
    "Account",
    "AccountOut",
    "AuthorOut",
    "Sessions",
    "Viewer",
    "account",
    "accounts",
    "author",
    "clean_text",
    "count",
    "id_of_handle",
    "present",
    "search",
]


async def account(tx: ReadTx, account_id: int) -> Account | None:
    return await store.account(tx, account_id)


async def accounts(tx: ReadTx, account_ids: Iterable[int]) -> dict[int, Account]:
    """Those of the accounts that exist, by id, in one query."""
    return await store.accounts(tx, account_ids)


async def id_of_handle(tx: ReadTx, handle: str) -> int:
    """Whose handle it is; AccountNotFound when nobody's."""
    typed = typed_handle(handle)
    account_id = await store.account_id_of(tx, typed) if typed else None
    if account_id is None:
        raise AccountNotFound
    return account_id


async def search(tx: ReadTx, words: str, limit: int) -> list[Account]:
    return await store.search(tx, words, limit)


async def count(tx: WriteTx, what: str, account_id: int, change: int) -> None:
    """Apply a change to a derived count: `followers`, `following` or `videos`."""
    await store.count(tx, what, account_id, change)
