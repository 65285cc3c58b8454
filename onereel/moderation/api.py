"""What other slices may ask of moderation."""

from onereel.moderation.visibility import may_see

__all__ = ["may_see"]
