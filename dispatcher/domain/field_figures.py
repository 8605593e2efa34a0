"""Figures in a field: hours ahead, minutes, a response time, a percentage; with the decimal sign of either language."""

from __future__ import annotations

import re
from typing import Any

from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _, language

MOST_HOURS = 24 * 31
MOST_BUFFER = 24 * 60
MOST_RESPONSE = 60 * 24 * 90
_HOUR = r"(?:h|hours?|std\.?|stunden?)"
_MINUTE = r"(?:m|min\.?|minutes?|minuten?)"
_WHOLE = re.compile(rf"(\d{{1,6}})\s*{_HOUR}?", re.IGNORECASE)
_IN_HOURS = re.compile(rf"(\d{{1,6}}(?:[.,]\d{{1,2}})?)\s*{_HOUR}", re.IGNORECASE)
_CLOCKED = re.compile(rf"(\d{{1,6}}):([0-5]\d)\s*{_HOUR}?", re.IGNORECASE)
_IN_MINUTES = re.compile(rf"(\d{{1,6}})\s*{_MINUTE}", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*%?")


def read_hours(text: str, _ask: Any) -> int | Refusal | None:
    """Whole hours (``24`` or ``24 h``); None for nothing."""
    found = _WHOLE.fullmatch(text)
    if text and (found is None or int(found[1]) > MOST_HOURS):
        return Refusal("hours", _("{text} are no whole hours. Like: 24 h").format(text=text))
    return int(found[1]) if found else None


def show_hours(value: Any, _zone: str) -> str:
    """``24 h``."""
    return "" if value is None else f"{value} h"


def _span(text: str) -> int | None:
    """Minutes of ``4 h``, ``1,5 h``, ``1:30`` or ``30 min``; None where no unit tells what is meant."""
    if found := _IN_MINUTES.fullmatch(text):
        return int(found[1])
    if found := _CLOCKED.fullmatch(text):
        return int(found[1]) * 60 + int(found[2])
    found = _IN_HOURS.fullmatch(text)
    return round(float(found[1].replace(",", ".")) * 60) if found else None


def read_minutes(text: str, _ask: Any) -> int | Refusal:
    """Minutes (``20``, ``20 min``, ``1 h``); 0 for nothing."""
    minutes = int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else _span(text)
    if text and (minutes is None or minutes > MOST_BUFFER):
        return Refusal("minutes", _("{text} are no minutes. Like: 20 min").format(text=text))
    return minutes or 0


def show_minutes(value: Any, _zone: str) -> str:
    """``20 min``; none at all is nothing."""
    return f"{value} min" if value else ""


def read_response(text: str, _ask: Any) -> int | Refusal | None:
    """Minutes of a time within which we answer; its unit must be there, as 4 could be hours or minutes."""
    minutes = _span(text) if text else None
    if text and not (minutes and minutes <= MOST_RESPONSE):
        return Refusal("response", _("{text} is no length of time. Like: 4 h or 30 min").format(text=text))
    return minutes


def show_response(value: Any, _zone: str) -> str:
    """``4 h`` or ``90 min``."""
    if not value:
        return ""
    return f"{value // 60} h" if value % 60 == 0 else f"{value} min"


def read_percent(text: str, _ask: Any) -> float | Refusal | None:
    """A share in percent, above 0 and up to 100; None for nothing."""
    found = _PERCENT.fullmatch(text)
    share = float(found[1].replace(",", ".")) if found else None
    if text and (share is None or not 0 < share <= 100):
        return Refusal("percent", _("{text} is no percentage. Like: 99.5").format(text=text))
    return share


def show_percent(value: Any, _zone: str) -> str:
    """``99.5 %``, in German ``99,5 %``."""
    if value is None:
        return ""
    shown = f"{value:.6f}".rstrip("0").rstrip(".")
    return f"{shown.replace('.', ',') if language() == 'de' else shown} %"
