from __future__ import annotations

from typing import Annotated

import typer

from onereel.cli.options import DataOption, PortOption, settings_with
from onereel.cluster.up import up as start


def up(
    data: DataOption = None,
    port: PortOption = None,
    no_seed: Annotated[bool, typer.Option("--no-seed", help="Leave an empty installation empty.")] = False,
) -> None:
    """Start everything on this machine, stay, and look after it until Ctrl-C.

    Exit codes: 0 stopped as asked, 1 something unforeseen, 2 wrong use, 3 already running on this data directory,
    4 port in use, 5 disk nearly full, 6 data directory of a newer version or not ours, 7 no permission,
    8 a process does not start.
    """
    raise typer.Exit(start(settings_with(data, port), with_seed=not no_seed))
