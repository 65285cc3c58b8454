"""Reports."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from litestar import post

from onereel.accounts.api import Viewer, clean_text
from onereel.engines.db import WriteTx
from onereel.kernel import ids, limits
from onereel.moderation import store

Reason = Literal["spam", "nudity", "violence", "hate", "harassment", "copyright", "other"]


class NewReport(msgspec.Struct):
    target_kind: Literal["video", "comment", "account"]
    target_id: str
    reason: Reason
    detail: str = ""


class ReportOut(msgspec.Struct):
    id: str


@post("/reports")
async def report(data: NewReport, viewer: Viewer, tx: WriteTx) -> ReportOut:
    """Report a clip, a comment or an account to the people who run this place."""
    detail = clean_text(data.detail, "detail", limits.report_detail_characters_max, lines=True)
    reporter = viewer.required()
    report_id = await store.add_report(tx, reporter, data.target_kind, ids.parse(data.target_id), data.reason, detail)
    return ReportOut(str(report_id))


def routes() -> list[Any]:
    return [report]
