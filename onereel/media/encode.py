"""What ffmpeg is asked to do. Arguments are pure values; `make_clip` runs them in a bounded child."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onereel.kernel import limits
from onereel.media import sandbox
from onereel.media.api import ffmpeg
from onereel.media.errors import ChildFailed, Refused
from onereel.media.model import Encode, Probe, Remux
from onereel.media.probe import DEMUXERS
from onereel.media.verdict import encode_plan

BOUNDS = sandbox.Bounds(
    wall_s=limits.encode_s,
    cpu_s=limits.encode_cpu_s,
    memory_bytes=limits.encode_memory_bytes_max,
    file_bytes=limits.media_file_bytes_max,
    output_bytes=limits.probe_output_bytes_max,
)

_QUIET = ("-nostdin", "-hide_banner", "-v", "error", "-y")
_TO_SDR = (
    "zscale=w={width}:h={height}:t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,"
    "tonemap=hable:desat=0,zscale=t=bt709:m=bt709:r=tv,format=yuv420p"
)
_SDR = "scale={width}:{height}:flags=bicubic:out_color_matrix=bt709:out_range=tv,format=yuv420p"
_BT709 = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"


@dataclass(frozen=True, slots=True)
class Clip:
    """One rendition on disk: fragmented for playback, progressive for download and old players."""

    fragmented: Path
    progressive: Path
    width: int
    height: int


async def make_clip(source: Path, probe: Probe, verdict: Remux | Encode, folder: Path) -> Clip:
    """Copy what fits, encode what does not; what should fit but does not copy is encoded."""
    video = probe.video
    assert video is not None
    try:
        if isinstance(verdict, Remux):
            clip = Clip(folder / "fragmented.mp4", folder / "clip.mp4", video.width, video.height)
            try:
                await _run(package_arguments(source, verdict, clip), source, folder)
                return clip
            except ChildFailed:
                verdict = encode_plan(probe)
        encoded = folder / "encoded.mp4"
        await _run(encode_arguments(source, verdict, encoded), source, folder)
        clip = Clip(folder / "fragmented.mp4", folder / "clip.mp4", verdict.width, verdict.height)
        tracks = Remux(0, 1 if verdict.audio_index is not None else None)
        await _run(package_arguments(encoded, tracks, clip), encoded, folder)
        return clip
    except ChildFailed as exc:
        raise Refused("damaged", f"The file is damaged: it cannot be decoded. ({exc.message})") from exc


def encode_arguments(source: Path, plan: Encode, target: Path) -> list[str]:
    """One H.264 rendition with a key frame at least every 2 s and a bounded first second."""
    rate = plan.frames_per_second
    scale = (_TO_SDR if plan.tone_map else _SDR).format(width=plan.width, height=plan.height)
    picture = [
        *(["bwdif=mode=send_frame"] if plan.deinterlace else []),
        scale,
        "setsar=1",
        f"fps={rate}",
        _BT709,
    ]
    # A reservoir of less than a second, half full at the start, keeps the first key frame small.
    video = [
        *("-vf", ",".join(picture), "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high"),
        *("-crf", "24", "-maxrate", "1100k", "-bufsize", "900k", "-x264-params", "vbv-init=0.5"),
        *("-g", str(2 * rate), "-bf", "2"),
    ]
    sound = ["-an"]
    maps = ["-map", f"0:{plan.video_index}"]
    if plan.audio_index is not None:
        maps += ["-map", f"0:{plan.audio_index}"]
        sound = ["-c:a", "aac", "-b:a", "112k", "-ac", "2", "-ar", "48000", "-af", "aresample=async=1"]
    return [
        *(str(ffmpeg()), *_QUIET, *_input(source), *maps, *video, *sound, *_WITHOUT_METADATA),
        *("-t", str(limits.clip_ms_max / 1000), "-f", "mp4", str(target)),
    ]


def package_arguments(source: Path, tracks: Remux, clip: Clip) -> list[str]:
    """Both files from one read, packets copied.

    In the fragmented one times start at 0 for picture and sound alike, because players of fragments do not
    heed edit lists: composition offsets may be negative, and the encoder's silent lead-in is dropped.
    """
    maps = ["-map", f"0:{tracks.video_index}"]
    if tracks.audio_index is not None:
        maps += ["-map", f"0:{tracks.audio_index}"]
    copy = [*maps, "-c", "copy", *_WITHOUT_METADATA, "-f", "mp4"]
    lead_in = ["-bsf:a", r"noise=drop=lt(pts\,0)"] if tracks.audio_index is not None else []
    flags = "+empty_moov+default_base_moof+negative_cts_offsets+skip_trailer"
    fragment_us = str(limits.rendition_fragment_ms * 1000)
    return [
        *(str(ffmpeg()), *_QUIET, *_input(source)),
        *(*copy, *lead_in, "-movflags", flags, "-frag_duration", fragment_us, str(clip.fragmented)),
        *(*copy, "-movflags", "+faststart", "-chunk_duration", fragment_us, str(clip.progressive)),
    ]


# No chapters, no place where it was filmed, no name of the device.
_WITHOUT_METADATA = ("-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact")


def _input(source: Path) -> tuple[str, ...]:
    return ("-protocol_whitelist", "file", "-format_whitelist", DEMUXERS, "-i", str(source))


async def _run(arguments: list[str], source: Path, folder: Path) -> None:
    await sandbox.run(arguments, reads=source, writes=folder, bounds=BOUNDS)
