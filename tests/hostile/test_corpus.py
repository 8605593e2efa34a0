"""The corpus itself, and the edge of the store: everything becomes harmless, and only what was hostile is marked."""

from __future__ import annotations

import re
import unicodedata

import pytest

from dispatcher.console.terminal.net import harmless
from dispatcher.domain.text import clean, fold, is_marked, words
from tests.hostile.corpus import CORPUS, EVERYDAY, HUGE, KINDS

ALL = (*CORPUS, *HUGE)
UNSEEN = ("Cc", "Cs")
BIDI = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def test_the_corpus_is_large_and_has_every_class() -> None:
    assert len(ALL) >= 500
    assert {one.kind for one in ALL} == set(KINDS)
    assert len(set(ALL)) == len(ALL)
    assert max(len(one.text) for one in HUGE) >= 1_000_000


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_stored_holds_nothing_that_acts_and_all_that_was_there(kind: str) -> None:
    for one in ALL:
        if one.kind == kind:
            kept = clean(one.text)
            assert len(kept) == len(one.text.replace("\r\n", "\n")), one
            assert clean(kept) == kept, one
            assert not [sign for sign in set(kept) - {"\n", "\t"} if unicodedata.category(sign) in UNSEEN], one
            assert not [sign for sign in set(kept) if unicodedata.bidirectional(sign) in BIDI], one
            assert harmless(kept.replace("\n", "").replace("\t", "")) == kept.replace("\n", "").replace("\t", ""), one


def test_what_is_altered_is_marked_and_what_is_not_stays_as_it_was() -> None:
    for one in ALL:
        ends = re.sub(r"\r\n?", "\n", one.text)
        if not is_marked(one.text):
            assert clean(one.text) == ends, one
        else:
            signs = {kept for kept, was in zip(clean(one.text), ends, strict=True) if kept != was}
            assert signs <= set("\n�·") | {chr(code) for code in range(0x2400, 0x2422)}, one


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_text_is_neither_marked_nor_altered(text: str) -> None:
    assert clean(text) == text
    assert not is_marked(text)


def test_folding_finds_words_in_everything_and_falls_over_nothing() -> None:
    for one in CORPUS:
        assert all(word.isalnum() for word in words(clean(one.text))), one
        assert isinstance(fold(one.text), str)
