"""One typed function per query."""

from __future__ import annotations

from onereel.engines.db import WriteTx, load_queries
from onereel.kernel import ids

_q = load_queries(__package__)


async def add_report(tx: WriteTx, reporter_id: int, target_kind: str, target_id: int, reason: str, detail: str) -> int:
    report_id = ids.new(ids.bucket_of(reporter_id))
    await tx.run(
        _q["add_report"],
        bucket=ids.bucket_of(reporter_id),
        id=report_id,
        reporter_id=reporter_id,
        target_kind=target_kind,
        target_id=target_id,
        reason=reason,
        detail=detail,
    )
    return report_id
