"""What other slices may ask of recommendation."""

from onereel.recommend.popular import Popular

__all__ = ["Popular"]
