from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests import inside
from tests.conftest import Clips
from tests.service import Person, Service

AUTHORS, UPLOADS_EACH, COPIES_EACH = 3, 2, 18


@dataclass
class Author:
    """Somebody with clips; `clips` are their ids."""

    person: Person
    clips: list[str]


@pytest.fixture(scope="package")
def authors(service: Service, clip: Clips) -> Iterator[list[Author]]:
    """Three authors with some sixty clips between them."""
    found = []
    for _ in range(AUTHORS):
        person = service.person("author")
        sent = [service.upload(person, clip(n), caption=f"number {n}")["id"] for n in range(UPLOADS_EACH)]
        ready = [service.ended(person, id_) for id_ in sent]
        assert all(video["state"] == "ready" for video in ready)
        found.append(Author(person, [*sent, *inside.copies(service, sent[0], COPIES_EACH)]))
    yield found
    for author in found:
        author.person.http.delete("/me").raise_for_status()
        author.person.http.close()


@pytest.fixture
def viewer(service: Service, authors: list[Author]) -> Iterator[Person]:
    """Somebody new who has seen nothing yet."""
    person = service.person("viewer")
    yield person
    person.http.close()
