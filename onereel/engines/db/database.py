"""PostgreSQL: a primary that takes writes, and replicas that take reads which may lag."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Sequence
from typing import Any

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout

from onereel.engines.db.transactions import Connection, ReadTx, WriteTx
from onereel.kernel import limits
from onereel.kernel.errors import Busy

_Pool = AsyncConnectionPool[Connection]


class Database:
    """Pools of connections; the only place that begins and commits transactions."""

    def __init__(self, primary: str, replicas: Sequence[str] = ()) -> None:
        self.primary_address = primary
        self._primary = _pool(primary)
        self._reader = _pool(",".join(replicas)) if replicas else self._primary

    async def __aenter__(self) -> Database:
        await self._primary.open(wait=True, timeout=limits.db_connect_s)
        if self._reader is not self._primary:
            await self._reader.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._reader.close()
        await self._primary.close()

    @contextlib.asynccontextmanager
    async def read(self) -> AsyncIterator[ReadTx]:
        """A read that may lag by the delay of a replica."""
        async with self._connection(self._reader) as connection:
            yield ReadTx(connection)

    @contextlib.asynccontextmanager
    async def read_own_writes(self) -> AsyncIterator[ReadTx]:
        """A read that sees everything committed before it began."""
        async with self._connection(self._primary) as connection:
            yield ReadTx(connection)

    @contextlib.asynccontextmanager
    async def write(self) -> AsyncIterator[WriteTx]:
        """A transaction that is committed when the block ends and rolled back when it raises."""
        async with self._connection(self._primary) as connection:
            tx = WriteTx(connection)
            async with connection.transaction():
                yield tx
        await tx.committed()

    async def ready(self) -> bool:
        try:
            async with self._connection(self._primary) as connection:
                await connection.execute("SELECT 1")
        except (psycopg.Error, Busy):
            return False
        return True

    @contextlib.asynccontextmanager
    async def _connection(self, pool: _Pool) -> AsyncIterator[Connection]:
        try:
            async with pool.connection() as connection:
                yield connection
        except PoolTimeout as exc:
            raise Busy from exc


def _pool(address: str) -> _Pool:
    options: dict[str, Any] = {
        "autocommit": True,
        "connect_timeout": limits.db_connect_s,
        "options": f"-c statement_timeout={limits.db_statement_ms_max}",
    }
    return AsyncConnectionPool(
        address,
        kwargs=options,
        min_size=1,
        max_size=limits.db_pool_connections_max,
        timeout=limits.db_pool_wait_s,
        check=AsyncConnectionPool.check_connection,
        open=False,
    )
