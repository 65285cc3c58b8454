"""Serves an application until told to stop; requests that have begun are answered first."""

from __future__ import annotations

import asyncio
import signal
from typing import Any

from granian.constants import Interfaces
from granian.server.embed import Server


async def serve(app: Any, listen: str, stop: asyncio.Event) -> None:
    """Serve on `HOST:PORT` until `stop` is set."""
    host, _, port = listen.rpartition(":")
    server = Server(app, address=host, port=int(port), interface=Interfaces.ASGI, websockets=False, log_enabled=False)
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    if not serving.done():
        server.stop()  # type: ignore[no-untyped-call]  # granian leaves it unannotated
    stopping.cancel()
    await serving


def stop_on_signals() -> asyncio.Event:
    """An event that SIGTERM and SIGINT set."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
