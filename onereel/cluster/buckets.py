"""Make the buckets, waiting while S3 is still finding its volumes. Run as `python -m onereel.cluster.buckets`."""

from __future__ import annotations

import sys
import time

from onereel import config
from onereel.engines.blobs.buckets import ensure_buckets
from onereel.engines.blobs.errors import BlobsUnavailable
from onereel.kernel import limits


def main() -> int:
    s3 = config.load().s3
    for _ in range(limits.cluster_start_attempts_max - 1):
        try:
            ensure_buckets(s3)
            return 0
        except BlobsUnavailable as exc:
            print(exc, file=sys.stderr)
            time.sleep(1)
    ensure_buckets(s3)
    return 0


if __name__ == "__main__":
    sys.exit(main())
