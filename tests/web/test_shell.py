"""The page people open, and what stands beside the API."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import Any

import httpx
import pytest

from tests.answers import done
from tests.conftest import Clips
from tests.service import Person, Service

FIRST_PAGE = re.compile(r'<script type="application/json" id="first-page">(.*?)</script>', re.S)
CAPTION = "</script><script>alert(1)</script><!-- <script> \u2028 🎬 שלום \\u003c"


def first_page(html: str) -> dict[str, Any]:
    [found] = FIRST_PAGE.findall(html)
    page: dict[str, Any] = json.loads(found)
    return page


def test_a_caption_stays_inside_its_script(service: Service, alice: Person, bob: Person, clip: Clips) -> None:
    video = service.published(alice, clip(4), caption=CAPTION)
    done(bob.http.put(f"/accounts/{alice.handle}/follow"), 204)
    answer = httpx.get(service.address, headers=dict(bob.http.headers))
    page = first_page(answer.text)
    shown = {item["video"]["id"]: item["video"]["caption"] for item in page["feed"]["items"]}
    assert shown[video["id"]] == video["caption"] == CAPTION
    assert "alert(1)</script>" not in answer.text
    assert "<!-- <script>" not in answer.text
    assert page["me"]["handle"] == bob.handle


def test_the_first_page_is_of_the_feed(service: Service, clip: Clips) -> None:
    with httpx.Client(base_url=service.address) as visitor:
        answer = visitor.get("/")
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert answer.headers["cache-control"] == "no-store"
        page = first_page(answer.text)
        assert page["me"] is None
        assert 1 <= len(page["feed"]["items"]) <= 3
        more = visitor.get("/api/v1/feed").json()
        shown = {item["video"]["id"] for item in page["feed"]["items"]}
        fresh = {item["video"]["id"] for item in more["items"] if item["reason"] != "again"}
        assert not shown & fresh, "the same visitor goes on where the first page ended"


def test_only_our_own_scripts_run(service: Service) -> None:
    answer = httpx.get(service.address)
    policy = answer.headers["content-security-policy"]
    scripts = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
    assert "unsafe-inline" not in scripts
    assert "'unsafe-eval'" not in scripts
    for script in re.findall(r"<script>(.*?)</script>", answer.text, re.S):
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in scripts
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/@alice", "/upload", "/tags/dogs", "/a/b/c", "/@nobody/1", "/%F0%9F%8E%AC"])
def test_other_addresses_of_the_app(service: Service, alice: Person, path: str) -> None:
    answer = httpx.get(service.address + path, headers=dict(alice.http.headers))
    assert answer.status_code == 200
    page = first_page(answer.text)
    assert page["feed"] is None
    assert page["me"]["handle"] == alice.handle


@pytest.mark.parametrize("path", ["/missing.js", "/assets/missing.js", "/a/b.png", "/.env"])
def test_files_that_do_not_exist(service: Service, path: str) -> None:
    assert httpx.get(service.address + path).status_code == 404


def test_health(service: Service) -> None:
    assert httpx.get(f"{service.address}/health/live").json() == {"status": "live"}
    answer = httpx.get(f"{service.address}/health/ready")
    assert (answer.status_code, answer.json()) == (200, {"postgres": "ready"})


def test_every_role_is_ready_and_measured(service: Service) -> None:
    roles = [p for p in service.state["processes"] if p["name"].startswith(("web", "worker", "precache"))]
    assert len(roles) == 4
    for role in roles:
        for path in ("health/live", "health/ready"):
            assert httpx.get(f"http://{role['address']}/{path}").status_code == 200
        text = httpx.get(f"http://{role['address']}/metrics").text
        assert "python_info" in text


def test_requests_are_counted(service: Service) -> None:
    def counted() -> float:
        text = "".join(
            httpx.get(f"http://{p['address']}/metrics").text
            for p in service.state["processes"]
            if p["name"].startswith("web-")
        )
        found = re.findall(r'^onereel_requests_total{method="GET",status="404"} (\S+)', text, re.M)
        return sum(float(number) for number in found)

    before = counted()
    for _ in range(3):
        httpx.get(f"{service.address}/api/v1/nothing")
    assert counted() == before + 3


def test_head_is_get_without_the_body(service: Service) -> None:
    with service.visitor() as visitor:
        for path in ("/", "/health/live", "/api/v1/search?q=a"):
            got, headed = visitor.get(service.address + path), visitor.head(service.address + path)
            assert (headed.status_code, headed.content) == (got.status_code, b"")
            assert headed.headers["content-type"] == got.headers["content-type"]
        assert visitor.head("/videos/1").status_code == 404
