"""What a note must have."""

from __future__ import annotations

import pytest

from dispatcher.domain.contact import CHANNELS, LONGEST_NOTE, Note, refuse_note


def test_a_note_with_text_direction_and_channel_is_fine() -> None:
    assert all(refuse_note(Note(1, "called", "in", letter)) is None for letter in (*CHANNELS, ""))


@pytest.mark.parametrize(
    ("note", "code"),
    [
        (Note(1, "  \n "), "empty"),
        (Note(1, "x" * (LONGEST_NOTE + 1)), "too-long"),
        (Note(1, "x", "sideways"), "direction"),
        (Note(1, "x", "in", "Q"), "channel"),
    ],
)
def test_what_is_missing_is_named(note: Note, code: str) -> None:
    refusal = refuse_note(note)
    assert refusal is not None
    assert refusal.code == code
    assert refusal.sentence.endswith(".")
