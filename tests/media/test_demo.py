"""The demo world holds together, and its clips need no encoding."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from onereel.accounts.api import clean_text
from onereel.cli.demo import clips, world
from onereel.cli.demo.avatar import avatar
from onereel.cli.demo.pictures import PICTURES
from onereel.cli.demo.sounds import sound
from onereel.kernel import limits
from onereel.media.model import Remux
from onereel.media.probe import probe
from onereel.media.verdict import judge
from onereel.videos.api import clean_caption, clean_tags

WORLD = world.load()
CLIPS = {clip.id: clip for _, clip in WORLD.in_order()}
HANDLES = {creator.handle for creator in WORLD.creators}


def test_there_is_enough_to_watch() -> None:
    assert len(HANDLES) == 6 and len(CLIPS) >= 24
    assert CLIPS.keys() == PICTURES.keys()
    assert [clip.id for _, clip in WORLD.in_order()][:3] == [*sorted(WORLD.first, key=list(CLIPS).index)]
    assert all(6 <= clip.seconds <= 30 for clip in CLIPS.values())


@pytest.mark.parametrize("clip", CLIPS.values(), ids=CLIPS)
def test_words_and_sounds_are_valid(clip: world.Clip) -> None:
    assert clean_tags(clip.tags, clean_caption(clip.caption))
    assert sound(clip.sound, clip.notes)


def test_everybody_who_is_named_exists() -> None:
    people = HANDLES | {"demo"}
    assert {handle for creator in WORLD.creators for handle in creator.follows} <= HANDLES
    assert set(WORLD.demo_follows) <= HANDLES
    assert set(WORLD.demo_favorites) | {comment.clip for comment in WORLD.comments} <= CLIPS.keys()
    for comment in WORLD.comments:
        assert {comment.by, *comment.favorited_by, *(reply.by for reply in comment.replies)} <= people
        clean_text(comment.text, "comment", limits.comment_characters_max, lines=True)


@pytest.mark.parametrize("creator", WORLD.creators, ids=lambda creator: creator.handle)
def test_creators_are_valid(creator: world.Creator) -> None:
    assert len(creator.name) <= limits.name_characters_max and len(creator.bio) <= limits.bio_characters_max
    assert avatar(creator.colors, 0).startswith(b"\x89PNG")


def test_a_demo_clip_is_made_once_and_fits(tmp_path: Path) -> None:
    made = clips.make(CLIPS[WORLD.first[0]], tmp_path)
    assert isinstance(judge(asyncio.run(probe(made))), Remux)
    before = made.stat().st_mtime_ns
    assert clips.make(CLIPS[WORLD.first[0]], tmp_path).stat().st_mtime_ns == before
