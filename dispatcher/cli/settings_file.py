"""The settings file: where it lies, how it is read, and the commented one that people start from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dispatcher.cli.settings import THEMES, Filed
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.region import GERMAN_STATES, is_zone
from dispatcher.domain.technician import parse_hours
from dispatcher.domain.text import clean, one_line
from dispatcher.locale import LANGUAGES, N_, _

LONGEST_FILE = 200_000
_LONGEST_REST = 1440
WORDS: Mapping[str, tuple[str, ...]] = {"language": LANGUAGES, "theme": THEMES, "state": GERMAN_STATES}
"""Settings that take one of a few words."""
TABLES: Mapping[str, tuple[str, ...]] = {
    "": ("language", "theme", "mouse", "ascii", "store", "lock_minutes", "clipboard", "keymap", "office"),
    "office": ("state", "zone", "hours"),
}
EXPLAINED = {
    "language": N_('Language: "de" or "en". Without it the environment decides (LC_ALL, LC_MESSAGES, LANG).'),
    "theme": N_('Colours: those of a dark ("ansi-dark") or light ("ansi-light") terminal, or ours: "dark", "light".'),
    "mouse": N_("Whether the console takes the mouse. false: marking and copying stay with the terminal."),
    "ascii": N_("Draw with plain signs only, for terminals without line drawing."),
    "store": N_("The store, where neither --store nor DISPATCHER_STORE names one: a file or a postgresql:// address."),
    "lock_minutes": N_("Lock the console after so many minutes without a key; 0: never. Only where a PIN is set (L)."),
    "clipboard": N_("Whether y copies into the clipboard of the computer you sit at. false: nothing leaves this one."),
    "state": N_("Federal state of a new office, for its holidays."),
    "zone": N_("Time zone of a new office."),
    "hours": N_("Working hours of a new office. Left out: Mon-Thu 07:00-17:00, Fri 07:00-15:00."),
}  # fmt: skip
EXAMPLES: Mapping[str, Any] = {
    "language": "de", "theme": "light", "mouse": False, "ascii": True, "store": "/var/lib/dispatcher/office.db",
    "lock_minutes": 10, "clipboard": False,
    "state": "BE", "zone": "Europe/Berlin", "hours": "Mon-Thu 07:00-17:00, Fri 07:00-15:00",
}  # fmt: skip


def path() -> Path:
    """Where the settings of this user lie, whether there are any or not."""
    import platformdirs

    return platformdirs.user_config_path("dispatcher", appauthor=False) / "settings.toml"


def read(file: Path) -> Filed | Refusal:
    """What the file says; nothing where there is none. Refuses with the sentence that names what is wrong in it: a
    setting it does not know (with the nearest known one), a value that does not belong there."""
    try:
        text = file.read_bytes()[: LONGEST_FILE + 1].decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return Filed()
    except OSError as error:
        return _wrong(file, _("It cannot be read: {reason}.").format(reason=error.strerror or error))
    except UnicodeDecodeError:
        return _wrong(file, _("It is not written in UTF-8."))
    if len(text) > LONGEST_FILE:
        return _wrong(file, _("It is too long."))
    import tomllib

    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _wrong(file, _syntax(str(error)))
    return _understood(file, table)


def _syntax(message: str) -> str:
    from dispatcher.exchange.complaints import syntax

    return syntax(message)


def _understood(file: Path, table: Mapping[str, Any]) -> Filed | Refusal:
    if unknown := next(_unknown(table), None):
        return _wrong(file, unknown)
    import msgspec

    flat = {name: value for name, value in table.items() if name != "office"} | dict(table.get("office", {}))
    try:
        filed = msgspec.convert(flat, Filed)
    except msgspec.ValidationError as error:
        name = str(error).partition("`$.")[2].partition("`")[0].partition("[")[0]
        return _wrong(file, _('The setting "{name}" has a value that does not belong there.').format(name=name))
    complaint = next(_complaints(filed), None)
    return _wrong(file, complaint) if complaint else filed


def _unknown(table: Mapping[str, Any]) -> Iterator[str]:
    from dispatcher.exchange.complaints import nearest

    for where, known in TABLES.items():
        inner = table.get(where, {}) if where else table
        if not isinstance(inner, Mapping):
            yield _('"{name}" is a part of its own: [{name}]').format(name=where)
            return
        for name in inner:
            if name not in known:
                place = f" [{where}]" if where else ""
                everything = (*known, *TABLES["office"], *TABLES[""])
                yield _('There is no setting "{name}"{place}.').format(name=name, place=place) + nearest(
                    name, everything
                )


def _complaints(filed: Filed) -> Iterator[str]:
    for name, words in WORDS.items():
        value = getattr(filed, name)
        if value is not None and value not in words:
            from dispatcher.exchange.complaints import nearest

            said = _('"{value}" is none of: {words}.').format(value=value, words=", ".join(words))
            yield f"{name}: {said}{nearest(value, words)}"
    if filed.zone is not None and not is_zone(filed.zone):
        yield _("{zone} is no time zone. Like: Europe/Berlin").format(zone=filed.zone)
    if filed.store is not None and not filed.store.strip():
        yield _("The setting store names no store.")
    if filed.lock_minutes is not None and not 0 <= filed.lock_minutes <= _LONGEST_REST:
        yield _("lock_minutes is a number of minutes from 0 (never) to {most}.").format(most=_LONGEST_REST)
    if filed.hours and isinstance(hours := parse_hours(filed.hours), Refusal):
        yield hours.sentence


def _wrong(file: Path, sentence: str) -> Refusal:
    told = _("Settings {file}: {sentence}").format(file=file, sentence=sentence)
    return Refusal("settings", one_line(clean(told), " "))


# --- the commented file ---


def written(filed: Filed) -> str:
    """The commented file with what ``filed`` says; what it does not say stands there as an example behind a #."""
    lines = [
        _("Settings of dispatcher. What stands behind a # is not read: take the # away and change the value."),
        _("What is typed before the command wins over this file; `dispatcher doctor` says what holds, and why."),
    ]
    parts = [_commented(lines), *(_setting(name, filed) for name in TABLES[""] if name in EXPLAINED)]
    parts += ["[office]", *(_setting(name, filed) for name in TABLES["office"]), *_keymap(filed)]
    return "\n\n".join(parts) + "\n"


def _setting(name: str, filed: Filed) -> str:
    value = getattr(filed, name)
    line = f"{name} = {_toml(EXAMPLES[name] if value is None else value)}"
    return "\n".join((_commented([_(EXPLAINED[name])]), f"#{line}" if value is None else line))


def _keymap(filed: Filed) -> Iterator[str]:
    told = [
        _("Keys: the name of a key in `dispatcher keys --json` (id), and where it lies from now on."),
        _("Several keys are separated by a comma. Where two would mean different things, the console says which."),
    ]
    yield "\n".join(("[keymap]", _commented(told), '#"search" = "s, F9"'))
    if filed.keymap:
        yield "\n".join(f"{_toml(name)} = {_toml(keys)}" for name, keys in filed.keymap.items())


def _commented(lines: list[str]) -> str:
    return "\n".join(f"# {line}" for line in lines)


def _toml(value: object) -> str:
    """A string, number or truth as TOML writes it, which for these is JSON's way."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
