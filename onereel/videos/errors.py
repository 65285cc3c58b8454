from onereel.kernel.errors import Forbidden, NotFound


class VideoNotFound(NotFound):
    """There is no such clip."""

    code = "video_not_found"


class NotYourVideo(Forbidden):
    """This clip belongs to somebody else."""

    code = "not_your_video"
