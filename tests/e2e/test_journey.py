"""One person's first evening: joins, uploads, watches, reacts, comes back and finds all of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.deck import current, current_id, plays, swipe
from tests.service import Person, Service, eventually

HANDLE, PASSWORD = "evening_guest", "a quiet evening at home"
READY_MS = 90_000


def join(page: Page, handle: str) -> None:
    sheet = page.get_by_role("dialog")
    sheet.get_by_label("Handle").fill(handle)
    sheet.get_by_label("Password", exact=True).fill(PASSWORD)
    sheet.get_by_role("button", name="Create account").click()
    expect(sheet).to_be_hidden()


def test_a_first_evening(page: Page, service: Service, world: list[Person], bunny: Path) -> None:
    page.goto("/upload")
    page.get_by_label("Clip file").set_input_files(bunny)
    join(page, HANDLE)
    page.get_by_label("Caption").fill("A rabbit at dusk 🐇 #dusk")
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("link", name="Watch it").click(timeout=READY_MS)
    plays(page)
    expect(current(page)).to_contain_text("A rabbit at dusk")

    page.goto("/")
    plays(page)
    seen = {current_id(page)}
    for _ in range(11):
        seen.add(swipe(page))
    assert len(seen) >= 10
    plays(page)

    loved = current_id(page)
    current(page).get_by_role("button", name="Favorite").click()
    expect(current(page).get_by_role("button", name="Favorite")).to_have_attribute("aria-pressed", "true")
    follow = current(page).get_by_role("button", name=re.compile("^Follow @"))
    author = (follow.get_attribute("aria-label") or "").removeprefix("Follow @")
    follow.click()
    current(page).get_by_role("button", name="Comments").click()
    comments = page.get_by_role("dialog", name="Comments")
    comments.get_by_label("Write a comment").fill("Seen twice, still good 🌊")
    comments.get_by_role("button", name="Send comment").click()
    expect(comments.get_by_role("list", name="Comments")).to_contain_text("Seen twice, still good")

    def is_counted() -> bool:
        with service.visitor() as visitor:
            counts = visitor.get(f"/videos/{loved}").json()["counts"]
        return counts["favorites"] == 1 and counts["comments"] == 1

    eventually(is_counted)
    page.goto(f"/v/{loved}")
    plays(page)
    expect(current(page).get_by_role("button", name="Favorite")).to_have_attribute("aria-pressed", "true")
    expect(current(page).get_by_role("button", name=f"Follow @{author}")).to_have_count(0)
    current(page).get_by_role("button", name="Comments").click()
    expect(page.get_by_role("dialog", name="Comments")).to_contain_text("Seen twice, still good")

    page.goto(f"/@{HANDLE}")
    expect(page.get_by_role("link", name=re.compile("A rabbit at dusk"))).to_be_visible()
    page.get_by_role("tab", name="Favorites").click()
    expect(page.get_by_role("listitem")).to_have_count(1)


def test_the_next_three_begin_before_they_are_asked_for(page: Page, service: Service, world: list[Person]) -> None:
    page.goto("/")
    plays(page)
    feed = json.loads(page.locator("#first-page").text_content() or "")["feed"]["items"]
    firsts = [item["video"]["renditions"][0]["base"] + "/0" for item in feed[:3]]

    def asked() -> list[str]:
        log = (service.data / "logs" / "edge-access.jsonl").read_text().splitlines()
        return [line["path"] for line in map(json.loads, log)]

    eventually(lambda: set(firsts) <= set(asked()))
    expect(current(page)).to_have_attribute("data-video-id", feed[0]["video"]["id"])
    media = [path for path in asked() if path.startswith("/m/")]
    following = firsts[1]
    swipe(page)
    plays(page)
    again = [path for path in asked() if path.startswith("/m/")][len(media) :]
    assert following not in again, "the next clip was fetched again instead of played from memory"
