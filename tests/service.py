"""A running Onereel and the people who use it: what every test over HTTP speaks to."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx

T = TypeVar("T")

READY_WITHIN_S = 120
INGESTED_WITHIN_S = 120
EVENTUALLY_S = 15

_numbers = itertools.count(1)


@dataclass
class Person:
    """Somebody with an account; `http` speaks for them."""

    handle: str
    password: str
    token: str
    http: httpx.Client


@dataclass
class Service:
    """One `onereel up --no-seed` on free ports, in its own data directory."""

    data: Path
    process: subprocess.Popen[bytes]
    opened: list[httpx.Client] = field(default_factory=list)

    @classmethod
    def start(cls, data: Path) -> Service:
        data.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "onereel", "up", "--no-seed", "--port", "0", "--data", str(data)]
        environ = {k: v for k, v in os.environ.items() if not k.startswith("ONEREEL_")}
        with (data / "up.log").open("wb") as log:
            process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environ)
        service = cls(data, process)
        deadline = time.monotonic() + READY_WITHIN_S
        while not service.state.get("ready"):
            if process.poll() is not None or time.monotonic() > deadline:
                service.stop()
                raise RuntimeError(f"onereel up did not become ready:\n{(data / 'up.log').read_text()}")
            time.sleep(0.2)
        return service

    def stop(self) -> None:
        for client in self.opened:
            client.close()
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    @property
    def state(self) -> dict[str, Any]:
        try:
            state: dict[str, Any] = json.loads((self.data / "run" / "state.json").read_text())
        except (OSError, ValueError):
            return {}
        return state

    @property
    def address(self) -> str:
        return str(self.state["address"])

    @property
    def settings(self) -> Path:
        return Path(self.state["settings"])

    def pid(self, name: str) -> int:
        """The process id of `web-1`, `valkey` …"""
        return next(int(p["pid"]) for p in self.state["processes"] if p["name"] == name and p["pid"])

    def visitor(self) -> httpx.Client:
        """Somebody without an account; cookies are kept."""
        return httpx.Client(base_url=f"{self.address}/api/v1", timeout=30)

    def person(self, name: str = "person") -> Person:
        """Somebody new with an account."""
        handle, password = f"{name}_{next(_numbers)}_{os.getpid()}"[:30], "correct horse battery"
        with self.visitor() as visitor:
            answer = visitor.post("/accounts", json={"handle": handle, "password": password})
        assert answer.status_code == 201, answer.text
        token = answer.json()["token"]
        http = httpx.Client(base_url=f"{self.address}/api/v1", headers={"authorization": f"Bearer {token}"}, timeout=30)
        self.opened.append(http)
        return Person(handle, password, token, http)

    def upload(self, person: Person, file: Path, **words: Any) -> dict[str, Any]:
        """Send a file the way a client does; the video as `complete` answers it."""
        body = file.read_bytes()
        upload = self.declare(person, body, name=file.name, **words)
        self.send(upload, body)
        answer = person.http.post(f"/uploads/{upload['id']}/complete")
        assert answer.status_code == 200, answer.text
        video: dict[str, Any] = answer.json()["video"]
        return video

    def declare(self, person: Person, body: bytes, *, name: str = "clip.mp4", **words: Any) -> dict[str, Any]:
        """Begin an upload with all of its parts declared; the upload with the addresses to send them to."""
        new = {"name": name, "size_bytes": len(body), "sha256": hashlib.sha256(body).hexdigest(), **words}
        answer = person.http.post("/uploads", json=new)
        assert answer.status_code in (200, 201), answer.text
        upload: dict[str, Any] = answer.json()
        parts = [
            {"n": n, "size_bytes": len(part), "sha256": hashlib.sha256(part).hexdigest()}
            for n, part in enumerate(pieces(body, upload["part_bytes"]), start=1)
        ]
        answer = person.http.put(f"/uploads/{upload['id']}/parts", json={"parts": parts})
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    def send(self, upload: dict[str, Any], body: bytes) -> None:
        """Send every part that is missing."""
        for part, piece in zip(upload["parts"], pieces(body, upload["part_bytes"]), strict=True):
            if not part["stored"]:
                answer = httpx.put(self.address + part["url"], content=piece, headers=part["headers"], timeout=30)
                assert answer.status_code == 200, answer.text

    def ended(self, person: Person, video_id: str) -> dict[str, Any]:
        """The video once it is ready or refused."""

        def look() -> dict[str, Any] | None:
            video: dict[str, Any] = person.http.get(f"/videos/{video_id}").json()
            return video if video["state"] in ("ready", "refused") else None

        return eventually(look, within_s=INGESTED_WITHIN_S)

    def published(self, person: Person, file: Path, **words: Any) -> dict[str, Any]:
        """A clip that strangers can watch."""
        video = self.ended(person, self.upload(person, file, **words)["id"])
        assert video["state"] == "ready", video
        return video


def pieces(body: bytes, part_bytes: int) -> list[bytes]:
    return [body[at : at + part_bytes] for at in range(0, len(body), part_bytes)]


def eventually(look: Callable[[], T | None], within_s: float = EVENTUALLY_S) -> T:
    """What `look` finds, asked again until it is neither None nor false."""
    deadline = time.monotonic() + within_s
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < deadline, f"still {found!r} after {within_s} s"
        time.sleep(0.05)
