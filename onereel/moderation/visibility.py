"""Ranking orders; this decides. Asked last, of everything that is shown."""

from __future__ import annotations

from onereel.videos.api import Video


def may_see(viewer_account_id: int | None, video: Video) -> bool:
    """Whether this viewer may see the clip: everybody once it is ready, only its author before and after refusal."""
    return video.state == "ready" or (
        video.state != "deleted" and viewer_account_id is not None and viewer_account_id == video.author_id
    )
