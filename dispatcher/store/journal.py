"""The chain: each entry's hash covers its order, instants, actor, verb, links, its payload's hash and the entry before.

Payload, salt and search text lie in a table of their own. The payload's hash is salted, so an erased text cannot be
guessed from it, and the chain still verifies when the text is gone.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from dispatcher.store.types import as_text
from dispatcher.values import dataclass

GENESIS = "0" * 64
"""Stands where the first entry names the one before it."""

Link = tuple[str, int]
WITHOUT_CUSTOMER: Link = ("unknown", 0)
"""Stands where a contact entry would name its customer, so that those without one are found together."""


def _plain(value: object) -> object:
    """Kinds of instants that the encoder does not know by themselves."""
    if isinstance(value, datetime):
        return as_text(value)
    raise TypeError(f"a payload cannot hold {type(value).__name__}")


_encoder = msgspec.json.Encoder(order="deterministic", enc_hook=_plain)


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry: its sequence and hash. An empty journal has sequence 0."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it goes into the locked table, its payload beside it."""

    seq: int
    save_key: str | None
    happened_at: datetime
    recorded_at: datetime
    actor: str
    verb: str
    links: str
    payload_hash: str
    prev_hash: str
    hash: str


def canonical(payload: Mapping[str, Any]) -> str:
    """The one way a payload is written down: JSON with sorted keys, instants in UTC."""
    return _encoder.encode(payload).decode()


def decode(payload: str) -> dict[str, Any]:
    """A payload as it was recorded."""
    decoded: dict[str, Any] = msgspec.json.decode(payload)
    return decoded


def link_text(links: Iterable[Link]) -> str:
    """The subjects of an entry in one order: ``customer:12 ticket:7``."""
    return " ".join(f"{kind}:{ref}" for kind, ref in sorted(set(links)))


def parse_links(text: str) -> list[Link]:
    """The subjects written by :func:`link_text`."""
    pairs = (part.rpartition(":") for part in text.split())
    return [(kind, int(ref)) for kind, _colon, ref in pairs]


def new_salt() -> str:
    """Sixteen random bytes: a telephone number must not be guessable from its hash."""
    return os.urandom(16).hex()


def payload_hash(salt: str, payload: str, search: str) -> str:
    """SHA-256 over what lies beside the entry: salt, payload, and the words it is found by."""
    return _digest([salt, payload, search])


def entry_hash(
    prev_hash: str,
    seq: int,
    save_key: str | None,
    happened_at: str,
    recorded_at: str,
    actor: str,
    verb: str,
    links: str,
    payload_digest: str,
) -> str:
    """SHA-256 over everything of an entry that must not change and the hash of the entry before it.

    Instants as :func:`~dispatcher.store.types.as_text` writes them.
    """
    return _digest([prev_hash, seq, save_key, happened_at, recorded_at, actor, verb, links, payload_digest])


def _digest(parts: list[Any]) -> str:
    """As a JSON list, so that no two different lists of parts are written alike."""
    return hashlib.sha256(_encoder.encode(parts)).hexdigest()


def chain(
    head: Head,
    *,
    save_key: str | None,
    happened_at: datetime,
    recorded_at: datetime,
    actor: str,
    verb: str,
    links: Iterable[Link],
    payload_digest: str,
) -> Entry:
    """The entry that follows ``head``. Instants are aware; the database keeps them to the microsecond."""
    seq, subjects = head.seq + 1, link_text(links)
    instants = as_text(happened_at), as_text(recorded_at)
    digest = entry_hash(head.hash, seq, save_key, *instants, actor, verb, subjects, payload_digest)
    return Entry(seq, save_key, happened_at, recorded_at, actor, verb, subjects, payload_digest, head.hash, digest)
