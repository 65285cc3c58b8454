"""Nothing outlives the supervisor where the kernel gives no namespace, and none of it needs to be root."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .home import AS_ORDINARY_USER, Home, all_gone, kill, wait_for

ROOT = os.geteuid() == 0
WITHOUT_NAMESPACES = (sys.executable, str(Path(__file__).with_name("without_namespaces.py")))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "data")
    yield made
    made.end()


@pytest.mark.parametrize("victim", ["the keeper", "the supervisor"])
def test_kill_9_leaves_nothing_without_namespaces(home: Home, victim: str) -> None:
    home.before = WITHOUT_NAMESPACES
    home.start()
    home.ready()
    assert "contained by a guard process" in home.words()
    family = home.family()
    kill(family[0 if victim == "the keeper" else 1].pid)
    home.exit_code(15)
    wait_for(lambda: all_gone(family, home.data), 15)


def test_kill_9_of_the_supervisor_alone_leaves_nothing(home: Home) -> None:
    """Not of the process that was typed, but of its child, the first process of the namespace."""
    home.start()
    home.ready()
    family = home.family()
    kill(family[1].pid)
    assert home.exit_code(10) == 128 + signal.SIGKILL
    wait_for(lambda: all_gone(family, home.data), 10)


@pytest.mark.skipif(not ROOT, reason="whoever runs the tests is one already")
def test_an_ordinary_user_needs_nothing_more(home: Home) -> None:
    home.before = AS_ORDINARY_USER
    home.start()
    home.ready()
    assert "contained by a pid namespace" in home.words()
    family = home.family()
    home.signal(signal.SIGKILL)
    home.exit_code(5)
    wait_for(lambda: all_gone(family, home.data), 10)
