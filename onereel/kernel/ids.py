"""Ids made without coordination: 41 bits of milliseconds since 2026, 12 bits of bucket, 10 random bits.

An id tells its bucket, and a bucket is what large tables are sharded by, so whoever holds an id knows
where its row lives. Ids sort by the time they were made. In JSON they are strings: 63 bits do not fit
a JavaScript number.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from onereel.kernel import clock
from onereel.kernel.errors import NotFound

BUCKETS = 4096
EPOCH_MS = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp() * 1000)

_BUCKET_BITS = 12
_RANDOM_BITS = 10
_ID_MAX = (1 << 63) - 1


def new(bucket: int) -> int:
    """A fresh id in `bucket` (0 to 4095). Two made in one millisecond may collide: retry on the primary key."""
    return at(clock.now_ms(), bucket, secrets.randbits(_RANDOM_BITS))


def new_owner() -> int:
    """A fresh id for something that owns rows (an account, a visitor), in a random bucket."""
    return new(secrets.randbelow(BUCKETS))


def at(unix_ms: int, bucket: int, salt: int = 0) -> int:
    """The id of a moment, for tests and for ranges of time."""
    return ((unix_ms - EPOCH_MS) << (_BUCKET_BITS + _RANDOM_BITS)) | (bucket << _RANDOM_BITS) | salt


def bucket_of(id_: int) -> int:
    return (id_ >> _RANDOM_BITS) & (BUCKETS - 1)


def made_at_ms(id_: int) -> int:
    """Milliseconds since 1970 at which the id was made."""
    return (id_ >> (_BUCKET_BITS + _RANDOM_BITS)) + EPOCH_MS


def parse(text: str) -> int:
    """An id from its text. What is no id cannot name anything, so it is not found."""
    if not text.isascii() or not text.isdigit() or len(text) > 19 or int(text) > _ID_MAX:
        raise NotFound
    return int(text)
