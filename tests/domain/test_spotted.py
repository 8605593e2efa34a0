"""M11: promises hidden in the words of a note are found in both languages, and ordinary sentences are left in peace.

The sentences stand in ``spotted.txt``, written by hand as people at a desk write.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest

from dispatcher.domain.calendar import to_local
from dispatcher.domain.phrases import Asked, Office
from dispatcher.domain.spotted import MOST, Spotted, due_of, spot, understood

BERLIN = "Europe/Berlin"
OFFICE = Office(datetime(2026, 11, 23, 8, 42, tzinfo=UTC), BERLIN)
OURS = ("Wolff", "Reuter", "Lorenz", "Fuchs")
TABLE = Path(__file__).with_name("spotted.txt")


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of the table: whose promise it holds ("none": nobody's), and by when."""

    side: str
    when: str
    sentence: str


def rows() -> Iterator[Row]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        side, *when, sentence = line.split(" | ") if " | " in line else ("", "")
        if side in ("ours", "theirs", "none"):
            yield Row(side, when[0] if when else "", sentence)


PROMISES = [row for row in rows() if row.side != "none"]
ORDINARY = [row for row in rows() if row.side == "none"]


def shown(one: Spotted) -> str:
    """When, in the signs of the table."""
    if one.when is None:
        return "-"
    if isinstance(one.when, Asked):
        return "?"
    return f"{to_local(one.when.due, BERLIN):{'%d.%m.' if one.when.day_only else '%d.%m. %H:%M'}}"


def first(sentence: str, **more: bool) -> Spotted:
    return spot(sentence, OFFICE, OURS, **more)[0]


def local(one: Spotted) -> str:
    due = due_of(one, OFFICE)
    return "" if due is None else f"{to_local(due, BERLIN):%d.%m. %H:%M}"


def test_m11_nine_of_ten_promises_in_words_are_found_and_whose_and_when_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = [(row, spot(row.sentence, OFFICE, OURS)) for row in PROMISES]
    hits = [(row, told[0]) for row, told in found if told]
    missed = [row.sentence for row, told in found if not told]
    right = [row for row, one in hits if row.side == one.side]
    timely = [row for row, one in hits if row.when in ("*", shown(one))]
    with capsys.disabled():
        print(f"\n{len(hits)} of {len(found)} promises in words found, {len(right)} rightly whose, {len(timely)} when")
    assert len(found) >= 130
    assert len(hits) >= 0.9 * len(found), missed
    assert len(right) >= 0.95 * len(hits), [row.sentence for row, one in hits if row.side != one.side]
    assert len(timely) >= 0.95 * len(hits), [row.sentence for row, one in hits if row.when != shown(one)]


def test_m11_at_most_one_ordinary_sentence_in_twenty_asks_for_a_key(capsys: pytest.CaptureFixture[str]) -> None:
    alarms = [row.sentence for row in ORDINARY if spot(row.sentence, OFFICE, OURS)]
    with capsys.disabled():
        print(f"\n{len(alarms)} of {len(ORDINARY)} ordinary sentences taken for a promise")
    assert len(PROMISES) + len(ORDINARY) >= 250
    assert len(alarms) <= len(ORDINARY) / 20, alarms


def test_m11_both_sides_of_one_note_are_found_in_its_order() -> None:
    found = spot("Calvet still absent. She opens on Tuesday and registers us.\nWe call her back on Wed 14:00.", OFFICE)
    assert [(one.side, shown(one)) for one in found] == [("theirs", "24.11."), ("ours", "25.11. 14:00")]
    assert found[1].what == "call-back"
    assert found[1].phrase == "Wed 14:00"


def test_m11_what_is_promised_is_told_in_the_notes_own_words() -> None:
    one = first("Danke. Er überlegt es sich, und schickt die Vollmacht bis Freitag!")
    assert (one.what, one.sentence) == (
        "schickt die Vollmacht bis Freitag",
        "Er überlegt es sich, und schickt die Vollmacht bis Freitag!",
    )
    assert len(first("Wir schicken ihm bis Freitag " + "ganz " * 60 + "viel.").what) <= 120


def test_m11_a_day_alone_lasts_until_the_office_closes_and_no_day_until_today_does() -> None:
    assert local(first("We call back on Wednesday.")) == "25.11. 17:00"
    assert local(first("Wir melden uns am Freitag.")) == "27.11. 15:00"
    assert local(first("Wir rufen am Samstag zurück.")) == "28.11. 17:00"
    assert local(first("She registers us at the gate.")) == "23.11. 17:00"
    late = Office(datetime(2026, 11, 27, 16, 0, tzinfo=UTC), BERLIN)
    due = due_of(spot("We will ring him.", late)[0], late)
    assert due is not None
    assert f"{to_local(due, BERLIN):%d.%m. %H:%M}" == "30.11. 17:00"


def test_m2_a_day_that_may_be_two_is_asked_and_never_taken_for_granted() -> None:
    one = first("We come next Wednesday.")
    assert isinstance(one.when, Asked)
    assert due_of(one, OFFICE) is None
    second = understood(one, OFFICE, "2")
    assert second is not None
    assert f"{to_local(second.due, BERLIN):%d.%m. %H:%M}" == "02.12. 17:00"


def test_m11_in_a_customers_own_letter_his_i_is_not_ours() -> None:
    letter = "Guten Morgen, ich schicke Ihnen die Vollmacht bis Freitag."
    assert (first(letter).side, first(letter, by_customer=True).side) == ("ours", "theirs")
    assert first('Kunde wörtlich: "Ich melde mich morgen."').side == "theirs"


def test_m11_nothing_is_promised_for_a_time_that_is_past() -> None:
    assert spot("Wir rufen bis heute 9 Uhr zurück.", OFFICE) == ()


def test_m11_a_long_text_that_was_pasted_is_looked_through_at_once_and_offers_few() -> None:
    pasted = "Der Kunde wartet seit gestern, es regnet durch das Dach und der Schlüssel liegt beim Pförtner. " * 220
    promising = pasted + "Wir rufen am Mittwoch zurück. " * 10
    spot("Wir rufen am Mittwoch zurück.", OFFICE)
    begun = process_time()
    found = spot(pasted, OFFICE)
    assert process_time() - begun < 1
    assert (len(pasted) > 20_000, found) == (True, ())
    assert len(spot(promising[-20_000:], OFFICE)) == MOST


@pytest.mark.parametrize("text", ["", "\n\n", "?", "§", "\x00", '"' * 50, "bis bis bis", "will will will", "@x =c !"])
def test_m11_no_text_is_too_odd(text: str) -> None:
    assert spot(text, OFFICE) == ()


@pytest.mark.parametrize(
    "text", ["ich rufe an " * 2000, "Wir " * 5000, "(" * 20_000, ". " * 10_000, "Herr Dr. " * 2200]
)
def test_an_endless_sentence_is_read_in_time(text: str) -> None:
    begun = process_time()
    assert len(spot(text, OFFICE)) <= 3
    assert process_time() - begun < 2
