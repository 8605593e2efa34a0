"""Which places a postcode stands for, from the list that comes with the program (data/postcodes)."""

from __future__ import annotations

from functools import lru_cache

from dispatcher.domain.postcode import Place
from dispatcher.resources import data_folder

_COUNTRIES = ("DE",)


def place_of(postcode: str, country: str = "DE") -> tuple[Place, ...]:
    """The places of ``postcode``, the largest share first; empty where it is not known.

    ``postcode`` is what :func:`dispatcher.domain.postcode.read_postcode` gives, ``country`` two letters. Most
    postcodes belong to one place, some to thirty villages, a few to places in two federal states. The list is read
    at the first question (some milliseconds) and needs no database; an installation without it knows no place.
    """
    return _known(country).get(postcode, ()) if country in _COUNTRIES else ()


@lru_cache(maxsize=len(_COUNTRIES))
def _known(country: str) -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for line in _lines(country)[1:]:
        postcode, place, state = line.split(",")
        found[postcode] = (*found.get(postcode, ()), Place(place, state))
    return found


def _lines(country: str) -> list[str]:
    path = data_folder() / "postcodes" / f"{country.lower()}.csv"
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
