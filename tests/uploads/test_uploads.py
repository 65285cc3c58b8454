"""Uploads over HTTP: nothing is lost, nothing is doubled, and what is wrong is said."""

from __future__ import annotations

import hashlib
import os
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from onereel import config
from onereel.engines.blobs import presign_put
from tests.conftest import Clips
from tests.service import Person, Service, pieces

MISSING = "999999999999999999"


def announced(body: bytes, **more: Any) -> dict[str, Any]:
    return {"name": "clip.mp4", "size_bytes": len(body), "sha256": hashlib.sha256(body).hexdigest(), **more}


def put(service: Service, part: dict[str, Any], body: bytes) -> httpx.Response:
    return httpx.put(service.address + part["url"], content=body, headers=part["headers"], timeout=30)


def problem(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    said: dict[str, Any] = answer.json()
    assert said["code"] == code and len(said["detail"]) > 10
    return said


def test_from_announcement_to_video(service: Service, alice: Person, clip: Clips) -> None:
    body = clip(101, 3.0).read_bytes()
    answer = alice.http.post("/uploads", json=announced(body, caption="Up and down #loop", tags=["Sky"]))
    assert answer.status_code == 201, answer.text
    assert answer.json()["part_bytes"] == 256_000 and answer.json()["parts"] == []
    upload = service.declare(alice, body)
    assert [part["n"] for part in upload["parts"]] == list(range(1, len(upload["parts"]) + 1))
    assert all(part["url"].startswith("/uploads/") and not part["stored"] for part in upload["parts"])
    service.send(upload, body)
    answer = alice.http.post(f"/uploads/{upload['id']}/complete")
    assert answer.status_code == 200, answer.text
    video = answer.json()["video"]
    assert video["state"] in ("uploaded", "processing", "ready")
    assert video["caption"] == "Up and down #loop" and video["tags"] == ["sky", "loop"]
    again = alice.http.post(f"/uploads/{upload['id']}/complete")
    assert again.status_code == 200 and again.json()["video"]["id"] == video["id"]
    shown = alice.http.get(f"/uploads/{upload['id']}").json()
    assert shown["state"] == "complete" and shown["video"]["id"] == video["id"]
    assert all(part["stored"] and part["url"] is None for part in shown["parts"])


def test_only_what_is_missing_is_asked_for_again(service: Service, alice: Person) -> None:
    body = os.urandom(1_200_000)
    upload = service.declare(alice, body)
    parts = pieces(body, upload["part_bytes"])
    for part, piece in list(zip(upload["parts"], parts, strict=True))[:3]:
        assert put(service, part, piece).status_code == 200
    shown = alice.http.get(f"/uploads/{upload['id']}").json()
    assert [part["stored"] for part in shown["parts"]] == [True, True, True, False, False]
    said = problem(alice.http.post(f"/uploads/{upload['id']}/complete"), 409, "upload_incomplete")
    assert said["missing"] == [4, 5]
    # Whoever announces the same file again finds it as it is.
    answer = alice.http.post("/uploads", json=announced(body))
    assert answer.status_code == 200 and answer.json()["id"] == upload["id"]
    assert sum(part["stored"] for part in answer.json()["parts"]) == 3


def test_complete_before_parts_are_declared(alice: Person) -> None:
    upload = alice.http.post("/uploads", json=announced(os.urandom(600_000))).json()
    said = problem(alice.http.post(f"/uploads/{upload['id']}/complete"), 409, "upload_incomplete")
    assert said["missing"] == [1, 2, 3]


def test_two_at_once_are_one_upload(service: Service, alice: Person) -> None:
    new = announced(os.urandom(1000))
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: alice.http.post("/uploads", json=new), range(8)))
    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.json()["id"] for answer in answers}) == 1


def test_two_completions_at_once_are_one_video(service: Service, alice: Person, clip: Clips) -> None:
    body = clip(102).read_bytes()
    upload = service.declare(alice, body)
    service.send(upload, body)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: alice.http.post(f"/uploads/{upload['id']}/complete"), range(6)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["video"]["id"] for answer in answers}) == 1


def test_the_same_file_of_two_accounts_is_two_uploads(alice: Person, bob: Person) -> None:
    new = announced(os.urandom(1000))
    ids = {person.http.post("/uploads", json=new).json()["id"] for person in (alice, bob)}
    assert len(ids) == 2


def test_after_its_video_is_deleted_a_file_may_come_again(service: Service, alice: Person, clip: Clips) -> None:
    file = clip(103)
    video = service.published(alice, file)
    body = file.read_bytes()
    assert alice.http.post("/uploads", json=announced(body)).json()["video"]["id"] == video["id"]
    assert alice.http.delete(f"/videos/{video['id']}").status_code == 204
    again = service.published(alice, file)
    assert again["id"] != video["id"]


def test_what_is_not_as_announced_is_refused_by_the_address(service: Service, alice: Person) -> None:
    body = os.urandom(300_000)
    first, second = service.declare(alice, body)["parts"]
    problem(put(service, first, body[:255_999]), 403, "part_address_refused")
    problem(put(service, first, body[1:256_001]), 400, "part_mismatch")
    problem(put(service, {**first, "url": second["url"]}, body[:256_000]), 403, "part_address_refused")
    tampered = {**first, "url": first["url"].replace("X-Amz-Expires=3600", "X-Amz-Expires=9999")}
    assert tampered["url"] != first["url"]
    problem(put(service, tampered, body[:256_000]), 403, "part_address_refused")
    assert put(service, first, body[:256_000]).status_code == 200


def test_an_address_past_its_time(service: Service) -> None:
    s3 = config.parse(tomllib.loads(service.settings.read_text())).s3
    body = b"late"
    sha256 = hashlib.sha256(body).hexdigest()
    signed = presign_put(s3, s3.uploads_bucket, "1/1", size_bytes=4, sha256_hex=sha256, valid_s=1)
    time.sleep(2.2)
    answer = httpx.put(service.address + signed.address, content=body, headers=signed.headers)
    problem(answer, 403, "part_address_refused")


def test_bytes_sent_under_another_hash_do_not_pass(service: Service, alice: Person) -> None:
    body, other = os.urandom(1000), os.urandom(1000)
    upload = alice.http.post("/uploads", json=announced(body)).json()
    address = f"/uploads/{upload['id']}/parts"
    for content in (other, body):
        part = {"size_bytes": 1000, "sha256": hashlib.sha256(content).hexdigest()}
        upload = alice.http.put(address, json={"parts": [part]}).json()
        assert not upload["parts"][0]["stored"]
        assert put(service, upload["parts"][0], content).status_code == 200


def test_a_file_that_is_not_what_its_hash_says(service: Service, alice: Person, clip: Clips) -> None:
    body = clip(104).read_bytes()
    new = {**announced(body), "sha256": "0" * 64}
    upload = alice.http.post("/uploads", json=new).json()
    parts = [{"size_bytes": len(p), "sha256": hashlib.sha256(p).hexdigest()} for p in pieces(body, 256_000)]
    upload = alice.http.put(f"/uploads/{upload['id']}/parts", json={"parts": parts}).json()
    service.send(upload, body)
    video = alice.http.post(f"/uploads/{upload['id']}/complete").json()["video"]
    ended = service.ended(alice, video["id"])
    assert ended["state"] == "refused" and ended["refusal"]["code"] == "checksum_mismatch"
    # What was refused may be uploaded afresh.
    assert alice.http.post("/uploads", json=new).status_code == 201


@pytest.mark.parametrize(
    ("change", "status", "code", "field"),
    [
        ({"size_bytes": 0}, 422, "upload_empty", "size_bytes"),
        ({"size_bytes": -1}, 422, "upload_empty", "size_bytes"),
        ({"size_bytes": 200_000_001}, 413, "upload_too_large", None),
        ({"sha256": "xyz"}, 422, "invalid", "sha256"),
        ({"caption": "x" * 2201}, 422, "invalid", "caption"),
        ({"tags": ["x" * 51]}, 422, "invalid", "tags"),
        ({"tags": [f"tag{n}" for n in range(11)]}, 422, "invalid", "tags"),
        ({"name": "n" * 256}, 422, "invalid", "name"),
        ({"parts": [{"size_bytes": 5, "sha256": "a" * 64}]}, 422, "upload_parts_mismatch", "parts"),
    ],
)
def test_announcements_that_are_refused(
    alice: Person, change: dict[str, Any], status: int, code: str, field: str | None
) -> None:
    said = problem(alice.http.post("/uploads", json={**announced(b"x"), **change}), status, code)
    assert said.get("field") == field


def test_the_largest_file_and_words_are_accepted(alice: Person) -> None:
    new = {"name": "n" * 255, "size_bytes": 200_000_000, "sha256": "e" * 64, "caption": "🎬" * 2200}
    answer = alice.http.post("/uploads", json={**new, "tags": [f"{n}" + "t" * 49 for n in range(10)]})
    assert answer.status_code == 201, answer.text
    assert answer.json()["part_bytes"] == 2_000_000
    assert alice.http.delete(f"/uploads/{answer.json()['id']}").status_code == 204


def test_wrong_json_and_empty_bodies(alice: Person) -> None:
    for content in (b"", b"{", b"[]", b'{"name": 3}'):
        answer = alice.http.post("/uploads", content=content, headers={"content-type": "application/json"})
        assert answer.status_code in (400, 422), answer.text
        assert answer.json()["code"]


def test_somebody_elses_upload_looks_like_a_missing_one(service: Service, alice: Person, bob: Person) -> None:
    upload_id = service.declare(alice, os.urandom(500))["id"]
    for name in (upload_id, MISSING, "nonsense"):
        for answer in (
            bob.http.get(f"/uploads/{name}"),
            bob.http.delete(f"/uploads/{name}"),
            bob.http.patch(f"/uploads/{name}", json={"caption": "mine"}),
            bob.http.put(f"/uploads/{name}/parts", json={"parts": []}),
            bob.http.post(f"/uploads/{name}/complete"),
        ):
            assert answer.status_code == 404, answer.text
    with service.visitor() as visitor:
        problem(visitor.get(f"/uploads/{upload_id}"), 401, "signed_out")


def test_words_can_change_until_the_end(service: Service, alice: Person, clip: Clips) -> None:
    body = clip(105).read_bytes()
    upload = service.declare(alice, body, caption="first")
    answer = alice.http.patch(f"/uploads/{upload['id']}", json={"caption": "שלום 👋 second", "tags": ["b"]})
    assert answer.status_code == 200
    service.send(upload, body)
    video = alice.http.post(f"/uploads/{upload['id']}/complete", json={"tags": ["c"]}).json()["video"]
    assert video["caption"] == "שלום 👋 second" and video["tags"] == ["c"]
    problem(alice.http.patch(f"/uploads/{upload['id']}", json={"caption": "late"}), 409, "upload_complete")
    problem(alice.http.delete(f"/uploads/{upload['id']}"), 409, "upload_complete")


def test_an_abandoned_upload_is_gone_with_its_parts(service: Service, alice: Person) -> None:
    body = os.urandom(300_000)
    upload = service.declare(alice, body)
    service.send(upload, body)
    assert alice.http.delete(f"/uploads/{upload['id']}").status_code == 204
    problem(alice.http.get(f"/uploads/{upload['id']}"), 404, "upload_not_found")
    fresh = service.declare(alice, body)
    assert fresh["id"] != upload["id"] and not any(part["stored"] for part in fresh["parts"])


def test_unfinished_uploads_are_limited(service: Service) -> None:
    carol = service.person("carol")
    answers = [carol.http.post("/uploads", json=announced(os.urandom(50))) for _ in range(51)]
    assert {answer.status_code for answer in answers[:50]} == {201}
    problem(answers[50], 409, "too_many_uploads")
    carol.http.close()
