"""A picture of an account: any image in, a small square WebP out.

The decoding runs in a child process with bounds, because the bytes come from strangers.
"""

from __future__ import annotations

import asyncio
import io
import resource
import sys
import warnings

from PIL import Image, ImageOps

from onereel.accounts.errors import PictureNotReadable, PictureTooLarge
from onereel.kernel import limits

_MEMORY_BYTES_MAX = 1 << 30
_CPU_S_MAX = 5
_EXIT_TOO_LARGE = 3

_at_once = asyncio.Semaphore(limits.picture_children_at_once_max)


class _TooManyPixels(Exception):
    pass


async def square_webp(image: bytes) -> bytes:
    """The middle square of an image, upright, as WebP."""
    if len(image) > limits.picture_bytes_max:
        raise PictureTooLarge
    async with _at_once:
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            __name__,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            out, _ = await asyncio.wait_for(child.communicate(image), 2 * _CPU_S_MAX)
        except TimeoutError as exc:
            child.kill()
            await child.wait()
            raise PictureNotReadable from exc
    if child.returncode == _EXIT_TOO_LARGE:
        raise PictureTooLarge
    if child.returncode != 0:
        raise PictureNotReadable
    return out


def _convert(data: bytes) -> bytes:
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    image = Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP", "GIF"))
    if max(image.size) > limits.picture_side_pixels_max:
        raise _TooManyPixels
    side = limits.picture_side_pixels
    upright = ImageOps.exif_transpose(image).convert("RGB")
    out = io.BytesIO()
    ImageOps.fit(upright, (side, side)).save(out, "WEBP", quality=82)
    return out.getvalue()


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES_MAX, _MEMORY_BYTES_MAX))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_S_MAX, _CPU_S_MAX))
    try:
        sys.stdout.buffer.write(_convert(sys.stdin.buffer.read()))
    except _TooManyPixels:
        sys.exit(_EXIT_TOO_LARGE)
