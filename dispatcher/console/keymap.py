"""Keys that a person lays elsewhere: how one writes them, and which the table of keys takes over.

The keymap is chosen before the table of keys is made, and with it everything that is made from the table: bindings,
key bar, help, palette. To lay bindings elsewhere later, as Textual offers it, would let a letter that became a
function key sleep while somebody types.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_RESERVED = frozenset("abchijmqsz")
"""Letters that with Ctrl mean something to terminals and multiplexers, or are sent as another key."""
_NAMED = frozenset(
    (
        "enter", "escape", "tab", "shift+tab", "space", "backspace", "insert", "delete", "home", "end", "pageup",
        "pagedown", "up", "down", "left", "right", *(f"f{number}" for number in range(1, 10)),
    )
)  # fmt: skip
"""Keys that every terminal sends and that are no signs."""
EDITING = frozenset(
    (
        "backspace", "delete", "home", "end", "pageup", "pagedown", "up", "down", "left", "right", "f6", "f7",
        *(f"ctrl+{letter}" for letter in "cdekuvwxy"),
    )
)  # fmt: skip
"""Keys that a field for text keeps for itself."""
_ALIASES = {
    "strg": "ctrl", "control": "ctrl", "umschalt": "shift", "esc": "escape", "return": "enter", "eingabe": "enter",
    "leertaste": "space", "pgup": "pageup", "pgdn": "pagedown", "bildauf": "pageup", "bildab": "pagedown",
    "pos1": "home", "ende": "end", "entf": "delete", "einfg": "insert", "rücktaste": "backspace", "auf": "up",
    "ab": "down", "links": "left", "rechts": "right", "komma": "comma",
}  # fmt: skip
_SIGN_NAMES = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""How Textual calls signs whose Unicode name is another one."""
_chosen: dict[str, str] = {}


def choose(keymap: Mapping[str, str]) -> None:
    """Lay keys elsewhere: names of keys by the id of a row in the table, comma between several. Must come before the
    table is loaded; what it names wrongly is left as it is, ``keymap_check`` says what that is."""
    _chosen.clear()
    for ident, keys in keymap.items():
        names = read_keys(keys)
        if names and None not in names:
            _chosen[ident] = ",".join(name for name in names if name)


def chosen(ident: str, keys: str) -> str:
    """The keys of a row: those somebody chose, else ``keys``."""
    return _chosen.get(ident, keys)


def read_keys(text: str) -> tuple[str | None, ...]:
    """The names that Textual has for the keys in ``text``, None for one that not every terminal sends. Among others
    the comma is called ``comma``."""
    parts = [","] if text.strip() == "," else text.split(",")
    return tuple(read_key(part) for part in parts)


def read_key(text: str) -> str | None:
    """The name that Textual has for one key as people write it: ``s``, ``?``, ``F9``, ``Ctrl+O``, ``Strg+O``,
    ``Shift+Tab``, ``Bild ab``. None for a key that terminals swallow or send as another one."""
    typed = text.strip(" ") or text[:1]
    if len(typed) == 1:
        return sign_name(typed)
    *held, name = (_ALIASES.get(part, part) for part in re.split(r"\+", re.sub(r"\s", "", typed.casefold())))
    if held == ["ctrl"]:
        letter = len(name) == 1 and name.isascii() and name.isalpha() and name not in _RESERVED
        return f"ctrl+{name}" if letter else None
    if held == ["shift"] and len(name) == 1 and name.isalpha():
        return name.upper()
    whole = "+".join((*held, name))
    if whole in _NAMED:
        return whole
    return whole if not held and _is_sign(whole) else None


def sign_name(sign: str) -> str | None:
    """The name that Textual has for one sign; None where it is none that one types."""
    if not sign.isprintable():
        return None
    if sign.isalnum():
        return sign
    name = unicodedata.name(sign, "").lower().replace("-", "_").replace(" ", "_")
    return _SIGN_NAMES.get(name, name) or None


def is_typed(name: str) -> bool:
    """Whether the key of this name puts a sign into a text, so that no form can use it."""
    return name == "space" or len(name) == 1 or _is_sign(name)


_SIGNS = frozenset(sign_name(chr(code)) or "" for code in range(0x21, 0x7F) if not chr(code).isalnum())


def _is_sign(name: str) -> bool:
    return name in _SIGNS
