"""What follows from facts about uploads and clips."""

from __future__ import annotations

from collections.abc import Sequence

from onereel.engines.db import WriteTx
from onereel.engines.jobs import Consumer, Job, JobQueue
from onereel.media.ingest import Ingest
from onereel.uploads.facts import UploadFinished
from onereel.videos.facts import VideoDeleted

_INGEST, _REMOVE = "media.ingest", "media.remove"


def jobs(ingest: Ingest) -> list[Job]:
    return [
        Job(_INGEST, ingest.run, ingest.give_up),
        Job(_REMOVE, ingest.remove, _leave),
    ]


def consumers(queue: JobQueue) -> list[Consumer]:
    async def begin(tx: WriteTx, facts: Sequence[UploadFinished]) -> None:
        for fact in facts:
            await queue.defer(tx, _INGEST, video_id=fact.video_id, upload_id=fact.upload_id)

    async def end(tx: WriteTx, facts: Sequence[VideoDeleted]) -> None:
        for fact in facts:
            await queue.defer(tx, _REMOVE, video_id=fact.video_id)

    return [Consumer("media.begin", (UploadFinished,), begin), Consumer("media.end", (VideoDeleted,), end)]


async def _leave(video_id: int) -> None:
    """The objects of a clip that is gone stay where they are; nothing names them any more."""
