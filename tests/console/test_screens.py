"""A dozen pictures of the screen, to be looked at when they change: ``pytest tests/console/test_screens.py
--snapshot-update`` takes them anew. Size, clock, language and office are fixed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.console.app import ConsoleApp
from dispatcher.console.forms import call
from dispatcher.console.likes import Likes
from dispatcher.console.terminal.fatal import Faults
from dispatcher.domain.clock import Clock
from dispatcher.store import trouble
from tests.console.office_of import NOW
from tests.console.stage import LARGE, MIDDLE, SMALL, Stage

Compare = Callable[..., bool]


class StandingClock(Clock):
    """Shows one instant for ever."""

    def __init__(self) -> None:
        super().__init__(NOW)

    def now(self) -> datetime:
        return NOW.astimezone(UTC)


class Standing(Office):
    """The office at 09:42."""

    def open(self) -> None:
        super().open()
        self.clock = StandingClock()

    def unreachable(self, *_arguments: object, **_named: object) -> Any:
        raise trouble.unreachable("the store")


PICTURES: dict[str, tuple[tuple[int, int], str, list[str], list[str]]] = {
    "board-large-en": (LARGE, "en", ["f6", "l"], ["T-1011  Müller Heizung", "MÜLLER HEIZUNG"]),
    "board-large-de": (LARGE, "de", ["f6", "l"], ["T-1011  Müller Heizung", "MÜLLER HEIZUNG"]),
    "board-middle-en": (MIDDLE, "en", ["j"], ["TEXTBÜRO ALBERS", "T-1002  Textbüro"]),
    "board-middle-de": (MIDDLE, "de", ["j"], ["TEXTBÜRO ALBERS", "T-1002  Textbüro"]),
    "board-small-en": (SMALL, "en", [], ["BOTSCHA K-1001", "CON +Calvet"]),
    "board-small-de": (SMALL, "de", [], ["BOTSCHA K-1001", "AP +Calvet"]),
    "contacts-alone-en": (MIDDLE, "en", ["f8", "f8"], ["URGENT; earliest access"]),
    "filter-small-en": (SMALL, "en", ["slash", *"albers"], ["2 of 17", "TEXTBÜR K-1002", "T-1002 Textbüro"]),
    "search-large-en": (LARGE, "en", ["s", *"maier"], [">K-1005", "T-1007 door contact"]),
    "call-small-de": (SMALL, "de", ["f2", *"5471"], [">K-1002", "T-1002 check line"]),
    "call-taken-middle-en": (
        MIDDLE,
        "en",
        ["f2", *"bonnard", "enter"],
        ["n note +t fault report +p promise +Esc back", "URGENT"],
    ),
    "note-middle-de": (MIDDLE, "de", ["n", *"Tür", "ctrl+o", *"klemmt"], ["Entwurf gesichert", "│ klemmt"]),
    "note-fields-small-en": (SMALL, "en", ["n", *"x", "shift+tab"], ["draft saved", "T-1001 phone"]),
    "report-small-en": (SMALL, "en", ["t", *"line dead !"], ["draft saved", "Ball with us|ball with us"]),
    "people-middle-de": (MIDDLE, "de", ["w"], ["ANSPRECHPARTNER", ">Calvet"]),
    "help-small-de": (SMALL, "de", ["f6", "question_mark"], ["HILFE"]),
    "promise-small-de": (SMALL, "de", ["p", *"mi 14"], ["ZUSAGE", "Mittwoch, 25.11.2026 14:00"]),
    "handover-middle-en": (MIDDLE, "en", ["H"], ["HANDOVER mh", "Enter record"]),
    "palette-small-de": (SMALL, "de", ["ctrl+p", *"noti"], ["Einen Kontakt"]),
}
"""Size, language, keys, and what must be seen before the picture is taken."""


async def play(pilot: Pilot[Any], keys: list[str], shown: list[str]) -> None:
    assert isinstance(pilot.app, ConsoleApp)
    stage = Stage(pilot.app)
    stage.pilot = pilot
    board = pilot.app.board
    await stage.until(lambda: board.agenda is not None)
    await stage.shows("K-10|Noch keine")
    await stage.press(*keys)
    await stage.shows(*shown)
    await stage.until(lambda: board.wanted_ticket is None or board.detail is not None)
    await stage.settles()


THEMED = {
    "light": ("light", MIDDLE, "de", ["f6"], ["T-1010  Meyer"]),
    "light-large-en": ("light", LARGE, "en", [], ["T-1001  Botschaft"]),
    "light-small-en": ("light", SMALL, "en", [], ["T-1001 Botschaft"]),
    "dark": ("dark", MIDDLE, "de", ["s", *"albers"], [">K-1002", "T-1002 check line"]),
    "ansi-light": ("ansi-light", MIDDLE, "de", ["n", *"Tür"], ["Entwurf gesichert", "│ Tür"]),
    "ansi-light-small-en": ("ansi-light", SMALL, "en", ["f6"], ["T-1010 Meyer"]),
}
"""Theme, size, language, keys, and what must be seen of the pictures in other colours than the usual ones."""


def app_on(desk: Office, theme: str = "ansi-dark") -> ConsoleApp:
    return ConsoleApp(desk, Faults(Path("faults.log")), Likes(theme=theme))


@pytest.mark.parametrize("name", PICTURES)
def test_the_screen_looks_as_it_did(
    office: Path, name: str, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    size, language, keys, shown = PICTURES[name]
    monkeypatch.setattr(call, "monotonic", lambda: 0.0)
    locale.use(language)
    app = app_on(Standing(Options(str(office))))
    assert snap_compare(app, terminal_size=size, run_before=lambda pilot: play(pilot, keys, shown))
    app.board.runner.finish(5.0)


@pytest.mark.parametrize("name", THEMED)
def test_the_screen_looks_as_it_did_in_other_colours(
    office: Path, name: str, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(call, "monotonic", lambda: 0.0)
    theme, size, language, keys, shown = THEMED[name]
    locale.use(language)
    app = app_on(Standing(Options(str(office))), theme)
    assert snap_compare(app, terminal_size=size, run_before=lambda pilot: play(pilot, keys, shown))
    app.board.runner.finish(5.0)


def test_the_empty_office_looks_as_it_did(empty_office: Path, snap_compare: Compare) -> None:
    locale.use("de")
    app = app_on(Standing(Options(str(empty_office))))
    shown = ["Noch keine", "Keine offenen +│"]
    assert snap_compare(app, terminal_size=SMALL, run_before=lambda pilot: play(pilot, [], shown))
    app.board.runner.finish(5.0)


def test_the_banner_looks_as_it_did(office: Path, snap_compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    locale.use("de")
    desk = Standing(Options(str(office)))
    app = app_on(desk)

    async def cut(pilot: Pilot[Any]) -> None:
        await play(pilot, [], ["BOTSCHA K-1001"])
        for name in ("plan", "tickets", "ticket", "card"):
            monkeypatch.setattr(desk, name, desk.unreachable)
        await play(pilot, ["f5"], [r"DATENBANK NICHT ERREICHBAR seit 09:42\."])

    assert snap_compare(app, terminal_size=SMALL, run_before=cut)
    app.board.runner.finish(5.0)
