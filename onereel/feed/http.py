"""The feed and watch reports over HTTP."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, get, post

from onereel.accounts.api import Viewer
from onereel.engines.db import WriteTx
from onereel.feed import views
from onereel.feed.page import Pages
from onereel.feed.pipeline import Kind
from onereel.feed.views import ViewEvent
from onereel.kernel.cursor import Page, decode, page_limit
from onereel.kernel.errors import SignedOut
from onereel.videos.api import VideoOut


class FeedItem(msgspec.Struct):
    """A clip and why it is shown."""

    video: VideoOut
    reason: str


class Views(msgspec.Struct):
    events: list[ViewEvent]


class Accepted(msgspec.Struct):
    accepted: int


@get("/feed")
async def feed(
    viewer: Viewer,
    pages: Pages,
    kind: Kind = "mixed",
    limit: int | None = None,
    cursor: str | None = None,
) -> Response[Page[FeedItem]]:
    """The next clips for this viewer. Each call leads on; the service remembers what was served."""
    decode(cursor)
    if kind == "following" and viewer.account_id is None:
        raise SignedOut("Sign in to see the clips of those you follow.")
    body: Any = await pages.page(viewer, kind, page_limit(limit))
    return Response(body, media_type="application/json", headers={"cache-control": "no-store"})


@post("/views", status_code=202)
async def report_views(data: Views, viewer: Viewer, tx: WriteTx) -> Accepted:
    """Report what was watched, in batches of up to 100."""
    return Accepted(await views.report(tx, viewer.id, data.events))


def routes() -> list[Any]:
    return [feed, report_views]
