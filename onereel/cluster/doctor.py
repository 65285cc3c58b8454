"""What can be wrong with this machine and with what runs on it, in sentences."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onereel.cluster import ports, privileges, probes, wheels
from onereel.cluster.data import VERSION, DataDir, running
from onereel.cluster.errors import CannotRun, PortInUse
from onereel.cluster.specs import Http
from onereel.config import Settings
from onereel.kernel import limits


@dataclass(frozen=True)
class Finding:
    """`good` is None for what is worse than it could be and yet works."""

    good: bool | None
    sentence: str


def findings(settings: Settings) -> Iterator[Finding]:
    """One finding after the other, the machine first, then what runs."""
    data = DataDir(settings.data.path)
    yield _python()
    yield _wheels()
    yield from _privileges()
    yield from _data(data)
    state = running(data)
    if state is None:
        yield Finding(True, f"Onereel is not running on {data.root}.")
        yield _port(settings)
    else:
        yield from _running(state)


def _python() -> Finding:
    text = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    return Finding(good, f"Python is {text}{'' if good else '; Onereel needs 3.11 or newer'}.")


def _wheels() -> Finding:
    try:
        wheels.find()
    except CannotRun as exc:
        return Finding(False, str(exc))
    return Finding(True, "PostgreSQL, Valkey, SeaweedFS and nginx are installed.")


def _privileges() -> Iterator[Finding]:
    rights = privileges.detect()
    if rights.user_namespaces:
        yield Finding(True, "Namespaces can be made: nothing outlives `onereel up`, and clips are read in isolation.")
    else:
        yield Finding(
            None,
            "Namespaces cannot be made here (a container without the right, or a strict kernel). Onereel runs; "
            "a guard process instead of the kernel ends what a killed `onereel up` leaves behind.",
        )
    if rights.root and not rights.user_namespaces and shutil.which("setpriv") is None:
        yield Finding(False, "PostgreSQL refuses root, and setpriv is missing: apt-get install util-linux.")


def _data(data: DataDir) -> Iterator[Finding]:
    place = data.root
    while not place.exists():
        place = place.parent
    if not os.access(place, os.W_OK | os.X_OK):
        yield Finding(False, f"This user may not write to {place}. Choose another place with --data.")
        return
    free = shutil.disk_usage(place).free
    enough = free >= limits.disk_free_bytes_min
    least = f"; Onereel needs {limits.disk_free_bytes_min // 1_000_000:,} MB to start"
    yield Finding(enough, f"{free // 1_000_000:,} MB are free at {place}{'' if enough else least}.")
    if data.version.exists():
        text = data.version.read_text().strip()
        known = text.isdigit() and int(text) <= VERSION
        newer = "" if known else f"; this Onereel knows {VERSION} and will not touch it"
        yield Finding(known, f"The data directory has layout {text}{newer}.")


def _port(settings: Settings) -> Finding:
    try:
        ports.check(settings)
    except PortInUse as exc:
        return Finding(False, str(exc))
    return Finding(True, f"Port {settings.http.port} is free.")


def _running(state: dict[str, object]) -> Iterator[Finding]:
    ready = state.get("ready")
    yield Finding(bool(ready), f"Onereel runs at {state.get('address')}{'' if ready else ', but is not ready'}.")
    rows = state.get("processes")
    for row in rows if isinstance(rows, list) else []:
        name, phase, address = row["name"], row["state"], row["address"]
        if address is None:
            continue
        answers = phase == "ready" and _asked(name, address)
        log = f"; see logs/{name}.log" if not answers else ""
        yield Finding(answers, f"{name} at {address} {'answers' if answers else f'is {phase}, no answer'}{log}.")


def _asked(name: str, address: str) -> bool:
    """Roles and the edge say whether they are ready; of engines it is enough that they take a connection."""
    questions: dict[str, Callable[[], bool]] = {
        "postgres": lambda: probes.takes_connections(address),
        "valkey": lambda: probes.takes_connections(address),
        "seaweedfs": lambda: probes.is_ready(Http(f"http://{address}/healthz")),
    }
    return questions.get(name, lambda: probes.is_ready(Http(f"http://{address}/health/ready")))()
