"""The site `up` would run, to be looked at: nothing is made, no secret is read."""

from __future__ import annotations

from onereel.cluster import ports, privileges, wheels
from onereel.cluster.data import DataDir
from onereel.cluster.plan import Site
from onereel.cluster.secrets import Demo, Secrets
from onereel.config import Settings

_UNKNOWN = Secrets("", "", "", "", "", Demo("", ""))


def preview(settings: Settings) -> Site:
    """With the ports of the last start if there was one, else with made-up ones."""
    data = DataDir(settings.data.path)
    known = ports.remembered(settings, data.run / "ports.json") or ports.nominal(settings)
    fresh = not data.postgres.exists()
    return Site(settings, data, known, _UNKNOWN, wheels.find(), privileges.detect(), fresh)
