"""A real Chromium at phone size, and a small world for it to look at."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import Clips
from tests.service import Person, Service

CLIPS = 18
PHONE = {"width": 390, "height": 844}
_QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
)


# For this folder only: while Playwright runs, no other test can run an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-headless-shell", "google-chrome"))), None)
    assert path, "There is no Chromium on the PATH; `make test` installs it."
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield running
        running.close()


@pytest.fixture(scope="session")
def world(service: Service, clip: Clips) -> list[Person]:
    """Two authors with clips that strangers can watch."""
    authors = [service.person("dune"), service.person("reef")]
    videos = [
        service.upload(authors[n % 2], clip(number=200 + n, seconds=3.0), caption=f"Clip {n} of the world #world")
        for n in range(CLIPS)
    ]
    for n, video in enumerate(videos):
        assert service.ended(authors[n % 2], video["id"])["state"] == "ready"
    return authors


@pytest.fixture
def phone(browser: Browser, service: Service) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport=PHONE, is_mobile=True, has_touch=True, base_url=service.address, color_scheme="dark"
    )
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def page(phone: BrowserContext) -> Iterator[Page]:
    """A page that fails the test when the app throws."""
    opened = phone.new_page()
    thrown: list[str] = []
    opened.on("pageerror", lambda error: thrown.append(str(error)))
    yield opened
    assert not thrown, thrown
