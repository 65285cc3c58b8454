"""`onereel upload`: takes up what has arrived, and says in its exit code how it ended."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import Clips
from tests.service import Person, Service, pieces


def run(service: Service, person: Person, file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "onereel", "upload", str(file), "--to", service.address, *options]
    environ = {**os.environ, "ONEREEL_TOKEN": person.token}
    return subprocess.run(command, capture_output=True, text=True, timeout=120, env=environ, check=False)


def test_a_clip_from_the_terminal(service: Service, alice: Person, clip: Clips) -> None:
    file = clip(111, 4.0)
    body = file.read_bytes()
    upload = service.declare(alice, body)
    first = pieces(body, upload["part_bytes"])[0]
    service.send({**upload, "parts": upload["parts"][:1]}, first)
    done = run(service, alice, file, "--caption", "From a terminal", "--tag", "shell")
    assert done.returncode == 0, done.stderr
    video_id = done.stdout.strip().rsplit("/", 1)[-1]
    video = alice.http.get(f"/videos/{video_id}").json()
    assert video["state"] == "ready" and video["caption"] == "From a terminal" and video["tags"] == ["shell"]
    assert alice.http.get(f"/uploads/{upload['id']}").json()["video"]["id"] == video_id
    again = run(service, alice, file)
    assert again.returncode == 0 and again.stdout == done.stdout


def test_how_it_ends(service: Service, alice: Person, tmp_path: Path) -> None:
    text, empty = tmp_path / "text.mp4", tmp_path / "empty.mp4"
    text.write_text("This is not a film.")
    empty.touch()
    for file, code, word in ((text, 4, "not_a_video"), (empty, 1, "upload_empty"), (tmp_path / "no.mp4", 2, "no.mp4")):
        done = run(service, alice, file)
        assert done.returncode == code and word in done.stderr, done.stderr
