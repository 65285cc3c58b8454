"""`onereel upload`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from onereel.cli.sending import FileChanged, send, wait
from onereel.cli.service import Refusal, Service, Unreachable
from onereel.kernel import limits

_REFUSED, _UNREACHABLE, _CLIP_REFUSED, _INTERRUPTED = 1, 3, 4, 130


def upload(
    file: Annotated[Path, typer.Argument(help="The clip: MP4, MOV, WebM or MKV, at most 60 s and 200 MB.")],
    caption: Annotated[str, typer.Option(help="What people read under it; #words become tags.")] = "",
    tag: Annotated[list[str] | None, typer.Option(help="A tag; may be given up to 10 times.")] = None,
    to: Annotated[str, typer.Option(help="The address of the service.")] = "http://localhost:8080",
    token: Annotated[str | None, typer.Option(envvar="ONEREEL_TOKEN", help="A token of a session.")] = None,
    handle: Annotated[str | None, typer.Option(help="Whose clip it is, when there is no token.")] = None,
    password: Annotated[str | None, typer.Option(envvar="ONEREEL_PASSWORD", help="Asked for if needed.")] = None,
    no_wait: Annotated[bool, typer.Option("--no-wait", help="Do not wait until it can be watched.")] = False,
) -> None:
    """Upload a clip. After an interruption the same command goes on where it was.

    Exit codes: 0 published (or, with --no-wait, received), 1 the service said no, 2 wrong use,
    3 the service does not answer, 4 the clip was refused, 130 interrupted.
    """
    if not file.is_file():
        _end(2, f"There is no file {file}.")
    if token is None and handle is None:
        _end(2, "Say who you are: --handle NAME (the password is asked for), or --token.")
    if token is None and password is None:
        password = typer.prompt("Password", hide_input=True)
    try:
        with Service(to, token) as service:
            if token is None:
                service.sign_in(handle or "", password or "")
            video = _send(service, file, caption, tag or [])
            if not no_wait:
                video = wait(service, video["id"], limits.client_ready_s)
    except Refusal as exc:
        _end(_REFUSED, f"{exc.detail} ({exc.code})")
    except FileChanged as exc:
        _end(_REFUSED, str(exc))
    except Unreachable as exc:
        _end(_UNREACHABLE, f"{exc} What has arrived is kept: run the same command again to go on.")
    except KeyboardInterrupt:
        _end(_INTERRUPTED, "Interrupted. What has arrived is kept: run the same command again to go on.")
    _report(video, to)


def _send(service: Service, file: Path, caption: str, tags: list[str]) -> dict[str, Any]:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(file.name, total=file.stat().st_size)
        return send(service, file, caption, tags, lambda arrived: bar.update(task, completed=arrived))


def _report(video: dict[str, Any], to: str) -> None:
    match video["state"]:
        case "refused":
            refusal = video["refusal"]
            _end(_CLIP_REFUSED, f"{refusal['detail']} ({refusal['code']})")
        case "ready":
            typer.echo(f"{to.rstrip('/')}/v/{video['id']}")
        case state:
            typer.echo(f"Received as video {video['id']}; it is {state}.")


def _end(code: int, sentence: str) -> NoReturn:
    typer.echo(f"onereel: {sentence}", err=True)
    raise typer.Exit(code)
