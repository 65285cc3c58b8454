from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import Clips
from tests.service import Person, Service


@pytest.fixture(scope="module")
def video(service: Service, alice: Person, clip: Clips) -> dict[str, Any]:
    """A clip of Alice's."""
    return service.published(alice, clip(1), caption="For comments")
