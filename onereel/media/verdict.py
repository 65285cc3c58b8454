"""What to do with a file: a pure function over what the probe saw."""

from __future__ import annotations

from onereel.kernel import limits
from onereel.media.model import AudioTrack, Encode, Probe, Refuse, Remux, Verdict, VideoTrack

_REMUXABLE_CONTAINERS = ("mov", "matroska", "flv")
_REMUXABLE_PROFILES = ("Constrained Baseline", "Baseline", "Main", "High")
_FRAME_RATES = (10, 12, 15, 20, 24, 25, 30, 50, 60)
_SIDE_PIXELS_MIN = 16


def judge(probe: Probe) -> Verdict:
    """Refuse what cannot be shown, copy what fits already, encode the rest."""
    video = probe.video
    if refusal := _refusal(probe):
        return refusal
    assert video is not None
    audio = probe.audio
    audio_index = audio.index if audio else None
    if _fits(probe, video) and (audio is None or _sound_fits(audio)):
        return Remux(video.index, audio_index)
    return encode_plan(probe)


def encode_plan(probe: Probe) -> Encode:
    """How a clip that does not fit (or would not copy) is encoded."""
    video = probe.video
    assert video is not None
    width, height = target_size(video)
    return Encode(
        video_index=video.index,
        audio_index=probe.audio.index if probe.audio else None,
        width=width,
        height=height,
        frames_per_second=target_frame_rate(video.frames_per_second),
        deinterlace=video.interlaced,
        tone_map=video.hdr,
    )


def target_size(video: VideoTrack) -> tuple[int, int]:
    """Upright, square pixels, even sides, short side at most 720 and long at most 1280; never enlarged."""
    width, height = upright_size(video)
    short, long = min(width, height), max(width, height)
    scale = min(1.0, limits.rendition_short_side_pixels / short, limits.rendition_long_side_pixels_max / long)
    return _even(width * scale), _even(height * scale)


def upright_size(video: VideoTrack) -> tuple[float, float]:
    """The size people see: with the shape of its pixels and its rotation applied."""
    wide, high = video.aspect
    width, height = video.width * wide / high, float(video.height)
    return (height, width) if video.rotation in (90, 270) else (width, height)


def target_frame_rate(frames_per_second: float) -> int:
    """The lowest usual rate that keeps every frame, at most 60."""
    if frames_per_second <= 0:
        return 30
    return next((rate for rate in _FRAME_RATES if rate >= frames_per_second * 0.99), _FRAME_RATES[-1])


def _refusal(probe: Probe) -> Refuse | None:
    video = probe.video
    if video is None:
        return Refuse("no_video_track", "This file has no video track. A clip needs a picture.")
    if video.encrypted or (probe.audio and probe.audio.encrypted):
        return Refuse("encrypted", "This file is encrypted (copy protected) and cannot be opened.")
    if max(video.width, video.height) > limits.clip_side_pixels_max:
        return Refuse(
            "too_big_picture",
            f"The picture is {video.width}x{video.height}; a side may have at most "
            f"{limits.clip_side_pixels_max} pixels.",
        )
    if probe.duration_ms > limits.clip_ms_max:
        return Refuse("too_long", f"A clip may last 60 seconds; this one lasts {_seconds(probe)}.")
    if not video.codec or video.width <= 0 or video.height <= 0 or video.frames == 0:
        return Refuse("damaged", "The file is damaged: no picture in it can be decoded.")
    if probe.measured_ms * 2 < probe.declared_ms:
        return Refuse("damaged", "The file is damaged: most of it is missing. Send the complete file.")
    if probe.duration_ms < limits.clip_ms_min:
        return Refuse("too_short", "This is a single picture. A clip must last a moment.")
    return None


def _seconds(probe: Probe) -> str:
    # What was not read to its end is known only to be longer than the limit.
    known = probe.declared_ms > limits.clip_ms_max
    return f"{probe.declared_ms / 1000:.1f} seconds" if known else "more than 61 seconds"


def _fits(probe: Probe, video: VideoTrack) -> bool:
    short, long = min(video.width, video.height), max(video.width, video.height)
    return (
        probe.container in _REMUXABLE_CONTAINERS
        and video.codec == "h264"
        and video.profile in _REMUXABLE_PROFILES
        and video.pixel_format == "yuv420p"
        and not video.interlaced
        and not video.hdr
        and video.aspect[0] == video.aspect[1]
        and video.rotation == 0
        and video.width % 2 == 0
        and video.height % 2 == 0
        and short <= limits.rendition_short_side_pixels
        and long <= limits.rendition_long_side_pixels_max
        and video.frames_per_second <= limits.rendition_frames_per_second_max + 0.5
        and video.timed
        and video.starts_with_key
        and video.gop_ms_max <= limits.rendition_gop_ms_max
        and probe.bits_per_second <= limits.rendition_bits_per_second_max
    )


def _sound_fits(audio: AudioTrack) -> bool:
    return audio.codec == "aac" and audio.profile == "LC" and audio.channels <= 2 and audio.rate_hz <= 48_000


def _even(pixels: float) -> int:
    return max(_SIDE_PIXELS_MIN, 2 * round(pixels / 2))
