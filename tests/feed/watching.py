"""Watching the feed, page after page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from typing import Any

import httpx

from onereel.kernel.ids import bucket_of
from tests import inside
from tests.answers import done
from tests.service import Person, Service, eventually

Item = dict[str, Any]

_PAGES_MAX = 120


def page(http: httpx.Client, kind: str = "mixed", limit: int = 10) -> list[Item]:
    answer = done(http.get("/feed", params={"kind": kind, "limit": limit}))
    items: list[Item] = answer["items"]
    assert len(items) <= limit
    assert (answer["next_cursor"] is None) is (items == [])
    return items


def until_again(
    http: httpx.Client, *kinds: str, limit: int = 7, between: Callable[[], object] = lambda: None
) -> Iterator[Item]:
    """What is shown until something is shown again; page after page, one kind after the other."""
    for kind, _ in zip(cycle(kinds or ("mixed",)), range(_PAGES_MAX), strict=False):
        for item in page(http, kind, limit):
            if item["reason"] == "again":
                return
            yield item
        between()
    raise AssertionError("the feed does not run out")


def ids(items: Iterator[Item] | list[Item]) -> list[str]:
    return [item["video"]["id"] for item in items]


def once(shown: list[str]) -> set[str]:
    """The clips, each of which was shown once."""
    twice = sorted({id_ for id_ in shown if shown.count(id_) > 1})
    assert not twice, f"shown more than once: {twice}"
    return set(shown)


def remembered(service: Service, viewer: Person, shown: list[str]) -> None:
    """Returns once PostgreSQL knows what somebody was shown; it is written a moment after the answer."""
    viewer_id = int(viewer.token.partition(".")[0])
    query = "SELECT video_id::text FROM seen WHERE bucket = %(bucket)s AND viewer_id = %(id)s"

    def known() -> set[str]:
        return {id_ for (id_,) in inside.rows(service, query, bucket=bucket_of(viewer_id), id=viewer_id)}

    eventually(lambda: set(shown) <= known())
