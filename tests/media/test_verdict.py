"""The verdict as a table: one row a rule, at its edge and one beyond."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onereel.media.model import AudioTrack, Encode, Probe, Refuse, Remux, VideoTrack
from onereel.media.verdict import judge, target_frame_rate, target_size

VIDEO = VideoTrack(
    index=0,
    codec="h264",
    profile="High",
    pixel_format="yuv420p",
    width=720,
    height=1280,
    frames=300,
    frames_per_second=30.0,
    gop_ms_max=2000,
)
AUDIO = AudioTrack(index=1, codec="aac", profile="LC", channels=2, rate_hz=48_000)
PROBE = Probe(
    container="mov", declared_ms=10_000, measured_ms=10_000, bits_per_second=1_200_000, video=VIDEO, audio=AUDIO
)


_with: Any = dataclasses.replace


def with_video(**changes: Any) -> Probe:
    return dataclasses.replace(PROBE, video=_with(VIDEO, **changes))


@pytest.mark.parametrize(
    "probe",
    [
        PROBE,
        _with(PROBE, audio=None),
        _with(PROBE, container="matroska"),
        _with(PROBE, bits_per_second=1_500_000),
        _with(PROBE, declared_ms=61_000, measured_ms=61_000),
        _with(PROBE, audio=_with(AUDIO, channels=1)),
        with_video(width=1280, height=720),
        with_video(profile="Constrained Baseline"),
        with_video(frames_per_second=60.0),
    ],
)
def test_what_fits_is_copied(probe: Probe) -> None:
    assert judge(probe) == Remux(0, probe.audio.index if probe.audio else None)


@pytest.mark.parametrize(
    "probe",
    [
        _with(PROBE, container="avi"),
        _with(PROBE, container="mpegts"),
        _with(PROBE, bits_per_second=1_500_001),
        _with(PROBE, audio=_with(AUDIO, codec="opus")),
        _with(PROBE, audio=_with(AUDIO, profile="HE-AAC")),
        _with(PROBE, audio=_with(AUDIO, channels=6)),
        _with(PROBE, audio=_with(AUDIO, rate_hz=96_000)),
        with_video(codec="hevc"),
        with_video(profile="High 4:2:2"),
        with_video(pixel_format="yuv420p10le"),
        with_video(pixel_format="yuvj420p"),
        with_video(width=722),
        with_video(width=720, height=1282),
        with_video(width=719),
        with_video(aspect=(4, 3)),
        with_video(rotation=90),
        with_video(interlaced=True),
        with_video(transfer="smpte2084"),
        with_video(frames_per_second=120.0),
        with_video(gop_ms_max=2100),
        with_video(starts_with_key=False),
        with_video(timed=False),
    ],
)
def test_what_does_not_fit_is_encoded(probe: Probe) -> None:
    assert isinstance(judge(probe), Encode)


@pytest.mark.parametrize(
    ("probe", "code"),
    [
        (_with(PROBE, video=None), "no_video_track"),
        (_with(PROBE, declared_ms=61_001), "too_long"),
        (_with(PROBE, declared_ms=0, measured_ms=62_000), "too_long"),
        (_with(PROBE, declared_ms=40, measured_ms=40), "too_short"),
        (_with(PROBE, measured_ms=4_999), "damaged"),
        (_with(PROBE, audio=_with(AUDIO, encrypted=True)), "encrypted"),
        (with_video(encrypted=True), "encrypted"),
        (with_video(width=8194), "too_big_picture"),
        (with_video(codec=""), "damaged"),
        (with_video(frames=0), "damaged"),
        (with_video(width=0), "damaged"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(probe: Probe, code: str) -> None:
    verdict = judge(probe)
    assert isinstance(verdict, Refuse) and verdict.code == code
    assert verdict.detail.endswith(".") and len(verdict.detail) > 20


def test_at_the_edge_of_the_picture() -> None:
    assert isinstance(judge(with_video(width=8192)), Encode)


@pytest.mark.parametrize(
    ("changes", "size"),
    [
        ({"width": 1920, "height": 1080}, (1280, 720)),
        ({"width": 1080, "height": 1920}, (720, 1280)),
        ({"width": 1920, "height": 1080, "rotation": 90}, (720, 1280)),
        ({"width": 641, "height": 359}, (640, 360)),
        ({"width": 720, "height": 576, "aspect": (16, 15)}, (768, 576)),
        ({"width": 3840, "height": 1600}, (1280, 534)),
        ({"width": 8192, "height": 16}, (1280, 16)),
        ({"width": 320, "height": 240}, (320, 240)),
    ],
)
def test_the_size_of_an_encoding(changes: dict[str, Any], size: tuple[int, int]) -> None:
    assert target_size(_with(VIDEO, **changes)) == size


@given(st.integers(1, 8192), st.integers(1, 8192), st.sampled_from([0, 90, 180, 270]))
def test_an_encoding_is_even_and_bounded(width: int, height: int, rotation: int) -> None:
    wide, high = target_size(_with(VIDEO, width=width, height=height, rotation=rotation))
    assert wide % 2 == 0 and high % 2 == 0
    assert min(wide, high) <= 720 and max(wide, high) <= 1280


@pytest.mark.parametrize(
    ("seen", "made"),
    [(0.0, 30), (1.0, 10), (12.5, 15), (23.976, 24), (29.83, 30), (29.97, 30), (48.0, 50), (59.94, 60), (240.0, 60)],
)
def test_the_frame_rate_of_an_encoding(seen: float, made: int) -> None:
    assert target_frame_rate(seen) == made
