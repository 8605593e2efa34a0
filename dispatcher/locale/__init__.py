"""Words for the screen: English in the source, other languages by gettext catalogues beside this file."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent
DOMAIN = "dispatcher"
LANGUAGES = ("en", "de")

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def use(language: str) -> None:
    """Switch every later ``_()`` to ``language`` ("en" or "de"); an unknown one falls back to English."""
    global _catalogue, _language
    _language = language if language in LANGUAGES else "en"
    if _language == "en":
        _catalogue = gettext.NullTranslations()
    else:
        _catalogue = gettext.translation(DOMAIN, HERE, languages=[_language])


def language() -> str:
    """The language in use: "en" or "de"."""
    return _language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within this block ``language`` ("en" or "de") is in use, for what is written down and not said to whoever sits
    here; behind it the one before."""
    before = _language
    use(language)
    try:
        yield
    finally:
        use(before)


def preferred() -> str:
    """The language the environment asks for (LC_ALL, LC_MESSAGES, LANG in that order): "de" or "en"."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "de" if value.lower().startswith("de") else "en"
    return "en"


def _(message: str) -> str:
    """The text of ``message`` in the language in use."""
    return _catalogue.gettext(message)


def translated(message: str, language: str) -> str:
    """The text of ``message`` in ``language`` ("en" or "de"), whatever the language in use: words for a customer."""
    return _named(language).gettext(message)


@lru_cache(maxsize=len(LANGUAGES))
def _named(language: str) -> gettext.NullTranslations:
    if language == "en" or language not in LANGUAGES:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, HERE, languages=[language])


def ngettext(singular: str, plural: str, number: int) -> str:
    """The text for ``number`` things in the language in use."""
    return _catalogue.ngettext(singular, plural, number)


def N_(message: str) -> str:
    """Mark a constant for the catalogue; the place that shows it calls ``_`` on it."""
    return message


def NN_(singular: str, plural: str) -> tuple[str, str]:
    """Mark constants for ``ngettext`` in the catalogue."""
    return singular, plural
