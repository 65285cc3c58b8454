"""The demo world as it is written in `seed/world.toml`: who publishes what, and who says what about it."""

from __future__ import annotations

from pathlib import Path

import msgspec

WORLD = Path(__file__).parents[3] / "seed" / "world.toml"


class Clip(msgspec.Struct, frozen=True):
    id: str
    seconds: float
    sound: str
    notes: tuple[float, ...]
    caption: str
    tags: list[str]


class Creator(msgspec.Struct, frozen=True):
    """A studio. `colors`: ground, ring and heart of its picture."""

    handle: str
    name: str
    bio: str
    colors: tuple[str, str, str]
    follows: list[str]
    clips: list[Clip]


class Reply(msgspec.Struct, frozen=True):
    by: str
    text: str


class Comment(msgspec.Struct, frozen=True):
    clip: str
    by: str
    text: str
    favorited_by: list[str] = []
    replies: list[Reply] = []


class World(msgspec.Struct, frozen=True):
    """`first`: the clips that are made and published before all others, because they are made quickly."""

    first: list[str]
    demo_follows: list[str]
    demo_favorites: list[str]
    creators: list[Creator]
    comments: list[Comment]

    def in_order(self) -> list[tuple[Creator, Clip]]:
        """The quick ones first, then the creators by turns."""
        by_turns = [
            (creator, creator.clips[turn])
            for turn in range(max(len(creator.clips) for creator in self.creators))
            for creator in self.creators
            if turn < len(creator.clips)
        ]
        return sorted(by_turns, key=lambda pair: pair[1].id not in self.first)


def load() -> World:
    return msgspec.toml.decode(WORLD.read_bytes(), type=World)
