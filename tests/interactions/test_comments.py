from __future__ import annotations

from typing import Any

import pytest

from tests import inside
from tests.answers import done, refused, walk
from tests.conftest import Clips
from tests.service import Person, Service

Video = dict[str, Any]


def say(person: Person, video: Video, text: str, **more: str) -> dict[str, Any]:
    answer = person.http.post(f"/videos/{video['id']}/comments", json={"text": text, **more})
    said: dict[str, Any] = done(answer, 201)
    return said


def comments_count(person: Person, video: Video) -> int:
    return int(done(person.http.get(f"/videos/{video['id']}"))["counts"]["comments"])


@pytest.mark.parametrize(
    "text", ["x", "🎞️" * 500, "שלום, עולם! مرحبا", "one\ntwo", "👩‍👩‍👧‍👦", "</script><b>&amp;", "{{7*7}} %s \\"]
)
def test_any_text_comes_back(alice: Person, bob: Person, video: Video, text: str) -> None:
    comment = say(bob, video, text)
    assert comment["text"] == text
    assert comment["author"]["handle"] == bob.handle
    assert comment["parent_id"] is None
    assert comment["counts"] == {"favorites": 0, "replies": 0}
    newest = done(alice.http.get(f"/videos/{video['id']}/comments", params={"limit": 1}))["items"][0]
    assert (newest["id"], newest["text"]) == (comment["id"], text)


@pytest.mark.parametrize("length", [1001, 10_000])
def test_too_long(bob: Person, video: Video, length: int) -> None:
    say(bob, video, "x" * 1000)
    answer = bob.http.post(f"/videos/{video['id']}/comments", json={"text": "x" * length})
    problem = refused(answer, 422, "invalid", field="text")
    assert str(length) in problem["detail"]


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\0", "\u00a0"])
def test_nothing_said(bob: Person, video: Video, text: str) -> None:
    answer = bob.http.post(f"/videos/{video['id']}/comments", json={"text": text})
    refused(answer, 422, "comment_empty", field="text")


def test_replies_are_one_level_deep(service: Service, alice: Person, bob: Person, video: Video) -> None:
    first = say(bob, video, "first")
    reply = say(alice, video, "reply", parent_id=first["id"])
    deeper = say(bob, video, "a reply to the reply", parent_id=reply["id"])
    assert reply["parent_id"] == first["id"]
    assert deeper["parent_id"] == first["id"]
    inside.digested(service)
    path = f"/videos/{video['id']}/comments"
    replies = walk(alice.http, path, limit=1, parent_id=first["id"])
    assert [r["id"] for r in replies] == [reply["id"], deeper["id"]], "the oldest first"
    listed = {c["id"]: c for c in walk(alice.http, path, limit=30)}
    assert listed[first["id"]]["counts"]["replies"] == 2
    assert not {reply["id"], deeper["id"]} & set(listed), "replies stand below their comment only"


def test_a_list_of_several_pages(alice: Person, bob: Person, video: Video) -> None:
    said = [say(bob, video, f"number {n}")["id"] for n in range(5)]
    for limit in (1, 2, 5, 30):
        found = [c["id"] for c in walk(alice.http, f"/videos/{video['id']}/comments", limit=limit)]
        assert found[:5] == said[::-1], "the newest first"
        assert len(found) == len(set(found))


def test_a_comment_goes_with_its_replies(service: Service, alice: Person, bob: Person, clip: Clips) -> None:
    video = service.published(alice, clip(2))
    kept = say(bob, video, "kept")
    first = say(bob, video, "first")
    for n in range(3):
        say(alice, video, f"reply {n}", parent_id=first["id"])
    inside.digested(service)
    assert comments_count(bob, video) == 5
    assert bob.http.delete(f"/comments/{first['id']}").status_code == 204
    refused(bob.http.delete(f"/comments/{first['id']}"), 404, "comment_not_found")
    inside.digested(service)
    assert comments_count(bob, video) == 1
    assert [c["id"] for c in walk(bob.http, f"/videos/{video['id']}/comments")] == [kept["id"]]
    late = bob.http.post(f"/videos/{video['id']}/comments", json={"text": "late", "parent_id": first["id"]})
    refused(late, 404, "comment_not_found", field="parent_id")

    reply = say(alice, video, "reply", parent_id=kept["id"])
    inside.digested(service)
    assert alice.http.delete(f"/comments/{reply['id']}").status_code == 204
    inside.digested(service)
    [only] = walk(bob.http, f"/videos/{video['id']}/comments")
    assert only["counts"]["replies"] == 0
    assert comments_count(bob, video) == 1


def test_who_may_delete(service: Service, alice: Person, bob: Person, video: Video) -> None:
    stranger = service.person("stranger")
    of_alice, of_bob = say(alice, video, "mine"), say(bob, video, "mine")
    refused(stranger.http.delete(f"/comments/{of_bob['id']}"), 403, "not_your_comment")
    refused(bob.http.delete(f"/comments/{of_alice['id']}"), 403, "not_your_comment")
    with service.visitor() as visitor:
        refused(visitor.delete(f"/comments/{of_bob['id']}"), 401, "signed_out")
    assert alice.http.delete(f"/comments/{of_bob['id']}").status_code == 204, "below one's own clip"


def test_favorites_of_comments(service: Service, alice: Person, bob: Person, video: Video) -> None:
    comment = say(bob, video, "nice")
    path = f"/comments/{comment['id']}/favorite"

    def seen(person: Person) -> dict[str, Any]:
        found: dict[str, Any] = done(person.http.get(f"/videos/{video['id']}/comments", params={"limit": 1}))
        assert found["items"][0]["id"] == comment["id"]
        return dict(found["items"][0])

    for _ in range(2):
        assert alice.http.put(path).status_code == 204
        assert seen(alice)["viewer"]["favorited"]
        assert seen(alice)["counts"]["favorites"] == 1
    inside.digested(service)
    assert seen(bob)["counts"]["favorites"] == 1
    assert not seen(bob)["viewer"]["favorited"]
    for _ in range(2):
        assert alice.http.delete(path).status_code == 204
    inside.digested(service)
    assert seen(alice)["counts"]["favorites"] == 0


def test_what_does_not_exist(bob: Person, video: Video) -> None:
    refused(bob.http.post("/videos/1/comments", json={"text": "x"}), 404, "video_not_found")
    refused(bob.http.get("/videos/1/comments"), 404, "video_not_found")
    refused(bob.http.delete("/comments/1"), 404, "comment_not_found")
    answer = bob.http.post(f"/videos/{video['id']}/comments", json={"text": "x", "parent_id": "1"})
    refused(answer, 404, "comment_not_found", field="parent_id")


def test_a_reply_belongs_to_its_clip(service: Service, alice: Person, bob: Person, video: Video, clip: Clips) -> None:
    other = service.published(alice, clip(3))
    elsewhere = say(bob, other, "elsewhere")
    say(alice, other, "a reply", parent_id=elsewhere["id"])
    answer = bob.http.post(f"/videos/{video['id']}/comments", json={"text": "x", "parent_id": elsewhere["id"]})
    refused(answer, 404, "comment_not_found", field="parent_id")
    shown = done(bob.http.get(f"/videos/{video['id']}/comments", params={"parent_id": elsewhere["id"]}))
    assert shown["items"] == [], "replies of another clip's comment are not of this clip"


def test_visitors_read_and_do_not_write(service: Service, video: Video) -> None:
    with service.visitor() as visitor:
        assert visitor.get(f"/videos/{video['id']}/comments").status_code == 200
        refused(visitor.post(f"/videos/{video['id']}/comments", json={"text": "x"}), 401, "signed_out")
