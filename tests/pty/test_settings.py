"""The settings file and the real program: colours, keys, signs and store as the person wants them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pty.desk import OPENED, Home
from tests.pty.test_first_run import Newcomer


@pytest.fixture
def wishes(home: Home) -> Path:
    """The folder in which the settings of this test lie."""
    folder = home.folder / "config" / "dispatcher"
    folder.mkdir(parents=True)
    return folder


def likes(wishes: Path, text: str) -> None:
    (wishes / "settings.toml").write_text(text, encoding="utf-8")


def test_a_key_that_was_laid_elsewhere_works_where_one_types_too(home: Home, wishes: Path) -> None:
    likes(wishes, '[keymap]\nnote = "F9"\nfile = "Strg+T"\nsearch = "n"\n')
    with home.start() as terminal:
        terminal.wait_for(OPENED)
        terminal.wait_for(r"n search F9 note")
        terminal.press("n", "albers")
        terminal.wait_for(">K-1002")
        terminal.press("F3", "F9", "Calvet", "enter", "opens")
        terminal.wait_for(r"│ opens ")
        terminal.press("F1")
        terminal.wait_for(r"Ctrl\+T +file it")
        terminal.press("F3", "ctrl+t")
        terminal.wait_for("Filed: note")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
    assert home.said(1)[0] == "Calvet\nopens"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[keymap]\nnote = "s"\n', 's would mean both "search" and "note".'),
        ('[keymap]\nserch = "x"\n', 'There is no key "serch". Do you mean "search"?'),
        ('thme = "dark"\n', 'There is no setting "thme". Do you mean "theme"?'),
    ],
)
def test_a_wish_that_cannot_be_is_said_before_the_screen_is_taken(
    home: Home, wishes: Path, text: str, sentence: str
) -> None:
    likes(wishes, text)
    with home.start(size=(160, 45)) as terminal:
        assert terminal.wait_exit() == 1
        assert sentence.replace(" ", "") in "".join(terminal.text().split())
        assert "PLAN" not in terminal.text()


def test_signs_colours_and_mouse_are_as_the_file_wants_them(home: Home, wishes: Path) -> None:
    likes(wishes, 'theme = "light"\nascii = true\nmouse = false\n')
    with home.start(env={"COLORTERM": "truecolor"}) as terminal:
        terminal.wait_for(OPENED)
        terminal.wait_for(r"\+= TICKETS")
        assert b"\x1b[?1000h" not in terminal.raw
        assert terminal.sign_at(0, 0).bg == "fbfaf6"
        terminal.press("Q")
        assert terminal.wait_exit() == 0


def test_what_is_typed_wins(home: Home, wishes: Path) -> None:
    likes(wishes, 'theme = "light"\nascii = true\nmouse = false\n')
    with home.start("--theme", "ansi-dark", "--no-ascii", "--mouse") as terminal:
        terminal.wait_for(OPENED)
        terminal.wait_for("═ TICKETS")
        assert b"\x1b[?1000h" in terminal.raw
        assert terminal.sign_at(0, 0).bg == "default"
        terminal.press("Q")
        assert terminal.wait_exit() == 0


def test_no_colour_beats_the_theme_of_the_file(home: Home, wishes: Path) -> None:
    likes(wishes, 'theme = "dark"\n')
    with home.start(env={"COLORTERM": "truecolor", "NO_COLOR": "1"}) as terminal:
        terminal.wait_for(OPENED)
        assert {terminal.sign_at(row, column).bg for row in range(20) for column in range(80)} == {"default"}
        terminal.press("Q")
        assert terminal.wait_exit() == 0


def test_a_new_office_is_offered_what_the_file_says(tmp_path: Path) -> None:
    newcomer = Newcomer(tmp_path)
    folder = tmp_path / "config" / "dispatcher"
    folder.mkdir(parents=True)
    likes(folder, 'language = "de"\ntheme = "dark"\n[office]\nstate = "BY"\nhours = "Mo-Do 7-16"\n')
    with newcomer.start() as terminal:
        terminal.wait_for("IHR BÜRO")
        terminal.wait_for("BY Bayern")
        terminal.wait_for("Mo-Do 07:00-16:00")
        terminal.press("F3")
        assert terminal.wait_exit() == 0
