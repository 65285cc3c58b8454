"""Uploads over HTTP. Only descriptions pass here; the bytes go to storage by the addresses handed out."""

from __future__ import annotations

from typing import Any

import msgspec
from litestar import Response, delete, get, patch, post, put

from onereel.accounts.api import Viewer, clean_text
from onereel.engines.db import ReadTx, WriteTx
from onereel.kernel import ids, limits
from onereel.uploads.model import DeclaredPart, UploadOut
from onereel.uploads.receive import Uploads
from onereel.videos.api import VideoOut


class NewUpload(msgspec.Struct):
    name: str
    size_bytes: int
    sha256: str
    caption: str = ""
    tags: list[str] = []
    parts: list[DeclaredPart] | None = None


class Parts(msgspec.Struct):
    parts: list[DeclaredPart]


class Words(msgspec.Struct):
    caption: str | None = None
    tags: list[str] | None = None


class Completed(msgspec.Struct):
    video: VideoOut


# Addresses expire: an answer that holds some is made anew, never replayed.
@post("/uploads", opt={"replay": False})
async def begin(data: NewUpload, viewer: Viewer, tx: WriteTx, uploads: Uploads) -> Response[UploadOut]:
    """Begin an upload; the same file by the same account is taken up where it was (200)."""
    upload, created = await uploads.begin(
        tx,
        viewer.required(),
        name=clean_text(data.name, "name", limits.upload_name_characters_max, lines=False),
        size_bytes=data.size_bytes,
        sha256=data.sha256,
        caption=data.caption,
        tags=data.tags,
        parts=data.parts,
    )
    return Response(upload, status_code=201 if created else 200)


@get("/uploads/{upload_id:str}")
async def show(upload_id: str, viewer: Viewer, own_read: ReadTx, uploads: Uploads) -> UploadOut:
    """What has arrived and what is missing, with fresh addresses."""
    return await uploads.show(own_read, viewer.required(), ids.parse(upload_id))


@put("/uploads/{upload_id:str}/parts", opt={"replay": False})
async def declare(upload_id: str, data: Parts, viewer: Viewer, tx: WriteTx, uploads: Uploads) -> UploadOut:
    """Declare the parts with their sizes and hashes."""
    return await uploads.declare(tx, viewer.required(), ids.parse(upload_id), data.parts)


@patch("/uploads/{upload_id:str}", opt={"replay": False})
async def change(upload_id: str, data: Words, viewer: Viewer, tx: WriteTx, uploads: Uploads) -> UploadOut:
    """Change the caption or the tags the video will have."""
    return await uploads.change_words(tx, viewer.required(), ids.parse(upload_id), data.caption, data.tags)


@post("/uploads/{upload_id:str}/complete", status_code=200)
async def complete(
    upload_id: str, viewer: Viewer, tx: WriteTx, uploads: Uploads, data: Words | None = None
) -> Completed:
    """Every part is there: make the video."""
    words = data or Words()
    video = await uploads.complete(tx, viewer.required(), ids.parse(upload_id), words.caption, words.tags)
    return Completed(video)


@delete("/uploads/{upload_id:str}")
async def abandon(upload_id: str, viewer: Viewer, tx: WriteTx, uploads: Uploads) -> None:
    """Forget an unfinished upload and what has arrived of it."""
    await uploads.abandon(tx, viewer.required(), ids.parse(upload_id))


def routes() -> list[Any]:
    return [begin, show, declare, change, complete, abandon]
