"""A note on its way into the store: everything needed to send it, and to bring it back where it was refused."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dispatcher.domain.contact import Note


@dataclass(frozen=True, slots=True)
class Filing:
    """``subject`` is the draft's name while it is under way, ``data`` what that draft keeps, ``name`` and
    ``number`` the customer's; ``save_key`` lets the store answer a repeated save instead of repeating it."""

    subject: str
    name: str
    number: int
    note: Note
    save_key: str
    data: dict[str, Any]


def save_key(form: str, note: Note) -> str:
    """The key under which ``form`` files ``note``: the same text again is the same save, a changed one is another."""
    said = json.dumps(asdict(note), default=str, sort_keys=True)
    return f"{form}-{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
