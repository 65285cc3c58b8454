"""DATA/run/state.json: what `up` says of itself to other programs, with process ids as they see them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from onereel.cluster import death
from onereel.cluster.data import DataDir
from onereel.cluster.decide import Seen
from onereel.cluster.process import Process


@dataclass(frozen=True)
class State:
    """What never changes while it is up."""

    data: DataDir
    address: str
    keeper: int

    def write(self, ready: bool, seen: Mapping[str, Seen], processes: Mapping[str, Process]) -> None:
        outside = outside_pids()
        rows = [
            {
                "name": name,
                "pid": outside.get(process.pid) if process.pid else None,
                "state": seen[name].phase.value,
                "address": process.spec.address,
            }
            for name, process in processes.items()
        ]
        table = {
            "address": self.address,
            "pid": self.keeper,
            "data": str(self.data.root),
            "settings": str(self.data.settings),
            "ready": ready,
            "processes": rows,
        }
        fresh = self.data.state.with_suffix(".new")
        fresh.write_text(json.dumps(table, indent=1) + "\n")
        fresh.rename(self.data.state)


def outside_pids() -> dict[int, int]:
    """Our children: process id in our namespace → the one that others see."""
    us = (death.outer_proc / "self").readlink().name
    found = {}
    for entry in death.outer_proc.iterdir():
        if not entry.name.isdigit():
            continue
        try:
            status = dict(line.split(":\t", 1) for line in (entry / "status").read_text().splitlines() if ":\t" in line)
        except OSError:
            continue
        if status.get("PPid") == us:
            found[int(status.get("NSpid", entry.name).split()[-1])] = int(entry.name)
    return found
