"""Something on its way into the store: everything needed to send it, and to bring it back where it was refused."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Filing:
    """``subject`` is the draft's name while it is under way, ``data`` what that draft keeps, ``name`` whom it is
    about and ``what`` it is, in the language in use ("note"); ``verb`` and ``command`` are what the office is asked to
    do; ``save_key`` lets the store answer a repeated save instead of repeating it."""

    subject: str
    name: str
    what: str
    verb: str
    command: Any
    save_key: str
    data: dict[str, Any]


def save_key(form: str, command: Any) -> str:
    """The key under which ``form`` files ``command``: the same again is the same save, a changed one is another."""
    import hashlib

    said = json.dumps(asdict(command), default=str, sort_keys=True)
    return f"{form}-{hashlib.sha256(said.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
