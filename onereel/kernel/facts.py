"""A fact is something that happened, written in the transaction that made it true.

A lower slice writes facts and never learns who listens; an upper slice consumes them in batches;
`onereel/roles.py` lists the pairs. Delivery is at least once and in order of commit.
"""

from __future__ import annotations

import msgspec


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all facts: ids and times, nothing that could go stale.

    `bucket` is the bucket of the row that changed: a fact lives on its shard.
    """

    bucket: int

    @classmethod
    def kind(cls) -> str:
        return cls.__name__
