"""Passwords: argon2id, in a thread, a bounded number at once (each takes 64 MiB for a moment)."""

from __future__ import annotations

import asyncio

import argon2

from onereel.kernel import limits

_hasher = argon2.PasswordHasher()
_at_once = asyncio.Semaphore(limits.password_hashes_at_once_max)
_NOBODY = _hasher.hash("nobody has this password")


async def hash_password(password: str) -> str:
    async with _at_once:
        return await asyncio.to_thread(_hasher.hash, password)


async def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is right. Takes as long for an account that does not exist."""
    async with _at_once:
        return await asyncio.to_thread(_verify, password_hash or _NOBODY, password) and password_hash is not None


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except argon2.exceptions.VerificationError:
        return False
