"""One typed function per query."""

from __future__ import annotations

from collections.abc import Iterable

from onereel.engines.db import ReadTx, WriteTx, load_queries
from onereel.interactions.model import Comment
from onereel.kernel import ids
from onereel.kernel.ids import bucket_of

_q = load_queries(__package__)
_LAST = (1 << 63) - 1


async def put_follow(tx: WriteTx, follower_id: int, followee_id: int) -> bool:
    return await _change(tx, "put_follow", follower_id, follower_id=follower_id, followee_id=followee_id)


async def remove_follow(tx: WriteTx, follower_id: int, followee_id: int) -> bool:
    return await _change(tx, "remove_follow", follower_id, follower_id=follower_id, followee_id=followee_id)


async def put_follower(tx: WriteTx, followee_id: int, follower_id: int) -> bool:
    return await _change(tx, "put_follower", followee_id, follower_id=follower_id, followee_id=followee_id)


async def remove_follower(tx: WriteTx, followee_id: int, follower_id: int) -> bool:
    return await _change(tx, "remove_follower", followee_id, follower_id=follower_id, followee_id=followee_id)


async def following_of(tx: ReadTx, account_id: int, before: int | None, limit: int) -> list[int]:
    return await _ids(tx, "following_of", account_id, before=before or _LAST, limit=limit)


async def latest_following(tx: ReadTx, account_id: int, limit: int) -> list[int]:
    return await _ids(tx, "latest_following", account_id, limit=limit)


async def followers_of(tx: ReadTx, account_id: int, before: int | None, limit: int) -> list[int]:
    return await _ids(tx, "followers_of", account_id, before=before or _LAST, limit=limit)


async def followed_among(tx: ReadTx, account_id: int, account_ids: Iterable[int]) -> set[int]:
    return await _among(tx, "followed_among", account_id, account_ids)


async def put_favorite(tx: WriteTx, account_id: int, video_id: int) -> bool:
    return await _change(tx, "put_favorite", account_id, account_id=account_id, video_id=video_id)


async def remove_favorite(tx: WriteTx, account_id: int, video_id: int) -> bool:
    return await _change(tx, "remove_favorite", account_id, account_id=account_id, video_id=video_id)


async def favorites_of(tx: ReadTx, account_id: int, after: int | None, limit: int) -> list[int]:
    return await _ids(tx, "favorites_of", account_id, after=after, limit=limit)


async def favorited_among(tx: ReadTx, account_id: int, video_ids: Iterable[int]) -> set[int]:
    return await _among(tx, "favorited_among", account_id, video_ids)


async def add_comment(tx: WriteTx, video_id: int, author_id: int, parent_id: int | None, text: str) -> int:
    comment_id = ids.new(bucket_of(video_id))
    await tx.run(
        _q["add_comment"],
        bucket=bucket_of(video_id),
        id=comment_id,
        video_id=video_id,
        author_id=author_id,
        parent_id=parent_id,
        text=text,
    )
    return comment_id


async def comment(tx: ReadTx, comment_id: int) -> Comment | None:
    return await tx.one(Comment, _q["comment"], bucket=bucket_of(comment_id), id=comment_id)


async def comments_of(tx: ReadTx, video_id: int, before: int | None, limit: int) -> list[Comment]:
    return await tx.many(
        Comment,
        _q["comments_of"],
        bucket=bucket_of(video_id),
        video_id=video_id,
        before=before or _LAST,
        limit=limit,
    )


async def replies_of(tx: ReadTx, video_id: int, parent_id: int, after: int | None, limit: int) -> list[Comment]:
    return await tx.many(
        Comment,
        _q["replies_of"],
        bucket=bucket_of(video_id),
        video_id=video_id,
        parent_id=parent_id,
        after=after or 0,
        limit=limit,
    )


async def remove_comment(tx: WriteTx, comment_id: int) -> int:
    """Deletes a comment with its replies; how many rows."""
    return await tx.run(_q["remove_comment"], bucket=bucket_of(comment_id), id=comment_id)


async def count_comment(tx: WriteTx, comment_id: int, *, favorites: int = 0, replies: int = 0) -> None:
    await tx.run(
        _q["count_comment"],
        bucket=bucket_of(comment_id),
        id=comment_id,
        favorites=favorites,
        replies=replies,
    )


async def put_comment_favorite(tx: WriteTx, account_id: int, comment_id: int) -> bool:
    return await _change(tx, "put_comment_favorite", account_id, account_id=account_id, comment_id=comment_id)


async def remove_comment_favorite(tx: WriteTx, account_id: int, comment_id: int) -> bool:
    return await _change(tx, "remove_comment_favorite", account_id, account_id=account_id, comment_id=comment_id)


async def comments_favorited_among(tx: ReadTx, account_id: int, comment_ids: Iterable[int]) -> set[int]:
    return await _among(tx, "comments_favorited_among", account_id, comment_ids)


async def _change(tx: WriteTx, query: str, owner: int, **params: int) -> bool:
    return await tx.run(_q[query], bucket=bucket_of(owner), **params) == 1


async def _ids(tx: ReadTx, query: str, account_id: int, **params: int | None) -> list[int]:
    return await tx.many(_id, _q[query], bucket=bucket_of(account_id), account_id=account_id, **params)


async def _among(tx: ReadTx, query: str, account_id: int, wanted: Iterable[int]) -> set[int]:
    return set(await tx.many(_id, _q[query], bucket=bucket_of(account_id), account_id=account_id, ids=list(wanted)))


def _id(id: int) -> int:
    return id
