"""PostgreSQL. Transactions are opened here and nowhere else; SQL lives in the slices' `queries.sql`."""

from onereel.engines.db.database import Database
from onereel.engines.db.queries import Query, load_queries
from onereel.engines.db.transactions import ReadTx, WriteTx

__all__ = ["Database", "Query", "ReadTx", "WriteTx", "load_queries"]
