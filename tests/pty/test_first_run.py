"""A person who has never seen the program starts it: from nothing to a working console, by keyboard."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.cli.office import Office, Options
from dispatcher.domain.technician import hours_from_text, show_hours
from dispatcher.locale import _
from dispatcher.resources import data_folder
from tests.kept import kept_in
from tests.pty.desk import HERE
from tests.pty.harness import SIZES, Terminal
from tests.pty.processes import keepers_of

ENV_NAMES = {"state": "XDG_STATE_HOME", "data": "XDG_DATA_HOME", "config": "XDG_CONFIG_HOME"}


class Newcomer:
    """A home directory with nothing in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store = folder / "data" / "dispatcher" / "office.db"
        self.env = {name: str(folder / place) for place, name in ENV_NAMES.items()}
        self.env |= {"LANG": "C.UTF-8", "PYTHONPATH": str(HERE), "DISPATCHER_STORE": ""}

    def command(self, *options: str) -> Sequence[str]:
        """``dispatcher`` as it is typed."""
        return sys.executable, "-m", "dispatcher", *options

    def start(self, *options: str, size: tuple[int, int] = SIZES[2]) -> Terminal:
        """The program in a terminal."""
        return Terminal(self.command(*options), size=size, env=self.env, cwd=self.folder)

    def office(self) -> Office:
        """What was made, read by this process."""
        office = Office(Options(str(self.store)))
        office.open()
        return office


@pytest.fixture
def newcomer(tmp_path: Path) -> Newcomer:
    return Newcomer(tmp_path)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "de"])
def test_from_nothing_to_a_working_console(newcomer: Newcomer, size: tuple[int, int], language: str) -> None:
    locale.use(language)
    with newcomer.start("--lang", language, size=size) as terminal:
        terminal.wait_for(_("YOUR OFFICE"))
        terminal.wait_for("One screen for the dispatcher|Ein Bildschirm für die Disposition")
        terminal.press("Nordlicht Technik", "tab", "hamburg")
        terminal.wait_for("= HH Hamburg")
        terminal.press("tab", "tab", "tab", "ctrl+u", "Wiebke Weiß")
        terminal.wait_for(rf"{_('Your sign')} +ww ")
        terminal.press("enter")
        terminal.wait_for(_("YOUR OFFICE IS MADE"))
        terminal.press("enter")
        terminal.wait_for("Nordlicht Technik .*: ww" if size[0] > 80 else "no alarms|keine Alarme")
        terminal.wait_for("PLAN")
        assert len(keepers_of(terminal.pid)) == 1
        terminal.press("Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
    office = newcomer.office()
    assert (office.row.name, office.row.state, office.row.zone) == ("Nordlicht Technik", "HH", "Europe/Berlin")
    assert office.colleague is not None
    assert (office.colleague.name, office.colleague.role) == ("Wiebke Weiß", "managing director")
    office.close()


def test_x3_keys_typed_ahead_from_the_first_run_into_the_console_are_not_lost(newcomer: Newcomer) -> None:
    """The office, the way to the first technician, his form, and a call: in one write."""
    with newcomer.start(size=SIZES[1]) as terminal:
        terminal.wait_for("YOUR OFFICE")
        fields = ("Nordlicht", "tab", "be", "tab", "tab", "tab", "ctrl+u", "Maria Harms")
        terminal.press(*fields, "enter", "t", "LB", "tab", "Lorenz B.", "enter")
        terminal.wait_for("Filed: technician")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []


def test_x3_keys_typed_while_the_demo_office_is_made_are_not_lost(newcomer: Newcomer) -> None:
    with newcomer.start(size=SIZES[1]) as terminal:
        terminal.wait_for(r"Ctrl\+D demo office")
        terminal.press("ctrl+d", "F2")
        terminal.wait_for("The demo office is being made")
        terminal.press("tarvonien", "enter", "n", "typed while waiting", "enter")
        terminal.wait_for("Filed: note Botschaft")
        terminal.press("Q")
        terminal.wait_for("LEAVE THE DESK EMPTY")
        terminal.press("030 23125-100", "enter")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []


def test_hours_are_kept_as_they_were_typed(newcomer: Newcomer) -> None:
    with newcomer.start("--lang", "de") as terminal:
        terminal.wait_for("IHR BÜRO")
        terminal.press("Nordlicht", "tab", "be", "tab", "tab", "ctrl+u", "Mo-Mi 8-12")
        terminal.wait_for("= Mo-Mi 08:00-12:00")
        terminal.press("tab", "ctrl+u", "Maria Harms", "enter")
        terminal.wait_for("IHR BÜRO IST ANGELEGT")
        terminal.press("escape")
        terminal.wait_for("keine Alarme")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    office = newcomer.office()
    with office.store.reading() as connection:
        stored = connection.exec_driver_sql("SELECT hours FROM office").scalar_one()
    office.close()
    locale.use("de")
    assert show_hours(hours_from_text(stored)) == "Mo-Mi 08:00-12:00"


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(newcomer: Newcomer) -> None:
    with newcomer.start() as terminal:
        terminal.wait_for("YOUR OFFICE")
        terminal.press("enter")
        terminal.wait_for("Office name is missing")
        terminal.press("Nordlicht", "tab", "xx", "tab", "tab", "tab", "ctrl+u", "Maria Harms", "enter")
        terminal.wait_for("xx is no federal state. One of: BB")
        terminal.wait_for(r">Federal state \* +xx_")
        terminal.press("ctrl+u", "be", "tab", "ctrl+u", "Berlin", "enter")
        terminal.wait_for("Berlin is no time zone")
        terminal.press("ctrl+u", "Europe/Berlin", "tab", " Sun", "enter")
        terminal.wait_for("Sun has no hours|no working hours")
        terminal.wait_for(">Office hours")
        terminal.press("tab", "tab", "m h", "enter")
        terminal.wait_for("A sign is one word of at most 8 signs")
        terminal.wait_for(r"Office name \* +Nordlicht")
        assert not newcomer.store.exists()
        terminal.press("escape")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
    assert not newcomer.store.exists()


def test_the_demo_office_is_one_key_away(newcomer: Newcomer) -> None:
    with newcomer.start() as terminal:
        terminal.wait_for(r"Ctrl\+D demo office")
        terminal.press("ctrl+d")
        terminal.wait_for("TRAINING")
        terminal.wait_for("Wolff|Wolf")
        terminal.wait_for(r"\(12\)")
        terminal.press("Q")
        terminal.wait_for(r"(?s)LEAVE THE DESK EMPTY.*TODAY 10:00 Rückruf, Ladenwerk Thiele")
        terminal.press("030 23125-100", "enter")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
    assert not newcomer.store.exists()
    assert newcomer.store.with_name("demo.db").exists()


def test_a_list_is_read_and_the_console_opens_on_it(newcomer: Newcomer) -> None:
    with newcomer.start(size=SIZES[1]) as terminal:
        terminal.wait_for("YOUR OFFICE")
        terminal.press("Nordlicht", "tab", "be", "tab", "tab", "tab", "ctrl+u", "Maria Harms", "enter")
        terminal.wait_for("YOUR OFFICE IS MADE")
        terminal.press("l", "nowhere.csv", "enter")
        terminal.wait_for(r"There is no file nowhere\.csv")
        terminal.press("escape")
        terminal.wait_for("YOUR OFFICE IS MADE")
        terminal.press("l")
        terminal.wait_for("READ A LIST")
        terminal.press("shift+tab", "down", "down", "tab", str(data_folder() / "demo" / "technicians.csv"))
        terminal.wait_for("technicians")
        terminal.press("enter")
        terminal.wait_for("technicians.csv: 12 rows read")
        terminal.wait_for("Enter = to the board")
        terminal.press("enter")
        terminal.wait_for("Wolff T")
        terminal.press("Q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize("store", ["--store", "DISPATCHER_STORE"])
def test_a_named_store_that_is_missing_is_a_slip(newcomer: Newcomer, store: str) -> None:
    named = str(newcomer.folder / "slip.db")
    newcomer.env |= {"DISPATCHER_STORE": "" if store == "--store" else named}
    with newcomer.start(*(["--store", named] if store == "--store" else [])) as terminal:
        assert terminal.wait_exit() == 3
        assert "There is no store at" in terminal.text()


def test_without_a_terminal_it_says_the_sentence(newcomer: Newcomer) -> None:
    done = subprocess.run(
        newcomer.command(), env=newcomer.env, capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    assert done.returncode == 1
    assert done.stderr.decode() == "The console needs a terminal. For a list: dispatcher today\n"
    done = subprocess.run(newcomer.command("today"), env=newcomer.env, capture_output=True, check=False)
    assert done.returncode == 3
    assert done.stderr.decode().startswith("There is no store at")


def half_typed(newcomer: Newcomer) -> Terminal:
    """The first form with something in two fields, and the cursor in the third."""
    terminal = newcomer.start(size=SIZES[0])
    terminal.wait_for("YOUR OFFICE")
    terminal.press("Nordlicht", "tab", "hamb", "tab", "tab", "tab", "ctrl+u", "Wiebke Weiß")
    terminal.wait_for("Weiß_")
    return terminal


def kept(newcomer: Newcomer) -> list[dict[str, str]]:
    """What is on the disk of it."""
    return [draft["values"] for draft in kept_in(newcomer.folder / "state")]


@pytest.mark.parametrize("end", ["kill", "hang-up", "closed", "left"])
def test_x1_what_was_typed_is_there_at_the_next_start(newcomer: Newcomer, end: str) -> None:
    with half_typed(newcomer) as terminal:
        if end == "kill":
            terminal.wait_for(lambda _lines: [one["person"] for one in kept(newcomer)] == ["Wiebke Weiß"])
            terminal.kill9()
        elif end == "left":
            terminal.press("escape")
            assert terminal.wait_exit() == 0
        else:
            terminal.signal(signal.SIGHUP) if end == "hang-up" else terminal.close()
            assert terminal.wait_exit() == 128 + signal.SIGHUP
    with newcomer.start() as terminal:
        terminal.wait_for(r"(?s)Office name \* +Nordlicht .*hamb .*>Your name \* +Wiebke Weiß_.*Your sign +ww ")
        terminal.press("tab", "tab", "tab", "urg", "enter")
        terminal.wait_for("YOUR OFFICE IS MADE")
        terminal.press("escape")
        terminal.wait_for("no alarms")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    assert kept(newcomer) == []
    office = newcomer.office()
    assert (office.row.name, office.row.state) == ("Nordlicht", "HH")
    office.close()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_x1_the_console_behind_it_ends_by_a_signal_as_ever(newcomer: Newcomer, number: signal.Signals) -> None:
    with half_typed(newcomer) as terminal:
        terminal.press("tab", "tab", "tab", "urg", "enter")
        terminal.wait_for("YOUR OFFICE IS MADE")
        terminal.press("t")
        terminal.wait_for("NEW: TECHNICIAN")
        terminal.press("Wolff")
        terminal.wait_for("Wolff_")
        terminal.signal(number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.faults() == []
    assert [values["code"] for values in kept(newcomer)] == ["Wolff"]


def test_x5_a_resize_keeps_the_first_form(newcomer: Newcomer) -> None:
    with half_typed(newcomer) as terminal:
        terminal.press("left", "left")
        terminal.wait_for("Wei_ß|We_iß")
        for size in (SIZES[2], (1, 1), SIZES[0]):
            terminal.resize(*size)
        terminal.wait_for(r"(?s)Nordlicht .*hamb .*>Your name \* +Wiebke We_iß")
        terminal.press("!")
        terminal.wait_for("We!_iß")
        terminal.press("escape")
        assert terminal.wait_exit() == 0


def test_x3_the_first_run_typed_in_one_burst(newcomer: Newcomer) -> None:
    with newcomer.start() as terminal:
        terminal.wait_for("YOUR OFFICE")
        terminal.press(
            "Nordlicht", "tab", "be", "tab", "tab", "tab", "ctrl+u", "Maria Harms", "enter", "l", "x.csv", "enter"
        )
        terminal.wait_for(r"There is no file x\.csv")
        terminal.press("escape")
        terminal.wait_for("YOUR OFFICE IS MADE")
        terminal.press("enter")
        terminal.wait_for("no alarms")
        terminal.press("Q")
        assert terminal.wait_exit() == 0
    office = newcomer.office()
    assert office.colleague is not None
    assert (office.row.name, office.colleague.name, office.colleague.sign) == ("Nordlicht", "Maria Harms", "mh")
    office.close()


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_gives_the_terminal_back(newcomer: Newcomer, number: signal.Signals) -> None:
    with newcomer.start() as terminal:
        terminal.wait_for("YOUR OFFICE")
        terminal.press("Nord")
        terminal.wait_for("Nord_")
        terminal.signal(number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.faults() == []
    assert not newcomer.store.exists()


def test_a_closed_terminal_ends_it(newcomer: Newcomer) -> None:
    with newcomer.start() as terminal:
        terminal.wait_for("YOUR OFFICE")
        terminal.close()
        assert terminal.wait_exit() == 128 + signal.SIGHUP


def test_a_window_that_is_too_small_says_so_and_keeps_what_was_typed(newcomer: Newcomer) -> None:
    with newcomer.start(size=(60, 20)) as terminal:
        terminal.wait_for("Needs at least 80 x 24")
        terminal.press("Nord")
        terminal.resize(*SIZES[1])
        terminal.wait_for("Nord_")
        terminal.press("escape")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize(("language", "entry"), [("en", "import"), ("de", "Import")])
def test_the_empty_board_names_the_palettes_import_which_reads_a_list(
    newcomer: Newcomer, language: str, entry: str
) -> None:
    locale.use(language)
    with newcomer.start("--lang", language, size=SIZES[0]) as terminal:
        terminal.wait_for(_("YOUR OFFICE"))
        terminal.press("Nordlicht", "tab", "be", "tab", "tab", "tab", "ctrl+u", "Maria Harms", "enter")
        terminal.wait_for(_("YOUR OFFICE IS MADE"))
        terminal.press("enter")
        terminal.wait_for(_('{key} "import" reads your list').format(key=_("Ctrl") + ".P"))
        terminal.press("ctrl+p")
        terminal.wait_for(_("What do you want to do?").replace("?", "."))
        terminal.type(entry)
        terminal.wait_for(_("Read a list of yours: customers, technicians, tickets ..."))
        terminal.press("enter")
        terminal.wait_for(_("READ A LIST"))
        terminal.press(str(data_folder() / "demo" / "customers.csv"), "enter")
        terminal.wait_for(_("Enter = to the board"))
        assert "customers.csv: " in terminal.text()
        terminal.press("enter")
        terminal.wait_for("PLAN")
        terminal.wait_for(_("No customer chosen."))
        terminal.press("Q")
        assert terminal.wait_exit() == 0
        assert terminal.faults() == []
    locale.use("en")
    office = newcomer.office()
    assert office.find_record("customer", "K-1042", None) > 0
    office.close()
