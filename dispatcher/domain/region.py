"""Countries, federal states and zones."""

from __future__ import annotations

from functools import lru_cache

GERMAN_STATES = (
    "BB", "BE", "BW", "BY", "HB", "HE", "HH", "MV", "NI", "NW", "RP", "SH", "SL", "SN", "ST", "TH",
)  # fmt: skip
"""The federal states by the letters of ISO 3166-2:DE."""


@lru_cache(maxsize=64)
def is_zone(name: str) -> bool:
    """Whether ``name`` is an IANA time zone known here."""
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return "/" in name or name == "UTC"
