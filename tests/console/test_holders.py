"""Who has the ball, read the same way in every form."""

from __future__ import annotations

import pytest

from dispatcher import locale
from dispatcher.console.forms.holders import holder_meant


@pytest.mark.parametrize(
    ("language", "typed", "holder"),
    [
        ("en", "c", "customer"),
        ("en", " Cust", "customer"),
        ("en", "other party", "other"),
        ("en", "appointm", "appointment"),
        ("de", "k", "customer"),
        ("de", "Kun", "customer"),
        ("de", "termin", "appointment"),
        ("de", "other", "other"),
        ("en", "x", ""),
        ("en", " ", ""),
    ],
)
def test_i1_a_letter_or_the_beginning_of_a_word_names_the_holder(language: str, typed: str, holder: str) -> None:
    locale.use(language)
    assert holder_meant(typed) == holder
