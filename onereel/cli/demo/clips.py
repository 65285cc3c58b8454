"""Makes the demo clips, once: each fits the delivery profile, so ingest only copies it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from onereel.cli.demo.filters import RATE
from onereel.cli.demo.pictures import PICTURES
from onereel.cli.demo.sounds import sound
from onereel.cli.demo.world import Clip
from onereel.media.api import ffmpeg

_MAKE_S_MAX = 180
_FADE_S = 0.8


class CannotMake(Exception):
    """ffmpeg did not make a demo clip."""


def make(clip: Clip, folder: Path) -> Path:
    """The file of a clip; what was made before is used again, so its bytes and its hash stay the same."""
    target = folder / f"{clip.id}.mp4"
    if target.exists():
        return target
    fresh = folder / f"{clip.id}.new.mp4"
    try:
        subprocess.run(arguments(clip, fresh), check=True, capture_output=True, timeout=_MAKE_S_MAX)
    except subprocess.CalledProcessError as exc:
        raise CannotMake(f"{clip.id}: {exc.stderr.decode(errors='replace')[-300:]}") from exc
    except (OSError, subprocess.TimeoutExpired) as exc:
        raise CannotMake(f"{clip.id}: {exc}") from exc
    return fresh.rename(target)


def arguments(clip: Clip, target: Path) -> list[str]:
    picture = f"{PICTURES[clip.id]},scale=720:1280:flags=bicubic,setsar=1,format=yuv420p[picture]"
    heard = f"{sound(clip.sound, clip.notes)},aformat=channel_layouts=stereo"
    if "[heard]" in picture:
        heard += ",asplit[heard][sound]"
    else:
        heard += "[sound]"
    faded = (
        f"[sound]afade=t=in:d={_FADE_S},afade=t=out:st={clip.seconds - _FADE_S}:d={_FADE_S},"
        f"atrim=duration={clip.seconds}[faded]"
    )
    return [
        *("nice", "-n", "10", str(ffmpeg()), "-nostdin", "-v", "error", "-y"),
        *("-filter_complex", f"{heard};{picture};{faded}", "-map", "[picture]", "-map", "[faded]"),
        *("-t", str(clip.seconds), "-r", str(RATE), "-c:v", "libx264", "-preset", "superfast"),
        *("-crf", "25", "-maxrate", "1100k", "-bufsize", "900k", "-x264-params", "vbv-init=0.5"),
        *("-g", str(2 * RATE), "-bf", "2", "-c:a", "aac", "-b:a", "96k", "-fflags", "+bitexact", str(target)),
    ]
