"""A handle on one process: start, ready, stop, kill. It decides nothing."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path

from onereel.cluster.specs import ProcessSpec
from onereel.kernel import limits

_IGNORED_BY_PYTHON = (signal.SIGPIPE, signal.SIGXFSZ, signal.SIGTTOU)


@dataclass
class Process:
    """`lock` is the descriptor of the data directory's lock: whoever may write there holds it."""

    spec: ProcessSpec
    log: Path
    lock: int
    pid: int | None = None

    def start(self) -> int:
        """Run it in a session of its own, output to its log. Raises OSError when it cannot be run."""
        assert self.pid is None
        append = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        os.set_inheritable(self.lock, True)
        try:
            self.pid = os.posix_spawnp(
                self.spec.command[0],
                self.spec.command,
                dict(self.spec.env),
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
                    (os.POSIX_SPAWN_OPEN, 1, str(self.log), append, 0o600),
                    (os.POSIX_SPAWN_DUP2, 1, 2),
                ],
                setsid=True,
                setsigmask=[],
                setsigdef=_IGNORED_BY_PYTHON,
            )
        finally:
            os.set_inheritable(self.lock, False)
        return self.pid

    def stop(self) -> None:
        """Ask it to end."""
        self._signal(self.spec.stop_signal)

    def kill(self) -> None:
        """End it and its group now."""
        if self.pid is not None:
            kill_group(self.pid)
        self._signal(signal.SIGKILL)

    def ended(self) -> None:
        """It was reaped. What it left in its group would hold its ports: end that too."""
        if self.pid is not None:
            kill_group(self.pid)
        self.pid = None

    def last_lines(self) -> list[str]:
        try:
            with self.log.open("rb") as file:
                file.seek(max(0, self.log.stat().st_size - 20_000))
                text = file.read().decode(errors="replace")
        except OSError:
            return []
        return text.splitlines()[-limits.log_tail_lines_max :]

    def _signal(self, which: signal.Signals) -> None:
        if self.pid is not None:
            try:
                os.kill(self.pid, which)
            except ProcessLookupError:
                return


def kill_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def how_it_ended(status: int) -> str:
    """A wait status in words."""
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return f"exit code {code}"
    try:
        return f"signal {signal.Signals(-code).name}"
    except ValueError:
        return f"signal {-code}"
