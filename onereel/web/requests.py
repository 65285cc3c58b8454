"""Around every request: who asks, one transaction for each write, and the answer only after its commit."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any, cast

import prometheus_client
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from onereel.accounts.sessions import VISITOR_COOKIE, Sessions, Viewer, refuse_cross_site
from onereel.engines.db import Database, WriteTx
from onereel.kernel import limits
from onereel.kernel.errors import TooLarge
from onereel.web import problems
from onereel.web.idempotency import Key, key_of

_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
# Our own keys of the ASGI scope, which its typed dictionary cannot know.
_VIEWER, _MET, _TX = "onereel.viewer", "onereel.viewer_met", "onereel.tx"

_REQUESTS = prometheus_client.Counter("onereel_requests_total", "Requests.", ["method", "status"])
_SECONDS = prometheus_client.Histogram("onereel_request_seconds", "Time to the answer.", ["method"])


class RolledBack(Exception):
    """Ends the transaction of a write that was refused."""


@dataclass(frozen=True, slots=True)
class WriteRule:
    """How the writes of one address differ from others."""

    method: str
    path: re.Pattern[str]
    replayed: bool = True
    body_bytes_max: int = limits.request_body_bytes_max


_USUAL = WriteRule("", re.compile(""))


class Requests:
    """The outermost part of the application."""

    def __init__(self, app: ASGIApp, db: Database, sessions: Sessions, rules: Sequence[WriteRule]) -> None:
        self._app = app
        self._db = db
        self._sessions = sessions
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", ScopeType.HTTP):
            await self._serve(cast("HTTPScope", scope), receive, send)
        else:
            await self._app(scope, receive, send)

    async def _serve(self, scope: HTTPScope, receive: Receive, send: Send) -> None:
        method, began = scope["method"], time.perf_counter()
        sent = _Counted(send, scope)
        if method == "HEAD":
            scope["method"], sent.bodiless = "GET", True
        try:
            headers = _headers(scope)
            cookies = _cookies(headers.get("cookie", ""))
            viewer = await self._sessions.viewer(headers, cookies)
            scope[_VIEWER] = viewer  # type: ignore[literal-required]
            if viewer.new_visitor:
                sent.cookie = self._visitor_cookie(viewer, headers)
            if method in _WRITES:
                refuse_cross_site(headers, cookies)
                await self._write(scope, receive, sent, viewer, headers)
            else:
                await self._app(scope, receive, sent)
        except Exception as exc:
            if sent.started:
                raise
            status, problem_headers, body = problems.answer(exc)
            await _send(sent, status, problem_headers, body)
        finally:
            _SECONDS.labels(method).observe(time.perf_counter() - began)

    async def _write(
        self, scope: HTTPScope, receive: Receive, send: Send, viewer: Viewer, headers: Mapping[str, str]
    ) -> None:
        method, path = scope["method"], scope["path"]
        rule = next((r for r in self._rules if r.method == method and r.path.fullmatch(path)), _USUAL)
        body = await _read(receive, rule.body_bytes_max)
        key = key_of(viewer.id, headers.get("idempotency-key"), method, path, body) if rule.replayed else None
        answer = _Buffer()
        with contextlib.suppress(RolledBack):
            async with self._db.write() as tx:
                await self._transact(tx, scope, body, answer, key)
        for message in answer.messages:
            await send(message)

    async def _transact(self, tx: WriteTx, scope: HTTPScope, body: bytes, answer: _Buffer, key: Key | None) -> None:
        if key is not None and (first := await key.claim(tx)):
            status = 204 if first.status == 204 else 200
            await _send(answer, status, {"content-type": "application/json"}, first.body)
            return
        scope[_TX] = tx  # type: ignore[literal-required]
        await self._app(scope, _replay(body), answer)
        if answer.status >= 400:
            raise RolledBack
        if key is not None:
            await key.keep(tx, answer.status, answer.body)

    def _visitor_cookie(self, viewer: Viewer, headers: Mapping[str, str]) -> bytes:
        secure = "; Secure" if headers.get("x-forwarded-proto") == "https" else ""
        return (
            f"{VISITOR_COOKIE}={self._sessions.visitor_cookie(viewer.id)}; Path=/; HttpOnly; SameSite=Lax; "
            f"Max-Age={limits.visitor_keep_days * 86_400}{secure}"
        ).encode()


class _Counted:
    """Passes messages on; adds a new visitor's cookie and counts the answer."""

    def __init__(self, send: Send, scope: HTTPScope) -> None:
        self._send = send
        self._scope = scope
        self.cookie: bytes | None = None
        self.bodiless = False
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.body" and self.bodiless:
            message["body"] = b""
        if message["type"] == "http.response.start":
            self.started = True
            _REQUESTS.labels(self._scope["method"], message["status"]).inc()
            if self.cookie and _MET in self._scope:
                message["headers"] = [*message["headers"], (b"set-cookie", self.cookie)]
        await self._send(message)


class _Buffer:
    """Holds an answer back until its transaction is committed."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.status = 500
        self.body = b""

    async def __call__(self, message: Message) -> None:
        self.messages.append(message)
        if message["type"] == "http.response.start":
            self.status = message["status"]
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")


def viewer_of(scope: MutableMapping[str, Any]) -> Viewer:
    """The viewer of a request. A visitor gets a cookie only once somebody asked who they are."""
    viewer = scope[_VIEWER]
    scope[_MET] = True
    assert isinstance(viewer, Viewer)
    return viewer


def tx_of(scope: Mapping[str, Any]) -> WriteTx:
    tx = scope[_TX]
    assert isinstance(tx, WriteTx)
    return tx


async def _read(receive: Receive, bytes_max: int) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return bytes(body)
        body += message.get("body", b"")
        if len(body) > bytes_max:
            raise TooLarge(f"The body of this request may have up to {bytes_max} bytes.")
        if not message.get("more_body", False):
            return bytes(body)


def _replay(body: bytes) -> Receive:
    messages: list[Any] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Any:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return receive


async def _send(send: Send, status: int, headers: Mapping[str, str], body: bytes) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    if status != 204:
        raw.append((b"content-length", b"%d" % len(body)))
    start: Any = {"type": "http.response.start", "status": status, "headers": raw}
    end: Any = {"type": "http.response.body", "body": body, "more_body": False}
    await send(start)
    await send(end)


def _headers(scope: HTTPScope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def _cookies(header: str) -> dict[str, str]:
    if not header:
        return {}
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}
