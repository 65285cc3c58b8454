"""Signing in and out, by token and by cookie."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.answers import done, refused
from tests.service import Person, Service


def sign_in(service: Service, person: Person, password: str | None = None) -> httpx.Response:
    with service.visitor() as visitor:
        return visitor.post("/sessions", json={"handle": person.handle, "password": password or person.password})


def me(service: Service, token: str) -> httpx.Response:
    with service.visitor() as visitor:
        return visitor.get("/me", headers={"authorization": f"Bearer {token}"})


def browser(service: Service) -> httpx.Client:
    """Sends Origin with every request, as a browser's pages do with writes."""
    client = service.visitor()
    client.headers["origin"] = service.address
    return client


def test_a_token_is_worth_nothing_after_sign_out(service: Service, alice: Person) -> None:
    token = done(sign_in(service, alice), 201)["token"]
    assert done(me(service, token))["handle"] == alice.handle
    bearer = {"authorization": f"Bearer {token}"}
    with service.visitor() as visitor:
        assert visitor.delete("/sessions/current", headers=bearer).status_code == 204
        refused(visitor.delete("/sessions/current", headers=bearer), 401, "signed_out")
    refused(me(service, token), 401, "signed_out")
    assert alice.http.get("/me").status_code == 200, "another session stays"


@pytest.mark.parametrize(
    "token", ["x", "1.x", ".", "1.", "-1.x", "99999999999999999999.x", "٣.x", "9223372036854775808.x"]
)
def test_made_up_tokens(service: Service, token: str) -> None:
    with service.visitor() as visitor:
        answer = visitor.get("/me", headers={"authorization": b"Bearer " + token.encode()})
        refused(answer, 401, "signed_out")
        assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_with_one_letter_changed(service: Service, alice: Person) -> None:
    changed = alice.token[:-1] + ("A" if alice.token[-1] != "A" else "B")
    refused(me(service, changed), 401, "signed_out")


def test_ten_wrong_passwords_close_the_door(service: Service) -> None:
    person, other = service.person("wrong"), service.person("right")
    for _ in range(10):
        refused(sign_in(service, person, "not this one"), 401, "wrong_password")
    for password in ("not this one", person.password):
        answer = sign_in(service, person, password)
        refused(answer, 429, "too_many_attempts")
        assert 0 < int(answer.headers["retry-after"]) <= 15 * 60
    done(sign_in(service, other), 201)
    assert person.http.get("/me").status_code == 200, "whoever is signed in stays so"


def test_guesses_side_by_side_do_not_slip_through(service: Service) -> None:
    person = service.person("parallel")
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda n: sign_in(service, person, f"guess number {n}").status_code, range(14)))
    assert answers.count(401) == 10
    assert answers.count(429) == 4


def test_the_right_password_forgives_the_wrong_ones(service: Service) -> None:
    person = service.person("forgiven")
    for wrong in (6, 5):
        for _ in range(wrong):
            refused(sign_in(service, person, "not this one"), 401, "wrong_password")
        done(sign_in(service, person), 201)


@pytest.mark.parametrize("handle", ["nobody_has_this", "nul\0byte", "no such handle", "", "🎬"])
def test_an_account_that_does_not_exist(service: Service, handle: str) -> None:
    with service.visitor() as visitor:
        answer = visitor.post("/sessions", json={"handle": handle, "password": "12345678"})
        refused(answer, 401, "wrong_password")


def test_a_cookie_is_for_browsers(service: Service, alice: Person) -> None:
    assert "set-cookie" not in sign_in(service, alice).headers
    with browser(service) as client:
        answer = client.post("/sessions", json={"handle": alice.handle, "password": alice.password})
        cookie = answer.headers["set-cookie"].lower()
        assert answer.status_code == 201
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert done(client.get("/me"))["handle"] == alice.handle
        assert client.delete("/sessions/current").status_code == 204
        assert "session" not in client.cookies
        refused(client.get("/me"), 401, "signed_out")


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1:1", "", "garbage"])
def test_another_site_writes_nothing(service: Service, alice: Person, origin: str) -> None:
    with browser(service) as client:
        done(client.post("/sessions", json={"handle": alice.handle, "password": alice.password}), 201)
        refused(client.patch("/me", json={"bio": "stolen"}, headers={"origin": origin}), 403, "cross_site")
        basic = {"origin": origin, "authorization": "Basic YTpi"}
        refused(client.patch("/me", json={"bio": "stolen"}, headers=basic), 403, "cross_site")
    assert done(alice.http.get("/me"))["bio"] != "stolen"


def test_a_cookie_without_origin_needs_the_word_of_the_browser(service: Service, alice: Person) -> None:
    with browser(service) as client:
        done(client.post("/sessions", json={"handle": alice.handle, "password": alice.password}), 201)
        del client.headers["origin"]
        refused(client.patch("/me", json={"bio": "stolen"}), 403, "cross_site")
        for site in ("cross-site", "same-site"):
            answer = client.patch("/me", json={"bio": "stolen"}, headers={"sec-fetch-site": site})
            refused(answer, 403, "cross_site")
        done(client.patch("/me", json={"bio": "mine"}, headers={"sec-fetch-site": "same-origin"}))


def test_another_site_signs_nobody_in(service: Service, alice: Person) -> None:
    with service.visitor() as client:
        body = {"handle": alice.handle, "password": alice.password}
        answer = client.post("/sessions", json=body, headers={"origin": "https://elsewhere.example"})
        refused(answer, 403, "cross_site")
        assert "set-cookie" not in answer.headers


def test_a_cookie_that_is_not_valid_is_a_visitor(service: Service) -> None:
    with service.visitor() as client:
        client.cookies.set("session", "1.invalid")
        assert client.get("/feed").status_code == 200
        refused(client.get("/me"), 401, "signed_out")


def test_a_visitor_is_known_again(service: Service) -> None:
    with service.visitor() as client:
        answer = client.get("/feed")
        cookie = answer.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert f"max-age={30 * 86400}" in cookie
        assert "set-cookie" not in client.get("/feed").headers


@pytest.mark.parametrize("change", ["forge", "cut", "other", "garbage"])
def test_a_visitor_that_was_made_up_is_a_new_one(service: Service, change: str) -> None:
    with service.visitor() as client:
        client.get("/feed")
        id_, _, signature = client.cookies["viewer"].partition(".")
        made_up = {
            "forge": f"{int(id_) + 1}.{signature}",
            "cut": f"{id_}.{signature[:-1]}",
            "other": f"{id_}.{'0' * len(signature)}",
            "garbage": 'x".y',
        }[change]
    with service.visitor() as client:
        answer = client.get("/feed", headers={"cookie": f"viewer={made_up}"})
        assert answer.status_code == 200
        assert id_ not in answer.headers["set-cookie"]


def test_a_deleted_account_is_gone(service: Service) -> None:
    person, admirer = service.person("leaving"), service.person("admirer")
    other = done(sign_in(service, person), 201)["token"]
    done(admirer.http.put(f"/accounts/{person.handle}/follow"), 204)
    assert person.http.delete("/me").status_code == 204
    for token in (person.token, other):
        refused(me(service, token), 401, "signed_out")
    refused(sign_in(service, person), 401, "wrong_password")
    refused(admirer.http.get(f"/accounts/{person.handle}"), 404, "account_not_found")
    refused(admirer.http.put(f"/accounts/{person.handle}/follow"), 404, "account_not_found")
    assert done(admirer.http.get(f"/accounts/{admirer.handle}/following"))["items"] == []
    with service.visitor() as visitor:
        again = visitor.post("/accounts", json={"handle": person.handle, "password": person.password})
        assert done(again, 201)["account"]["counts"]["followers"] == 0
