"""Whether a keymap can hold: its names are in the table, every terminal sends its keys, none means two things."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from dispatcher.console.keymap import EDITING, is_typed, read_keys
from dispatcher.console.keys import DEFAULTS, EVERYWHERE, FIRST_RUN, KEYS, TOGETHER, TYPED_INTO, Key, keys_for, written
from dispatcher.locale import _


def complaints(keymap: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each thing that is wrong in ``keymap``: the name to blame and a sentence. The table was made with it."""
    rows = {key.id: key for key in KEYS}
    for ident, keys in keymap.items():
        if ident not in rows:
            near = difflib.get_close_matches(ident, rows, n=1)
            hint = " " + _('Do you mean "{word}"?').format(word=near[0]) if near else ""
            yield ident, _('There is no key "{name}".').format(name=ident) + hint
        elif None in read_keys(keys):
            sentence = _('"{keys}" for "{name}": terminals swallow it or send another key. Like: F9, Ctrl+O, s')
            yield ident, sentence.format(keys=keys, name=ident)
        else:
            yield from ((ident, sentence) for sentence in _untypeable(rows[ident]))
    yield from _clashes(keymap)


def _untypeable(key: Key) -> Iterator[str]:
    own = next(one for one in DEFAULTS if one.id == key.id).keys.split(",")
    taken = [is_typed(name) or (name in EDITING and name not in own) for name in key.keys.split(",")]
    if key.where in TYPED_INTO and any(taken):
        yield _('"{name}" works where one types: it needs a key that the text does not need, like F9.').format(
            name=key.id
        )
    elif key.where in (EVERYWHERE, FIRST_RUN) and all(taken):
        yield _('"{name}" works in forms as well: one of its keys must be none that the text needs, like F9.').format(
            name=key.id
        )


def _clashes(keymap: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    told: set[tuple[str, str]] = set()
    for places in TOGETHER:
        owners: dict[str, str] = {}
        for key in keys_for(*places):
            for name in key.keys.split(","):
                pair = owners.setdefault(name, key.id), key.id
                ours = next((ident for ident in pair if ident in keymap), "")
                if pair[0] != pair[1] and ours and pair not in told:
                    told.add(pair)
                    sentence = _('{key} would mean both "{one}" and "{other}".')
                    yield ours, sentence.format(key=written(name), one=pair[0], other=pair[1])
