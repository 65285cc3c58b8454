"""`onereel up`, put together: checks, files, processes, and what is said on the way."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onereel.cluster import death, engines, ports, privileges, probes, secrets, wheels
from onereel.cluster.data import DataDir, explained, opened
from onereel.cluster.decide import Phase, Wanted, all_ready
from onereel.cluster.errors import CannotRun
from onereel.cluster.logs import Journal, Rotation, Tail
from onereel.cluster.loop import Loop
from onereel.cluster.plan import Site, plan, seed
from onereel.cluster.process import Process
from onereel.cluster.specs import File, ProcessSpec
from onereel.cluster.state import State
from onereel.cluster.terminal import Terminal
from onereel.config import Settings


def up(settings: Settings, *, with_seed: bool) -> int:
    """Start everything, stay until told to stop, leave nothing behind. Returns the exit code."""
    started = time.monotonic()
    data = DataDir(settings.data.path)
    try:
        programs = wheels.find()
        with opened(data) as lock:
            chosen = ports.choose(settings, data.run / "ports.json")
            keeper = os.getpid()

            def supervise(containment: death.Containment) -> int:
                try:
                    rights = privileges.detect()
                    made = secrets.load_or_make(data.secrets)
                    fresh = not data.postgres.exists()
                    site = Site(settings, data, chosen, made, programs, rights, fresh)
                    Supervision(site, lock, keeper, with_seed, started).run(containment)
                    return 0
                except CannotRun as exc:
                    return _explain(exc)

            return death.supervised(supervise)
    except CannotRun as exc:
        return _explain(exc)


def _explain(exc: CannotRun) -> int:
    print(f"onereel: {exc}", file=sys.stderr, flush=True)
    return exc.exit_code


@dataclass
class Supervision:
    """One run of everything, from the first file to the last stopped process."""

    site: Site
    lock: int
    keeper: int
    with_seed: bool
    started: float
    terminal: Terminal = field(default_factory=Terminal)

    def run(self, containment: death.Containment) -> None:
        site, data = self.site, self.site.data
        self.journal = Journal(data.logs / "up.log")
        self.rotation = Rotation(data.logs)
        self.seeding: Tail | None = None
        self.state = State(data, site.address, self.keeper)
        self._say(f"Onereel starts on {data.root}, contained by {containment.value}.")
        what = plan(site)
        with explained(data):
            self._prepare(what.files)
        loop = Loop(list(what.processes), self._launch, self._say, self._changed, self._ready, self._tick)
        self.loop = loop
        self.terminal.begin()
        try:
            loop.run()
        finally:
            self.terminal.end()
            data.state.unlink(missing_ok=True)
            _forget_sockets(site)

    @property
    def _seed_begun(self) -> Path:
        return self.site.data.root / "seeding"

    def _prepare(self, files: Sequence[File]) -> None:
        """Everything on disk that must be as it should before the first process starts."""
        for file in files:
            _write(file)
        postgres = self.site.data.postgres
        privileges.hand_over(postgres, self.site.privileges)
        # We hold the lock, so no server runs on this directory, whatever a server that was killed left here.
        (postgres / "postmaster.pid").unlink(missing_ok=True)
        _forget_sockets(self.site)

    def _launch(self, spec: ProcessSpec) -> Process:
        return Process(spec, self.site.data.logs / f"{spec.name}.log", self.lock)

    def _say(self, sentence: str) -> None:
        with contextlib.suppress(OSError):
            self.journal.write(sentence)
        self.terminal.say(sentence, "dim")

    def _changed(self, loop: Loop) -> None:
        with contextlib.suppress(OSError):
            self.state.write(loop.ready_once and all_ready(loop.specs, loop.seen), loop.seen, loop.processes)
            if "seed" in loop.seen and loop.seen["seed"].phase is Phase.DONE:
                self._seed_begun.unlink(missing_ok=True)

    def _tick(self) -> None:
        if self.loop.wanted is Wanted.RUN:
            self.terminal.show(self.loop.seen)
        else:
            self.terminal.end()
        with contextlib.suppress(OSError):
            self.rotation.tick()
        for line in self.seeding.lines() if self.seeding else ():
            self.terminal.say(line)

    def _ready(self) -> Sequence[ProcessSpec]:
        demo = self.site.secrets.demo
        took_s = time.monotonic() - self.started
        self.terminal.ready(self.site.address, demo.handle, demo.password, took_s)
        self._say(f"Everything is ready after {took_s:.1f} s.")
        if not self.with_seed or not (self._seed_begun.exists() or self._is_empty()):
            return ()
        # Seeding that was cut short goes on at the next start, though the store is no longer empty.
        self._seed_begun.touch()
        spec = seed(self.site)
        self.seeding = Tail(self.site.data.logs / f"{spec.name}.log")
        return (spec,)

    def _is_empty(self) -> bool:
        """Nobody has published anything yet."""
        with contextlib.suppress(OSError, http.client.HTTPException, ValueError, KeyError):
            status, body = probes.get(f"{self.site.address}/api/v1/feed?limit=1")
            return status == http.client.OK and not json.loads(body)["items"]
        return False


def _write(file: File) -> None:
    fresh = file.path.with_name(file.path.name + ".new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as to:
        to.write(file.text)
    fresh.rename(file.path)


def _forget_sockets(site: Site) -> None:
    for socket in engines.stray_sockets(site.ports):
        with contextlib.suppress(OSError):
            socket.unlink()
