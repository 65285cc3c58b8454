"""What each demo clip sounds like: quiet chords, plucked notes, sea and rain, from ffmpeg's generators."""

from __future__ import annotations

from collections.abc import Sequence

_RATE_HZ = 48_000
_LOUDNESS = 0.5


def sound(kind: str, notes: Sequence[float]) -> str:
    """A filter graph that makes stereo sound of one kind from some notes (Hz)."""
    return {"pad": _pad, "pluck": _pluck, "sea": _sea, "rain": _rain, "pair": _pair}[kind](notes)


def _pad(notes: Sequence[float]) -> str:
    """A chord whose notes come and go."""
    left = "+".join(_swelling(note, n, 0.070, 0.031, 0) for n, note in enumerate(notes))
    right = "+".join(_swelling(note * 1.003, n, 0.090, 0.027, 1) for n, note in enumerate(notes))
    return _stereo(f"{_share(notes)}*({left})", f"{_share(notes)}*({right})")


def _pluck(notes: Sequence[float]) -> str:
    """Notes one after the other, each dying away, over the lowest one held softly."""
    beat, last = 0.48, len(notes) - 1
    pitch = f"{notes[last]}"
    for n in range(last - 1, -1, -1):
        pitch = f"if(eq(mod(floor(t/{beat})*3,{len(notes)}),{n}),{notes[n]},{pitch})"
    struck = f"exp(-5*mod(t,{beat}))*(1-exp(-400*mod(t,{beat})))"
    held = f"0.10*sin(2*PI*{min(notes) / 2:.2f}*t)"
    return _stereo(f"0.30*{struck}*sin(2*PI*{pitch}*t)+{held}", f"0.24*{struck}*sin(2*PI*{pitch}*2.002*t)+{held}")


def _sea(notes: Sequence[float]) -> str:
    """Waves: brown noise that breathes, and a low chord under it."""
    return (
        f"anoisesrc=c=brown:r={_RATE_HZ}:a=0.5:seed=11,lowpass=f=700,tremolo=f=0.14:d=0.8,volume=0.8[n1];"
        f"{_pad(notes)},volume=0.5[n2];[n1][n2]amix=inputs=2:normalize=0"
    )


def _rain(notes: Sequence[float]) -> str:
    """Rain: pink noise without its low end, and a chord far away."""
    return (
        f"anoisesrc=c=pink:r={_RATE_HZ}:a=0.22:seed=5,highpass=f=900,lowpass=f=6000[n1];"
        f"{_pad(notes)},volume=0.7[n2];[n1][n2]amix=inputs=2:normalize=0"
    )


def _pair(notes: Sequence[float]) -> str:
    """Two pairs of notes a little apart, one pair an ear: what an oscilloscope draws as a knot."""
    a, b, c, d = notes
    return _stereo(f"0.45*sin(2*PI*{a}*t)+0.2*sin(2*PI*{b}*t)", f"0.45*sin(2*PI*{c}*t+1)+0.2*sin(2*PI*{d}*t)")


def _swelling(note: float, n: int, slow: float, step: float, phase: float) -> str:
    return f"sin(2*PI*{note:.3f}*t)*(0.6+0.4*sin(2*PI*{slow + step * n:.3f}*t+{n + phase}))"


def _share(notes: Sequence[float]) -> str:
    return f"{_LOUDNESS / len(notes):.3f}"


def _stereo(left: str, right: str) -> str:
    return f"aevalsrc='{left}|{right}':s={_RATE_HZ}"
