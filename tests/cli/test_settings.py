"""The settings file: what it may say, what wins over it, what is said where something in it is wrong."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import pytest

from dispatcher.cli import settings_file
from dispatcher.cli.settings import THEMES, Filed, Office, Settings, Typed, settled, told
from dispatcher.console.terminal import dress
from dispatcher.domain.refusal import Refusal
from tests.cli.conftest import Run

EVERYTHING = """
language = "de"
theme = "light"
mouse = false
ascii = true
store = "~/büro.db"
[office]
state = "BY"
zone = "Europe/Berlin"
hours = "Mo-Do 7-16, Fr 7-13"
[keymap]
search = "F9"
"day.next" = "n, Bild ab"
"""


@pytest.fixture
def file(home: Path) -> Path:
    """Where this test's settings lie."""
    place = settings_file.path()
    place.parent.mkdir(parents=True)
    return place


def said_by(file: Path, text: str | bytes) -> Filed | Refusal:
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return settings_file.read(file)


def test_everything_that_is_there_is_read(file: Path) -> None:
    assert said_by(file, EVERYTHING) == Filed(
        "de", "light", False, True, "~/büro.db", {"search": "F9", "day.next": "n, Bild ab"}, "BY", "Europe/Berlin",
        "Mo-Do 7-16, Fr 7-13",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", "# nothing\n", "[office]\n[keymap]\n", "\ufeff[office]\n"])
def test_a_file_may_say_nothing(file: Path, text: str) -> None:
    assert said_by(file, text) == Filed()


def test_no_file_says_nothing(home: Path) -> None:
    assert settings_file.read(settings_file.path()) == Filed()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('thme = "dark"', 'There is no setting "thme". Do you mean "theme"?'),
        ('[office]\nstat = "BE"', 'There is no setting "stat" [office]. Do you mean "state"?'),
        ('state = "BE"', 'There is no setting "state". Do you mean "state"?'),
        ('xyzzy = 1', 'There is no setting "xyzzy".'),
        ('[colours]\nred = 1', 'There is no setting "colours".'),
        ('theme = "blck"', 'theme: "blck" is none of: ansi-dark, ansi-light, dark, light.'),
        ('theme = "darc"', 'theme: "darc" is none of: ansi-dark, ansi-light, dark, light. Do you mean "dark"?'),
        ('language = "fr"', 'language: "fr" is none of: en, de.'),
        ('mouse = "no"', 'The setting "mouse" has a value that does not belong there.'),
        ("ascii = 1", 'The setting "ascii" has a value that does not belong there.'),
        ("store = 5", 'The setting "store" has a value that does not belong there.'),
        ('store = " "', "The setting store names no store."),
        ("[keymap]\nsearch = 5", 'The setting "keymap" has a value that does not belong there.'),
        ('office = "Nord"', '"office" is a part of its own: [office]'),
        ('keymap = "x"', 'The setting "keymap" has a value that does not belong there.'),
        ('[office]\nstate = "XX"', 'state: "XX" is none of: BB, BE, BW'),
        ('[office]\nzone = "Berlin"', "Berlin is no time zone. Like: Europe/Berlin"),
        ('[office]\nhours = "always"', "These are no working hours: always"),
        ('theme = "dark', "It is not valid TOML."),
        ("theme = 'dark'\ntheme = light", "Line 2, column 9 is not valid TOML."),
        ("x" * 300_000, "It is too long."),
        (b"theme = '\xff'", "It is not written in UTF-8."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_one_sentence_that_names_the_file(file: Path, text: str | bytes, sentence: str) -> None:
    refused = said_by(file, text)
    assert isinstance(refused, Refusal)
    assert refused.sentence.startswith(f"Settings {file}: {sentence}")
    assert "\n" not in refused.sentence


def test_a_file_nobody_may_read_and_a_folder_are_sentences(file: Path) -> None:
    file.mkdir()
    refused = settings_file.read(file)
    assert isinstance(refused, Refusal)
    assert "It cannot be read: Is a directory." in refused.sentence


def test_foreign_signs_do_not_reach_the_terminal(file: Path) -> None:
    refused = said_by(file, '"\\u001b[2J" = 1')
    assert isinstance(refused, Refusal)
    assert "\x1b" not in refused.sentence


# --- what holds ---


def test_what_is_typed_wins_over_the_file_and_the_file_over_the_program() -> None:
    filed = Filed(theme="light", mouse=False, store="/a.db", state="BY")
    holds = settled(Typed(theme="dark", store="/b.db"), filed)
    assert (holds.theme, holds.mouse, holds.ascii, holds.store) == ("dark", False, False, "/b.db")
    assert holds.office == Office("BY", "", "")
    assert [holds.origins[name] for name in ("theme", "mouse", "ascii", "store")] == [
        "typed", "settings file", "by itself", "typed",
    ]  # fmt: skip


def test_the_environment_names_the_store_before_the_file_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPATCHER_STORE", "/c.db")
    holds = settled(Typed(), Filed(store="/a.db"))
    assert (holds.store, holds.origins["store"]) == ("/c.db", "DISPATCHER_STORE")


def test_the_file_names_the_language_before_the_environment_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert settled(Typed(), Filed(language="en")).language == "en"
    assert settled(Typed(), Filed()).origins["language"] == "LC_ALL"
    assert settled(Typed(language="de"), Filed(language="en")).origins["language"] == "typed"


def test_copies_stay_here_where_somebody_says_so() -> None:
    assert settled(Typed(), Filed()).clipboard
    assert not settled(Typed(), Filed(clipboard=False)).clipboard
    holds = settled(Typed(clipboard=False), Filed(clipboard=True))
    assert (holds.clipboard, holds.origins["clipboard"]) == (False, "typed")


def test_the_mouse_is_left_alone_in_gnu_screen_where_nobody_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setenv("STY", "4711.desk")
    holds = settled(Typed(), Filed())
    assert (holds.mouse, holds.origins["mouse"]) == (False, "STY")
    assert settled(Typed(mouse=True), Filed()).mouse
    assert settled(Typed(), Filed(mouse=True)).mouse
    monkeypatch.setenv("TMUX", "/tmp/tmux,1,0")
    assert settled(Typed(), Filed()).mouse


def test_every_setting_is_told(file: Path) -> None:
    filed = said_by(file, EVERYTHING)
    assert isinstance(filed, Filed)
    names = [name for name, _value, _origin in told(settled(Typed(), filed))]
    fields = {"language", "theme", "mouse", "ascii", "store", "lock_minutes", "clipboard"}
    assert set(names) == fields | {"office.state", "office.zone", "office.hours", "keymap.search", "keymap.day.next"}


def test_the_themes_are_those_of_the_console() -> None:
    assert set(THEMES) == set(dress.THEMES)
    assert Settings().theme in THEMES


# --- the commands ---


def test_a_command_says_what_is_wrong_in_the_file(run: Run, file: Path) -> None:
    file.write_text('languag = "de"\n')
    said = run("today")
    assert (said.code, said.out) == (1, "")
    assert said.err == f'Settings {file}: There is no setting "languag". Do you mean "language"?\n'


def test_it_is_said_in_the_language_that_was_typed(run: Run, file: Path) -> None:
    file.write_text('thme = "dark"\n')
    assert "Eine Einstellung „thme“ gibt es nicht. Meinen Sie „theme“?" in run("--lang", "de", "today").err


def test_the_language_of_the_file_is_spoken(run: Run, file: Path) -> None:
    file.write_text('language = "de"\n')
    assert "KW 48" in run("today").out
    assert "Aufruf: dispatcher" in run("--help").out
    assert "week 48" in run("--lang", "en", "today").out


def test_the_store_of_the_file_is_opened(run: Run, file: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dispatcher.cli.main import answer

    file.write_text(f'store = "{store}"\n')
    assert answer(["today"]) == 0
    assert answer(["--store", "/nowhere/at/all.db", "today"]) == 3


def test_the_demo_office_is_never_made_over_ones_own(run: Run, file: Path, real_store: Path, home: Path) -> None:
    from dispatcher.cli.main import answer

    file.write_text(f'store = "{real_store}"\n')
    before = real_store.read_bytes()
    assert answer(["demo", "--no-console"]) == 0
    assert real_store.read_bytes() == before
    assert (home / "XDG_DATA_HOME" / "dispatcher" / "demo.db").is_file()


def test_a_new_office_starts_as_the_file_says(run: Run, file: Path, tmp_path: Path) -> None:
    file.write_text('[office]\nstate = "BY"\n')
    place = tmp_path / "new.db"
    assert run("init", "--name", "Süd", at=place).code == 0
    corpus_christi = run("--now", "2026-06-04T09:00", "--read-only", "today", at=place)
    assert "Corpus Christi" in corpus_christi.out


def test_the_settings_are_printed_as_a_file_with_what_holds_in_it(run: Run, file: Path) -> None:
    file.write_text(EVERYTHING)
    said = run("settings")
    assert said.code == 0
    assert said.out.startswith(f"# {file}\n# Einstellungen von dispatcher.")
    assert tomllib.loads(said.out) == tomllib.loads(EVERYTHING)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_file_that_is_written_says_nothing_yet_and_explains_everything(run: Run, file: Path, language: str) -> None:
    said = run("--lang", language, "settings", "--write")
    assert said.code == 0
    assert str(file) in said.out
    text = file.read_text(encoding="utf-8")
    assert settings_file.read(file) == Filed()
    assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0
    examples = "\n".join(line.removeprefix("#") for line in text.splitlines() if not line.startswith("# "))
    file.write_text(examples, encoding="utf-8")
    filed = settings_file.read(file)
    assert isinstance(filed, Filed)
    assert None not in (filed.language, filed.theme, filed.mouse, filed.store, filed.state, filed.zone, filed.hours)
    assert filed.keymap


def test_a_file_that_is_there_is_never_written_over(run: Run, file: Path) -> None:
    file.write_text("thme = 1\n")
    said = run("settings", "--write")
    assert (said.code, said.err) == (1, f"{file} is there already: change it with your editor.\n")
    assert file.read_text() == "thme = 1\n"
    assert run("settings").err == f'Settings {file}: There is no setting "thme". Do you mean "theme"?\n'


def test_a_home_that_takes_no_file_is_one_sentence(run: Run, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "XDG_CONFIG_HOME").write_text("a file in the way")
    said = run("settings", "--write")
    assert said.code == 1
    assert said.err.count("\n") == 1
    assert "cannot be written: " in said.err


# --- the doctor ---


def preferences(run: Run) -> dict[str, tuple[str, str]]:
    facts = [fact for fact in run("doctor", "--json").json["facts"] if fact["name"] == "preference"]
    return {fact["value"].partition(" = ")[0]: (fact["value"], fact["advice"]) for fact in facts}


def test_the_doctor_says_what_holds_and_where_it_comes_from(run: Run, file: Path, store: Path) -> None:
    file.write_text('language = "en"\ntheme = "dark"\n')
    found = preferences(run)
    assert found["language"] == ("language = en (settings file)", "")
    assert found["theme"] == ("theme = dark (settings file)", "")
    assert found["mouse"] == ("mouse = true (by itself)", "")
    assert found["store"] == (f"store = {store} (typed)", "")


def test_the_doctor_works_with_a_file_that_is_wrong(run: Run, file: Path) -> None:
    file.write_text("thme = 1\n")
    said = run("doctor", "--json")
    assert said.code == 0
    (fact,) = [fact for fact in said.json["facts"] if fact["name"] == "settings_file"]
    assert (fact["ok"], fact["value"]) == (False, str(file))
    assert 'There is no setting "thme".' in fact["advice"]


def test_the_doctor_says_how_one_gets_a_file(run: Run) -> None:
    (fact,) = [fact for fact in run("doctor", "--json").json["facts"] if fact["name"] == "settings_file"]
    assert fact["ok"]
    assert fact["value"].endswith("(none; to make one: dispatcher settings --write)")


def test_the_doctor_tells_no_password(run: Run, file: Path) -> None:
    file.write_text('store = "postgresql://me:secret@nowhere.invalid/office"\n')
    from dispatcher.cli.main import answer

    assert answer(["doctor"]) == 3
    assert "secret" not in run("doctor").out
