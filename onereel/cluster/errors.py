"""Why `onereel up` did not start or had to stop: one class, one exit code each. The message is the sentence."""

from __future__ import annotations

from typing import ClassVar


class CannotRun(Exception):
    """Something unforeseen went wrong."""

    exit_code: ClassVar[int] = 1


class AlreadyRunning(CannotRun):
    """Onereel is already running on this data directory."""

    exit_code = 3


class PortInUse(CannotRun):
    """The port is taken by another program."""

    exit_code = 4


class DiskFull(CannotRun):
    """There is too little free space on the disk."""

    exit_code = 5


class DataNotOurs(CannotRun):
    """The data directory was written by a newer version, or by something else."""

    exit_code = 6


class NotPermitted(CannotRun):
    """The data directory may not be read or written by this user."""

    exit_code = 7


class DidNotStart(CannotRun):
    """One of the processes does not come up."""

    exit_code = 8


ALL = (AlreadyRunning, PortInUse, DiskFull, DataNotOurs, NotPermitted, DidNotStart)
