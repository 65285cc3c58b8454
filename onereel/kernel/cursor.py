"""Pages of a list that is read by key, never by offset."""

from __future__ import annotations

import base64
import binascii
from typing import Generic, TypeVar

import msgspec

from onereel.kernel import limits
from onereel.kernel.errors import Invalid

T = TypeVar("T")


class Page(msgspec.Struct, Generic[T], frozen=True):
    """Some items and, when there are more, the cursor that leads on."""

    items: list[T]
    next_cursor: str | None


def encode(key: int) -> str:
    return base64.urlsafe_b64encode(key.to_bytes(8, "big")).decode().rstrip("=")


def decode(text: str | None) -> int | None:
    """The key a cursor stands for; None for the first page."""
    if text is None or text == "":
        return None
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError) as exc:
        raise Invalid("This cursor is not one of ours.", field="cursor") from exc
    if len(raw) != 8 or raw[0] > 0x7F:
        raise Invalid("This cursor is not one of ours.", field="cursor")
    return int.from_bytes(raw, "big")


def page_limit(limit: int | None) -> int:
    """How many items to return: the default when nothing is asked, an error beyond the bound."""
    if limit is None:
        return limits.page_items_default
    if not 1 <= limit <= limits.page_items_max:
        raise Invalid(f"A page has 1 to {limits.page_items_max} items.", field="limit")
    return limit
