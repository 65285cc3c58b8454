"""The law of death: when the supervisor is gone, however it went, nothing of it is left running.

The process that was typed becomes a keeper that only waits; its child supervises. Where the kernel allows
it the child is the first process of a pid namespace, and the kernel ends everything in it together with
it, grandchildren included. Elsewhere keeper and supervisor adopt orphans and each kills what is left when
the other is killed. A second supervisor cannot be cheated by either way: see `data.opened`.
"""

from __future__ import annotations

import ctypes
import os
import select
import signal
import sys
import time
from collections.abc import Callable
from enum import Enum
from pathlib import Path

import psutil

from onereel.kernel import limits

AT_ONCE = signal.SIGUSR2
"""Tells the supervisor to kill everything now: its keeper is gone."""

_CLONE_NEWNS = 0x00020000
_CLONE_NEWIPC = 0x08000000
_CLONE_NEWUSER = 0x10000000
_CLONE_NEWPID = 0x20000000
_MS_REC, _MS_SLAVE = 0x4000, 0x80000
_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36

_ENDINGS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
HANDLED = {*_ENDINGS, AT_ONCE, signal.SIGCHLD}

_libc = ctypes.CDLL(None, use_errno=True)

outer_proc = Path("/proc")
"""/proc as it is outside of our pid namespace."""


class Containment(Enum):
    """How the death of the supervisor reaches its descendants."""

    NAMESPACE = "a pid namespace"
    GUARD = "a guard process"


def supervised(run: Callable[[Containment], int]) -> int:
    """Call `run` in a child whose descendants cannot outlive it or us; returns its exit code."""
    signal.pthread_sigmask(signal.SIG_BLOCK, HANDLED)
    containment = _contain()
    sys.stdout.flush()
    sys.stderr.flush()
    lifeline, held = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(held)
        _supervisor(run, containment, lifeline)
    os.close(lifeline)
    return _keep(child, containment)


def sweep() -> None:
    """Kill every descendant of this process, again and again until none is left."""
    deadline = time.monotonic() + limits.cluster_sweep_s_max
    while (left := psutil.Process().children(recursive=True)) and time.monotonic() < deadline:
        for process in left:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        while _reap_one():
            continue
        time.sleep(0.02)


def _contain() -> Containment:
    """Arrange for the next child to be contained, as strongly as this user and kernel allow."""
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)
    user, group = os.geteuid(), os.getegid()
    if _unshare(_CLONE_NEWPID | _CLONE_NEWIPC | _CLONE_NEWNS):
        return Containment.NAMESPACE
    if _unshare(_CLONE_NEWUSER | _CLONE_NEWPID | _CLONE_NEWIPC | _CLONE_NEWNS):
        own = Path("/proc/self")
        (own / "setgroups").write_text("deny")
        (own / "uid_map").write_text(f"{user} {user} 1")
        (own / "gid_map").write_text(f"{group} {group} 1")
        return Containment.NAMESPACE
    return Containment.GUARD


def _supervisor(run: Callable[[Containment], int], containment: Containment, lifeline: int) -> None:
    """The child's whole life; it does not return."""
    code = 1
    try:
        # Out of the terminal's group: Ctrl-C reaches the keeper alone, and everything then stops in order.
        os.setpgid(0, 0)
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        _prctl(_PR_SET_CHILD_SUBREAPER, 1)
        if containment is Containment.NAMESPACE:
            _own_proc()
        gone = signal.SIGKILL if containment is Containment.NAMESPACE else AT_ONCE
        _prctl(_PR_SET_PDEATHSIG, gone)
        keeper_is_gone = bool(select.select([lifeline], [], [], 0)[0])
        if not keeper_is_gone:
            code = run(containment)
        if containment is Containment.GUARD:
            sweep()
        sys.stdout.flush()
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def _own_proc() -> None:
    """Show descendants their own process ids in /proc (bubblewrap needs that); keep a view of the outside."""
    global outer_proc
    outside = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
    ours_alone = _libc.mount(None, b"/", None, _MS_REC | _MS_SLAVE, None) == 0
    if ours_alone and _libc.mount(b"proc", b"/proc", b"proc", 0, None) == 0:
        outer_proc = Path(f"/proc/self/fd/{outside}")


def _keep(child: int, containment: Containment) -> int:
    while True:
        got = signal.sigwait(HANDLED)
        if got in _ENDINGS:
            os.kill(child, signal.SIGTERM)
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
    if containment is Containment.GUARD:
        sweep()
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def _reap_one() -> bool:
    try:
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return False


def _unshare(flags: int) -> bool:
    return bool(_libc.unshare(flags) == 0)


def _prctl(option: int, value: int) -> None:
    _libc.prctl(option, value, 0, 0, 0)
