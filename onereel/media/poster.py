"""The still picture of a clip: the best of a few frames, as WebP, and its thumbhash."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import thumbhash
from PIL import Image, ImageFilter, ImageStat

from onereel.kernel import limits
from onereel.media import sandbox
from onereel.media.api import ffmpeg
from onereel.media.errors import ChildFailed, Refused

_KEY_FRAMES_ENOUGH = 3
_SCORED_SIDE_PIXELS = 96
_BOUNDS = sandbox.Bounds(
    wall_s=limits.probe_s,
    cpu_s=limits.probe_cpu_s,
    memory_bytes=limits.encode_memory_bytes_max,
    file_bytes=0,
    output_bytes=limits.poster_output_bytes_max,
)


@dataclass(frozen=True, slots=True)
class Poster:
    webp: bytes
    thumbhash: bytes


async def make_poster(clip: Path, *, width: int, height: int, key_frames: int, duration_ms: int) -> Poster:
    """The poster of a clip of our own making."""
    wide = min(width, limits.poster_width_pixels_max)
    high = round(height * wide / width)
    arguments = candidate_arguments(clip, wide, high, key_frames, duration_ms)
    try:
        raw = await sandbox.run(arguments, reads=clip, writes=None, bounds=_BOUNDS)
    except ChildFailed as exc:
        raise Refused("damaged", f"The file is damaged: no picture can be decoded. ({exc.message})") from exc
    size = wide * high * 3
    frames = [Image.frombytes("RGB", (wide, high), raw[at : at + size]) for at in range(0, len(raw) - size + 1, size)]
    if not frames:
        raise Refused("damaged", "The file is damaged: no picture in it can be decoded.")
    return await asyncio.to_thread(_draw, frames)


def candidate_arguments(clip: Path, width: int, height: int, key_frames: int, duration_ms: int) -> list[str]:
    """A few raw frames from the beginning: key frames, which are cheap, unless they are too few."""
    wanted, window_s = limits.poster_candidates, limits.poster_window_s
    if key_frames >= _KEY_FRAMES_ENOUGH:
        skip, filters = ["-skip_frame", "nokey"], ""
    else:
        apart_s = min(duration_ms / 1000, window_s) / wanted
        skip, filters = [], rf"select='isnan(prev_selected_t)+gte(t-prev_selected_t\,{apart_s:.3f})',"
    return [
        *(str(ffmpeg()), "-nostdin", "-v", "error", *skip, "-t", str(window_s), "-i", str(clip), "-an"),
        *("-vf", f"{filters}scale={width}:{height}", "-fps_mode", "passthrough"),
        *("-frames:v", str(wanted), "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1"),
    ]


def best(frames: Sequence[Image.Image]) -> Image.Image:
    """The frame with the most to see; the earlier one of two that are alike."""
    return max(enumerate(frames), key=lambda pair: (round(_score(pair[1]), 2), -pair[0]))[1]


def _score(frame: Image.Image) -> float:
    """Contrast and detail of a small grey copy, little for what is nearly black or white."""
    grey = frame.convert("L")
    grey.thumbnail((_SCORED_SIDE_PIXELS, _SCORED_SIDE_PIXELS))
    mean, contrast = ImageStat.Stat(grey).mean[0], ImageStat.Stat(grey).stddev[0]
    detail = ImageStat.Stat(grey.filter(ImageFilter.FIND_EDGES)).mean[0]
    exposed = min(1.0, mean / 40, (255 - mean) / 25)
    return exposed * (min(contrast, 64) / 64 + min(detail, 32) / 32)


def _draw(frames: Sequence[Image.Image]) -> Poster:
    frame = best(frames)
    webp = io.BytesIO()
    frame.save(webp, "WEBP", quality=72, method=2)
    side = limits.thumbhash_side_pixels_max
    small = frame.copy()
    small.thumbnail((side, side))
    pixels = small.convert("RGBA").tobytes()
    return Poster(webp.getvalue(), bytes(thumbhash.rgba_to_thumb_hash(*small.size, list(pixels))))
