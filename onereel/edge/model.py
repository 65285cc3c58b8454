"""What an edge is told about the installation around it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Edge:
    """One nginx: where it listens, what stands behind it, and the folders it may write to."""

    listen: str
    web: tuple[str, ...]
    s3: str
    signing_host: str
    media_bucket: str
    uploads_bucket: str
    client: Path
    cache: Path
    logs: Path
    run: Path
    as_root: bool
    workers: int = 2
