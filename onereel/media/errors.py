"""Why a clip is refused, and what stops ingest for now."""

from __future__ import annotations


class Refused(Exception):
    """This file cannot become a clip. `code` is stable, `detail` is a sentence its owner can act on."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class ChildFailed(Exception):
    """A child process ended badly; `message` is the first thing it complained of."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Superseded(Exception):
    """Another run of the same ingest has taken over; this one changes nothing."""
