"""Foreign text: harmless, nothing lost, and folded alike whichever way it is spelt."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dispatcher.domain.text import clean, cologne, digits, escaped, fold, is_marked, near_keys, one_line, words

ANY_TEXT = st.text(st.characters(), max_size=200)


@given(ANY_TEXT)
def test_no_control_bidi_or_zero_width_sign_is_left(text: str) -> None:
    kept = clean(text)
    assert all(sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs") for sign in kept)
    assert not any(
        unicodedata.bidirectional(sign) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI") for sign in kept
    )
    assert not set(kept) & set("\u200b\u200e\u200f\u2060\ufeff\u00ad\u061c")


@given(ANY_TEXT)
def test_nothing_is_dropped_and_cleaning_again_changes_nothing(text: str) -> None:
    kept = clean(text)
    assert len(kept) == len(text.replace("\r\n", "\n"))
    assert clean(kept) == kept


def test_what_had_to_be_replaced_is_marked_and_line_ends_are_not() -> None:
    assert is_marked("\x1b]0;title\x07")
    assert is_marked("a\u202eb")
    assert not is_marked("one\r\ntwo [EXTERN] Re: Heizung")
    assert clean("a\x1b[2Jb\x00") == "a␛[2Jb␀"


@pytest.mark.parametrize(
    "spellings",
    [
        ("Müller", "MÜLLER", "Mueller", "mu\u0308ller", "Muller"),
        ("Straße", "STRASSE", "Strasse", "straße"),
        ("Łódź", "lodz"),
        ("Größenwahn", "Groessenwahn", "GRÖSSENWAHN"),
        ("Ærø", "Aero", "aro"),
    ],
)
def test_spellings_fold_alike_x23(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@given(ANY_TEXT)
def test_words_are_letters_and_digits_only(text: str) -> None:
    assert all(word.isalnum() for word in words(text))


def test_maier_meyer_and_mayr_sound_alike() -> None:
    assert len({cologne(name) for name in ("maier", "meyer", "mayr", "meier")}) == 1
    assert cologne("zandner") == cologne("sandner")
    assert cologne("12") == ""


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sandner", "sander"),
        ("sander", "sandner"),
        ("sandnre", "sandner"),
        ("sundner", "sandner"),
        ("hofmann", "hoffmann"),
    ],
)
def test_one_typing_error_leaves_a_form_in_common(typed: str, meant: str) -> None:
    assert near_keys(typed) & near_keys(meant)


def test_short_words_have_no_near_forms() -> None:
    assert near_keys("ab") == {"ab"}
    assert near_keys("1042") == {"1042"}


def test_one_line_and_digits() -> None:
    assert one_line("a \n b\tc") == "a ⏎ b c"
    assert digits("+49 (030) ٣ 5") == "490305"


@pytest.mark.parametrize("typed", ["Klarastr. 4", "Klarastraße 4", "klarastrasse 4", "KLARASTRAS 4", "klarastra 4"])
def test_a_street_is_one_word_however_it_is_written(typed: str) -> None:
    assert words(typed) == ["klarastr", "4"]


def test_a_flood_of_marks_or_joiners_is_made_visible_and_what_any_writing_has_stays() -> None:
    assert clean("a" + "\u0301" * 40) == "a" + "\u0301" * 16 + "·" * 24
    assert clean("\u0e01" + "\u0e49" * 17) == "\u0e01" + "\u0e49" * 16 + "·"
    assert clean("x\u200d" * 12) == "x\u200d" * 8 + "x·" * 4
    assert is_marked("日\u200d" * 5000)
    for text in ("👩\u200d❤\ufe0f\u200d💋\u200d👨🏿", "e\u0301\u0323\u0302", "क्षि" * 40, "日本語" * 50, "ﷺ" * 30):
        assert clean(text) == text


@given(ANY_TEXT)
@example("a" + "\u0301" * 40)
@example("x\u200d" * 12)
def test_an_escaped_document_says_the_same_and_holds_nothing_that_acts(text: str) -> None:
    document = escaped(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(document) == {"a": text}
    assert clean(document) == document
