"""Small files of every kind that people send, made with ffmpeg in the form each test needs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from onereel.media.api import ffmpeg

_MOVING = ("-f", "lavfi", "-i", "testsrc2=s=320x180:r=30:d=2")
_TONE = ("-f", "lavfi", "-i", "sine=d=2")
_X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "30", "-b:v", "400k")
_HDR = "log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"
_KEY = "00112233445566778899aabbccddeeff"


def make(target: Path, *arguments: str) -> Path:
    subprocess.run([str(ffmpeg()), "-v", "error", "-y", *arguments, str(target)], check=True)
    return target


def plain(folder: Path) -> Path:
    return make(folder / "plain.mp4", *_MOVING, *_TONE, *_X264, "-c:a", "aac")


def b_frames(folder: Path) -> Path:
    return make(folder / "b.mp4", *_MOVING, *_TONE, *_X264, "-preset", "medium", "-bf", "2", "-c:a", "aac")


def silent(folder: Path) -> Path:
    return make(folder / "silent.mp4", *_MOVING, *_X264)


def mono(folder: Path) -> Path:
    return make(folder / "mono.mkv", *_MOVING, *_TONE, "-c:v", "mpeg4", "-c:a", "aac", "-ac", "1")


def rotated(folder: Path) -> Path:
    return make(folder / "rotated.mp4", "-display_rotation", "90", "-i", str(plain(folder)), "-c", "copy")


def odd(folder: Path) -> Path:
    picture = ("-f", "lavfi", "-i", "testsrc2=s=321x179:r=30:d=1")
    return make(folder / "odd.mp4", *picture, "-c:v", "libx264", "-pix_fmt", "yuv444p")


def variable_rate(folder: Path) -> Path:
    uneven = "setpts='if(lt(N,30),N/15,2+(N-30)/60)/TB'"
    return make(
        folder / "vfr.mp4", *_MOVING, "-vf", uneven, "-fps_mode", "vfr", "-c:v", "libx265", "-preset", "ultrafast"
    )


def hdr(folder: Path) -> Path:
    codec = ("-vf", "format=yuv420p10le", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", _HDR)
    return make(folder / "hdr.mp4", *_MOVING, *codec, "-tag:v", "hvc1")


def interlaced(folder: Path) -> Path:
    return make(folder / "inter.mp4", *_MOVING, "-vf", "interlace", *_X264, "-flags", "+ildct+ilme")


def anamorphic(folder: Path) -> Path:
    return make(folder / "sar.mp4", *_MOVING, "-vf", "setsar=4/3", *_X264)


def avi(folder: Path) -> Path:
    return make(folder / "old.avi", *_MOVING, *_TONE, "-c:v", "mpeg4", "-bf", "2", "-c:a", "libmp3lame")


def webm(folder: Path) -> Path:
    codec = ("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus")
    return make(folder / "new.webm", *_MOVING, *_TONE, *codec)


def transport_stream(folder: Path) -> Path:
    return make(folder / "x.ts", *_MOVING, *_TONE, *_X264, "-c:a", "aac")


def begins_black(folder: Path) -> Path:
    black = ("-f", "lavfi", "-i", "color=black:s=320x180:r=30:d=1")
    joined = ("-filter_complex", "[0][1]concat")
    return make(folder / "black.mp4", *black, *_MOVING, *joined, *_X264)


def with_place(folder: Path) -> Path:
    place = ("-metadata", "location=+48.8577+002.295/", "-metadata", "title=secret")
    return make(folder / "place.mp4", "-i", str(plain(folder)), "-c", "copy", *place, "-movflags", "use_metadata_tags")


def sound_only(folder: Path) -> Path:
    return make(folder / "sound.m4a", *_TONE, "-c:a", "aac")


def encrypted(folder: Path) -> Path:
    lock = ("-encryption_scheme", "cenc-aes-ctr", "-encryption_key", _KEY, "-encryption_kid", _KEY)
    return make(folder / "locked.mp4", *_MOVING, *_X264, *lock)


def too_long(folder: Path) -> Path:
    return make(folder / "long.mp4", "-f", "lavfi", "-i", "color=black:s=32x32:r=2:d=62", *_X264)


def single_picture(folder: Path) -> Path:
    return make(folder / "one.mp4", *_MOVING, "-frames:v", "1", *_X264)


def cut_short(folder: Path) -> Path:
    whole = plain(folder).read_bytes()
    target = folder / "short.mp4"
    target.write_bytes(whole[: len(whole) // 2])
    return target


def garbled(folder: Path) -> Path:
    """Its description is whole, its pictures are not."""
    body = bytearray(silent(folder).read_bytes())
    begin = body.find(b"mdat") + 8
    end = body.find(b"moov", begin)
    body[begin:end] = bytes((n * 97 + 13) % 256 for n in range(end - begin))
    target = folder / "garbled.mp4"
    target.write_bytes(body)
    return target


def text(folder: Path) -> Path:
    target = folder / "text.mp4"
    target.write_text("This is a text file that calls itself a film.\n" * 50)
    return target


def playlist(folder: Path) -> Path:
    """A list that would make a careless reader open other files."""
    target = folder / "list.mp4"
    target.write_text("#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n")
    return target


Sample = Callable[[Path], Path]


def name(sample: Sample) -> str:
    return getattr(sample, "__name__", "sample")
