"""Health and metrics, the same for every role."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import msgspec
import prometheus_client
from litestar import Response, get

Check = Callable[[], Awaitable[bool]]


def routes(checks: Mapping[str, Check]) -> list[Any]:
    """`/health/live` answers while the process runs; `/health/ready` when it can do its work."""

    @get("/health/live", include_in_schema=False)
    async def live() -> dict[str, str]:
        return {"status": "live"}

    @get("/health/ready", include_in_schema=False)
    async def ready() -> Response[bytes]:
        found = {name: await check() for name, check in checks.items()}
        status = 200 if all(found.values()) else 503
        words = {name: "ready" if ok else "away" for name, ok in found.items()}
        return Response(msgspec.json.encode(words), status_code=status, media_type="application/json")

    @get("/metrics", include_in_schema=False)
    async def metrics() -> Response[bytes]:
        return Response(prometheus_client.generate_latest(), media_type="text/plain; version=0.0.4")

    return [live, ready, metrics]
