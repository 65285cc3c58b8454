"""The supervisor's decisions, without a process: what was seen in, one step out."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onereel.cluster.decide import (
    ALIVE,
    Finish,
    GiveUp,
    Kill,
    Phase,
    Seen,
    Start,
    Stop,
    Wanted,
    after_exit,
    all_ready,
    decide,
    restart_delay_s,
)
from onereel.cluster.specs import ProcessSpec
from onereel.kernel import limits


def spec(name: str, *needs: str, once: bool = False, optional: bool = False) -> ProcessSpec:
    return ProcessSpec(name, ("true",), (), needs=needs, once=once, optional=optional, stop_s=5)


DATABASE, MIGRATE, WEB = spec("database"), spec("migrate", "database", once=True), spec("web", "migrate")
EDGE, SEED = spec("edge", "web"), spec("seed", "edge", once=True, optional=True)
SPECS = [DATABASE, MIGRATE, WEB, EDGE, SEED]
READY = {s.name: Seen(Phase.DONE if s.once else Phase.READY, was_ready=not s.once) for s in SPECS}


def test_what_needs_nothing_starts_first_and_the_rest_waits() -> None:
    seen = {s.name: Seen() for s in SPECS}
    assert decide(SPECS, seen, Wanted.RUN, 0) == Start("database")
    seen["database"] = Seen(Phase.STARTING)
    assert decide(SPECS, seen, Wanted.RUN, 0) is None
    seen["database"] = Seen(Phase.READY)
    assert decide(SPECS, seen, Wanted.RUN, 0) == Start("migrate")
    seen["migrate"] = Seen(Phase.DONE)
    assert decide(SPECS, seen, Wanted.RUN, 0) == Start("web")


def test_a_dead_process_waits_its_time_and_for_what_it_needs() -> None:
    seen = {**READY, "web": Seen(Phase.DOWN, retry_at=10, failures=1, was_ready=True)}
    assert decide(SPECS, seen, Wanted.RUN, 9.9) is None
    assert decide(SPECS, seen, Wanted.RUN, 10) == Start("web")


def test_what_never_came_up_is_given_up_and_what_once_did_is_not() -> None:
    down = Seen(Phase.DOWN, failures=limits.cluster_start_attempts_max)
    assert isinstance(decide(SPECS, {**READY, "web": down}, Wanted.RUN, 0), GiveUp)
    again = replace(down, was_ready=True)
    assert decide(SPECS, {**READY, "web": again}, Wanted.RUN, 0) == Start("web")
    late = limits.cluster_ready_s_max + 1
    assert isinstance(decide(SPECS, {**READY, "web": Seen(Phase.STARTING)}, Wanted.RUN, late), GiveUp)


def test_rest_comes_in_reverse_and_ends() -> None:
    seen = dict(READY)
    order = []
    for _ in SPECS:
        step = decide(SPECS, seen, Wanted.STOP, 0)
        if isinstance(step, Finish):
            break
        assert isinstance(step, Stop)
        order.append(step.name)
        seen[step.name] = Seen(Phase.STOPPING)
        assert decide(SPECS, seen, Wanted.STOP, 0) is None, "the next waits until this one has ended"
        seen[step.name] = Seen(Phase.STOPPED)
    assert order == ["edge", "web", "database"]
    assert decide(SPECS, seen, Wanted.STOP, 0) == Finish()


def test_patience_is_bounded() -> None:
    seen = {**READY, "edge": Seen(Phase.STOPPING, since=0)}
    assert decide(SPECS, seen, Wanted.STOP, 4.9) is None
    assert decide(SPECS, seen, Wanted.STOP, 5.1) == Kill("edge")
    assert decide(SPECS, {**seen, "edge": Seen(Phase.STOPPING, retry_at=6)}, Wanted.STOP, 5.1) is None


def test_a_second_signal_kills_without_order() -> None:
    killed = set()
    seen = dict(READY)
    while not isinstance(step := decide(SPECS, seen, Wanted.KILL, 0), Finish):
        assert isinstance(step, Kill)
        killed.add(step.name)
        seen[step.name] = Seen(Phase.STOPPED)
    assert killed == {"database", "web", "edge"}


def test_an_optional_failure_holds_nothing_up() -> None:
    failed = after_exit(SEED, Seen(Phase.STARTING), good=False, now=1)
    assert failed.phase is Phase.FAILED
    seen = {**READY, "seed": failed}
    assert all_ready(SPECS, seen)
    assert decide(SPECS, seen, Wanted.RUN, 100) is None


def test_a_steady_run_forgives_earlier_failures() -> None:
    shaky = Seen(Phase.READY, since=0, failures=7, was_ready=True)
    assert after_exit(WEB, shaky, good=False, now=limits.cluster_steady_s - 1).failures == 8
    assert after_exit(WEB, shaky, good=False, now=limits.cluster_steady_s).failures == 1


@given(st.integers(1, 10_000))
def test_delays_grow_and_are_bounded(failures: int) -> None:
    assert limits.cluster_restart_s_min <= restart_delay_s(failures) <= limits.cluster_restart_s_max
    assert restart_delay_s(failures) <= restart_delay_s(failures + 1)


PHASES = st.sampled_from(Phase)


@given(st.tuples(*[PHASES] * len(SPECS)), st.sampled_from(Wanted), st.floats(0, 1000))
def test_every_step_names_a_process_that_can_take_it(phases: tuple[Phase, ...], wanted: Wanted, now: float) -> None:
    seen = {s.name: Seen(phase, failures=1) for s, phase in zip(SPECS, phases, strict=True)}
    alive = {name for name, its in seen.items() if its.phase in ALIVE}
    match decide(SPECS, seen, wanted, now):
        case Start(name):
            assert name not in alive
            assert wanted is Wanted.RUN
        case Stop(name) | Kill(name):
            assert name in alive
            assert wanted is not Wanted.RUN
        case Finish():
            assert not alive
        case GiveUp(name, _):
            assert wanted is Wanted.RUN
        case None:
            assert wanted is Wanted.RUN or alive
