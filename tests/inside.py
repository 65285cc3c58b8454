"""The engines of a running service, for tests that look behind the public interface or disturb it."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator
from typing import Any

import psycopg
import redis

from onereel import config
from onereel.kernel import ids
from tests.service import Service, eventually


def settings(service: Service) -> config.Settings:
    return config.load({"ONEREEL_CONFIG": str(service.settings)})


def rows(service: Service, query: str, **params: Any) -> list[tuple[Any, ...]]:
    """What PostgreSQL says."""
    with psycopg.connect(settings(service).postgres.primary) as connection:
        cursor = connection.execute(query.encode(), params)
        return cursor.fetchall() if cursor.description else []


@contextlib.contextmanager
def valkey(service: Service) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(settings(service).valkey.url) as client:
        yield client


@contextlib.contextmanager
def hung(service: Service, name: str) -> Iterator[None]:
    """A process that is there but does not answer."""
    pid = service.pid(name)
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def ready_clips(service: Service) -> set[str]:
    """The ids of all clips that can be watched."""
    return {str(id_) for (id_,) in rows(service, "SELECT id FROM video WHERE state = 'ready'")}


def digested(service: Service) -> None:
    """Returns once every consumer has seen every fact written so far."""
    newest = rows(service, "SELECT xid::text, id FROM fact ORDER BY fact.xid DESC, id DESC LIMIT 1")
    if not newest:
        return
    behind = "SELECT 1 FROM fact_consumer WHERE (xid, id) < (%(xid)s::xid8, %(id)s)"
    xid, id_ = newest[0]
    eventually(lambda: not rows(service, behind, xid=xid, id=id_))


def copies(service: Service, video_id: str, number: int) -> list[str]:
    """More clips of the same author, made of one that is ready without encoding anything."""
    bucket = ids.bucket_of(int(video_id))
    new = [ids.at(ids.made_at_ms(int(video_id)) - 1 - n, bucket, n % 1024) for n in range(number)]
    rows(
        service,
        "INSERT INTO video (bucket, id, author_id, upload_id, state, caption, media_key, thumbhash, duration_ms, "
        "width, height, renditions, ready_at) "
        "SELECT bucket, new.id, author_id, upload_id, state, 'copy', media_key, thumbhash, duration_ms, "
        "width, height, renditions, ready_at FROM video, unnest(%(new)s::bigint[]) AS new (id) "
        "WHERE bucket = %(bucket)s AND video.id = %(id)s",
        new=new,
        bucket=bucket,
        id=int(video_id),
    )
    return [str(id_) for id_ in new]
