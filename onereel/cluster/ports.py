"""Ports on 127.0.0.1: those of the last start while they are free, others when they are not."""

from __future__ import annotations

import json
import random
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onereel.cluster.errors import CannotRun, PortInUse
from onereel.config import Settings
from onereel.kernel import limits

LOOPBACK = "127.0.0.1"
_SEAWEEDFS = ("master", "master-grpc", "volume", "volume-grpc", "filer", "filer-grpc", "s3", "s3-grpc")


@dataclass(frozen=True)
class Ports:
    """Every port of one installation by the name of what listens there; `edge` is the public one."""

    by_name: Mapping[str, int]

    def __getitem__(self, name: str) -> int:
        return self.by_name[name]

    def address(self, name: str) -> str:
        return f"{LOOPBACK}:{self.by_name[name]}"


def names(settings: Settings) -> list[str]:
    """What needs a port of its own choosing: all but the edge."""
    counts = {
        "web": settings.processes.web,
        "worker": settings.processes.worker,
        "precache": settings.processes.precache,
    }
    roles = [f"{role}-{n}" for role, count in counts.items() for n in range(1, count + 1)]
    return ["postgres", "valkey", *_SEAWEEDFS, *roles]


def nominal(settings: Settings) -> Ports:
    """Ports to show in a plan that is only printed."""
    numbers = {name: limits.cluster_port_min + n for n, name in enumerate(names(settings))}
    return Ports({**numbers, "edge": settings.http.port})


def remembered(settings: Settings, memory: Path) -> Ports | None:
    """The ports of the last start, when they fit these settings."""
    known = _recall(memory)
    if set(known) < {*names(settings), "edge"}:
        return None
    return Ports(known)


def choose(settings: Settings, memory: Path) -> Ports:
    """Free ports for everything. The edge's is the one asked for, or PortInUse is raised."""
    known = _recall(memory)
    chosen: dict[str, int] = {}
    held: list[socket.socket] = []
    try:
        chosen["edge"] = _edge(settings, known.get("edge"), held)
        for name in names(settings):
            chosen[name] = _free(known.get(name), held)
    finally:
        for one in held:
            one.close()
    memory.write_text(json.dumps(chosen, indent=1) + "\n")
    return Ports(chosen)


def check(settings: Settings) -> None:
    """Raises PortInUse when the edge could not have its port now."""
    held: list[socket.socket] = []
    _edge(settings, None, held)
    for one in held:
        one.close()


def _recall(memory: Path) -> dict[str, int]:
    try:
        table = json.loads(memory.read_text())
    except (OSError, ValueError):
        return {}
    return {name: port for name, port in table.items() if isinstance(port, int)}


def _edge(settings: Settings, last: int | None, held: list[socket.socket]) -> int:
    bind, port = settings.http.bind, settings.http.port
    if port == 0:
        return _free(last, held)
    try:
        held.append(_listen(bind, port))
    except PermissionError as exc:
        raise PortInUse(f"This user may not open port {port}; choose one above 1023.") from exc
    except OSError as exc:
        raise PortInUse(
            f"Port {port} on {bind} is in use by another program. "
            f"Stop it, or choose another port: `make up PORT={port + 1}` or `onereel up --port {port + 1}`."
        ) from exc
    return port


def _free(wanted: int | None, held: list[socket.socket]) -> int:
    # Below the range from which the kernel takes ports for outgoing connections: none slips in between.
    span = range(limits.cluster_port_min, limits.cluster_port_max + 1)
    tries = random.sample(span, limits.cluster_port_attempts_max)
    for port in [wanted, *tries] if wanted else tries:
        try:
            held.append(_listen(LOOPBACK, port))
        except OSError:
            continue
        return port
    raise CannotRun(f"There is no free port between {span.start} and {span.stop - 1} on {LOOPBACK}.")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(1)
    except OSError:
        made.close()
        raise
    return made
