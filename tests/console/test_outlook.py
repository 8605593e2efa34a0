"""What stands below the plan, lunch and absences in it, and the filter that pages through many technicians."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from dispatcher import locale
from dispatcher.actions.outcome import Done
from dispatcher.actions.ticket import file_ticket
from dispatcher.cli.office import Office
from dispatcher.console.panes.plan_cells import Axis, lane_spans
from dispatcher.console.panes.plan_notes import lane_note
from dispatcher.console.panes.plan_sections import Listed, Outlook, section_lines, section_rows
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.ball import Ball
from dispatcher.domain.queue import Situation
from dispatcher.domain.ticket import FileTicket
from dispatcher.domain.unplanned import unplanned
from dispatcher.queries.agenda_rows import AgendaRow, LoadRow
from dispatcher.queries.rows import LaneRow, PlanRow
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage, on_stage, played
from tests.console.test_board import another_desk
from tests.domain.test_queue import DAY, HOUR, NOW, ZONE, block, lane, ticket, visit

AXIS = Axis(DAY, ZONE, 420, 44)
RULE: Line = (("-", "plain"),)


def cells(one: LaneRow, axis: Axis = AXIS) -> str:
    return "".join(text for text, _mark in lane_spans(one, axis, NOW, None))


def plan_of(stage: Stage) -> str:
    width = stage.board.plan_pane.size.width
    return "\n".join(line[:width] for line in stage.lines())


def outlook(work: int = 5, visits: int = 4) -> Outlook:
    tickets = [ticket(number, title=f"fault {number}", minutes=90) for number in range(1, work + 1)]
    open_ones = tuple(visit(100 + number) for number in range(visits))
    today = PlanRow(DAY, "", (lane(), lane(block(9, begins=1, ends=3), code="Fuchs")))
    load = tuple(LoadRow(DAY + timedelta(days=n), 84 * 60, 99 * 60) for n in range(5))
    agenda = AgendaRow(
        today, PlanRow(DAY + timedelta(days=1), "", ()), (), (*open_ones, visit(200, "confirmed")), frozenset(), NOW,
        load,
    )  # fmt: skip
    return Outlook(agenda, Situation(tickets), ("TK",), NOW, ZONE)


def drawn(width: int, rows: int, of: Outlook | None = None) -> list[str]:
    return ["".join(text for text, _mark in line) for line in section_lines(of or outlook(), width, rows, RULE)]


# --- the sections ---


@played
async def test_the_sections_name_work_visits_free_times_and_the_week(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.shows(
            r"│ WITHOUT TECHNICIAN \(9\) +skill +length +by",
            r"│   T-1002   Textbüro Albers   check line .urgen +10:15",
            r"│ TOMORROW Tue 24\.11\. - 1 appointment, 0 confirmed, 1 OPEN",
            r"│ ! 09-11  Botschaft der Republ +Brandt +open +Calvet 030 90125-117",
            r"│ FREE TODAY: Schulte 10:00  Okafor 11:00  Demir 12:00",
            r"│ Week 48, hours: Mon \d+/60 Tue 2/60 Wed 0/60 Thu 0/60 Fri 0/48",
        )
        with another_desk(office) as other:
            urgent(other)
            await stage.shows(r"│ !!T-1018 +\S.*fire alarm.* now ", r"WITHOUT TECHNICIAN \(10\)")


def urgent(office: Office) -> None:
    ball = Ball("us", "plan at once", office.clock.now())
    assert isinstance(office.perform(file_ticket, FileTicket(2, "fire alarm", ball, urgent=True)), Done)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@played
async def test_every_technician_stays_in_sight_at_every_size(
    office: Path, size: tuple[int, int], language: str
) -> None:
    locale.use(language)
    async with on_stage(office, size=size) as stage:
        await stage.shows("TOMORROW|MORGEN|tomorrow|morgen")
        seen = plan_of(stage)
        assert [name for name in ("Wolf", "Demi", "Pete", "Okaf", "Schu", "Bran") if name not in seen] == []


@pytest.mark.parametrize("width", [70, 56])
@pytest.mark.parametrize("rows", range(7, 30))
def test_sections_never_take_more_rows_or_columns_than_there_are(width: int, rows: int) -> None:
    lines = drawn(width, rows)
    assert len(lines) <= rows
    assert max(len(line) for line in lines) <= width
    assert "WITHOUT TECHNICIAN (5)" in "".join(lines)
    assert "FREE" in "".join(lines)


@pytest.mark.parametrize("rows", range(1, 7))
def test_few_rows_hold_one_line_of_sums(rows: int) -> None:
    assert drawn(39, rows) == [" no techn. 5, tomorrow 4 open, TK 09:45"]


def test_the_lists_share_the_rows_and_the_week_comes_before_more_of_them() -> None:
    small = drawn(70, 9)
    assert [sum(word in line[:40] for line in small) for word in ("fault", "! 09")] == [2, 2]
    full = drawn(70, 60)
    assert [sum(word in line[:40] for line in full) for word in ("fault", "! 09")] == [5, 4]
    assert full[-1] == " Week 48, hours: Mon 84/99 Tue 84/99 Wed 84/99 Thu 84/99 Fri 84/99"
    assert full[-2] == " FREE TODAY, TK: Wolff 09:45  Fuchs 12:45"


def test_b3_a_visit_of_another_day_says_its_day() -> None:
    of = outlook(visits=1)
    later = replace(of.agenda.visits[0], starts=NOW + 48 * HOUR, ends=NOW + 49 * HOUR)
    agenda = replace(of.agenda, visits=(*of.agenda.visits, later))
    lines = drawn(70, 20, replace(of, agenda=agenda))
    assert [line[3:17].strip() for line in lines if line.startswith(" ! ")] == ["09:42-10:42", "Wed 09:42-10:4"]


def test_a_weekend_lies_between() -> None:
    of = outlook()
    monday = replace(of.agenda, next_day=replace(of.agenda.next_day, day=date(2026, 11, 30)))
    assert " NEXT Mon 30.11.: 4 OPEN of 5" in drawn(56, 12, replace(of, agenda=monday))


def test_visits_of_somebody_who_is_away_are_without_technician() -> None:
    away = ((NOW - HOUR, NOW + 30 * HOUR),)
    today = lane(block(1), block(2, "done", -2, -1), away=away)
    tomorrow = lane(block(3, begins=24, ends=25), block(4, begins=31, ends=32), away=away)
    found = unplanned(Situation([ticket(7), ticket(8, ball="customer")], [today]), [tomorrow], NOW)
    assert [(one.number, one.technician, one.weight) for one in found] == [
        (1, "Wolff", "!"),
        (3, "Wolff", "!"),
        (7, "", ""),
    ]
    assert unplanned(Situation([ticket(7)], standing={7}), [lane(block(3), status=6)], NOW) == ()


# --- lunch and absences ---


def test_lunch_and_absences_are_signs_in_the_plan() -> None:
    assert cells(lane()) == "..........|.........--.................." + "    "
    until_noon = ((NOW - 3 * HOUR, NOW + 2.3 * HOUR),)
    assert cells(lane(block(1), away=until_noon)) == "absent until 12:00[Cus]................." + "    "
    for_days = ((NOW - 3 * HOUR, NOW + 99 * HOUR),)
    assert "|absent until 27.11. xx" in cells(lane(away=for_days))
    assert cells(lane(block(1), away=for_days)) == "absent until 27.11. - 1 to re-plan xxxxx    "
    assert "|absent until unknown xx" in cells(lane(away=((NOW - 3 * HOUR, None),)))
    assert cells(lane(status=6)) == "..........|absent xxxxxxxxxxxxxxxxxxxxxx    "


def test_an_absence_with_an_end_today_says_the_time() -> None:
    rest = lane(block(1, begins=5, ends=6), away=((NOW - 9 * HOUR, NOW + 3.3 * HOUR),), hours=(300, 1020))
    early = Axis(DAY, ZONE, 300, 48)
    assert cells(rest, early) == "absent until 13:00|xxxxxxxxxxxxx......[Cus]....."


@pytest.mark.parametrize(
    ("one", "note"),
    [
        (lane(), "free 09:45"),
        (lane(hours=None), "off"),
        (lane(block(1, begins=0, ends=8)), "full"),
        (lane(status=5), "ASKS CALL !"),
        (lane(block(1, "no access", -2, -1), status=9), "NO ACCESS !!"),
        (lane(block(1, begins=-0.5)), "-30 min !"),
        (lane(block(1), block(2), away=((NOW, None),)), "2 open !"),
        (lane(block(1), status=6), "1 open !"),
    ],
)
def test_the_note_says_what_is_wrong_first(one: LaneRow, note: str) -> None:
    assert lane_note(one, DAY, ZONE, NOW, 0)[0] == note


def test_digits_and_delays_are_of_today_only() -> None:
    other = DAY + timedelta(days=1)
    assert lane_note(lane(status=5), other, ZONE, NOW, 0)[0] == "free 07:00"
    assert lane_note(lane(block(1, "no access", -2, -1), status=9), other, ZONE, NOW, 0)[0] == "free 07:00"
    assert lane_note(lane(), DAY, ZONE, NOW, 2)[0] == "2 later"


# --- the filter ---


@played
async def test_the_plan_is_sifted_by_name_skill_and_trouble(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("f6", "slash", *"wo")
        await stage.shows(r"1 of 6 /wo_", ">Wolff")
        assert " Demir A. " not in plan_of(stage)
        await stage.press("enter", "l")
        await stage.shows(r"1 of 6 /wo ", "T-1011  Müller Heizung")
        await stage.press("escape")
        await stage.shows(r"PLAN Mon 23\.11\. F6", ">Wolff", " Demir")
        await stage.press("slash", "!")
        await stage.shows("1 of 6 /!_", ">Okafor C. 5")
        await stage.press("backspace", *"tk nobody")
        await stage.shows("0 of 6 /tk nobody_", "No technician matches")
        await stage.press("escape")
        await stage.shows(" Schulte")


@pytest.mark.parametrize("width", [70, 56, 39])
@pytest.mark.parametrize("rows", range(2, 30))
def test_the_line_under_the_cursor_is_always_on_show(width: int, rows: int) -> None:
    of = outlook(work=12, visits=9)
    listed, tops = Listed.of(of), (0, 0)
    for at in (*range(len(listed)), *reversed(range(len(listed)))):
        shown = section_rows(of, listed, width, rows, RULE, at, tops)
        assert len(shown) <= rows
        assert at in [row.at for row in shown]
        widest = max(cell_len("".join(text for text, _mark in row.line)) for row in shown)
        assert widest <= width or width < 56  # The narrowest window cuts the name of whom to call.
