"""What can go wrong with a blob."""

from __future__ import annotations

from onereel.kernel.errors import Busy, NotFound


class BlobNotFound(NotFound):
    """No such object."""

    code = "blob_not_found"


class BlobsUnavailable(Busy):
    """Storage does not answer just now. Nothing is lost; try again in a moment."""

    code = "storage_unavailable"
