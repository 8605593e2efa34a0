"""Countries, federal states and zones."""

from __future__ import annotations

from functools import lru_cache

from dispatcher.domain.text import fold

GERMAN_STATES = (
    "BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH",
)  # fmt: skip
"""The federal states by the letters of ISO 3166-2:DE."""
STATE_NAMES = {
    "BB": ("Brandenburg",),
    "BE": ("Berlin",),
    "BW": ("Baden-Württemberg",),
    "BY": ("Bayern", "Bavaria"),
    "HB": ("Bremen",),
    "HE": ("Hessen", "Hesse"),
    "HH": ("Hamburg",),
    "MV": ("Mecklenburg-Vorpommern",),
    "NI": ("Niedersachsen", "Lower Saxony"),
    "NW": ("Nordrhein-Westfalen", "North Rhine-Westphalia", "NRW"),
    "RP": ("Rheinland-Pfalz", "Rhineland-Palatinate"),
    "SH": ("Schleswig-Holstein",),
    "SL": ("Saarland",),
    "SN": ("Sachsen", "Saxony"),
    "ST": ("Sachsen-Anhalt", "Saxony-Anhalt"),
    "TH": ("Thüringen", "Thuringia"),
}
"""What each federal state is called, in German and, where that differs, in English."""


def state_code(text: str) -> str:
    """The letters of the federal state that ``text`` names by letters or by name; empty where it names none."""
    asked = fold(text.strip())
    named = ((code, (code, *names)) for code, names in STATE_NAMES.items())
    return next((code for code, words in named if asked in map(fold, words)), "")


@lru_cache(maxsize=64)
def is_zone(name: str) -> bool:
    """Whether ``name`` is an IANA time zone known here."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return "/" in name or name == "UTC"
