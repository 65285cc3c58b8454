"""Logs that stay bounded: each file has at most one predecessor, and is moved aside when it is long."""

from __future__ import annotations

import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

from onereel.kernel import limits


class Journal:
    """The supervisor's own log, one sentence a line."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, sentence: str) -> None:
        with self._path.open("a") as file:
            file.write(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + f"Z {sentence}\n")


class Rotation:
    """Looks after all logs of a folder now and then. Writers append, so a file may be emptied under them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._next = time.monotonic() + limits.log_check_s
        self._rotate()

    def tick(self) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + limits.log_check_s
            self._rotate()

    def _rotate(self) -> None:
        for path in self._folder.iterdir():
            if path.suffix != ".1" and path.stat().st_size > limits.log_bytes_max:
                shutil.copyfile(path, f"{path}.1")
                with path.open("r+b") as file:
                    file.truncate(0)


class Tail:
    """New lines of a file that somebody else writes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = path.stat().st_size if path.exists() else 0

    def lines(self) -> list[str]:
        try:
            with self._path.open("rb") as file:
                file.seek(self._at)
                whole, newline, _ = file.read(limits.log_bytes_max).rpartition(b"\n")
        except OSError:
            return []
        self._at += len(whole) + len(newline)
        return whole.decode(errors="replace").splitlines()
