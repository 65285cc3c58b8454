"""How good a candidate is. Pure."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from onereel.feed import weights
from onereel.feed.pipeline import Candidate, Query, Reason

_WEIGHT: dict[Reason, float] = {
    "followed": weights.FOLLOWED,
    "popular": weights.POPULAR,
    "fresh": weights.FRESH,
    "again": 0.0,
}
_STRONGEST: tuple[Reason, ...] = ("followed", "popular", "fresh", "again")


def fused(query: Query, candidates: list[Candidate]) -> list[Candidate]:
    """One candidate for each clip, the best first: ranks of all sources that found it, fused.

    The strongest source gives the reason people read.
    """
    by_id: dict[int, Candidate] = {}
    for c in candidates:
        score = _WEIGHT[c.reason] / (weights.RANK_OFFSET + c.rank)
        known = by_id.get(c.id)
        if known is None:
            by_id[c.id] = replace(c, score=score + _jitter(query.viewer_id, c.id))
        else:
            reason = min(known.reason, c.reason, key=_STRONGEST.index)
            by_id[c.id] = replace(known, reason=reason, score=known.score + score)
    return sorted(by_id.values(), key=lambda c: (-c.score, -c.id))


def longest_ago(_: Query, candidates: list[Candidate]) -> list[Candidate]:
    """What was served longest ago first; sources of repeats rank by that."""
    by_id = {c.id: c for c in sorted(candidates, key=lambda c: -c.rank)}
    return sorted(by_id.values(), key=lambda c: c.rank)


def _jitter(viewer_id: int, video_id: int) -> float:
    digest = hashlib.blake2b(b"%d:%d" % (viewer_id, video_id), digest_size=4).digest()
    return weights.JITTER * int.from_bytes(digest, "big") / 2**32
