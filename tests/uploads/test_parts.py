"""The pure rules of parts: they cover the file, none is too small or too large, and there are not too many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onereel.kernel import limits
from onereel.kernel.errors import Invalid
from onereel.uploads.errors import PartsMismatch, UploadEmpty, UploadTooLarge
from onereel.uploads.model import DeclaredPart, check_parts, check_size, clean_sha256, part_bytes_for, part_sizes

SHA = "a" * 64
sizes = st.integers(1, limits.upload_bytes_max)


@given(sizes)
def test_parts_cover_the_file_within_their_bounds(size: int) -> None:
    part_bytes = part_bytes_for(size)
    parts = part_sizes(size, part_bytes)
    assert sum(parts) == size
    assert len(parts) <= limits.upload_parts_max
    assert limits.upload_part_bytes_min <= part_bytes <= limits.upload_part_bytes_max
    assert all(part == part_bytes for part in parts[:-1]) and 0 < parts[-1] <= part_bytes


@given(st.integers(1, limits.upload_small_bytes_max))
def test_a_cut_link_with_two_parts_in_flight_repeats_at_most_512_kb(size: int) -> None:
    assert 2 * part_bytes_for(size) <= 512_000


@given(sizes)
def test_declared_parts_are_accepted_in_any_order(size: int) -> None:
    part_bytes = part_bytes_for(size)
    declared = [DeclaredPart(s, SHA, n) for n, s in enumerate(part_sizes(size, part_bytes), start=1)]
    assert [part.n for part in check_parts(size, part_bytes, declared[::-1])] == list(range(1, len(declared) + 1))


@pytest.mark.parametrize(
    "declared",
    [
        [],
        [DeclaredPart(256_000, SHA)],
        [DeclaredPart(256_000, SHA), DeclaredPart(43_999, SHA)],
        [DeclaredPart(150_000, SHA), DeclaredPart(150_000, SHA)],
        [DeclaredPart(256_000, SHA, 1), DeclaredPart(44_000, SHA, 3)],
        [DeclaredPart(256_000, SHA, 1), DeclaredPart(44_000, SHA, 1)],
        [DeclaredPart(256_000, SHA), DeclaredPart(44_000, SHA), DeclaredPart(0, SHA)],
    ],
)
def test_parts_that_do_not_make_up_the_file(declared: list[DeclaredPart]) -> None:
    with pytest.raises(PartsMismatch):
        check_parts(300_000, 256_000, declared)


def test_size_at_its_edges() -> None:
    check_size(1)
    check_size(limits.upload_bytes_max)
    with pytest.raises(UploadEmpty):
        check_size(0)
    with pytest.raises(UploadTooLarge):
        check_size(limits.upload_bytes_max + 1)


@pytest.mark.parametrize("text", ["", "a" * 63, "a" * 65, "g" * 64, "０" * 64])
def test_what_is_no_sha256(text: str) -> None:
    with pytest.raises(Invalid):
        clean_sha256(text, "sha256")


def test_a_sha256_in_capitals_is_the_same() -> None:
    assert clean_sha256("AB" * 32, "sha256") == "ab" * 32
