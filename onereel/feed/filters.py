"""What is left out. Pure."""

from __future__ import annotations

from onereel.feed.pipeline import Candidate, Query


def not_ready_already(query: Query, candidates: list[Candidate]) -> list[Candidate]:
    """Not what already waits in the viewer's list."""
    return [c for c in candidates if c.id not in query.ready]


def not_served(query: Query, candidates: list[Candidate]) -> list[Candidate]:
    """Not what the viewer was served lately, unless the supply has run out."""
    return candidates if query.repeat else [c for c in candidates if c.id not in query.served]


def not_own(query: Query, candidates: list[Candidate]) -> list[Candidate]:
    """Not the viewer's own clips."""
    return [c for c in candidates if c.author_id != query.account_id]
