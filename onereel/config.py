"""Settings, read once. Nothing else in Onereel reads the environment.

The file is TOML and `onereel.example.toml` explains every line of it. `onereel up` writes a complete one for
its children; on a cluster you write it yourself.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

S = TypeVar("S")


class SettingsError(Exception):
    """The settings cannot be used; the message says which line and why."""


@dataclass(frozen=True)
class Site:
    name: str = "Onereel"


@dataclass(frozen=True)
class Http:
    bind: str = "127.0.0.1"
    port: int = 8080


@dataclass(frozen=True)
class Data:
    dir: str = "./var"

    @property
    def path(self) -> Path:
        return Path(self.dir).expanduser().absolute()


@dataclass(frozen=True)
class Postgres:
    primary: str = "postgresql://onereel@127.0.0.1:5432/onereel"
    replicas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Valkey:
    url: str = "redis://127.0.0.1:6379/0"


@dataclass(frozen=True)
class S3:
    endpoint: str = "http://127.0.0.1:8333"
    region: str = "us-east-1"
    access_key: str = "onereel"
    secret_key: str = ""
    media_bucket: str = "media"
    uploads_bucket: str = "uploads"
    originals_bucket: str = "originals"
    signing_host: str = "s3.internal"


@dataclass(frozen=True)
class Secrets:
    signing_key: str = ""


@dataclass(frozen=True)
class Uploads:
    address_seconds: int = 3600
    keep_days: int = 7


@dataclass(frozen=True)
class Feed:
    popular_half_life_hours: int = 48
    followed_of_ten: int = 4


@dataclass(frozen=True)
class Processes:
    web: int = 2
    worker: int = 1
    precache: int = 1


@dataclass(frozen=True)
class Client:
    dist: str = ""

    @property
    def path(self) -> Path:
        return Path(self.dist).absolute() if self.dist else Path(__file__).parents[1] / "client" / "dist"


@dataclass(frozen=True)
class Settings:
    """All settings of one installation."""

    site: Site = field(default_factory=Site)
    http: Http = field(default_factory=Http)
    data: Data = field(default_factory=Data)
    postgres: Postgres = field(default_factory=Postgres)
    valkey: Valkey = field(default_factory=Valkey)
    s3: S3 = field(default_factory=S3)
    secrets: Secrets = field(default_factory=Secrets)
    uploads: Uploads = field(default_factory=Uploads)
    feed: Feed = field(default_factory=Feed)
    processes: Processes = field(default_factory=Processes)
    client: Client = field(default_factory=Client)


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process: the file ONEREEL_CONFIG names, if any, and ONEREEL_DATA over its data.dir."""
    env = os.environ if environ is None else environ
    table: dict[str, Any] = {}
    if path := env.get("ONEREEL_CONFIG"):
        try:
            table = tomllib.loads(Path(path).read_text())
        except OSError as exc:
            raise SettingsError(f"The settings file {path} cannot be read: {exc.strerror}.") from exc
        except tomllib.TOMLDecodeError as exc:
            raise SettingsError(f"The settings file {path} is not valid TOML: {exc}.") from exc
    if directory := env.get("ONEREEL_DATA"):
        table = {**table, "data": {**table.get("data", {}), "dir": directory}}
    return parse(table)


def parse(table: Mapping[str, Any]) -> Settings:
    """Settings from a table, refusing names and types that are not in the schema."""
    return _build(Settings, table, "")


def render(settings: Settings) -> str:
    """The settings as TOML; `parse` reads it back to an equal value."""
    lines: list[str] = []
    for section, values in asdict(settings).items():
        lines.append(f"[{section}]")
        lines.extend(f"{name} = {_toml(value)}" for name, value in values.items())
        lines.append("")
    return "\n".join(lines)


def _build(cls: type[S], table: Mapping[str, Any], where: str) -> S:
    assert is_dataclass(cls)
    known = {f.name: f for f in fields(cls)}
    if unknown := sorted(set(table) - set(known)):
        raise SettingsError(f"There is no setting {where}{unknown[0]}. See onereel.example.toml.")
    values: dict[str, Any] = {}
    for name, value in table.items():
        default = getattr(cls(), name)
        if is_dataclass(default):
            if not isinstance(value, Mapping):
                raise SettingsError(f"{where}{name} is a section: write [{name}].")
            values[name] = _build(type(default), value, f"{where}{name}.")
        elif isinstance(default, tuple):
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise SettingsError(f"{where}{name} is a list of texts.")
            values[name] = tuple(value)
        elif type(value) is not type(default):
            raise SettingsError(f"{where}{name} is {'a number' if isinstance(default, int) else 'a text'}.")
        else:
            values[name] = value
    return cls(**values)


def _toml(value: object) -> str:
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if isinstance(value, int):
        return str(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'
