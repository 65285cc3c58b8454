"""Lists of clips and accounts as one viewer sees them."""

from __future__ import annotations

from collections.abc import Sequence

from onereel.accounts import api as accounts
from onereel.accounts.api import Account, AccountOut
from onereel.engines.db import ReadTx
from onereel.interactions import api as interactions
from onereel.kernel import cursor
from onereel.kernel.cursor import Page
from onereel.moderation.api import may_see
from onereel.videos import api as videos
from onereel.videos.api import VideoOut


async def clips(tx: ReadTx, account_id: int | None, video_ids: Sequence[int]) -> list[VideoOut]:
    """The clips this viewer may see, in the order given."""
    pairs = await videos.with_authors(tx, video_ids)
    allowed = [(video, author) for video, author in pairs if may_see(account_id, video)]
    return await interactions.for_viewer(tx, account_id, allowed)


async def clip_page(tx: ReadTx, account_id: int | None, video_ids: Sequence[int], limit: int) -> Page[VideoOut]:
    """A page from one more id than fits."""
    return Page(await clips(tx, account_id, video_ids[:limit]), _next(video_ids, limit))


async def account_page(tx: ReadTx, account_id: int | None, account_ids: Sequence[int], limit: int) -> Page[AccountOut]:
    """A page from one more id than fits."""
    found = await accounts.accounts(tx, account_ids[:limit])
    rows = [found[i] for i in account_ids[:limit] if i in found]
    return Page(await present_accounts(tx, account_id, rows), _next(account_ids, limit))


async def present_accounts(tx: ReadTx, account_id: int | None, rows: Sequence[Account]) -> list[AccountOut]:
    followed: set[int] = set()
    if account_id is not None and rows:
        followed = await interactions.followed_among(tx, account_id, (row.id for row in rows))
    return [accounts.present(row, following=row.id in followed) for row in rows]


def _next(found: Sequence[int], limit: int) -> str | None:
    return cursor.encode(found[limit - 1]) if len(found) > limit else None
