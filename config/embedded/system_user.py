"""Who owns the data and runs the server: this user; or, as PostgreSQL refuses to run as root,
a system user in root's place."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

from config.embedded.errors import ServerError

NAME = "postgres"


def give(directory: Path) -> None:
    """Give a new data directory to the user that is to run the server."""
    if os.geteuid() == 0:
        user = _system_user()
        os.chown(directory, user.pw_uid, user.pw_gid)


def become_owner(directory: Path) -> list[str]:
    """Return the words to put before a command to run it as the owner of the directory.

    For root, the command keeps the capability to pass closed directories: the project may lie in
    /root, which other users cannot enter, and its modes are not ours to change. PostgreSQL looks
    for its programs by access(2), which heeds that capability only with no_setuid_fixup.
    """
    owner, we = directory.stat().st_uid, os.geteuid()
    if owner == we and we != 0:
        return []
    if we != 0 or owner == 0:
        raise ServerError(
            f"{directory} belongs to {_name(owner)}, and this process runs as {_name(we)}. Run "
            f"the command as a user that is not root and owns the directory, set DATA_DIR to "
            "another one, or remove it to start with empty data."
        )
    if not shutil.which("setpriv"):
        raise ServerError(
            "The embedded PostgreSQL cannot run as root without the program setpriv. Install "
            "util-linux, or run the command as another user."
        )
    return [
        "setpriv",
        f"--reuid={owner}",
        f"--regid={pwd.getpwuid(owner).pw_gid}",
        "--clear-groups",
        "--securebits=+no_setuid_fixup",
        "--inh-caps=-all,+dac_override",
        "--ambient-caps=-all,+dac_override",
        "--",
    ]


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        subprocess.run(["useradd", "--system", "--user-group", NAME], check=True)
        return pwd.getpwnam(NAME)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
