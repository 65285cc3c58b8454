"""What the person who typed `up` sees: a live table on a terminal, plain sentences elsewhere."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Mapping

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from onereel.cluster.decide import Phase, Seen

_MARKS = {
    Phase.READY: ("●", "green"),
    Phase.DONE: ("✓", "green"),
    Phase.STARTING: ("◌", "yellow"),
    Phase.DOWN: ("!", "red"),
    Phase.FAILED: ("!", "red"),
}


class _Lasting(Console):
    """A console whose other end may close: nobody reads on, and that is all."""

    def on_broken_pipe(self) -> None:
        self.quiet = True


class Terminal:
    """Never fails: a terminal that went away must not take the service with it."""

    def __init__(self) -> None:
        self._console = _Lasting(highlight=False, soft_wrap=True)
        self._live: Live | None = None

    def begin(self) -> None:
        if self._console.is_terminal:
            self._live = Live(console=self._console, auto_refresh=False, transient=True)
            self._live.start()

    def show(self, seen: Mapping[str, Seen]) -> None:
        if self._live is not None:
            with contextlib.suppress(OSError):
                self._live.update(_table(seen), refresh=True)

    def say(self, sentence: str, style: str = "") -> None:
        if self._live is None:
            with contextlib.suppress(OSError):
                self._console.print(Text(sentence, style=style))

    def ready(self, address: str, handle: str, password: str, took_s: float) -> None:
        self.end()
        self.say(f"\nOnereel is ready after {took_s:.1f} s.", "bold green")
        self.say(f"  Open     {address}", "bold")
        self.say(f"  Sign in  {handle} / {password}")
        self.say("  Ctrl-C stops everything.\n", "dim")

    def end(self) -> None:
        if self._live is not None:
            live, self._live = self._live, None
            with contextlib.suppress(OSError):
                live.stop()


def _table(seen: Mapping[str, Seen]) -> Table:
    table = Table.grid(padding=(0, 2))
    for name, its in seen.items():
        mark, style = _MARKS.get(its.phase, ("·", "dim"))
        for_s = f"{time.monotonic() - its.since:.0f} s" if its.phase is Phase.STARTING else ""
        table.add_row(Text(mark, style), Text(name), Text(its.phase.value, "dim"), Text(for_s, "dim"))
    return table
