from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import typer

from onereel import config, roles
from onereel.cli.logs import log_to_stderr

_MIGRATIONS = Path(__file__).parents[2] / "migrations"


def migrate() -> None:
    log_to_stderr()
    settings = config.load()
    address = urlsplit(settings.postgres.primary)
    # dbmate expects TLS unless told otherwise; on the loopback interface PostgreSQL speaks none.
    query = address.query or ("sslmode=disable" if address.hostname in ("127.0.0.1", "localhost") else "")
    dbmate = Path(sys.executable).with_name("dbmate")
    result = subprocess.run(
        [
            str(dbmate),
            "--url",
            address._replace(scheme="postgres", query=query).geturl(),
            "--migrations-dir",
            str(_MIGRATIONS),
            "--no-dump-schema",
            "--wait",
            "up",
        ],
        check=False,
    )
    if result.returncode != 0:
        raise typer.Exit(result.returncode)
    asyncio.run(roles.migrate_queue(settings))
