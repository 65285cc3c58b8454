"""What a viewer is shown: never the same clip twice until there is nothing else, and what was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import httpx
import pytest

from tests import inside
from tests.answers import done, refused
from tests.conftest import Clips
from tests.feed.conftest import Author
from tests.feed.watching import ids, once, page, until_again
from tests.service import Person, Service, eventually


@pytest.fixture
def visitor(service: Service, authors: list[Author]) -> Iterator[httpx.Client]:
    with service.visitor() as client:
        yield client


@pytest.mark.parametrize("kinds", [["mixed"], ["recommended"], ["mixed", "recommended"]], ids="+".join)
def test_every_clip_once_and_then_again(service: Service, viewer: Person, kinds: list[str]) -> None:
    shown = ids(until_again(viewer.http, *kinds))
    assert once(shown) == inside.ready_clips(service)
    for kind in kinds:
        after = page(viewer.http, kind)
        assert len(after) == 10
        assert {item["reason"] for item in after} == {"again"}
        assert len(once(ids(after))) == 10


def test_a_visitor_too(service: Service, visitor: httpx.Client) -> None:
    shown = ids(until_again(visitor, "mixed", "recommended"))
    assert once(shown) == inside.ready_clips(service)
    assert {item["reason"] for item in page(visitor)} == {"again"}


def test_again_begins_with_what_was_seen_longest_ago(viewer: Person) -> None:
    shown = ids(until_again(viewer.http, limit=5))
    again = [item for _ in range(2) for item in page(viewer.http, limit=10)]
    where = [shown.index(id_) for id_ in ids(again) if id_ in shown]
    assert max(where) < len(shown) - 5, "what was seen a moment ago does not come back first"


def test_a_new_clip_comes_before_anything_again(service: Service, viewer: Person, authors: list[Author]) -> None:
    list(until_again(viewer.http))
    [new] = inside.copies(service, authors[0].clips[1], 1)
    authors[0].clips.append(new)
    page(viewer.http, limit=1)
    eventually(lambda: new in ids([item for item in page(viewer.http, limit=1) if item["reason"] != "again"]))


@pytest.mark.parametrize("limit", [1, 3, 10, 30])
def test_pages_are_as_large_as_asked(viewer: Person, limit: int) -> None:
    assert len(page(viewer.http, limit=limit)) == limit


def test_a_page_carries_everything(service: Service, viewer: Person) -> None:
    """The same as each clip by itself, so nobody needs to ask again before playing."""
    for item in page(viewer.http, limit=5):
        assert item["video"] == done(viewer.http.get(f"/videos/{item['video']['id']}"))
        assert item["reason"] in ("popular", "fresh")
        [rendition] = item["video"]["renditions"]
        first = httpx.get(f"{service.address}{rendition['base']}/0")
        assert first.status_code == 200
        assert len(first.content) == rendition["objects"][0]["bytes"]


def test_devices_side_by_side_share_the_clips(viewer: Person) -> None:
    with ThreadPoolExecutor(6) as pool:
        pages = list(pool.map(lambda _: page(viewer.http, limit=5), range(6)))
    once([id_ for one in pages for id_ in ids(one)])


def test_nobody_is_shown_their_own(service: Service, authors: list[Author]) -> None:
    author = authors[0]
    shown = once(ids(until_again(author.person.http)))
    assert shown == inside.ready_clips(service) - set(author.clips)


def test_a_follow_brings_followed_clips(service: Service, viewer: Person, authors: list[Author]) -> None:
    assert "followed" not in {item["reason"] for item in page(viewer.http)}
    viewer.http.put(f"/accounts/{authors[1].person.handle}/follow").raise_for_status()
    inside.digested(service)
    following = [item for item in page(viewer.http) if item["reason"] == "followed"]
    assert 3 <= len(following) <= 5, "about four of ten"
    assert set(ids(following)) <= set(authors[1].clips)
    assert all(item["video"]["viewer"]["following"] for item in following)

    viewer.http.delete(f"/accounts/{authors[1].person.handle}/follow").raise_for_status()
    inside.digested(service)
    after = page(viewer.http)
    assert "followed" not in {item["reason"] for item in after}
    assert not any(item["video"]["viewer"]["following"] for item in after)


def test_only_of_those_one_follows(service: Service, viewer: Person, authors: list[Author]) -> None:
    assert page(viewer.http, "following") == []
    for author in authors[:2]:
        viewer.http.put(f"/accounts/{author.person.handle}/follow").raise_for_status()
    inside.digested(service)
    shown = list(until_again(viewer.http, "following"))
    assert {item["reason"] for item in shown} == {"followed"}
    assert once(ids(shown)) == {id_ for author in authors[:2] for id_ in author.clips}
    again = page(viewer.http, "following")
    assert {item["reason"] for item in again} == {"again"}
    assert set(ids(again)) <= {id_ for author in authors[:2] for id_ in author.clips}
    rest = once(ids(until_again(viewer.http, "mixed")))
    assert rest == inside.ready_clips(service) - once(ids(shown)), "what was seen there is not shown here"


def test_visitors_follow_nobody(visitor: httpx.Client) -> None:
    refused(visitor.get("/feed", params={"kind": "following"}), 401, "signed_out")


def test_authors_take_turns(viewer: Person) -> None:
    shown = [item["video"]["author"]["id"] for item in page(viewer.http, limit=9)]
    assert all(one != next_ for one, next_ in pairwise(shown)), "three authors can take turns"


def test_ones_own_favorite_is_seen_at_once(viewer: Person, authors: list[Author]) -> None:
    page(viewer.http, limit=1)
    viewer.http.put(f"/videos/{authors[2].clips[0]}/favorite").raise_for_status()
    shown = {item["video"]["id"]: item["video"] for item in until_again(viewer.http)}
    for id_, video in shown.items():
        assert video["viewer"]["favorited"] is (id_ == authors[2].clips[0])


def test_a_deleted_clip_is_not_shown_although_it_was_ready(
    service: Service, viewer: Person, authors: list[Author], clip: Clips
) -> None:
    video = service.published(authors[0].person, clip(5))
    with service.visitor() as visitor:
        for http in (viewer.http, visitor):
            http.get("/feed", params={"limit": 1}).raise_for_status()
        authors[0].person.http.delete(f"/videos/{video['id']}").raise_for_status()
        inside.digested(service)
        for http in (viewer.http, visitor):
            assert video["id"] not in ids(until_again(http, limit=10))
            assert video["id"] not in ids(page(http, limit=30))


def test_new_words_reach_the_feed(
    service: Service, viewer: Person, visitor: httpx.Client, authors: list[Author]
) -> None:
    id_ = authors[0].clips[1]
    assert id_ in ids(until_again(visitor, limit=30)), "its card is in Valkey"
    authors[0].person.http.patch(f"/videos/{id_}", json={"caption": "new words"}).raise_for_status()
    inside.digested(service)
    captions = {item["video"]["id"]: item["video"]["caption"] for item in until_again(viewer.http, limit=30)}
    assert captions[id_] == "new words"


def test_what_is_watched_is_counted_once(service: Service, viewer: Person, authors: list[Author]) -> None:
    watched, glanced = authors[1].clips[:2]
    events = [
        {"event_id": "a", "video_id": watched, "watched_ms": 1000, "started_at": "2026-11-22T12:00:00Z"},
        {"event_id": "b", "video_id": watched, "watched_ms": 90_000},
        {"event_id": "c", "video_id": glanced, "watched_ms": 999},
        {"event_id": "d", "video_id": glanced, "watched_ms": -5},
        {"event_id": "e", "video_id": "1", "watched_ms": 5000},
        {"event_id": "f", "video_id": "no id", "watched_ms": 5000},
    ]
    before = {id_: done(viewer.http.get(f"/videos/{id_}"))["counts"]["views"] for id_ in (watched, glanced)}
    assert done(viewer.http.post("/views", json={"events": events}), 202) == {"accepted": 4}
    assert done(viewer.http.post("/views", json={"events": events}), 202) == {"accepted": 0}
    inside.digested(service)
    after = {id_: done(viewer.http.get(f"/videos/{id_}"))["counts"]["views"] for id_ in (watched, glanced)}
    assert after[watched] == before[watched] + 2
    assert after[glanced] == before[glanced]


def test_a_batch_of_views_at_and_beyond_its_edges(visitor: httpx.Client, authors: list[Author]) -> None:
    visitor.get("/feed", params={"limit": 1}).raise_for_status()

    def events(number: int) -> dict[str, object]:
        clip = authors[0].clips[0]
        return {"events": [{"event_id": f"{number}-{n}", "video_id": clip, "watched_ms": 1} for n in range(number)]}

    assert done(visitor.post("/views", json=events(100)), 202) == {"accepted": 100}
    refused(visitor.post("/views", json=events(101)), 422, "invalid", field="events")
    for event_id in ("", "x" * 65, "nul\0"):
        event = {"event_id": event_id, "video_id": authors[0].clips[0], "watched_ms": 1}
        refused(visitor.post("/views", json={"events": [event]}), 422, "invalid", field="event_id")
    long = {"event_id": "x" * 64, "video_id": authors[0].clips[0], "watched_ms": 10**12}
    assert done(visitor.post("/views", json={"events": [long, long]}), 202) == {"accepted": 1}


def test_popular_clips_say_so(service: Service, viewer: Person, authors: list[Author]) -> None:
    viewer.http.put(f"/videos/{authors[2].clips[5]}/favorite").raise_for_status()

    def reasons() -> set[str]:
        with service.visitor() as somebody:
            return {item["reason"] for item in page(somebody, limit=10)}

    eventually(lambda: "popular" in reasons())
