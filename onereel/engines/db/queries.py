"""SQL as text with a name and a sentence, kept beside the slice that asks.

A file `queries.sql` holds blocks of

    -- name: upload_by_id (read, bucket: account)
    -- The upload, if it is this account's.
    SELECT …

The header says whether the statement writes and whose bucket it runs in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

_HEADER = re.compile(r"^-- name: (?P<name>\w+) \((?P<kind>read|write)(?:, bucket: (?P<bucket>[\w ]+))?\)$")


@dataclass(frozen=True, slots=True)
class Query:
    name: str
    writes: bool
    bucket: str | None
    sql: str


def load_queries(package: str) -> Mapping[str, Query]:
    """The queries of a slice by name, read from its `queries.sql`."""
    text = resources.files(package).joinpath("queries.sql").read_text()
    return {query.name: query for query in parse_queries(text)}


def parse_queries(text: str) -> list[Query]:
    queries: list[Query] = []
    header: re.Match[str] | None = None
    body: list[str] = []

    def finish() -> None:
        if header is not None:
            sql = "\n".join(line for line in body if not line.startswith("--")).strip().rstrip(";")
            queries.append(Query(header["name"], header["kind"] == "write", header["bucket"], sql))

    for line in text.splitlines():
        if line.startswith("-- name:"):
            finish()
            header, body = _HEADER.match(line), []
            if header is None:
                raise ValueError(f"not a query header: {line}")
        else:
            body.append(line)
    finish()
    return queries
