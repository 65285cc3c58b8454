"""In which order candidates are shown. Pure: nothing is lost, nothing doubled."""

from __future__ import annotations

from collections import deque

from onereel.feed import weights
from onereel.feed.pipeline import Candidate, Mixer, Query


def share(followed_of_ten: int) -> Mixer:
    """Followed clips take their share of every ten slots, spread evenly; the best others take the rest.

    When one side runs out, the other fills its slots.
    """

    def mix(_: Query, candidates: list[Candidate]) -> list[Candidate]:
        followed = deque(c for c in candidates if c.reason == "followed")
        others = deque(c for c in candidates if c.reason != "followed")
        mixed: list[Candidate] = []
        due = 0
        while followed or others:
            due += followed_of_ten
            take_followed = due >= 10
            due -= 10 if take_followed else 0
            first, second = (followed, others) if take_followed else (others, followed)
            mixed.append((first or second).popleft())
        return spread_authors(mixed, weights.AUTHOR_GAP)

    return mix


def in_order(_: Query, candidates: list[Candidate]) -> list[Candidate]:
    return spread_authors(candidates, weights.AUTHOR_GAP)


def spread_authors(candidates: list[Candidate], gap: int) -> list[Candidate]:
    """The same candidates, with `gap` others between two of one author where that is possible."""
    waiting = deque(candidates)
    spread: list[Candidate] = []
    while waiting:
        recent = {c.author_id for c in spread[-gap:]}
        at = next((i for i, c in enumerate(waiting) if c.author_id not in recent), 0)
        waiting.rotate(-at)
        spread.append(waiting.popleft())
        waiting.rotate(at)
    return spread
