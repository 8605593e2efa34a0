"""How a mapping says what goes into a field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dispatcher.exchange.template import BadTemplate, Texts, field

CELLS = {"street": "Am Markt", "no": "5", "add": "", "kW [max]": "22", "text": "one \n two", "wide": "a  b\tc"}


@pytest.mark.parametrize(
    ("texts", "filled"),
    [
        ("{street}", "Am Markt"),
        ("{street} {no}", "Am Markt 5"),
        ("{street} {add}", "Am Markt"),
        ("{add} {no}", "5"),
        ("[{street} ]{no}[, {add}]", "Am Markt 5"),
        ("[{no}[[{add}]]]", ""),
        ("{kW [max]} kW", "22 kW"),
        ("Station {add}", ""),
        ("Station", "Station"),
        ("[{street} ({add})]", ""),
        (("[{street} ({add})]", "{add}", "{street}"), "Am Markt"),
        (("{add}", ""), ""),
        ("{{{no}}} [[x]]", "{5} [x]"),
        ("{text}", "one \n two"),
        ("{text} ", "one\ntwo"),
        ("", ""),
    ],
)
def test_templates_are_filled(texts: Texts, filled: str) -> None:
    assert field(texts).text(CELLS) == filled


def test_a_line_has_single_blanks() -> None:
    assert field("{wide} {text}").line(CELLS) == "a b c one two"
    assert field("{wide}").line(CELLS) == "a b c"


def test_columns_are_named_once_in_their_order() -> None:
    assert field(("{no} {street}", "{no}{add}")).columns == ("no", "street", "add")
    assert field("{no} {street}").label == "no / street"


@pytest.mark.parametrize("text", ["{no", "no}", "[{no}", "{no}]", "[a[b]]", "{}", "[[{no}]"])
def test_brackets_that_do_not_fit_are_refused(text: str) -> None:
    with pytest.raises(BadTemplate):
        field(text)


@given(st.text(max_size=30))
def test_every_text_is_a_template_when_its_brackets_are_doubled(text: str) -> None:
    doubled = "".join(sign * 2 if sign in "{}[]" else sign for sign in text)
    assert field(doubled).line({}) == " ".join(text.split())
