"""Everything that may happen to the store under a console that runs: said in words, answered, and over by itself.

A note is being typed when it happens. Every key is shown while it lasts, the note is not filed and not lost, nothing
goes into a file that is not the store, and when it is over the note is filed once.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dispatcher import locale
from dispatcher.locale import _
from dispatcher.store import schema, sqlite, trouble
from tests.console.test_trouble import held
from tests.pty.desk import HERE, OPENED, Home
from tests.pty.harness import Terminal

BEFORE, LATE = "Calvet still absent", ", Tür klemmt"
_LATER = "9999"


@dataclass(slots=True)
class Scene:
    """A console with a note under way, and how long each key took to be seen, in seconds."""

    home: Home
    terminal: Terminal
    flag: Path
    answers: list[float] = field(default_factory=list)

    def type(self, text: str, shown: str, behind: str = "") -> None:
        """Type letter by letter; each is seen, between what was ``shown`` and what stands ``behind``, before the next
        one is typed."""
        for end, letter in enumerate(text, 1):
            at = time.monotonic()
            self.terminal.type(letter)
            self.terminal.wait_for(re.escape(shown + text[:end] + behind))
            self.answers.append(time.monotonic() - at)


Happens = Callable[[Scene], AbstractContextManager[None]]


@contextmanager
def _locked(scene: Scene) -> Iterator[None]:
    with held(scene.home.store):
        yield


@contextmanager
def _full(scene: Scene) -> Iterator[None]:
    before = resource.prlimit(scene.terminal.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(scene.terminal.pid, resource.RLIMIT_FSIZE, (1, before[1]))
    yield
    resource.prlimit(scene.terminal.pid, resource.RLIMIT_FSIZE, before)


@contextmanager
def _read_only(scene: Scene) -> Iterator[None]:
    scene.flag.touch()
    yield
    scene.flag.unlink()


@contextmanager
def _replaced(scene: Scene) -> Iterator[None]:
    store, aside = scene.home.store, scene.home.folder / "ours.db"
    other = Path(shutil.copy(store, scene.home.folder / "other.db"))
    wrong = other.read_bytes()
    os.link(store, aside)
    other.replace(store)
    yield
    assert store.read_bytes() == wrong
    aside.replace(store)


@contextmanager
def _in_place(change: Callable[[bytes], bytes], scene: Scene) -> Iterator[None]:
    whole = scene.home.store.read_bytes()
    scene.home.store.write_bytes(wrong := change(whole))
    yield
    assert scene.home.store.read_bytes() == wrong
    scene.home.store.write_bytes(whole)


def _truncated(scene: Scene) -> AbstractContextManager[None]:
    return _in_place(lambda whole: whole[: len(whole) // 8192 * 4096], scene)


def _corrupt(scene: Scene) -> AbstractContextManager[None]:
    return _in_place(lambda whole: b"\x5a" * len(whole), scene)


@contextmanager
def _newer(scene: Scene) -> Iterator[None]:
    make_newer(scene.home.store, _LATER)
    yield
    make_newer(scene.home.store, schema.REVISION)


def make_newer(store: Path, revision: str) -> None:
    """Another program changes the tables of a store to those of ``revision``."""
    with closing(sqlite.driver.connect(str(store), isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))


@dataclass(frozen=True, slots=True)
class Fault:
    """How it happens and what is said; ``waits``: the note is filed by itself when it is over, else by Enter."""

    happens: Happens
    told: Callable[[Scene], str]
    waits: bool = False
    is_noticed_at_once: bool = False


def _sentence(make: Callable[[], trouble.StoreTrouble]) -> Callable[[Scene], str]:
    return lambda _scene: make().sentence


def _busy(_scene: Scene) -> str:
    return _("STORE BUSY for {n} s (another program holds it) - your entry is kept and will be saved. You can go on.")


FAULTS: dict[str, Fault] = {
    "locked": Fault(_locked, _busy, waits=True),
    "full": Fault(_full, lambda _scene: _("NOT SAVED. The text stays in the form. Enter = again  Esc = as draft")),
    "read-only": Fault(_read_only, _sentence(trouble.read_only)),
    "replaced": Fault(_replaced, lambda s: trouble.replaced(str(s.home.store)).sentence, is_noticed_at_once=True),
    "truncated": Fault(_truncated, _sentence(trouble.corrupt), is_noticed_at_once=True),
    "corrupt": Fault(_corrupt, _sentence(trouble.corrupt), is_noticed_at_once=True),
    "newer": Fault(
        _newer, lambda s: trouble.newer(str(s.home.store), _LATER, schema.REVISION).sentence, is_noticed_at_once=True
    ),
}


def says(told: str) -> re.Pattern[str]:
    """``told`` with any number in it, as far as a line of the screen has room."""
    return re.compile(r"\s+".join(map(re.escape, told.split()[:9])).replace(r"\{n\}", r"\d+"))


def while_running(home: Home, name: str, language: str, lasts: float = 0.0) -> list[float]:
    """One of :data:`FAULTS` comes, lasts so many seconds at least and goes. Answers how long each key took to be seen
    meanwhile, in seconds. Raises AssertionError where something is lost, unsaid or written."""
    locale.use(language)
    fault, flag = FAULTS[name], home.folder / "read-only"
    command = [sys.executable, "-m", "tests.pty.unwritable", flag, *home.command(language=language)[3:]]
    with Terminal(command, env=home.env, cwd=HERE) as terminal:
        scene = Scene(home, terminal, flag)
        terminal.wait_for(OPENED)
        terminal.press("n")
        scene.type(BEFORE, "│ ")
        terminal.wait_for(lambda _lines: home.texts() == [BEFORE])
        scene.answers.clear()
        with fault.happens(scene):
            _under_it(scene, fault, lasts)
        _afterwards(scene, fault)
    assert home.said(1).count(BEFORE + LATE) == 1
    assert home.drafts() == []
    return scene.answers


def _under_it(scene: Scene, fault: Fault, lasts: float) -> None:
    terminal, said, ends = scene.terminal, says(fault.told(scene)), time.monotonic() + lasts
    if fault.is_noticed_at_once:
        terminal.wait_for(said)
    scene.type(LATE, f"│ {BEFORE}")
    terminal.press("enter")
    terminal.wait_for(said)
    if fault.waits:
        terminal.press("s")
        _search(scene, ends)
    else:
        terminal.wait_for(re.escape(f"│ {BEFORE}{LATE}"))
        terminal.wait_for(said)


def _search(scene: Scene, ends: float) -> None:
    """What only reads goes on as ever, as long as it lasts."""
    while True:
        scene.type("albers", "│ ", "_ ")
        scene.terminal.wait_for(r">K-1002 +Textbüro Albers")
        scene.terminal.press(*["backspace"] * 6)
        scene.terminal.wait_for(r"│ _ {20}")
        if time.monotonic() > ends:
            return


def _afterwards(scene: Scene, fault: Fault) -> None:
    terminal, said = scene.terminal, says(fault.told(scene))
    if fault.is_noticed_at_once:
        terminal.wait_for(lambda _lines: not said.search(terminal.text().replace(_(_NOT_SAVED), "")))
    if not fault.waits:
        terminal.press("enter")
    terminal.wait_for(re.escape(_("Filed: {what} {name} {time}").split("{")[0]))
    terminal.press("F3", "Q")
    assert terminal.wait_exit() == 0
    assert terminal.faults() == []


_NOT_SAVED = "NOT SAVED. The text stays in the form. Enter = again  Esc = as draft"
