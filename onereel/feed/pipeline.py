"""Runs a feed, which is a list of parts. Knows nothing of videos, storage or HTTP.

Sources run side by side and may fail alone: a failed source yields nothing and is counted. Filters, the scorer
and the mixer are pure and run in order.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import prometheus_client

log = logging.getLogger(__name__)

Reason = Literal["followed", "popular", "fresh", "again"]
Kind = Literal["mixed", "following", "recommended"]

_FAILED = prometheus_client.Counter("onereel_feed_part_failures_total", "Parts that failed.", ["part"])
_FOUND = prometheus_client.Counter("onereel_feed_part_candidates_total", "Candidates by source.", ["part"])


@dataclass(frozen=True, slots=True)
class Query:
    """For whom a feed is made, and what must not be in it."""

    viewer_id: int
    account_id: int | None
    kind: Kind
    wanted: int
    ready: frozenset[int] = frozenset()
    served: frozenset[int] = frozenset()
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    id: int
    author_id: int
    reason: Reason
    rank: int
    score: float = 0.0


Source = Callable[[Query], Awaitable[list[Candidate]]]
Filter = Callable[[Query, list[Candidate]], list[Candidate]]
Scorer = Callable[[Query, list[Candidate]], list[Candidate]]
Mixer = Callable[[Query, list[Candidate]], list[Candidate]]


@dataclass(frozen=True)
class Feed:
    """A feed: where candidates come from, what is left out, how they are ordered."""

    sources: Sequence[tuple[str, Source]]
    filters: Sequence[tuple[str, Filter]]
    scorer: tuple[str, Scorer]
    mixer: tuple[str, Mixer]

    def parts(self) -> list[str]:
        """The names of the parts in the order they run."""
        named = [*self.sources, *self.filters, self.scorer, self.mixer]
        return [name for name, _ in named]


async def execute(feed: Feed, query: Query) -> list[Candidate]:
    """Up to `query.wanted` candidates, the next to show first. No clip twice."""
    found = await asyncio.gather(*(_ask(name, source, query) for name, source in feed.sources))
    candidates = [candidate for one_source in found for candidate in one_source]
    for _, keep in feed.filters:
        candidates = keep(query, candidates)
    candidates = feed.scorer[1](query, candidates)
    return feed.mixer[1](query, candidates)[: query.wanted]


async def _ask(name: str, source: Source, query: Query) -> list[Candidate]:
    try:
        candidates = await source(query)
    except Exception:
        log.exception("feed source %s failed", name)
        _FAILED.labels(name).inc()
        return []
    _FOUND.labels(name).inc(len(candidates))
    return candidates
