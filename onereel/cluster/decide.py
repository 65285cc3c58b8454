"""The next step of the supervisor: a pure function of what was observed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from onereel.cluster.specs import ProcessSpec
from onereel.kernel import limits


class Phase(Enum):
    WAITING = "waiting"
    STARTING = "starting"
    READY = "ready"
    DONE = "done"
    DOWN = "down"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"


_UP = (Phase.READY, Phase.DONE)
ALIVE = (Phase.STARTING, Phase.READY, Phase.STOPPING)
_STARTABLE = (Phase.WAITING, Phase.DOWN)


@dataclass(frozen=True)
class Seen:
    """What is known of one process. Times are seconds of a steady clock."""

    phase: Phase = Phase.WAITING
    since: float = 0
    retry_at: float = 0
    failures: int = 0
    was_ready: bool = False


class Wanted(Enum):
    RUN = "run"
    STOP = "stop"
    KILL = "kill"


@dataclass(frozen=True)
class Start:
    name: str


@dataclass(frozen=True)
class Stop:
    name: str


@dataclass(frozen=True)
class Kill:
    name: str


@dataclass(frozen=True)
class GiveUp:
    name: str
    why: str


@dataclass(frozen=True)
class Finish:
    pass


Step = Start | Stop | Kill | GiveUp | Finish
Observed = Mapping[str, Seen]


def decide(specs: Sequence[ProcessSpec], seen: Observed, wanted: Wanted, now: float) -> Step | None:
    """One step towards what is wanted, or None when there is nothing to do yet."""
    if wanted is Wanted.RUN:
        return _towards_running(specs, seen, now)
    return _towards_rest(specs, seen, wanted, now)


def all_ready(specs: Sequence[ProcessSpec], seen: Observed) -> bool:
    return all(spec.optional or seen[spec.name].phase in _UP for spec in specs)


def after_exit(spec: ProcessSpec, before: Seen, good: bool, now: float) -> Seen:
    """What is known of a process once it has ended."""
    if before.phase is Phase.STOPPING:
        return replace(before, phase=Phase.STOPPED, since=now)
    if spec.once and good:
        return replace(before, phase=Phase.DONE, since=now, failures=0)
    if spec.optional:
        return replace(before, phase=Phase.FAILED, since=now)
    steady = before.phase is Phase.READY and now - before.since >= limits.cluster_steady_s
    failures = 1 if steady else before.failures + 1
    delay = restart_delay_s(failures)
    return replace(before, phase=Phase.DOWN, since=now, failures=failures, retry_at=now + delay)


def restart_delay_s(failures: int) -> float:
    """Doubles with each failure in a row, up to a bound."""
    doubled = limits.cluster_restart_s_min * 2.0 ** min(failures - 1, 16)
    return min(limits.cluster_restart_s_max, doubled)


def _towards_running(specs: Sequence[ProcessSpec], seen: Observed, now: float) -> Step | None:
    for spec in specs:
        its = seen[spec.name]
        if not its.was_ready:
            if its.phase is Phase.DOWN and its.failures >= limits.cluster_start_attempts_max:
                return GiveUp(spec.name, f"ended {its.failures} times without getting ready")
            if its.phase is Phase.STARTING and now - its.since > limits.cluster_ready_s_max and not spec.once:
                return GiveUp(spec.name, f"is not ready after {limits.cluster_ready_s_max} s")
        if its.phase in _STARTABLE and now >= its.retry_at and _met(spec, seen):
            return Start(spec.name)
    return None


def _towards_rest(specs: Sequence[ProcessSpec], seen: Observed, wanted: Wanted, now: float) -> Step | None:
    alive = [spec for spec in reversed(specs) if seen[spec.name].phase in ALIVE]
    for spec in alive:
        its = seen[spec.name]
        if wanted is Wanted.KILL or its.phase is Phase.STOPPING:
            patience_s = 0 if wanted is Wanted.KILL else spec.stop_s
            if now >= its.retry_at and now - its.since >= patience_s:
                return Kill(spec.name)
        elif not any(spec.name in needed_by(specs, other) for other in alive if other is not spec):
            return Stop(spec.name)
    return None if alive else Finish()


def needed_by(specs: Sequence[ProcessSpec], one: ProcessSpec) -> set[str]:
    """Everything `one` needs, and what that needs in turn."""
    by_name = {spec.name: spec for spec in specs}
    found: set[str] = set()
    open_ = list(one.needs)
    while open_:
        name = open_.pop()
        if name not in found and name in by_name:
            found.add(name)
            open_ += by_name[name].needs
    return found


def _met(spec: ProcessSpec, seen: Observed) -> bool:
    return all(seen[name].phase in _UP for name in spec.needs)
