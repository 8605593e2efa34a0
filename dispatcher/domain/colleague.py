"""Whoever sits at a desk: the kernel's user, a sign, a name, a role."""

from __future__ import annotations

import os
from collections.abc import Mapping

from dispatcher.locale import N_
from dispatcher.values import dataclass

ROLES = (N_("viewer"), N_("dispatcher"), N_("service manager"), N_("managing director"))


@dataclass(frozen=True, slots=True)
class Actor:
    """Who writes. ``sign`` goes into the journal."""

    id: int
    sign: str
    role: str

    @property
    def may_write(self) -> bool:
        """Everybody but a viewer."""
        return self.role != "viewer"


def user_id(real: int, effective: int, environ: Mapping[str, str]) -> int:
    """The user behind this process, by the kernel: ``real``, or under sudo the one who called it.

    SUDO_UID is believed only where the process is the superuser's, who could be anybody anyway; another user can
    set it as he likes. ``$USER`` and ``$LOGNAME`` prove nothing and are never read.
    """
    called_by = environ.get("SUDO_UID", "")
    if effective == 0 and called_by.isascii() and called_by.isdecimal() and int(called_by) < 2**32 - 1:
        return int(called_by)
    return real


def login() -> str:
    """The kernel's name for the user of this process; his number where he has none."""
    if os.name != "posix":
        import getpass

        return getpass.getuser()
    import pwd

    number = user_id(os.getuid(), os.geteuid(), os.environ)
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)


def full_name(login_name: str) -> str:
    """The name the computer keeps for a login, or the login itself."""
    if os.name == "posix":
        import pwd

        try:
            return pwd.getpwnam(login_name).pw_gecos.split(",")[0].strip() or login_name
        except KeyError:
            pass
    return login_name


def make_sign(name: str, taken: frozenset[str]) -> str:
    """A short sign for ``name`` that nobody has yet: initials first, then with a number."""
    from dispatcher.domain.text import words

    parts = words(name) or ["x"]
    base = "".join(part[0] for part in parts[:2]) if len(parts) > 1 else parts[0][:2]
    candidates = (base if n == 1 else f"{base}{n}" for n in range(1, 10_000))
    return next(sign for sign in candidates if sign not in taken)
