"""Cutting: nothing lost, nothing doubled, every object a run of whole fragments."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onereel.media.boxes import Fragment, children, cut, pack

fragments = st.lists(st.tuples(st.integers(1, 400_000), st.integers(1, 700)), min_size=1, max_size=130)


def laid_out(lengths: list[tuple[int, int]]) -> list[Fragment]:
    parts, at, at_ms = [], 1_000, 0
    for size, lasting_ms in lengths:
        parts.append(Fragment(at, at + size, at_ms, at_ms + lasting_ms))
        at, at_ms = at + size, at_ms + lasting_ms
    return parts


@given(fragments)
def test_objects_cover_the_file_in_order(lengths: list[tuple[int, int]]) -> None:
    parts = laid_out(lengths)
    pieces = pack(parts, first_ms_min=1_000, object_bytes=1_000_000)
    assert pieces[0].start == 0 and pieces[-1].end == parts[-1].end
    assert all(before.end == after.start for before, after in itertools.pairwise(pieces))
    assert {piece.start for piece in pieces[1:]} <= {part.start for part in parts}
    assert pieces[0].start_ms == 0
    assert sum(piece.duration_ms for piece in pieces) == parts[-1].end_ms
    assert all(before.start_ms + before.duration_ms == after.start_ms for before, after in itertools.pairwise(pieces))


@given(fragments)
def test_the_first_object_is_about_a_second_and_the_others_about_a_megabyte(lengths: list[tuple[int, int]]) -> None:
    pieces = pack(laid_out(lengths), first_ms_min=1_000, object_bytes=1_000_000)
    if len(pieces) > 1:
        assert 1_000 <= pieces[0].duration_ms < 1_700
    for piece in pieces[1:]:
        assert piece.end - piece.start <= 1_000_000


@given(st.binary(max_size=200))
def test_what_is_no_clip_of_ours_is_an_error_and_nothing_else(data: bytes) -> None:
    with pytest.raises(ValueError):
        cut(data, first_ms_min=1_000, object_bytes=1_000_000)


def test_a_box_longer_than_its_parent() -> None:
    with pytest.raises(ValueError):
        list(children(b"\0\0\0\x20free", 0, 8))
