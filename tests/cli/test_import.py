"""Taking in lists from the command line: counts, reject file, rehearsal, and every way in which a list is none."""

from __future__ import annotations

import io
import re
import signal
from pathlib import Path

import pytest

from dispatcher.actions.importing import ImportReport
from dispatcher.cli import import_run
from dispatcher.cli.import_command import COUNTS
from dispatcher.cli.kinds import KINDS
from dispatcher.cli.progress import Bar, bar_line
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.exchange import mapping
from dispatcher.store.place import find
from dispatcher.store.schema import metadata
from dispatcher.store.store import open_store
from tests.cli.conftest import NOW, Run

DATA = Path(__file__).parent.parent / "data"
TECHNICIANS = "code,name,hours\nXX,Anna Blum,Mo-Do 7-17\nYY,,Mo-Fr 8-16\nZZ,Bert,nonsense\n"
CUSTOMERS = "key,name,street,place\n1,Bäckerei Kühn,Weg 1,Riesa\n2,Gasthof Adler,Markt 2,Pirna\n3,Hof Ost,Weg 3,Riesa\n"


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def counts(**named: int) -> dict[str, int]:
    return dict.fromkeys(COUNTS, 0) | named


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    return written(tmp_path, "customers.csv", CUSTOMERS)


def test_the_kinds_are_those_of_the_mappings() -> None:
    assert KINDS == mapping.KINDS


def test_a_list_goes_in_once(run: Run, customers: Path) -> None:
    said = run("import", "customers", str(customers))
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "customers.csv: 3 rows read: 3 added, 0 changed, 0 unchanged, 0 rejected.",
        "  Read as: Our own customer list",
    ]
    assert run("lookup", "Adler").out.startswith("K-1005  Gasthof Adler  ")
    again = run("import", "customers", str(customers))
    assert "0 added, 0 changed, 3 unchanged, 0 rejected" in again.out


def test_import_as_json(run: Run, customers: Path, tmp_path: Path) -> None:
    more = written(tmp_path, "more.csv", "key,name\n9,Zur Post\n8,\n")
    document = run("import", "customers", str(customers), str(more), "--json").json
    files = document.pop("files")
    assert document == counts(read=5, added=4, rejected=1) | {"dry_run": False}
    assert files[0] == counts(read=3, added=3) | {
        "file": str(customers),
        "mapping": "Our own customer list",
        "rejects": None,
        "kept": [],
    }
    assert files[1]["rejects"] == str(tmp_path / "more.rejected.csv")


def test_several_lists_are_counted_together(run: Run, customers: Path, tmp_path: Path) -> None:
    more = written(tmp_path, "more.csv", "key,name\n9,Zur Post\n")
    said = run("import", "customers", str(customers), str(more))
    assert said.out.splitlines()[-1] == "All together: 4 rows read: 4 added, 0 changed, 0 unchanged, 0 rejected."


def test_real_lists_go_in(run: Run) -> None:
    firms = sorted(str(path) for path in (DATA / "contacts" / "adressen_at").glob("*.csv"))
    assert run("import", "customers", *firms, "--json").json["added"] == 355
    log = str(DATA / "tickets" / "uci_incident_event_log_a.csv")
    document = run("import", "tickets", log, "--json").json
    assert (document["read"], document["added"]) == (3000, 447)


def test_a_bad_row_stays_out_with_its_reason_and_the_rest_goes_in(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "technicians.csv", TECHNICIANS)
    said = run("import", "technicians", str(file))
    rejects = tmp_path / "technicians.rejected.csv"
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines() == [
        "technicians.csv: 3 rows read: 1 added, 0 changed, 0 unchanged, 2 rejected.",
        "  Read as: Our own technicians",
        f"  Rejected rows with reasons: {rejects}",
    ]
    assert rejects.read_text().splitlines()[:2] == [
        "line,column,value,reason,code,name,hours",
        "3,name,,Something must stand here.,YY,,Mo-Fr 8-16",
    ]


def test_the_reject_file_goes_where_it_is_wanted(run: Run, tmp_path: Path) -> None:
    file, place = written(tmp_path, "technicians.csv", TECHNICIANS), tmp_path / "out.csv"
    assert run("import", "technicians", str(file), "--rejects", str(place)).code == 0
    assert place.read_text().count("\n") == 3
    assert not (tmp_path / "technicians.rejected.csv").exists()
    said = run("import", "technicians", str(file), "--rejects", str(place))
    assert (said.code, said.err) == (1, f"{place} is there already. Nothing was changed.\n")
    assert run("import", "technicians", str(file), str(file), "--rejects", str(tmp_path / "x.csv")).code == 2


def test_where_no_reject_file_can_be_written_the_rest_goes_in_all_the_same(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "technicians.csv", TECHNICIANS)
    said = run("import", "technicians", str(file), "--rejects", str(tmp_path / "no" / "folder.csv"))
    assert said.code == 0
    assert "1 added, 0 changed, 0 unchanged, 2 rejected" in said.out
    assert said.err == (
        "No reject file can be written there (No such file or directory); name another place with --rejects.\n"
    )


def test_a_list_of_bad_rows_only_is_refused(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "technicians.csv", "code,name\n,\nAA,\n")
    said = run("import", "technicians", str(file))
    assert said.code == 1
    assert "0 added" in said.out


def test_a_list_without_rows_is_no_fault(run: Run, tmp_path: Path) -> None:
    said = run("import", "technicians", str(written(tmp_path, "t.csv", "code,name\n")))
    assert said.code == 0
    assert said.out.startswith("t.csv: 0 rows read: ")


def test_a_rehearsal_keeps_nothing(run: Run, customers: Path, store: Path) -> None:
    said = run("import", "customers", str(customers), "--dry-run")
    assert said.code == 0
    assert said.out.startswith("Rehearsal, nothing was kept. customers.csv: 3 rows read: 3 added, ")
    assert run("lookup", "Adler").code == 1
    assert run("import", "customers", str(customers), "--dry-run", "--json").json["dry_run"] is True
    assert run("check", "--json").json["entries"] == 11


def test_what_a_person_changed_is_reported_and_kept(run: Run, customers: Path, store: Path) -> None:
    run("import", "customers", str(customers))
    opened = open_store(find(str(store)))
    site = metadata.tables["site"]
    with opened.writing(Actor(1, "mh", "dispatcher"), Clock(NOW)) as uow:
        ident, version = uow.connection.execute(
            site.select().with_only_columns(site.c.id, site.c.version).where(site.c.street == "Markt 2")
        ).one()
        uow.update(site, ident, version, street="Markt 22")
        uow.record("change", [("site", ident)], {"text": "moved"})
    opened.close()
    customers.write_text(CUSTOMERS.replace("Markt 2,", "Markt 20,"))
    said = run("import", "customers", str(customers))
    assert said.code == 0
    assert "1 fields kept as people set them" in said.out
    assert "Line 3: street stays Markt 22 as a person set it; the list says Markt 20." in said.out
    (kept,) = run("import", "customers", str(customers), "--json").json["files"][0]["kept"]
    assert kept == {"line": 3, "row": f"site {ident}", "field": "street", "theirs": "Markt 20", "ours": "Markt 22"}


def test_an_unknown_header_is_read_by_a_proposal(run: Run, tmp_path: Path) -> None:
    file = written(
        tmp_path, "kunden.csv", "Kundennr;Firma;Straße;PLZ;Ort;Farbe\n7;Gärtnerei Süß;Weg 1;01067;Dresden;rot\n"
    )
    said = run("import", "customers", str(file))
    assert said.code == 0
    assert said.out.splitlines()[1] == "  Read as: proposed from the header"
    assert said.out.splitlines()[3:] == ["  Columns not used: Farbe"]
    assert run("lookup", "Gärtnerei").code == 0


def _not_for_contacts(named: Path, file: Path) -> str:
    right = f"dispatcher import customers {file} --mapping {named}"
    return f"The mapping {named} is for customers, not for contacts: {right}\n"


def test_a_mapping_is_named(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "a.csv", "A,B\n7,Gärtnerei Süß\n")
    toml = 'kind = "customers"\nkey = "{A}"\n[customer]\nkey = "{A}"\nname = "{B}"\n'
    named = written(tmp_path, "a.toml", toml)
    said = run("import", "customers", str(file), "--mapping", str(named))
    assert said.out.splitlines()[1] == f"  Read as: {named}"
    said = run("import", "contacts", str(file), "--mapping", str(named))
    assert (said.code, said.err) == (1, _not_for_contacts(named, file))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty."),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "is not a text file"),
        (bytes(range(256)) * 100, "is not a text file"),
        (b"SQLite format 3\0" + bytes(100), "is not a text file"),
        ("code;name\n".encode("utf-16"), "is written in UTF-16"),
        (b"PK\x03\x04" + bytes(100), "is a spreadsheet or an archive"),
        (b"one,two,three\n1,2,3\n", "Describe the list with a mapping."),
        (b"x" * 2_000_000, ""),
        (b'"' * 2_000_000, ""),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    run: Run, tmp_path: Path, content: bytes, sentence: str
) -> None:
    said = run("import", "technicians", str(written(tmp_path, "list.csv", content)))
    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert sentence in said.err


def test_a_file_that_is_not_there_does_not_keep_the_others_out(run: Run, customers: Path, tmp_path: Path) -> None:
    said = run("import", "customers", str(tmp_path / "none.csv"), str(tmp_path), str(customers))
    assert said.code == 1
    assert said.err.splitlines() == [f"There is no file {tmp_path}/none.csv.", f"{tmp_path} is not a file."]
    assert "3 added" in said.out


@pytest.mark.parametrize("toml", ["", "nonsense", 'kind = "x"', "\udcff", 'kind = "customers"\nkey = "{A}"', "\0"])
def test_a_mapping_that_is_none_is_refused_in_a_sentence(run: Run, customers: Path, tmp_path: Path, toml: str) -> None:
    named = written(tmp_path, "m.toml", toml.encode("utf-8", "surrogateescape"))
    said = run("import", "customers", str(customers), "--mapping", str(named))
    assert (said.code, said.out) == (1, "")
    assert said.err.count("\n") == 1
    assert run("import", "customers", str(customers), "--mapping", str(tmp_path)).code == 1
    assert run("import", "customers", str(customers), "--mapping", "none.toml").code == 1


@pytest.mark.parametrize(
    "words", [(), ("customers",), ("nonsense", "x.csv"), ("customers", "x.csv", "--nonsense"), ("", "x.csv")]
)
def test_wrong_usage(run: Run, words: tuple[str, ...]) -> None:
    said = run("import", *words)
    assert (said.code, said.out) == (2, "")


@pytest.mark.parametrize("name", ["\udcff.csv", "x" * 300, "a\nb.csv", "-", ""])
def test_a_strange_file_name_is_a_sentence(run: Run, name: str) -> None:
    said = run("import", "customers", "--", name)
    assert said.code in (1, 2)
    assert "Traceback" not in said.err


def test_nothing_is_taken_in_where_nothing_may_be_written(run: Run, customers: Path, real_store: Path) -> None:
    said = run("--read-only", "import", "customers", str(customers))
    assert (said.code, said.err) == (1, "Read-only: opened with the read-only option. Nothing was saved.\n")
    said = run("--now", "2026-11-23T09:00", "import", "customers", str(customers), at=real_store)
    assert said.err == "Read-only: the clock is set, and this is no training store. Nothing was saved.\n"


def test_ctrl_c_lets_the_rows_under_way_go_in(run: Run, customers: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = import_run._Intake._stored

    def interrupted(intake: import_run._Intake, report: ImportReport) -> None:
        stored(intake, report)
        if report.read == 1:
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("dispatcher.actions.importing.MOST_ROWS", 1)
    monkeypatch.setattr("dispatcher.actions.importing.FIRST_ROWS", 1)
    monkeypatch.setattr(import_run._Intake, "_stored", interrupted)
    said = run("import", "customers", str(customers))
    assert said.code == 130
    read = int(said.out.split(": ")[1].split()[0])
    assert 0 < read < 3
    assert said.err == f"Interrupted. {read} rows were dealt with; the same command goes on from there.\n"
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_ctrl_c_ends_at_once() -> None:
    interruption = import_run.Interruption()
    with interruption.watched():
        signal.raise_signal(signal.SIGINT)
        assert list(interruption.until([1, 2])) == []
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_store_that_goes_away_says_how_far_it_came(
    run: Run, customers: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored = import_run._Intake._stored

    def replaced(intake: import_run._Intake, report: ImportReport) -> None:
        stored(intake, report)
        store.rename(store.with_name("away.db"))

    monkeypatch.setattr("dispatcher.actions.importing.FIRST_ROWS", 1)
    monkeypatch.setattr(import_run._Intake, "_stored", replaced)
    said = run("import", "customers", str(customers))
    assert said.code == 3
    assert said.err.endswith("1 rows were dealt with; the same command goes on from there.\n")


def test_german(run: Run, customers: Path) -> None:
    said = run("--lang", "de", "import", "customers", str(customers))
    assert said.out.startswith("customers.csv: 3 Zeilen gelesen: 3 neu, 0 geändert, 0 unverändert, 0 abgewiesen.\n")


def test_the_bar_tells_pace_and_time_left() -> None:
    line = bar_line("list.csv", 250, 1000, 1200, 0.5)
    assert line == "list.csv [######..................]  25%  1,200 rows  2,400 rows/s  0:01 left"
    assert bar_line("x", 0, 0, 0, 0.0).startswith("x [########################] 100%")


class Screen(io.StringIO):
    """A stderr that somebody looks at."""

    def isatty(self) -> bool:
        return True


def test_the_bar_is_drawn_on_a_terminal_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr("sys.stderr", screen)
    drawn = Bar("list.csv")
    drawn.show(10, 10, 5)
    drawn.clear()
    assert re.fullmatch(r"\rlist\.csv \[#{24}\] 100%  5 rows  .* left\x1b\[K\r\x1b\[K", screen.getvalue())


def test_no_bar_is_drawn_into_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr("sys.stderr", file)
    drawn = Bar("list.csv")
    drawn.show(10, 10)
    drawn.clear()
    assert file.getvalue() == ""
