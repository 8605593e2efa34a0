"""The three panes: each follows the other, shows what others write, and draws no more than what changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.events import AppBlur, AppFocus

from dispatcher.actions.outcome import Done
from dispatcher.actions.ticket import file_ticket
from dispatcher.cli.office import Office, Options
from dispatcher.console.messages import PlanLoaded
from dispatcher.domain.ball import Ball
from dispatcher.domain.contact import Note
from dispatcher.domain.ticket import FileTicket
from dispatcher.queries.rows import PlanRow, TicketRow
from tests.console.office_of import NOW
from tests.console.stage import LARGE, SMALL, Stage, drawn_rows, on_stage, played


@contextmanager
def another_desk(path: Path) -> Iterator[Office]:
    """Another program on the same store."""
    office = Office(Options(str(path), now=NOW + timedelta(seconds=30)))
    office.open()
    yield office
    office.close()


def customer_named(stage: Stage, name: str) -> int:
    """The id of the customer whose ticket is in the list."""
    return next(row.customer for row in stage.board.tickets_pane.all_rows() if row.customer_name.startswith(name))


@played
async def test_contacts_and_strip_follow_the_ticket_under_the_cursor(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.shows("BOTSCHAFT DER REPUBLIK TARVONIEN", "T-1001  Botschaft .*phone system, gatehouse")
        await stage.press("j")
        await stage.shows(">! T-1002", "TEXTBÜRO ALBERS +K-1002", r"T-1002  Textbüro Albers   check line \[urgent\]")
        await stage.press("G")
        await stage.shows("> +T-1005", "MEYER ELEKTRO +K-1004", "ball with another party .supplier.")
        await stage.press("g")
        await stage.shows(">!!T-1001", "BOTSCHAFT", "Next step: dial Ms Bonnard .*follow-up TODAY 09:30")


@played
async def test_contacts_follow_the_block_on_the_plan(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f6")
        await stage.shows(">Wolff T.", "MEYER ELEKTRO", "T-1010  Meyer Elektro   visit proposed")
        await stage.press("l")
        await stage.shows(
            "MÜLLER HEIZUNG", "T-1011  Müller Heizung   visit confirmed", "Mon 23.11. 14-16 Wolff confirmed"
        )
        await stage.press("h")
        await stage.shows("MEYER ELEKTRO", "T-1010")
        await stage.press("j", "j")
        await stage.shows(">Petersen", "MÜLLER HEIZUNG", "T-1013 .*visit on site")
        await stage.press("f7")
        await stage.shows("BOTSCHAFT", "T-1001  Botschaft")


@played
async def test_a_cursor_and_a_verb_typed_ahead_mean_the_same_customer(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.burst("j", "n", *"line checked")
        await stage.shows("NOTE K-1002 Textbüro Albers", "T-1002 check line", "│ line checked +│")


@played
async def test_a_filter_counts_and_escape_clears_it(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("slash", *"albers")
        await stage.shows("2 of 17 /albers_ ", ">! T-1002", "  T-1003", "TEXTBÜRO ALBERS")
        assert [row.number for row in stage.board.tickets_pane.rows] == [1002, 1003, 1001]
        await stage.press("enter", "j")
        await stage.shows("2 of 17 /albers ", "> +T-1003 Textbüro Albers")
        await stage.press("escape")
        await stage.shows("TICKETS open 17 F7", "> +T-1003 Textbüro Albers", "T-1001 Botschaft")
        await stage.press("slash", *"xyz")
        await stage.shows(
            "0 of 17 /xyz_",
            r'No ticket matches "xyz" \(16 hidden\)',
            r">!!T-1001 Botschaft .* overdue",
            "Esc clears the filter",
        )
        await stage.press("f3")
        await stage.shows("TICKETS open 17 F7")


@played
async def test_a_pane_alone_and_back(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f8", "f8")
        await stage.shows("┌═ CONTACTS F8 ═{40}")
        assert "TICKETS" not in stage.text()
        await stage.press("tab")
        await stage.shows("┌═ PLAN Mon 23.11. F6 ═{40}", r"20  21  22  23 +load/note")
        await stage.press("shift+tab", "shift+tab")
        await stage.shows("┌═ TICKETS open 17 F7 ═{40}", "check line +check|T-1002 Textbüro Albers +U")
        await stage.press("escape")
        await stage.shows("PLAN", "TICKETS", "CONTACTS")
        assert stage.board.focused is stage.board.tickets_pane
        await stage.press("f7")
        await stage.shows("┌═ TICKETS open 17 F7 ═{40}")
        await stage.press("f7")
        await stage.shows("PLAN", "TICKETS", "CONTACTS")


@played
async def test_days_forward_back_and_today(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("plus")
        await stage.shows(r"PLAN Tue 24\.11\. F6", r"Brandt L\. +1 +\.\.\.\.\.\.\.\.\(Botsch\)")
        await stage.press("plus")
        await stage.shows(r"PLAN Wed 25\.11\. F6", r"No appointments on Wed 25\.11\.2026")
        await stage.press("minus", "minus", "minus")
        await stage.shows(r"PLAN Sun 22\.11\. F6")
        await stage.press("full_stop")
        await stage.shows(r"PLAN Mon 23\.11\. F6", r"\(Meyer \)")
        await stage.press(*["plus"] * 32)
        await stage.shows(r"Fri 25\.12\. public holiday: ")


@played
async def test_the_first_plan_does_not_wait_for_the_calendar_and_gets_its_holiday_all_the_same(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []
    read = Office.plan

    def plan(self: Office, day: date, *, names_holiday: bool = True) -> PlanRow:
        asked.append(names_holiday)
        return read(self, day, names_holiday=names_holiday)

    monkeypatch.setattr(Office, "plan", plan)
    async with on_stage(office, now=NOW + timedelta(days=32)) as stage:
        await stage.shows(r"Fri 25\.12\. public holiday: ")
        assert asked == [False]
        await stage.press("plus", "minus")
        await stage.shows(r"Fri 25\.12\. public holiday: ")
        assert len(asked) > 1
        assert all(asked[1:])


@played
async def test_a_plan_without_its_holiday_that_comes_late_takes_the_name_from_nobody(office: Path) -> None:
    async with on_stage(office, now=NOW + timedelta(days=32)) as stage:
        await stage.shows(r"Fri 25\.12\. public holiday: ")
        board = stage.board
        board.post_message(PlanLoaded(board.desk.plan(board.day_shown(), names_holiday=False)))
        await stage.settles()
        assert board.plan_pane.plan is not None
        assert board.plan_pane.plan.holiday
        await stage.shows(r"Fri 25\.12\. public holiday: ")


@played
async def test_what_another_desk_writes_is_seen(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("j")
        await stage.shows("TEXTBÜRO ALBERS +K-1002")
        with another_desk(office) as other:
            albers = customer_named(stage, "Textbüro")
            assert isinstance(other.file_note(Note(albers, "the line works again", "in", "T"), "one"), Done)
            await stage.shows("the line works again")
            ball = Ball("us", "look", NOW - timedelta(hours=1))
            assert isinstance(other.perform(file_ticket, FileTicket(albers, "burnt smell", ball)), Done)
            await stage.shows(r"TICKETS open 18 F7  1 new \(F5\)")
            await stage.press("f5")
            await stage.shows("TICKETS open 18 F7 ═", "!!T-1018 Textbüro Albers")
        assert ">! T-1002" in stage.text()


@played
async def test_a_list_that_changes_by_itself_takes_no_customer_away(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("s", *"k1009")
        await stage.shows(">K-1009")
        await stage.press("enter", "escape")
        await stage.shows("HOTEL ELBE")
        await stage.press("f8")
        rows = stage.board.tickets_pane.all_rows()
        stage.board.tickets_pane.show_tickets(rows[1:], stage.board.now, stage.board.zone)
        await stage.shows("TICKETS open 16 F7", ">! T-1002")
        await stage.settles()
        assert "HOTEL ELBE" in stage.text()


@played
async def test_a_move_draws_two_lines_and_news_that_are_none_draw_nothing(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(office) as stage:
        board = stage.board
        panes = board.plan_pane, board.tickets_pane, board.contacts_pane, board.promises_pane
        await stage.press("j", "j", "j")
        await stage.shows("> +T-1003")
        await stage.settles()
        plan, tickets, contacts, promises = (drawn_rows(pane, monkeypatch) for pane in panes)
        await stage.press("k")
        await stage.shows(">! T-1006")
        await stage.settles()
        assert (plan, sorted(tickets)) == ([], [4, 5])
        assert contacts
        del tickets[:], contacts[:]
        before = len(stage.seen)
        stage.board.read_all()
        await stage.until(lambda: sum(type(one).__name__ == "CardLoaded" for one in stage.seen[before:]))
        await stage.settles()
        assert (plan, tickets, contacts, promises) == ([], [], [], [])


@played
async def test_answers_that_come_too_late_are_dropped(office: Path) -> None:
    async with on_stage(office) as stage:
        board = stage.board
        await stage.press("plus")
        await stage.shows(r"PLAN Tue")
        stale = board.desk.plan(board.desk.today())
        from dispatcher.console.messages import CardLoaded, PlanLoaded

        board.post_message(PlanLoaded(stale))
        other = customer_named(stage, "Hotel") if "Hotel" in stage.text() else customer_named(stage, "Sandner")
        board.post_message(CardLoaded(other, board.desk.card(other), (board.desk.history(other, 0, 100),)))
        await stage.settles()
        await stage.shows("PLAN Tue", "BOTSCHAFT")


@played
async def test_the_mouse_puts_the_cursor_and_is_kept_out_from_under_a_box(office: Path) -> None:
    async with on_stage(office, size=LARGE) as stage:
        await stage.pilot.click(stage.board.tickets_pane, offset=(5, 4))
        await stage.shows(">! T-1006", "SANDNER DRUCK")
        await stage.pilot.click(stage.board.plan_pane, offset=(5, 4))
        await stage.shows(">Petersen", "┌═ PLAN")
        await stage.press("s")
        await stage.shows("SEARCH")
        await stage.pilot.click(stage.board.contacts_pane, offset=(41, 30))
        await stage.press(*"albers")
        await stage.shows(">K-1002", "│ albers_ ")


@played
async def test_a_store_without_customers_says_what_to_do(empty_office: Path) -> None:
    async with on_stage(empty_office, size=SMALL) as stage:
        await stage.shows(
            "No open tickets",
            "t = new fault",
            "No technicians yet",
            "│ No customers +│",
            r"Ctrl.P \"new tech",
            r"Ctrl.P \"import",
        )
        await stage.press("n")
        await stage.shows("No customer chosen.  s = search   F2 = incoming call")


@played
async def test_the_clock_moves_the_now_line_and_the_ages(office: Path) -> None:
    async with on_stage(office) as stage:
        later = NOW + timedelta(hours=2)

        def row(ticket: TicketRow) -> str:
            return next(line for line in stage.lines() if f"T-{ticket.number} " in line)

        boiler = next(one for one in stage.board.tickets_pane.all_rows() if one.title == "boiler leaks")
        assert " 1:00 " in row(boiler)
        stage.board.plan_pane.tick(later)
        stage.board.tickets_pane.tick(later)
        await stage.settles()
        assert " 3:00 " in row(boiler)
        first_cell = stage.line_with(" 07  08  09").index("07")
        assert stage.line_with("Brandt L.")[first_cell + 4 * 4 + 2] == "|"


@played
async def test_titles_are_as_long_as_the_window_lets_them(office: Path) -> None:
    async with on_stage(office, size=SMALL) as stage:
        await stage.shows("─ PLAN Mon F6 ─", "═ TICKETS 17 F7 ═")
        await stage.pilot.resize_terminal(*LARGE)
        await stage.shows(r"─ PLAN Mon 23\.11\. F6 ─", "═ TICKETS open 17 F7 ═")
        await stage.pilot.resize_terminal(*SMALL)
        await stage.shows("─ PLAN Mon F6 ─", "═ TICKETS 17 F7 ═")


@played
async def test_a_window_that_loses_the_focus_gets_it_back_where_it_was(office: Path) -> None:
    async with on_stage(office) as stage:
        stage.app.post_message(AppBlur())
        await stage.settles()
        await stage.press("j")
        await stage.shows(">! T-1002", "═ TICKETS")
        await stage.press("n", *"before ")
        stage.app.post_message(AppBlur())
        await stage.settles()
        stage.app.post_message(AppFocus())
        await stage.burst(*"after")
        await stage.shows("│ before after +│")
