"""The answers nginx itself gives when something is wrong, in the same form as the API's."""

from __future__ import annotations

import json
from dataclasses import dataclass

from onereel.kernel import limits


@dataclass(frozen=True)
class EdgeProblem:
    """A named location that answers with a problem: which statuses lead there and what it says."""

    name: str
    caught: tuple[int, ...]
    status: int
    code: str
    title: str
    detail: str
    retry_after_s: int | None = None

    def body(self) -> str:
        fields = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }
        return json.dumps(fields, ensure_ascii=True)


UNAVAILABLE = EdgeProblem(
    "unavailable",
    (502, 503, 504),
    503,
    "unavailable",
    "Service Unavailable",
    "Onereel is starting or very busy. Try again in a moment.",
    limits.edge_retry_after_s,
)
TOO_LARGE = EdgeProblem("too_large", (413,), 413, "too_large", "Content Too Large", "This is larger than allowed.")
TOO_MANY = EdgeProblem(
    "too_many",
    (429,),
    429,
    "too_many_connections",
    "Too Many Requests",
    "There are too many connections from your network. Close some and try again.",
    limits.edge_retry_after_s,
)
NOT_FOUND = EdgeProblem("not_found", (400, 403, 404), 404, "not_found", "Not Found", "There is nothing here.")
NO_SUCH_FILE = EdgeProblem("no_such_file", (404,), 404, "not_found", "Not Found", "There is nothing here.")
ONLY_READ = EdgeProblem(
    "only_read",
    (405,),
    405,
    "method_not_allowed",
    "Method Not Allowed",
    "Media can only be read: use GET or HEAD.",
)
ONLY_PUT = EdgeProblem(
    "only_put",
    (405,),
    405,
    "method_not_allowed",
    "Method Not Allowed",
    "A part is sent with PUT.",
)
PART_REFUSED = EdgeProblem(
    "part_refused",
    (401, 403, 404),
    403,
    "part_address_refused",
    "Forbidden",
    "This upload address is no longer valid. Ask for fresh ones with GET /api/v1/uploads/{id}.",
)
PART_MISMATCH = EdgeProblem(
    "part_mismatch",
    (400,),
    400,
    "part_mismatch",
    "Bad Request",
    "The bytes are not the ones this part was declared with. Send the part again.",
)
PART_TOO_LARGE = EdgeProblem(
    "part_too_large",
    (413,),
    413,
    "part_too_large",
    "Content Too Large",
    f"A part has at most {limits.upload_part_bytes_max:,} bytes.",
)

ALL = (
    UNAVAILABLE,
    TOO_LARGE,
    TOO_MANY,
    NOT_FOUND,
    NO_SUCH_FILE,
    ONLY_READ,
    ONLY_PUT,
    PART_REFUSED,
    PART_MISMATCH,
    PART_TOO_LARGE,
)
