"""Fixtures: one running service for the whole run, people, and small real clips."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import imageio_ffmpeg
import pytest

from tests.service import Person, Service

SHARED_MEDIA = Path(__file__).parents[2] / "shared" / "media"

# How long one example takes depends on what else the machine does.
hypothesis.settings.register_profile("onereel", deadline=None)
hypothesis.settings.load_profile("onereel")

Clips = Callable[..., Path]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    running = Service.start(tmp_path_factory.mktemp("onereel"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def alice(service: Service) -> Iterator[Person]:
    person = service.person("alice")
    yield person
    person.http.close()


@pytest.fixture(scope="module")
def bob(service: Service) -> Iterator[Person]:
    person = service.person("bob")
    yield person
    person.http.close()


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clips:
    """Makes a small vertical clip that needs no encoding. Another `number` is another picture."""
    folder = tmp_path_factory.mktemp("clips")

    def make(number: int = 0, seconds: float = 1.0) -> Path:
        path = folder / f"clip-{number}-{seconds}.mp4"
        if not path.exists():
            picture = f"gradients=s=180x320:r=24:seed={number + 1}:duration={seconds}"
            sound = f"sine=frequency={220 + 10 * (number % 60)}:duration={seconds}"
            subprocess.run(
                [
                    *(imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y"),
                    *("-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound),
                    *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "24", "-b:v", "300k"),
                    *("-c:a", "aac", "-b:a", "64k", str(path)),
                ],
                check=True,
            )
        return path

    return make


@pytest.fixture(scope="session")
def bunny(clip: Clips) -> Path:
    """Real footage where it stands beside the repository, a clip of our own making elsewhere."""
    real = SHARED_MEDIA / "bigbuckbunny.mp4"
    if real.exists():
        return real
    print("There is no real footage beside the repository: a generated clip takes its place.")
    return clip(number=99, seconds=5.0)
