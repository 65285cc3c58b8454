"""A write that comes twice with one key is done once; the second time gets the first answer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

from onereel.engines.db import Database, WriteTx, load_queries
from onereel.kernel import limits
from onereel.kernel.errors import Conflict, Invalid
from onereel.kernel.ids import bucket_of

_q = load_queries(__package__)


class KeyReused(Conflict):
    """This idempotency key was used for another request. Use a new one for each."""

    code = "idempotency_key_reused"


class Answer(msgspec.Struct, frozen=True):
    request: str
    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Key:
    """An idempotency key of one viewer, and the request it stands for."""

    viewer_id: int
    key: str
    request: str

    async def claim(self, tx: WriteTx) -> Answer | None:
        """The first answer when the key was used before; None when this is the first time."""
        claimed = await tx.run(
            _q["claim_key"], **self._params(), request=self.request, hours=limits.idempotency_keep_hours
        )
        if claimed:
            return None
        first = await tx.one(Answer, _q["first_answer"], **self._params())
        if first is None or first.request != self.request:
            raise KeyReused
        return first

    async def keep(self, tx: WriteTx, status: int, body: bytes) -> None:
        await tx.run(_q["keep_answer"], **self._params(), status=status, body=body)

    def _params(self) -> dict[str, int | str]:
        return {"bucket": bucket_of(self.viewer_id), "viewer_id": self.viewer_id, "key": self.key}


def key_of(viewer_id: int, header: str | None, method: str, path: str, body: bytes) -> Key | None:
    """The key of a request, if it carries one."""
    if header is None:
        return None
    if not 1 <= len(header) <= limits.idempotency_key_characters_max:
        raise Invalid(
            f"An idempotency key has 1 to {limits.idempotency_key_characters_max} characters.",
            field="Idempotency-Key",
        )
    return Key(viewer_id, header, f"{method} {path} {hashlib.sha256(body).hexdigest()}")


async def sweep(db: Database) -> int:
    """Forget keys past their time; how many."""
    async with db.write() as tx:
        return await tx.run(_q["sweep_keys"], hours=limits.idempotency_keep_hours, limit=limits.fact_sweep_rows_max)
