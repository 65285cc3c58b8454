"""The verbs: sign up, sign in, sign out, leave."""

from __future__ import annotations

from datetime import timedelta

from onereel.accounts import passwords, sessions, store
from onereel.accounts.errors import AccountNotFound, HandleTaken, WrongPassword
from onereel.accounts.facts import AccountDeleted
from onereel.accounts.model import Account, clean_handle, clean_name, clean_password, typed_handle
from onereel.accounts.sessions import Sessions, Viewer
from onereel.engines.cache import Cache, RateWindow
from onereel.engines.db import ReadTx, WriteTx
from onereel.kernel import clock, ids, limits

_WRONG = RateWindow("wrong-password", limits.wrong_passwords_max, limits.wrong_passwords_window_s)
_SIGN_UPS = RateWindow("sign-up", limits.sign_ups_per_address_max, limits.sign_ups_window_s)


async def sign_up(
    tx: WriteTx, cache: Cache, address: str, handle: str, password: str, name: str | None, *, retried: bool
) -> tuple[Account, str]:
    """A new account and its first token.

    `retried`: the request carries an idempotency key. Then a handle that was taken moments ago with this
    very password is the same sign-up, whose answer got lost.
    """
    handle, password = clean_handle(handle), clean_password(password)
    name = clean_name(name or "") or handle
    await _SIGN_UPS.check(cache, address)
    account_id = ids.new_owner()
    if not await store.claim_handle(tx, handle, account_id):
        return await _same_sign_up(tx, handle, password, retried)
    await store.create(tx, account_id, handle, name, await passwords.hash_password(password))
    await _SIGN_UPS.count(cache, address)
    return await load(tx, account_id), await sessions.open_session(tx, account_id)


async def _same_sign_up(tx: WriteTx, handle: str, password: str, retried: bool) -> tuple[Account, str]:
    account_id = await store.account_id_of(tx, handle)
    if not retried or account_id is None:
        raise HandleTaken(field="handle")
    account, credentials = await load(tx, account_id), await store.credentials(tx, account_id)
    recent = clock.now() - account.created_at < timedelta(hours=limits.idempotency_keep_hours)
    if not (recent and credentials and await passwords.matches(credentials.password_hash, password)):
        raise HandleTaken(field="handle")
    return account, await sessions.open_session(tx, account_id)


async def sign_in(tx: WriteTx, cache: Cache, handle: str, password: str) -> tuple[Account, str]:
    """A new token for whoever knows the password. Ten wrong ones in 15 minutes close the door for a while."""
    typed = typed_handle(handle)
    if typed is None or len(password) > limits.password_characters_max:
        raise WrongPassword
    await _WRONG.attempt(cache, typed)
    account_id = await store.account_id_of(tx, typed)
    credentials = await store.credentials(tx, account_id) if account_id is not None else None
    if not await passwords.matches(credentials.password_hash if credentials else None, password) or not credentials:
        raise WrongPassword
    await _WRONG.clear(cache, typed)
    return await load(tx, credentials.account_id), await sessions.open_session(tx, credentials.account_id)


async def sign_out(tx: WriteTx, known: Sessions, viewer: Viewer) -> None:
    account_id = viewer.required()
    await store.close_session(tx, account_id, viewer.token_hash)
    tx.after_commit(lambda: known.forget(account_id, viewer.token_hash))


async def leave(tx: WriteTx, known: Sessions, viewer: Viewer) -> None:
    """Delete the account and sign it out everywhere."""
    account_id = viewer.required()
    closed = await store.close_sessions(tx, account_id)
    await store.delete(tx, account_id)
    await tx.emit(AccountDeleted(bucket=ids.bucket_of(account_id), account_id=account_id))

    async def forget_all() -> None:
        for token_hash in closed:
            await known.forget(account_id, token_hash)

    tx.after_commit(forget_all)


async def load(tx: ReadTx, account_id: int) -> Account:
    account = await store.account(tx, account_id)
    if account is None:
        raise AccountNotFound
    return account
