"""The command line's library speaks the language in use."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from click.testing import CliRunner

from dispatcher import locale
from dispatcher.cli import click_words, in_language
from dispatcher.locale import N_

MET_BY_PROGRAMMERS_ONLY = {
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Choice({choices})",
    "Could not determine name for option with declarations {decls!r}",
    "Invalid start character for option ({option})",
    "Name '{name}' defined twice",
    (
        "No options defined but a name was passed ({name}). Did you mean to declare an argument instead?"
        " Did you mean to pass '--{name}'?"
    ),
    "Unknown color {colour!r}",
    "Unknown standard stream '{name}'",
    "Value must be an iterable.",
    "Windows error: {error}",
    "d",
}


@click.group(cls=in_language.Group, invoke_without_command=False)
def program() -> None:
    pass


@program.command(help=N_("Show this message and exit."))
@in_language.argument("number", type=int)
@in_language.option("--note", help=N_("required"), required=True)
@in_language.option("--way", type=click.Choice(["in", "out"]))
@in_language.option("--from", "source", type=in_language.Path(exists=True))
def enter(number: int, note: str, way: str, source: str) -> None:
    pass


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LANGUAGE", "de")
    before = gettext.textdomain()
    locale.use("de")
    click_words.install("de")
    yield
    gettext.textdomain(before)


def said(*words: str) -> str:
    return CliRunner().invoke(program, words, prog_name="program").output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--help"], "Aufruf: program [OPTIONEN] BEFEHL [ANGABEN]..."),
        (["--help"], "Befehle:\n  enter  Diese Hilfe zeigen und enden."),
        (["--help"], "--help  Diese Hilfe zeigen und enden."),
        (["enter", "--help"], "--note TEXT     Pflicht  [Pflicht]"),
        (["enter", "--help"], "--from PFAD"),
        (["nonsense"], "Fehler: Den Befehl 'nonsense' gibt es nicht."),
        (["nonsense"], "Hilfe gibt 'program --help'."),
        (["--nonsense"], "Fehler: Die Option '--nonsense' gibt es nicht."),
        (["enter", "1"], "Fehler: Es fehlt die Option '--note'."),
        (["enter", "--note", "x"], "Fehler: Es fehlt die Angabe 'NUMMER'."),
        (["enter", "one", "--note", "x"], "Fehler: Ungültiger Wert für 'NUMMER': 'one' ist keine gültige Zahl"),
        (["enter", "1", "2", "--note", "x"], "Fehler: Eine Angabe zu viel (2)"),
        (["enter", "1", "2", "3", "--note", "x"], "Fehler: Angaben zu viel (2 3)"),
        (["enter", "1", "--note"], "Fehler: Die Option '--note' braucht einen Wert."),
        (["enter", "1", "--note", "x", "--way", "up"], "'up' ist keines von 'in', 'out'."),
        (["enter", "1", "--note", "x", "--from", "/nowhere"], "Pfad '/nowhere' gibt es nicht."),
    ],
)
def test_help_and_complaints_are_german(german: None, words: list[str], sentence: str) -> None:
    assert sentence in said(*words)


def test_english_stays_english(german: None) -> None:
    locale.use("en")
    click_words.install("en")
    assert "Error: No such command 'nonsense'." in said("nonsense")
    assert "Usage: program [OPTIONS] COMMAND [ARGS]..." in said("--help")


def test_every_word_a_user_can_meet_is_marked() -> None:
    library = {
        tuple(text) if isinstance(text, tuple) else text
        for _file, _line, text, _comments, _context in extract_from_dir(
            Path(click.__file__).parent, [("**.py", "python")], keywords={"_": None, "ngettext": (1, 2)}
        )
    }
    assert library - set(click_words.WORDS) == MET_BY_PROGRAMMERS_ONLY
    assert set(click_words.WORDS) <= library
