from __future__ import annotations

from tests import inside
from tests.answers import done, refused, walk
from tests.service import Person, Service, eventually


def counts(person: Person, handle: str) -> dict[str, int]:
    found: dict[str, int] = done(person.http.get(f"/accounts/{handle}"))["counts"]
    return found


def test_a_follow_twice_is_one(service: Service, alice: Person, bob: Person) -> None:
    for _ in range(2):
        assert bob.http.put(f"/accounts/{alice.handle}/follow").status_code == 204
        seen = done(bob.http.get(f"/accounts/{alice.handle}"))
        assert seen["viewer"]["following"], "whoever follows sees it at once"
        assert seen["counts"]["followers"] == 1
    inside.digested(service)
    assert counts(bob, alice.handle)["followers"] == 1
    assert counts(bob, bob.handle)["following"] == 1
    assert [a["handle"] for a in walk(bob.http, f"/accounts/{alice.handle}/followers")] == [bob.handle]
    assert [a["handle"] for a in walk(bob.http, f"/accounts/{bob.handle}/following")] == [alice.handle]

    for _ in range(2):
        assert bob.http.delete(f"/accounts/{alice.handle}/follow").status_code == 204
        assert not done(bob.http.get(f"/accounts/{alice.handle}"))["viewer"]["following"]
    inside.digested(service)
    assert counts(bob, alice.handle)["followers"] == 0
    assert counts(bob, bob.handle)["following"] == 0
    assert walk(bob.http, f"/accounts/{alice.handle}/followers") == []


def test_counts_become_equal_to_rows(service: Service, alice: Person) -> None:
    people = [service.person("fan") for _ in range(3)]
    for person in people:
        for change in ("put", "delete", "put"):
            person.http.request(change, f"/accounts/{alice.handle}/follow").raise_for_status()
    eventually(lambda: counts(people[0], alice.handle)["followers"] == 3)
    assert len(walk(alice.http, f"/accounts/{alice.handle}/followers")) == 3
    people[0].http.delete(f"/accounts/{alice.handle}/follow").raise_for_status()
    eventually(lambda: len(walk(alice.http, f"/accounts/{alice.handle}/followers")) == 2)
    eventually(lambda: counts(alice, alice.handle)["followers"] == 2)


def test_nobody_follows_themselves(alice: Person) -> None:
    refused(alice.http.put(f"/accounts/{alice.handle}/follow"), 422, "follow_self")
    refused(alice.http.put(f"/accounts/@{alice.handle.upper()}/follow"), 422, "follow_self")
    assert counts(alice, alice.handle)["following"] == 0


def test_somebody_who_does_not_exist(alice: Person) -> None:
    for change in ("put", "delete"):
        refused(alice.http.request(change, "/accounts/nobody_at_all/follow"), 404, "account_not_found")


def test_visitors_follow_nobody(service: Service, alice: Person) -> None:
    with service.visitor() as visitor:
        refused(visitor.put(f"/accounts/{alice.handle}/follow"), 401, "signed_out")
        refused(visitor.delete(f"/accounts/{alice.handle}/follow"), 401, "signed_out")
