from onereel.kernel.facts import Fact


class UploadFinished(Fact, frozen=True):
    """All bytes of a clip have arrived and its record exists."""

    upload_id: int
    video_id: int
    account_id: int
