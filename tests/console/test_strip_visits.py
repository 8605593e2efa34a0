"""The line of the strip that tells every slot there was (B5), at all widths."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dispatcher import locale
from dispatcher.console.panes.card_moves import moves_line
from dispatcher.console.strip_lines import strip_lines
from dispatcher.console.strip_visits import visits_words
from dispatcher.domain.service_clock import ClockRow, Stop
from dispatcher.queries.card_rows import CustomerCard
from dispatcher.queries.rows import AppointmentLine, MovedLine, TicketDetail, TicketRow

NOW = datetime(2026, 11, 23, 8, 42, tzinfo=UTC)
REPORTED = datetime(2026, 10, 12, 6, 15, tzinfo=UTC)
BERLIN = "Europe/Berlin"
ROW = TicketRow(1, 4711, 1, "Botschaft", "phone", True, "planned", "customer", "Calvet", "dial", NOW, REPORTED, "TK", 1)


def slot(month: int, day: int, first: int, last: int) -> tuple[datetime, datetime]:
    """A slot by the clocks of Berlin."""
    midnight = datetime(2026, month, day, tzinfo=UTC) - timedelta(hours=2 if (month, day) < (10, 25) else 1)
    return midnight + timedelta(hours=first), midnight + timedelta(hours=last)


MOVES = (
    MovedLine(*slot(10, 19, 8, 10), "customer", is_last=False),
    MovedLine(*slot(10, 26, 8, 10), "customer", is_last=True),
)
VISITS = (
    AppointmentLine(1, "fell through", *slot(10, 26, 8, 10), ("WO",)),
    AppointmentLine(2, "no access", *slot(11, 17, 9, 10), ()),
    AppointmentLine(3, "proposed", *slot(11, 24, 9, 11), ("Lorenz",)),
)
EMBASSY = TicketDetail(ROW, "", VISITS, "", "", moves=MOVES)


def test_b5_the_old_dates_stay_visible_with_who_gave_them_up() -> None:
    assert visits_words(EMBASSY, BERLIN, 160, "") == (
        "Appointments: 1) 19.10. 08-10 -> customer   2) 26.10. 08-10 -> customer   3) 17.11. 09-10 NO ACCESS"
        "   4) Tue 24.11. 09-11 Lorenz proposed"
    )
    assert visits_words(EMBASSY, BERLIN, 120, "") == (
        "Appointments: 19.10. customer | 26.10. customer | 17.11. 09-10 NO ACCESS | Tue 24.11. 09-11 Lorenz proposed"
    )


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("width", [80, 100, 120, 160])
def test_the_appointment_that_stands_is_never_cut_away(language: str, width: int) -> None:
    locale.use(language)
    words = visits_words(EMBASSY, BERLIN, width, "")
    assert len(words) < width
    assert words.endswith(
        {"en": "Tue 24.11. 09-11 Lorenz proposed", "de": "Di 24.11. 09-11 Lorenz vorgeschlagen"}[language]
    )


def test_what_stood_longest_ago_is_left_out_first() -> None:
    assert (
        visits_words(EMBASSY, BERLIN, 80, "")
        == "26.10. customer | 17.11. 09-10 NO ACCESS | Tue 24.11. 09-11 Lorenz proposed"
    )


UNDER_WAY = (
    AppointmentLine(1, "done", *slot(11, 20, 8, 10), ("Wolff", "Demir")),
    AppointmentLine(2, "on site", *slot(11, 23, 8, 12), ("Okafor", "Schulte")),
    AppointmentLine(3, "confirmed", *slot(11, 24, 8, 16), ("Okafor", "Schulte")),
)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Mon 23.11. 08-12 Okafor Schulte on site | Tue 24.11. 08-16 confirmed"),
        ("de", "Termine: Mo 23.11. 08-12 Okafor Schulte vor Ort | Di 24.11. 08-16 bestätigt"),
    ],
)
def test_a_visit_that_is_under_way_is_told_before_who_comes_later(language: str, said: str) -> None:
    locale.use(language)
    assert visits_words(replace(EMBASSY, appointments=UNDER_WAY, moves=()), BERLIN, 80, "") == said


def test_where_even_that_has_no_room_the_latest_ones_are_counted() -> None:
    more = (*UNDER_WAY, *(AppointmentLine(n, "proposed", *slot(11, 25 + n, 8, 16), ("Wolff",)) for n in range(4)))
    words = visits_words(replace(EMBASSY, appointments=more, moves=()), BERLIN, 80, "")
    assert words == "Appointments: Mon 23.11. 08-12 on site | Tue 24.11. 08-16 confirmed (+4)"


@pytest.mark.parametrize(
    ("language", "ball"),
    [("en", {"customer": "ball C", "us": "ball U"}), ("de", {"customer": "Ball K", "us": "Ball W"})],
)
@pytest.mark.parametrize("holder", ["customer", "us"])
def test_who_has_the_ball_is_never_cut_beside_a_clock_that_stands(
    language: str, ball: dict[str, str], holder: str
) -> None:
    locale.use(language)
    stands = ClockRow(480, (Stop("no access", REPORTED),), None, ())
    row = replace(
        ROW, due=NOW + timedelta(days=1), ball=holder, customer_name="Bürgergenossenschaft am Wasserturm", reports=3
    )
    told = strip_lines(replace(EMBASSY, row=row), NOW, BERLIN, 80, 3, clock=stands)[0]
    words = "".join(text for text, _mark in told)
    assert len(words) <= 80
    assert words.endswith(ball[holder])


@pytest.mark.parametrize(
    ("doubts", "told"),
    [
        ({"unconfirmed": "opener away"}, "Lorenz proposed (opener away)"),
        ({"unconfirmed": "window", "insisted": "fire"}, "Lorenz proposed ! fire"),
        ({"override": "he knows the house"}, "Lorenz proposed ! he knows the house"),
        ({"override": "x" * 40}, f"Lorenz proposed ! {'x' * 32}"),
    ],
)
def test_what_was_lost_or_pushed_through_is_told_with_its_reason(doubts: dict[str, Any], told: str) -> None:
    line = replace(VISITS[2], **doubts)
    assert visits_words(replace(EMBASSY, appointments=(line,), moves=()), BERLIN, 160, "").endswith(told)
    over = replace(line, state="done")
    assert "!" not in visits_words(replace(EMBASSY, appointments=(over,), moves=()), BERLIN, 160, "")


def card(moves: tuple[tuple[str, int], ...]) -> CustomerCard:
    """The embassy's card, so often moved."""
    return CustomerCard(1, 1042, "Botschaft", "", "de", (), 1, (), (), 1, 9, 1, open_since=REPORTED, moves=moves)


def said(moves: tuple[tuple[str, int], ...], width: int) -> str:
    return "".join(text for text, _mark in moves_line(card(moves), width, NOW)).strip()


def test_b5_the_bar_counts_the_moves_by_party() -> None:
    twice = (("customer", 2), ("us", 0), ("no_access", 1))
    assert said(twice, 56) == "42 d: moves customer 2, us 0; no access 1"
    assert said(twice, 27) == "42 d C 2, U 0, no access 1"
    assert said((("technician", 1), ("crew", 2)), 80) == (
        "42 d: moves customer 0, us 0, technician 1; no access 0; other technician 2"
    )
    assert said((), 56) == ""


@pytest.mark.parametrize("width", range(16, 80))
def test_the_bar_in_german_is_said_in_words_that_fit(width: int) -> None:
    locale.use("de")
    words = "".join(text for text, _mark in moves_line(card((("customer", 2), ("no_access", 1))), width, NOW))
    whole, letters, moved = (
        " 42 T: Verschiebungen Kunde 2, wir 0; kein Zugang 1",
        " 42 T K 2, W 0, kein Zug. 1",
        " 42 T K 2, W 0",
    )
    assert words == next(one for one in (whole, letters, moved) if len(one) <= width)


def test_b6_the_bar_is_marked_once_the_next_move_needs_a_second_contact() -> None:
    assert [mark for _text, mark in moves_line(card((("customer", 2),)), 56, NOW)] == ["due"]
    assert [mark for _text, mark in moves_line(card((("customer", 1), ("us", 4))), 56, NOW)] == ["plain"]
