"""What this user may do on this kernel: who we are, and which namespaces can be made."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

NOBODY = 65534
_INNER = 1000


@dataclass(frozen=True)
class Privileges:
    root: bool
    user_namespaces: bool


def detect() -> Privileges:
    return Privileges(root=os.geteuid() == 0, user_namespaces=_works(*_as_inner_user(), "true"))


def not_as_root(privileges: Privileges) -> tuple[str, ...]:
    """What to put before a program that refuses root, such as PostgreSQL.

    In a user namespace root's own files are the program's own. Where none can be made, it becomes nobody and
    keeps the one capability it needs to reach its files in a home that others cannot read.
    """
    if not privileges.root:
        return ()
    if privileges.user_namespaces:
        return _as_inner_user()
    keep = "+dac_override"
    user = (f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    return ("setpriv", *user, f"--inh-caps={keep}", f"--ambient-caps={keep}")


def hand_over(folder: Path, privileges: Privileges) -> None:
    """Give root's `folder` to the user that `not_as_root` will run as, also after that way has changed."""
    if not privileges.root:
        return
    owner = 0 if privileges.user_namespaces else NOBODY
    if not folder.exists() or folder.stat().st_uid == owner:
        return
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, owner, owner, follow_symlinks=False)


def _as_inner_user() -> tuple[str, ...]:
    return ("unshare", "--user", f"--map-user={_INNER}", f"--map-group={_INNER}")


def _works(*command: str) -> bool:
    try:
        return subprocess.run(command, capture_output=True, timeout=10, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
