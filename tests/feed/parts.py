"""Made-up candidates for the pure parts of the feed."""

from __future__ import annotations

from hypothesis import strategies as st

from onereel.feed.pipeline import Candidate, Query, Reason

REASONS: tuple[Reason, ...] = ("followed", "popular", "fresh")


def query(**changes: object) -> Query:
    given = {"viewer_id": 1, "account_id": 1, "kind": "mixed", "wanted": 30, **changes}
    return Query(**given)  # type: ignore[arg-type]


def candidate(id_: int, author_id: int = 0, reason: Reason = "fresh", rank: int = 0) -> Candidate:
    return Candidate(id_, author_id, reason, rank)


@st.composite
def candidates(draw: st.DrawFn, unique: bool = True) -> list[Candidate]:
    """Up to 60 candidates of up to six authors; the same clip by several sources unless `unique`."""
    numbers = draw(st.lists(st.integers(1, 80), max_size=60, unique=unique))
    return [
        candidate(n, draw(st.integers(0, 5)), draw(st.sampled_from(REASONS)), draw(st.integers(0, 200)))
        for n in numbers
    ]
