"""Secrets of one installation, made once and kept in DATA/secrets.toml for its owner alone."""

from __future__ import annotations

import os
import secrets
import tomllib
from dataclasses import asdict, dataclass
from pathlib import Path

from onereel.cluster.errors import DataNotOurs


@dataclass(frozen=True)
class Demo:
    handle: str
    password: str


@dataclass(frozen=True)
class Secrets:
    postgres_password: str
    valkey_password: str
    s3_access_key: str
    s3_secret_key: str
    signing_key: str
    demo: Demo


def load_or_make(path: Path) -> Secrets:
    """The secrets in `path`; made, with the file, when there is none."""
    try:
        return _parse(tomllib.loads(path.read_text()))
    except FileNotFoundError:
        made = _make()
        _write(path, made)
        return made
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as exc:
        raise DataNotOurs(f"{path} is damaged ({exc}). Restore it: without it the data cannot be read.") from exc


def _make() -> Secrets:
    return Secrets(
        postgres_password=secrets.token_hex(24),
        valkey_password=secrets.token_hex(24),
        s3_access_key=secrets.token_hex(10),
        s3_secret_key=secrets.token_hex(24),
        signing_key=secrets.token_hex(32),
        demo=Demo("demo", secrets.token_hex(5)),
    )


def _parse(table: dict[str, dict[str, str]]) -> Secrets:
    engines = table["engines"]
    return Secrets(**engines, demo=Demo(**table["demo"]))


def _write(path: Path, made: Secrets) -> None:
    table = asdict(made)
    demo = table.pop("demo")
    lines = ["[engines]", *(f'{name} = "{value}"' for name, value in table.items()), ""]
    lines += ["[demo]", *(f'{name} = "{value}"' for name, value in demo.items()), ""]
    fresh = path.with_suffix(".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write("\n".join(lines))
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(path)
