"""Every box of the console, found in the code, with hostile texts in whatever it is given."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.widgets import TextArea

import dispatcher.console.forms
from dispatcher.console.forms.form import Ties
from dispatcher.console.forms.record import RecordForm, RecordStart
from dispatcher.console.shell import Shell
from dispatcher.console.terminal.fatal import Faults
from dispatcher.console.terminal.net import harmless
from dispatcher.console.widgets.marks import BOX
from dispatcher.console.widgets.overlay import Overlay
from dispatcher.domain.kinds import KINDS
from dispatcher.domain.phrases import Office
from tests.console.office_of import NOW, ZONE
from tests.console.rest import nothing_to_do
from tests.hostile.corpus import CORPUS
from tests.hostile.made import Maker

JOINERS = str.maketrans("", "", "\u200d\ufe0e\ufe0f")
"""What joins signs in a text that somebody types; columns of ours do without."""
_WORDS = {"flag": "complaint", "outcome": "voicemail", "PromiseRow.state": "open", "kind": "customer"}
"""Words of the store, which no customer writes."""


def _below(kind: type[Overlay]) -> Iterator[type[Overlay]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _is_whole(kind: type[Overlay]) -> bool:
    return not any(getattr(getattr(kind, name, None), "__isabstractmethod__", False) for name in dir(kind))


def every_box() -> list[str]:
    """The names of all boxes that can be opened; a record's form once for each kind of record."""
    for module in pkgutil.iter_modules(dispatcher.console.forms.__path__):
        importlib.import_module(f"{dispatcher.console.forms.__name__}.{module.name}")
    kinds = [f"RecordForm {kind}" for kind in KINDS]
    found = dict.fromkeys(one for one in _below(Overlay) if one.__module__.startswith(dispatcher.__name__ + "."))
    return [f"{one.__module__.rpartition('.')[2]}.{one.__name__}" for one in found if _is_whole(one)] + kinds


def ties() -> Ties:
    """What ties a form to a board that does not listen."""
    office = Office(NOW, ZONE, "BE")

    def nothing(*_told: object) -> None:
        """Nobody listens."""

    return Ties(BOX, nothing, nothing, nothing, lambda _state: office, lambda: ("Anna",))


def made(name: str, texts: Iterator[str] | None = None) -> Overlay:
    """The box of that name with the next of ``texts`` in every place that takes text."""
    maker = Maker(texts or cycle(one.text for one in CORPUS), {"ties": ties(), "frame": BOX, **_WORDS})
    if name.startswith("RecordForm "):
        start = RecordStart(name.partition(" ")[2], 1, 1, ("customer", 1), next(maker.texts), {}, {})
        return RecordForm(start, "record/x/1", ties(), {})
    room, _dot, kind = name.partition(".")
    found: Any = getattr(importlib.import_module(f"dispatcher.console.forms.{room}"), kind)
    more: dict[str, Any] = {"form": made("RecordForm customer")} if kind == "CompareBox" else {}
    more |= {"start": RecordStart("customer")} if kind == "RecordForm" else {}
    box: Overlay = maker.call(found, **more)
    return box


@asynccontextmanager
async def empty_shell() -> AsyncIterator[Shell]:
    """An app without anything on its screen, for one box after the other."""
    app = Shell(Faults(Path("faults.log")))
    async with app.run_test(size=(80, 24)):
        yield app


async def show(app: Shell, box: Overlay) -> None:
    """Put ``box`` alone on the screen, the keys in it."""
    await app.screen.query(Overlay).remove()
    await app.screen.mount(box)
    app.screen.set_focus(box.entrance(), scroll_visible=False)
    await painted(app)


async def painted(app: Shell) -> None:
    """Everything that was to be done is done and on the screen."""
    await nothing_to_do()
    app.screen._on_timer_update()
    await nothing_to_do()


async def press(app: Shell, *keys: str) -> None:
    """Press keys by Textual's names, one when the one before was handled."""
    for key in keys:
        app.post_message(Key(key, key if len(key) == 1 else None))
        await painted(app)


def unclean(app: Shell) -> list[str]:
    """The lines of the screen that hold something without a width."""
    is_text = bool(app.screen.query(TextArea))
    lines = [strip.text for strip in app.screen._compositor.render_strips(app.size)]
    return [line for line in lines if harmless(line) != line or (not is_text and line.translate(JOINERS) != line)]
