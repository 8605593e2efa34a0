"""What a person likes: language, colours, mouse, signs, store, keys, and what a new office starts with.

Each is taken from the first that says something: what was typed, the environment, the settings file, or what the
program does by itself (for the language the file comes before the environment, which nearly always names one).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TypeVar

from dispatcher import locale
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

Value = TypeVar("Value")
THEMES = ("ansi-dark", "ansi-light", "dark", "light")
LANGUAGE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
STORE_VARIABLE = "DISPATCHER_STORE"
TYPED, FILED, OWN = N_("typed"), N_("settings file"), N_("by itself")


@dataclass(frozen=True, slots=True)
class Office:
    """What a new office starts with: federal state (two letters), zone (IANA), working hours in words; empty where the
    file says nothing."""

    state: str = ""
    zone: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """What the settings file says; None where it says nothing."""

    language: str | None = None
    theme: str | None = None
    mouse: bool | None = None
    ascii: bool | None = None
    store: str | None = None
    keymap: Mapping[str, str] = field(default_factory=dict)
    state: str | None = None
    zone: str | None = None
    hours: str | None = None
    lock_minutes: float | None = None
    clipboard: bool | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """The options that stand before the command; None for what was not typed."""

    language: str | None = None
    theme: str | None = None
    mouse: bool | None = None
    ascii: bool | None = None
    store: str | None = None
    clipboard: bool | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds. ``store`` is None for the user's own one; ``origins`` says of each where it comes from, in words
    that are still to be translated, or the name of a variable."""

    language: str = "en"
    theme: str = THEMES[0]
    mouse: bool = True
    ascii: bool = False
    store: str | None = None
    lock_minutes: float = 10.0
    clipboard: bool = True
    keymap: Mapping[str, str] = field(default_factory=dict)
    office: Office = field(default_factory=Office)
    origins: Mapping[str, str] = field(default_factory=dict)


def language_of(typed: str | None, filed: str | None) -> tuple[str, str]:
    """The language and where it comes from."""
    if typed or filed:
        return (typed, TYPED) if typed else (str(filed), FILED)
    variable = next((name for name in LANGUAGE_VARIABLES if os.environ.get(name)), OWN)
    return locale.preferred(), variable


def settled(typed: Typed, filed: Filed) -> Settings:
    """What holds, of what was typed and what the file says."""
    own = Settings()
    language, of_language = language_of(typed.language, filed.language)
    theme, of_theme = _first(typed.theme, filed.theme, own.theme)
    mouse, of_mouse = _mouse(typed.mouse, filed.mouse, own.mouse)
    plain, of_plain = _first(typed.ascii, filed.ascii, own.ascii)
    store, of_store = _store(typed.store, filed.store)
    minutes, of_minutes = _first(None, filed.lock_minutes, own.lock_minutes)
    copies, of_copies = _first(typed.clipboard, filed.clipboard, own.clipboard)
    state, of_state = _first(None, filed.state, own.office.state)
    zone, of_zone = _first(None, filed.zone, own.office.zone)
    hours, of_hours = _first(None, filed.hours, own.office.hours)
    origins = {
        "language": of_language, "theme": of_theme, "mouse": of_mouse, "ascii": of_plain, "store": of_store,
        "lock_minutes": of_minutes, "clipboard": of_copies,
        "office.state": of_state, "office.zone": of_zone, "office.hours": of_hours,
    }  # fmt: skip
    office = Office(state, zone, hours)
    return Settings(language, theme, mouse, plain, store, minutes, copies, filed.keymap, office, origins)


def _first(typed: Value | None, filed: Value | None, own: Value) -> tuple[Value, str]:
    if typed is not None:
        return typed, TYPED
    return (filed, FILED) if filed is not None else (own, OWN)


def _store(typed: str | None, filed: str | None) -> tuple[str | None, str]:
    named = os.environ.get(STORE_VARIABLE)
    return (named, STORE_VARIABLE) if typed is None and named else _first(typed, filed, None)


def _mouse(typed: bool | None, filed: bool | None, own: bool) -> tuple[bool, str]:
    """GNU screen holds an Escape back for as long as a program takes the mouse, so there the mouse is left alone."""
    mouse, origin = _first(typed, filed, own)
    if origin != OWN or not os.environ.get("STY"):
        return mouse, origin
    from dispatcher.console.terminal.clipboard import is_in_screen

    return (False, "STY") if is_in_screen(os.environ) else (mouse, origin)


def told(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Each setting with its value and where it comes from, in words."""
    values = {
        "language": settings.language,
        "theme": settings.theme,
        "mouse": str(settings.mouse).lower(),
        "ascii": str(settings.ascii).lower(),
        "store": settings.store or "-",
        "lock_minutes": f"{settings.lock_minutes:g}",
        "clipboard": str(settings.clipboard).lower(),
        "office.state": settings.office.state or "-",
        "office.zone": settings.office.zone or "-",
        "office.hours": settings.office.hours or "-",
    }
    for name, value in values.items():
        origin = settings.origins.get(name, OWN)
        yield name, value, origin if origin.isupper() else _(origin)
    for name, keys in settings.keymap.items():
        yield f"keymap.{name}", keys, _(FILED)
