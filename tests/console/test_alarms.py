"""The alarm header and the queue: what needs a hand is said, counted, and gone to by one key."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from dispatcher import locale
from dispatcher.actions.outcome import Done
from dispatcher.actions.ticket import file_ticket
from dispatcher.cli.office import Office
from dispatcher.console.alarm_lines import alarm_line, short_alarm
from dispatcher.console.header_lines import clock_line, header_line
from dispatcher.console.widgets.marks import Line
from dispatcher.domain.ball import Ball
from dispatcher.domain.contact import Note
from dispatcher.domain.queue import Card, Rank
from dispatcher.domain.ticket import FileTicket
from dispatcher.queries.rows import OfficeRow
from tests.console.office_of import NOW
from tests.console.stage import LARGE, MIDDLE, SMALL, on_stage, played
from tests.console.test_board import another_desk, customer_named


def said(line: Line) -> str:
    return "".join(text for text, _mark in line)


def report(office: Office, customer: int, title: str) -> None:
    """An urgent fault that somebody has to see to at once."""
    ball = Ball("us", "plan at once", office.clock.now())
    done = office.perform(file_ticket, FileTicket(customer, title, ball, urgent=True))
    assert isinstance(done, Done)


@played
async def test_what_needs_a_hand_stands_in_the_header(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.shows(r"\n ! +Okafor asks for a call \| ! +1 open today \| ! +1 open tomorrow +Space \(3\)")
        with another_desk(office) as other:
            report(other, customer_named(stage, "Hotel") if "HOTEL" in stage.text() else 2, "fire alarm: line 4")
            await stage.shows(r"\n !! +T-1018 fire alarm, no technician \| ! +Okafor", r"Space \(4\)")


@pytest.mark.parametrize("size", [LARGE, MIDDLE, SMALL])
@pytest.mark.parametrize("language", ["en", "de"])
@played
async def test_the_header_fits_every_size_in_both_languages(office: Path, size: tuple[int, int], language: str) -> None:
    locale.use(language)
    async with on_stage(office, size=size) as stage:
        await stage.shows("Okafor asks for a call|Okafor bittet um Rückruf")
        rows = 1 if size == SMALL else 2
        assert "Okafor" in stage.lines()[rows - 1]
        assert stage.lines()[rows - 1].rstrip().endswith("(3)")
        assert stage.lines()[rows].startswith("┌─ PLAN")


@played
async def test_space_goes_from_card_to_card(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("j", "j", "j")
        await stage.press("space")
        await stage.shows("1/3 Okafor asks for a call", ">Okafor C. 5", "┌═ PLAN")
        await stage.press("space")
        await stage.shows("2/3 Meyer Elektro not confirmed", "T-1010  Meyer")
        await stage.press("space")
        await stage.shows("3/3 Botschaft der Repu not confirmed", ">!!T-1001", "BOTSCHAFT", "T-1001  Botschaft")
        await stage.press("space")
        await stage.shows("1/3 Okafor")
        await stage.press("f7", "j", "space")
        await stage.shows("1/3 Okafor")


@played
async def test_space_shows_what_a_filter_hides(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("slash", *"albers", "enter")
        await stage.shows("2 of 17")
        await stage.press("space", "space", "space")
        await stage.shows("TICKETS open 17 F7", ">!!T-1001")


@played
async def test_in_an_empty_office_nothing_is_waiting(empty_office: Path) -> None:
    async with on_stage(empty_office) as stage:
        await stage.shows("no alarms   nothing is waiting")
        await stage.press("space")
        await stage.shows("no alarms   nothing is waiting.*\n[^\n]*F1 help")


@played
async def test_a_draft_that_waits_is_a_quiet_card(empty_office: Path, office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"half a", "f3")
        await stage.shows(r"Space \(4\)")


@played
async def test_the_strip_suggests_one_step_with_the_number_to_call(office: Path) -> None:
    async with on_stage(office) as stage:
        await stage.shows(
            r"Next step: dial Ms Bonnard -> ask Bonnard 030 90125-118 who opens Tue 24\.11\. 09-11, d = dial"
            r" +follow-up TODAY 09:30"
        )
        await stage.press("j")
        await stage.shows(r"Next step: check the line +follow-up TODAY 10:15")
        await stage.pilot.resize_terminal(*SMALL)
        await stage.shows(r"Next step: check the line +f-up 10:15")
        await stage.press("k")
        await stage.shows(r"-> ask Bonnard 030 90125-118 who opens .* f-up 09:30")


@played
async def test_a_note_filed_elsewhere_changes_no_card(office: Path) -> None:
    async with on_stage(office) as stage:
        before = stage.board.cards
        with another_desk(office) as other:
            albers = customer_named(stage, "Textbüro")
            assert isinstance(other.file_note(Note(albers, "works again", "in", "T"), "one"), Done)
            await stage.press("j")
            await stage.shows("works again")
        assert stage.board.cards == before


def test_the_header_names_the_day_that_is_not_tomorrow() -> None:
    friday = NOW.replace(day=27)
    cards = [Card(Rank.UNCONFIRMED, "!", "Klinik Nord", friday + timedelta(days=3), 1, 1, 1)] * 2
    monday = (friday + timedelta(days=3)).date()
    assert "2 open Mon" in said(alarm_line(cards, friday, "Europe/Berlin", 120, monday))
    assert "2 open tomorrow" in said(alarm_line(cards, friday + timedelta(days=2), "Europe/Berlin", 120, monday))


def test_at_most_five_texts_the_rest_is_counted() -> None:
    cards = [Card(Rank.LATE, "!", f"Technician {n}", NOW, n, n, n) for n in range(12)]
    line = said(alarm_line(cards, NOW, "Europe/Berlin", 200, None))
    assert line.count("late") == 5
    assert line.endswith("  +7  Space (12) ")
    assert len(line) == 200
    assert said(short_alarm(cards, NOW, "Europe/Berlin", 46, None)).endswith("  +11 (12) ")


@pytest.mark.parametrize(
    ("room", "words"),
    [
        (37, " !! T-4811 no technician    +11 (12) "),
        (35, " !! T-4811 no technician  +11 (12) "),
        (29, " !! T-4811 no technician (12)"),
        (26, " !! T-4811 no         (12)"),
        (17, " !! T-4811   (12)"),
        (14, " !! T-481 (12)"),
    ],
)
def test_a_narrow_header_ends_with_a_whole_word_and_the_queues_length(room: int, words: str) -> None:
    cards = [Card(Rank.EMERGENCY, "!!", "Rathaus", NOW, 1, 4811)]
    cards += [Card(Rank.LATE, "!", f"Technician {n}", NOW, n, n, n) for n in range(11)]
    assert said(short_alarm(cards, NOW, "Europe/Berlin", room, None)) == words


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_smallest_training_office_names_its_first_alarm_in_full(language: str) -> None:
    locale.use(language)
    office = OfficeRow("", "Nordlicht Technik GmbH", "BE", "Europe/Berlin", True)
    clock = clock_line(office, NOW, True, [("Nowak", None)])
    cards = [Card(Rank.EMERGENCY, "!!", "Rathaus", NOW, 1, 4811)] * 12
    alarm = said(short_alarm(cards, NOW, "Europe/Berlin", 80 - cell_len(said(clock)), None))
    assert re.search(r"T-4811 (no technician|kein Techniker).* \(12\)", alarm)
    assert cell_len(said(clock) + alarm) == 80


LONGEST = "Hollerbusch-Wendelstein zu Oberammersdorf"
ONE_WORD = "Wendelsteinoberammersdorfhollerbuschinger"


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("width", [80, 120, 160])
@pytest.mark.parametrize("is_training", [True, False])
@pytest.mark.parametrize("called", [[LONGEST], [ONE_WORD], ["Nowak", LONGEST], [LONGEST, ONE_WORD, "Nowak"]])
def test_a_long_name_on_call_ends_with_a_whole_word_or_is_left_out(
    language: str, width: int, is_training: bool, called: list[str]
) -> None:
    locale.use(language)
    on_call = [(name, NOW + timedelta(days=7)) for name in called]
    for office_name in ("Nordlicht Technik GmbH", LONGEST):
        office = OfficeRow("", office_name, "BE", "Europe/Berlin", True)
        if width == 80:
            line = said(clock_line(office, NOW, is_training, on_call))
            assert 80 - cell_len(line) >= 26, "the first alarm has room"
        else:
            line = said(header_line(office, f"mh {LONGEST}", NOW, width, is_training, on_call))
        assert cell_len(line) <= width
        assert "09:42" in line
        assert not line.rstrip().endswith(",")
        known = {word.strip(",") for name in (*called, office_name, LONGEST) for word in name.split()}
        for word in re.findall(r"[A-Z][\w-]{9,}", line):
            assert word in known | {"DISPATCH", "Bereitschaft"}, line


@pytest.mark.parametrize(
    ("width", "told"), [(120, "on call Nowak   desk: mh Harms"), (160, "until Mon 30.11. 09:42   ")]
)
def test_a_short_name_on_call_stands_in_full(width: int, told: str) -> None:
    office = OfficeRow("", "Nordlicht Technik GmbH", "BE", "Europe/Berlin", True)
    assert told in said(header_line(office, "mh Harms", NOW, width, True, [("Nowak", NOW + timedelta(days=7))]))
    assert "  on call Nowak " in said(clock_line(office, NOW, True, [("Nowak", None)]))


def test_a_quiet_header_says_what_comes_next() -> None:
    soon = Card(Rank.FOLLOW_UP, "", "Thiele", NOW + timedelta(minutes=10), 1, 1, 1, "call back")
    line = said(alarm_line([soon], NOW, "Europe/Berlin", 120, None))
    assert line.startswith(" no alarms   next: 09:52 Thiele: call back   Space (1)")
    assert said(short_alarm([soon], NOW, "Europe/Berlin", 40, None)).startswith(" no alarms   Space (1)")
    assert said(short_alarm([soon], NOW, "Europe/Berlin", 16, None)).rstrip() == " no alarms (1)"
