"""What is said about one process: how it is run, when it is ready, what it needs, how it is stopped."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Http:
    """Ready when this address answers 200."""

    url: str

    def __str__(self) -> str:
        return f"{self.url} answers 200"


@dataclass(frozen=True)
class PostgresAnswers:
    """Ready when the server at this address asks for a password instead of saying that it starts."""

    address: str

    def __str__(self) -> str:
        return f"PostgreSQL at {self.address} takes connections"


@dataclass(frozen=True)
class ValkeyAnswers:
    """Ready when a signed-in PING is answered."""

    address: str
    password: str

    def __str__(self) -> str:
        return f"Valkey at {self.address} answers PING"


Probe = Http | PostgresAnswers | ValkeyAnswers


@dataclass(frozen=True)
class File:
    """A file to write before anything starts; readable by its owner alone."""

    path: Path
    text: str


@dataclass(frozen=True)
class ProcessSpec:
    """One process. `once`: it runs to its end, and is ready when that was good."""

    name: str
    command: tuple[str, ...]
    env: tuple[tuple[str, str], ...]
    ready: Probe | None = None
    needs: tuple[str, ...] = ()
    stop_signal: signal.Signals = signal.SIGTERM
    stop_s: float = 5
    once: bool = False
    optional: bool = False
    """When it fails, everything else goes on."""
    address: str | None = None
