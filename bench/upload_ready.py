"""How long from the last byte accepted until a clip can be watched, over ffmpeg doing only that work.

Two clips: one of 60 s and about 5 MB that fits and is only copied, and one of 20 s in 1080p that is encoded. The
floor is one unbounded ffmpeg of the same arguments on the same file, without probe, poster, storage or database.
Both are taken in turns, so that a noisy machine disturbs them alike.
"""

from __future__ import annotations

import asyncio
import itertools
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

from onereel.media.api import ffmpeg
from onereel.media.encode import Clip, encode_arguments, package_arguments
from onereel.media.model import Encode, Remux
from onereel.media.probe import probe
from onereel.media.verdict import judge
from tests.service import Person, Service

ROUNDS = 5
POLL_S = 0.01
READY_S_MAX = 600

_FITS = (
    *("-f", "lavfi", "-i", "gradients=s=720x1280:r=30:n=6:speed=0.05:d=60,noise=alls=6:allf=t"),
    *("-f", "lavfi", "-i", "sine=frequency=220:d=60", "-c:v", "libx264", "-preset", "ultrafast"),
    *("-pix_fmt", "yuv420p", "-g", "60", "-b:v", "570k", "-maxrate", "700k", "-bufsize", "700k"),
    *("-c:a", "aac", "-b:a", "96k"),
)
_MUST_BE_ENCODED = (
    *("-f", "lavfi", "-i", "mandelbrot=s=1080x1920:r=30:maxiter=60:end_pts=900"),
    *("-f", "lavfi", "-i", "sine=frequency=330:d=20", "-t", "20", "-c:v", "libx264", "-preset", "ultrafast"),
    *("-pix_fmt", "yuv420p", "-b:v", "8M", "-c:a", "aac"),
)


def run(service: Service) -> Iterator[dict[str, object]]:
    person = service.person("bench")
    with tempfile.TemporaryDirectory(prefix="onereel-bench-") as name:
        for metric, arguments, rounds in (("copied", _FITS, ROUNDS), ("encoded", _MUST_BE_ENCODED, 3)):
            yield _measure(service, person, metric, arguments, rounds, Path(name))
    person.http.close()


def _measure(
    service: Service, person: Person, metric: str, arguments: tuple[str, ...], rounds: int, folder: Path
) -> dict[str, object]:
    ours, floors, file_bytes = [], [], 0
    for n in range(rounds):
        file = folder / f"{metric}-{n}.mp4"
        # Another title is another file: the same one twice would be one upload.
        command = [str(ffmpeg()), "-v", "error", "-y", *arguments, "-metadata", f"title={n}", str(file)]
        if n == 0:
            subprocess.run(command, check=True)
        else:
            first = ["-i", str(folder / f"{metric}-0.mp4"), "-c", "copy", "-metadata", f"title={n}", str(file)]
            subprocess.run([str(ffmpeg()), "-v", "error", "-y", *first], check=True)
        file_bytes = file.stat().st_size
        floors.append(_ffmpeg_alone(file, folder))
        ours.append(_until_ready(service, person, file))
    value, floor = statistics.median(ours), statistics.median(floors)
    return {
        "metric": metric,
        "value": round(value, 3),
        "unit": "s",
        "better": "low",
        "floor": round(floor, 3),
        "ratio": round(value / floor, 2),
        "file_bytes": file_bytes,
        "rounds": [round(s, 3) for s in ours],
        "floor_rounds": [round(s, 3) for s in floors],
    }


def _until_ready(service: Service, person: Person, file: Path) -> float:
    """Seconds from the answer to the last part until the API says `ready`."""
    body = file.read_bytes()
    upload = service.declare(person, body)
    service.send(upload, body)
    accepted_at = time.monotonic()
    video = person.http.post(f"/uploads/{upload['id']}/complete").json()["video"]
    address = f"/videos/{video['id']}"
    for _ in itertools.takewhile(lambda _: time.monotonic() - accepted_at < READY_S_MAX, itertools.count()):
        state = _state(person, address)
        if state == "ready":
            return time.monotonic() - accepted_at
        assert state != "refused"
        time.sleep(POLL_S)
    raise TimeoutError(f"{file.name} was not ready after {READY_S_MAX} s")


def _state(person: Person, address: str) -> str:
    answer: httpx.Response = person.http.get(address)
    return str(answer.json()["state"])


def _ffmpeg_alone(file: Path, folder: Path) -> float:
    """Seconds ffmpeg takes for the same result on an idle desk: encode if needed, then package."""
    verdict = judge(asyncio.run(probe(file)))
    clip = Clip(folder / "alone-fragmented.mp4", folder / "alone.mp4", 0, 0)
    began_at = time.monotonic()
    match verdict:
        case Remux():
            subprocess.run(package_arguments(file, verdict, clip), check=True)
        case Encode():
            encoded = folder / "alone-encoded.mp4"
            subprocess.run(encode_arguments(file, verdict, encoded), check=True)
            tracks = Remux(0, 1 if verdict.audio_index is not None else None)
            subprocess.run(package_arguments(encoded, tracks, clip), check=True)
        case refusal:
            raise AssertionError(refusal)
    return time.monotonic() - began_at
