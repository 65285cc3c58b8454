"""Few, heavy, durable jobs on procrastinate. A job rides in the transaction that asks for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import procrastinate
import psycopg
from procrastinate.exceptions import ConnectorException

from onereel.engines.db import WriteTx
from onereel.kernel import clock, limits

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """A named kind of job.

    `run(**arguments)` must be safe to run again: a worker may die in the middle. When every attempt has
    failed, `give_up(**arguments)` brings what it was about to its end.
    """

    name: str
    run: Callable[..., Awaitable[None]]
    give_up: Callable[..., Awaitable[None]]


class JobQueue:
    """Defers jobs and, in a worker, runs them."""

    def __init__(self, address: str, jobs: Sequence[Job] = ()) -> None:
        self._app = procrastinate.App(
            connector=procrastinate.PsycopgConnector(conninfo=address, min_size=1, max_size=4)
        )
        retry = procrastinate.RetryStrategy(max_attempts=limits.job_attempts_max - 1, exponential_wait=3)
        self._jobs = {job.name: job for job in jobs}
        for job in jobs:
            self._app.task(name=job.name, retry=retry, pass_context=True)(_attempt(job))

    async def apply_schema(self) -> None:
        """Make the queue's tables in schema `jobs`, unless they are there."""
        async with self._app.open_async():
            connector = self._app.connector
            there = await connector.execute_query_one_async(
                "SELECT to_regclass('jobs.procrastinate_jobs') IS NOT NULL AS there"
            )
            if not there["there"]:
                schema = self._app.schema_manager.get_schema().replace("%", "%%")
                await connector.execute_query_async("SET search_path = jobs, public;" + schema)

    async def defer(self, tx: WriteTx, name: str, *, priority: int = 0, **arguments: Any) -> None:
        """Ask for a job; it exists when, and only when, the transaction commits."""
        task = self._app.configure_task(name, priority=priority, connection=tx.connection, allow_unknown=True)
        await task.defer_async(**arguments)

    async def __aenter__(self) -> JobQueue:
        await self._app.open_async()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._app.close_async()

    async def work(self, stop: asyncio.Event) -> None:
        """Run jobs until stopped; then finish those that are running, within a bound."""
        worker = asyncio.create_task(
            self._app.run_worker_async(
                concurrency=limits.jobs_at_once_max,
                install_signal_handlers=False,
                shutdown_graceful_timeout=limits.drain_s,
                update_heartbeat_interval=limits.job_heartbeat_s,
                stalled_worker_timeout=limits.job_stalled_after_s,
                delete_jobs="successful",
            )
        )
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({worker, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if not worker.done():
            worker.cancel()
        await asyncio.gather(worker, return_exceptions=True)
        if not stop.is_set():
            worker.result()

    async def rescue(self, stop: asyncio.Event) -> None:
        """Give jobs whose worker died back to the queue (procrastinate does not do so by itself)."""
        while not stop.is_set():
            try:
                await self._rescue_once()
            except (psycopg.Error, ConnectorException) as exc:
                log.warning("stalled jobs cannot be looked for: %s", exc)
            await asyncio.sleep(limits.job_stalled_poll_s)

    async def _rescue_once(self) -> None:
        manager = self._app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=limits.job_stalled_after_s):
            if job.attempts + 1 >= limits.job_attempts_max:
                log.error("job %s (%s) lost its worker too often and is given up", job.id, job.task_name)
                await self._jobs[job.task_name].give_up(**job.task_kwargs)
                await manager.finish_job(job, procrastinate.jobs.Status.FAILED, delete_job=False)
            else:
                log.warning("job %s (%s) lost its worker and runs again", job.id, job.task_name)
                await manager.retry_job(job, retry_at=clock.now())


def _attempt(job: Job) -> Callable[..., Awaitable[None]]:
    async def attempt(context: procrastinate.JobContext, **arguments: Any) -> None:
        try:
            await job.run(**arguments)
        except Exception:
            if context.job.attempts + 1 < limits.job_attempts_max:
                raise
            log.exception("job %s (%s) failed for the last time", context.job.id, job.name)
            await job.give_up(**arguments)

    return attempt
