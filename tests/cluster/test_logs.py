"""Logs stay bounded, also under a writer that keeps its file open."""

from __future__ import annotations

from pathlib import Path

import pytest

from onereel.cluster.logs import Rotation, Tail
from onereel.kernel import limits


def test_a_long_log_is_moved_aside_under_its_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "log_bytes_max", 100)
    log = tmp_path / "web-1.log"
    with log.open("a") as writer:
        writer.write("x" * 101)
        writer.flush()
        Rotation(tmp_path)
        writer.write("after\n")
    assert log.read_text() == "after\n"
    assert (tmp_path / "web-1.log.1").read_text() == "x" * 101
    Rotation(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["web-1.log", "web-1.log.1"]


def test_a_tail_gives_whole_new_lines_once(tmp_path: Path) -> None:
    log = tmp_path / "seed.log"
    log.write_text("of an earlier run\n")
    tail = Tail(log)
    with log.open("a") as writer:
        writer.write("one\ntw")
        writer.flush()
        assert tail.lines() == ["one"]
        writer.write("o\n")
        writer.flush()
        assert tail.lines() == ["two"]
    assert tail.lines() == []
