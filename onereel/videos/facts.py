from onereel.kernel.facts import Fact


class VideoReady(Fact):
    """A clip can be watched."""

    video_id: int
    author_id: int


class VideoRefused(Fact):
    """A clip cannot be published; its record says why."""

    video_id: int
    author_id: int


class VideoChanged(Fact):
    """Caption, tags or counts of a clip changed."""

    video_id: int
    author_id: int


class VideoDeleted(Fact):
    """A clip is gone. `was_ready`: it had been counted among the author's clips."""

    video_id: int
    author_id: int
    was_ready: bool
