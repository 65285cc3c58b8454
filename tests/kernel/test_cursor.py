from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onereel.kernel import cursor, limits
from onereel.kernel.errors import Invalid


@given(st.integers(0, (1 << 63) - 1))
def test_a_cursor_leads_back_to_its_key(key: int) -> None:
    assert cursor.decode(cursor.encode(key)) == key


@given(st.text(max_size=40))
def test_any_other_text_is_a_key_or_a_clear_refusal(text: str) -> None:
    try:
        key = cursor.decode(text)
    except Invalid as refused:
        assert refused.extra["field"] == "cursor"
    else:
        assert key is None or 0 <= key < 1 << 63


@pytest.mark.parametrize("text", ["!!!", "abc", "AAAA", "AAAAAAAAAAAAAAAA", "ünïcode", "__________8"])
def test_garbage_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        cursor.decode(text)


def test_the_first_page_needs_no_cursor() -> None:
    assert cursor.decode(None) is None
    assert cursor.decode("") is None


@pytest.mark.parametrize(("asked", "size"), [(None, limits.page_items_default), (1, 1), (30, 30)])
def test_page_sizes(asked: int | None, size: int) -> None:
    assert cursor.page_limit(asked) == size


@pytest.mark.parametrize("asked", [-1, 0, 31, 10**9])
def test_page_sizes_beyond_the_bound(asked: int) -> None:
    with pytest.raises(Invalid):
        cursor.page_limit(asked)
