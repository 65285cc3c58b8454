"""Favorite and unfavorite, of clips and of comments."""

from __future__ import annotations

from onereel.engines.cache import Cache
from onereel.engines.db import ReadTx, WriteTx
from onereel.interactions import store, viewer_sets
from onereel.interactions.errors import CommentNotFound
from onereel.interactions.facts import (
    CommentFavorited,
    CommentUnfavorited,
    VideoFavorited,
    VideoUnfavorited,
)
from onereel.kernel.ids import bucket_of
from onereel.moderation.api import may_see
from onereel.videos import api as videos
from onereel.videos.api import Video
from onereel.videos.errors import VideoNotFound


async def favorite(tx: WriteTx, cache: Cache, account_id: int, video_id: int) -> None:
    await visible_video(tx, account_id, video_id)
    if await store.put_favorite(tx, account_id, video_id):
        await tx.emit(VideoFavorited(bucket=bucket_of(account_id), account_id=account_id, video_id=video_id))
        viewer_sets.changed(tx, cache, account_id)


async def unfavorite(tx: WriteTx, cache: Cache, account_id: int, video_id: int) -> None:
    """Takes a favorite back; also of a clip that can no longer be seen."""
    if await store.remove_favorite(tx, account_id, video_id):
        await tx.emit(VideoUnfavorited(bucket=bucket_of(account_id), account_id=account_id, video_id=video_id))
        viewer_sets.changed(tx, cache, account_id)
        return
    await visible_video(tx, account_id, video_id)


async def favorite_comment(tx: WriteTx, account_id: int, comment_id: int) -> None:
    await _visible_comment(tx, account_id, comment_id)
    if await store.put_comment_favorite(tx, account_id, comment_id):
        await tx.emit(CommentFavorited(bucket=bucket_of(account_id), account_id=account_id, comment_id=comment_id))


async def unfavorite_comment(tx: WriteTx, account_id: int, comment_id: int) -> None:
    await _visible_comment(tx, account_id, comment_id)
    if await store.remove_comment_favorite(tx, account_id, comment_id):
        await tx.emit(CommentUnfavorited(bucket=bucket_of(account_id), account_id=account_id, comment_id=comment_id))


async def visible_video(tx: ReadTx, account_id: int | None, video_id: int) -> Video:
    """The clip, if this account may see it; else it looks like one that does not exist."""
    video = await videos.video(tx, video_id)
    if video is None or not may_see(account_id, video):
        raise VideoNotFound
    return video


async def _visible_comment(tx: ReadTx, account_id: int, comment_id: int) -> None:
    comment = await store.comment(tx, comment_id)
    if comment is None:
        raise CommentNotFound
    await visible_video(tx, account_id, comment.video_id)
