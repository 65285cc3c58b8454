"""One clip, an author's grid, tags and search; changing and deleting one's own clip."""

from __future__ import annotations

import io
import time
from typing import Any

import httpx
import pytest
from PIL import Image

from tests import inside
from tests.answers import done, refused, walk
from tests.conftest import Clips
from tests.service import Person, Service, eventually

Video = dict[str, Any]
WORDS = "Первый снег ❄️ אור ראשון #Snow #дом_2 and #snow again"


@pytest.fixture(scope="module")
def video(service: Service, alice: Person, clip: Clips) -> Video:
    return service.published(alice, clip(1), caption=WORDS, tags=["Winter", "#STRASSE", "straße"])


@pytest.fixture
def own(service: Service, clip: Clips) -> tuple[Person, Video]:
    """Somebody new with a clip that the test may change."""
    person = service.person("author")
    return person, service.published(person, clip(2), caption="mine", tags=[f"tag_{person.handle}"])


def test_everything_needed_to_draw_and_start(service: Service, alice: Person, video: Video) -> None:
    with service.visitor() as visitor:
        seen = done(visitor.get(f"/videos/{video['id']}"))
    assert seen["state"] == "ready"
    assert seen["caption"] == WORDS
    assert seen["tags"] == ["winter", "strasse", "snow", "дом_2"]
    assert seen["author"]["handle"] == alice.handle
    assert 900 <= seen["duration_ms"] <= 1200
    assert (seen["width"], seen["height"]) == (180, 320)
    assert seen["counts"] == {"views": 0, "favorites": 0, "comments": 0}
    assert seen["viewer"] == {"favorited": False, "following": False}
    assert "refusal" not in seen
    [rendition] = seen["renditions"]
    assert len(rendition["objects"]) >= 1
    got = [httpx.get(f"{service.address}{rendition['base']}/{n}") for n in range(len(rendition["objects"]))]
    assert [len(g.content) for g in got] == [o["bytes"] for o in rendition["objects"]]
    assert httpx.get(service.address + seen["poster"]).headers["content-type"] == "image/webp"


@pytest.mark.parametrize("tag", ["winter", "Winter", "strasse", "STRASSE", "snow", "дом_2", "ДОМ_2"])
def test_tags_find_the_clip(service: Service, video: Video, tag: str) -> None:
    with service.visitor() as visitor:
        eventually(lambda: video["id"] in [v["id"] for v in done(visitor.get(f"/tags/{tag}"))["items"]])


@pytest.mark.parametrize("words", ["первый снег", "ПЕРВЫЙ", "אור", "again", "❄️", "@Snow"])
def test_search_finds_the_clip(service: Service, video: Video, words: str) -> None:
    with service.visitor() as visitor:
        found = done(visitor.get("/search", params={"q": words}))
        assert video["id"] in [v["id"] for v in found["videos"]]


def test_search_finds_people_and_tags(service: Service, alice: Person, video: Video) -> None:
    done(alice.http.patch("/me", json={"name": "Zoë Žižková"}))
    with service.visitor() as visitor:
        for words in (alice.handle, alice.handle[:7], f"@{alice.handle.upper()}", "zoë", "žižk"):
            found = done(visitor.get("/search", params={"q": words}))
            assert alice.handle in [a["handle"] for a in found["accounts"]]
        eventually(lambda: done(visitor.get("/search", params={"q": "wint"}))["tags"] == ["winter"])


@pytest.mark.parametrize("words", ["%", "_", "\\", "100%_", "' OR 1=1 --", "\0", "(", "*"])
def test_search_takes_words_literally(service: Service, video: Video, words: str) -> None:
    with service.visitor() as visitor:
        answer = visitor.get("/search", params={"q": words + "zzz"})
        assert done(answer) == {"accounts": [], "videos": [], "tags": []}


def test_a_grid_of_several_pages(service: Service, clip: Clips) -> None:
    person, admirer = service.person("grid"), service.person("admirer")
    first = service.published(person, clip(1), tags=[f"grid_{person.handle}"])
    made = [first["id"], *inside.copies(service, first["id"], 6)]
    for limit in (1, 3, 7, 30):
        found = [v["id"] for v in walk(admirer.http, f"/accounts/{person.handle}/videos", limit=limit)]
        assert found == sorted(made, key=int, reverse=True), "the newest first, each once"
    for id_ in made[:5]:
        admirer.http.put(f"/videos/{id_}/favorite").raise_for_status()
    for limit in (1, 2, 5):
        found = [v["id"] for v in walk(person.http, f"/accounts/{admirer.handle}/favorites", limit=limit)]
        assert found == made[:5][::-1], "the latest favorite first"


def test_people_on_several_pages(service: Service) -> None:
    star = service.person("star")
    fans = [service.person("fan") for _ in range(4)]
    for fan in fans:
        fan.http.put(f"/accounts/{star.handle}/follow").raise_for_status()
        star.http.put(f"/accounts/{fan.handle}/follow").raise_for_status()
    inside.digested(service)
    for who in ("followers", "following"):
        for limit in (1, 3, 4):
            found = walk(star.http, f"/accounts/{star.handle}/{who}", limit=limit)
            assert {a["handle"] for a in found} == {f.handle for f in fans}
            assert len(found) == 4
            assert all(a["viewer"]["following"] for a in found)


def test_lists_of_somebody_unknown(alice: Person) -> None:
    for who in ("videos", "favorites", "followers", "following"):
        refused(alice.http.get(f"/accounts/nobody_here/{who}"), 404, "account_not_found")
        refused(alice.http.get(f"/accounts/{alice.handle}/{who}?cursor=garbage!"), 422, "invalid", field="cursor")


def test_words_can_be_changed(service: Service, own: tuple[Person, Video]) -> None:
    person, video = own
    path = f"/videos/{video['id']}"
    changed = done(person.http.patch(path, json={"caption": "new #fresh_words"}))
    assert changed["caption"] == "new #fresh_words"
    assert changed["tags"] == [*video["tags"], "fresh_words"]
    changed = done(person.http.patch(path, json={"tags": ["only"]}))
    assert changed["tags"] == ["only", "fresh_words"]
    assert changed["caption"] == "new #fresh_words"
    with service.visitor() as visitor:
        assert done(visitor.get(path))["tags"] == ["only", "fresh_words"]
        assert [v["id"] for v in done(visitor.get("/tags/fresh_words"))["items"]] == [video["id"]]
        assert done(visitor.get(f"/tags/{video['tags'][0]}"))["items"] == []


@pytest.mark.parametrize("caption", ["🎬" * 2200, "مرحبا " * 366 + "مرحب", "a\nb" * 733 + "c", ""])
def test_captions_at_their_edge(alice: Person, video: Video, caption: str) -> None:
    copy = done(alice.http.patch(f"/videos/{video['id']}", json={"caption": caption}))
    assert copy["caption"] == caption
    done(alice.http.patch(f"/videos/{video['id']}", json={"caption": WORDS, "tags": ["Winter", "strasse"]}))


def test_captions_beyond_their_edge(alice: Person, video: Video) -> None:
    answer = alice.http.patch(f"/videos/{video['id']}", json={"caption": "x" * 2201})
    assert "2201" in refused(answer, 422, "invalid", field="caption")["detail"]
    assert done(alice.http.get(f"/videos/{video['id']}"))["caption"] == WORDS


def test_tags_at_and_beyond_their_edges(own: tuple[Person, Video]) -> None:
    person, video = own
    path = f"/videos/{video['id']}"
    ten = [f"{n}" + "ж" * 49 for n in range(10)]
    assert done(person.http.patch(path, json={"tags": ten}))["tags"] == ten
    for bad in ([*ten, "eleven"], ["x" * 51], ["two words"], [""], ["#"], ["a-b"], ["🎬"], ["nul\0"]):
        refused(person.http.patch(path, json={"tags": bad}), 422, "invalid", field="tags")
    assert done(person.http.get(path))["tags"] == ten
    assert done(person.http.patch(path, json={"tags": ["a", "A", "#a"]}))["tags"] == ["a"]
    many = " ".join(f"#written{n}" for n in range(12))
    assert len(done(person.http.patch(path, json={"caption": many, "tags": []}))["tags"]) == 10


def test_another_ones_clip(service: Service, bob: Person, video: Video) -> None:
    for answer in (
        bob.http.patch(f"/videos/{video['id']}", json={"caption": "mine now"}),
        bob.http.delete(f"/videos/{video['id']}"),
    ):
        refused(answer, 403, "not_your_video")
    with service.visitor() as visitor:
        refused(visitor.delete(f"/videos/{video['id']}"), 401, "signed_out")


def test_a_clip_that_is_not_ready_is_its_authors(service: Service, alice: Person, bob: Person, tmp_path: Any) -> None:
    """To everybody else it does not exist: not in lists, not by its id, not told apart from a wrong id."""
    file = tmp_path / "text.mp4"
    file.write_bytes(b"this is a text file" * 100)
    video = service.ended(alice, service.upload(alice, file)["id"])
    assert video["state"] == "refused"
    assert video["refusal"]["code"] == "not_a_video"
    path = f"/videos/{video['id']}"
    assert path.endswith(done(alice.http.get(f"/accounts/{alice.handle}/videos"))["items"][0]["id"])
    assert video["id"] not in [v["id"] for v in walk(bob.http, f"/accounts/{alice.handle}/videos")]
    for answer in (
        bob.http.get(path),
        bob.http.delete(path),
        bob.http.patch(path, json={"caption": "x"}),
        bob.http.put(f"{path}/favorite"),
        bob.http.post(f"{path}/comments", json={"text": "x"}),
    ):
        refused(answer, 404, "video_not_found")
    assert alice.http.delete(path).status_code == 204
    refused(alice.http.get(path), 404, "video_not_found")


def test_a_deleted_clip_is_gone_within_a_second(service: Service, own: tuple[Person, Video], bob: Person) -> None:
    person, video = own
    path = f"/videos/{video['id']}"
    bob.http.put(f"{path}/favorite").raise_for_status()
    done(bob.http.post(f"{path}/comments", json={"text": "nice"}), 201)
    inside.digested(service)
    assert done(bob.http.get(f"/accounts/{person.handle}"))["counts"]["videos"] == 1

    assert person.http.delete(path).status_code == 204
    deleted = time.monotonic()
    for somebody in (person, bob):
        refused(somebody.http.get(path), 404, "video_not_found")
        refused(somebody.http.put(f"{path}/favorite"), 404, "video_not_found")
        refused(somebody.http.get(f"{path}/comments"), 404, "video_not_found")
        assert done(somebody.http.get(f"/accounts/{person.handle}/videos"))["items"] == []
    refused(person.http.delete(path), 404, "video_not_found")
    assert done(bob.http.get(f"/tags/{video['tags'][0]}"))["items"] == []
    assert walk(bob.http, f"/accounts/{bob.handle}/favorites") == []
    eventually(lambda: done(bob.http.get(f"/accounts/{person.handle}"))["counts"]["videos"] == 0, within_s=1)
    assert time.monotonic() - deleted < 3, "none of this waited for anything"


def test_the_clips_of_a_deleted_account_go_with_it(service: Service, own: tuple[Person, Video], bob: Person) -> None:
    person, video = own
    bob.http.put(f"/videos/{video['id']}/favorite").raise_for_status()
    person.http.delete("/me").raise_for_status()
    eventually(lambda: bob.http.get(f"/videos/{video['id']}").status_code == 404, within_s=1)
    assert done(bob.http.get(f"/tags/{video['tags'][0]}"))["items"] == []
    assert walk(bob.http, f"/accounts/{bob.handle}/favorites") == []
    refused(bob.http.get(f"/accounts/{person.handle}/videos"), 404, "account_not_found")


def test_a_new_name_and_picture_reach_the_clips(service: Service, own: tuple[Person, Video], bob: Person) -> None:
    person, video = own
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    picture = done(person.http.put("/me/picture", content=out.getvalue()))["picture"]
    done(person.http.patch("/me", json={"name": "Renamed"}))
    author = done(bob.http.get(f"/videos/{video['id']}"))["author"]
    assert (author["name"], author["picture"]) == ("Renamed", picture)


@pytest.mark.parametrize("kind", ["video", "comment", "account"])
def test_reports(service: Service, bob: Person, video: Video, kind: str) -> None:
    report = {"target_kind": kind, "target_id": video["id"], "reason": "other", "detail": "ж" * 1000}
    number = done(bob.http.post("/reports", json=report), 201)["id"]
    [(detail,)] = inside.rows(service, "SELECT detail FROM report WHERE id = %(id)s", id=int(number))
    assert detail == "ж" * 1000
    answer = bob.http.post("/reports", json={**report, "detail": "x" * 1001})
    refused(answer, 422, "invalid", field="detail")


@pytest.mark.parametrize(
    ("change", "field"), [({"target_kind": "planet"}, "target_kind"), ({"reason": "dull"}, "reason")]
)
def test_reports_that_say_nothing_known(bob: Person, video: Video, change: dict[str, str], field: str) -> None:
    report = {"target_kind": "video", "target_id": video["id"], "reason": "spam", **change}
    refused(bob.http.post("/reports", json=report), 422, "invalid", field=field)
