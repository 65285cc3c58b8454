"""Unfinished uploads past their time are taken away, parts first."""

from __future__ import annotations

import asyncio
import os
import tomllib

import psycopg

from onereel import config
from onereel.engines.blobs import Blobs
from onereel.engines.db import Database
from onereel.uploads import jobs
from tests.service import Person, Service


def test_past_its_time_an_upload_is_gone_with_its_parts(service: Service, alice: Person) -> None:
    settings = config.parse(tomllib.loads(service.settings.read_text()))
    old, kept = (os.urandom(1000) for _ in range(2))
    uploads = [service.declare(alice, body) for body in (old, kept)]
    for upload, body in zip(uploads, (old, kept), strict=True):
        service.send(upload, body)
    with psycopg.connect(settings.postgres.primary) as connection:
        past = "UPDATE upload SET expires_at = now() - interval '1 hour' WHERE id = %s"
        connection.execute(past, [int(uploads[0]["id"])])
    assert alice.http.get(f"/uploads/{uploads[0]['id']}").status_code == 404

    async def sweep() -> list[int]:
        blobs = Blobs(settings.s3)
        async with Database(settings.postgres.primary) as db:
            await jobs.sweep(db, blobs)
        return [len(await blobs.list(settings.s3.uploads_bucket, upload["id"])) for upload in uploads]

    assert asyncio.run(sweep()) == [0, 1]
    assert alice.http.get(f"/uploads/{uploads[1]['id']}").json()["parts"][0]["stored"]
