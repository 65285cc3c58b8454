"""Follow, favorite, comment over HTTP: all writes are idempotent and answered after commit."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import delete, get, post, put

from onereel.accounts.api import Viewer
from onereel.engines.cache import Cache
from onereel.engines.db import ReadTx, WriteTx
from onereel.interactions import comments, favorites, follows
from onereel.interactions.model import CommentOut
from onereel.kernel import ids
from onereel.kernel.cursor import Page, decode, page_limit


class NewComment(msgspec.Struct):
    text: str
    parent_id: str | None = None


@put("/accounts/{handle:str}/follow", status_code=204)
async def follow(handle: str, viewer: Viewer, tx: WriteTx, cache: Cache) -> None:
    """Follow an account."""
    await follows.follow(tx, cache, viewer.required(), handle)


@delete("/accounts/{handle:str}/follow")
async def unfollow(handle: str, viewer: Viewer, tx: WriteTx, cache: Cache) -> None:
    """Stop following an account."""
    await follows.unfollow(tx, cache, viewer.required(), handle)


@put("/videos/{video_id:str}/favorite", status_code=204)
async def favorite(video_id: str, viewer: Viewer, tx: WriteTx, cache: Cache) -> None:
    """Favorite a clip."""
    await favorites.favorite(tx, cache, viewer.required(), ids.parse(video_id))


@delete("/videos/{video_id:str}/favorite")
async def unfavorite(video_id: str, viewer: Viewer, tx: WriteTx, cache: Cache) -> None:
    """Take a favorite back."""
    await favorites.unfavorite(tx, cache, viewer.required(), ids.parse(video_id))


@get("/videos/{video_id:str}/comments")
async def list_comments(
    video_id: str,
    viewer: Viewer,
    own_read: ReadTx,
    parent_id: str | None = None,
    cursor: str | None = None,
    limit: int | None = None,
) -> Page[CommentOut]:
    """Comments of a clip, the newest first; with `parent_id` the replies to that comment, the oldest first."""
    return await comments.page(
        own_read,
        viewer.account_id,
        ids.parse(video_id),
        ids.parse(parent_id) if parent_id else None,
        decode(cursor),
        page_limit(limit),
    )


@post("/videos/{video_id:str}/comments")
async def write_comment(video_id: str, data: NewComment, viewer: Viewer, tx: WriteTx) -> CommentOut:
    """Comment on a clip, or reply to a comment."""
    parent_id = ids.parse(data.parent_id) if data.parent_id else None
    return await comments.write(tx, viewer.required(), ids.parse(video_id), data.text, parent_id)


@delete("/comments/{comment_id:str}")
async def delete_comment(comment_id: str, viewer: Viewer, tx: WriteTx) -> None:
    """Delete one's own comment, or one below one's own clip; its replies go with it."""
    await comments.delete(tx, viewer.required(), ids.parse(comment_id))


@put("/comments/{comment_id:str}/favorite", status_code=204)
async def favorite_comment(comment_id: str, viewer: Viewer, tx: WriteTx) -> None:
    """Favorite a comment."""
    await favorites.favorite_comment(tx, viewer.required(), ids.parse(comment_id))


@delete("/comments/{comment_id:str}/favorite")
async def unfavorite_comment(comment_id: str, viewer: Viewer, tx: WriteTx) -> None:
    """Take a comment's favorite back."""
    await favorites.unfavorite_comment(tx, viewer.required(), ids.parse(comment_id))


def routes() -> list[Any]:
    return [
        follow,
        unfollow,
        favorite,
        unfavorite,
        list_comments,
        write_comment,
        delete_comment,
        favorite_comment,
        unfavorite_comment,
    ]
