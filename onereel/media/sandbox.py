"""A child process that reads what strangers sent: bounded in time, memory and output, without a network.

Where bubblewrap works, the child also sees nothing but its tool, its input (read-only) and its output folder.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import re
import shutil
import subprocess
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onereel.kernel import limits
from onereel.media.errors import ChildFailed

_LIBRARIES = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache")
_BWRAP = (
    *("--unshare-all", "--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"),
    *("--uid", "65534", "--gid", "65534", "--proc", "/proc", "--dev", "/dev"),
)

_TRIAL_S = 3
_WORDS_BYTES = 4_096
_SPEAKER = re.compile(r"\[[^\]]* @ 0x[0-9a-f]+\]|/\S*/")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may use."""

    wall_s: float
    cpu_s: int
    memory_bytes: int
    file_bytes: int
    output_bytes: int


async def run(argv: Sequence[str | Path], *, reads: Path, writes: Path | None, bounds: Bounds) -> bytes:
    """Run a tool to its end and return what it printed; ChildFailed with what it said otherwise."""
    command = _command([str(part) for part in argv], reads, writes, bounds)
    async with _child(command) as child:
        assert child.stdout is not None and child.stderr is not None
        try:
            async with asyncio.timeout(bounds.wall_s):
                printed, said = await asyncio.gather(
                    _read(child.stdout, bounds.output_bytes), _first_words(child.stderr)
                )
                code = await child.wait()
        except TimeoutError:
            raise ChildFailed(f"It took longer than {bounds.wall_s:.0f} seconds.") from None
    if code != 0:
        raise ChildFailed(said or _of_signal(code))
    return printed


@functools.cache
def isolates() -> bool:
    """Whether bubblewrap is here and may make namespaces."""
    # bubblewrap finds its child in /proc, so a /proc of another pid namespace would mislead it.
    if shutil.which("bwrap") is None or Path("/proc/self").readlink().name != str(os.getpid()):
        return False
    trial = ["bwrap", *_BWRAP, *_binds(Path("/usr/bin"), None), "/usr/bin/true"]
    try:
        return subprocess.run(trial, capture_output=True, timeout=_TRIAL_S, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _command(argv: list[str], reads: Path, writes: Path | None, bounds: Bounds) -> list[str]:
    limited = [
        "nice",
        "-n",
        "10",
        "prlimit",
        f"--cpu={bounds.cpu_s}",
        f"--as={bounds.memory_bytes}",
        f"--fsize={bounds.file_bytes}",
        "--nofile=256",
        "--core=0",
        "--",
    ]
    if not isolates():
        # The limits still hold, and the child dies with its parent.
        return ["setpriv", "--pdeathsig", "KILL", *limited, *argv]
    tool = Path(argv[0])
    return [*limited, "bwrap", *_BWRAP, *_binds(tool, writes), "--ro-bind", str(reads), str(reads), *argv]


def _binds(tool: Path, writes: Path | None) -> list[str]:
    binds = [part for path in _LIBRARIES for part in ("--ro-bind-try", path, path)]
    binds += ["--ro-bind", str(tool), str(tool)]
    if writes is not None:
        binds += ["--bind", str(writes), str(writes)]
    return binds


@contextlib.asynccontextmanager
async def _child(command: list[str]) -> AsyncIterator[asyncio.subprocess.Process]:
    pipe = asyncio.subprocess.PIPE
    child = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.DEVNULL, stdout=pipe, stderr=pipe)
    try:
        yield child
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()


async def _read(stream: asyncio.StreamReader, bytes_max: int) -> bytes:
    read = bytearray()
    while piece := await stream.read(65_536):
        read += piece
        if len(read) > bytes_max:
            raise ChildFailed("It printed more than it may.")
    return bytes(read)


async def _first_words(stream: asyncio.StreamReader) -> str:
    """The first thing it complained of: what follows is mostly its consequence."""
    head = b""
    while piece := await stream.read(65_536):
        head = (head + piece)[:_WORDS_BYTES]
    lines = (_SPEAKER.sub("", line).strip() for line in head.decode(errors="replace").splitlines())
    return next((line for line in lines if line), "")[: limits.media_message_characters_max]


def _of_signal(code: int) -> str:
    return f"It was stopped by signal {-code}." if code < 0 else f"It ended with code {code}."
