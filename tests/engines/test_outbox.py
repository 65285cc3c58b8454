"""Facts are read in the order in which they were committed, and none is jumped over."""

from __future__ import annotations

import psycopg

from onereel.engines.db import load_queries
from tests import inside
from tests.service import Service, eventually

QUERIES = load_queries("onereel.engines.jobs")
INSERT = (
    "INSERT INTO fact (xid, id, bucket, kind, payload, created_at) VALUES (%s::text::xid8, %s, 0, 'Test', '{}', now())"
)


def test_transactions_are_ordered_as_numbers(service: Service) -> None:
    """As text, 10 comes before 9: a full batch would have jumped over 9 for ever."""
    with psycopg.connect(inside.settings(service).postgres.primary) as connection:
        connection.cursor().executemany(INSERT, [("100", 1), ("9", 3), ("10", 1), ("9", 2)])
        after = {"xid": "0", "id": 0, "limit": 3}
        found = connection.execute(QUERIES["facts_after"].sql.encode(), after).fetchall()
        assert [(xid, id_) for xid, id_, *_ in found] == [("9", 2), ("9", 3), ("10", 1)]
        after = {"xid": "10", "id": 1, "limit": 1}
        found = connection.execute(QUERIES["facts_after"].sql.encode(), after).fetchall()
        assert [(xid, id_) for xid, id_, *_ in found] == [("100", 1)]
        connection.rollback()


def test_a_fact_waits_for_transactions_that_began_before_it(service: Service) -> None:
    address = inside.settings(service).postgres.primary
    new = (
        "INSERT INTO fact (id, bucket, kind, payload, created_at) "
        "VALUES (%s, 0, 'Test', '{}', now()) RETURNING xid::text"
    )
    with psycopg.connect(address) as slow, psycopg.connect(address, autocommit=True) as quick:
        [(early,)] = slow.execute(new.encode(), [1]).fetchall()
        [(late,)] = quick.execute(new.encode(), [2]).fetchall()
        assert int(early) < int(late)

        def found() -> list[str]:
            after = {"xid": early, "id": 0, "limit": 200}
            rows = quick.execute(QUERIES["facts_after"].sql.encode(), after).fetchall()
            return [xid for xid, _, kind, _ in rows if kind == "Test"]

        assert found() == []
        slow.commit()
        # Some other transaction of the running service may still be open for a moment.
        eventually(lambda: found() == [early, late])
