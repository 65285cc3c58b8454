"""The parser of `queries.sql`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onereel.engines.db.queries import Query, parse_queries

TEXT = """\
-- name: one (read, bucket: account)
-- A sentence.
SELECT 1
FROM a;  -- stays

-- name: other (write)
-- Another sentence.
DELETE FROM b WHERE c = %(c)s;
"""


def test_blocks_become_queries() -> None:
    assert parse_queries(TEXT) == [
        Query("one", False, "account", "SELECT 1\nFROM a;  -- stays"),
        Query("other", True, None, "DELETE FROM b WHERE c = %(c)s"),
    ]


def test_nothing_is_no_query() -> None:
    assert parse_queries("") == []
    assert parse_queries("-- only a remark\n\n") == []


@pytest.mark.parametrize(
    "header",
    ["-- name: one", "-- name: one (reads)", "-- name: (read)", "-- name: a b (read)", "-- name: one (read, shard: a)"],
)
def test_a_header_that_says_too_little_is_refused(header: str) -> None:
    with pytest.raises(ValueError, match="not a query header"):
        parse_queries(f"{header}\nSELECT 1;")


names = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)


@given(st.lists(st.tuples(names, st.booleans(), st.none() | names), max_size=6))
def test_what_is_written_is_read(wanted: list[tuple[str, bool, str | None]]) -> None:
    blocks = [
        f"-- name: {name} ({'write' if writes else 'read'}{f', bucket: {bucket}' if bucket else ''})\n"
        f"-- A sentence.\nSELECT '{name}'\n  AS x;\n"
        for name, writes, bucket in wanted
    ]
    found = parse_queries("\n".join(blocks))
    assert [(q.name, q.writes, q.bucket) for q in found] == wanted
    assert [q.sql for q in found] == [f"SELECT '{name}'\n  AS x" for name, _, _ in wanted]
