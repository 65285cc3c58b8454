"""Cuts a fragmented MP4 of our own making into objects, and tells its codecs. Pure: bytes in, values out.

It reads what our ffmpeg wrote (`moov` first, then `moof` and `mdat` in pairs) and raises ValueError
otherwise; bytes from outside never come here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf"}
_TFHD_BASE_DATA_OFFSET, _TFHD_DESCRIPTION, _TFHD_DURATION = 0x1, 0x2, 0x8
_TRUN_DATA_OFFSET, _TRUN_FIRST_FLAGS = 0x1, 0x4
_TRUN_DURATION, _TRUN_SIZE, _TRUN_FLAGS, _TRUN_SHIFT = 0x100, 0x200, 0x400, 0x800
_ESDS_DESCRIPTOR, _ESDS_CONFIG, _ESDS_SPECIFIC = 0x03, 0x04, 0x05


@dataclass(frozen=True, slots=True)
class Box:
    kind: bytes
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Track:
    id: int
    handler: bytes
    ticks_per_second: int
    codec: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A `moof` and its `mdat`."""

    start: int
    end: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Piece:
    """One object: `data[start:end]`, playing from `start_ms` for `duration_ms`."""

    start: int
    end: int
    start_ms: int
    duration_ms: int


def cut(data: bytes, *, first_ms_min: int, object_bytes: int) -> list[Piece]:
    """The objects of a clip: 0 is init and fragments until `first_ms_min`, later ones of about one size."""
    return pack(fragments(data), first_ms_min=first_ms_min, object_bytes=object_bytes)


def pack(parts: Sequence[Fragment], *, first_ms_min: int, object_bytes: int) -> list[Piece]:
    """Group fragments, in order and without a gap, into objects."""
    if not parts:
        raise ValueError("no fragments")
    groups: list[list[Fragment]] = [[parts[0]]]
    for part in parts[1:]:
        group = groups[-1]
        if len(groups) == 1:
            full = group[-1].end_ms - group[0].start_ms >= first_ms_min
        else:
            full = part.end - group[0].start > object_bytes
        if full:
            groups.append([part])
        else:
            group.append(part)
    starts = [0, *(group[0].start for group in groups[1:])]
    ends = [*starts[1:], parts[-1].end]
    starts_ms = [group[0].start_ms for group in groups]
    ends_ms = [*starts_ms[1:], parts[-1].end_ms]
    return [
        Piece(start, end, start_ms, end_ms - start_ms)
        for start, end, start_ms, end_ms in zip(starts, ends, starts_ms, ends_ms, strict=True)
    ]


def fragments(data: bytes) -> list[Fragment]:
    """The fragments of a file, with the times of its picture (of its sound where there is no picture)."""
    by_id = {track.id: track for track in tracks(data)}
    found: list[Fragment] = []
    moof: Box | None = None
    for box in children(data, 0, len(data)):
        if box.kind == b"moof":
            moof = box
        elif box.kind == b"mdat" and moof is not None:
            start_ms, end_ms = _span(data, moof, by_id)
            found.append(Fragment(moof.start, box.end, start_ms, end_ms))
            moof = None
    return found


def tracks(data: bytes) -> list[Track]:
    """The tracks of the init, picture first."""
    moov = next((box for box in children(data, 0, len(data)) if box.kind == b"moov"), None)
    if moov is None:
        raise ValueError("no moov")
    found = []
    for trak in (box for box in children(data, moov.body, moov.end) if box.kind == b"trak"):
        inner = {box.kind: box for box in descend(data, trak.body, trak.end)}
        tkhd, mdhd, hdlr, stsd = (inner[kind] for kind in (b"tkhd", b"mdhd", b"hdlr", b"stsd"))
        found.append(
            Track(
                id=_u32(data, tkhd.body + (20 if data[tkhd.body] else 12)),
                handler=data[hdlr.body + 8 : hdlr.body + 12],
                ticks_per_second=_u32(data, mdhd.body + (20 if data[mdhd.body] else 12)),
                codec=_codec(data, stsd),
            )
        )
    return sorted(found, key=lambda track: track.handler != b"vide")


def codecs(data: bytes) -> str:
    """The codecs as a media type names them, for example `avc1.64001f,mp4a.40.2`."""
    return ",".join(track.codec for track in tracks(data))


def children(data: bytes, start: int, end: int) -> Iterator[Box]:
    """The boxes between two offsets, without going into them."""
    while start < end:
        if end - start < 8:
            raise ValueError("a box without a header")
        size, body = _u32(data, start), start + 8
        if size == 1:
            size, body = struct.unpack_from(">Q", data, body)[0], body + 8
        elif size == 0:
            size = end - start
        if size < body - start or start + size > end:
            raise ValueError("a box longer than its parent")
        yield Box(data[start + 4 : start + 8], start, body, start + size)
        start += size


def descend(data: bytes, start: int, end: int) -> Iterator[Box]:
    """The boxes between two offsets, and those inside them."""
    for box in children(data, start, end):
        yield box
        if box.kind in _CONTAINERS:
            yield from descend(data, box.body, box.end)


def _span(data: bytes, moof: Box, by_id: dict[int, Track]) -> tuple[int, int]:
    spans: list[tuple[bool, int, int]] = []
    for traf in (box for box in children(data, moof.body, moof.end) if box.kind == b"traf"):
        boxes = list(children(data, traf.body, traf.end))
        tfhd = next(box for box in boxes if box.kind == b"tfhd")
        tfdt = next(box for box in boxes if box.kind == b"tfdt")
        track = by_id[_u32(data, tfhd.body + 4)]
        wide = data[tfdt.body] == 1
        start = struct.unpack_from(">Q" if wide else ">I", data, tfdt.body + 4)[0]
        ticks = sum(_ticks(data, box, _default_ticks(data, tfhd)) for box in boxes if box.kind == b"trun")
        rate = track.ticks_per_second
        spans.append((track.handler != b"vide", start * 1000 // rate, (start + ticks) * 1000 // rate))
    if not spans:
        raise ValueError("a fragment without a track")
    _, start_ms, end_ms = min(spans)
    return start_ms, end_ms


def _default_ticks(data: bytes, tfhd: Box) -> int:
    flags = _u32(data, tfhd.body) & 0xFFFFFF
    if not flags & _TFHD_DURATION:
        return 0
    at = tfhd.body + 8
    at += 8 if flags & _TFHD_BASE_DATA_OFFSET else 0
    at += 4 if flags & _TFHD_DESCRIPTION else 0
    return _u32(data, at)


def _ticks(data: bytes, trun: Box, default: int) -> int:
    flags, samples = _u32(data, trun.body) & 0xFFFFFF, _u32(data, trun.body + 4)
    if not flags & _TRUN_DURATION:
        return samples * default
    at = trun.body + 8
    at += 4 if flags & _TRUN_DATA_OFFSET else 0
    at += 4 if flags & _TRUN_FIRST_FLAGS else 0
    fields = (_TRUN_DURATION, _TRUN_SIZE, _TRUN_FLAGS, _TRUN_SHIFT)
    stride = 4 * sum(1 for field in fields if flags & field)
    return sum(_u32(data, at + sample * stride) for sample in range(samples))


def _codec(data: bytes, stsd: Box) -> str:
    entry = next(children(data, stsd.body + 8, stsd.end))
    if entry.kind == b"avc1":
        avcc = _inside(data, entry, skip=78, kind=b"avcC")
        return "avc1." + data[avcc.body + 1 : avcc.body + 4].hex()
    if entry.kind == b"mp4a":
        esds = _inside(data, entry, skip=28, kind=b"esds")
        return f"mp4a.40.{_audio_object_type(data, esds)}"
    raise ValueError(f"an unexpected codec {entry.kind!r}")


def _inside(data: bytes, entry: Box, *, skip: int, kind: bytes) -> Box:
    for box in children(data, entry.body + skip, entry.end):
        if box.kind == kind:
            return box
    raise ValueError(f"no {kind.decode()}")


def _audio_object_type(data: bytes, esds: Box) -> int:
    at = esds.body + 4
    while at < esds.end:
        tag, at = data[at], at + 1
        while data[at] & 0x80:
            at += 1
        at += 1
        if tag == _ESDS_DESCRIPTOR:
            at += 3
        elif tag == _ESDS_CONFIG:
            at += 13
        elif tag == _ESDS_SPECIFIC:
            kind = data[at] >> 3
            return kind if kind != 31 else 32 + ((data[at] & 7) << 3 | data[at + 1] >> 5)
        else:
            break
    raise ValueError("no audio configuration")


def _u32(data: bytes, at: int) -> int:
    return int(struct.unpack_from(">I", data, at)[0])
