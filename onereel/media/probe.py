"""What is in a file, told by ffprobe in a bounded child."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from onereel.kernel import limits
from onereel.media import sandbox
from onereel.media.api import ffprobe
from onereel.media.errors import ChildFailed, Refused
from onereel.media.model import AudioTrack, Probe, VideoTrack

# Containers of video. What names other files or addresses (playlists, concat scripts) is not among them.
DEMUXERS = "mov,matroska,avi,mpegts,mpeg,flv,asf,ogg"
_ENTRIES = "packet=stream_index,pts_time,duration_time,size,flags:packet_side_data=side_data_type"
_CONTAINER_MARKS = (
    (4, b"ftyp"),
    (4, b"moov"),
    (0, b"\x1aE\xdf\xa3"),
    (8, b"AVI "),
    (0, b"FLV\x01"),
    (0, b"OggS"),
)

_BOUNDS = sandbox.Bounds(
    wall_s=limits.probe_s,
    cpu_s=limits.probe_cpu_s,
    memory_bytes=limits.probe_memory_bytes_max,
    file_bytes=0,
    output_bytes=limits.probe_output_bytes_max,
)


class _SideData(msgspec.Struct, frozen=True):
    side_data_type: str = ""
    rotation: int = 0


class _Stream(msgspec.Struct, frozen=True):
    index: int
    codec_type: str = ""
    codec_name: str = ""
    profile: str = ""
    pix_fmt: str = ""
    width: int = 0
    height: int = 0
    sample_aspect_ratio: str = "1:1"
    field_order: str = "progressive"
    color_transfer: str = ""
    avg_frame_rate: str = "0/0"
    channels: int = 0
    sample_rate: str = "0"
    disposition: dict[str, int] = {}
    side_data_list: list[_SideData] = []


class _Packet(msgspec.Struct, frozen=True):
    stream_index: int
    pts_time: str = ""
    duration_time: str = "0"
    size: str = "0"
    flags: str = ""
    side_data_list: list[_SideData] = []


class _Format(msgspec.Struct, frozen=True):
    format_name: str = ""
    duration: str = "0"


class _Report(msgspec.Struct, frozen=True):
    packets: list[_Packet] = []
    streams: list[_Stream] = []
    format: _Format = _Format()


async def probe(path: Path) -> Probe:
    """Describe a file; raises Refused when it is no video at all or cannot be read."""
    argv: list[str | Path] = [
        ffprobe(),
        *("-v", "error", "-of", "json", "-protocol_whitelist", "file", "-format_whitelist", DEMUXERS),
        *("-read_intervals", f"%+{limits.clip_ms_max // 1000 + 1}", "-show_format", "-show_streams"),
        *("-show_entries", _ENTRIES, path),
    ]
    try:
        report = msgspec.json.decode(await sandbox.run(argv, reads=path, writes=None, bounds=_BOUNDS), type=_Report)
    except (ChildFailed, msgspec.DecodeError) as exc:
        raise _unreadable(path, exc) from exc
    return describe(report)


def describe(report: _Report) -> Probe:
    """The probe of what ffprobe reported: the first moving picture and the first sound."""
    streams = report.streams
    pictures = [s for s in streams if s.codec_type == "video" and not s.disposition.get("attached_pic")]
    sounds = [s for s in streams if s.codec_type == "audio" and s.channels > 0]
    used = {stream.index for stream in (*pictures[:1], *sounds[:1])}
    packets = [packet for packet in report.packets if packet.stream_index in used]
    measured_ms = _span_ms(packets)
    return Probe(
        container=report.format.format_name.split(",")[0],
        declared_ms=_ms(report.format.duration),
        measured_ms=measured_ms,
        bits_per_second=sum(int(p.size) for p in packets) * 8_000 // max(measured_ms, 1),
        video=_video(pictures[0], packets) if pictures else None,
        audio=_audio(sounds[0], packets) if sounds else None,
    )


def _video(stream: _Stream, packets: Sequence[_Packet]) -> VideoTrack:
    own = [packet for packet in packets if packet.stream_index == stream.index]
    keys_ms = sorted(_ms(packet.pts_time) for packet in own if packet.flags.startswith("K"))
    last_ms = max((_ms(packet.pts_time) for packet in own), default=0)
    gops = [after - before for before, after in zip(keys_ms, [*keys_ms[1:], last_ms], strict=False)]
    return VideoTrack(
        index=stream.index,
        codec=stream.codec_name,
        profile=stream.profile,
        pixel_format=stream.pix_fmt,
        width=stream.width,
        height=stream.height,
        aspect=_aspect(stream.sample_aspect_ratio),
        rotation=next((side.rotation % 360 for side in stream.side_data_list if side.rotation), 0),
        interlaced=stream.field_order not in ("progressive", "unknown"),
        transfer=stream.color_transfer,
        frames=len(own),
        frames_per_second=_rate(stream.avg_frame_rate),
        starts_with_key=bool(own) and own[0].flags.startswith("K"),
        gop_ms_max=max(gops, default=0),
        timed=all(packet.pts_time for packet in own),
        encrypted=_encrypted(own),
        key_frames=len(keys_ms),
    )


def _audio(stream: _Stream, packets: Sequence[_Packet]) -> AudioTrack:
    return AudioTrack(
        index=stream.index,
        codec=stream.codec_name,
        profile=stream.profile,
        channels=stream.channels,
        rate_hz=int(stream.sample_rate),
        encrypted=_encrypted([packet for packet in packets if packet.stream_index == stream.index]),
    )


def _unreadable(path: Path, exc: Exception) -> Refused:
    with path.open("rb") as file:
        head = file.read(16)
    if any(head[at : at + len(mark)] == mark for at, mark in _CONTAINER_MARKS):
        reason = f" ({exc.message})" if isinstance(exc, ChildFailed) else ""
        return Refused("damaged", f"The file is damaged and cannot be opened.{reason}")
    return Refused("not_a_video", "This file is not a video. Choose an MP4, MOV, WebM or MKV file.")


def _encrypted(packets: Sequence[_Packet]) -> bool:
    return any(side.side_data_type == "Encryption info" for packet in packets[:1] for side in packet.side_data_list)


def _span_ms(packets: Sequence[_Packet]) -> int:
    # What lies before 0 is the silent lead-in of an audio encoder and is not heard.
    starts = [max(0, _ms(packet.pts_time)) for packet in packets]
    ends = [_ms(packet.pts_time) + _ms(packet.duration_time) for packet in packets]
    return max(ends, default=0) - min(starts, default=0)


def _ms(seconds: str) -> int:
    try:
        return round(float(seconds) * 1000)
    except (ValueError, OverflowError):
        return 0


def _rate(text: str) -> float:
    over, under = (int(part) for part in text.split("/"))
    return over / under if under else 0.0


def _aspect(text: str) -> tuple[int, int]:
    wide, _, high = text.partition(":")
    if wide.isdigit() and high.isdigit() and int(wide) > 0 and int(high) > 0:
        return int(wide), int(high)
    return (1, 1)
