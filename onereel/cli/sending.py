"""Sends a file: declared once, put part by part, taken up where it was. The service knows what has arrived."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from onereel.cli.service import Refusal, Service
from onereel.kernel import limits

Json = dict[str, Any]
Progress = Callable[[int], None]

_PIECE_BYTES = 1_000_000
_ENDED = ("ready", "refused")


class FileChanged(Exception):
    """The file is no longer what was announced."""


def send(service: Service, path: Path, caption: str, tags: list[str], progress: Progress) -> Json:
    """Upload a file and complete it; its video. `progress` is told how many bytes have arrived, several times."""
    upload = begin(service, path, caption, tags)
    for _ in range(limits.client_upload_rounds_max):
        if upload["state"] == "complete":
            break
        stored = sum(part["size_bytes"] for part in upload["parts"] if part["stored"])
        progress(stored)
        missing = [part for part in upload["parts"] if not part["stored"]]
        if not missing:
            return _complete(service, upload)
        _put_all(service, path, upload["part_bytes"], missing, _after(stored, progress))
        upload = service.call("GET", f"/uploads/{upload['id']}")
    if upload["state"] != "complete":
        raise Refusal(409, "upload_incomplete", "Parts do not stay where they are put.", {})
    progress(upload["size_bytes"])
    video: Json = upload["video"]
    return video


def begin(service: Service, path: Path, caption: str, tags: list[str]) -> Json:
    """Announce the file and its parts, or find the upload of the same file."""
    size, whole = path.stat().st_size, hashlib.sha256()
    for piece in _pieces(path, _PIECE_BYTES):
        whole.update(piece)
    body = {
        "name": path.name,
        "size_bytes": size,
        "sha256": whole.hexdigest(),
        "caption": caption,
        "tags": tags,
    }
    upload: Json = service.call("POST", "/uploads", body)
    if upload["state"] == "complete" or upload["parts"]:
        return upload
    parts = [
        {"n": n, "size_bytes": len(piece), "sha256": hashlib.sha256(piece).hexdigest()}
        for n, piece in enumerate(_pieces(path, upload["part_bytes"]), start=1)
    ]
    declared: Json = service.call("PUT", f"/uploads/{upload['id']}/parts", {"parts": parts})
    return declared


def wait(service: Service, video_id: str, ended_s_max: float) -> Json:
    """The video once it is ready or refused; as it is when that takes too long."""
    until = time.monotonic() + ended_s_max
    pause_s = limits.client_poll_first_s
    while True:
        video: Json = service.call("GET", f"/videos/{video_id}")
        if video["state"] in _ENDED or time.monotonic() > until:
            return video
        time.sleep(pause_s)
        pause_s = min(pause_s * 1.3, limits.client_poll_max_s)


def _complete(service: Service, upload: Json) -> Json:
    video: Json = service.call("POST", f"/uploads/{upload['id']}/complete", {})["video"]
    return video


def _put_all(service: Service, path: Path, part_bytes: int, parts: list[Json], progress: Progress) -> None:
    sent = 0
    with ThreadPoolExecutor(limits.client_parts_at_once_max) as pool:
        jobs = [pool.submit(_put, service, path, part_bytes, part) for part in parts]
        try:
            for job in jobs:
                sent += job.result()
                progress(sent)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _put(service: Service, path: Path, part_bytes: int, part: Json) -> int:
    """Put one part; how many bytes have arrived by that."""
    with path.open("rb") as file:
        file.seek((part["n"] - 1) * part_bytes)
        body = file.read(part["size_bytes"])
    if hashlib.sha256(body).hexdigest() != part["sha256"]:
        raise FileChanged("The file changed while it was being sent.")
    answer = service.send("PUT", part["url"], headers=part["headers"], content=body)
    # A refused address may be past its time: the next round asks for fresh ones.
    return len(body) if answer.is_success else 0


def _after(stored: int, progress: Progress) -> Progress:
    return lambda sent: progress(stored + sent)


def _pieces(path: Path, size: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(size):
            yield piece
