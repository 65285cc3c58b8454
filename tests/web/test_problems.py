"""What is wrong with a request is said with a stable code and a sentence, on every route."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from onereel.accounts import http as accounts
from onereel.browse import http as browse
from onereel.feed import http as feed
from onereel.interactions import http as interactions
from onereel.moderation import http as moderation
from onereel.uploads import http as uploads
from tests.answers import done, refused
from tests.service import Person, Service

SLICES = (accounts, browse, feed, interactions, moderation, uploads)
NO_ID = "999999999999999999"


def operations() -> Iterator[tuple[str, str]]:
    """Every route of the API as method and path, the way OpenAPI writes it."""
    for part in SLICES:
        for handler in part.routes():
            for path in handler.paths:
                for method in sorted(handler.http_methods):
                    yield method, re.sub(r"{(\w+):\w+}", r"{\1}", path)


OPERATIONS = sorted(set(operations()))


def fill(path: str, value: str) -> str:
    return re.sub(r"{\w+}", value, path)


@pytest.fixture(scope="module")
def document(service: Service) -> dict[str, Any]:
    answer = httpx.get(f"{service.address}/api/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def with_body(document: dict[str, Any], *, needed: bool = True) -> list[tuple[str, str]]:
    """The routes that take a JSON body; only those that need one unless `needed` is false."""
    found = []
    for method, path in OPERATIONS:
        body = document["paths"][f"/api/v1{path}"][method.lower()].get("requestBody")
        if body and not (needed and "oneOf" in body["content"]["application/json"]["schema"]):
            found.append((method, path))
    assert len(found) > 5
    return found


def test_the_document_names_every_route(document: dict[str, Any]) -> None:
    described = {
        (method.upper(), path.removeprefix("/api/v1"))
        for path, methods in document["paths"].items()
        for method in methods
    }
    assert described == set(OPERATIONS)


def test_the_document_is_whole(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    text = json.dumps(document)
    for reference in set(re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', text)):
        assert reference in document["components"]["schemas"]
    described = [o for methods in document["paths"].values() for o in methods.values()]
    assert len({o["operationId"] for o in described}) == len(described)
    for operation in described:
        assert operation["description"], f"{operation['operationId']} says nothing"
        assert any(status.startswith("2") for status in operation["responses"])
    for path, methods in document["paths"].items():
        for operation in methods.values():
            given = {p["name"] for p in operation.get("parameters", []) if p["in"] == "path"}
            assert given == set(re.findall(r"{(\w+)}", path))


def test_the_document_as_a_page(service: Service, document: dict[str, Any]) -> None:
    answer = httpx.get(f"{service.address}/api/docs")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    for path in document["paths"]:
        assert path in answer.text
    assert "<script" not in answer.text


def test_an_empty_body(alice: Person, document: dict[str, Any]) -> None:
    for method, path in with_body(document):
        problem = refused(alice.http.request(method, fill(path, NO_ID)), 400, "invalid_json")
        assert problem["detail"] == "This request needs a JSON body.", (method, path)


@pytest.mark.parametrize("body", [b'{"a":', b"hello", b'{"a":1}}', b"\xff\xfe", b'{"text":"\\ud800"}', b"\0"])
def test_a_body_that_is_not_json(alice: Person, document: dict[str, Any], body: bytes) -> None:
    for method, path in with_body(document, needed=False):
        headers = {"content-type": "application/json"}
        answer = alice.http.request(method, fill(path, NO_ID), content=body, headers=headers)
        refused(answer, 400, "invalid_json")


@pytest.mark.parametrize(("body", "word"), [([], "a list"), (None, "null"), ("x", "a text"), (1, "a whole number")])
def test_a_body_of_another_type(alice: Person, document: dict[str, Any], body: object, word: str) -> None:
    for method, path in with_body(document):
        answer = alice.http.request(method, fill(path, NO_ID), content=json.dumps(body))
        problem = refused(answer, 422, "invalid")
        assert problem["detail"] == f"The body must be an object, not {word}."


@pytest.mark.parametrize(
    ("path", "body", "field", "detail"),
    [
        ("/accounts", {"handle": "abc"}, "password", "password is missing."),
        ("/accounts", {"handle": 1, "password": "x"}, "handle", "handle must be a text, not a whole number."),
        ("/sessions", {"handle": "abc", "password": None}, "password", "password must be a text, not null."),
        ("/views", {}, "events", "events is missing."),
        ("/views", {"events": {}}, "events", "events must be a list, not an object."),
        ("/views", {"events": [1]}, "events[0]", "events[0] must be an object, not a whole number."),
        (
            "/views",
            {"events": [{"event_id": "a", "video_id": "1", "watched_ms": 1}, {"event_id": "a", "video_id": "1"}]},
            "events[1].watched_ms",
            "events[1].watched_ms is missing.",
        ),
        (
            "/views",
            {"events": [{"event_id": "a", "video_id": "1", "watched_ms": 1.5}]},
            "events[0].watched_ms",
            "events[0].watched_ms must be a whole number, not a number.",
        ),
    ],
)
def test_a_field_of_another_type(alice: Person, path: str, body: object, field: str, detail: str) -> None:
    problem = refused(alice.http.post(path, json=body), 422, "invalid", field=field)
    assert problem["detail"] == detail


def test_unknown_fields_are_for_later_versions(alice: Person) -> None:
    done(alice.http.patch("/me", json={"bio": "x", "birthday": "1970-01-01"}))


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/feed?limit=x", "limit"),
        ("/feed?limit=0", "limit"),
        ("/feed?limit=31", "limit"),
        ("/feed?limit=", "limit"),
        ("/feed?kind=best", "kind"),
        ("/feed?cursor=!!", "cursor"),
        ("/search", "q"),
        ("/search?q=", "q"),
        ("/search?q=%20%20", "q"),
        (f"/search?q={'x' * 101}", "q"),
        ("/search?q=x&limit=31", "limit"),
        ("/tags/a?limit=31", "limit"),
        ("/tags/a?cursor=!!", "cursor"),
        (f"/tags/{'x' * 51}", "tags"),
        ("/tags/two%20words", "tags"),
    ],
)
def test_parameters_beyond_their_edge(alice: Person, path: str, field: str) -> None:
    refused(alice.http.get(path), 422, "invalid", field=field)


@pytest.mark.parametrize("path", ["/feed?limit=1", "/feed?limit=30", "/feed?cursor=", f"/search?q={'x' * 100}"])
def test_parameters_at_their_edge(alice: Person, path: str) -> None:
    done(alice.http.get(path))


BODIES = {
    ("POST", "/videos/{video_id}/comments"): {"text": "x"},
    ("PATCH", "/videos/{video_id}"): {"caption": "x"},
    ("PUT", "/uploads/{upload_id}/parts"): {"parts": []},
    ("PATCH", "/uploads/{upload_id}"): {"caption": "x"},
    ("POST", "/uploads"): {"name": "a.mp4", "size_bytes": 1, "sha256": "0" * 64},
    ("POST", "/reports"): {"target_kind": "video", "target_id": "1", "reason": "spam"},
    ("PATCH", "/me"): {"bio": "x"},
}
WITH_IDS = [(method, path) for method, path in OPERATIONS if "{" in path and path != "/tags/{tag}"]
OF_ACCOUNTS = [
    (method, path)
    for method, path in OPERATIONS
    if method != "GET" and path not in ("/accounts", "/sessions", "/views")
]


@pytest.mark.parametrize("unknown", [NO_ID, "0", "abc", "-1", "9" * 30, "1%2F2", "🎬", "..%2f..%2fetc"])
def test_unknown_ids(alice: Person, unknown: str) -> None:
    for method, path in WITH_IDS:
        answer = alice.http.request(method, fill(path, unknown), json=BODIES.get((method, path)))
        assert answer.status_code == 404, (method, path, answer.text)
        assert answer.json()["code"].endswith("not_found")


def test_visitors_change_nothing(service: Service) -> None:
    with service.visitor() as visitor:
        for method, path in OF_ACCOUNTS:
            answer = visitor.request(method, fill(path, NO_ID), json=BODIES.get((method, path)))
            refused(answer, 401, "signed_out")


def test_large_bodies(alice: Person) -> None:
    at_the_edge = b'{"bio": "x"' + b" " * (1_000_000 - 12) + b"}"
    done(alice.http.patch("/me", content=at_the_edge))
    problem = refused(alice.http.patch("/me", content=at_the_edge + b" "), 413, "too_large")
    assert "1000000" in problem["detail"]


@pytest.mark.parametrize("path", ["/nothing", "/videos", "/accounts/a/b/c", "/videos/1/comments/2"])
def test_unknown_addresses_of_the_api(alice: Person, path: str) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "PATCH"):
        problem = refused(alice.http.request(method, path), 404, "not_found")
        assert "/api/docs" in problem["detail"]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/feed", {"GET"}),
        ("GET", "/views", {"POST"}),
        ("POST", "/me", {"GET", "PATCH", "DELETE"}),
        ("POST", "/videos/1/favorite", {"PUT", "DELETE"}),
    ],
)
def test_another_method(alice: Person, method: str, path: str, allowed: set[str]) -> None:
    answer = alice.http.request(method, path)
    problem = refused(answer, 405, "method_not_allowed")
    named = set(answer.headers["allow"].split(", ")) - {"OPTIONS"}
    assert named == allowed
    assert all(method in problem["detail"] for method in allowed)
