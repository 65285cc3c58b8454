from __future__ import annotations

import typer
import uvloop

from onereel import config, roles
from onereel.cli.logs import log_to_stderr


def web(listen: str = typer.Option("127.0.0.1:0", help="HOST:PORT to answer on.")) -> None:
    log_to_stderr()
    uvloop.run(roles.web(config.load(), listen))
