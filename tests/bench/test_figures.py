"""The measurements measure what they say; how long anything takes is asserted nowhere."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from dispatcher.domain.queue import Rank, queue
from tests.bench import alarms, carrying, forms, phrases, queueing, reading, searching, writing
from tests.bench.__main__ import KINDS, arguments
from tests.bench.bench import Bench, opened
from tests.bench.conftest import TINY
from tests.bench.figures import Figure, by_turns, growth, is_within, line, sample
from tests.bench.keystrokes import SIZE, Screens, console
from tests.bench.stopwatch import Stopwatch
from tests.domain.test_queue import NOW


@pytest.fixture
def bench(made: Path, tmp_path: Path) -> Iterator[Bench]:
    """On a copy: a console that is measured says who sits at it."""
    opened = Bench(TINY, Path(shutil.copy(made, tmp_path / "office.db")), tmp_path, rounds=1)
    yield opened
    opened.close()


@pytest.mark.parametrize("kind", [searching.figures, reading.board, reading.history, writing.figures])
def test_every_figure_has_its_floor(bench: Bench, kind: Callable[[Bench], Iterator[Figure]]) -> None:
    figures = list(kind(bench))
    assert len({figure.name for figure in figures}) == len(figures) >= 2
    assert all(figure.ours > 0 and figure.floor for figure in figures)


def test_the_time_echo_is_measured_key_by_key() -> None:
    each, cold = phrases.figures()
    assert 0 < each.ours <= (each.p95 or 0)
    assert each.target == "< 50 ms"
    assert cold.ours > each.ours


def test_the_bare_driver_is_asked_the_same(bench: Bench) -> None:
    statements = bench.statements(lambda office: office.search("müller"))
    assert any("document_fts MATCH" in statement and '"muller"' in values for statement, values in statements)
    assert bench.bare(lambda office: office.search("müller"))()


def test_every_question_finds_something_but_the_one_that_should_not(bench: Bench) -> None:
    for name, asked in searching.questions(bench):
        found = sum(bool(bench.office.search(typed)) for typed in asked)
        assert asked
        assert (found == 0) == (name == "nothing there"), name


def test_a_key_is_timed_when_its_hits_are_on_the_screen(bench: Bench) -> None:
    with ExitStack() as ends:
        screens = Screens(bench, ends)
        screens.open_search()
        console, bare = list(screens.typed_into_console(["mü"])), list(screens.typed_into_bare(["ro"]))
    assert console
    assert bare
    assert all(stroke.bytes > 0 and stroke.milliseconds > 0 for stroke in (*console, *bare))


def test_calls_take_turns() -> None:
    order: list[str] = []
    by_turns(2, lambda: order.append("ours"), lambda: order.append("floor"))
    assert order == ["ours", "floor"] * 3


def test_a_sample_knows_its_middle_and_its_end() -> None:
    found = sample([float(n) for n in range(1, 101)])
    assert (found.median, found.p95) == (50.5, 96.0)


def test_a_target_is_a_factor_or_a_little_more() -> None:
    assert is_within(2.0, 1.0, 2.0)
    assert is_within(0.31, 0.01, 2.0, 0.3)
    assert not is_within(2.1, 1.0, 2.0, 0.3)


def test_a_missed_target_is_named() -> None:
    figure = Figure("search name", "M", 3.0, 4.0, 1.0, "<= 2 x", holds=False)
    assert "MISSED" in line(figure)
    assert "3.00x" in line(figure)
    assert figure.document()["ratio"] == 3.0


def test_growth_is_held_against_the_floors() -> None:
    small, large = Figure("today", "S", 1.0, floor=0.5), Figure("today", "L", 9.0, floor=0.6)
    assert "FASTER" in growth([small, large])[0]
    assert growth([small, Figure("other", "L", 9.0, floor=1.0)]) == []
    assert growth([small, Figure("today", "L", 9.0, floor=5.0)])[0].endswith("ok")


def test_everything_is_measured_where_nothing_is_named() -> None:
    wish = arguments([])
    assert (wish.scale, wish.only, wish.json) == (["M"], list(KINDS), False)
    assert arguments(["--scale", "S", "L", "--only", "keys"]).only == ["keys"]


def test_a_large_office_has_everything_that_the_queue_is_made_of() -> None:
    outlook = alarms.large()
    assert len(outlook.situation.tickets) == alarms.TICKETS
    assert sum(len(lane.blocks) for lane in outlook.agenda.today.lanes) == 300
    assert {Rank.EMERGENCY, Rank.LATE, Rank.UNCONFIRMED, Rank.FOLLOW_UP, Rank.LONG_BALL} <= {
        card.rank for card in queue(outlook.situation, NOW)
    }
    assert len(list(alarms.figures())) == 2


def test_a_large_office_owes_two_thousand_promises_of_every_kind(bench: Bench) -> None:
    situation = queueing.owing()
    assert (len(situation.tickets), len(situation.promises)) == (alarms.TICKETS, queueing.PROMISES)
    assert {Rank.PROMISE, Rank.PROMISE_SOON, Rank.FOLLOW_UP} <= {card.rank for card in queue(situation, NOW)}
    store = bench.copy("promised.db")
    queueing.promise_much(store, 12)
    office = opened(store)
    assert len(office.promises()) == 12
    office.close()


def test_forms_are_opened_typed_into_and_taken_back(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "TIMES", 1)
    figures = {figure.name: figure for figure in forms.figures(bench)}
    assert {"fault report opens", "record form opens", "note opens", "undo, until it is said"} <= set(figures)
    assert all(figure.ours > 0 and figure.floor for figure in figures.values())


def test_a_carried_step_is_timed_when_the_box_says_where_it_stands(bench: Bench) -> None:
    with Stopwatch(console(bench.path), size=SIZE) as terminal:
        carrying.grab(terminal, carrying.ticket_of(bench))
        before = carrying.slot(terminal.screen())
        there = carrying.step(terminal, "l")
        moved = carrying.slot(terminal.screen())
        back = carrying.step(terminal, "h")
        assert carrying.slot(terminal.screen()).split()[:3] == before.split()[:3] != moved.split()[:3]
    assert there.milliseconds > 0
    assert back.bytes > 0
