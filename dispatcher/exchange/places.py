"""Countries, federal states and postcodes as lists write them."""

from __future__ import annotations

import re

from dispatcher.domain.text import fold
from dispatcher.exchange.cells import BadCell
from dispatcher.locale import _

_COUNTRIES = {
    "DE": ("deutschland", "germany", "d", "bundesrepublik deutschland"),
    "AT": ("österreich", "austria", "a"),
    "CH": ("schweiz", "switzerland", "suisse", "svizzera"),
    "LI": ("liechtenstein", "fl"),
    "LU": ("luxemburg", "luxembourg", "l"),
    "NL": ("niederlande", "netherlands", "holland"),
    "BE": ("belgien", "belgium", "b"),
    "FR": ("frankreich", "france", "f"),
    "IT": ("italien", "italy", "i"),
    "DK": ("dänemark", "denmark"),
    "PL": ("polen", "poland"),
    "CZ": ("tschechien", "czechia", "czech republic"),
    "GB": ("großbritannien", "vereinigtes königreich", "united kingdom", "uk"),
    "US": ("usa", "vereinigte staaten", "united states"),
}
_ZONES = {
    "DE": "Europe/Berlin",
    "AT": "Europe/Vienna",
    "CH": "Europe/Zurich",
    "LI": "Europe/Vaduz",
    "LU": "Europe/Luxembourg",
}
_STATES = {
    "DE": {
        "BW": "Baden-Württemberg", "BY": "Bayern", "BE": "Berlin", "BB": "Brandenburg", "HB": "Bremen", "HH": "Hamburg",
        "HE": "Hessen", "MV": "Mecklenburg-Vorpommern", "NI": "Niedersachsen", "NW": "Nordrhein-Westfalen",
        "RP": "Rheinland-Pfalz", "SL": "Saarland", "SN": "Sachsen", "ST": "Sachsen-Anhalt", "SH": "Schleswig-Holstein",
        "TH": "Thüringen",
    },
    "AT": {
        "1": "Burgenland", "2": "Kärnten", "3": "Niederösterreich", "4": "Oberösterreich", "5": "Salzburg",
        "6": "Steiermark", "7": "Tirol", "8": "Vorarlberg", "9": "Wien",
    },
}  # fmt: skip
_BY_COUNTRY_NAME = {fold(name): code for code, names in _COUNTRIES.items() for name in (code, *names)}
_BY_STATE_NAME = {
    (country, fold(name)): code
    for country, states in _STATES.items()
    for code, full in states.items()
    for name in (code, full)
}
_LONGEST_STATE = 8
_CODE = re.compile(r"[A-Za-z]{2}")
_WITH_COUNTRY = re.compile(r"(D|DE|A|AT|CH|L|LI|LU)[- ]+(\d{4,5})", re.IGNORECASE)


def country(text: str, column: str) -> str:
    """Two capital letters for a country by name, sign or code; empty for an empty cell. Raises BadCell."""
    if not text:
        return ""
    if known := _BY_COUNTRY_NAME.get(fold(text)):
        return known
    if _CODE.fullmatch(text):
        return text.upper()
    raise BadCell(column, text, _('This is no country we know; write two letters, like "DE".'))


def zone_of(country_code: str) -> str:
    """The time zone of a country that has only one; else empty."""
    return _ZONES.get(country_code, "")


def state(text: str, country_code: str, column: str) -> str:
    """The short code of a federal state ("BE" for Berlin); as it stands for other countries. Raises BadCell."""
    if not text:
        return ""
    if known := _BY_STATE_NAME.get((country_code, fold(text))):
        return known
    if country_code in _STATES or len(text) > _LONGEST_STATE:
        raise BadCell(column, text, _('This is no state we know; write its code, like "BE".'))
    return text


def postcode(text: str, country_code: str) -> tuple[str, str]:
    """The postcode, and the country where it names one ("A-1010").

    A German one of four digits has lost its zero to a spreadsheet and gets it back.
    """
    if found := _WITH_COUNTRY.fullmatch(text):
        country_code, text = _BY_COUNTRY_NAME[fold(found.group(1))], found.group(2)
    if country_code == "DE" and len(text) == 4 and text.isdigit():
        text = "0" + text
    return text, country_code
