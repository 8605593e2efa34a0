"""The card of a customer: what a dispatcher reads of him at each width, in both languages (B2, B3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from dispatcher.console.forms.answer_lines import answer_lines
from dispatcher.console.panes.card_lines import card_lines
from dispatcher.domain.promise import GivePromise
from dispatcher.locale import use
from dispatcher.queries.card_rows import Answer, ContractRow, CustomerCard, PersonRow, SiteRow
from dispatcher.queries.promise_rows import PromiseRow
from tests.console.office_of import ZONE, at
from tests.console.promise_office import give
from tests.console.stage import LARGE, on_stage, played

WEDNESDAY = at(14, day=25)

LANES = SiteRow(
    1, "Kanzlei", "Klarastr. 4", "10117", "Berlin", "DE", "BE", ZONE, "Ausweis", "none; loading bay Hofstr.",
    "security lock", 24, 30, "030 23125-112",
)  # fmt: skip
SOREL = PersonRow(3, "Frau Sorel", "Empfang", ("030 23125-111",), form="Frau", bare_name="Sorel", no_information=True)
BONNARD = PersonRow(
    2, "Frau Bonnard", "Verwaltung", ("030 23125-118",), ("opener", "billing"), form="Frau", bare_name="Bonnard"
)  # fmt: skip
CALVET = PersonRow(
    1, "Herr Calvet", "Haustechnik", ("030 23125-117",), ("contact", "decides: lift"), "Frau Bonnard",
    away=((at(9, day=17), None),), told=(at(11, day=17),), language="fr", form="Herr", bare_name="Calvet",
)  # fmt: skip
EMBASSY = CustomerCard(
    1, 1042, "Botschaft Tarvonien", "Botschaft der Republik Tarvonien", "de", (LANES,), 2, (SOREL, BONNARD, CALVET),
    ("030 23125-110",), 1, 12, 1, "see the slip", ("churn",),
    (ContractRow(1, "Wartung", "", 480, None, "2022-01-01", "2026-12-31"),),
)  # fmt: skip


@pytest.fixture
def german() -> Iterator[None]:
    use("de")
    yield
    use("en")


def drawn(card: CustomerCard, width: int, most: int) -> list[str]:
    """Its lines as they are cut by the pane."""
    lines = card_lines(card, width, most, at(9, 42), ZONE)
    return ["".join(text for text, _mark in line)[:width].rstrip() for line in lines]


def test_b2_the_whole_card_where_there_is_room() -> None:
    assert drawn(EMBASSY, 42, 11) == [
        " BOTSCHAFT DER REPUBLIK TARVONIEN  K-1042",
        " Klarastr. 4, 10117 Berlin (BE)",
        " language DE/FR, formal  contract 31.12.26",
        " CON  Herr Calvet, Haustechnik        -117",
        "      ABSENT until unknown (told 17.11.)",
        "      decides: lift",
        " DEP  Frau Bonnard, Verwaltung        -118",
        "      for Herr Calvet; opener, billing",
        " ACC  security lock, reg. 24 h, Ausweis",
        " PARK none; loading bay Hofstr.",
        " TEL  030 23125-110",
        "!RISK",
    ]


def test_b2_a_pane_of_a_hundred_and_twenty_columns_has_who_and_how_to_reach_him() -> None:
    assert drawn(EMBASSY, 27, 7) == [
        " BOTSCHAFT TARVONIE K-1042",
        " Klarastr. 4, 10117 Berlin",
        " CON Calvet     -117 ABSENT",
        " DEP Frau Bonnard      -118",
        " ACC reg. 24 h, security lo",
        " PARK none; loading bay Hof",
        " TEL 030 23125-110",
        "!RISK",
    ]


def test_b2_the_narrowest_pane_has_who_is_absent_and_one_number() -> None:
    assert drawn(EMBASSY, 16, 5) == [
        " BOTSCHA K-1042",
        " CON Calvet ABS.",
        " DEP Bonnard",
        " 030 23125-118",
        " ACC reg. 24 h",
        "!RISK",
    ]


def test_b2_in_german(german: None) -> None:
    wide, middle, narrow = (drawn(EMBASSY, width, most) for width, most in ((42, 11), (27, 7), (16, 5)))
    assert "      ABWESEND bis unbekannt (Info 17.11.)" in wide
    assert " Sprache DE/FR, Sie  Vertrag 31.12.26" in wide
    assert wide[-5:-1] == [
        "      für Herr Calvet; Öffner, Abrechnung",
        " ZUG  Schleuse, Anmeldung 24 h, Ausweis",
        " PARK none; loading bay Hofstr.",
        " TEL  030 23125-110",
    ]
    assert " AP  Calvet   -117 ABWESEND" in middle
    assert narrow[1:5] == [" AP  Calvet ABW.", " VTR Bonnard", " 030 23125-118", " ZUG Anm. 24 h"]


def test_b2_the_card_alone_on_the_screen_leaves_nothing_out() -> None:
    lines = drawn(EMBASSY, 118, 30)
    assert " CON  Frau Sorel, Empfang" in [line.split("  030")[0].rstrip() for line in lines]
    assert "      no information for him" in lines
    assert "      gate 030 23125-112" in lines
    assert " NOTE see the slip" in lines


def test_an_absence_that_is_over_or_ahead_is_none_now() -> None:
    ahead = replace(CALVET, away=((at(9, day=25), at(0, day=28)),), told=(None,))
    assert not [line for line in drawn(replace(EMBASSY, people=(ahead,)), 42, 20) if "ABSENT" in line]
    now = replace(CALVET, away=((at(9, day=20), at(0, day=28)),), told=(None,))
    assert "      ABSENT until 27.11." in drawn(replace(EMBASSY, people=(now,)), 42, 20)


def test_two_who_stand_in_for_each_other_are_both_whom_one_speaks_to() -> None:
    one = PersonRow(1, "Herr A", "", (), deputy="Herr B")
    other = PersonRow(2, "Herr B", "", (), deputy="Herr A")
    lines = drawn(replace(EMBASSY, people=(one, other)), 42, 20)
    assert [line for line in lines if line.startswith((" CON", " DEP"))] == [" CON  Herr A", " CON  Herr B"]


def test_an_old_contract_is_named_as_ended() -> None:
    ended = replace(EMBASSY, contracts=(ContractRow(1, "", "", None, None, "", "2025-12-31"),))
    assert " language DE/FR, formal  contract ENDED 31.12.25" in drawn(ended, 60, 20)


def test_a_narrow_head_keeps_the_telephone_rather_than_the_way_to_it() -> None:
    card = CustomerCard(1, 1042, "Botschaft", "", "de", (LANES,), 1, (), ("030 23125-471",), 0, 0, 1, "see the slip")
    assert drawn(card, 16, 3) == [" BOTSCHA K-1042", " ACC reg. 24 h", " 030 23125-471"]


def of_customer(side: str = "ours", due: datetime = WEDNESDAY, what: str = "call-back") -> PromiseRow:
    return PromiseRow(
        1, side, what, 1, "Botschaft Tarvonien", 1042, None, "", "", "", None, None, None, "", 1, "mh", None, "",
        None, due, None, False, 0, None, at(9), "", "open", None, None, 1, at(9),
    )  # fmt: skip


def test_what_is_promised_stands_on_the_card_the_nearest_first() -> None:
    promised = replace(EMBASSY, promises=(of_customer(due=at(9, 30)), of_customer("theirs"), of_customer()))
    lines = drawn(promised, 42, 20)
    at_first = lines.index(" PROM !! 09:30 call-back (mh)  OVER 12 min")
    assert lines[at_first + 1 : at_first + 3] == [
        "         Wed 25.11. 14:00 < call-back (mh)",
        "         Wed 25.11. 14:00 call-back (mh)",
    ]


def test_a_broken_promise_stays_on_a_card_that_has_no_room() -> None:
    card = CustomerCard(1, 1042, "Botschaft", "", "de", (LANES,), 1, (), ("030 23125-471",), 0, 0, 1)
    late, ahead = of_customer(due=at(9, 30)), of_customer()
    assert " PROM!!09:30 call-back" in [
        line.replace("PROM !!", "PROM!!") for line in drawn(replace(card, promises=(late,)), 27, 2)
    ]
    assert not [line for line in drawn(replace(card, promises=(ahead,)), 27, 2) if "call-back" in line]


def test_the_answer_before_enter_says_what_is_promised() -> None:
    card = replace(EMBASSY, promises=(of_customer(due=at(9, 30)), of_customer("theirs")))
    lines = [
        "".join(text for text, _mark in line) for line in answer_lines(Answer(card, (), ()), at(9, 42), ZONE, 78, 9)
    ]
    assert [line.rstrip() for line in lines[1:]] == [
        " Promise !! 09:30 call-back (mh)  OVER 12 min",
        " Promise    Wed 25.11. 14:00 < call-back (mh)",
    ]


@played
async def test_card_and_answer_show_what_the_store_holds(office: Path) -> None:
    give(office, GivePromise("ours", "send the plan", at(9, 50), customer=1))
    async with on_stage(office, size=LARGE) as stage:
        await stage.shows("PROM !  09:50 send the plan  in 8 min")
        await stage.press("s", *"117")
        await stage.shows(r"Promise !  09:50 send the plan \(mh\)  in 8 min")
