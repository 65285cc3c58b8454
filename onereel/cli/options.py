"""Options that several commands share, and settings made from them."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from onereel import config

DataOption = Annotated[
    Path | None, typer.Option("--data", help="Where everything is kept. Default: ONEREEL_DATA, or ./var.")
]
PortOption = Annotated[
    int | None,
    typer.Option("--port", min=0, max=65535, help="The port people use. Default: 8080; 0: any free one."),
]


def settings_with(data: Path | None, port: int | None = None) -> config.Settings:
    """The settings, with what was typed over them. Ends the command when they cannot be used."""
    try:
        settings = config.load()
    except config.SettingsError as exc:
        typer.echo(f"onereel: {exc}", err=True)
        raise typer.Exit(2) from exc
    if data is not None:
        settings = dataclasses.replace(settings, data=config.Data(str(data)))
    if port is not None:
        settings = dataclasses.replace(settings, http=dataclasses.replace(settings.http, port=port))
    return settings
