"""Comments, with replies one level deep."""

from __future__ import annotations

from onereel.accounts import api as accounts
from onereel.engines.db import ReadTx, WriteTx
from onereel.interactions import store
from onereel.interactions.errors import CommentNotFound, NotYourComment
from onereel.interactions.facts import CommentDeleted, CommentWritten
from onereel.interactions.favorites import visible_video
from onereel.interactions.model import Comment, CommentOut, clean_comment, present
from onereel.kernel import cursor
from onereel.kernel.cursor import Page
from onereel.kernel.ids import bucket_of


async def write(tx: WriteTx, author_id: int, video_id: int, text: str, parent_id: int | None) -> CommentOut:
    """Comment on a clip. A reply to a reply joins the replies of its comment."""
    text = clean_comment(text)
    await visible_video(tx, author_id, video_id)
    if parent_id is not None:
        parent = await store.comment(tx, parent_id)
        if parent is None or parent.video_id != video_id:
            raise CommentNotFound("The comment this replies to is gone.", field="parent_id")
        parent_id = parent.parent_id or parent.id
    comment_id = await store.add_comment(tx, video_id, author_id, parent_id, text)
    fact = CommentWritten(
        bucket=bucket_of(video_id),
        comment_id=comment_id,
        video_id=video_id,
        author_id=author_id,
        parent_id=parent_id,
    )
    await tx.emit(fact)
    return (await _presented(tx, author_id, [await _existing(tx, comment_id)]))[0]


async def delete(tx: WriteTx, account_id: int, comment_id: int) -> None:
    """Delete one's own comment, or any below one's own clip."""
    comment = await _existing(tx, comment_id)
    video = await visible_video(tx, account_id, comment.video_id)
    if account_id not in (comment.author_id, video.author_id):
        raise NotYourComment
    rows = await store.remove_comment(tx, comment_id)
    fact = CommentDeleted(
        bucket=comment.bucket,
        comment_id=comment_id,
        video_id=comment.video_id,
        parent_id=comment.parent_id,
        rows=rows,
    )
    await tx.emit(fact)


async def page(
    tx: ReadTx,
    account_id: int | None,
    video_id: int,
    parent_id: int | None,
    after: int | None,
    limit: int,
) -> Page[CommentOut]:
    """Comments of a clip, the newest first; or the replies to one of them, the oldest first."""
    await visible_video(tx, account_id, video_id)
    if parent_id is None:
        rows = await store.comments_of(tx, video_id, after, limit + 1)
    else:
        rows = await store.replies_of(tx, video_id, parent_id, after, limit + 1)
    shown = rows[:limit]
    next_cursor = cursor.encode(shown[-1].id) if len(rows) > limit else None
    return Page(await _presented(tx, account_id, shown), next_cursor)


async def _presented(tx: ReadTx, account_id: int | None, rows: list[Comment]) -> list[CommentOut]:
    authors = await accounts.accounts(tx, (row.author_id for row in rows))
    favorited: set[int] = set()
    if account_id is not None:
        favorited = await store.comments_favorited_among(tx, account_id, (row.id for row in rows))
    return [
        present(row, accounts.author(authors[row.author_id]), favorited=row.id in favorited)
        for row in rows
        if row.author_id in authors
    ]


async def _existing(tx: ReadTx, comment_id: int) -> Comment:
    comment = await store.comment(tx, comment_id)
    if comment is None:
        raise CommentNotFound
    return comment
