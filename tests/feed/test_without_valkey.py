"""The feed when Valkey is emptied, hung or killed: slower, and otherwise the same."""

from __future__ import annotations

import asyncio
import os
import signal
import time

import httpx

from onereel.engines.cache import Cache
from onereel.feed import ready
from onereel.feed.ready import Entry
from onereel.kernel import limits
from tests import inside
from tests.answers import done, refused
from tests.feed.conftest import Author
from tests.feed.watching import ids, once, page, remembered, until_again
from tests.service import Person, Service, eventually


def waiting(service: Service, person: Person, kind: ready.Kind = "mixed") -> list[Entry]:
    """What lies ready for somebody."""

    async def look() -> list[Entry]:
        async with Cache(inside.settings(service).valkey.url) as cache:
            looked = await ready.look(cache, int(done(person.http.get("/me"))["id"]), kind)
            assert looked is not None
            return looked[0]

    return asyncio.run(look())


def test_the_next_clips_lie_ready(service: Service, viewer: Person) -> None:
    assert waiting(service, viewer) == []
    shown = ids(page(viewer.http, limit=1))
    lies_ready = [str(entry.id) for entry in waiting(service, viewer)]
    assert len(lies_ready) == limits.feed_ready_ids_max - 1 == 29
    assert shown[0] not in lies_ready
    assert ids(page(viewer.http, limit=14)) == lies_ready[:14], "and are what is shown next"
    with inside.valkey(service) as client:
        assert client.zcard(ready.WANTED) == 0, "15 are enough"
    assert len(waiting(service, viewer)) == limits.feed_refill_below_ids == 15
    page(viewer.http, limit=1)
    eventually(lambda: len(waiting(service, viewer)) == limits.feed_ready_ids_max)


def test_visitors_have_theirs_ready_too(service: Service, authors: list[Author]) -> None:
    with service.visitor() as visitor:
        page(visitor, limit=1)
        with inside.valkey(service) as client:
            visitor_id = visitor.cookies["viewer"].partition(".")[0]
            eventually(lambda: any(visitor_id.encode() in key for key in client.scan_iter("feed:*")))


def test_emptied_in_the_middle(service: Service, viewer: Person) -> None:
    shown: list[str] = []

    def forget() -> None:
        remembered(service, viewer, shown)
        with inside.valkey(service) as client:
            client.flushall()

    for item in until_again(viewer.http, "mixed", "recommended", between=forget):
        shown.append(item["video"]["id"])
    assert once(shown) == inside.ready_clips(service)


def test_hung_and_back(service: Service, viewer: Person, authors: list[Author]) -> None:
    """Nobody sees anything twice: not while Valkey is away, nor when it is back with its old memory."""
    shown = ids(page(viewer.http, limit=5))
    eventually(lambda: len(waiting(service, viewer)) >= limits.feed_refill_below_ids)
    with inside.hung(service, "valkey"):
        for kind in ("mixed", "recommended", "mixed"):
            began = time.monotonic()
            found = page(viewer.http, kind, limit=5)
            assert time.monotonic() - began < 5, "slower, but not much"
            assert len(found) == 5
            shown += ids(found)
        once(shown)
    eventually(lambda: not {str(entry.id) for entry in waiting(service, viewer)} & set(shown))
    shown += ids(until_again(viewer.http, "mixed", "recommended"))
    assert once(shown) == inside.ready_clips(service)


def test_everything_else_works_while_it_hangs(service: Service, viewer: Person, authors: list[Author]) -> None:
    author = authors[0]
    with inside.hung(service, "valkey"):
        path = f"/videos/{author.clips[0]}"
        viewer.http.put(f"{path}/favorite").raise_for_status()
        viewer.http.put(f"/accounts/{author.person.handle}/follow").raise_for_status()
        seen = done(viewer.http.get(path))
        assert seen["viewer"] == {"favorited": True, "following": True}
        shown = {item["video"]["id"]: item["video"]["viewer"] for item in page(viewer.http, limit=30)}
        assert all(flags["favorited"] is (id_ == author.clips[0]) for id_, flags in shown.items())
        assert all(flags["following"] is (id_ in author.clips) for id_, flags in shown.items())
        newcomer = service.person("newcomer")
        assert len(page(newcomer.http)) == 10
        assert newcomer.http.delete("/sessions/current").status_code == 204
        refused(newcomer.http.get("/me"), 401, "signed_out")
        with service.visitor() as visitor:
            once(ids(page(visitor)) + ids(page(visitor)))
            assert visitor.get("/search", params={"q": author.person.handle}).status_code == 200
        assert httpx.get(f"{service.address}/health/ready").status_code == 200
    refused(newcomer.http.get("/me"), 401, "signed_out")


def test_a_sign_out_during_an_outage_is_final(service: Service) -> None:
    """The token was known to be valid when Valkey went away; it is not when Valkey is back."""
    person = service.person("leaver")
    done(person.http.get("/me"))
    with inside.hung(service, "valkey"):
        assert person.http.delete("/sessions/current").status_code == 204
    account_id = person.token.partition(".")[0]
    with inside.valkey(service) as client:
        eventually(lambda: [client.get(key) for key in client.scan_iter(f"session:{account_id}:*")] == [b"0"])
    for _ in range(6):
        refused(person.http.get("/me"), 401, "signed_out")


def test_a_clip_deleted_during_an_outage_is_not_shown(service: Service, viewer: Person, authors: list[Author]) -> None:
    author = authors[0]
    deleted = author.clips.pop()
    with service.visitor() as visitor:
        assert deleted in ids(until_again(visitor, limit=30)), "its card is in Valkey"
    with inside.hung(service, "valkey"):
        author.person.http.delete(f"/videos/{deleted}").raise_for_status()
        inside.digested(service)
    with inside.valkey(service) as client:
        eventually(lambda: client.get(f"card:{deleted}") == b"")
    assert deleted not in ids(until_again(viewer.http, limit=30))


def test_killed_and_restarted(service: Service, viewer: Person) -> None:
    shown = ids(page(viewer.http, limit=5))
    remembered(service, viewer, shown)
    before = service.pid("valkey")
    os.kill(before, signal.SIGKILL)
    shown += ids(page(viewer.http, limit=5))
    eventually(
        lambda: any(p["name"] == "valkey" and p["pid"] not in (None, before) for p in service.state["processes"])
    )
    remembered(service, viewer, shown)
    shown += ids(until_again(viewer.http, "mixed", "recommended"))
    assert once(shown) == inside.ready_clips(service)
    eventually(lambda: len(waiting(service, viewer)) >= limits.feed_refill_below_ids)
