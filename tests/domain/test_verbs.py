"""The journal's verbs are data; people read words."""

from __future__ import annotations

from dispatcher import locale
from dispatcher.domain.verbs import BOOK, VERBS, verb_words


def test_every_verb_fits_its_column_and_has_words() -> None:
    assert all(len(verb) <= 40 and words for verb, words in VERBS.items())
    assert verb_words(BOOK) == "appointment booked"


def test_words_come_in_the_language_in_use_and_a_newer_program_s_verb_as_it_is() -> None:
    locale.use("de")
    assert verb_words(BOOK) == "Termin eingeplant"
    assert verb_words("teleport") == "teleport"
