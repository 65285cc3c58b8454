"""`onereel seed`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from onereel import config
from onereel.cli.demo import world
from onereel.cli.demo.publish import Seeding
from onereel.cli.service import Refusal, Unreachable


def seed(
    into: Annotated[str, typer.Option(help="The address of the service.")] = "http://localhost:8080",
    demo_password: Annotated[
        str | None,
        typer.Option(envvar="ONEREEL_DEMO_PASSWORD", help="Of the account `demo`. Default: from DATA/secrets.toml."),
    ] = None,
) -> None:
    """Fill an installation with demo clips, through its public API; what is there already stays.

    Made clips are kept in DATA/seed: run it again and it goes on where it stopped.
    Exit codes: 0 all there, 1 something is missing, 2 wrong use, 3 the service does not answer.
    """
    data = config.load().data.path
    password = demo_password or _password_of(data)
    if not password:
        _end(2, "Give the account `demo` a password: --demo-password, or ONEREEL_DEMO_PASSWORD.")
    try:
        wrong = Seeding(into, password, world.load(), data / "seed", _say).run()
    except Refusal as exc:
        _end(1, f"{exc.detail} ({exc.code})")
    except Unreachable as exc:
        _end(3, f"{exc} Run the same command again to go on.")
    for sentence in wrong:
        typer.echo(f"onereel: {sentence}", err=True)
    if wrong:
        raise typer.Exit(1)
    _say("The demo world is complete.")


def _password_of(data: Path) -> str | None:
    try:
        table = tomllib.loads((data / "secrets.toml").read_text())
        return str(table["demo"]["password"])
    except (OSError, tomllib.TOMLDecodeError, KeyError):
        return None


def _say(line: str) -> None:
    print(line, flush=True)


def _end(code: int, sentence: str) -> NoReturn:
    typer.echo(f"onereel: {sentence}", err=True)
    raise typer.Exit(code)
