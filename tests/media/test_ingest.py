"""Ingest in a running service: every clip ends once, and nothing is left behind."""

from __future__ import annotations

import asyncio
import hashlib
import os
import signal
import subprocess
import time
import tomllib
from pathlib import Path
from typing import Any

import httpx
import pytest

from onereel import config
from onereel.engines.blobs import Blobs
from onereel.media.api import ffprobe
from tests.conftest import Clips
from tests.media import samples
from tests.media.samples import Sample
from tests.service import Person, Service, eventually

REFUSED: list[tuple[Sample, str]] = [
    (samples.text, "not_a_video"),
    (samples.sound_only, "no_video_track"),
    (samples.encrypted, "encrypted"),
    (samples.too_long, "too_long"),
    (samples.garbled, "damaged"),
]


def objects(service: Service, bucket: str, prefix: str = "") -> set[str]:
    s3 = config.parse(tomllib.loads(service.settings.read_text())).s3
    return {stat.key for stat in asyncio.run(Blobs(s3).list(bucket, prefix))}


def key_of(video: dict[str, Any]) -> str:
    return str(video["poster"]).split("/")[2]


def tidy(service: Service, person: Person, video: dict[str, Any], file: Path) -> None:
    """Only what is published is left: no parts, and no objects of other runs."""
    body = file.read_bytes()
    same = {"name": file.name, "size_bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
    upload_id = person.http.post("/uploads", json=same).json()["id"]
    eventually(lambda: not objects(service, "uploads", upload_id))
    wanted = {f"{key_of(video)}/720/{n}" for n in range(len(video["renditions"][0]["objects"]))}
    wanted |= {f"{key_of(video)}/720/clip.mp4", f"{key_of(video)}/poster.webp"}
    assert objects(service, "media", key_of(video)) == wanted
    assert objects(service, "originals") >= {video["id"]}


def test_what_is_served(service: Service, alice: Person, bunny: Path) -> None:
    video = service.published(alice, bunny, caption="A real one")
    rendition = video["renditions"][0]
    assert video["duration_ms"] > 1000 and video["thumbhash"]
    assert (rendition["width"], rendition["height"]) == (video["width"], video["height"])
    served = [httpx.get(f"{service.address}{rendition['base']}/{n}") for n in range(len(rendition["objects"]))]
    for answer, described in zip(served, rendition["objects"], strict=True):
        assert answer.status_code == 200 and len(answer.content) == described["bytes"]
        assert answer.headers["content-type"] == "video/mp4" and "immutable" in answer.headers["cache-control"]
    assert sum(o["duration_ms"] for o in rendition["objects"]) == pytest.approx(video["duration_ms"], abs=100)
    whole = b"".join(answer.content for answer in served)
    assert whole[4:8] == b"ftyp" and len(whole) == rendition["bytes"]
    assert all(answer.content[4:8] == b"moof" for answer in served[1:])
    poster = httpx.get(service.address + video["poster"])
    assert poster.status_code == 200 and poster.headers["content-type"] == "image/webp"
    entries = ("-show_entries", "stream=codec_name", "-of", "csv=p=0")
    told = subprocess.run(
        [str(ffprobe()), "-v", "error", *entries, service.address + rendition["url"]],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "h264" in told.stdout
    tidy(service, alice, video, bunny)


@pytest.mark.parametrize(("sample", "code"), REFUSED, ids=[samples.name(sample) for sample, _ in REFUSED])
def test_refusals_say_why(service: Service, alice: Person, tmp_path: Path, sample: Sample, code: str) -> None:
    video = service.ended(alice, service.upload(alice, sample(tmp_path))["id"])
    assert video["state"] == "refused" and video["refusal"]["code"] == code
    assert video["refusal"]["detail"].endswith((".", ")"))
    assert video["renditions"] == [] and video["poster"] is None
    eventually(lambda: video["id"] not in objects(service, "originals"))


def test_a_deleted_clip_leaves_nothing(service: Service, alice: Person, clip: Clips) -> None:
    video = service.published(alice, clip(121))
    assert objects(service, "media", key_of(video))
    assert alice.http.delete(f"/videos/{video['id']}").status_code == 204
    eventually(lambda: not objects(service, "media", key_of(video)) | (objects(service, "originals") & {video["id"]}))


def test_a_worker_killed_in_the_middle_loses_nothing(service: Service, alice: Person, tmp_path: Path) -> None:
    # A picture that is costly to encode, so that there is a middle.
    noisy = "testsrc2=s=1280x720:r=60:d=5,noise=alls=40:allf=t"
    codec = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-b:v", "20M")
    file = samples.make(tmp_path / "heavy.mp4", "-f", "lavfi", "-i", noisy, *codec)
    video_id = service.upload(alice, file)["id"]

    def state() -> str:
        return str(alice.http.get(f"/videos/{video_id}").json()["state"])

    eventually(lambda: state() == "processing")
    time.sleep(0.4)
    worker = service.pid("worker-1")
    assert state() == "processing"
    os.kill(worker, signal.SIGKILL)
    video = service.ended(alice, video_id)
    assert video["state"] == "ready"
    tidy(service, alice, video, file)
    assert not list((service.data / "work").glob(f"{video_id}-*"))
    facts = [v["id"] for v in alice.http.get(f"/accounts/{alice.handle}/videos").json()["items"]]
    assert facts.count(video_id) == 1
