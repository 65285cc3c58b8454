"""Comments and viewer states as types."""

from __future__ import annotations

from datetime import datetime

import msgspec

from onereel.accounts.api import AuthorOut, clean_text
from onereel.interactions.errors import CommentEmpty
from onereel.kernel import limits


class Comment(msgspec.Struct, frozen=True):
    """A comment as it is stored."""

    bucket: int
    id: int
    video_id: int
    author_id: int
    parent_id: int | None
    text: str
    favorites_count: int
    replies_count: int
    created_at: datetime


class CommentCounts(msgspec.Struct, frozen=True):
    favorites: int
    replies: int


class CommentViewer(msgspec.Struct, frozen=True):
    favorited: bool


class CommentOut(msgspec.Struct, frozen=True):
    """A comment as one viewer sees it."""

    id: str
    video_id: str
    author: AuthorOut
    text: str
    parent_id: str | None
    counts: CommentCounts
    viewer: CommentViewer
    created_at: datetime


class ViewerSets(msgspec.Struct, frozen=True):
    """The newest follows and favorites of one account; `complete` when there are no others."""

    following: frozenset[int] = frozenset()
    favorited: frozenset[int] = frozenset()
    complete: bool = True


def present(comment: Comment, author: AuthorOut, *, favorited: bool) -> CommentOut:
    return CommentOut(
        id=str(comment.id),
        video_id=str(comment.video_id),
        author=author,
        text=comment.text,
        parent_id=str(comment.parent_id) if comment.parent_id is not None else None,
        counts=CommentCounts(max(comment.favorites_count, int(favorited)), comment.replies_count),
        viewer=CommentViewer(favorited),
        created_at=comment.created_at,
    )


def clean_comment(text: str) -> str:
    text = clean_text(text, "text", limits.comment_characters_max, lines=True)
    if not text:
        raise CommentEmpty(field="text")
    return text
