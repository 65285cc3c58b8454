from __future__ import annotations

import typer

from onereel.cli.options import DataOption, PortOption, settings_with
from onereel.cluster.errors import CannotRun
from onereel.cluster.plan import edge as described
from onereel.cluster.preview import preview
from onereel.edge.nginx import render


def edge(data: DataOption = None, port: PortOption = None) -> None:
    """Print the configuration of nginx that `up` would use. Starts nothing."""
    try:
        typer.echo(render(described(preview(settings_with(data, port)))), nl=False)
    except CannotRun as exc:
        typer.echo(f"onereel: {exc}", err=True)
        raise typer.Exit(exc.exit_code) from exc
