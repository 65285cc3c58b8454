"""Run a command where no further namespace can be made, as in a container without that right.

    python without_namespaces.py COMMAND…

The limit is the kernel's own and holds in the user namespace that this makes for the command.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

CLONE_NEWUSER = 0x10000000


def main() -> None:
    user, group = os.geteuid(), os.getegid()
    count = 65536 if user == 0 else 1
    made, tell_made = os.pipe()
    mapped, tell_mapped = os.pipe()
    us = Path("/proc") / str(os.getpid())
    if os.fork() == 0:
        # Only a process outside of it may map more than one user into a namespace.
        os.read(made, 1)
        if user != 0:
            (us / "setgroups").write_text("deny")
        (us / "uid_map").write_text(f"{user} {user} {count}")
        (us / "gid_map").write_text(f"{group} {group} {count}")
        os.write(tell_mapped, b".")
        os._exit(0)
    if ctypes.CDLL(None).unshare(CLONE_NEWUSER) != 0:
        sys.exit("This kernel makes no user namespace, so there is nothing to take away.")
    os.write(tell_made, b".")
    os.read(mapped, 1)
    os.wait()
    for kind in ("user", "pid"):
        (Path("/proc/sys/user") / f"max_{kind}_namespaces").write_text("0")
    os.execvp(sys.argv[1], sys.argv[1:])


main()
