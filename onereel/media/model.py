"""What a probe sees and what a verdict says. Values only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VideoTrack:
    index: int
    codec: str
    profile: str
    pixel_format: str
    width: int
    height: int
    aspect: tuple[int, int] = (1, 1)
    rotation: int = 0
    interlaced: bool = False
    transfer: str = ""
    frames: int = 0
    frames_per_second: float = 0.0
    starts_with_key: bool = True
    gop_ms_max: int = 0
    timed: bool = True
    encrypted: bool = False
    key_frames: int = 1

    @property
    def hdr(self) -> bool:
        return self.transfer in ("smpte2084", "arib-std-b67")


@dataclass(frozen=True, slots=True)
class AudioTrack:
    index: int
    codec: str
    profile: str
    channels: int
    rate_hz: int
    encrypted: bool = False


@dataclass(frozen=True, slots=True)
class Probe:
    """A file as ffprobe describes it. `measured_ms` is what its packets cover, `declared_ms` what it says."""

    container: str
    declared_ms: int
    measured_ms: int
    bits_per_second: int
    video: VideoTrack | None
    audio: AudioTrack | None

    @property
    def duration_ms(self) -> int:
        return max(self.declared_ms, self.measured_ms)


@dataclass(frozen=True, slots=True)
class Remux:
    """The clip fits as it is: its packets are copied."""

    video_index: int
    audio_index: int | None


@dataclass(frozen=True, slots=True)
class Encode:
    """The clip is encoded to one rendition that every phone plays."""

    video_index: int
    audio_index: int | None
    width: int
    height: int
    frames_per_second: int
    deinterlace: bool
    tone_map: bool


@dataclass(frozen=True, slots=True)
class Refuse:
    code: str
    detail: str


Verdict = Remux | Encode | Refuse
