"""What one `GET feed?limit=10` costs: a signed-in viewer, a warm cache, over a bare handler of the same bytes.

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
    viewer = _world(service)
    web = next(p for p in service.state["processes"] if p["name"] == "web-1")
    address = f"http://{web['address']}/api/v1/feed?limit=10"
    headers = {"authorization": f"Bearer {viewer.token}"}
    body = httpx.get(address, headers=headers).content
    measured = [psutil.Process(service.pid(name)) for name in ("web-1", "valkey")]
    with _bare(service.data, body) as (bare_address, bare):
        ours, floor = [], []
        for _ in range(ROUNDS):
            ours.append(_measure(lambda: _drive(address, headers), measured))
            floor.append(_measure(lambda: _drive(bare_address, {}), [bare]))
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


def _world(service: Service) -> Person:
    """A catalog, and a viewer with a follow and a favorite whose pages are warm."""
    author, viewer = service.person("author"), service.person("viewer")
    folder = service.data / "bench"
    folder.mkdir()
    for number in range(CLIPS):
        video = service.upload(author, _clip(folder, number), caption=f"Clip {number} #bench")
        if number == 0:
            first = video
    service.ended(author, video["id"])
    viewer.http.put(f"/accounts/{author.handle}/follow").raise_for_status()
    service.ended(author, first["id"])
    viewer.http.put(f"/videos/{first['id']}/favorite").raise_for_status()

    def full() -> bool:
        return len(viewer.http.get("/feed?limit=10").json()["items"]) == 10

    eventually(full, within_s=60)
    for _ in range(20):
        viewer.http.get("/feed?limit=10")
    return viewer


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


def _drive(address: str, headers: dict[str, str]) -> None:
    """REQUESTS requests over CONNECTIONS kept connections, as raw HTTP: the client must not be the limit."""
    url = httpx.URL(address)
    head = f"GET {url.raw_path.decode()} HTTP/1.1\r\nhost: {url.netloc.decode()}\r\n"
    request = (head + "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n").encode()

    async def connection() -> None:
        reader, writer = await asyncio.open_connection(url.host, url.port)
        for _ in range(REQUESTS // CONNECTIONS):
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
        await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))

    asyncio.run(all_connections())
