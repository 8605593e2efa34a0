"""What somebody means who types into the search."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatcher.domain.lookup import MOST_TERMS, understand


@pytest.mark.parametrize("typed", ["k1042", "K-1042", " k 1042 ", "K1042"])
def test_a_customer_number(typed: str) -> None:
    assert (understand(typed).kind, understand(typed).number) == ("customer", 1042)


@pytest.mark.parametrize("typed", ["t4802", "T-4802", "t 4802"])
def test_a_ticket_number(typed: str) -> None:
    assert (understand(typed).kind, understand(typed).number) == ("ticket", 4802)


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("5471", "5471"),
        ("5 471", "5471"),
        ("(030) 23125/471", "03023125471"),
        ("030\u00a023125\u2011471", "03023125471"),
        ("+49 30 23125471", "+493023125471"),
        ("0049 30 23125-471", "00493023125471"),
        ("01067", "01067"),
    ],
)
def test_the_end_of_a_telephone_number_x8(typed: str, digits: str) -> None:
    assert (understand(typed).kind, understand(typed).digits) == ("digits", digits)


@pytest.mark.parametrize("typed", ["", "  ", "54", "+", "()", "\u202e", "...", "-/-"])
def test_nothing_is_asked_by_less_than_three_digits_or_by_signs(typed: str) -> None:
    assert understand(typed).kind == "nothing"


def test_words_are_folded_and_each_asked_once_x23() -> None:
    assert understand("Müller MUELLER Strasse Straße").terms == ("muller", "str")


@given(st.text(max_size=300))
def test_every_text_has_a_meaning(typed: str) -> None:
    question = understand(typed)
    assert question.kind in ("customer", "ticket", "digits", "words", "nothing")
    assert len(question.terms) <= MOST_TERMS
    assert all(term.isalnum() and len(term) <= 48 for term in question.terms)
