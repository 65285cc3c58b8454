"""Pieces of ffmpeg's filter language that the pictures share.

Most pictures are drawn in one grey channel at a small size, which is cheap, and get their colors at the end
from a palette.
"""

from __future__ import annotations

RATE = 24
_ONE_FRAME_S = 0.03


def palette(*colors: str) -> str:
    """Colors for the greys from 0 to 255, evenly apart, the first one for black."""
    last = len(colors) - 1

    def channel(at: int) -> str:
        values = (int(color[at : at + 2], 16) / 255 for color in colors)
        return " ".join(f"{n / last:.3f}/{value:.3f}" for n, value in enumerate(values))

    return f"format=gray,format=gbrp,curves=interp=pchip:r='{channel(1)}':g='{channel(3)}':b='{channel(5)}'"


def still(width: int, height: int, grey: str, pixels: str = "gray") -> str:
    """A picture drawn once and shown for ever: `grey` is an expression of X and Y."""
    return (
        f"nullsrc=s={width}x{height}:r={RATE}:d={_ONE_FRAME_S},format={pixels},geq=lum='{grey}',"
        f"loop=-1:1:0,setpts=N/{RATE}/TB"
    )


def moving(width: int, height: int, grey: str) -> str:
    """A picture drawn for every frame, so keep it small: `grey` is an expression of X, Y and T."""
    return f"nullsrc=s={width}x{height}:r={RATE},format=gray,geq=lum='{grey}'"


def noise(seed: int, *, scale: tuple[float, float], speed: float, octaves: int = 1) -> str:
    """Slowly changing Perlin noise, 108x192."""
    return (
        f"perlin=s=108x192:r={RATE}:octaves={octaves}:persistence=0.45:xscale={scale[0]}:yscale={scale[1]}"
        f":tscale={speed}:random_seed={seed}:random_mode=seed,format=gray"
    )


def larger(width: int, height: int, how: str = "bicubic") -> str:
    return f"scale={width}:{height}:flags={how},format=gray"


def ridge(y: float, waves: tuple[float, int, float], ripples: tuple[float, int, float], grey: int) -> str:
    """The outline of hills or waves at height `y`; a wave is (height, count, phase). It repeats sideways."""
    high, count, phase = waves
    high2, count2, phase2 = ripples
    line = f"H*({y}+{high}*sin(2*PI*({count}*X/W+{phase}))+{high2}*sin(2*PI*({count2}*X/W+{phase2})))"
    return still(540, 960, f"{grey}*gt(Y,{line})")


def stack(layers: list[str]) -> str:
    """Layers of grey over one another: where two meet, the lighter one is in front."""
    names = [f"layer{n}" for n in range(len(layers))]
    text = ";".join(f"{layer},format=gray[{name}]" for layer, name in zip(layers, names, strict=True))
    below = names[0]
    for n, name in enumerate(names[1:], start=1):
        out = "" if n == len(names) - 1 else f"[under{n}]"
        text += f";[{below}][{name}]blend=all_mode=lighten,format=gray{out}"
        below = f"under{n}"
    return text


def dots(width: int, height: int, share: float, seed: int) -> str:
    """White dots at random places, on black."""
    return still(width, height, f"255*gt(random({seed}),{1 - share})") + ",format=gray"


def tint(red: float, green: float, blue: float) -> str:
    """A color for what is white."""
    return f"format=gray,format=gbrp,colorchannelmixer=rr={red}:gg={green}:bb={blue}"


def mirrored() -> str:
    """A quarter becomes a whole: left to right, top to bottom."""
    return "split[q1][q2];[q2]hflip[q3];[q1][q3]hstack,split[q4][q5];[q5]vflip[q6];[q4][q6]vstack"


def seen_through(width: int, height: int, u: str, v: str, side: int, texture: str) -> str:
    """A square texture bent by a map: `u` and `v` say which of its points is seen at X, Y."""
    map_u = still(width, height, f"mod({u},{side})", "gray16le")
    map_v = still(width, height, f"mod({v},{side})", "gray16le")
    return f"{texture},format=gray[tex];{map_u}[mapu];{map_v}[mapv];[tex][mapu][mapv]remap=format=gray,format=gray"
