"""No moving targets: a list stands still while the cursor is in it, and counts what is new (X4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from dispatcher.actions.outcome import Done
from dispatcher.actions.ticket import file_ticket
from dispatcher.cli.office import Office
from dispatcher.domain.ball import Ball
from dispatcher.domain.contact import Note
from dispatcher.domain.ticket import FileTicket
from tests.console.office_of import NOW
from tests.console.stage import SMALL, Stage, on_stage, played
from tests.console.test_board import another_desk, customer_named


def overdue(office: Office, customer: int, title: str) -> None:
    """A ticket that belongs to the top of the list."""
    ball = Ball("us", "look", NOW - timedelta(hours=2))
    assert isinstance(office.perform(file_ticket, FileTicket(customer, title, ball)), Done)


def rows(stage: Stage) -> list[str]:
    """The tickets' lines as they stand."""
    left = stage.board.tickets_pane.region.x
    return [line[left + 1 : left + 30] for line in stage.lines() if "T-10" in line[left : left + 10]]


@played
async def test_x4_new_tickets_are_counted_and_the_row_under_the_cursor_stays(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("j", "j")
        await stage.shows(">! T-1006")
        before = rows(stage)
        with another_desk(office) as other:
            albers = customer_named(stage, "Textbüro")
            overdue(other, albers, "burnt smell")
            await stage.shows(r"TICKETS open 18 F7  1 new \(F5\)")
            overdue(other, albers, "smoke")
            await stage.shows(r"TICKETS open 19 F7  2 new \(F5\)")
        assert rows(stage) == before
        assert "T-1018 follow-up" not in stage.text()
        await stage.press("f5")
        await stage.shows(r"TICKETS open 19 F7 ═", "!!T-1018", "!!T-1019", ">! T-1006")
        assert rows(stage).index(before[2]) == 4


@played
async def test_x4_what_is_closed_elsewhere_stays_where_it_stood(office: Path) -> None:
    async with on_stage(office) as stage:
        pane = stage.board.tickets_pane
        await stage.press("j")
        tickets = pane.all_rows()
        changed = replace(tickets[1], next_step="another step")
        pane.show_tickets((*tickets[2:], changed), stage.board.now, stage.board.zone)
        await stage.shows(r"TICKETS open 16 F7  1 new \(F5\)", "T-1001 no longer open: Botschaft", ">! T-1002.*anoth")
        await stage.press("f6")
        await stage.shows("TICKETS open 16 F7 ─", "T-1002")
        assert "no longer" not in stage.text()


@played
async def test_a_list_without_the_cursor_follows_at_once(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f8")
        with another_desk(office) as other:
            overdue(other, customer_named(stage, "Textbüro"), "burnt smell")
            await stage.shows("TICKETS open 18 F7 ─", "!!T-1018")


@played
async def test_x4_the_head_is_warned_at_once_and_space_takes_the_new_ticket_over(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("j")
        with another_desk(office) as other:
            ball = Ball("us", "plan at once", other.clock.now())
            ticket = FileTicket(customer_named(stage, "Textbüro"), "fire alarm", ball, urgent=True)
            assert isinstance(other.perform(file_ticket, ticket), Done)
            await stage.shows("T-1018 fire alarm, no technician", r"1 new \(F5\)")
        await stage.press("space")
        await stage.shows(">! T-1018|>!!T-1018", "T-1018  Textbüro", "TICKETS open 18 F7 ═")


@played
async def test_x4_history_stays_under_the_eyes_of_who_reads_it(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f8")
        await stage.shows("═ CONTACTS F8 ═")
        first = stage.board.contacts_pane.chosen()
        with another_desk(office) as other:
            botschaft = customer_named(stage, "Botschaft")
            assert isinstance(other.file_note(Note(botschaft, "will open", "in", "T"), "one"), Done)
            await stage.shows(r"═ CONTACTS F8  1 new \(F5\) ═")
        assert stage.board.contacts_pane.chosen() == first
        await stage.press("f5")
        await stage.shows("═ CONTACTS F8 ═", "will open")


@played
async def test_x4_a_small_window_says_it_too(office: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        with another_desk(office) as other:
            overdue(other, customer_named(stage, "Textbüro"), "burnt smell")
            await stage.shows(r"═ TICKETS 1 new \(F5\) ")


@played
async def test_what_i_file_myself_is_in_the_list_at_once(office: Path) -> None:
    async with on_stage(office) as stage:
        pane = stage.board.tickets_pane
        extra = replace(pane.all_rows()[0], id=99, number=1099)
        pane.take_over_own()
        pane.show_tickets((extra, *pane.all_rows()), stage.board.now, stage.board.zone)
        await stage.shows("TICKETS open 18 F7 ═", "!!T-1099")


@played
async def test_x4_the_chosen_appointment_stays_chosen(office: Path) -> None:
    async with on_stage(office) as stage:
        pane = stage.board.plan_pane
        await stage.press("f6", "l")
        await stage.shows("T-1011  Müller Heizung")
        plan = pane.plan
        assert plan is not None
        first, second = plan.lanes[0].blocks
        early = replace(first, appointment=99, starts=first.starts - timedelta(hours=2), ends=first.starts)
        lanes = (replace(plan.lanes[0], blocks=(early, first, second)), *plan.lanes[1:])
        pane.show_plan(replace(plan, lanes=lanes), stage.board.now, stage.board.zone)
        await stage.press("l", "h")
        await stage.shows("T-1010  Meyer Elektro")


@played
async def test_my_own_note_stands_on_top_even_while_i_read(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f8", "n", *"opens", "enter")
        await stage.shows("Filed: note", r">23\.11\. 09:4\d <?[iT]?.* mh opens", "═ CONTACTS F8 ═")
