"""Rules of the source that no linter knows."""

from __future__ import annotations

import ast
import re
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from onereel import config
from onereel.kernel import limits
from tests.architecture import errors
from tests.architecture.source import PACKAGE, ROOT, modules, text_of, texts

QUERY_FILES = sorted(PACKAGE.rglob("queries.sql"))
HEADER = re.compile(r"^-- name: (\w+) \((read|write)(, bucket: [\w ]+)?\)$")
SQL = re.compile(r"^\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|CREATE|ALTER|DROP|TRUNCATE)\s", re.MULTILINE)


def query_file_id(path: Path) -> str:
    return path.parent.relative_to(PACKAGE).as_posix()


def test_there_are_queries() -> None:
    assert len(QUERY_FILES) > 5


@pytest.mark.parametrize("path", QUERY_FILES, ids=query_file_id)
def test_every_query_has_a_header_and_a_sentence(path: Path) -> None:
    blocks = path.read_text().strip().split("\n\n-- name:")
    for block in ("-- name:" + block.removeprefix("-- name:") for block in blocks):
        header, sentence, first, *_ = block.splitlines()
        assert HEADER.match(header), f"say its name, whether it writes and in whose bucket: {header}"
        assert re.fullmatch(r"-- [\w(].*\.", sentence), f"one sentence belongs below the header: {header}"
        assert not first.startswith("--"), f"one sentence is enough: {header}"
        assert block.rstrip().endswith(";"), f"a statement ends with a semicolon: {header}"
        assert block.count("-- name:") == 1, f"an empty line belongs between two queries: {header}"


@pytest.mark.parametrize("path", QUERY_FILES, ids=query_file_id)
def test_headers_tell_the_truth(path: Path) -> None:
    for block in path.read_text().strip().split("\n\n"):
        header, _, statement = block.split("\n", 2)
        found = HEADER.match(header)
        assert found, header
        changes = re.search(r"\b(INSERT INTO|UPDATE|DELETE FROM|FOR UPDATE)\b", statement) is not None
        assert changes is (found[2] == "write"), f"read or write? {header}"
        assert (found[3] is not None) is ("%(bucket)s" in statement), f"does it run in one bucket? {header}"


@pytest.mark.parametrize("path", QUERY_FILES, ids=query_file_id)
def test_every_query_is_used(path: Path) -> None:
    used = [text for _, tree in modules(path.parent) for _, text in texts(tree)]
    patterns = [re.compile(re.escape(text).replace("…", r"\w+")) for text in used if re.fullmatch(r"[\w…]{2,}", text)]
    for header in path.read_text().splitlines():
        if found := HEADER.match(header):
            assert any(p.fullmatch(found[1]) for p in patterns), f"nobody asks {found[1]}: delete it"


def test_no_name_is_used_twice() -> None:
    for path in QUERY_FILES:
        names = [found[1] for line in path.read_text().splitlines() if (found := HEADER.match(line))]
        assert len(names) == len(set(names)), path


def test_sql_lives_in_queries_sql() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path, tree in modules()
        if PACKAGE / "engines" not in path.parents
        for line, text in texts(tree)
        if SQL.search(text)
    ]
    assert not found, f"move these to queries.sql: {found}"


def test_only_config_reads_the_environment() -> None:
    found = []
    for path, tree in modules():
        for node in ast.walk(tree):
            named = isinstance(node, ast.Attribute) and node.attr in ("environ", "environb", "getenv")
            imported = isinstance(node, ast.ImportFrom) and any(n.name in ("environ", "getenv") for n in node.names)
            if named or imported:
                found.append(path.relative_to(PACKAGE).as_posix())
    assert set(found) == {"config.py"}, "settings come from onereel.config"


def test_only_the_database_commits() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in modules()
        if PACKAGE / "engines" not in path.parents
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("commit", "rollback")
    ]
    assert not found, f"transactions end in engines/db: {found}"


def test_every_limit_is_used() -> None:
    # Tests and benchmarks do not count: a limit that only they name limits nothing.
    used = {node.attr for _, tree in modules() for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    unused = [name for name in vars(limits) if name[0] != "_" and name != "annotations" and name not in used]
    assert not unused, f"these limit nothing: {unused}"


def test_every_problem_has_a_code_and_a_sentence() -> None:
    for kind in errors.kinds():
        sentence = " ".join((kind.__doc__ or "").split())
        assert re.fullmatch(r"[a-z][a-z_]+", kind.code), kind
        assert re.fullmatch(r"[A-Z/].*\.", sentence), f"{kind.__name__} needs a sentence people can act on"


def test_the_reference_lists_every_error() -> None:
    assert errors.REFERENCE.read_text() == errors.reference(), "run bin/reference"


def test_the_refusals_are_found() -> None:
    listed = errors.reference()
    for code in ("checksum_mismatch", "too_long", "not_a_video", "no_video_track", "encrypted", "damaged"):
        assert f"| `{code}` |" in listed


def settings_of(cls: object) -> dict[str, object]:
    """The schema as a table: defaults by name, sections within."""
    assert is_dataclass(cls)
    values = {f.name: getattr(cls, f.name) for f in fields(cls)}
    return {
        name: settings_of(value) if is_dataclass(value) else list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
    }


def test_the_example_is_the_schema() -> None:
    """Every setting stands in onereel.example.toml with its default, and nothing else does."""
    example = tomllib.loads((ROOT / "onereel.example.toml").read_text())
    assert example == settings_of(config.Settings())
    assert config.parse(example) == config.Settings()


def test_settings_are_used() -> None:
    used = {node.attr for _, tree in modules() for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    for section in settings_of(config.Settings()).values():
        assert isinstance(section, dict)
        assert not set(section) - used, "a setting that changes nothing"


def test_text_of_joined_strings() -> None:
    """The tests above read source through this: it must see into f-strings."""
    tree = ast.parse("a = f'count_{what}'; b = 'x' 'y'")
    assert [text for _, text in texts(tree)] == ["count_…", "xy"]
    assert text_of(ast.parse("1", mode="eval").body) is None
