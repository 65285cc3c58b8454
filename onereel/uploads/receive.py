"""The verbs of an upload: begin, declare, show, change its words, complete, abandon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from onereel import config
from onereel.engines.blobs import Blobs, presign_put
from onereel.engines.db import ReadTx, WriteTx
from onereel.kernel import clock, ids, limits
from onereel.uploads import store
from onereel.uploads.errors import TooManyUploads, UploadComplete, UploadIncomplete, UploadNotFound
from onereel.uploads.facts import UploadFinished
from onereel.uploads.model import (
    DeclaredPart,
    Part,
    PartOut,
    Upload,
    UploadOut,
    check_parts,
    check_size,
    clean_sha256,
    part_bytes_for,
    part_key,
    part_sizes,
)
from onereel.videos import api as videos
from onereel.videos.api import VideoOut
from onereel.videos.errors import VideoNotFound


class Uploads:
    """Uploads against one storage. Holds no state of its own."""

    def __init__(self, blobs: Blobs, settings: config.Uploads) -> None:
        self._blobs = blobs
        self._settings = settings

    async def begin(
        self,
        tx: WriteTx,
        account_id: int,
        *,
        name: str,
        size_bytes: int,
        sha256: str,
        caption: str,
        tags: Sequence[str],
        parts: Sequence[DeclaredPart] | None,
    ) -> tuple[UploadOut, bool]:
        """Begin an upload, or take up the one of the same file; whether it is a new one."""
        check_size(size_bytes)
        sha256 = clean_sha256(sha256, "sha256")
        part_bytes = part_bytes_for(size_bytes)
        declared = check_parts(size_bytes, part_bytes, parts) if parts else None
        caption = videos.clean_caption(caption)
        words = (caption, videos.clean_tags(tags, caption))
        existing = await self._same_file(tx, account_id, sha256, size_bytes)
        if existing is None:
            if await store.open_uploads(tx, account_id) >= limits.uploads_open_max:
                raise TooManyUploads
            upload_id = ids.new(ids.bucket_of(account_id))
            created = await store.create(
                tx,
                upload_id,
                account_id,
                name=name,
                size_bytes=size_bytes,
                sha256=sha256,
                caption=words[0],
                tags=words[1],
                part_bytes=part_bytes,
                expires_at=self._expires_at(),
            )
            # Lost a race against the same file: the other one has been committed by now.
            existing = None if created else await store.same_file(tx, account_id, sha256, size_bytes)
            upload_id = existing.id if existing else upload_id
        else:
            upload_id = existing.id
        upload = await self._own(tx, account_id, upload_id)
        if upload.state == "open":
            await store.keep(tx, upload_id, self._expires_at())
            if declared is not None:
                await self._set_parts(tx, upload, declared)
            if existing is not None and any(words):
                await store.set_words(tx, upload_id, *words)
        return await self.show(tx, account_id, upload_id), existing is None

    async def declare(self, tx: WriteTx, account_id: int, upload_id: int, parts: Sequence[DeclaredPart]) -> UploadOut:
        """Say what the parts are; addresses come back for those that are missing."""
        upload = await self._own_open(tx, account_id, upload_id)
        await self._set_parts(tx, upload, check_parts(upload.size_bytes, upload.part_bytes, parts))
        return await self.show(tx, account_id, upload_id)

    async def show(self, tx: ReadTx, account_id: int, upload_id: int) -> UploadOut:
        """The upload: which parts are stored, and fresh addresses for the others."""
        upload = await store.upload(tx, upload_id)
        if upload is None or upload.account_id != account_id:
            raise UploadNotFound
        complete = upload.state == "complete"
        stored = {part.n for part in upload.parts} if complete else await self._stored(upload)
        video = await videos.own_video_json(tx, upload.video_id) if upload.video_id else None
        return UploadOut(
            id=str(upload.id),
            state=upload.state,
            name=upload.name,
            size_bytes=upload.size_bytes,
            sha256=upload.sha256,
            part_bytes=upload.part_bytes,
            parts=[self._part_out(upload, part, part.n in stored) for part in upload.parts],
            video=video,
            expires_at=upload.expires_at,
        )

    async def change_words(
        self,
        tx: WriteTx,
        account_id: int,
        upload_id: int,
        caption: str | None,
        tags: Sequence[str] | None,
    ) -> UploadOut:
        """Change the caption or the tags the video will have; what is None stays."""
        upload = await self._own_open(tx, account_id, upload_id)
        await self._set_words(tx, upload, caption, tags)
        return await self.show(tx, account_id, upload_id)

    async def complete(
        self,
        tx: WriteTx,
        account_id: int,
        upload_id: int,
        caption: str | None,
        tags: Sequence[str] | None,
    ) -> VideoOut:
        """Make the video, once every part is there as declared. Twice is once."""
        upload = await self._own(tx, account_id, upload_id)
        video_id = upload.video_id
        if upload.state == "open":
            await self._require_parts(upload)
            upload = await self._set_words(tx, upload, caption, tags)
            video_id = await videos.create_uploaded(
                tx, author_id=account_id, upload_id=upload_id, caption=upload.caption, tags=upload.tags
            )
            await store.complete(tx, upload_id, video_id)
            fact = UploadFinished(bucket=upload.bucket, upload_id=upload_id, video_id=video_id, account_id=account_id)
            await tx.emit(fact)
        video = await videos.own_video_json(tx, video_id) if video_id else None
        if video is None:
            raise VideoNotFound
        return video

    async def abandon(self, tx: WriteTx, account_id: int, upload_id: int) -> None:
        """Forget an unfinished upload and its parts."""
        await self._own_open(tx, account_id, upload_id)
        await store.remove(tx, upload_id)
        await discard_parts(self._blobs, upload_id)

    async def _same_file(self, tx: WriteTx, account_id: int, sha256: str, size_bytes: int) -> Upload | None:
        upload = await store.same_file(tx, account_id, sha256, size_bytes)
        if upload is None or upload.state == "open" or upload.video_id is None:
            return upload
        video = await videos.video(tx, upload.video_id)
        if video is not None and video.state != "refused":
            return upload
        await store.replace(tx, upload.id)
        return None

    async def _set_parts(self, tx: WriteTx, upload: Upload, parts: tuple[Part, ...]) -> None:
        before = {part.n: part.sha256 for part in upload.parts}
        # A stored part is known by its size; bytes sent under another hash must not pass for these.
        changed = [part.n for part in parts if before.get(part.n, part.sha256) != part.sha256]
        await self._blobs.delete(self._blobs.uploads_bucket, [part_key(upload.id, n) for n in changed])
        await store.set_parts(tx, upload.id, parts)

    async def _set_words(self, tx: WriteTx, upload: Upload, caption: str | None, tags: Sequence[str] | None) -> Upload:
        new_caption = videos.clean_caption(caption) if caption is not None else upload.caption
        new_tags = videos.clean_tags(tags if tags is not None else upload.tags, new_caption)
        await store.set_words(tx, upload.id, new_caption, new_tags)
        return await self._own(tx, upload.account_id, upload.id)

    async def _require_parts(self, upload: Upload) -> None:
        stored = await self._stored(upload) if upload.parts else set()
        wanted = range(1, len(part_sizes(upload.size_bytes, upload.part_bytes)) + 1)
        if missing := [n for n in wanted if n not in stored]:
            detail = f"{len(missing)} of {len(wanted)} parts have not arrived yet."
            raise UploadIncomplete(detail, missing=missing)

    async def _stored(self, upload: Upload) -> set[int]:
        found = await self._blobs.list(self._blobs.uploads_bucket, str(upload.id))
        sizes = {stat.key: stat.bytes for stat in found}
        return {part.n for part in upload.parts if sizes.get(part_key(upload.id, part.n)) == part.size_bytes}

    def _part_out(self, upload: Upload, part: Part, stored: bool) -> PartOut:
        if stored:
            return PartOut(part.n, part.size_bytes, part.sha256, True, None, {}, None)
        signed = presign_put(
            self._blobs.s3,
            self._blobs.uploads_bucket,
            part_key(upload.id, part.n),
            size_bytes=part.size_bytes,
            sha256_hex=part.sha256,
            valid_s=self._settings.address_seconds,
        )
        return PartOut(part.n, part.size_bytes, part.sha256, False, signed.address, signed.headers, signed.expires_at)

    async def _own(self, tx: WriteTx, account_id: int, upload_id: int) -> Upload:
        upload = await store.lock(tx, upload_id)
        if upload is None or upload.account_id != account_id:
            raise UploadNotFound
        return upload

    async def _own_open(self, tx: WriteTx, account_id: int, upload_id: int) -> Upload:
        upload = await self._own(tx, account_id, upload_id)
        if upload.state != "open":
            raise UploadComplete
        return upload

    def _expires_at(self) -> datetime:
        return clock.now() + timedelta(days=self._settings.keep_days)


async def discard_parts(blobs: Blobs, upload_id: int) -> None:
    """Remove what has been stored of an upload."""
    found = await blobs.list(blobs.uploads_bucket, str(upload_id))
    await blobs.delete(blobs.uploads_bucket, [stat.key for stat in found])
