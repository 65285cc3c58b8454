"""What other slices may ask of interactions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onereel.accounts.api import AuthorOut
from onereel.engines.db import ReadTx
from onereel.interactions import store, viewer_sets
from onereel.interactions.favorites import visible_video
from onereel.interactions.model import ViewerSets
from onereel.videos import api as videos
from onereel.videos.api import Video, VideoOut, VideoViewer, present

__all__ = [
    "ViewerSets",
    "authors_of",
    "favorited_among",
    "favorites_of",
    "followed_among",
    "followers_of",
    "following_of",
    "for_viewer",
    "latest_following",
    "viewer_sets",
    "visible_video",
]

favorited_among = store.favorited_among
favorites_of = store.favorites_of
followed_among = store.followed_among
followers_of = store.followers_of
following_of = store.following_of
latest_following = store.latest_following


async def authors_of(tx: ReadTx, video_ids: Iterable[int]) -> dict[int, int]:
    """The author of each of these clips."""
    return {video.id: video.author_id for video in (await videos.videos(tx, video_ids)).values()}


async def for_viewer(tx: ReadTx, account_id: int | None, pairs: Sequence[tuple[Video, AuthorOut]]) -> list[VideoOut]:
    """Clips as this viewer sees them; two queries for any number."""
    favorited: set[int] = set()
    followed: set[int] = set()
    if account_id is not None and pairs:
        favorited = await store.favorited_among(tx, account_id, (video.id for video, _ in pairs))
        followed = await store.followed_among(tx, account_id, (video.author_id for video, _ in pairs))
    return [
        present(video, author, VideoViewer(video.id in favorited, video.author_id in followed))
        for video, author in pairs
    ]
