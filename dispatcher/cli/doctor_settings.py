"""What the doctor says of the settings: the file, what holds and where it comes from, and what cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from dispatcher.cli import settings_file
from dispatcher.cli.doctor_facts import Fact
from dispatcher.cli.settings import Settings, told
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _


def of_settings(settings: Settings) -> Iterator[Fact]:
    """The settings file, then each setting with its value and its origin."""
    place = settings_file.path()
    filed = settings_file.read(place)
    if isinstance(filed, Refusal):
        yield Fact("settings_file", str(place), filed.sentence)
    else:
        none = _("none; to make one: dispatcher settings --write")
        yield Fact("settings_file", str(place) if place.exists() else f"{place} ({none})")
    wrong = _wrong_keys(settings)
    for name, value, origin in told(settings):
        shown = _without_password(value) if name == "store" else value
        yield Fact("preference", f"{name} = {shown} ({origin})", wrong.pop(name, ""))
    for name, sentence in wrong.items():
        yield Fact("preference", name, sentence)


def _without_password(store: str) -> str:
    from dispatcher.store.place import find

    try:
        return find(store).shown
    except Trouble:
        return "?"


def _wrong_keys(settings: Settings) -> dict[str, str]:
    """What cannot be in the keymap, at the line that is to blame."""
    if not settings.keymap:
        return {}
    from dispatcher.console.keymap import choose

    choose(settings.keymap)
    from dispatcher.console.keymap_check import complaints

    found: dict[str, str] = {}
    for name, sentence in complaints(settings.keymap):
        found[f"keymap.{name}"] = " ".join(part for part in (found.get(f"keymap.{name}"), sentence) if part)
    return found
