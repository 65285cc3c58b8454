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
    """The same candidates, with `gap` others between two of one author where that is possible.

    Where it is not, whoever was shown longest ago comes next.
    """
    waiting = deque(candidates)
    spread: list[Candidate] = []
    while waiting:
        shown_at = {c.author_id: at for at, c in enumerate(spread[max(0, len(spread) - gap) :])}
        next_, longest_ago = 0, gap
        for at, c in enumerate(waiting):
            if (shown := shown_at.get(c.author_id, -1)) < longest_ago:
                next_, longest_ago = at, shown
            if longest_ago == -1:
                break
        waiting.rotate(-next_)
        spread.append(waiting.popleft())
        waiting.rotate(next_)
    return spread
