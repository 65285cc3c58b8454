"""The page people open: the client's shell with the viewer's first clips inside."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from litestar import Request, Response, get

from onereel.accounts.api import Viewer

FirstPage = Callable[[Viewer], Awaitable[bytes]]

_MARK = "<!--first-page-->"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)
_INLINE_STYLE = re.compile(r"<style>(.*?)</style>", re.S)
_NOT_BUILT = "<!doctype html><title>Onereel</title><p>The client is not built yet. Run <code>make up</code>."


class Shell:
    """`index.html` as the client's build left it, and the policy that lets its own inline script run."""

    def __init__(self, dist: Path) -> None:
        index = dist / "index.html"
        html = index.read_text() if index.is_file() else _NOT_BUILT + _MARK
        self._before, _, self._after = (part.encode() for part in html.partition(_MARK))
        scripts, styles = (_hashes(inline.findall(html)) for inline in (_INLINE_SCRIPT, _INLINE_STYLE))
        self.policy = (
            f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' {styles}; "
            "img-src 'self' blob: data:; media-src 'self' blob:; worker-src 'self'; connect-src 'self'; "
            "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
        )

    def page(self, first: bytes) -> Response[bytes]:
        """The shell around `first`, a JSON object made safe to stand in a script element."""
        data = first.replace(b"<", b"\\u003c")
        body = b'%b<script type="application/json" id="first-page">%b</script>%b' % (
            self._before,
            data,
            self._after,
        )
        headers = {"cache-control": "no-store", "content-security-policy": self.policy}
        return Response(body, media_type="text/html", headers=headers)


def routes(shell: Shell, first_page: FirstPage, empty_page: FirstPage) -> list[Any]:
    """`/` with the viewer's first clips; every other address of the app without them."""

    @get("/", include_in_schema=False)
    async def home(viewer: Viewer) -> Response[bytes]:
        return shell.page(await first_page(viewer))

    @get("/{path:path}", include_in_schema=False)
    async def elsewhere(viewer: Viewer, request: Request[Any, Any, Any]) -> Response[bytes]:
        page = shell.page(await empty_page(viewer))
        # An address with an extension names a file, and files that exist are served by the edge.
        if "." in request.url.path.rsplit("/", 1)[-1]:
            page.status_code = 404
        return page

    return [home, elsewhere]


def _hashes(inline: list[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in inline)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
