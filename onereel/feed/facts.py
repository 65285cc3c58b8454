from onereel.kernel.facts import Fact


class ViewsReported(Fact, frozen=True):
    """A batch of watch events was stored. `video_ids` were watched long enough to count, once for each view."""

    viewer_id: int
    video_ids: list[int]
