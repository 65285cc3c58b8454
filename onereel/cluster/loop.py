"""The supervisor's loop: observe, decide, take one step, say it in a sentence."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

from onereel.cluster import probes
from onereel.cluster.death import AT_ONCE, HANDLED
from onereel.cluster.decide import (
    ALIVE,
    Finish,
    GiveUp,
    Kill,
    Phase,
    Seen,
    Start,
    Step,
    Stop,
    Wanted,
    after_exit,
    all_ready,
    decide,
)
from onereel.cluster.errors import DidNotStart
from onereel.cluster.process import Process, how_it_ended
from onereel.cluster.specs import ProcessSpec
from onereel.kernel import limits


@dataclass
class Loop:
    """Runs `specs` until a signal ends it. `launch` makes handles; the others are told what happens."""

    specs: list[ProcessSpec]
    launch: Callable[[ProcessSpec], Process]
    said: Callable[[str], None]
    changed: Callable[[Loop], None]
    when_ready: Callable[[], Sequence[ProcessSpec]]
    every_tick: Callable[[], None]
    wanted: Wanted = Wanted.RUN
    ready_once: bool = False
    seen: dict[str, Seen] = field(default_factory=dict)
    processes: dict[str, Process] = field(default_factory=dict)
    _asked: dict[str, Future[bool]] = field(default_factory=dict)
    _failed: DidNotStart | None = None
    _last: Step | None = None

    def run(self) -> None:
        """Returns when everything was stopped as asked; raises DidNotStart when something never came up."""
        self._add(self.specs)
        with ThreadPoolExecutor(limits.cluster_probes_at_once_max, "probe") as pool:
            while not self._finished():
                self._observe(pool)
                self._act()
                self.every_tick()
        if self._failed is not None:
            raise self._failed

    def _add(self, specs: Sequence[ProcessSpec]) -> None:
        now = time.monotonic()
        for spec in specs:
            self.seen[spec.name] = Seen(since=now)
            self.processes[spec.name] = self.launch(spec)

    def _finished(self) -> bool:
        return isinstance(self._last, Finish)

    def _act(self) -> None:
        """Take steps, each after another look at what the last one changed, until there is nothing to do."""
        while not self._finished():
            self._last = decide(self.specs, self.seen, self.wanted, time.monotonic())
            if self._last is None:
                return
            self.said(self._take(self._last))
            self.changed(self)

    def _observe(self, pool: ThreadPoolExecutor) -> None:
        self._hear()
        self._reap()
        self._probe(pool)
        if not self.ready_once and self.wanted is Wanted.RUN and all_ready(self.specs, self.seen):
            self.ready_once = True
            self.changed(self)
            more = self.when_ready()
            self.specs = [*self.specs, *more]
            self._add(more)

    def _hear(self) -> None:
        """Wait for a signal, a little while. Children's deaths wake us up too."""
        patience_s = limits.cluster_tick_s if self._restless() else limits.cluster_idle_s
        while (got := signal.sigtimedwait(HANDLED, patience_s)) is not None:
            patience_s = 0
            if got.si_signo == AT_ONCE:
                self.wanted = Wanted.KILL
            elif got.si_signo != signal.SIGCHLD:
                again = self.wanted is not Wanted.RUN
                self.wanted = Wanted.KILL if again else Wanted.STOP
                self.said("Killing what is left." if again else "Stopping everything, in order.")

    def _restless(self) -> bool:
        return self.wanted is not Wanted.RUN or any(
            its.phase in (Phase.STARTING, Phase.DOWN, Phase.WAITING) for its in self.seen.values()
        )

    def _reap(self) -> None:
        """Collect the dead: our own, and orphans we inherited."""
        by_pid = {process.pid: name for name, process in self.processes.items() if process.pid}
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if name := by_pid.get(pid):
                self._ended(name, status)

    def _ended(self, name: str, status: int) -> None:
        process, before, now = self.processes[name], self.seen[name], time.monotonic()
        process.ended()
        self._asked.pop(name, None)
        its = self.seen[name] = after_exit(process.spec, before, status == 0, now)
        self.said(_ending(name, its, how_it_ended(status), now - before.since))
        self.changed(self)

    def _probe(self, pool: ThreadPoolExecutor) -> None:
        for name, its in self.seen.items():
            probe = self.processes[name].spec.ready
            if its.phase is not Phase.STARTING or probe is None:
                continue
            asked = self._asked.get(name)
            if asked is not None and asked.done() and asked.result():
                now = time.monotonic()
                self.seen[name] = replace(its, phase=Phase.READY, since=now, was_ready=True)
                self.said(f"{name} is ready after {now - its.since:.1f} s.")
                self.changed(self)
            if asked is None or asked.done():
                self._asked[name] = pool.submit(probes.is_ready, probe)

    def _take(self, step: Step) -> str:
        match step:
            case Start(name):
                return self._start(name)
            case Stop(name):
                self.seen[name] = replace(self.seen[name], phase=Phase.STOPPING, since=time.monotonic())
                self.processes[name].stop()
                return f"Stopping {name}."
            case Kill(name):
                return self._kill(name)
            case GiveUp(name, why):
                return self._give_up(name, why)
            case Finish():
                return "Everything is stopped."

    def _start(self, name: str) -> str:
        now = time.monotonic()
        its = self.seen[name]
        self._asked.pop(name, None)
        try:
            self.processes[name].start()
        except OSError as exc:
            self.seen[name] = after_exit(self.processes[name].spec, its, False, now)
            return f"{name} cannot be run: {exc}."
        self.seen[name] = replace(its, phase=Phase.STARTING, since=now)
        return f"Starting {name}."

    def _kill(self, name: str) -> str:
        its, now = self.seen[name], time.monotonic()
        since = its.since if its.phase is Phase.STOPPING else now
        self.seen[name] = replace(its, phase=Phase.STOPPING, since=since, retry_at=now + 1)
        self.processes[name].kill()
        return f"{name} took too long to stop and was killed." if self.wanted is Wanted.STOP else f"Killed {name}."

    def _give_up(self, name: str, why: str) -> str:
        process = self.processes[name]
        tail = "\n".join(f"    {line}" for line in process.last_lines())
        self._failed = DidNotStart(f"{name} {why}. The end of {process.log}:\n{tail}")
        self.wanted = Wanted.STOP
        return f"{name} {why}; stopping everything."

    def alive(self) -> list[str]:
        return [name for name, its in self.seen.items() if its.phase in ALIVE]


def _ending(name: str, its: Seen, how: str, lasted_s: float) -> str:
    match its.phase:
        case Phase.STOPPED:
            return f"{name} has stopped after {lasted_s:.1f} s."
        case Phase.DONE:
            return f"{name} is done after {lasted_s:.1f} s."
        case Phase.FAILED:
            return f"{name} failed ({how}); everything else goes on."
        case _:
            wait_s = its.retry_at - its.since
            return f"{name} ended unexpectedly ({how}); starting it again in {wait_s:.2g} s."
