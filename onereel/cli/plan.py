from __future__ import annotations

import typer

from onereel.cli.options import DataOption, PortOption, settings_with
from onereel.cluster.errors import CannotRun
from onereel.cluster.plan import plan as planned
from onereel.cluster.preview import preview


def plan(data: DataOption = None, port: PortOption = None) -> None:
    """Print the processes that `up` would run, in the order in which they may start. Starts nothing."""
    try:
        typer.echo(str(planned(preview(settings_with(data, port)))))
    except CannotRun as exc:
        typer.echo(f"onereel: {exc}", err=True)
        raise typer.Exit(exc.exit_code) from exc
