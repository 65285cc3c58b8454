"""The composition root: role → parts → what they need. The only file that knows everything.

Read it top to bottom: engines, then what each role runs.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import msgspec

from onereel.accounts import http as accounts_http
from onereel.accounts.api import Sessions, Viewer, account, present
from onereel.browse import http as browse_http
from onereel.config import Settings
from onereel.engines.blobs import Blobs
from onereel.engines.cache import Cache
from onereel.engines.db import Database
from onereel.engines.jobs import Drainer, JobQueue
from onereel.feed import http as feed_http
from onereel.feed import jobs as feed_jobs
from onereel.feed.feeds import again, feeds
from onereel.feed.page import Pages
from onereel.feed.precache import Precache, Recipe
from onereel.feed.served import ServedLog
from onereel.feed.sources import Sources
from onereel.interactions import http as interactions_http
from onereel.interactions import jobs as interactions_jobs
from onereel.kernel import limits
from onereel.media import jobs as media_jobs
from onereel.media.ingest import Ingest
from onereel.moderation import http as moderation_http
from onereel.recommend.api import Popular
from onereel.uploads import http as uploads_http
from onereel.uploads import jobs as uploads_jobs
from onereel.uploads.receive import Uploads
from onereel.videos import jobs as videos_jobs
from onereel.videos.cards import Cards
from onereel.web import app, health, idempotency, shell
from onereel.web.serve import serve, stop_on_signals
from onereel.worker import loops

_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True)
class Engines:
    """What every role stands on."""

    db: Database
    cache: Cache
    blobs: Blobs


@contextlib.asynccontextmanager
async def engines(settings: Settings) -> AsyncIterator[Engines]:
    async with (
        Database(settings.postgres.primary, settings.postgres.replicas) as db,
        Cache(settings.valkey.url) as cache,
    ):
        yield Engines(db, cache, Blobs(settings.s3))


async def web(settings: Settings, listen: str) -> None:
    """The HTTP API and the personal first page."""
    stop = stop_on_signals()
    async with engines(settings) as e:
        served = ServedLog(e.db)
        pages = Pages(e.db, e.cache, Cards(e.db, e.cache), _recipe(settings, e), served)
        application = app.build(
            e.db,
            Sessions(e.db, e.cache, settings.secrets.signing_key),
            api=[
                *accounts_http.routes(),
                *browse_http.routes(),
                *interactions_http.routes(),
                *moderation_http.routes(),
                *uploads_http.routes(),
                *feed_http.routes(),
            ],
            pages=[
                *health.routes({"postgres": e.db.ready}),
                *_shell_routes(settings, e, pages),
            ],
            provided={
                "cache": e.cache,
                "blobs": e.blobs,
                "pages": pages,
                "uploads": Uploads(e.blobs, settings.uploads),
            },
        )
        await loops.run(stop, lambda stop: serve(application, listen, stop), served.run, e.cache.settle)


async def worker(settings: Settings, listen: str) -> None:
    """Facts in batches, durable jobs, and housekeeping."""
    stop = stop_on_signals()
    async with engines(settings) as e:
        work = settings.data.path / "work"
        ingest = Ingest(e.db, e.blobs, work)
        async with JobQueue(settings.postgres.primary, media_jobs.jobs(ingest)) as queue:
            drainer = Drainer(
                e.db,
                [
                    *media_jobs.consumers(queue),
                    *videos_jobs.consumers(),
                    *interactions_jobs.consumers(),
                    *feed_jobs.consumers(e.cache),
                    *Cards(e.db, e.cache).consumers(),
                    *uploads_jobs.consumers(),
                ],
            )
            sweeps = loops.sweeping(
                [
                    ("facts", drainer.sweep),
                    ("idempotency keys", lambda: idempotency.sweep(e.db)),
                    ("uploads", lambda: uploads_jobs.sweep(e.db, e.blobs)),
                ]
            )
            checks = {"postgres": e.db.ready, "blobs": e.blobs.ready}
            probes = app.probes(health.routes(checks))
            await loops.run(
                stop,
                drainer.run,
                e.cache.settle,
                queue.work,
                queue.rescue,
                sweeps,
                lambda stop: serve(probes, listen, stop),
            )


async def precache(settings: Settings, listen: str) -> None:
    """Keeps the next clips of every active viewer ready."""
    stop = stop_on_signals()
    async with engines(settings) as e:
        checks = {"postgres": e.db.ready, "valkey": e.cache.ready}
        probes = app.probes(health.routes(checks))
        await loops.run(
            stop,
            Precache(e.cache, _recipe(settings, e)).run,
            lambda stop: serve(probes, listen, stop),
        )


async def migrate_queue(settings: Settings) -> None:
    """Make the job queue's own tables."""
    await JobQueue(settings.postgres.primary).apply_schema()


def _recipe(settings: Settings, e: Engines) -> Recipe:
    popular = Popular(e.db, e.cache, settings.feed.popular_half_life_hours)
    sources = Sources(e.db, popular)
    return Recipe(e.cache, feeds(sources, settings.feed.followed_of_ten), again(sources))


def _shell_routes(settings: Settings, e: Engines, pages: Pages) -> list[object]:
    async def me(viewer: Viewer) -> bytes:
        if viewer.account_id is None:
            return b"null"
        async with e.db.read_own_writes() as tx:
            found = await account(tx, viewer.account_id)
        return _encode(present(found, following=False)) if found else b"null"

    async def first_page(viewer: Viewer) -> bytes:
        feed, who = await asyncio.gather(pages.page(viewer, "mixed", limits.first_page_items), me(viewer))
        return b'{"feed":%b,"me":%b}' % (feed, who)

    async def empty_page(viewer: Viewer) -> bytes:
        return b'{"feed":null,"me":%b}' % await me(viewer)

    return shell.routes(shell.Shell(settings.client.path), first_page, empty_page)
