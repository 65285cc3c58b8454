"""Where candidates come from. Each source finds only clips the viewer was not served, however deep it must look."""

from __future__ import annotations

from dataclasses import dataclass

from onereel.engines.db import Database, ReadTx
from onereel.feed import store
from onereel.feed.pipeline import Candidate, Query, Reason
from onereel.interactions import api as interactions
from onereel.kernel import limits
from onereel.recommend.api import Popular
from onereel.videos import api as videos
from onereel.videos.api import ClipRef

_LIMIT = limits.feed_candidates_per_source_max
_DEEPER = 4


@dataclass(frozen=True)
class Sources:
    """The sources with what they need to look things up."""

    db: Database
    popular_clips: Popular

    async def following(self, query: Query) -> list[Candidate]:
        """The newest clips of whom the viewer follows, looking deeper until enough are found that were not served."""
        found: list[Candidate] = []
        looked_at = 0
        async with self.db.read() as tx:
            for depth in range(limits.feed_followed_depths_max):
                clips = await self._of_followed(tx, query, _DEEPER**depth)
                found = await _unserved(tx, query, clips, "followed")
                if len(clips) == looked_at or len(found) >= query.wanted:
                    break
                looked_at = len(clips)
        return found

    async def popular(self, query: Query) -> list[Candidate]:
        """What is popular lately."""
        clips = await self.popular_clips.clips()
        async with self.db.read() as tx:
            return await _unserved(tx, query, clips, "popular")

    async def fresh(self, query: Query) -> list[Candidate]:
        """The newest clips, looking back until enough are found that the viewer was not served."""
        found: list[Candidate] = []
        before: int | None = None
        async with self.db.read() as tx:
            for _ in range(limits.feed_source_pages_max):
                clips = await videos.fresh(tx, before, _LIMIT)
                found += await _unserved(tx, query, clips, "fresh", first_rank=len(found))
                if len(clips) < _LIMIT or len(found) >= query.wanted:
                    break
                before = clips[-1].id
        return found

    async def again(self, query: Query) -> list[Candidate]:
        """What the viewer was served longest ago, for when there is nothing new."""
        async with self.db.read() as tx:
            if query.kind == "following":
                clips = await self._of_followed(tx, query, 1)
                served = await store.served_among(tx, query.viewer_id, (c.id for c in clips))
                clips = sorted((c for c in clips if c.id in served), key=lambda c: served[c.id])
            else:
                video_ids = await store.served_longest_ago(tx, query.viewer_id, _LIMIT)
                known = await videos.videos(tx, video_ids)
                clips = [ClipRef(i, known[i].author_id) for i in video_ids if i in known and known[i].state == "ready"]
        return _ranked(clips, "again")

    async def _of_followed(self, tx: ReadTx, query: Query, times: int) -> list[ClipRef]:
        """The newest clips, `times` as many as usual."""
        if query.account_id is None:
            return []
        authors = await interactions.latest_following(tx, query.account_id, limits.feed_followed_authors_max)
        each = times * limits.feed_clips_per_author_max
        return await videos.latest_of_authors(tx, authors, each=each, limit=times * _LIMIT)


async def _unserved(
    tx: ReadTx, query: Query, clips: list[ClipRef], reason: Reason, first_rank: int = 0
) -> list[Candidate]:
    # What is known to Valkey alone counts too: a source that finds enough looks no deeper.
    known = query.served | query.ready
    left = [clip for clip in clips if clip.id not in known]
    served = await store.served_among(tx, query.viewer_id, (clip.id for clip in left))
    return _ranked([clip for clip in left if clip.id not in served], reason, first_rank)


def _ranked(clips: list[ClipRef], reason: Reason, first_rank: int = 0) -> list[Candidate]:
    return [Candidate(clip.id, clip.author_id, reason, rank) for rank, clip in enumerate(clips, start=first_rank)]
