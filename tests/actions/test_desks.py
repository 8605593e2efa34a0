"""Who is at a desk, and leaving it empty (N5)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from dispatcher.actions.desks import at_desk, leave_desk
from dispatcher.actions.office import Enrol, enrol
from dispatcher.actions.technician import AddTechnician, add_technician
from dispatcher.actions.undo import undo
from dispatcher.domain.clock import Clock
from dispatcher.domain.leaving import AtDesk, LeaveDesk
from dispatcher.domain.phrases import Office
from dispatcher.domain.undo import Undo
from dispatcher.queries.desk_rows import DesksRow
from dispatcher.queries.desks import desks
from dispatcher.store.schema import journal, office, presence, technician
from dispatcher.store.store import Store
from tests.actions.desk import NOW, assert_sound, count, done, entries, refused, row, rows

LATER = NOW + timedelta(hours=3)


@pytest.fixture
def staffed(either: Store) -> Store:
    """An office with somebody in it."""
    done(either, enrol, Enrol("mh", "Maria Harms"))
    return either


def seen(store: Store, minutes: int = 0) -> DesksRow:
    """Who is there so many minutes after the present instant, by the real clock."""
    with store.reading() as connection:
        return desks(connection, Office(NOW, "Europe/Berlin"), Clock().recorded() + timedelta(minutes=minutes))


def test_whoever_has_a_console_open_is_there_until_he_closes_it(staffed: Store) -> None:
    before = count(staffed, journal)
    done(staffed, at_desk, AtDesk("one"))
    done(staffed, at_desk, AtDesk("two"))
    done(staffed, at_desk, AtDesk("one"))
    assert [(seat.console, seat.name) for seat in seen(staffed).seats] == [
        ("one", "Maria Harms"),
        ("two", "Maria Harms"),
    ]
    done(staffed, at_desk, AtDesk("one", is_open=False))
    assert [seat.console for seat in seen(staffed).seats] == ["two"]
    assert count(staffed, journal) == before


def test_a_console_that_was_killed_is_gone_when_it_missed_two_words(staffed: Store) -> None:
    done(staffed, at_desk, AtDesk("killed"))
    assert len(seen(staffed, minutes=11).seats) == 1
    assert seen(staffed, minutes=13).seats == ()


def test_n5_an_empty_desk_tells_number_and_time_and_coming_back_ends_it(staffed: Store) -> None:
    done(staffed, leave_desk, LeaveDesk("0171 2312520", "Nowak takes calls", LATER))
    left = seen(staffed)
    assert (left.machine, left.left_until) == (("0171 2312520", "Nowak takes calls"), LATER)
    assert left.left_since is not None
    assert left.left_since - NOW < timedelta(minutes=1)
    done(staffed, at_desk, AtDesk("one"))
    back = seen(staffed)
    assert (back.left_since, back.left_until, back.machine[0]) == (None, None, "0171 2312520")
    assert [entry.verb for entry in entries(staffed)][-2:] == ["leave desk", "back at desk"]
    assert_sound(staffed)


@pytest.mark.parametrize(
    ("leave", "code"),
    [
        (LeaveDesk("0171 2312520", "text", NOW), "until"),
        (LeaveDesk("0171 2312520", "text", NOW + timedelta(days=40)), "until"),
        (LeaveDesk("", "text", LATER), "number"),
        (LeaveDesk("soon", "text", LATER), "number"),
        (LeaveDesk("0171 2312520", "  ", LATER), "text"),
    ],
)
def test_n5_a_desk_is_not_left_without_number_text_and_time(store: Store, leave: LeaveDesk, code: str) -> None:
    assert refused(store, leave_desk, leave).code == code


def test_n5_a_reason_leaves_it_without_a_number(store: Store) -> None:
    done(store, leave_desk, LeaveDesk("", "", LATER, override="fire alarm, everybody out"))
    [entry] = entries(store, "leave desk")
    assert (entry.said["text"], entry.said["override"]) == ("fire alarm, everybody out", True)
    assert row(store, office)["unstaffed_until"] == LATER


def test_leaving_and_coming_back_stand_in_no_undos_way(staffed: Store) -> None:
    done(staffed, add_technician, AddTechnician("NO", "Nowak"))
    done(staffed, leave_desk, LeaveDesk("0171 2312520", "text", LATER))
    done(staffed, at_desk, AtDesk("one"))
    done(staffed, undo, Undo())
    assert entries(staffed)[-1].said["undone"] == "add technician"
    assert row(staffed, technician)["archived"]


def test_consoles_of_yesterday_are_swept_away(staffed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    done(staffed, at_desk, AtDesk("old"))
    tomorrow = Clock().recorded() + timedelta(days=2)
    monkeypatch.setattr(Clock, "recorded", lambda _clock: tomorrow)
    done(staffed, at_desk, AtDesk("new"))
    assert [one["console"] for one in rows(staffed, presence)] == ["new"]
