"""The pictures of the demo studios: a ring with a gap around a disc, in the studio's colors."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

_SIDE = 320
_FINER = 4


def avatar(colors: tuple[str, str, str], turn_degrees: int) -> bytes:
    """A PNG: ground, ring and disc."""
    ground, ring, disc = colors
    side = _SIDE * _FINER
    image = Image.new("RGB", (side, side), ground)
    draw = ImageDraw.Draw(image)
    edge, width, heart = side * 0.17, side // 14, side * 0.34
    draw.arc((edge, edge, side - edge, side - edge), turn_degrees, turn_degrees + 300, ring, width)
    draw.ellipse((heart, heart, side - heart, side - heart), disc)
    out = io.BytesIO()
    image.resize((_SIDE, _SIDE), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()
