"""A client of the public API, for commands that talk to an installation like anybody else."""

from __future__ import annotations

import time
import uuid
from types import TracebackType
from typing import Any

import httpx

from onereel.kernel import limits

_PREFIX = "/api/v1"
_TRANSIENT = (502, 503, 504)


class Refusal(Exception):
    """The service said no: `code` is stable, the text is its sentence."""

    def __init__(self, status: int, code: str, detail: str, extra: dict[str, Any]) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.extra = extra


class Unreachable(Exception):
    """The service does not answer."""


class Service:
    """One signed-in (or anonymous) client. Safe to use from several threads."""

    def __init__(self, address: str, token: str | None = None) -> None:
        self.address = address.rstrip("/")
        self._http = httpx.Client(base_url=self.address, timeout=limits.client_request_s, trust_env=False)
        self._token = token

    def __enter__(self) -> Service:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def sign_in(self, handle: str, password: str) -> None:
        self._token = self.call("POST", "/sessions", {"handle": handle, "password": password})["token"]

    def sign_up(self, handle: str, password: str, name: str) -> None:
        body = {"handle": handle, "password": password, "name": name}
        self._token = self.call("POST", "/accounts", body)["token"]

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        key: str | None = None,
        content: bytes | None = None,
        content_type: str | None = None,
    ) -> Any:
        """One request of the API and its answer as values. What is worth it is tried again for a while.

        Every write carries an idempotency key (`key`, or a fresh one), so that trying again does nothing twice.
        """
        headers = {"accept": "application/json"}
        if self._token:
            headers["authorization"] = f"Bearer {self._token}"
        if method != "GET":
            headers["idempotency-key"] = key or uuid.uuid4().hex
        if content_type:
            headers["content-type"] = content_type
        answer = self.send(method, _PREFIX + path, headers=headers, json=body, content=content)
        if answer.is_success:
            return answer.json() if answer.content else None
        raise _refusal(answer)

    def send(self, method: str, address: str, **request: Any) -> httpx.Response:
        """One request, tried again while the service is away or busy."""
        wait_s = limits.client_retry_first_s
        for attempt in range(1, limits.client_attempts_max + 1):
            last = attempt == limits.client_attempts_max
            try:
                answer = self._http.request(method, address, **request)
            except httpx.TransportError as exc:
                if last:
                    raise Unreachable(f"{self.address} does not answer ({exc}).") from exc
            else:
                if answer.status_code not in _TRANSIENT or last:
                    return answer
            time.sleep(wait_s)
            wait_s = min(wait_s * 2, limits.client_retry_max_s)
        raise AssertionError("unreachable")


def _refusal(answer: httpx.Response) -> Refusal:
    try:
        problem = answer.json()
        return Refusal(answer.status_code, problem["code"], problem.get("detail") or problem["title"], problem)
    except (ValueError, KeyError, TypeError):
        text = f"The service answered {answer.status_code} without saying why."
        return Refusal(answer.status_code, "unknown", text, {})
