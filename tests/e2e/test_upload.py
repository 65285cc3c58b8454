"""An upload that is cut: the page is closed in the middle, and what was sent is not sent again."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.conftest import Clips
from tests.e2e.test_journey import READY_MS, join
from tests.service import Service

SENT_AGAIN_BYTES_MAX = 512_000
CUT_WITHIN_MS = 30_000


def test_a_cut_upload_goes_on_after_a_reload(
    phone: BrowserContext, page: Page, service: Service, clip: Clips, tmp_path: Path
) -> None:
    # Bytes behind the end of an MP4 are ignored by players: a small clip becomes a file of many parts.
    file = tmp_path / "long.mp4"
    file.write_bytes(clip(number=300).read_bytes() + b"\0\0\0\0" * 500_000)
    parts: list[str] = []

    def cut_after_six(route: Route) -> None:
        parts.append(route.request.url)
        if len(parts) > 6:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.goto("/upload")
    page.route(re.compile(r"/uploads/\d+/\d+\?"), cut_after_six)
    page.get_by_label("Clip file").set_input_files(file)
    join(page, "bus_rider")
    page.get_by_label("Caption").fill("From a bus #cut")
    page.get_by_role("button", name="Publish").click()
    for _ in range(CUT_WITHIN_MS // 100):
        page.wait_for_timeout(100)
        if len(parts) > 6:
            break
    assert len(parts) > 6
    page.close()

    page = phone.new_page()
    page.goto("/upload")
    page.get_by_role("link", name="Watch it").wait_for(timeout=READY_MS)
    log = map(json.loads, (service.data / "logs" / "edge-access.jsonl").read_text().splitlines())
    stored = [line for line in log if line["method"] == "PUT" and re.fullmatch(r"/uploads/\d+/\d+", line["path"])]
    ours = [line for line in stored if any(line["path"] in part for part in parts)]
    upload = ours[0]["path"].rsplit("/", 1)[0]
    sent = sum(line["received"] for line in stored if line["path"].startswith(upload + "/"))
    assert sent - file.stat().st_size <= SENT_AGAIN_BYTES_MAX
    page.get_by_role("link", name="Watch it").click()
    expect(page.locator("article[aria-current=true]")).to_contain_text("From a bus")
