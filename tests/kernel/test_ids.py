from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onereel.kernel import clock, ids
from onereel.kernel.errors import NotFound

buckets = st.integers(0, ids.BUCKETS - 1)
moments = st.integers(ids.EPOCH_MS, ids.EPOCH_MS + (1 << 41) - 1)
salts = st.integers(0, 1023)


@given(moments, buckets, salts)
def test_an_id_tells_when_and_where_it_was_made(unix_ms: int, bucket: int, salt: int) -> None:
    id_ = ids.at(unix_ms, bucket, salt)
    assert 0 <= id_ < 1 << 63
    assert ids.bucket_of(id_) == bucket
    assert ids.made_at_ms(id_) == unix_ms
    assert ids.parse(str(id_)) == id_


@given(moments, moments, buckets, buckets)
def test_ids_sort_by_the_time_they_were_made(one: int, other: int, a: int, b: int) -> None:
    if one < other:
        assert ids.at(one, a, 1023) < ids.at(other, b, 0)


def test_a_fresh_id_is_of_now() -> None:
    before = clock.now_ms()
    id_ = ids.new(4095)
    assert before <= ids.made_at_ms(id_) <= clock.now_ms()
    assert ids.bucket_of(id_) == 4095
    assert 0 <= ids.bucket_of(ids.new_owner()) < ids.BUCKETS


@pytest.mark.parametrize("text", ["", "abc", "-1", "1.5", " 1", "١٢", "²", "0x10", str(1 << 63), "9" * 20])
def test_what_is_no_id_names_nothing(text: str) -> None:
    with pytest.raises(NotFound):
        ids.parse(text)


def test_the_largest_id_is_one() -> None:
    assert ids.parse(str((1 << 63) - 1)) == (1 << 63) - 1
