"""Every kind of file through probe, verdict, ffmpeg and cutting, in the real sandbox."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from onereel.kernel import limits
from onereel.media import boxes, encode, sandbox
from onereel.media.errors import ChildFailed, Refused
from onereel.media.model import Encode, Probe, Refuse, Remux
from onereel.media.poster import Poster, make_poster
from onereel.media.probe import probe
from onereel.media.verdict import judge
from tests.conftest import SHARED_MEDIA
from tests.media import samples
from tests.media.samples import Sample


@dataclass(frozen=True)
class Result:
    verdict: Remux | Encode
    progressive: Probe
    fragmented: Probe
    pieces: list[boxes.Piece]
    codecs: str
    poster: Poster
    file: Path


def through(source: Path, folder: Path) -> Result:
    return asyncio.run(_through(source, folder))


async def _through(source: Path, folder: Path) -> Result:
    seen = await probe(source)
    verdict = judge(seen)
    if isinstance(verdict, Refuse):
        raise Refused(verdict.code, verdict.detail)
    clip = await encode.make_clip(source, seen, verdict, folder)
    progressive, fragmented = await probe(clip.progressive), await probe(clip.fragmented)
    assert progressive.video is not None
    assert (progressive.video.width, progressive.video.height) == (clip.width, clip.height)
    poster = await make_poster(
        clip.progressive,
        width=clip.width,
        height=clip.height,
        key_frames=progressive.video.key_frames,
        duration_ms=progressive.duration_ms,
    )
    data = clip.fragmented.read_bytes()
    pieces = boxes.cut(data, first_ms_min=limits.object_first_ms_min, object_bytes=limits.object_bytes)
    return Result(verdict, progressive, fragmented, pieces, boxes.codecs(data), poster, clip.progressive)


FITTING: list[Sample] = [samples.plain, samples.b_frames, samples.silent, samples.begins_black, samples.with_place]
OTHERS: list[Sample] = [
    samples.mono,
    samples.rotated,
    samples.odd,
    samples.variable_rate,
    samples.hdr,
    samples.interlaced,
    samples.anamorphic,
    samples.avi,
    samples.webm,
    samples.transport_stream,
]
REFUSED: list[tuple[Sample, str]] = [
    (samples.text, "not_a_video"),
    (samples.playlist, "not_a_video"),
    (samples.sound_only, "no_video_track"),
    (samples.encrypted, "encrypted"),
    (samples.too_long, "too_long"),
    (samples.single_picture, "too_short"),
    (samples.cut_short, "damaged"),
    (samples.garbled, "damaged"),
]


@pytest.mark.parametrize("sample", [*FITTING, *OTHERS], ids=samples.name)
def test_what_comes_out_fits(sample: Sample, tmp_path: Path) -> None:
    result = through(sample(tmp_path), tmp_path)
    assert isinstance(result.verdict, Remux if sample in FITTING else Encode)
    again = judge(result.progressive)
    assert isinstance(again, Remux), result.progressive
    video = result.fragmented.video
    assert video is not None and video.starts_with_key and video.rotation == 0
    assert abs(result.fragmented.duration_ms - result.progressive.duration_ms) <= 100
    assert result.pieces[0].start == 0 and result.pieces[0].duration_ms <= 1_600
    assert result.codecs.startswith("avc1.") and len(result.codecs.split(",")[0]) == 11
    assert result.codecs.endswith(",mp4a.40.2") == (again.audio_index is not None)
    assert result.poster.webp[8:12] == b"WEBP" and 10 < len(result.poster.thumbhash) < 40


def test_rotation_is_applied(tmp_path: Path) -> None:
    video = through(samples.rotated(tmp_path), tmp_path).progressive.video
    assert video is not None and (video.width, video.height) == (180, 320)


def test_sound_becomes_stereo(tmp_path: Path) -> None:
    audio = through(samples.mono(tmp_path), tmp_path).progressive.audio
    assert audio is not None and audio.channels == 2 and audio.rate_hz == 48_000


def test_hdr_becomes_sdr(tmp_path: Path) -> None:
    video = through(samples.hdr(tmp_path), tmp_path).progressive.video
    assert video is not None and video.transfer == "bt709" and video.pixel_format == "yuv420p"


def test_the_place_is_forgotten(tmp_path: Path) -> None:
    result = through(samples.with_place(tmp_path), tmp_path)
    body = result.file.read_bytes()
    assert b"48.8577" not in body and b"secret" not in body


def test_the_poster_is_not_the_black_beginning(tmp_path: Path) -> None:
    poster = through(samples.begins_black(tmp_path), tmp_path).poster
    with Image.open(BytesIO(poster.webp)) as image:
        assert ImageStat.Stat(image.convert("L")).mean[0] > 40


def test_picture_and_sound_of_the_fragments_begin_together(tmp_path: Path) -> None:
    through(samples.b_frames(tmp_path), tmp_path)
    data = (tmp_path / "fragmented.mp4").read_bytes()
    first = boxes.fragments(data)[0]
    assert first.start_ms == 0


@pytest.mark.parametrize(("sample", "code"), REFUSED, ids=[samples.name(sample) for sample, _ in REFUSED])
def test_what_cannot_be_a_clip(sample: Sample, code: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        through(sample(tmp_path), tmp_path)
    assert refused.value.code == code
    assert str(tmp_path) not in refused.value.detail


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("bigbuckbunny.mp4", (1280, 720)),
        ("bottle-detection.mp4", (640, 360)),
        ("car-detection.mp4", (768, 432)),
        ("hungry.mkv", (640, 480)),
    ],
)
def test_real_footage(file: str, expected: tuple[int, int], tmp_path: Path) -> None:
    source = SHARED_MEDIA / file
    if not source.exists():
        pytest.skip("there is no real footage beside the repository")
    video = through(source, tmp_path).progressive.video
    assert video is not None and (video.width, video.height) == expected


def test_a_child_has_no_network_and_no_files_of_others(tmp_path: Path) -> None:
    if not sandbox.isolates():
        pytest.skip("bubblewrap may not make namespaces here")
    (tmp_path / "in").mkdir()
    source = tmp_path / "in" / "x"
    source.write_text("x")
    bounds = sandbox.Bounds(wall_s=10, cpu_s=5, memory_bytes=500_000_000, file_bytes=1_000_000, output_bytes=10_000)

    def run(*command: str) -> bytes:
        # The tool that is bound is the shell; what else it wants to see is not there.
        return asyncio.run(sandbox.run(["/bin/sh", "-c", *command], reads=source, writes=None, bounds=bounds))

    assert run("echo seen") == b"seen\n"
    with pytest.raises(ChildFailed):
        run("read line < /etc/passwd")
    with pytest.raises(ChildFailed):
        run(f": > {source}")
    assert source.read_text() == "x"


def test_a_child_is_bounded_in_time_and_output(tmp_path: Path) -> None:
    source = tmp_path / "x"
    source.touch()
    bounds = sandbox.Bounds(wall_s=0.5, cpu_s=5, memory_bytes=500_000_000, file_bytes=0, output_bytes=1_000)
    with pytest.raises(ChildFailed):
        asyncio.run(sandbox.run(["/bin/sh", "-c", "while :; do :; done"], reads=source, writes=None, bounds=bounds))
    with pytest.raises(ChildFailed):
        loud = "while :; do echo aaaaaaaaaaaaaaaaaaaa; done"
        asyncio.run(sandbox.run(["/bin/sh", "-c", loud], reads=source, writes=None, bounds=bounds))
