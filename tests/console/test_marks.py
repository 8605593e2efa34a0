"""Marks in a note: whose turn it is, by way of whom, how heavy; and callers whom nobody knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.queries.history_rows import HistoryRow
from dispatcher.queries.telling import signs, told
from tests.console.office_of import at
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.console.test_notes import drafts_on_disk, history_of
from tests.console.test_reports import ticket_of

EMBASSY = 1
GATE = 1001
"""The embassy's open ticket."""


def newest(store: Path, customer: int = EMBASSY) -> HistoryRow:
    return history_of(store, customer)[0]


def shown(row: HistoryRow) -> str:
    return f"{signs(row)} {told(row, 'Europe/Berlin')}"


async def filed(stage: Stage, name: str = "Botschaft") -> None:
    """Wait until the note is in the store."""
    await stage.shows(f"Filed: note {name}")
    await stage.until(lambda: not stage.board._under_way)


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@pytest.mark.parametrize("mark", ["=c", "=k"])
def test_b8_the_customer_will_call_asks_who_and_until_when(office: Path, size: tuple[int, int], mark: str) -> None:
    @played
    async def scene() -> None:
        async with on_stage(office, size=size) as stage:
            await stage.press("n", *f"will call {mark}", "enter")
            await stage.shows(
                r"│ ball with the customer +│",
                r"Who has it += Calvet",
                r"Step += the customer will call",
                r">Until +_ += Wednesday, 25\.11\.2026 09:00 \(in 2 days, week 48\)",
                r"Who has the ball, and until when\?  Enter = file",
            )
            await stage.press("enter")
            await filed(stage)
        row = ticket_of(office, GATE).row
        assert (row.ball, row.ball_who, row.due) == ("customer", "Calvet", at(9, day=25))
        assert shown(newest(office)) == "<T will call (T-1001) [f-up 25.11.]"

    scene()


@played
async def test_b8_another_day_and_another_person(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"will call =c", "enter", *"mi", "enter")
        await stage.shows(r"Wednesday, 25\.11\.2026 - time\?", r">Until +mi_")
        await stage.press(*" 14", "shift+tab", "shift+tab", "f4", "f4", "enter")
        await filed(stage)
    row = ticket_of(office, GATE).row
    assert (row.ball_who, row.due) == ("Bonnard", at(14, day=25))


@played
async def test_b8_another_party_needs_a_name(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"part on order =o", "enter")
        await stage.shows(r">Who has it +_")
        await stage.press("enter")
        await stage.shows(r"Who has the ball\? A name is needed", r">Who has it +_")
        await stage.press(*"Ziegler", "enter")
        await filed(stage)
    assert ticket_of(office, GATE).row.ball_who == "Ziegler"


@played
async def test_the_ball_is_ours_at_once(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"we look at it =u", "enter")
        await filed(stage)
    row = ticket_of(office, GATE).row
    assert (row.ball, row.next_step, row.due) == ("us", "call back", at(9, day=24))


@played
async def test_the_visit_stands_only_where_one_is_ahead(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"visit stands =a", "enter")
        await filed(stage)
        await stage.press("s", *"k1002", "enter", "n", *"visit stands =a", "enter")
        await stage.shows(r"Which ticket's ball is it\?  F4 = choose it   Enter = file")
        await stage.press("f4", "enter")
        await stage.shows("NOTE K-1002", "No appointment stands yet")
    assert ticket_of(office, GATE).row.ball == "appointment"


@played
async def test_b8_what_was_asked_waits_in_the_draft(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"will call =c", "enter", *"thu 10", "escape")
        await stage.shows("1 draft: note Botschaft")
    assert [data["ball"]["until"] for data in drafts_on_disk(home)] == ["thu 10"]
    async with on_stage(office) as stage:
        await stage.shows("1 draft: note Botschaft")
        await stage.press("enter")
        await stage.shows("will call =c", r">Until +thu 10_ += Thursday, 26\.11\.2026 10:00")
        await stage.press("enter")
        await filed(stage)
    assert ticket_of(office, GATE).row.due == at(10, day=26)


@played
async def test_n1_by_way_of_a_third_person(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"via Lüders are we on holiday?")
        await stage.shows(r"│ via Lüders +│")
        await stage.press("enter")
        await filed(stage)
        await stage.shows("<3 mh via Lüders: are we on")
    assert shown(newest(office)) == "<3 via Lüders: are we on holiday? (T-1001)"


@played
async def test_n1_in_german(office: Path) -> None:
    locale.use("de")
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("n", *"über Fr. Lüders Urlaub?", "enter")
        await stage.shows("Abgelegt: Notiz Botschaft")
        await stage.until(lambda: not stage.board._under_way)
    assert shown(newest(office)) == "<3 über Fr. Lüders: Urlaub? (T-1001)"


@pytest.mark.parametrize("mark", ["!c", "!k"])
def test_a11_a_customer_who_leaves_is_marked(office: Path, mark: str) -> None:
    @played
    async def scene() -> None:
        async with on_stage(office) as stage:
            await stage.press("n", *f"wants to leave {mark}")
            await stage.shows(r"│ +RISK +│")
            await stage.press("enter")
            await filed(stage)
            await stage.shows("!RISK")
            await stage.press("s", *"k1001")
            await stage.shows(r"K-1001 Botschaft der Republik Tarvonien !RISK")
        assert newest(office).flags == ("churn",)

    scene()


@played
async def test_a_complaint_names_its_person(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"@bonn is furious !")
        await stage.shows(r"│ person Bonnard +COMPLAINT")
        await stage.press("enter")
        await filed(stage)
    row = newest(office)
    assert (row.person, row.text, row.flags) == ("Bonnard", "is furious", ("complaint",))


@played
async def test_an_unknown_name_behind_the_at_sign_is_refused_and_the_text_stays(office: Path) -> None:
    before = newest(office).seq
    async with on_stage(office) as stage:
        await stage.press("n", *"@foo is furious", "enter")
        await stage.shows(r'Nobody here is called "foo"\. There are: .*Bonnard', "@foo is furious")
    assert newest(office).seq == before


@played
async def test_help_is_no_mark(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"Help!", "enter")
        await filed(stage)
    assert (newest(office).text, newest(office).flags) == ("Help!", ())


@pytest.mark.parametrize("size", [LARGE, SMALL])
def test_m12_a_note_without_a_customer_is_assigned_later(office: Path, home: Path, size: tuple[int, int]) -> None:
    @played
    async def scene() -> None:
        async with on_stage(office, size=size) as stage:
            await stage.press("s", *"xqjx blog", "enter")
            await stage.shows("Unknown caller: xqjx blog")
            await stage.press("n", *"posts about us !", "shift+tab", "shift+tab", "shift+tab", *"w", "enter")
            await stage.shows("Promise. p = today 13:4")
            await stage.press("enter")
            await filed(stage, "unknown caller")
            await stage.press("N")
            await stage.shows("WITHOUT CUSTOMER .* 1 note", r">23\.11\. 09:4\d <W mh xqjx blog: posts about us")
            await stage.press("enter", *"sandner")
            await stage.shows("WHOSE IS IT", ">K-1007")
            await stage.press("enter")
            await stage.shows(r"No notes without a customer\.")
            await stage.press("escape", "s", *"k1007")
            await stage.shows("<W mh .*posts about us", "!COMPLAINT")
        assert drafts_on_disk(home) == []

    scene()


@played
async def test_two_unknown_callers_are_two_notes(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f2", *"0171 111", "enter", "n", *"first", "escape")
        await stage.press("f2", *"0171 222", "enter", "n")
        await stage.shows("NOTE unknown caller", r"person 0171 222")
        await stage.press(*"second", "enter")
        await filed(stage, "unknown caller")
        await stage.shows("1 draft: note unknown caller")
        await stage.press("N")
        await stage.shows("0171 222: second")
        await stage.hides("0171 111")


@played
async def test_an_assignment_that_is_refused_is_said(office: Path) -> None:
    async with on_stage(office) as stage, on_stage(office) as other:
        await stage.press("f2", *"0171 111", "enter", "n", *"hm", "enter")
        await filed(stage, "unknown caller")
        for one in (stage, other):
            await one.press("N")
            await one.shows("0171 111: hm")
            await one.press("enter", *"k1007")
            await one.shows(">K-1007")
        await stage.press("enter")
        await stage.shows(r"No notes without a customer\.")
        await other.press("enter")
        await other.shows(r"No notes without a customer\.|assigned already")
