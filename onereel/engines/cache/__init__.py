"""Valkey: what is wanted quickly and can be rebuilt. A broken cache is a miss and a metric, never an error."""

from onereel.engines.cache.client import Cache, Command
from onereel.engines.cache.windows import RateWindow

__all__ = ["Cache", "Command", "RateWindow"]
