"""What answers look like: problems, and lists that are walked to their end."""

from __future__ import annotations

from typing import Any

import httpx

_PAGES_MAX = 100


def refused(answer: httpx.Response, status: int, code: str, *, field: str | None = None) -> dict[str, Any]:
    """The problem that an answer is, with a sentence that people can act on."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert (problem["status"], problem["code"]) == (status, code), problem
    assert problem["type"] == "about:blank"
    assert problem["title"]
    assert problem["detail"].endswith("."), problem
    assert problem.get("field") == field, problem
    return problem


def done(answer: httpx.Response, status: int = 200) -> Any:
    """What a successful answer says."""
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def walk(http: httpx.Client, path: str, limit: int = 2, **params: str) -> list[dict[str, Any]]:
    """All items of a list, page after page."""
    items: list[dict[str, Any]] = []
    cursor: str | None = None
    for _ in range(_PAGES_MAX):
        page = done(http.get(path, params={**params, "limit": limit, **({"cursor": cursor} if cursor else {})}))
        assert len(page["items"]) <= limit
        items += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return items
    raise AssertionError(f"{path} does not end")
