"""A fault is reported during the call: its text is enough, and everything else has its usual value."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.queries.rows import TicketDetail
from tests.console.office_of import NOW, at
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.console.test_notes import drafts_on_disk, history_of

NEXT = 1018
"""The number of the next ticket."""


def ticket_of(store: Path, number: int = NEXT) -> TicketDetail:
    """What the store holds, read by another program."""
    office = Office(Options(str(store), now=NOW))
    office.open()
    row = office.ticket_by_number(number)
    assert row is not None
    found = office.ticket(row.id)
    office.close()
    assert found is not None
    return found


async def filed(stage: Stage, name: str = "Botschaft", number: int = NEXT) -> None:
    """Wait until the report is in the store."""
    await stage.shows(f"Filed: fault report T-{number} {name}")
    await stage.until(lambda: not stage.board._under_way)


@played
async def test_an_unknown_name_behind_the_at_sign_is_refused_and_the_text_stays(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("t", *"@foo says it is dead", "enter")
        await stage.shows(r'Nobody here is called "foo"\. There are: .*Bonnard', r">Fault \* +@foo says it is dead_")
        await stage.press("home", *["delete"] * 4, *"@bonnard", "enter")
        await filed(stage)
    assert ticket_of(office).row.title == "says it is dead"


@played
async def test_a_report_is_two_keys_and_its_text(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("t", *"gate intercom dead", "enter")
        await filed(stage)
        await stage.shows("T-1018 Botschaft", "ticket reported")
    found = ticket_of(office)
    assert (found.row.title, found.row.urgent, found.row.ball) == ("gate intercom dead", False, "us")
    assert (found.row.next_step, found.row.due) == ("plan a visit", at(9, day=24))
    assert drafts_on_disk(home) == []


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
def test_b1_urgent_and_earliest_stand_side_by_side(office: Path, size: tuple[int, int]) -> None:
    @played
    async def scene() -> None:
        async with on_stage(office, size=size) as stage:
            await stage.press("t", *"gate dead !", "tab", *"30.11 8-10")
            await stage.shows(
                r"│ Urgent by the customer YES +>Earliest by the customer +30\.11 8-10_ ",
                r"= Monday, 30\.11\.2026 08-10 \(in 7 days, week 49\)",
                r"Follow-up += Friday, 27\.11\.2026 09:00",
            )
            await stage.press("enter")
            await filed(stage)
        found = ticket_of(office)
        assert (found.row.urgent, found.row.earliest, found.row.due) == (True, at(8, day=30), at(9, day=27))
        assert "[URGENT] [earliest 30.11.]" in said(office, found.row.customer)

    scene()


def said(store: Path, customer: int) -> str:
    """What the history says of the newest entry."""
    from dispatcher.queries.telling import told

    return told(history_of(store, customer)[0], "Europe/Berlin")


@played
async def test_b1_in_german_the_words_are_german(office: Path) -> None:
    locale.use("de")
    async with on_stage(office, size=SMALL) as stage:
        await stage.press("t", *"Tor tot !", "tab", *"mi vm")
        await stage.shows("STÖRMELDUNG K-1001", r"Dringend lt\. Kunde JA +>Frühester Zugang lt\. Kunde +mi vm_")
        await stage.shows(r"= Mittwoch, 25\.11\.2026 08-12 \(in 2 Tagen, KW 48\)")
        await stage.press("enter")
        await stage.shows("Abgelegt: Störmeldung T-1018 Botschaft")


@played
async def test_every_field_by_keys(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("t", *"no dial tone", "tab", "tab", "f4", "f4", "tab", "f4", "tab", *"1.5 h")
        await stage.shows(r"Reported by +Bonnard", r"Skills +TK", r"Duration +1\.5 h_ += 90 min")
        await stage.press("tab", *"k", "tab", "tab", *"names a day", "tab", *"thu 14")
        await stage.shows(
            r"Ball +k += ball with the customer", r"Who has it += Bonnard", r"thu 14_ += Thursday, 26\.11"
        )
        await stage.press("enter")
        await filed(stage)
    row = ticket_of(office).row
    assert (row.ball, row.ball_who, row.next_step, row.due) == ("customer", "Bonnard", "names a day", at(14, day=26))
    assert row.skills == "TK"


@played
async def test_a_time_with_two_meanings_is_asked_and_never_guessed(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("t", *"gate dead", "tab", *"next wed", "enter")
        await stage.shows(r"Which one\?", r">Earliest by the customer +next wed_")
        await stage.press("2")
        await stage.shows(r"= Wednesday, 02\.12\.2026")
        await stage.press("enter")
        await filed(stage)
    earliest = ticket_of(office).row.earliest
    assert earliest is not None
    assert earliest - at(0, day=25) == timedelta(days=7)


@played
async def test_a_warning_takes_a_second_enter(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("t", *"gate dead", "tab", *"26.12 9", "enter")
        await stage.shows(r"Weihnachtstag.*Enter again if it is meant")
        await stage.press("enter")
        await filed(stage)


@pytest.mark.parametrize(
    ("keys", "sentence", "field"),
    [
        ((), r"Fault is missing|What is the fault\?", "Fault"),
        ((*"dead", "tab", *"31.2"), r"31\.02\.|31\.2", "Earliest"),
        ((*"dead", *["tab"] * 4, *"long"), "are no minutes", "Duration"),
        ((*"dead", *["tab"] * 5, *"x"), "The ball is with us, the customer or another party", "Ball"),
        ((*"dead =o",), r"Who has the ball\? A name is needed", "Who has it"),
        ((*"dead =c =o",), "Only one can have the ball", "Ball"),
        ((*"dead =a",), "No appointment stands yet", "Ball"),
        ((*"dead", *["tab"] * 8, *"wed"), r"Wednesday, 25\.11\.2026 - time\?", "Follow-up"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_the_cursor_stands_there(
    office: Path, keys: tuple[str, ...], sentence: str, field: str
) -> None:
    @played
    async def scene() -> None:
        async with on_stage(office) as stage:
            await stage.press("t", *keys, "enter")
            await stage.shows(sentence, f">{field}")

    scene()


@played
async def test_the_report_of_a_caller_that_was_taken(office: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await stage.burst("f2", *"5471", "enter", "t")
        await stage.shows("FAULT REPORT K-1002 Textbüro")
        await stage.press(*"fax dead", "enter")
        await filed(stage, "Textbüro")
    assert ticket_of(office).row.customer_name == "Textbüro Albers"


@played
async def test_a_report_parked_and_gone_on_with_at_the_next_start(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("t", *"gate dead !", "tab", *"30.11", "escape")
        await stage.shows(r"1 draft: fault report Botschaft der Republik Tarvonien 09:4\d")
    assert [data["values"]["earliest"] for data in drafts_on_disk(home)] == ["30.11"]
    async with on_stage(office) as stage:
        await stage.shows("1 draft: fault report Botschaft")
        await stage.press("enter")
        await stage.shows(r"FAULT REPORT K-1001 Botschaft", "gate dead !", r">Earliest by the customer +30\.11_")
        await stage.press("enter")
        await filed(stage)
    assert ticket_of(office).row.earliest == at(0, day=30)


@played
async def test_an_unknown_callers_report_asks_whose_it_is(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f2", *"0171 999", "enter")
        await stage.shows("Unknown caller: 0171 999", "n note   t fault report   p promise   Esc back")
        await stage.press("t", *"water in the cellar !", "enter")
        await stage.shows("WHOSE IS IT", "FAULT REPORT unknown caller")
        await stage.press(*"sandner")
        await stage.shows(">K-1007")
        await stage.press("enter")
        await filed(stage, "Sandner Druck")
    row = ticket_of(office).row
    assert (row.customer_name, row.urgent) == ("Sandner Druck", True)
    assert history_of(office, row.customer)[0].person == "0171 999"


@played
async def test_a_warning_is_heard_before_it_is_asked_whose_it_is(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f2", *"xqjx", "enter", "t", *"no light", "tab", *"26.12 9", "enter")
        await stage.shows(r"Weihnachtstag.*Enter again if it is meant", "FAULT REPORT unknown caller")
        await stage.press("enter", *"k1007")
        await stage.shows("WHOSE IS IT", ">K-1007")
        await stage.burst("enter", "enter")
        await filed(stage, "Sandner Druck")
        assert stage.board.box_now() is None


@played
async def test_a_call_comes_in_while_it_is_asked_whose_it_is(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f2", *"xqjx", "enter", "t", *"no light", "enter", *"sand", "f2", *"5471")
        await stage.shows("CALL 0:0", ">K-1002")
        await stage.press("escape")
        await stage.shows("WHOSE IS IT", r"│ sand_")
        await stage.press("enter")
        await filed(stage, "Sandner Druck")


@played
async def test_an_unknown_callers_report_is_parked_where_nobody_is_found(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f2", *"xqjx", "enter", "t", *"no light", "enter", *"zzqq", "enter")
        await stage.shows("No match for zzqq")
        await stage.press("escape")
        await stage.shows("FAULT REPORT unknown caller", "no light")
        await stage.press("escape")
        await stage.shows("1 draft: fault report unknown caller")
    assert [data["values"]["text"] for data in drafts_on_disk(home)] == ["no light"]


@played
async def test_who_may_only_read_gets_no_form(office: Path) -> None:
    async with on_stage(office, read_only=True) as stage:
        await stage.press("t")
        await stage.shows("Read-only: opened with the read-only option")
        assert stage.board.box_now() is None
