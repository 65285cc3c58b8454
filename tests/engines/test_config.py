"""Settings: written and read back, refused with a sentence when they do not fit."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onereel import config
from onereel.config import Settings, SettingsError

# Text without control characters other than a line's end, as the settings of an installation are.
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.just("\n"), max_size=30)


@given(texts, texts, st.integers(0, 65535), st.lists(texts, max_size=3))
def test_what_is_rendered_reads_back(name: str, address: str, port: int, replicas: list[str]) -> None:
    settings = replace(
        Settings(),
        site=config.Site(name),
        http=config.Http(port=port),
        postgres=config.Postgres(address, tuple(replicas)),
    )
    assert config.parse(tomllib.loads(config.render(settings))) == settings


def test_nothing_given_is_the_default() -> None:
    assert config.load({}) == Settings()


def test_the_file_and_then_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "onereel.toml"
    file.write_text('[data]\ndir = "/a"\n[http]\nport = 9\n')
    assert config.load({"ONEREEL_CONFIG": str(file)}).data.dir == "/a"
    both = config.load({"ONEREEL_CONFIG": str(file), "ONEREEL_DATA": "/b"})
    assert (both.data.dir, both.http.port) == ("/b", 9)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[nothing]", "no setting nothing"),
        ("[http]\nprot = 1", "no setting http.prot"),
        ('[http]\nport = "1"', "http.port is a number"),
        ("[http]\nport = true", "http.port is a number"),
        ("[site]\nname = 1", "site.name is a text"),
        ("[postgres]\nreplicas = [1]", "postgres.replicas is a list of texts"),
        ('[postgres]\nreplicas = "a"', "postgres.replicas is a list of texts"),
        ("http = 1", r"http is a section: write \[http\]"),
        ("a =", "not valid TOML"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "onereel.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=sentence):
        config.load({"ONEREEL_CONFIG": str(file)})


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        config.load({"ONEREEL_CONFIG": str(tmp_path / "none.toml")})
