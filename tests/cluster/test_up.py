"""`onereel up` as people run it, from its first start to what a second one finds after a kill -9."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import tomllib
import urllib.request
from collections.abc import Iterator

import psutil
import psycopg
import pytest

from .home import Home, all_gone, kill, wait_for

SERVICES = {"postgres", "valkey", "seaweedfs", "web-1", "web-2", "worker-1", "precache-1", "edge"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """One installation for the whole file: the tests follow one another as the days of its life."""
    made = Home(tmp_path_factory.mktemp("cluster") / "data")
    made.start()
    yield made
    made.end()


def database(home: Home) -> psycopg.Connection[tuple[str]]:
    settings = tomllib.loads((home.data / "run" / "settings.toml").read_text())
    return psycopg.connect(settings["postgres"]["primary"], autocommit=True, connect_timeout=5)


def test_everything_gets_ready(home: Home) -> None:
    state = home.ready()
    rows = {row["name"]: row for row in state["processes"]}
    assert set(rows) >= SERVICES
    assert {rows[name]["state"] for name in SERVICES} == {"ready"}
    assert all(psutil.pid_exists(rows[name]["pid"]) for name in SERVICES)
    assert "nginx" in psutil.Process(rows["edge"]["pid"]).name()
    assert psutil.Process(rows["postgres"]["pid"]).name() == "postgres"
    with urllib.request.urlopen(f"{state['address']}/health/ready", timeout=5) as answer:
        assert answer.status == 200


def test_the_address_and_a_sign_in_are_printed(home: Home) -> None:
    state = home.ready()
    demo = tomllib.loads((home.data / "secrets.toml").read_text())["demo"]
    assert state["address"] in home.words()
    assert f"{demo['handle']} / {demo['password']}" in home.words()
    assert (home.data / "secrets.toml").stat().st_mode & 0o077 == 0


def test_only_one_may_run_on_a_data_directory(home: Home) -> None:
    state = home.ready()
    second = Home(home.data)
    second.said = home.data.with_name("second.said")
    second.start()
    assert second.exit_code(20) == 3
    assert f"already running on {home.data} at {state['address']}" in second.words()
    assert home.ready()["pid"] == state["pid"]


@pytest.mark.parametrize("name", ["web-1", "edge", "valkey", "postgres", "seaweedfs"])
def test_a_killed_child_is_started_again(home: Home, name: str) -> None:
    home.ready()
    before = home.row(name)["pid"]
    kill(before)
    after = wait_for(lambda: again(home, name, before), 40, home.words)
    assert after != before
    assert f"{name} ended unexpectedly (signal SIGKILL); starting it again in" in home.words()


def again(home: Home, name: str, before: int) -> int | None:
    row = home.row(name)
    return row["pid"] if row["state"] == "ready" and row["pid"] != before else None


def test_requests_are_seen_in_the_log_of_the_edge(home: Home) -> None:
    address = home.ready()["address"]
    urllib.request.urlopen(f"{address}/health/live?signature=secret", timeout=5).close()

    def look() -> list[dict[str, object]]:
        lines = (home.data / "logs" / "edge-access.jsonl").read_text().splitlines()
        return [row for row in map(json.loads, lines) if row["path"] == "/health/live"]

    row = wait_for(look, 5)[-1]
    assert row["status"] == 200
    assert isinstance(row["seconds"], float)
    assert "secret" not in json.dumps(row)


def test_kill_9_leaves_nothing_and_the_next_start_finds_the_data(home: Home) -> None:
    home.ready()
    with database(home) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('acknowledged')")
    family = home.family()
    assert len(family) > len(SERVICES)
    # Among them PostgreSQL's backends, each in a session that no signal to a process group would reach.
    assert len({os.getsid(one.pid) for one in family if one.name() == "postgres"}) > 3
    home.signal(signal.SIGKILL)
    home.exit_code(5)
    wait_for(lambda: all_gone(family, home.data), 10)
    assert (home.data / "postgres" / "postmaster.pid").exists(), "nothing stale was left to recover from"

    started = time.monotonic()
    home.start()
    home.ready()
    assert time.monotonic() - started < 30
    with database(home) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("acknowledged",)]


def test_ctrl_c_stops_everything_in_order(home: Home) -> None:
    home.ready()
    family = home.family()
    mark = len(home.words())
    home.signal(signal.SIGINT)
    assert home.exit_code() == 0
    assert all_gone(family, home.data)
    words = home.words()[mark:]
    order = [words.index(f"{name} has stopped") for name in ("edge", "web-1", "postgres")]
    assert order == sorted(order)
    assert words.index("worker-1 has stopped") < words.index("Stopping valkey.")
    assert home.state() is None


def test_the_second_start_keeps_ports_and_secrets(home: Home) -> None:
    ports = (home.data / "run" / "ports.json").read_text()
    secrets = (home.data / "secrets.toml").read_text()
    home.start()
    home.ready()
    assert (home.data / "run" / "ports.json").read_text() == ports
    assert (home.data / "secrets.toml").read_text() == secrets
    home.signal(signal.SIGTERM)
    assert home.exit_code() == 0


def test_doctor_plan_and_edge_speak_of_it(home: Home) -> None:
    for command in ("doctor", "plan", "edge"):
        typed = [sys.executable, "-m", "onereel", command, "--data", str(home.data), "--port", "0"]
        answer = subprocess.run(typed, capture_output=True, text=True, timeout=60, check=False)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        assert answer.stdout.strip()
