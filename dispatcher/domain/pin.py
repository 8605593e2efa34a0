"""The PIN by which a locked console knows who comes back.

On a store that several people can open as a file it says who sits here; it keeps nobody from the file itself.
"""

from __future__ import annotations

import unicodedata

from dispatcher.domain.colleague import ROLES
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

LEAST, MOST = 4, 64
"""Signs of a PIN; letters and blanks inside are welcome."""
CLEARED_BY = ROLES[2:]
"""Who may take a PIN away that somebody forgot: service manager and managing director."""
_COST, _BLOCK, _LANES = 2**15, 8, 1
"""About a tenth of a second and 32 MB for each try."""
_ROOM = 64 * 1024 * 1024
_SALT_BYTES = 16
_LONGEST_WAIT = 300.0


@dataclass(frozen=True, slots=True)
class SetPin:
    """From now on ``sealed`` (of :func:`seal`) is the PIN of whoever files this."""

    sealed: str


@dataclass(frozen=True, slots=True)
class ClearPin:
    """Take the PIN of the colleague with this sign away."""

    sign: str


def refuse_pin(typed: str) -> Refusal | None:
    """Why this is no PIN, or None: at least four signs, and not all the same."""
    plain = _plain(typed)
    if not LEAST <= len(plain) <= MOST:
        return Refusal("pin", _("A PIN has {least} to {most} signs.").format(least=LEAST, most=MOST))
    if len(set(plain)) == 1:
        return Refusal("pin", _("A PIN of one and the same sign is soon guessed."))
    return None


def seal(pin: str) -> str:
    """The salted hash to keep in place of ``pin``, with all that is needed to try it again; a tenth of a second."""
    import secrets

    salt = secrets.token_bytes(_SALT_BYTES)
    return "$".join(("scrypt", str(_COST), str(_BLOCK), str(_LANES), salt.hex(), _hashed(pin, salt).hex()))


def fits(pin: str, sealed: str) -> bool:
    """Whether ``sealed`` was made of ``pin``; a tenth of a second. What is no seal fits nothing."""
    import hmac

    try:
        kind, cost, block, lanes, salt, hashed = sealed.split("$")
        found = _hashed(pin, bytes.fromhex(salt), int(cost), int(block), int(lanes))
        return kind == "scrypt" and hmac.compare_digest(found, bytes.fromhex(hashed))
    except (ValueError, MemoryError):
        return False


def wait_after(wrong: int) -> float:
    """Seconds that nothing is tried after so many wrong PINs: one, two, four ... at most five minutes."""
    return min(2.0 ** min(wrong - 1, 20), _LONGEST_WAIT) if wrong > 0 else 0.0


def _hashed(pin: str, salt: bytes, cost: int = _COST, block: int = _BLOCK, lanes: int = _LANES) -> bytes:
    import hashlib

    word = _plain(pin).encode("utf-8", "surrogatepass")
    return hashlib.scrypt(word, salt=salt, n=cost, r=block, p=lanes, maxmem=_ROOM)


def _plain(typed: str) -> str:
    """One way to write what two keyboards send differently."""
    return unicodedata.normalize("NFKC", typed).strip()
