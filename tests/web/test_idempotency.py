"""A write that comes twice with one key is done once."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests import inside
from tests.answers import done, refused, walk
from tests.conftest import Clips
from tests.service import Person, Service


@pytest.fixture(scope="module")
def video(service: Service, alice: Person, clip: Clips) -> dict[str, Any]:
    return service.published(alice, clip(1))


def comment(person: Person, video: dict[str, Any], text: str, key: str) -> httpx.Response:
    path = f"/videos/{video['id']}/comments"
    return person.http.post(path, json={"text": text}, headers={"idempotency-key": key})


def key() -> str:
    return secrets.token_urlsafe(12)


def test_a_replay_answers_with_the_first_result(alice: Person, video: dict[str, Any]) -> None:
    k = key()
    first = done(comment(alice, video, "once", k), 201)
    for _ in range(2):
        again = comment(alice, video, "once", k)
        assert again.headers["content-type"] == "application/json"
        assert done(again, 200) == first
    texts = [c["text"] for c in walk(alice.http, f"/videos/{video['id']}/comments", limit=30)]
    assert texts.count("once") == 1


def test_a_replay_is_of_the_past(alice: Person, video: dict[str, Any]) -> None:
    """The first result, although the comment is gone by now; and gone it stays."""
    k = key()
    first = done(comment(alice, video, "short-lived", k), 201)
    assert alice.http.delete(f"/comments/{first['id']}").status_code == 204
    assert done(comment(alice, video, "short-lived", k), 200) == first
    refused(alice.http.delete(f"/comments/{first['id']}"), 404, "comment_not_found")


def test_answers_without_a_body(alice: Person, video: dict[str, Any]) -> None:
    headers = {"idempotency-key": key()}
    for _ in range(2):
        answer = alice.http.put(f"/videos/{video['id']}/favorite", headers=headers)
        assert (answer.status_code, answer.content) == (204, b"")


def test_a_key_stands_for_one_request(alice: Person, video: dict[str, Any]) -> None:
    k = key()
    done(comment(alice, video, "this", k), 201)
    refused(comment(alice, video, "that", k), 409, "idempotency_key_reused")
    refused(
        alice.http.patch("/me", json={"text": "this"}, headers={"idempotency-key": k}), 409, "idempotency_key_reused"
    )


def test_keys_of_others_are_others(alice: Person, bob: Person, video: dict[str, Any]) -> None:
    k = key()
    one, other = done(comment(alice, video, "same", k), 201), done(comment(bob, video, "same", k), 201)
    assert one["id"] != other["id"]


def test_twins_do_it_once(service: Service, alice: Person, video: dict[str, Any]) -> None:
    k = key()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: comment(alice, video, "twins", k), range(8)))
    assert sorted(a.status_code for a in answers) == [200] * 7 + [201]
    assert len({a.json()["id"] for a in answers}) == 1
    [(rows,)] = inside.rows(service, "SELECT count(*) FROM comment WHERE text = 'twins'")
    assert rows == 1


def test_what_was_refused_may_be_tried_again(alice: Person, video: dict[str, Any]) -> None:
    k = key()
    refused(comment(alice, video, " ", k), 422, "comment_empty", field="text")
    done(comment(alice, video, "better", k), 201)


def test_keys_at_and_beyond_their_edge(alice: Person, video: dict[str, Any]) -> None:
    done(comment(alice, video, "long key", secrets.token_hex(32)), 201)
    for bad in ("", "x" * 65):
        refused(comment(alice, video, "bad key", bad), 422, "invalid", field="Idempotency-Key")


def test_tokens_are_not_kept(service: Service, alice: Person) -> None:
    body = {"handle": alice.handle, "password": alice.password}
    with service.visitor() as visitor:
        for path in ("/sessions", "/sessions/"):
            tokens = {
                visitor.post(path, json=body, headers={"idempotency-key": "same"}).json()["token"] for _ in range(2)
            }
            assert len(tokens) == 2
    kept = inside.rows(service, "SELECT 1 FROM idempotency WHERE position('token'::bytea in body) > 0")
    assert kept == []


def test_addresses_of_parts_are_not_kept(service: Service, alice: Person) -> None:
    """They are good for an hour only: a replay would hand out old ones."""
    upload = service.declare(alice, secrets.token_bytes(1000))
    part = {name: upload["parts"][0][name] for name in ("n", "size_bytes", "sha256")}
    done(alice.http.put(f"/uploads/{upload['id']}/parts", json={"parts": [part]}, headers={"idempotency-key": key()}))
    kept = inside.rows(service, "SELECT 1 FROM idempotency WHERE position('/uploads/'::bytea in body) > 0")
    assert kept == []
