from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import typer

from onereel.cli.options import DataOption, PortOption, settings_with
from onereel.cluster.doctor import Finding, findings
from onereel.config import Settings
from onereel.media import api as media
from onereel.media import sandbox

_MARKS = {True: ("ok  ", "green"), None: ("note", "yellow"), False: ("bad ", "red")}
_CHROMIUM = ("chromium", "chromium-headless-shell", "google-chrome")


def doctor(data: DataOption = None, port: PortOption = None) -> None:
    """Say in sentences what is wrong, and what to do about it. The exit code is 1 when something is."""
    settings = settings_with(data, port)
    bad = 0
    for finding in (*findings(settings), *_media(), *_tests(), *_client(settings)):
        mark, color = _MARKS[finding.good]
        typer.echo(f"{typer.style(mark, fg=color)}  {finding.sentence}")
        bad += finding.good is False
    raise typer.Exit(1 if bad else 0)


def _media() -> Iterator[Finding]:
    for name, tool in (("ffmpeg", media.ffmpeg()), ("ffprobe", media.ffprobe())):
        runs = _runs(tool, "-version")
        yield Finding(runs, f"{name} {'runs' if runs else f'does not run ({tool}); install again with `make up`'}.")
    if sandbox.isolates():
        yield Finding(True, "Clips are read in a sandbox made by bubblewrap.")
    else:
        yield Finding(None, "Clips are read without a sandbox: `apt-get install bubblewrap`, or allow namespaces.")


def _tests() -> Iterator[Finding]:
    found = next((name for name in _CHROMIUM if shutil.which(name)), None)
    if found:
        yield Finding(True, f"{found} is here for `make test`.")
    else:
        yield Finding(None, "There is no Chromium, which only `make test` needs: `apt-get install chromium`.")


def _client(settings: Settings) -> Iterator[Finding]:
    page = settings.client.path / "index.html"
    built = page.is_file()
    yield Finding(
        built, f"The client is {'built' if built else f'not built ({page} is missing): `make up` builds it'}."
    )


def _runs(tool: Path, *arguments: str) -> bool:
    try:
        return subprocess.run([tool, *arguments], capture_output=True, timeout=20, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
