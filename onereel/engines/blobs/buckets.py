"""The buckets Onereel needs, made once."""

from __future__ import annotations

import httpx
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

from onereel.config import S3
from onereel.engines.blobs.errors import BlobsUnavailable
from onereel.kernel import limits

_OURS_ALREADY = 409


def ensure_buckets(s3: S3) -> None:
    """Make the buckets that are missing. Raises BlobsUnavailable while the service does not answer."""
    for bucket in (s3.media_bucket, s3.uploads_bucket, s3.originals_bucket):
        address = f"{s3.endpoint.rstrip('/')}/{bucket}"
        if _send(s3, "HEAD", address) == httpx.codes.OK:
            continue
        status = _send(s3, "PUT", address)
        if status not in (httpx.codes.OK, _OURS_ALREADY):
            raise BlobsUnavailable(f"The bucket {bucket} cannot be made: S3 answered {status}.")


def _send(s3: S3, method: str, address: str) -> int:
    request = AWSRequest(method=method, url=address)
    S3SigV4Auth(Credentials(s3.access_key, s3.secret_key), "s3", s3.region).add_auth(request)
    try:
        answer = httpx.request(method, address, headers=dict(request.headers.items()), timeout=limits.blob_connect_s)
    except httpx.HTTPError as exc:
        raise BlobsUnavailable(f"S3 at {s3.endpoint} does not answer: {exc}.") from exc
    return answer.status_code
