"""The feeds, each a list of parts."""

from __future__ import annotations

from collections.abc import Mapping

from onereel.feed import filters, mixers, scorers
from onereel.feed.pipeline import Feed, Kind
from onereel.feed.sources import Sources


def feeds(sources: Sources, followed_of_ten: int) -> Mapping[Kind, Feed]:
    mixed = Feed(
        sources=[
            ("following", sources.following),
            ("popular", sources.popular),
            ("fresh", sources.fresh),
        ],
        filters=_FILTERS,
        scorer=("fused", scorers.fused),
        mixer=("share", mixers.share(followed_of_ten)),
    )
    following = Feed(
        sources=[("following", sources.following)],
        filters=_FILTERS,
        scorer=("fused", scorers.fused),
        mixer=("in_order", mixers.in_order),
    )
    recommended = Feed(
        sources=[("popular", sources.popular), ("fresh", sources.fresh)],
        filters=_FILTERS,
        scorer=("fused", scorers.fused),
        mixer=("in_order", mixers.in_order),
    )
    return {"mixed": mixed, "following": following, "recommended": recommended}


def again(sources: Sources) -> Feed:
    """For when a viewer has seen everything: the best of the past, and it says so."""
    return Feed(
        sources=[("again", sources.again)],
        filters=_FILTERS,
        scorer=("longest_ago", scorers.longest_ago),
        mixer=("in_order", mixers.in_order),
    )


_FILTERS = [
    ("not_ready_already", filters.not_ready_already),
    ("not_served", filters.not_served),
    ("not_own", filters.not_own),
]
