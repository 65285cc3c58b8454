"""What nginx does between people and the processes behind it, seen from outside and in its log."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from onereel import config
from onereel.engines.blobs import presign
from onereel.kernel import limits
from tests.conftest import Clips
from tests.service import Person, Service, eventually


@pytest.fixture(scope="module")
def http(service: Service) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=service.address, timeout=30) as client:
        yield client


@pytest.fixture(scope="module")
def poster(service: Service, alice: Person, clip: Clips) -> str:
    """The address of one published object."""
    return str(service.published(alice, clip(number=700))["poster"])


def seen(service: Service, path: str) -> list[dict[str, Any]]:
    """What the edge wrote down about requests for this path."""
    lines = (service.data / "logs" / "edge-access.jsonl").read_text().splitlines()
    return [row for row in map(json.loads, lines) if row["path"] == path]


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    body = answer.json()
    assert body["status"] == answer.status_code
    assert body["detail"]
    return answer.status_code, body["code"]


def test_media_is_kept_at_the_edge_for_ever_and_whatever_the_query(
    service: Service, http: httpx.Client, poster: str
) -> None:
    first, second = http.get(poster), http.get(f"{poster}?acl")
    assert first.content == second.content
    assert first.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert first.headers["x-content-type-options"] == "nosniff"
    rows = eventually(lambda: [r for r in seen(service, poster) if r["status"] == 200][-2:])
    assert rows[-1]["cache"] == "HIT"


def test_a_range_of_media_is_206(http: httpx.Client, poster: str) -> None:
    whole = http.get(poster).content
    part = http.get(poster, headers={"range": "bytes=2-9"})
    assert (part.status_code, part.content) == (206, whole[2:10])
    assert part.headers["content-range"] == f"bytes 2-9/{len(whole)}"


def test_media_that_is_not_there_and_media_that_is_written_to(http: httpx.Client, poster: str) -> None:
    assert problem(http.get("/m/nothing/720/0")) == (404, "not_found")
    assert problem(http.get("/m/")) == (404, "not_found")
    assert problem(http.get("/m/../uploads/1/1")) != (200, "")
    for method in ("PUT", "POST", "DELETE"):
        assert problem(http.request(method, poster, content=b"x")) == (405, "method_not_allowed")


def address_of_a_part(service: Service, body: bytes, key: str, valid_s: int = 60) -> tuple[str, dict[str, str]]:
    s3 = config.load({"ONEREEL_CONFIG": str(service.settings)}).s3
    put = presign.presign_put(
        s3, s3.uploads_bucket, key, size_bytes=len(body), sha256_hex=hashlib.sha256(body).hexdigest(), valid_s=valid_s
    )
    return put.address, put.headers


def test_a_part_is_taken_at_its_address_and_nowhere_else(service: Service, http: httpx.Client) -> None:
    body = os.urandom(300_000)
    address, headers = address_of_a_part(service, body, "edge-test/1")
    assert problem(http.put(address, content=b"x" * len(body), headers=headers)) == (400, "part_mismatch")
    assert problem(http.put(address, content=body[:-1], headers=headers)) == (403, "part_address_refused")
    assert problem(http.put(address, content=body)) == (403, "part_address_refused")
    other = address.replace("edge-test/1", "edge-test/2")
    assert problem(http.put(other, content=body, headers=headers)) == (403, "part_address_refused")
    assert problem(http.get(address)) == (405, "method_not_allowed")
    assert http.put(address, content=body, headers=headers).status_code == 200
    assert all("X-Amz" not in json.dumps(row) for row in seen(service, "/uploads/edge-test/1"))


def test_a_part_of_the_largest_size_and_one_beyond(service: Service, http: httpx.Client) -> None:
    for size, expected in ((limits.upload_part_bytes_max, 200), (limits.upload_part_bytes_max + 1, 413)):
        body = bytes(size)
        address, headers = address_of_a_part(service, body, f"edge-test/{size}")
        answer = http.put(address, content=body, headers=headers)
        assert answer.status_code == expected
        if expected == 413:
            assert problem(answer) == (413, "part_too_large")


def test_a_body_that_is_too_large_for_the_api(http: httpx.Client) -> None:
    body = bytes(limits.picture_bytes_max + limits.edge_body_slack_bytes + 1)
    assert problem(http.put("/api/v1/me/picture", content=body)) == (413, "too_large")


def test_the_client_is_compressed_and_kept(http: httpx.Client) -> None:
    page = http.get("/", headers={"accept-encoding": "gzip"})
    assert page.headers["content-encoding"] == "gzip"
    assert page.headers["referrer-policy"] == "same-origin"
    script = page.text.split('src="/assets/', 1)[1].split('"', 1)[0]
    asset = http.get(f"/assets/{script}", headers={"accept-encoding": "gzip"})
    assert asset.headers["content-type"].startswith("text/javascript")
    assert asset.headers["content-encoding"] == "gzip"
    assert asset.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert problem(http.get("/assets/nothing.js")) == (404, "not_found")
    worker = http.get("/sw.js")
    assert (worker.status_code, worker.headers["cache-control"]) == (200, "no-cache")


def test_no_request_fails_while_a_web_process_is_killed(service: Service, alice: Person, clip: Clips) -> None:
    """Reads are asked again of the next process, and so are writes that carry a key."""
    video = service.published(alice, clip(number=701))["id"]
    stop = threading.Event()
    answers: list[int] = []

    def ask() -> None:
        with httpx.Client(base_url=f"{service.address}/api/v1", headers=alice.http.headers, timeout=30) as mine:
            while not stop.is_set():
                answers.append(mine.get("/feed?limit=1").status_code)
                key = {"idempotency-key": os.urandom(8).hex()}
                written = mine.post(f"/videos/{video}/comments", json={"text": "again"}, headers=key)
                answers.append(written.status_code)

    askers = [threading.Thread(target=ask) for _ in range(3)]
    for asker in askers:
        asker.start()
    before = service.pid("web-1")
    os.kill(before, signal.SIGKILL)
    eventually(lambda: service.state.get("ready") and service.pid("web-1") != before, within_s=30)
    stop.set()
    for asker in askers:
        asker.join()
    assert len(answers) > 10
    assert {status for status in answers if status >= 500} == set()
