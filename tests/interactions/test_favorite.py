from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests import inside
from tests.answers import done, refused, walk
from tests.service import Person, Service


def test_a_favorite_twice_is_one(service: Service, alice: Person, bob: Person, video: dict[str, Any]) -> None:
    path = f"/videos/{video['id']}"
    for _ in range(2):
        assert bob.http.put(f"{path}/favorite").status_code == 204
        seen = done(bob.http.get(path))
        assert seen["viewer"]["favorited"], "whoever favorites sees it at once"
        assert seen["counts"]["favorites"] == 1
    inside.digested(service)
    seen = done(alice.http.get(path))
    assert seen["counts"]["favorites"] == 1
    assert not seen["viewer"]["favorited"]
    assert [v["id"] for v in walk(alice.http, f"/accounts/{bob.handle}/favorites")] == [video["id"]]

    for _ in range(2):
        assert bob.http.delete(f"{path}/favorite").status_code == 204
        assert not done(bob.http.get(path))["viewer"]["favorited"]
    inside.digested(service)
    assert done(bob.http.get(path))["counts"]["favorites"] == 0
    assert walk(alice.http, f"/accounts/{bob.handle}/favorites") == []


def test_many_at_once_are_all_counted(service: Service, video: dict[str, Any]) -> None:
    people = [service.person("fan") for _ in range(4)]
    path = f"/videos/{video['id']}/favorite"

    def waver(person: Person) -> None:
        for change in ("put", "put", "delete", "put"):
            person.http.request(change, path).raise_for_status()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(waver, people))
    inside.digested(service)
    with service.visitor() as visitor:
        assert done(visitor.get(f"/videos/{video['id']}"))["counts"]["favorites"] == 4
    [(rows,)] = inside.rows(service, "SELECT count(*) FROM favorite WHERE video_id = %(id)s", id=int(video["id"]))
    assert rows == 4


def test_what_does_not_exist(service: Service, bob: Person, video: dict[str, Any]) -> None:
    for change in ("put", "delete"):
        refused(bob.http.request(change, "/videos/1/favorite"), 404, "video_not_found")
        refused(bob.http.request(change, "/comments/1/favorite"), 404, "comment_not_found")
        refused(bob.http.request(change, "/videos/one/favorite"), 404, "not_found")
        with service.visitor() as visitor:
            refused(visitor.request(change, f"/videos/{video['id']}/favorite"), 401, "signed_out")
