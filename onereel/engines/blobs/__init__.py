"""Blobs behind the S3 protocol: SeaweedFS at home, any S3 elsewhere. Nothing here knows what a video is.

The surface is small: put, get, stream, stat, list, delete. The power to sign an address that lets somebody
else put one object is separate, in `presign`.
"""

from onereel.engines.blobs.buckets import ensure_buckets
from onereel.engines.blobs.errors import BlobNotFound, BlobsUnavailable
from onereel.engines.blobs.presign import PresignedPut, presign_put
from onereel.engines.blobs.store import Blobs, Stat

__all__ = [
    "BlobNotFound",
    "Blobs",
    "BlobsUnavailable",
    "PresignedPut",
    "Stat",
    "ensure_buckets",
    "presign_put",
]
