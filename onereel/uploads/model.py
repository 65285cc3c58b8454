"""An upload as types, and the pure rules of its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from onereel.kernel import limits
from onereel.kernel.errors import Invalid
from onereel.uploads.errors import PartsMismatch, UploadEmpty, UploadTooLarge
from onereel.videos.api import VideoOut

State = Literal["open", "complete"]

_SHA256 = re.compile(r"[0-9a-f]{64}")
_PART_BYTES_STEP = 1_000


class Part(msgspec.Struct, frozen=True):
    """One piece of the file, as declared."""

    n: int
    size_bytes: int
    sha256: str


class Upload(msgspec.Struct, frozen=True):
    """An upload as it is stored."""

    bucket: int
    id: int
    account_id: int
    name: str
    size_bytes: int
    sha256: str
    caption: str
    tags: list[str]
    part_bytes: int
    parts: tuple[Part, ...]
    state: State
    video_id: int | None
    expires_at: datetime


class DeclaredPart(msgspec.Struct):
    """A part as a client declares it; without `n` parts count from 1 in the order given."""

    size_bytes: int
    sha256: str
    n: int | None = None


class PartOut(msgspec.Struct, frozen=True):
    """A part, and while it is missing the address that admits it and the headers to send with it."""

    n: int
    size_bytes: int
    sha256: str
    stored: bool
    url: str | None
    headers: dict[str, str]
    expires_at: datetime | None


class UploadOut(msgspec.Struct, frozen=True):
    id: str
    state: State
    name: str
    size_bytes: int
    sha256: str
    part_bytes: int
    parts: list[PartOut]
    video: VideoOut | None
    expires_at: datetime


def part_bytes_for(size_bytes: int) -> int:
    """How large the parts of a file are: small for what phones send, so that a cut link repeats little."""
    if size_bytes <= limits.upload_small_bytes_max:
        return limits.upload_part_bytes_min
    share = -(-size_bytes // limits.upload_parts_max)
    rounded = -(-share // _PART_BYTES_STEP) * _PART_BYTES_STEP
    return min(max(rounded, limits.upload_part_bytes_min), limits.upload_part_bytes_max)


def part_sizes(size_bytes: int, part_bytes: int) -> list[int]:
    """The sizes of the parts of a file: all alike except the last."""
    whole, rest = divmod(size_bytes, part_bytes)
    return [part_bytes] * whole + ([rest] if rest else [])


def check_size(size_bytes: int) -> None:
    if size_bytes <= 0:
        raise UploadEmpty(field="size_bytes")
    if size_bytes > limits.upload_bytes_max:
        raise UploadTooLarge


def clean_sha256(text: str, field: str) -> str:
    sha256 = text.strip().lower()
    if not _SHA256.fullmatch(sha256):
        raise Invalid("A SHA-256 is written as 64 hexadecimal digits.", field=field)
    return sha256


def check_parts(size_bytes: int, part_bytes: int, declared: Sequence[DeclaredPart]) -> tuple[Part, ...]:
    """The declared parts in order; PartsMismatch when they do not make up the file."""
    parts = sorted(
        (
            Part(part.n if part.n is not None else at, part.size_bytes, clean_sha256(part.sha256, "parts"))
            for at, part in enumerate(declared, start=1)
        ),
        key=lambda part: part.n,
    )
    sizes = part_sizes(size_bytes, part_bytes)
    if [part.n for part in parts] != list(range(1, len(sizes) + 1)):
        raise PartsMismatch(
            f"This file has parts 1 to {len(sizes)} of {part_bytes} bytes each, the last one with the rest.",
            field="parts",
        )
    for part, size in zip(parts, sizes, strict=True):
        if part.size_bytes != size:
            raise PartsMismatch(f"Part {part.n} has {size} bytes; {part.size_bytes} were declared.", field="parts")
    return tuple(parts)


def part_key(upload_id: int, n: int) -> str:
    """Where a part lies in the uploads bucket."""
    return f"{upload_id}/{n}"
