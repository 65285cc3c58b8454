"""Puts the routes it is given into one ASGI application."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, MutableMapping, Sequence
from typing import Any, cast

from litestar import Litestar, Request, Router
from litestar.config.app import AppConfig
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.types import ASGIApp

from onereel import __version__
from onereel.accounts.api import Sessions, Viewer
from onereel.engines.db import Database, ReadTx, WriteTx
from onereel.web import problems
from onereel.web.reference import ReferencePlugin
from onereel.web.requests import Requests, WriteRule, tx_of, viewer_of

PREFIX = "/api/v1"
_PARAMETER = re.compile(r"\{[^}]*\}")
AnyRequest = Request[Any, Any, Any]


def build(
    db: Database,
    sessions: Sessions,
    *,
    api: Sequence[Any],
    pages: Sequence[Any],
    provided: Mapping[str, object],
) -> ASGIApp:
    """The application: `api` under /api/v1, `pages` at the root, `provided` injected into both by name."""

    async def read() -> AsyncIterator[ReadTx]:
        async with db.read() as tx:
            yield tx

    async def own_read() -> AsyncIterator[ReadTx]:
        async with db.read_own_writes() as tx:
            yield tx

    dependencies = {
        "viewer": Provide(_viewer, sync_to_thread=False),
        "tx": Provide(_tx, sync_to_thread=False),
        "read": Provide(read),
        "own_read": Provide(own_read),
        "sessions": _given(sessions),
        **{name: _given(value) for name, value in provided.items()},
    }
    app = Litestar(
        [Router(PREFIX, route_handlers=list(api)), *pages],
        dependencies=dependencies,
        exception_handlers={Exception: problems.handle},
        openapi_config=OpenAPIConfig(
            title="Onereel",
            version=__version__,
            path="/api",
            render_plugins=[ReferencePlugin()],
            use_handler_docstrings=True,
        ),
        request_max_body_size=None,
        on_app_init=[_quiet],
    )
    return Requests(app, db, sessions, [rule for handler in api for rule in _rules(handler)])


def _rules(handler: Any) -> list[WriteRule]:
    """What a handler's `opt` says about its writes."""
    special = {
        **({"replayed": False} if handler.opt.get("replay") is False else {}),
        **({"body_bytes_max": handler.opt["body_bytes_max"]} if "body_bytes_max" in handler.opt else {}),
    }
    if not special:
        return []
    paths = [re.compile(PREFIX + _PARAMETER.sub("[^/]+", path) + "/?") for path in handler.paths]
    return [WriteRule(method, path, **special) for method in handler.http_methods for path in paths]


def probes(routes: Sequence[Any]) -> ASGIApp:
    """A small application for roles that only answer whether they are well."""
    return Litestar(list(routes), openapi_config=None, on_app_init=[_quiet])


def _viewer(request: AnyRequest) -> Viewer:
    return viewer_of(cast("MutableMapping[str, Any]", request.scope))


def _tx(request: AnyRequest) -> WriteTx:
    return tx_of(request.scope)


def _given(value: object) -> Provide:
    return Provide(lambda: value, use_cache=True, sync_to_thread=False)


def _quiet(config: AppConfig) -> AppConfig:
    config.logging_config = None
    return config
