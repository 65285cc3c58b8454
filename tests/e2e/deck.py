"""What a person does with the deck of clips, and what they see of it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

_FRAMES = """
article => new Promise((resolve, reject) => {
  const video = article.querySelector("video");
  const from = video.currentTime;
  setTimeout(() => reject(new Error(`no frame: ${video.currentTime} ${video.readyState} ${video.paused}`)), 15000);
  let frames = 0;
  const next = () => { frames += 1; frames >= 5 && video.currentTime !== from ? resolve(frames) : again(); };
  const again = () => video.requestVideoFrameCallback(next);
  again();
})
"""


def current(page: Page) -> Locator:
    return page.locator("article[aria-current=true]")


def current_id(page: Page) -> str:
    video_id = current(page).get_attribute("data-video-id")
    assert video_id
    return video_id


def plays(page: Page) -> Any:
    """Wait until frames of the current clip are presented and its time advances."""
    return current(page).evaluate(_FRAMES)


def swipe(page: Page) -> str:
    """Swipe up with a finger, most of the screen, so that it counts however quick it is; the clip that comes."""
    before = current_id(page)
    touch = page.context.new_cdp_session(page)

    def send(kind: str, *points: dict[str, int]) -> None:
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    send("touchStart", {"x": 195, "y": 690})
    for y in range(660, 80, -30):
        send("touchMove", {"x": 195, "y": y})
    send("touchEnd")
    touch.detach()
    page.wait_for_function(
        "before => { const a = document.querySelector('article[aria-current=true]');"
        " return a && a.dataset.videoId && a.dataset.videoId !== before }",
        arg=before,
    )
    return current_id(page)
