"""The plan is a value: what it says can be read without starting anything."""

from __future__ import annotations

import dataclasses
import tomllib
from pathlib import Path

import pytest

from onereel import config
from onereel.cluster import ports
from onereel.cluster.data import DataDir
from onereel.cluster.plan import Site, plan
from onereel.cluster.privileges import Privileges
from onereel.cluster.secrets import Demo, Secrets, load_or_make
from onereel.cluster.wheels import Programs

SETTINGS = config.Settings()
SECRETS = Secrets("pg-secret", "valkey-secret", "s3-key", "s3-secret", "sign-secret", Demo("demo", "demo-secret"))
PROGRAMS = Programs("/p/python", "/p/postgres", "/p/initdb", "/p/valkey", "/p/weed", "/p/nginx")
SITE = Site(
    settings=SETTINGS,
    data=DataDir(Path("/srv/data")),
    ports=ports.nominal(SETTINGS),
    secrets=SECRETS,
    programs=PROGRAMS,
    privileges=Privileges(root=False, user_namespaces=True),
    fresh=True,
)


def test_everything_needed_stands_before_what_needs_it() -> None:
    known: set[str] = set()
    for spec in plan(SITE).processes:
        assert set(spec.needs) <= known, spec.name
        known.add(spec.name)


def test_engines_do_not_wait_for_one_another() -> None:
    needs = {spec.name: spec.needs for spec in plan(SITE).processes}
    assert needs["postgres"] == ("initdb",)
    assert needs["valkey"] == needs["seaweedfs"] == ()
    later = {spec.name: spec.needs for spec in plan(dataclasses.replace(SITE, fresh=False)).processes}
    assert later["postgres"] == ()
    assert "initdb" not in later


def test_no_secret_is_in_a_command_line_or_an_environment() -> None:
    for spec in plan(SITE).processes:
        assert "secret" not in " ".join(spec.command)
        assert "secret" not in " ".join(value for _, value in spec.env)


def test_settings_for_the_children_are_complete() -> None:
    text = next(file.text for file in plan(SITE).files if file.path == SITE.data.settings)
    read = config.parse(tomllib.loads(text))
    assert "pg-secret" in read.postgres.primary
    assert read.s3.secret_key == "s3-secret"
    assert read.data.path == SITE.data.root
    assert read.http.port == SITE.ports["edge"]


def test_counts_are_settings() -> None:
    more = dataclasses.replace(SETTINGS, processes=config.Processes(web=3, worker=2, precache=1))
    site = dataclasses.replace(SITE, settings=more, ports=ports.nominal(more))
    names = [spec.name for spec in plan(site).processes]
    assert [name for name in names if name.startswith(("web", "worker"))] == [
        *("web-1", "web-2", "web-3"),
        *("worker-1", "worker-2"),
    ]


@pytest.mark.parametrize(
    ("privileges", "first"),
    [
        (Privileges(root=False, user_namespaces=False), "/p/postgres"),
        (Privileges(root=True, user_namespaces=True), "unshare"),
        (Privileges(root=True, user_namespaces=False), "setpriv"),
    ],
)
def test_postgres_never_runs_as_root(privileges: Privileges, first: str) -> None:
    site = dataclasses.replace(SITE, privileges=privileges)
    command = next(spec.command for spec in plan(site).processes if spec.name == "postgres")
    assert command[0] == first
    assert "/p/postgres" in command


def test_the_address_people_open() -> None:
    def at(bind: str) -> str:
        http = dataclasses.replace(SETTINGS.http, bind=bind)
        return dataclasses.replace(SITE, settings=dataclasses.replace(SETTINGS, http=http)).address

    assert at("127.0.0.1") == at("0.0.0.0") == "http://127.0.0.1:8080"
    assert at("::1") == at("::") == "http://[::1]:8080"


def test_ports_are_kept_while_they_are_free(tmp_path: Path) -> None:
    settings = dataclasses.replace(SETTINGS, http=config.Http(port=0))
    memory = tmp_path / "ports.json"
    first = ports.choose(settings, memory)
    assert len(set(first.by_name.values())) == len(first.by_name)
    assert ports.choose(settings, memory) == first
    assert ports.remembered(settings, memory) == first


def test_secrets_are_made_once(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    assert load_or_make(path) == load_or_make(path)
    assert path.stat().st_mode & 0o777 == 0o600
