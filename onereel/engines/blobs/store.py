"""Objects in buckets: put, get, stream, stat, list, delete."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

from onereel.config import S3
from onereel.engines.blobs.errors import BlobNotFound, BlobsUnavailable
from onereel.kernel import limits

_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Stat:
    key: str
    bytes: int


class Blobs:
    """The objects of one S3 service. Safe to share between tasks; holds no connection of its own to close."""

    def __init__(self, s3: S3) -> None:
        self.s3 = s3
        self.media_bucket = s3.media_bucket
        self.uploads_bucket = s3.uploads_bucket
        self.originals_bucket = s3.originals_bucket
        self._stores: dict[str, S3Store] = {}

    async def put(self, bucket: str, key: str, body: bytes | Path, *, content_type: str) -> None:
        """Write an object whole. A file is streamed, never read at once; what is published never changes."""
        attributes = {"Content-Type": content_type}
        if bucket == self.media_bucket:
            attributes["Cache-Control"] = _FOR_EVER
        with _errors(key):
            await obstore.put_async(
                self._store(bucket),
                key,
                body,
                attributes=attributes,
                chunk_size=limits.blob_chunk_bytes,
                max_concurrency=limits.blob_chunks_at_once_max,
            )

    async def get(self, bucket: str, key: str, *, start: int = 0, end: int | None = None) -> bytes:
        """The bytes of an object, or those from `start` up to but not including `end`."""
        with _errors(key):
            if end is not None:
                return bytes(await obstore.get_range_async(self._store(bucket), key, start=start, end=end))
            options: obstore.GetOptions | None = {"range": {"offset": start}} if start else None
            result = await obstore.get_async(self._store(bucket), key, options=options)
            return bytes(await result.bytes_async())

    async def stream(self, bucket: str, key: str) -> AsyncIterator[memoryview]:
        """The bytes of an object in pieces, so that memory stays bounded whatever its size."""
        with _errors(key):
            result = await obstore.get_async(self._store(bucket), key)
            async for piece in result.stream(min_chunk_size=limits.blob_piece_bytes):
                yield memoryview(piece)

    async def stat(self, bucket: str, key: str) -> Stat:
        with _errors(key):
            meta = await obstore.head_async(self._store(bucket), key)
        return Stat(meta["path"], meta["size"])

    async def list(self, bucket: str, prefix: str) -> list[Stat]:
        """The objects below the folder `prefix`, at most `blob_list_items_max` of them."""
        found: list[Stat] = []
        with _errors(prefix):
            async for page in obstore.list(self._store(bucket), prefix, chunk_size=1_000):
                found.extend(Stat(meta["path"], meta["size"]) for meta in page)
                if len(found) >= limits.blob_list_items_max:
                    break
        return found[: limits.blob_list_items_max]

    async def delete(self, bucket: str, keys: Sequence[str]) -> None:
        """Remove objects; those that are not there are no error."""
        for key in keys:
            with contextlib.suppress(BlobNotFound), _errors(key):
                await obstore.delete_async(self._store(bucket), key)

    async def ready(self) -> bool:
        """Whether the service answers and the media bucket exists."""
        try:
            await self.list(self.media_bucket, "ready")
        except (BlobsUnavailable, BlobNotFound):
            return False
        return True

    def _store(self, bucket: str) -> S3Store:
        store = self._stores.get(bucket)
        if store is None:
            store = self._stores[bucket] = S3Store(
                bucket,
                endpoint=self.s3.endpoint,
                region=self.s3.region,
                access_key_id=self.s3.access_key,
                secret_access_key=self.s3.secret_key,
                virtual_hosted_style_request=False,
                client_options={
                    "allow_http": True,
                    "connect_timeout": timedelta(seconds=limits.blob_connect_s),
                    "timeout": timedelta(seconds=limits.blob_request_s),
                },
                retry_config={
                    "max_retries": limits.blob_retries_max,
                    "retry_timeout": timedelta(seconds=limits.blob_request_s),
                },
            )
        return store


@contextlib.contextmanager
def _errors(key: str) -> Iterator[None]:
    try:
        yield
    except (NotFoundError, FileNotFoundError) as exc:
        raise BlobNotFound(f"No object {key}.") from exc
    except BaseError as exc:
        raise BlobsUnavailable from exc
