"""Telephone numbers, mail addresses and customers' numbers in a field: normalised, several with ``;`` between."""

from __future__ import annotations

import re
from typing import Any

from dispatcher.domain.extension import kept, with_extensions
from dispatcher.domain.phone import PhoneNumber, parse
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _

_PARTS = re.compile(r"\s*(?:[;\n]|,(?=\s*[+0(]))\s*")
"""Between two numbers; a comma only where the next one begins."""
_DIALLED = re.compile(r"[\d+(][\d+()/\-‐‑‒–—―−.\s]*")
_LABEL = re.compile(r"[^\d+(;]*[\s:.]")
_MAIL = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.[^\s@;,<>.]{2,}")
_CUSTOMER = re.compile(r"(?:k\s?-?\s?)?(\d{1,9})", re.IGNORECASE)


def phones_of(text: str) -> list[PhoneNumber | None]:
    """The numbers that ``text`` spells, None for each part that spells none."""
    return [read_one(part) for part in _PARTS.split(text.strip()) if part]


def read_one(text: str) -> PhoneNumber | None:
    """The number that ``text`` spells, with words behind a blank as its note; None for one with a letter among its
    digits, which somebody mistyped, for two in one, and for one that is another when it is read as it is shown."""
    label = _LABEL.match(text)
    start = label.end() if label else 0
    dialled = _DIALLED.match(text, start)
    behind = text[dialled.end() :] if dialled else text
    if dialled is None or (behind and behind[0].isalnum() and not dialled.group()[-1].isspace()):
        return None
    found = parse(text)
    if found and found.note[:1].isdigit():
        return None
    again = parse(found.shown) if found else None
    return found if found and again and again.e164 == found.e164 else None


def read_phone(text: str, _ask: Any) -> str | Refusal:
    """One number as E.164, its extension set apart where it was typed so."""
    found = read_one(text) if text else None
    return _no_phone(text) if text and found is None else kept(found) if found else ""


def show_phone(value: Any, _zone: str) -> str:
    """A stored number as people here write it; what is no number as it stands."""
    found = parse(str(value)) if value else None
    return found.shown if found else str(value or "")


def read_phones(text: str, _ask: Any) -> str | Refusal:
    """Several numbers as people here write them, each once, their notes behind them."""
    shown: dict[str, None] = {}
    for part in _PARTS.split(text):
        found = read_one(part) if part else None
        if part and found is None:
            return _no_phone(part)
        if found is not None:
            shown[show_with_note(found.shown, found.note)] = None
    return "; ".join(with_extensions(list(shown)))


def show_with_note(shown: str, note: str) -> str:
    """A number with the words behind it, as a field shows it."""
    return f"{shown} {note}".strip()


def _no_phone(text: str) -> Refusal:
    return Refusal("number", _("{text} is no telephone number. Like: 030 23125-471").format(text=text))


def read_mails(text: str, _ask: Any) -> str | Refusal:
    """Several mail addresses, each once."""
    parts = [part for part in re.split(r"[\s;,]+", text) if part]
    wrong = next((part for part in parts if not _MAIL.fullmatch(part)), None)
    if wrong is not None:
        return Refusal("mail", _("{text} is no mail address. Like: name@example.org").format(text=wrong))
    return "; ".join(dict.fromkeys(parts))


def read_customers(text: str, _ask: Any) -> str | Refusal:
    """Several customers' numbers: ``K-1042; K-1088``."""
    parts = [part for part in re.split(r"[;,\n]+|\s+(?=k|\d)", text, flags=re.IGNORECASE) if part.strip()]
    found = [_CUSTOMER.fullmatch(part.strip()) for part in parts]
    wrong = next((part for part, match in zip(parts, found, strict=True) if match is None), None)
    if wrong is not None:
        return Refusal("customers", _("{text} is no customer's number. Like: K-1042").format(text=wrong.strip()))
    return "; ".join(dict.fromkeys(f"K-{int(match[1])}" for match in found if match))
