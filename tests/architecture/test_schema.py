from __future__ import annotations

from tests.architecture import schema
from tests.service import Service


def test_the_migrations_lead_to_schema_sql(service: Service) -> None:
    assert schema.of_migrations(service) == schema.SCHEMA.read_text(), "run bin/schema and read the difference"
