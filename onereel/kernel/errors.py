"""Kinds of error. A slice's error is a subclass with a stable `code`; its docstring is the sentence people read.

One table in `onereel.web` maps kind to HTTP status.
"""

from __future__ import annotations

from typing import Any, ClassVar


class Problem(Exception):
    """Something is wrong with the request."""

    code: ClassVar[str] = "problem"

    def __init__(self, detail: str | None = None, **extra: Any) -> None:
        self.detail = detail or " ".join((type(self).__doc__ or "").split())
        self.extra = extra
        super().__init__(self.detail)


class Invalid(Problem):
    """What was sent is not valid."""

    code = "invalid"

    def __init__(self, detail: str | None = None, *, field: str | None = None, **extra: Any) -> None:
        super().__init__(detail, **({"field": field} if field else {}), **extra)


class SignedOut(Problem):
    """Sign in first."""

    code = "signed_out"


class Forbidden(Problem):
    """You may not do that."""

    code = "forbidden"


class NotFound(Problem):
    """There is nothing here."""

    code = "not_found"


class Gone(Problem):
    """This is no longer here."""

    code = "gone"


class Conflict(Problem):
    """This does not fit the present state."""

    code = "conflict"


class TooLarge(Problem):
    """This is larger than allowed."""

    code = "too_large"


class TooMany(Problem):
    """Too many attempts. Wait a little and try again."""

    code = "too_many_attempts"

    def __init__(self, detail: str | None = None, *, retry_after_s: int) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s


class Busy(Problem):
    """Onereel is busy. Try again in a moment."""

    code = "busy"

    def __init__(self, detail: str | None = None, *, retry_after_s: int = 1) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s
