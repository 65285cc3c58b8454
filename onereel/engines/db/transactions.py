"""Reading and writing transactions are different types: a signature says where a call may go."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import msgspec
from psycopg import AsyncConnection
from psycopg.rows import args_row, scalar_row

from onereel.engines.db.queries import Query
from onereel.kernel import clock, ids
from onereel.kernel.facts import Fact

T = TypeVar("T")
Connection = AsyncConnection[Any]

_EMIT = (
    "INSERT INTO fact (id, bucket, kind, payload, created_at) "
    "VALUES (%(id)s, %(bucket)s, %(kind)s, %(payload)s, %(created_at)s)"
)


class ReadTx:
    """A transaction that only reads. It may run on a replica."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def one(self, shape: Callable[..., T], query: Query, **params: Any) -> T | None:
        """The first row as `shape(**columns)`, or None."""
        cursor = await self._cursor(shape, query, params)
        row: T | None = await cursor.fetchone()
        return row

    async def many(self, shape: Callable[..., T], query: Query, **params: Any) -> list[T]:
        """All rows, each as `shape(**columns)`."""
        cursor = await self._cursor(shape, query, params)
        rows: list[T] = await cursor.fetchall()
        return rows

    async def value(self, query: Query, **params: Any) -> Any:
        """The first column of the first row, or None."""
        async with self._connection.cursor(row_factory=scalar_row) as cursor:
            await cursor.execute(query.sql, params)
            return await cursor.fetchone() if cursor.description else None

    async def _cursor(self, shape: Callable[..., T], query: Query, params: dict[str, Any]) -> Any:
        cursor = self._connection.cursor(row_factory=_shaped(shape))
        await cursor.execute(query.sql, params)
        return cursor


class WriteTx(ReadTx):
    """A transaction on the primary. Whoever opened it commits before anything is answered."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._after_commit: list[Callable[[], Awaitable[object]]] = []

    @property
    def connection(self) -> Connection:
        """The connection itself, for libraries that write in the caller's transaction."""
        return self._connection

    async def run(self, query: Query, **params: Any) -> int:
        """Run a statement; the number of rows it touched."""
        cursor = await self._connection.execute(query.sql, params)
        return cursor.rowcount

    async def emit(self, fact: Fact) -> None:
        """Write a fact that becomes true with this transaction."""
        row = {
            "id": ids.new(fact.bucket),
            "bucket": fact.bucket,
            "kind": fact.kind(),
            "payload": msgspec.json.encode(fact).decode(),
            "created_at": clock.now(),
        }
        await self._connection.execute(_EMIT, row)

    def after_commit(self, action: Callable[[], Awaitable[object]]) -> None:
        """Do this once the transaction is committed; not at all when it is rolled back."""
        self._after_commit.append(action)

    async def committed(self) -> None:
        """Called by the database after commit."""
        actions, self._after_commit = self._after_commit, []
        for action in actions:
            await action()


def _shaped(shape: Callable[..., T]) -> Any:
    def factory(cursor: Any) -> Any:
        names = [column.name for column in cursor.description or ()]
        return args_row(lambda *values: shape(**dict(zip(names, values, strict=True))))(cursor)

    return factory
