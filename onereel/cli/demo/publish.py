"""Brings the demo world into an installation through its public API. Whatever is there already stays as it is."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from onereel.cli.demo import clips
from onereel.cli.demo.avatar import avatar
from onereel.cli.demo.world import Clip, Creator, World
from onereel.cli.sending import send, wait
from onereel.cli.service import Refusal, Service
from onereel.kernel import limits

Say = Callable[[str], None]
DEMO = "demo"


class Seeding:
    """One run: an account signed in for each studio, and the videos published so far."""

    def __init__(self, address: str, demo_password: str, world: World, folder: Path, say: Say) -> None:
        self._address = address
        self._password = demo_password
        self._world = world
        self._folder = folder
        self._say = say
        self._services: dict[str, Service] = {}
        self._videos: dict[str, str] = {}

    def run(self) -> list[str]:
        """Everything in order; what went wrong, in sentences."""
        wrong: list[str] = []
        self._folder.mkdir(parents=True, exist_ok=True)
        self._enter(DEMO, "Demo", self._password)
        pairs = self._world.in_order()
        for n, (creator, clip) in enumerate(pairs, start=1):
            try:
                self._publish(creator, clip)
            except (clips.CannotMake, Refusal) as exc:
                wrong.append(f"The clip {clip.id} is missing: {exc}")
                continue
            self._say(f"Clip {n} of {len(pairs)}: {creator.name}, “{_short(clip.caption)}”")
        wrong += self._wait_until_ready()
        self._say("Follows, favorites and comments")
        self._follow()
        self._favorite()
        self._comment()
        for service in self._services.values():
            service.close()
        return wrong

    def _publish(self, creator: Creator, clip: Clip) -> None:
        service = self._studio(creator)
        file = clips.make(clip, self._folder)
        video = send(service, file, clip.caption, clip.tags, lambda _: None)
        self._videos[clip.id] = video["id"]
        if clip.id in self._world.first:
            # The page plays as soon as the first ones are there: let nothing get in their way.
            wait(service, video["id"], limits.client_ready_s)

    def _studio(self, creator: Creator) -> Service:
        if creator.handle not in self._services:
            service = self._enter(creator.handle, creator.name, self._password_of(creator.handle))
            me = service.call("GET", "/me")
            if not me["bio"]:
                service.call("PATCH", "/me", {"bio": creator.bio})
            if me["picture"] is None:
                picture = avatar(creator.colors, 40 * len(self._services))
                service.call("PUT", "/me/picture", content=picture, content_type="image/png")
        return self._services[creator.handle]

    def _enter(self, handle: str, name: str, password: str) -> Service:
        """Sign in; sign up when there is no such account yet."""
        service = self._services[handle] = Service(self._address)
        try:
            service.sign_up(handle, password, name)
        except Refusal as exc:
            if exc.code != "handle_taken":
                raise
            service.sign_in(handle, password)
        return service

    def _password_of(self, handle: str) -> str:
        return hmac.new(self._password.encode(), handle.encode(), hashlib.sha256).hexdigest()[:32]

    def _wait_until_ready(self) -> Iterable[str]:
        owners = {clip.id: creator.handle for creator, clip in self._world.in_order()}
        for clip_id, video_id in list(self._videos.items()):
            video = wait(self._services[owners[clip_id]], video_id, limits.client_ready_s)
            if video["state"] != "ready":
                del self._videos[clip_id]
                yield f"The clip {clip_id} is {video['state']}: {video.get('refusal')}"

    def _follow(self) -> None:
        follows = {creator.handle: creator.follows for creator in self._world.creators}
        for handle, whom in {**follows, DEMO: self._world.demo_follows}.items():
            for other in whom:
                if handle in self._services and other in self._services:
                    self._services[handle].call("PUT", f"/accounts/{other}/follow")

    def _favorite(self) -> None:
        for n, (handle, service) in enumerate(self._services.items()):
            for clip_id, video_id in self._videos.items():
                liked = clip_id in self._world.demo_favorites
                if handle != DEMO:
                    # By no taste, but the same each time: some are favorites of many, some of few.
                    liked = (len(clip_id) * 7 + ord(clip_id[0]) + 3 * n) % 5 < (3 if liked else 2)
                if liked:
                    service.call("PUT", f"/videos/{video_id}/favorite")

    def _comment(self) -> None:
        for comment in self._world.comments:
            video_id = self._videos.get(comment.clip)
            if video_id is None:
                continue
            written = self._write(video_id, comment.by, comment.text, None)
            for handle in comment.favorited_by:
                self._services[handle].call("PUT", f"/comments/{written}/favorite")
            for reply in comment.replies:
                self._write(video_id, reply.by, reply.text, written)

    def _write(self, video_id: str, by: str, text: str, parent_id: str | None) -> str:
        """The id of a comment, written unless it is there."""
        service, path = self._services[by], f"/videos/{video_id}/comments"
        query = f"?limit={limits.page_items_max}" + (f"&parent_id={parent_id}" if parent_id else "")
        there: list[dict[str, Any]] = service.call("GET", path + query)["items"]
        for comment in there:
            if comment["author"]["handle"] == by and comment["text"] == text:
                return str(comment["id"])
        body = {"text": text, **({"parent_id": parent_id} if parent_id else {})}
        return str(service.call("POST", path, body)["id"])


def _short(caption: str) -> str:
    return caption if len(caption) <= 48 else caption[:47].rstrip() + "…"
