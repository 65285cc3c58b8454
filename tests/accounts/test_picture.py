"""A picture of oneself: any image in, a small square WebP out."""

from __future__ import annotations

import io
import random

import httpx
import pytest
from PIL import Image

from tests.answers import done, refused
from tests.service import Person, Service


def picture(width: int, height: int, kind: str, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, (width, height), 90 if mode == "L" else (200, 90, 30, 255)[: len(mode)]).save(out, kind)
    return out.getvalue()


def noise(side: int) -> bytes:
    """A picture that does not compress."""
    out = io.BytesIO()
    Image.frombytes("RGB", (side, side), random.Random(1).randbytes(side * side * 3)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "image",
    [picture(640, 480, "JPEG"), picture(10, 900, "PNG", "RGBA"), picture(64, 64, "WEBP"), picture(33, 33, "PNG", "L")],
    ids=["jpeg", "png", "webp", "gray"],
)
def test_in_and_out(service: Service, alice: Person, image: bytes) -> None:
    account = done(alice.http.put("/me/picture", content=image, headers={"content-type": "image/any"}))
    assert account["picture"].startswith("/m/")
    assert done(alice.http.get("/me"))["picture"] == account["picture"]
    stored = httpx.get(service.address + account["picture"])
    assert stored.headers["content-type"] == "image/webp"
    shown = Image.open(io.BytesIO(stored.content))
    assert (shown.format, shown.size) == ("WEBP", (320, 320))

    assert done(alice.http.delete("/me/picture"))["picture"] is None
    assert done(alice.http.get("/me"))["picture"] is None


def test_a_picture_of_megabytes(alice: Person) -> None:
    image = noise(1200)
    assert 4_000_000 < len(image) < 5_000_000
    assert done(alice.http.put("/me/picture", content=image))["picture"]


@pytest.mark.parametrize("bytes_", [b"", b"hello, I am a text file", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, b"<svg/>"])
def test_what_is_no_picture(alice: Person, bytes_: bytes) -> None:
    before = done(alice.http.get("/me"))["picture"]
    refused(alice.http.put("/me/picture", content=bytes_), 422, "picture_not_readable")
    assert done(alice.http.get("/me"))["picture"] == before


def test_too_many_pixels(alice: Person) -> None:
    refused(alice.http.put("/me/picture", content=picture(8193, 4, "PNG")), 413, "picture_too_large")
    done(alice.http.put("/me/picture", content=picture(8192, 4, "PNG")))


def test_too_many_bytes(alice: Person) -> None:
    refused(alice.http.put("/me/picture", content=b"x" * 5_000_001), 413, "too_large")
    refused(alice.http.put("/me/picture", content=b"x" * 5_000_000), 422, "picture_not_readable")


def test_nobody_has_no_picture(service: Service) -> None:
    with service.visitor() as visitor:
        refused(visitor.put("/me/picture", content=picture(9, 9, "PNG")), 401, "signed_out")
