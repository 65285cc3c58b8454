"""From the parts of an upload to a clip that can be watched, or to a refusal with its reason.

A run may be killed at any moment and is then run again. Each run publishes under a key of its own; the record
of keys says which run may publish, so that two of them end as one and nothing is left behind.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import secrets
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from onereel.engines.blobs import Blobs
from onereel.engines.db import Database, WriteTx
from onereel.kernel import limits
from onereel.media import boxes, encode, store
from onereel.media.errors import Refused, Superseded
from onereel.media.model import Encode, Refuse
from onereel.media.poster import Poster, make_poster
from onereel.media.probe import probe
from onereel.media.verdict import judge
from onereel.uploads import api as uploads
from onereel.videos import api as videos

log = logging.getLogger(__name__)

_RENDITION = "720"
_Put = tuple[str, str, bytes | Path, str]


@dataclass(frozen=True, slots=True)
class _Run:
    video_id: int
    key: str
    upload: uploads.Upload


@dataclass(frozen=True, slots=True)
class _Made:
    """A clip on disk, ready to be stored."""

    source: Path
    progressive: Path
    fragmented: bytes
    pieces: list[boxes.Piece]
    poster: Poster
    rendition: videos.Rendition
    duration_ms: int


class Ingest:
    """Ingest of one worker process; encodes one clip at a time."""

    def __init__(self, db: Database, blobs: Blobs, work: Path) -> None:
        self._db = db
        self._blobs = blobs
        self._work = work
        self._encoding = asyncio.Semaphore(limits.encodes_at_once_max)

    async def run(self, video_id: int, upload_id: int) -> None:
        """Bring a clip to its end. Safe to call again after anything."""
        began_at = time.monotonic()
        run = await self._begin(video_id, upload_id)
        if run is not None:
            try:
                with self._folder(video_id) as folder:
                    made = await self._make(run, folder)
                    await self._store(run, made)
                await self._publish(run, made)
                log.info("clip %s is ready after %.2f s", video_id, time.monotonic() - began_at)
            except Refused as refusal:
                log.info("clip %s is refused: %s", video_id, refusal.code)
                await self._refuse(video_id, refusal, run.key)
        await self._tidy(video_id, upload_id, run.key if run else None)

    async def give_up(self, video_id: int, upload_id: int) -> None:
        """Every attempt has failed: say so, instead of leaving the clip in between for ever."""
        detail = "Something went wrong here while preparing this clip. Upload it again."
        await self._refuse(video_id, Refused("processing_failed", detail), None)
        await self._tidy(video_id, upload_id)

    async def remove(self, video_id: int) -> None:
        """Take away what was stored of a clip that is gone."""
        await self._tidy(video_id, None)

    async def _begin(self, video_id: int, upload_id: int) -> _Run | None:
        """Take the clip over from any earlier run; None when it has ended."""
        async with self._db.write() as tx:
            upload = await uploads.upload(tx, upload_id)
            if upload is None or not await videos.set_processing(tx, video_id):
                return None
            key = secrets.token_hex(16)
            await store.add_key(tx, video_id, key)
        return _Run(video_id, key, upload)

    async def _make(self, run: _Run, folder: Path) -> _Made:
        source = folder / "source"
        await self._join(run.upload, source)
        seen = await probe(source)
        verdict = judge(seen)
        if isinstance(verdict, Refuse):
            raise Refused(verdict.code, verdict.detail)
        async with self._encoding if isinstance(verdict, Encode) else contextlib.nullcontext():
            clip = await encode.make_clip(source, seen, verdict, folder)
        fragmented = await asyncio.to_thread(clip.fragmented.read_bytes)
        pieces = _pieces(fragmented)
        duration_ms = pieces[-1].start_ms + pieces[-1].duration_ms
        poster = await make_poster(
            clip.progressive,
            width=clip.width,
            height=clip.height,
            key_frames=1 + duration_ms // limits.rendition_gop_ms_max,
            duration_ms=duration_ms,
        )
        rendition = videos.Rendition(
            name=_RENDITION,
            codecs=boxes.codecs(fragmented),
            width=clip.width,
            height=clip.height,
            bytes=len(fragmented),
            bitrate=len(fragmented) * 8_000 // max(duration_ms, 1),
            objects=tuple(
                videos.MediaObject(piece.end - piece.start, piece.start_ms, piece.duration_ms) for piece in pieces
            ),
        )
        return _Made(source, clip.progressive, fragmented, pieces, poster, rendition, duration_ms)

    async def _join(self, upload: uploads.Upload, target: Path) -> None:
        """The parts as one file; Refused when they are not what was declared."""
        digest = hashlib.sha256()
        with await asyncio.to_thread(target.open, "wb") as file:
            for at in range(0, len(upload.parts), limits.ingest_parts_at_once_max):
                some = upload.parts[at : at + limits.ingest_parts_at_once_max]
                bucket = self._blobs.uploads_bucket
                for body in await asyncio.gather(
                    *(self._blobs.get(bucket, uploads.part_key(upload.id, part.n)) for part in some)
                ):
                    digest.update(body)
                    await asyncio.to_thread(file.write, body)
        if digest.hexdigest() != upload.sha256:
            raise Refused("checksum_mismatch", "What arrived is not the file that was announced. Upload it again.")

    async def _store(self, run: _Run, made: _Made) -> None:
        media, base = self._blobs.media_bucket, f"{run.key}/{_RENDITION}"
        puts: list[_Put] = [
            (media, f"{base}/{n}", made.fragmented[piece.start : piece.end], "video/mp4")
            for n, piece in enumerate(made.pieces)
        ]
        puts += [
            (media, f"{base}/clip.mp4", made.progressive, "video/mp4"),
            (media, f"{run.key}/poster.webp", made.poster.webp, "image/webp"),
            (self._blobs.originals_bucket, str(run.video_id), made.source, "application/octet-stream"),
        ]
        places = asyncio.Semaphore(limits.ingest_puts_at_once_max)

        async def put(bucket: str, key: str, body: bytes | Path, content_type: str) -> None:
            async with places:
                await self._blobs.put(bucket, key, body, content_type=content_type)

        async with asyncio.TaskGroup() as group:
            for one in puts:
                group.create_task(put(*one))

    async def _publish(self, run: _Run, made: _Made) -> None:
        with contextlib.suppress(Superseded):
            async with self._db.write() as tx:
                await videos.set_ready(
                    tx,
                    run.video_id,
                    media_key=run.key,
                    duration_ms=made.duration_ms,
                    width=made.rendition.width,
                    height=made.rendition.height,
                    thumbhash=made.poster.thumbhash,
                    renditions=[made.rendition],
                )
                await _require_last(tx, run.video_id, run.key)

    async def _refuse(self, video_id: int, refusal: Refused, key: str | None) -> None:
        """End a clip; a run (`key`) may do so only while no other has taken over."""
        with contextlib.suppress(Superseded):
            async with self._db.write() as tx:
                await videos.refuse(tx, video_id, refusal.code, refusal.detail)
                if key is not None:
                    await _require_last(tx, video_id, key)

    async def _tidy(self, video_id: int, upload_id: int | None, own_key: str | None = None) -> None:
        """Once a clip has ended: remove its parts, what other runs stored, and all of it when it is gone."""
        async with self._db.read_own_writes() as tx:
            video = await videos.video(tx, video_id)
            keys = {*await store.keys(tx, video_id), *([own_key] if own_key else [])}
        if video is not None and video.state in ("uploaded", "processing"):
            return
        published = video.media_key if video is not None and video.state == "ready" else None
        await self._remove_objects(key for key in keys if key != published)
        if upload_id is not None:
            await uploads.discard_parts(self._blobs, upload_id)
        if published is None:
            await self._blobs.delete(self._blobs.originals_bucket, [str(video_id)])
        async with self._db.write() as tx:
            if published is None:
                await store.remove_keys(tx, video_id)
            else:
                await store.keep_key(tx, video_id, published)

    async def _remove_objects(self, keys: Iterable[str]) -> None:
        for key in keys:
            found = await self._blobs.list(self._blobs.media_bucket, key)
            await self._blobs.delete(self._blobs.media_bucket, [stat.key for stat in found])

    @contextlib.contextmanager
    def _folder(self, video_id: int) -> Iterator[Path]:
        """A folder for this run alone, removed in any case; what a killed run left goes first."""
        self._work.mkdir(parents=True, exist_ok=True)
        for left in self._work.glob(f"{video_id}-*"):
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=f"{video_id}-", dir=self._work, ignore_cleanup_errors=True) as name:
            yield Path(name)


def _pieces(fragmented: bytes) -> list[boxes.Piece]:
    try:
        return boxes.cut(fragmented, first_ms_min=limits.object_first_ms_min, object_bytes=limits.object_bytes)
    except ValueError as exc:
        # ffmpeg found nothing to write.
        raise Refused("damaged", "The file is damaged: no picture in it can be decoded.") from exc


async def _require_last(tx: WriteTx, video_id: int, key: str) -> None:
    """Roll back unless this run is the one that may end the clip."""
    if (await store.lock_keys(tx, video_id))[-1:] != [key]:
        log.warning("clip %s was taken over by another run", video_id)
        raise Superseded
