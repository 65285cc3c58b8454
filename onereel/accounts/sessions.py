"""Who is asking: an account by cookie or bearer token, else a visitor by a signed cookie."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from onereel.accounts import store
from onereel.accounts.errors import CrossSite
from onereel.accounts.model import hash_secret, new_token
from onereel.engines.cache import Cache
from onereel.engines.db import Database, WriteTx
from onereel.kernel import clock, ids, limits
from onereel.kernel.errors import SignedOut

SESSION_COOKIE = "session"
VISITOR_COOKIE = "viewer"

_CACHED_S = 300
_VALID, _CLOSED = b"1", b"0"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever asks. `id` is the account's, or a visitor's own; feeds and what was seen hang on it."""

    id: int
    account_id: int | None = None
    token_hash: bytes = b""
    new_visitor: bool = False

    def required(self) -> int:
        """The account, for what only accounts may do."""
        if self.account_id is None:
            raise SignedOut
        return self.account_id


class Sessions:
    """Reads viewers from requests. Tokens are looked up in Valkey, and in PostgreSQL when it does not know."""

    def __init__(self, db: Database, cache: Cache, signing_key: str) -> None:
        self._db = db
        self._cache = cache
        self._key = signing_key.encode()

    async def viewer(self, headers: Mapping[str, str], cookies: Mapping[str, str]) -> Viewer:
        """The viewer of a request. A bearer token that is not valid is an error; a cookie that is not is ignored."""
        if (bearer := _bearer(headers)) is not None:
            if viewer := await self._by_token(bearer):
                return viewer
            raise SignedOut("This token is not valid any more. Sign in again.")
        if (token := cookies.get(SESSION_COOKIE)) and (viewer := await self._by_token(token)):
            return viewer
        return self._visitor(cookies.get(VISITOR_COOKIE, ""))

    def visitor_cookie(self, visitor_id: int) -> str:
        """The signed value that brings a visitor back."""
        return f"{visitor_id}.{self._sign(visitor_id)}"

    async def forget(self, account_id: int, token_hash: bytes) -> None:
        """After sign-out: the cache must say no, and say it longer than it may have said yes."""
        await self._cache.change(("SET", _cache_key(account_id, token_hash), _CLOSED, "EX", 2 * _CACHED_S))

    async def _by_token(self, token: str) -> Viewer | None:
        account, _, secret = token.partition(".")
        if not account.isascii() or not account.isdigit() or len(account) > 19 or not secret:
            return None
        account_id, token_hash = int(account), hash_secret(secret)
        viewer = Viewer(id=account_id, account_id=account_id, token_hash=token_hash)
        key = _cache_key(account_id, token_hash)
        replies = await self._cache.run(("GET", key))
        if replies and replies[0] is not None:
            return viewer if replies[0] == _VALID else None
        async with self._db.read_own_writes() as tx:
            if not await store.session_exists(tx, account_id, token_hash):
                return None
        await self._cache.run(("SET", key, _VALID, "EX", _CACHED_S, "NX"))
        return viewer

    def _visitor(self, cookie: str) -> Viewer:
        text, _, signature = cookie.partition(".")
        if text.isascii() and text.isdigit() and len(text) <= 19 and signature:
            visitor_id = int(text)
            young = clock.now_ms() - ids.made_at_ms(visitor_id) < limits.visitor_keep_days * 86_400_000
            if young and hmac.compare_digest(signature, self._sign(visitor_id)):
                return Viewer(id=visitor_id)
        return Viewer(id=ids.new_owner(), new_visitor=True)

    def _sign(self, visitor_id: int) -> str:
        return hmac.new(self._key, b"visitor:%d" % visitor_id, hashlib.sha256).hexdigest()[:32]


def refuse_cross_site(headers: Mapping[str, str], cookies: Mapping[str, str]) -> None:
    """A browser's write must come from our own pages. Bearer tokens are not sent by browsers by themselves."""
    if _bearer(headers) is not None:
        return
    origin = headers.get("origin")
    if origin is not None:
        if urlsplit(origin).netloc != headers.get("host", ""):
            raise CrossSite
    elif SESSION_COOKIE in cookies and headers.get("sec-fetch-site") not in ("same-origin", "none"):
        raise CrossSite


def _bearer(headers: Mapping[str, str]) -> str | None:
    """The bearer token of a request. Other kinds of authorization are for somebody else, such as a proxy before us."""
    authorization = headers.get("authorization", "")
    return authorization[7:].strip() if authorization[:7].lower() == "bearer " else None


async def open_session(tx: WriteTx, account_id: int) -> str:
    """A new token for an account; only its hash is stored."""
    token, token_hash = new_token(account_id)
    expires_at = clock.now() + timedelta(days=limits.session_keep_days)
    await store.open_session(tx, account_id, token_hash, expires_at, limits.sessions_per_account_max)
    return token


def _cache_key(account_id: int, token_hash: bytes) -> str:
    return f"session:{account_id}:{token_hash.hex()[:32]}"
