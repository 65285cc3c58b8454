"""One `onereel up` under test: the real command in a process of its own, looked at only from outside."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import psutil

T = TypeVar("T")

READY_S = 90
STOP_S = 45

# To whoever is inside, this is an ordinary user; files of the user outside are its own.
AS_ORDINARY_USER = ("unshare", "--user", "--map-user=1000", "--map-group=1000")


@dataclass
class Home:
    """A data directory, and the `up` that runs on it. `before` is put in front of the command."""

    data: Path
    before: tuple[str, ...] = ()
    said: Path = field(init=False)
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.said = self.data.with_suffix(".said")

    def start(self, *options: str) -> None:
        command = [*self.before, sys.executable, "-m", "onereel", "up", "--no-seed", "--data", str(self.data)]
        with self.said.open("ab") as to:
            self.process = subprocess.Popen(
                [*command, *(options or ("--port", "0"))],
                stdin=subprocess.DEVNULL,
                stdout=to,
                stderr=subprocess.STDOUT,
            )

    def ready(self) -> dict[str, Any]:
        """Wait until everything is ready; what state.json says then."""

        def look() -> dict[str, Any] | None:
            assert self.process is not None
            assert self.process.poll() is None, f"up has ended:\n{self.words()}"
            state = self.state()
            # One that was killed has left its last words behind.
            return state if state and state["ready"] and state["pid"] == self.process.pid else None

        return wait_for(look, READY_S, self.words)

    def state(self) -> dict[str, Any] | None:
        try:
            return dict(json.loads((self.data / "run" / "state.json").read_text()))
        except (FileNotFoundError, json.JSONDecodeError):
            return None

    def row(self, name: str) -> dict[str, Any]:
        state = self.state()
        assert state is not None
        return next(row for row in state["processes"] if row["name"] == name)

    def words(self) -> str:
        return self.said.read_text() if self.said.exists() else ""

    def signal(self, which: signal.Signals) -> None:
        """To the process that was typed."""
        assert self.process is not None
        self.process.send_signal(which)

    def family(self) -> list[psutil.Process]:
        """The supervisor and everything below it, in whatever session or namespace."""
        assert self.process is not None
        typed = psutil.Process(self.process.pid)
        return [typed, *typed.children(recursive=True)]

    def exit_code(self, within_s: float = STOP_S) -> int:
        assert self.process is not None
        return self.process.wait(within_s)

    def end(self) -> None:
        """For fixtures: whatever the test did, nothing stays."""
        if self.process is None:
            return
        family = self.family() if self.process.poll() is None else []
        if family:
            self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            for one in family:
                kill(one.pid)
            self.process.wait(5)


def wait_for(look: Callable[[], T | None], within_s: float, words: Callable[[], str] = str) -> T:
    deadline = time.monotonic() + within_s
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"not within {within_s} s\n{words()}")


def kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def all_gone(family: list[psutil.Process], data: Path) -> bool:
    """None of these runs, nor anything that names the data directory in its command line."""
    if any(_runs(one) for one in family):
        return False
    here = str(data).encode()
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and int(entry.name) != os.getpid() and here in (entry / "cmdline").read_bytes():
                return False
        except OSError:
            continue
    return True


def _runs(one: psutil.Process) -> bool:
    try:
        return one.is_running() and one.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
