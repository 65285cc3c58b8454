from onereel.kernel.facts import Fact


class VideoReady(Fact, frozen=True):
    """A clip can be watched."""

    video_id: int
    author_id: int


class VideoRefused(Fact, frozen=True):
    """A clip cannot be published; its record says why."""

    video_id: int
    author_id: int


class VideoChanged(Fact, frozen=True):
    """Caption, tags or counts of a clip changed."""

    video_id: int
    author_id: int


class VideoDeleted(Fact, frozen=True):
    """A clip is gone. `was_ready`: it had been counted among the author's clips."""

    video_id: int
    author_id: int
    was_ready: bool
