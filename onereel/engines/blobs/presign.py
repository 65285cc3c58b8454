"""Addresses that let their holder put one object, of one size and with one hash, for a limited time.

They are signed for a fixed host name that the edge sets, so what is handed out is relative and works behind
any name. Only botocore's signer is used: obstore cannot sign headers.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, urlsplit

from botocore.auth import S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from onereel.config import S3
from onereel.kernel import clock


@dataclass(frozen=True, slots=True)
class PresignedPut:
    """Where to put the bytes, and the headers without which they are refused."""

    address: str
    headers: dict[str, str]
    expires_at: datetime


def presign_put(s3: S3, bucket: str, key: str, *, size_bytes: int, sha256_hex: str, valid_s: int) -> PresignedPut:
    """An address for exactly `size_bytes` bytes that hash to `sha256_hex`.

    The storage refuses another size because Content-Length is signed, and other bytes because the checksum
    header is. Content-Length is not among the headers to send: every HTTP client sets it from the body.
    """
    checksum = base64.b64encode(bytes.fromhex(sha256_hex)).decode()
    headers = {"x-amz-checksum-sha256": checksum}
    request = AWSRequest(
        method="PUT",
        url=f"http://{s3.signing_host}/{bucket}/{quote(key)}",
        headers={**headers, "Content-Length": str(size_bytes)},
    )
    signer = S3SigV4QueryAuth(Credentials(s3.access_key, s3.secret_key), "s3", s3.region, expires=valid_s)
    expires_at = clock.now() + timedelta(seconds=valid_s)
    signer.add_auth(request)
    address = urlsplit(str(request.url))
    return PresignedPut(f"{address.path}?{address.query}", headers, expires_at)
