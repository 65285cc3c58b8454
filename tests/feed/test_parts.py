"""The pure parts of the feed: nothing is lost, nothing doubled, everything is bounded."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onereel.feed import filters, mixers, scorers, weights
from onereel.feed.feeds import feeds
from onereel.feed.pipeline import Candidate, Feed, Query, execute
from onereel.feed.sources import Sources
from tests.feed.parts import candidate, candidates, query

numbers = st.frozensets(st.integers(1, 80), max_size=40)


@given(candidates(), numbers)
def test_filters_leave_out_what_they_name_and_nothing_else(found: list[Candidate], named: frozenset[int]) -> None:
    assert filters.not_ready_already(query(ready=named), found) == [c for c in found if c.id not in named]
    assert filters.not_served(query(served=named), found) == [c for c in found if c.id not in named]
    assert filters.not_served(query(served=named, repeat=True), found) == found
    assert filters.not_own(query(account_id=3), found) == [c for c in found if c.author_id != 3]
    assert filters.not_own(query(account_id=None), found) == found


@given(candidates(unique=False))
def test_fusing_keeps_every_clip_once(found: list[Candidate]) -> None:
    fused = scorers.fused(query(), found)
    assert Counter(c.id for c in fused) == Counter({c.id for c in found})
    assert [c.score for c in fused] == sorted((c.score for c in fused), reverse=True)


@given(candidates(unique=False))
def test_the_strongest_source_gives_the_reason(found: list[Candidate]) -> None:
    for c in scorers.fused(query(), found):
        reasons = {other.reason for other in found if other.id == c.id}
        assert c.reason == next(reason for reason in ("followed", "popular", "fresh") if reason in reasons)


def test_a_clip_that_two_sources_find_stands_above_its_equals() -> None:
    both = [candidate(1, reason="popular", rank=9), candidate(1, reason="fresh", rank=9)]
    one = [candidate(2, reason="popular", rank=9)]
    assert [c.id for c in scorers.fused(query(), one + both)] == [1, 2]


@given(candidates())
def test_viewers_see_neighbours_in_another_order_but_the_same_clips(found: list[Candidate]) -> None:
    one, other = scorers.fused(query(viewer_id=1), found), scorers.fused(query(viewer_id=2), found)
    assert {c.id for c in one} == {c.id for c in other}
    assert one == scorers.fused(query(viewer_id=1), list(reversed(found)))


@given(candidates(unique=False))
def test_repeats_come_in_the_order_they_were_seen(found: list[Candidate]) -> None:
    ranked = scorers.longest_ago(query(), found)
    assert Counter(c.id for c in ranked) == Counter({c.id for c in found})
    assert [c.rank for c in ranked] == sorted(c.rank for c in ranked)


@given(candidates(), st.integers(0, 10))
def test_mixing_loses_nothing_and_doubles_nothing(found: list[Candidate], share: int) -> None:
    for mix in (mixers.share(share), mixers.in_order):
        assert Counter(mix(query(), found)) == Counter(found)


@given(st.integers(0, 10), st.integers(10, 60))
def test_followed_clips_get_their_share_of_every_ten(share: int, each: int) -> None:
    # Every clip by another author, so that only the share decides.
    found = [candidate(n, n, "followed") for n in range(each)]
    found += [candidate(1000 + n, 1000 + n, "popular") for n in range(each)]
    mixed = mixers.share(share)(query(), found)
    for start in range(0, each - 10, 10):
        assert sum(c.reason == "followed" for c in mixed[start : start + 10]) == share


@given(candidates(), st.integers(0, 10))
def test_mixing_keeps_the_order_within_a_side_of_one_author(found: list[Candidate], share: int) -> None:
    mixed = mixers.share(share)(query(), found)
    for author in range(6):
        for followed in (True, False):
            before = [c for c in found if c.author_id == author and (c.reason == "followed") is followed]
            after = [c for c in mixed if c.author_id == author and (c.reason == "followed") is followed]
            assert before == after


@given(candidates(), st.integers(0, 5))
def test_an_author_comes_again_after_a_gap_while_there_are_others(found: list[Candidate], gap: int) -> None:
    spread = mixers.spread_authors(found, gap)
    assert Counter(spread) == Counter(found)

    def shown_ago(author_id: int, at: int) -> int:
        recent = [c.author_id for c in spread[max(0, at - gap) : at]][::-1]
        return recent.index(author_id) if author_id in recent else gap

    for at, c in enumerate(spread):
        assert shown_ago(c.author_id, at) == max(shown_ago(other.author_id, at) for other in spread[at:])


def test_enough_authors_never_crowd() -> None:
    found = [candidate(n, n // 5) for n in range(30)]
    spread = mixers.spread_authors(found, weights.AUTHOR_GAP)
    assert spread[0] == found[0]
    first = [c.author_id for c in spread[:20]]
    assert all(a not in first[max(0, i - weights.AUTHOR_GAP) : i] for i, a in enumerate(first))


@given(candidates(), st.integers(0, 40), numbers)
def test_the_executor_is_bounded_and_survives_a_broken_source(
    found: list[Candidate], wanted: int, served: frozenset[int]
) -> None:
    async def working(_: Query) -> list[Candidate]:
        return found

    async def broken(_: Query) -> list[Candidate]:
        raise RuntimeError("out of order")

    feed = Feed(
        sources=[("broken", broken), ("one", working), ("two", working)],
        filters=[("not_served", filters.not_served)],
        scorer=("fused", scorers.fused),
        mixer=("in_order", mixers.in_order),
    )
    page = asyncio.run(execute(feed, query(wanted=wanted, served=served)))
    allowed = {c.id for c in found} - served
    assert len(page) == min(wanted, len(allowed))
    assert len({c.id for c in page}) == len(page)
    assert {c.id for c in page} <= allowed


@pytest.mark.parametrize(
    ("kind", "sources"),
    [
        ("mixed", ["following", "popular", "fresh"]),
        ("following", ["following"]),
        ("recommended", ["popular", "fresh"]),
    ],
)
def test_a_feed_prints_its_parts(kind: str, sources: list[str]) -> None:
    lists = feeds(Sources(None, None), 4)  # type: ignore[arg-type]
    parts = next(feed for name, feed in lists.items() if name == kind).parts()
    assert parts[: len(sources)] == sources
    assert {"not_ready_already", "not_served", "not_own"} <= set(parts)
