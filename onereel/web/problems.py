"""Errors as RFC 9457 problems. The one table from kind of error to HTTP status."""

from __future__ import annotations

import logging
import re
from http import HTTPStatus
from typing import Any

import msgspec
import psycopg
from litestar import Request, Response
from litestar.exceptions import HTTPException, SerializationException, ValidationException

from onereel.kernel import errors as e

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

_MISSING_PARAMETER = re.compile(r"Missing required \w+ parameter '([^']+)'")
_MISSING_FIELD = re.compile(r"Object missing required field `([^`]+)`")
_WRONG_TYPE = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_WORDS = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
    "datetime": "a time",
}


class InvalidJson(e.Problem):
    """The body is not valid JSON."""

    code = "invalid_json"


class NoSuchAddress(e.NotFound):
    """There is no such address. /api/docs lists those of the API."""


class MethodNotAllowed(e.Problem):
    """This address does not take requests of this method."""

    code = "method_not_allowed"


class Unavailable(e.Busy):
    """Onereel cannot reach its database right now. Try again in a moment."""

    code = "unavailable"


class Broken(e.Problem):
    """Something went wrong on our side. It is written down; trying again may help."""

    code = "internal"


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
    InvalidJson: 400,
    MethodNotAllowed: 405,
    Broken: 500,
}


def answer(exc: Exception) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body for an error."""
    problem = _translate(exc)
    status = next(_STATUS[kind] for kind in type(problem).__mro__ if kind in _STATUS)
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
    if isinstance(exc, HTTPException) and exc.headers:
        headers.update(exc.headers)
    return status, headers, msgspec.json.encode(body)


def handle(_: Request[Any, Any, Any], exc: Exception) -> Response[bytes]:
    status, headers, body = answer(exc)
    media_type = headers.pop("content-type")
    return Response(body, status_code=status, headers=headers, media_type=media_type)


def _translate(exc: Exception) -> e.Problem:
    match exc:
        case e.Problem():
            return exc
        case ValidationException():
            return _invalid(exc)
        case SerializationException():
            return InvalidJson()
        case HTTPException() if exc.status_code < 500:
            return _http(exc)
        case psycopg.OperationalError():
            log.warning("the database is away: %s", exc)
            return Unavailable()
        case _:
            log.error("request failed", exc_info=exc)
            return Broken()


def _http(exc: HTTPException) -> e.Problem:
    """What Litestar itself refuses, in our words."""
    match exc.status_code:
        case 400 if isinstance(exc.__cause__, SerializationException):
            return InvalidJson()
        case 404:
            return NoSuchAddress()
        case 405:
            allowed = (exc.headers or {}).get("allow")
            return MethodNotAllowed(f"This address takes only {allowed}." if allowed else None)
        case 413:
            return e.TooLarge()
        case _:
            return e.Invalid()


def _invalid(exc: ValidationException) -> e.Problem:
    """What has the wrong form, as a sentence with the path of the field."""
    if missing := _MISSING_PARAMETER.search(exc.detail):
        return e.Invalid(f"The parameter {missing[1]} is missing.", field=missing[1])
    first = exc.extra[0] if isinstance(exc.extra, list) and exc.extra else {}
    path, message = str(first.get("key", "")), str(first.get("message", ""))
    if message == "'data'":
        return InvalidJson("This request needs a JSON body.")
    path = "" if path == "data" else path
    if missing := _MISSING_FIELD.search(message):
        path = f"{path}.{missing[1]}" if path else missing[1]
        return e.Invalid(f"{path} is missing.", field=path)
    what, field = path or "The body", path or None
    if wrong := _WRONG_TYPE.search(message):
        wanted = " or ".join(_WORDS.get(name, name) for name in wrong[1].split(" | "))
        return e.Invalid(f"{what} must be {wanted}, not {_WORDS.get(wrong[2], wrong[2])}.", field=field)
    return e.Invalid(f"{what} is not valid: {message or 'it has another form'}.", field=field)
