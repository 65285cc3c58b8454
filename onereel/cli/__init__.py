"""The commands. One file each; file, function and command have one name. Only the one that is typed is imported."""

from __future__ import annotations

import importlib
import sys

import typer

# Command → what it does, in one line.
COMMANDS = {
    "up": "Start everything on this machine and look after it.",
    "doctor": "Say in sentences what is wrong, and what to do about it.",
    "plan": "Print the processes that `up` would run.",
    "edge": "Print the configuration of nginx.",
    "migrate": "Bring the database to the newest version.",
    "web": "Serve the API and the first page.",
    "worker": "Carry facts to those who listen, and do the heavy jobs.",
    "precache": "Keep the next clips of every active viewer ready.",
    "upload": "Upload a clip, resuming where it was interrupted.",
    "seed": "Fill an empty installation with demo clips.",
}


def main() -> None:
    """Run the command of sys.argv."""
    typed = sys.argv[1] if len(sys.argv) > 1 else None
    app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)

    @app.callback()
    def root() -> None:
        """Onereel: a short-video service that anyone can run."""

    for name, sentence in COMMANDS.items():
        if name == typed:
            module = importlib.import_module(f"onereel.cli.{name}")
            app.command(name)(getattr(module, name))
        else:
            app.command(name, help=sentence)(_not_typed)
    app()


def _not_typed() -> None:
    """Stands in the list for a command whose module is not needed."""
