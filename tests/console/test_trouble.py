"""The store busy, gone, full, replaced: said in words, the keys answer, and what was typed is kept."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.console.screens.board import BoardScreen
from dispatcher.domain.clock import monotonic
from dispatcher.locale import _
from dispatcher.store import trouble
from dispatcher.store.drafts import Drafts
from tests.console.office_of import NOW
from tests.console.stage import SMALL, Stage, on_stage, played
from tests.console.test_notes import drafts_on_disk, history_of

HERE = Path(__file__).parents[2]
_HOLD = """
import sys
from dispatcher.store import sqlite
connection = sqlite.driver.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
"""


@contextmanager
def held(store: Path) -> Iterator[Callable[[], None]]:
    """Another program holds the store for writing, until it is let go."""
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(store)], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process.stdin.close
    process.stdin.close()
    process.wait()
    process.stdout.close()


def fails(board: BoardScreen, monkeypatch: pytest.MonkeyPatch, name: str, *troubles: Exception) -> list[int]:
    """``board``'s desk raises ``troubles`` in turn at ``name``, then does what it always did; counts the calls."""
    waiting, asked = list(troubles), list[int]()
    do = getattr(board.desk, name)

    def act(*arguments: Any) -> Any:
        asked.append(1)
        if waiting:
            raise waiting.pop(0)
        return do(*arguments)

    monkeypatch.setattr(board.desk, name, act)
    return asked


@played
async def test_a_busy_store_is_waited_for_while_the_keys_answer(office: Path, home: Path) -> None:
    async with on_stage(office) as stage:
        with held(office) as let_go:
            await stage.press("n", *"rang twice", "enter")
            assert stage.board.box_now() is None
            await stage.shows(r"STORE BUSY for [1-9]\d* s \(another program holds it\) - your entry is kept")
            await stage.press("j")
            await stage.shows("TEXTBÜRO ALBERS +K-1002")
            await stage.press("s", *"sandner")
            await stage.shows(">K-1007")
            await stage.press("escape", "n", *"and once more", "enter")
            await stage.until(lambda: len(drafts_on_disk(home)) == 2)
            assert [row.text for row in history_of(office, 1)].count("rang twice") == 0
            let_go()
            await stage.shows("Filed: note Botschaft|Filed: note Textbüro")
            await stage.until(lambda: not stage.board._under_way)
            await stage.hides("STORE BUSY")
        await stage.until(lambda: drafts_on_disk(home) == [])
    assert [row.text for row in history_of(office, 1)].count("rang twice") == 1
    assert [row.text for row in history_of(office, 2)].count("and once more") == 1


@played
async def test_a_save_that_was_not_answered_lands_once(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(office) as stage:
        desk, answers = stage.board.desk, list[str]()
        save = desk.save

        def lost(verb: str, note: Any, key: str) -> Any:
            outcome = save(verb, note, key)
            answers.append(key)
            if len(answers) == 1:
                raise trouble.unreachable("db")
            return outcome

        monkeypatch.setattr(desk, "save", lost)
        await stage.press("n", *"only once", "enter")
        await stage.shows("Filed: note Botschaft")
        assert len(answers) == 2
    assert [row.text for row in history_of(office, 1)].count("only once") == 1


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("full", "The disk is full"), ("read_only", "can only be read here"), ("corrupt", "file is damaged")],
)
@played
async def test_what_waiting_does_not_cure_brings_the_note_back(
    office: Path, monkeypatch: pytest.MonkeyPatch, home: Path, code: str, sentence: str
) -> None:
    async with on_stage(office, size=SMALL) as stage:
        fails(stage.board, monkeypatch, "save", getattr(trouble, code)())
        await stage.press("n", *"not lost", "enter")
        await stage.shows("NOTE K-1001", "│ not lost +│", sentence)
        await stage.shows(r"NOT SAVED\. The text stays in the form\. Enter = again  Esc = as draft")
        assert [data["text"] for data in drafts_on_disk(home)] == ["not lost"]
        await stage.press("enter")
        await stage.shows("Filed: note Botschaft")
        await stage.hides("NOT SAVED")
        await stage.until(lambda: drafts_on_disk(home) == [])


@played
async def test_a_note_that_fails_does_not_come_under_hands_that_type(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(office) as stage:
        fails(stage.board, monkeypatch, "save", trouble.full())
        await stage.burst("n", *"first", "enter", "s", *"alb")
        await stage.shows("SEARCH", "│ alb_", "NOT SAVED: note Botschaft der Re waits as a draft")
        await stage.press(*"ers")
        await stage.shows(">K-1002", "The disk is full")
        await stage.press("escape", "enter")
        await stage.shows("NOTE K-1001", "│ first +│")
        await stage.hides("NOT SAVED")
        await stage.press("enter")
        await stage.shows("Filed: note Botschaft")


@played
async def test_a_store_that_is_replaced_is_not_written(office: Path, office_template: Path) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"to whom?")
        shutil.copy(office_template, office.with_suffix(".new"))
        office.with_suffix(".new").replace(office)
        await stage.shows("was replaced by another file while open")
        await stage.press("enter")
        await stage.shows("NOTE K-1001", "│ to whom. +│", r"was replaced by another file while open\. Nothing")
        await stage.press("escape", "j")
        await stage.shows("TEXTBÜRO ALBERS +K-1002", "was replaced by another file while open")
    assert "to whom?" not in [row.text for row in history_of(office, 1)]


@played
async def test_a_store_out_of_reach_is_asked_again(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(office) as stage:
        out = [trouble.unreachable("the server")] * 3
        asked = fails(stage.board, monkeypatch, "card", *out)
        await stage.press("j")
        await stage.shows(r"STORE NOT REACHABLE since 09:4\d - you see the state of then. What you type is kept\.")
        await stage.press("s", *"x")
        await stage.shows("SEARCH", "│ x_")
        await stage.press("escape")
        await stage.shows("TEXTBÜRO ALBERS +K-1002")
        await stage.hides("NOT REACHABLE")
        assert len(asked) < 10


@played
async def test_keys_that_wait_for_an_answer_go_on_when_none_comes(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_stage(office) as stage:
        fails(stage.board, monkeypatch, "search", *[trouble.unreachable("the server")] * 2)
        await stage.burst("f2", *"x", "enter", "y")
        await stage.shows("NOT REACHABLE", "│ xy_")
        fails(stage.board, monkeypatch, "card", *[trouble.unreachable("the server")] * 2)
        await stage.burst("escape")
        await stage.hides("CALL 0:")
        await stage.burst("j", "n", "k")
        await stage.shows("BOTSCHAFT")
        assert stage.board.box_now() is None


@played
async def test_a_draft_that_cannot_be_kept_is_said_and_tried_again(
    office: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    async with on_stage(office, size=SMALL) as stage:
        save, asked = Drafts.save, list[int]()

        def full(self: Drafts, *arguments: Any) -> None:
            asked.append(1)
            if len(asked) == 1:
                raise trouble.full()
            save(self, *arguments)

        monkeypatch.setattr(Drafts, "save", full)
        await stage.press("n", *"draft")
        await stage.shows(r"DRAFT NOT SAVED\. The disk is full\.")
        await stage.shows("draft saved")
        await stage.hides("DRAFT NOT SAVED")
        assert [data["text"] for data in drafts_on_disk(home)] == ["draft"]


@pytest.fixture
def hung(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A flush does not come back until this is set, as on a network drive whose server went away."""
    save, comes_back = Drafts.save, threading.Event()

    def hangs(self: Drafts, *arguments: Any) -> None:
        comes_back.wait(30)
        save(self, *arguments)

    monkeypatch.setattr(Drafts, "save", hangs)
    yield comes_back
    comes_back.set()


@played
async def test_a_disk_that_hangs_holds_up_no_key(office: Path, home: Path, hung: threading.Event) -> None:
    async with on_stage(office) as stage:
        await stage.press("n", *"first", "f3", "j", "n")
        await stage.shows("The disk does not answer", "NOTE K-1002")
        await stage.press(*"second")
        await stage.shows("│ second +│")
        await stage.press("f3", "s", *"sandner")
        await stage.shows(">K-1007")
        await stage.press("escape", "k", "n")
        await stage.shows("NOTE K-1001", "│ first +│")
        assert drafts_on_disk(home) == []
        hung.set()
        await stage.until(lambda: sorted(data["text"] for data in drafts_on_disk(home)) == ["first", "second"])


class Late(Office):
    """An office whose store is in trouble for a while."""

    def __init__(self, store: Path, *troubles: trouble.StoreTrouble) -> None:
        super().__init__(Options(str(store), now=NOW))
        self.troubles = list(troubles)

    def open(self) -> None:
        if self.troubles:
            raise self.troubles.pop(0)
        super().open()


@played
async def test_a_store_that_is_busy_at_the_start_is_waited_for(office: Path) -> None:
    async with on_stage(Late(office, trouble.busy(), trouble.unreachable("disk")), is_open=False) as stage:
        await stage.shows("The store is busy: another program is writing", "PLAN", "TICKETS", "CONTACTS")
        await stage.shows("BOTSCHAFT DER REPUBLIK")
        await stage.hides("cannot be reached")


@pytest.mark.parametrize(
    "wrong",
    [
        trouble.newer("db", "0009", "0001"), trouble.corrupt(), trouble.not_a_store("db"), trouble.missing("db"),
        trouble.no_office("db"), trouble.no_right("db"), trouble.StoreTrouble("pragma", "WAL is off."),
    ],
    ids=lambda wrong: wrong.code,
)  # fmt: skip
@played
async def test_what_waiting_does_not_cure_ends_the_console(office: Path, wrong: trouble.StoreTrouble) -> None:
    async with on_stage(Late(office, wrong), is_open=False) as stage:
        await stage.until(lambda: not stage.app.is_running)
    assert stage.board.ending is wrong


@played
async def test_a_mistake_in_a_thread_ends_with_a_sentence(
    office: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], home: Path
) -> None:
    customer = "Frau Bonnard"

    def broken(*_arguments: object) -> None:
        raise ValueError(customer)

    async def scene(stages: list[Stage]) -> None:
        async with on_stage(office) as stage:
            stages.append(stage)
            monkeypatch.setattr(stage.board.desk, "card", broken)
            await stage.press("n", *"kept", "f2", "escape")
            await stage.until(lambda: drafts_on_disk(home))
            stage.board.read_all()
            await stage.until(lambda: not stage.app.is_running)

    stages: list[Stage] = []
    with pytest.raises(ValueError, match=customer):
        await scene(stages)
    assert stages[0].app.return_code == 1
    assert [data["text"] for data in drafts_on_disk(home)] == ["kept"]
    assert customer not in capfd.readouterr().err


@pytest.mark.parametrize("language", ["en", "de"])
@played
async def test_banners_fit_the_smallest_screen(office: Path, language: str) -> None:
    locale.use(language)
    async with on_stage(office, size=SMALL, read_only=True) as stage:
        board = stage.board
        board._under_way = {"one": monotonic() - 3599}
        for code in ("busy", "unreachable"):
            board.save_waits(getattr(trouble, code)(*[] if code == "busy" else ["db"]))
            assert_whole(stage)
        board._under_way = {}
        board.show_not_saved(_("NOT SAVED. The text stays in the form. Enter = again  Esc = as draft"))
        assert_whole(stage)
        board.show_not_saved("", f"promise withdrawal {'W' * 16}")
        assert_whole(stage)
        board.show_not_saved("")
        assert_whole(stage)
        board.show_trouble(trouble.unreachable("db"))
        assert_whole(stage)


def assert_whole(stage: Stage) -> None:
    """The banner's text stands on it to its last sign, and the number of the others behind it."""
    (line,) = stage.board.lines("banner").lines
    told, *others = stage.board._banners(72)
    assert line[0][0].strip() == f"{told} (+{len(others)})"
