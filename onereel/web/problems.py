"""Errors as RFC 9457 problems. The one table from kind of error to HTTP status."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

import msgspec
import psycopg
from litestar import Request, Response
from litestar.exceptions import HTTPException, SerializationException, ValidationException

from onereel.kernel import errors as e

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

_STATUS: dict[type[e.Problem], int] = {
    e.Invalid: 422,
    e.SignedOut: 401,
    e.Forbidden: 403,
    e.NotFound: 404,
    e.Gone: 410,
    e.Conflict: 409,
    e.TooLarge: 413,
    e.TooMany: 429,
    e.Busy: 503,
}
_CODES = {400: "invalid", 404: "not_found", 405: "method_not_allowed", 413: "too_large", 415: "invalid"}


class InvalidJson(e.Problem):
    """The body is not valid JSON."""

    code = "invalid_json"


class Unavailable(e.Busy):
    """Onereel cannot reach its database right now. Nothing was changed; try again in a moment."""

    code = "unavailable"


class Broken(e.Problem):
    """Something went wrong on our side. It is written down; trying again may help."""

    code = "internal"


def answer(exc: Exception) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body for an error."""
    problem, status = _translate(exc)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": problem.code,
        "detail": problem.detail,
        **problem.extra,
    }
    headers = {"content-type": MEDIA_TYPE, "cache-control": "no-store"}
    if isinstance(problem, (e.TooMany, e.Busy)):
        headers["retry-after"] = str(problem.retry_after_s)
    if isinstance(problem, e.SignedOut):
        headers["www-authenticate"] = "Bearer"
    return status, headers, msgspec.json.encode(body)


def handle(_: Request[Any, Any, Any], exc: Exception) -> Response[bytes]:
    status, headers, body = answer(exc)
    media_type = headers.pop("content-type")
    return Response(body, status_code=status, headers=headers, media_type=media_type)


def _translate(exc: Exception) -> tuple[e.Problem, int]:
    match exc:
        case InvalidJson():
            return exc, 400
        case e.Problem():
            kind = next(kind for kind in type(exc).__mro__ if kind in _STATUS)
            return exc, _STATUS[kind]
        case ValidationException():
            return _validation(exc)
        case SerializationException():
            return InvalidJson(), 400
        case HTTPException():
            problem = e.Problem(exc.detail)
            problem.code = _CODES.get(exc.status_code, "invalid")  # type: ignore[misc]
            return problem, exc.status_code
        case psycopg.OperationalError():
            log.warning("the database is away: %s", exc)
            return Unavailable(), 503
        case _:
            log.error("request failed", exc_info=exc)
            return Broken(), 500


def _validation(exc: ValidationException) -> tuple[e.Problem, int]:
    first = exc.extra[0] if isinstance(exc.extra, list) and exc.extra else {}
    field, message = first.get("key"), first.get("message")
    if field is None and message is None:
        return e.Invalid("What was sent does not have the expected form."), 422
    return e.Invalid(str(message), **({"field": str(field)} if field and field != "data" else {})), 422
