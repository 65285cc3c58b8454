"""What one `GET feed?limit=10` costs: signed-in viewers, a warm cache, over a bare handler of the same bytes.

The ready lists are stocked in Valkey for the whole run, so that what is measured is a page and not a refill.

CPU-milliseconds a request are user and system time of the processes that answer (web and Valkey; for the floor
the bare server), read from the operating system before and after. Both are driven over loopback by the same
client with the same number of connections, straight at the web process, so neither nginx nor the client counts.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import imageio_ffmpeg
import psutil
import redis

from onereel import config
from tests.service import Person, Service, eventually

CLIPS = 40
CONNECTIONS = 16
REQUESTS = 2_000
ROUNDS = 5

_BARE = """
import asyncio, sys
from granian.constants import Interfaces
from granian.server.embed import Server
body = open(sys.argv[2], "rb").read()
class App:
    async def __rsgi__(self, scope, protocol):
        protocol.response_bytes(200, [("content-type", "application/json")], body)
asyncio.run(Server(App(), port=int(sys.argv[1]), interface=Interfaces.RSGI, log_enabled=False).serve())
"""


def run(service: Service) -> Iterator[dict[str, object]]:
    viewers = _world(service)
    web = next(p for p in service.state["processes"] if p["name"] == "web-1")
    address = f"http://{web['address']}/api/v1/feed?limit=10"
    body = httpx.get(address, headers=_signed(viewers[0])).content
    signed = [_signed(viewer) for viewer in viewers]
    measured = [psutil.Process(service.pid(name)) for name in ("web-1", "valkey")]
    with _bare(service.data, body) as (bare_address, bare):
        ours, floor = [], []
        for _ in range(ROUNDS):
            ours.append(_measure(lambda: _drive(address, signed), measured))
            floor.append(_measure(lambda: _drive(bare_address, signed), [bare]))
    value, base = (statistics.median(cpu for cpu, _ in rounds) for rounds in (ours, floor))
    yield {
        "metric": "cpu",
        "value": round(value, 4),
        "unit": "CPU-ms/request",
        "better": "low",
        "floor": round(base, 4),
        "ratio": round(value / base, 2),
        "page_bytes": len(body),
        "requests": REQUESTS * ROUNDS,
    }
    value, base = (statistics.median(rate for _, rate in rounds) for rounds in (ours, floor))
    yield {
        "metric": "rate",
        "value": round(value),
        "unit": "requests/s",
        "better": "high",
        "floor": round(base),
        "ratio": round(value / base, 4),
        "connections": CONNECTIONS,
    }


def _signed(viewer: Person) -> dict[str, str]:
    return {"authorization": f"Bearer {viewer.token}"}


def _world(service: Service) -> list[Person]:
    """A catalog, and a viewer for each connection with a follow, a favorite and a ready list for the whole run."""
    author = service.person("author")
    viewers = [service.person("viewer") for _ in range(CONNECTIONS)]
    folder = service.data / "bench"
    folder.mkdir()
    uploaded = [
        service.upload(author, _clip(folder, number), caption=f"Clip {number} #bench") for number in range(CLIPS)
    ]
    video_ids = [service.ended(author, video["id"])["id"] for video in uploaded]
    settings = config.load({"ONEREEL_CONFIG": str(service.settings)})
    valkey = redis.Redis.from_url(settings.valkey.url)
    for viewer in viewers:
        viewer.http.put(f"/accounts/{author.handle}/follow").raise_for_status()
        viewer.http.put(f"/videos/{video_ids[0]}/favorite").raise_for_status()
        viewer.http.get("/feed?limit=10").raise_for_status()
    for viewer in viewers:
        key = f"feed:{{{viewer.token.partition('.')[0]}}}:mixed"
        eventually(lambda key=key: valkey.llen(key) > 0)
        entries = [f"n{video_ids[n % CLIPS]}" for n in range(10 * REQUESTS * ROUNDS // CONNECTIONS + 100)]
        valkey.delete(key)
        valkey.rpush(key, *entries)
    valkey.close()
    return viewers


def _clip(folder: Path, number: int) -> Path:
    path = folder / f"{number}.mp4"
    subprocess.run(
        [
            *(imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi"),
            *("-i", f"gradients=s=90x160:r=12:duration=1:seed={number + 1}"),
            *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "12", str(path)),
        ],
        check=True,
    )
    return path


@contextlib.contextmanager
def _bare(folder: Path, body: bytes) -> Iterator[tuple[str, psutil.Process]]:
    (folder / "page.json").write_bytes(body)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", _BARE, str(port), str(folder / "page.json")])
    address = f"http://127.0.0.1:{port}/"

    def answers() -> bool:
        try:
            return httpx.get(address).content == body
        except httpx.TransportError:
            return False

    try:
        eventually(answers)
        yield address, psutil.Process(process.pid)
    finally:
        process.kill()
        process.wait()


def _measure(drive: Callable[[], None], processes: list[psutil.Process]) -> tuple[float, float]:
    """CPU-milliseconds a request of these processes, and requests a second."""
    before, began = _cpu_s(processes), time.perf_counter()
    drive()
    took = time.perf_counter() - began
    return (_cpu_s(processes) - before) * 1000 / REQUESTS, REQUESTS / took


def _cpu_s(processes: list[psutil.Process]) -> float:
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def _drive(address: str, signed: list[dict[str, str]]) -> None:
    """REQUESTS requests over one kept connection for each viewer, as raw HTTP: the client must not be the limit."""
    url = httpx.URL(address)
    head = f"GET {url.raw_path.decode()} HTTP/1.1\r\nhost: {url.netloc.decode()}\r\n"

    async def connection(headers: dict[str, str]) -> None:
        request = (head + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n").encode()
        reader, writer = await asyncio.open_connection(url.host, url.port)
        for _ in range(REQUESTS // len(signed)):
            writer.write(request)
            answer = await reader.readuntil(b"\r\n\r\n")
            assert answer.startswith(b"HTTP/1.1 200"), answer
            length = next(
                int(line[15:]) for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length:")
            )
            await reader.readexactly(length)
        writer.close()
        await writer.wait_closed()

    async def all_connections() -> None:
        await asyncio.gather(*(connection(headers) for headers in signed))

    asyncio.run(all_connections())
