"""What `onereel up` will not start on: one sentence, one exit code each, and nothing changed."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from .home import AS_ORDINARY_USER, Home

ROOT = os.geteuid() == 0
QUICK_S = 20


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "data")
    yield made
    made.end()


def test_a_port_in_use(home: Home) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        home.start("--port", str(port))
        assert home.exit_code(QUICK_S) == 4
    assert f"Port {port} on 127.0.0.1 is in use by another program." in home.words()
    assert f"PORT={port + 1}" in home.words()
    assert not (home.data / "postgres").exists()


def test_data_of_a_newer_version(home: Home) -> None:
    home.data.mkdir()
    (home.data / "version").write_text("2\n")
    (home.data / "precious").write_text("untouched")
    home.start()
    assert home.exit_code(QUICK_S) == 6
    assert "was written by a newer Onereel (layout 2; this one knows 1)" in home.words()
    assert sorted(path.name for path in home.data.iterdir()) == ["precious", "version"]


def test_a_directory_of_somebody_else(home: Home) -> None:
    home.data.mkdir()
    (home.data / "postgres").mkdir()
    home.start()
    assert home.exit_code(QUICK_S) == 6
    assert "holds postgres, which Onereel did not make" in home.words()
    assert [path.name for path in home.data.iterdir()] == ["postgres"]


def test_a_file_instead_of_a_directory(home: Home) -> None:
    home.data.write_text("a file")
    home.start()
    assert home.exit_code(QUICK_S) == 7
    assert "is a file; --data needs a directory" in home.words()
    assert home.data.read_text() == "a file"


@pytest.mark.skipif(not ROOT, reason="only root can make a small disk")
def test_a_disk_that_is_nearly_full(home: Home) -> None:
    home.data.mkdir()
    small = f'mount -t tmpfs -o size=64m small "{home.data}" && exec "$@"'
    home.before = ("unshare", "--mount", "sh", "-ec", small, "sh")
    home.start()
    assert home.exit_code(QUICK_S) == 5
    assert "Onereel needs 500 MB to start. Nothing was started." in home.words()


def test_a_place_this_user_may_not_write_to(home: Home) -> None:
    closed = home.data.parent / "closed"
    closed.mkdir(mode=0o500)
    home.data = closed / "data"
    home.before = AS_ORDINARY_USER if ROOT else ()
    home.start()
    assert home.exit_code(QUICK_S) == 7
    assert f"This user may not write to {home.data}" in home.words()


def test_settings_that_cannot_be_read(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = home.data.with_name("wrong.toml")
    wrong.write_text("[htpt]\nport = 1\n")
    monkeypatch.setenv("ONEREEL_CONFIG", str(wrong))
    home.start()
    assert home.exit_code(QUICK_S) == 2
    assert "There is no setting htpt." in home.words()


def test_a_program_that_does_not_start(home: Home) -> None:
    """A cluster that is damaged: everything that did start is stopped, and the log is shown."""
    home.data.mkdir()
    (home.data / "version").write_text("1\n")
    (home.data / "postgres").mkdir(mode=0o700)
    home.start()
    assert home.exit_code(60) == 8
    words = home.words()
    assert "postgres ended 5 times without getting ready" in words
    assert "is not a database cluster directory" in words or "PG_VERSION" in words or "postgresql.conf" in words
    assert "valkey has stopped" in words
