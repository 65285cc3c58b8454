"""Accounts, sessions and one's own profile."""

from __future__ import annotations

import secrets
from typing import Any

import msgspec
from litestar import Request, Response, delete, get, patch, post, put
from litestar.datastructures import Cookie

from onereel.accounts import sign, store
from onereel.accounts.facts import AccountChanged
from onereel.accounts.model import Account, AccountOut, clean_bio, clean_name, present
from onereel.accounts.picture import square_webp
from onereel.accounts.sessions import SESSION_COOKIE, Sessions, Viewer
from onereel.engines.blobs import Blobs
from onereel.engines.cache import Cache
from onereel.engines.db import ReadTx, WriteTx
from onereel.kernel import ids, limits

AnyRequest = Request[Any, Any, Any]


class SignUp(msgspec.Struct):
    handle: str
    password: str
    name: str | None = None


class SignIn(msgspec.Struct):
    handle: str
    password: str


class Profile(msgspec.Struct):
    name: str | None = None
    bio: str | None = None


class Signed(msgspec.Struct):
    account: AccountOut
    token: str


# Answers with a token are never stored for replay: the token is a secret.
@post("/accounts", opt={"replay": False})
async def sign_up(data: SignUp, request: AnyRequest, tx: WriteTx, cache: Cache) -> Response[Signed]:
    """Sign up."""
    address = request.headers.get("x-forwarded-for", "local")
    retried = "idempotency-key" in request.headers
    account, token = await sign.sign_up(tx, cache, address, data.handle, data.password, data.name, retried=retried)
    return _signed(request, account, token)


@post("/sessions", opt={"replay": False})
async def sign_in(data: SignIn, request: AnyRequest, tx: WriteTx, cache: Cache) -> Response[Signed]:
    """Sign in."""
    account, token = await sign.sign_in(tx, cache, data.handle, data.password)
    return _signed(request, account, token)


@delete("/sessions/current")
async def sign_out(viewer: Viewer, tx: WriteTx, sessions: Sessions) -> Response[None]:
    """Sign out: this token is never valid again."""
    await sign.sign_out(tx, sessions, viewer)
    return Response(None, status_code=204, cookies=[_session_cookie("", secure=False, max_age=0)])


@get("/me")
async def show_me(viewer: Viewer, own_read: ReadTx) -> AccountOut:
    """The signed-in account."""
    return present(await sign.load(own_read, viewer.required()), following=False)


@patch("/me")
async def change_me(data: Profile, viewer: Viewer, tx: WriteTx) -> AccountOut:
    """Change one's name or bio."""
    account_id = viewer.required()
    name = clean_name(data.name) if data.name is not None else None
    bio = clean_bio(data.bio) if data.bio is not None else None
    await store.update_profile(tx, account_id, name or None, bio)
    return await _changed(tx, account_id)


@delete("/me")
async def leave(viewer: Viewer, tx: WriteTx, sessions: Sessions) -> Response[None]:
    """Delete the account and everything it published."""
    await sign.leave(tx, sessions, viewer)
    return Response(None, status_code=204, cookies=[_session_cookie("", secure=False, max_age=0)])


@put("/me/picture", opt={"body_bytes_max": limits.picture_bytes_max})
async def set_picture(request: AnyRequest, viewer: Viewer, tx: WriteTx, blobs: Blobs) -> AccountOut:
    """Set one's picture: the body is a JPEG, PNG or WebP image."""
    account_id = viewer.required()
    image = await square_webp(await request.body())
    key = f"{secrets.token_hex(16)}/picture.webp"
    await blobs.put(blobs.media_bucket, key, image, content_type="image/webp")
    await store.set_picture(tx, account_id, f"/m/{key}")
    return await _changed(tx, account_id)


@delete("/me/picture", status_code=200)
async def remove_picture(viewer: Viewer, tx: WriteTx) -> AccountOut:
    """Remove one's picture."""
    await store.set_picture(tx, viewer.required(), None)
    return await _changed(tx, viewer.required())


async def _changed(tx: WriteTx, account_id: int) -> AccountOut:
    await tx.emit(AccountChanged(bucket=ids.bucket_of(account_id), account_id=account_id))
    return present(await sign.load(tx, account_id), following=False)


def _signed(request: AnyRequest, account: Account, token: str) -> Response[Signed]:
    # Only browsers send Origin, and only browsers want a cookie.
    cookies = []
    if "origin" in request.headers:
        secure = request.headers.get("x-forwarded-proto") == "https"
        cookies.append(_session_cookie(token, secure=secure, max_age=limits.session_keep_days * 86_400))
    return Response(Signed(present(account, following=False), token), status_code=201, cookies=cookies)


def _session_cookie(token: str, *, secure: bool, max_age: int) -> Cookie:
    return Cookie(
        key=SESSION_COOKIE, value=token, max_age=max_age, path="/", httponly=True, secure=secure, samesite="lax"
    )


def routes() -> list[Any]:
    return [sign_up, sign_in, sign_out, show_me, change_me, leave, set_picture, remove_picture]
