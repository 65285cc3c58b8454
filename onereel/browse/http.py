"""Looking things up over HTTP, and changing or deleting one's own clip."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import delete, get, patch

from onereel.accounts import api as accounts
from onereel.accounts.api import AccountOut, Viewer
from onereel.accounts.errors import AccountNotFound
from onereel.browse import lists
from onereel.engines.db import ReadTx, WriteTx
from onereel.interactions import api as interactions
from onereel.kernel import ids, limits
from onereel.kernel.cursor import Page, decode, page_limit
from onereel.kernel.errors import Invalid
from onereel.videos import api as videos
from onereel.videos.api import VideoOut
from onereel.videos.errors import VideoNotFound

_SEARCH_ACCOUNTS = 10
_SEARCH_TAGS = 10


class Words(msgspec.Struct):
    """What can be changed about a clip; what is left out stays."""

    caption: str | None = None
    tags: list[str] | None = None


class TagPage(msgspec.Struct):
    tag: str
    items: list[VideoOut]
    next_cursor: str | None


class Found(msgspec.Struct):
    accounts: list[AccountOut]
    videos: list[VideoOut]
    tags: list[str]


@get("/videos/{video_id:str}")
async def show_video(video_id: str, viewer: Viewer, own_read: ReadTx) -> VideoOut:
    """One clip; one's own also while it is processed or after it was refused."""
    found = await lists.clips(own_read, viewer.account_id, [ids.parse(video_id)])
    if not found:
        raise VideoNotFound
    return found[0]


@patch("/videos/{video_id:str}")
async def change_video(video_id: str, data: Words, viewer: Viewer, tx: WriteTx) -> VideoOut:
    """Change caption or tags of one's own clip."""
    account_id = viewer.required()
    video = await videos.change_words(tx, account_id, ids.parse(video_id), data.caption, data.tags)
    return (await lists.clips(tx, account_id, [video.id]))[0]


@delete("/videos/{video_id:str}")
async def delete_video(video_id: str, viewer: Viewer, tx: WriteTx) -> None:
    """Delete one's own clip, for everybody and for good."""
    await videos.delete(tx, viewer.required(), ids.parse(video_id))


@get("/accounts/{handle:str}")
async def show_account(handle: str, viewer: Viewer, own_read: ReadTx) -> AccountOut:
    """One account."""
    account = await accounts.account(own_read, await accounts.id_of_handle(own_read, handle))
    if account is None:
        raise AccountNotFound
    return (await lists.present_accounts(own_read, viewer.account_id, [account]))[0]


@get("/accounts/{handle:str}/videos")
async def list_videos(
    handle: str, viewer: Viewer, own_read: ReadTx, cursor: str | None = None, limit: int | None = None
) -> Page[VideoOut]:
    """An author's clips, the newest first; one's own in every state."""
    author_id, size = await accounts.id_of_handle(own_read, handle), page_limit(limit)
    own = author_id == viewer.account_id
    found = await videos.videos_of(own_read, author_id, decode(cursor), size + 1, own=own)
    return await lists.clip_page(own_read, viewer.account_id, found, size)


@get("/accounts/{handle:str}/favorites")
async def list_favorites(
    handle: str, viewer: Viewer, own_read: ReadTx, cursor: str | None = None, limit: int | None = None
) -> Page[VideoOut]:
    """What an account favorited, the latest first."""
    account_id, size = await accounts.id_of_handle(own_read, handle), page_limit(limit)
    found = await interactions.favorites_of(own_read, account_id, decode(cursor), size + 1)
    return await lists.clip_page(own_read, viewer.account_id, found, size)


@get("/accounts/{handle:str}/followers")
async def list_followers(
    handle: str, viewer: Viewer, own_read: ReadTx, cursor: str | None = None, limit: int | None = None
) -> Page[AccountOut]:
    """Who follows an account."""
    account_id, size = await accounts.id_of_handle(own_read, handle), page_limit(limit)
    found = await interactions.followers_of(own_read, account_id, decode(cursor), size + 1)
    return await lists.account_page(own_read, viewer.account_id, found, size)


@get("/accounts/{handle:str}/following")
async def list_following(
    handle: str, viewer: Viewer, own_read: ReadTx, cursor: str | None = None, limit: int | None = None
) -> Page[AccountOut]:
    """Whom an account follows."""
    account_id, size = await accounts.id_of_handle(own_read, handle), page_limit(limit)
    found = await interactions.following_of(own_read, account_id, decode(cursor), size + 1)
    return await lists.account_page(own_read, viewer.account_id, found, size)


@get("/tags/{tag:str}")
async def show_tag(
    tag: str, viewer: Viewer, read: ReadTx, cursor: str | None = None, limit: int | None = None
) -> TagPage:
    """Clips with a tag, the newest first."""
    tag, size = videos.clean_tag(tag), page_limit(limit)
    found = await videos.tagged(read, tag, decode(cursor), size + 1)
    page = await lists.clip_page(read, viewer.account_id, found, size)
    return TagPage(tag, page.items, page.next_cursor)


@get("/search")
async def search(q: str, viewer: Viewer, read: ReadTx, limit: int | None = None) -> Found:
    """Accounts, clips and tags that match the words."""
    words = q.strip().lstrip("#@").replace("\0", "").lower()
    if not 1 <= len(words) <= limits.search_query_characters_max:
        raise Invalid(f"Search for 1 to {limits.search_query_characters_max} characters.", field="q")
    people = await accounts.search(read, words, _SEARCH_ACCOUNTS)
    clips = await videos.search(read, words, page_limit(limit))
    tags = await videos.search_tags(read, words, _SEARCH_TAGS)
    return Found(
        accounts=await lists.present_accounts(read, viewer.account_id, people),
        videos=await lists.clips(read, viewer.account_id, clips),
        tags=tags,
    )


def routes() -> list[Any]:
    return [
        show_video,
        change_video,
        delete_video,
        show_account,
        list_videos,
        list_favorites,
        list_followers,
        list_following,
        show_tag,
        search,
    ]
