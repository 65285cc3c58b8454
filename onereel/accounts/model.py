"""Accounts as types, and the pure rules of what a name, a handle and a password may be."""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from datetime import datetime

import msgspec

from onereel.kernel import limits
from onereel.kernel.errors import Invalid

_HANDLE = re.compile(r"[a-z0-9_]{3,30}")
_TOKEN_BYTES = 32


class Account(msgspec.Struct, frozen=True):
    """An account as it is stored."""

    bucket: int
    id: int
    handle: str
    name: str
    bio: str
    picture: str | None
    followers_count: int
    following_count: int
    videos_count: int
    created_at: datetime


class Credentials(msgspec.Struct, frozen=True):
    account_id: int
    password_hash: str


class AccountCounts(msgspec.Struct, frozen=True):
    followers: int
    following: int
    videos: int


class AccountViewer(msgspec.Struct, frozen=True):
    """What holds between the viewer and this account."""

    following: bool


class AccountOut(msgspec.Struct, frozen=True):
    """An account as everybody sees it."""

    id: str
    handle: str
    name: str
    bio: str
    picture: str | None
    counts: AccountCounts
    viewer: AccountViewer
    created_at: datetime


class AuthorOut(msgspec.Struct, frozen=True):
    """The little that is shown beside a clip or a comment."""

    id: str
    handle: str
    name: str
    picture: str | None


def present(account: Account, *, following: bool) -> AccountOut:
    counts = AccountCounts(
        # The viewer sees their own follow at once, even before it is counted.
        followers=max(account.followers_count, int(following)),
        following=account.following_count,
        videos=account.videos_count,
    )
    return AccountOut(
        id=str(account.id),
        handle=account.handle,
        name=account.name,
        bio=account.bio,
        picture=account.picture,
        counts=counts,
        viewer=AccountViewer(following),
        created_at=account.created_at,
    )


def author(account: Account) -> AuthorOut:
    return AuthorOut(str(account.id), account.handle, account.name, account.picture)


def typed_handle(text: str) -> str | None:
    """A handle as people type it: a leading @ and capitals are forgiven. None when it cannot be one."""
    handle = text.strip().removeprefix("@").lower()
    return handle if _HANDLE.fullmatch(handle) else None


def clean_handle(text: str) -> str:
    handle = typed_handle(text)
    if handle is None:
        raise Invalid(
            f"A handle has {limits.handle_characters_min} to {limits.handle_characters_max} characters: "
            "letters a to z, digits and _.",
            field="handle",
        )
    return handle


def clean_password(text: str) -> str:
    if not limits.password_characters_min <= len(text) <= limits.password_characters_max:
        raise Invalid(
            f"A password has {limits.password_characters_min} to {limits.password_characters_max} characters.",
            field="password",
        )
    return text


def clean_name(text: str) -> str:
    return clean_text(text, "name", limits.name_characters_max, lines=False)


def clean_bio(text: str) -> str:
    return clean_text(text, "bio", limits.bio_characters_max, lines=True)


def clean_text(text: str, field: str, characters_max: int, *, lines: bool) -> str:
    """Text that people wrote: composed, without control characters, within its bound. Any script, any emoji."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()
    keep = "\n" if lines else ""
    text = "".join(c for c in text if c in keep or unicodedata.category(c) not in ("Cc", "Cs"))
    if len(text) > characters_max:
        raise Invalid(f"The {field} has {len(text)} characters; {characters_max} are allowed.", field=field)
    return text


def new_token(account_id: int) -> tuple[str, bytes]:
    """A fresh token and the hash under which it is stored. The token names its account, so it finds its shard."""
    secret = secrets.token_urlsafe(_TOKEN_BYTES)
    return f"{account_id}.{secret}", hash_secret(secret)


def hash_secret(secret: str) -> bytes:
    # The secret is 256 random bits, so a plain hash is enough to keep it out of the database.
    return hashlib.sha256(secret.encode()).digest()
