"""`onereel up`."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from onereel import config
from onereel.cluster.up import up as start


def up(
    data: Annotated[
        Path | None, typer.Option(help="Where everything is kept. Default: ONEREEL_DATA, or ./var.")
    ] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port people use. Default: 8080; 0: any free one.")
    ] = None,
    no_seed: Annotated[bool, typer.Option("--no-seed", help="Leave an empty installation empty.")] = False,
) -> None:
    """Start everything on this machine, stay, and look after it until Ctrl-C.

    Exit codes: 0 stopped as asked, 1 something unforeseen, 2 wrong use, 3 already running on this data directory,
    4 port in use, 5 disk nearly full, 6 data directory of a newer version or not ours, 7 no permission,
    8 a process does not start.
    """
    try:
        settings = config.load()
    except config.SettingsError as exc:
        typer.echo(f"onereel: {exc}", err=True)
        raise typer.Exit(2) from exc
    if data is not None:
        settings = dataclasses.replace(settings, data=config.Data(str(data)))
    if port is not None:
        settings = dataclasses.replace(settings, http=dataclasses.replace(settings.http, port=port))
    raise typer.Exit(start(settings, with_seed=not no_seed))
