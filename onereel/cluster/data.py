"""The data directory: made once, used by one `onereel up` at a time, refused when it is not ours to use."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onereel.cluster.errors import AlreadyRunning, DataNotOurs, DiskFull, NotPermitted
from onereel.kernel import limits

VERSION = 1

_OURS = ("cache", "logs", "postgres", "run", "seaweedfs", "secrets.toml", "valkey")


@dataclass(frozen=True)
class DataDir:
    """Where everything of one installation is kept."""

    root: Path

    @property
    def run(self) -> Path:
        return self.root / "run"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def postgres(self) -> Path:
        return self.root / "postgres"

    @property
    def valkey(self) -> Path:
        return self.root / "valkey"

    @property
    def seaweedfs(self) -> Path:
        return self.root / "seaweedfs"

    @property
    def cache(self) -> Path:
        return self.root / "cache" / "nginx"

    @property
    def settings(self) -> Path:
        return self.run / "settings.toml"

    @property
    def state(self) -> Path:
        return self.run / "state.json"

    @property
    def secrets(self) -> Path:
        return self.root / "secrets.toml"

    @property
    def version(self) -> Path:
        return self.root / "version"

    @property
    def lock(self) -> Path:
        return self.root / "lock"


@contextmanager
def opened(data: DataDir) -> Iterator[int]:
    """Check, lock and lay out the directory; yields the descriptor that holds the lock.

    Children inherit the descriptor. The lock is therefore free only when no process that may write to the
    directory is left, and whoever gets it may remove what a dead PostgreSQL left behind.
    """
    with explained(data):
        data.root.mkdir(parents=True, exist_ok=True)
        _check_version(data)
        _check_space(data)
        descriptor = os.open(data.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _lock(data, descriptor)
        with explained(data):
            _lay_out(data)
        yield descriptor
    finally:
        os.close(descriptor)


def running(data: DataDir) -> dict[str, object] | None:
    """What the `onereel up` that uses this directory says of itself, or None when there is none."""
    try:
        state = json.loads(data.state.read_text())
        os.kill(state["pid"], 0)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return dict(state)


@contextmanager
def explained(data: DataDir) -> Iterator[None]:
    try:
        yield
    except PermissionError as exc:
        where = exc.filename or data.root
        raise NotPermitted(
            f"This user may not write to {where}. Choose another place with --data, or change its owner."
        ) from exc
    except (NotADirectoryError, FileExistsError) as exc:
        raise NotPermitted(f"{exc.filename or data.root} is a file; --data needs a directory.") from exc
    except OSError as exc:
        if exc.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(f"The disk that holds {data.root} is full. Nothing was started.") from exc
        if exc.errno == errno.EROFS:
            raise NotPermitted(f"{data.root} is on a disk that can only be read.") from exc
        raise


def _check_version(data: DataDir) -> None:
    try:
        text = data.version.read_text().strip()
    except FileNotFoundError:
        if taken := sorted(name for name in _OURS if (data.root / name).exists()):
            raise DataNotOurs(
                f"{data.root} holds {taken[0]}, which Onereel did not make. Choose another directory with --data."
            ) from None
        return
    if not text.isdigit() or int(text) > VERSION:
        raise DataNotOurs(
            f"{data.root} was written by a newer Onereel (layout {text}; this one knows {VERSION}). "
            "Nothing was changed. Update Onereel, or choose another directory with --data."
        )


def _check_space(data: DataDir) -> None:
    free = shutil.disk_usage(data.root).free
    if free < limits.disk_free_bytes_min:
        raise DiskFull(
            f"Only {free // 1_000_000} MB are free on the disk that holds {data.root}; "
            f"Onereel needs {limits.disk_free_bytes_min // 1_000_000} MB to start. Nothing was started."
        )


def _lock(data: DataDir, descriptor: int) -> None:
    deadline = time.monotonic() + limits.cluster_lock_wait_s
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # One that was just killed lets go within moments; one that lives does not.
            state = running(data)
            if state is not None or time.monotonic() > deadline:
                at = f" at {state['address']}" if state and state.get("address") else ""
                raise AlreadyRunning(
                    f"Onereel is already running on {data.root}{at}. Stop it first, or choose another --data."
                ) from None
            time.sleep(limits.cluster_tick_s)


def _lay_out(data: DataDir) -> None:
    for folder in (data.run, data.logs, data.valkey, data.seaweedfs, data.cache, data.run / "nginx"):
        folder.mkdir(parents=True, exist_ok=True)
    data.root.chmod(0o700)
    data.state.unlink(missing_ok=True)
    if not data.version.exists():
        data.version.write_text(f"{VERSION}\n")
