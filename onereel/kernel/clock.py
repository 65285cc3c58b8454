"""The one place that asks what time it is."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The current time, in UTC."""
    return datetime.now(UTC)


def now_ms() -> int:
    """Milliseconds since 1970."""
    return int(now().timestamp() * 1000)
