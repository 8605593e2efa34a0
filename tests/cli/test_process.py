"""The commands as processes of their own: exit codes, streams, what is loaded, and how one is stopped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent.parent
DISPATCHER = [sys.executable, "-m", "dispatcher"]


@pytest.fixture
def place(store: Path) -> dict[str, str]:
    """The environment of a process that works on the training office."""
    return os.environ | {"PYTHONPATH": str(HOUSE), "DISPATCHER_STORE": str(store)}


def typed(place: dict[str, str], *words: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*DISPATCHER, *words], env=place, input=stdin, capture_output=True, check=False)


def shell(place: dict[str, str], line: str) -> subprocess.CompletedProcess[bytes]:
    """Run a shell's line in which "dispatcher" is the program."""
    prefix = f'dispatcher() {{ "{sys.executable}" -m dispatcher "$@"; }}; '
    return subprocess.run(["bash", "-c", prefix + line], env=place, capture_output=True, check=False)


def loaded(place: dict[str, str], *words: str) -> set[str]:
    """The modules that are loaded when a command has run."""
    program = (
        f"import sys\nfrom dispatcher.cli.main import answer\nanswer({list(words)!r})\nprint('LOADED', *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], env=place, capture_output=True, check=True)
    return set(done.stdout.decode().rpartition("LOADED")[2].split())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("today",), 0),
        (("--version",), 0),
        (("lookup", "Xyzzyq"), 1),
        (("history", "k9"), 1),
        (("nonsense",), 2),
        (("history",), 2),
        (("--store", "none.db", "today"), 3),
        ((), 1),
    ],
)
def test_the_process_ends_with_the_code(place: dict[str, str], words: tuple[str, ...], code: int) -> None:
    done = typed(place, *words)
    assert done.returncode == code
    assert bool(done.stderr) == bool(code)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("lookup", "25471"), ("lookup", "tarvonien"), ("history", "k1001")])
def test_a_caller_is_found_without_screen_migrations_and_calendars(
    place: dict[str, str], words: tuple[str, ...]
) -> None:
    parts = {name.split(".")[0] for name in loaded(place, *words)}
    assert parts & {"textual", "rich", "alembic", "mako", "pendulum", "phonenumbers", "holidays"} == set()
    assert not any(
        name.startswith(("sqlalchemy.dialects.postgresql", "sqlalchemy.orm")) for name in loaded(place, *words)
    )


@pytest.mark.parametrize(
    "words", [("today",), ("note", "k1001", "x"), ("check",), ("doctor",), ("backup",), ("migrate",)]
)
def test_no_command_loads_the_screen(place: dict[str, str], words: tuple[str, ...]) -> None:
    parts = {name.split(".")[0] for name in loaded(place, *words)}
    assert parts & {"textual", "alembic"} == set()


def test_only_one_sqlite_library_is_loaded(place: dict[str, str]) -> None:
    assert len(loaded(place, "doctor") & {"_sqlite3", "pysqlite3._sqlite3"}) == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_an_old_terminal_gets_question_marks_and_no_fault(place: dict[str, str], encoding: str) -> None:
    typed(place, "note", "k1001", "Łódź → 中文 Müller")
    done = typed(place | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}, "history", "k1001")
    assert done.returncode == 0
    assert done.stderr == b""
    assert b"ller" in done.stdout


def test_json_is_utf_8_on_any_terminal(place: dict[str, str]) -> None:
    typed(place, "note", "k1001", "Łódź → Müller")
    done = typed(place | {"PYTHONIOENCODING": "latin-1"}, "history", "k1001", "--json")
    assert "Łódź → Müller" in {entry["text"] for entry in json.loads(done.stdout.decode())["entries"]}


def test_bytes_that_are_no_utf_8_are_taken_as_arguments(place: dict[str, str]) -> None:
    done = shell(place, "dispatcher note k1001 $'M\\xfcller' && dispatcher history k1001 --json")
    assert done.returncode == 0
    assert "M\N{REPLACEMENT CHARACTER}ller" in done.stdout.decode()
    assert shell(place, "dispatcher --store $'\\xfc.db' today").returncode == 3


def test_whoever_has_enough_closes_the_pipe(place: dict[str, str]) -> None:
    for words in ("history k1001", "history k1001 --json", "today", "--help", "keys", "doctor"):
        done = shell(place, f"set -o pipefail; dispatcher {words} | true")
        assert (done.returncode, done.stderr) == (0, b""), words


def test_closed_streams_are_no_fault(place: dict[str, str]) -> None:
    assert shell(place, "dispatcher today >&-").returncode == 0
    assert shell(place, "dispatcher lookup Xyzzyq 2>&-").returncode == 1
    done = shell(place, "dispatcher note k1001 - <&-")
    assert (done.returncode, done.stderr) == (1, b"The note is empty.\n")


def test_a_full_disk_behind_the_output_is_said(place: dict[str, str]) -> None:
    for words in ("today", "today --json", "keys"):
        done = shell(place, f"dispatcher {words} >/dev/full")
        assert done.returncode == 1
        assert done.stderr == b"The output cannot be written: No space left on device.\n"


def test_ctrl_c_ends_with_130_and_keeps_the_text(place: dict[str, str], home: Path) -> None:
    words = ["note", "k1001", "my text"]
    program = (
        "import os, signal, sys\nfrom dispatcher.cli import main\nfrom dispatcher.cli.office import Office\n"
        "def stopped(*given): os.kill(os.getpid(), signal.SIGINT)\n"
        "Office.file_note = stopped\nmain.run(sys.argv[1:])"
    )
    done = subprocess.run([sys.executable, "-c", program, *words], env=place, capture_output=True, check=False)
    assert done.returncode == 130
    assert b"Your text is kept as a draft; the console offers it." in done.stderr
    assert b"Traceback" not in done.stderr
    (draft,) = (home / "XDG_STATE_HOME" / "dispatcher" / "drafts").rglob("*.json")
    assert "my text" in draft.read_text()


def test_an_import_is_stopped_by_ctrl_c_and_goes_on(place: dict[str, str], tmp_path: Path) -> None:
    rows = "".join(f"{number},Kunde {number},Weg {number},Riesa\n" for number in range(3000))
    file = tmp_path / "list.csv"
    file.write_text("key,name,street,place\n" + rows)
    program = (
        "import os, signal, sys\nfrom dispatcher.cli import import_run, main\nstored = import_run._Intake._stored\n"
        "def stop(intake, report):\n    stored(intake, report)\n"
        "    if not stop.came: stop.came = True; os.kill(os.getpid(), signal.SIGINT)\n"
        "stop.came = False\nimport_run._Intake._stored = stop\nmain.run(sys.argv[1:])"
    )
    words = ["import", "customers", str(file), "--json"]
    done = subprocess.run([sys.executable, "-c", program, *words], env=place, capture_output=True, check=False)
    assert done.returncode == 130
    read = json.loads(done.stdout)["read"]
    assert 0 < read < 3000
    assert done.stderr.decode().startswith("Interrupted. ")
    again = json.loads(typed(place, *words).stdout)
    assert (again["added"], again["unchanged"]) == (3000 - read, read)


def test_files_are_for_their_owner_alone(place: dict[str, str], tmp_path: Path) -> None:
    target = tmp_path / "new.db"
    shell(place, f"umask 022; dispatcher --store {target} init --name Nord; dispatcher note k9 text")
    files = [target, *(tmp_path / "home").rglob("*.*")]
    assert len(files) > 2
    assert [path for path in files if path.is_file() and path.stat().st_mode & 0o077] == []


def test_the_shell_may_complete(place: dict[str, str]) -> None:
    done = typed(place | {"_DISPATCHER_COMPLETE": "bash_source"})
    assert done.returncode == 0
    assert b"complete" in done.stdout


def test_a_fault_in_the_program_is_one_sentence(place: dict[str, str], home: Path) -> None:
    program = (
        "import sys\nfrom dispatcher.cli import main\nfrom dispatcher.cli.office import Office\n"
        "def faulty(*given): raise ZeroDivisionError('secret 030 23125-471')\n"
        "Office.plan = faulty\nmain.run(['today'])"
    )
    done = subprocess.run([sys.executable, "-c", program], env=place, capture_output=True, check=False)
    log = home / "XDG_STATE_HOME" / "dispatcher" / "log" / "faults.log"
    assert done.returncode == 1
    told = f"The program stopped because of a fault in it. Nothing filed is lost. Error log: {log}\n"
    assert done.stderr.decode() == told
    assert "secret" not in log.read_text()
    assert log.stat().st_mode & 0o077 == 0
