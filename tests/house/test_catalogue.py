"""The German catalogue is complete, and what is wrong with one is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher import locale
from tests.house import catalogue

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
SOURCE = """
from dispatcher.locale import N_, _, ngettext

KEY = N_("note")

def say(number):
    return _("{name} is there.").format(name="x") + ngettext("{n} entry", "{n} entries", number).format(n=number)
"""
GERMAN = """
msgid "note"
msgstr "Notiz"

msgid "{name} is there."
msgstr "{name} ist da."

msgid "{n} entry"
msgid_plural "{n} entries"
msgstr[0] "ein Eintrag"
msgstr[1] "{n} Einträge"
"""


def problems(folder: Path, german: str) -> list[str]:
    package = folder / "package"
    package.mkdir()
    (package / "words.py").write_text(SOURCE, encoding="utf-8")
    source = folder / "dispatcher.po"
    source.write_text(HEAD + german, encoding="utf-8")
    return catalogue.problems(package, source)


def test_the_german_catalogue_is_complete() -> None:
    assert catalogue.problems() == []


def test_a_form_for_one_may_leave_the_number_out(tmp_path: Path) -> None:
    german = GERMAN.replace("ein Eintrag", "{n} Eintrag")
    assert problems(tmp_path, german) == []


@pytest.mark.parametrize(
    ("wrong", "right", "problem"),
    [
        ('msgid "note"\nmsgstr "Notiz"\n', "", "missing: 'note' (words.py:4)"),
        ('"Notiz"', '""', "empty: 'note'"),
        ('"{n} Einträge"', '""', "empty: ('{n} entry', '{n} entries')"),
        ('msgid "note"', '#, fuzzy\nmsgid "note"', "fuzzy: 'note'"),
        ("{name} ist da.", "{nam} ist da.", "other values than in the English text: '{name} is there.'"),
        ("{name} ist da.", "Er ist da.", "other values than in the English text: '{name} is there.'"),
        ("{n} Einträge", "Einträge", "other values than in the English text: ('{n} entry', '{n} entries')"),
        ("\n", '\nmsgid "gone"\nmsgstr "fort"\n\n', "unused: 'gone'"),
        ("\n", '\n#~ msgid "gone"\n#~ msgstr "fort"\n\n', "obsolete: 'gone'"),
        ("\n", '\nmsgid "note"\nmsgstr "Notiz"\n\n', 'twice: "note"'),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, wrong: str, right: str, problem: str) -> None:
    assert problems(tmp_path, GERMAN.replace(wrong, right, 1)) == [problem]


def test_german_is_spoken_where_it_is_asked_for() -> None:
    locale.use("de")
    assert locale._("Options") == "Optionen"
    assert locale.ngettext(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 2
    ) == ("Die Option {name!r} braucht {nargs} Werte.")
    locale.use("fr")
    assert locale._("Options") == "Options"
    assert locale.language() == "en"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "de_DE.UTF-8"}, "de"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_environment_names_the_language(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert locale.preferred() == language
