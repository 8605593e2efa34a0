"""What is said of a list in people's words: its kind, what it was taken for, which column became what."""

from __future__ import annotations

from pathlib import Path

import pytest

from dispatcher.cli.kinds import GERMAN, kind_word
from tests.cli.conftest import Run
from tests.cli.test_import import DATA, written


def test_a_known_list_of_another_kind_is_refused_with_the_right_command(run: Run) -> None:
    banks = DATA / "contacts" / "adressen_at" / "privat_banken.csv"
    said = run("import", "technicians", str(banks))
    right = f"dispatcher import customers {banks}"
    told = f"This is a list of customers (Austrian firms and offices), not of technicians: {right}\n"
    assert (said.code, said.err, said.out) == (1, told, "")
    assert run("import", "customers", str(banks)).code == 0


@pytest.mark.parametrize(("german", "kind"), GERMAN.items())
def test_a_kind_has_a_german_word(german: str, kind: str, run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "nothing.csv", "")
    assert run("--lang", "en", "import", german.capitalize(), str(file)).code == 1
    assert kind_word(kind) == kind
    assert run("--lang", "de", "import", kind, str(file)).code == 1
    assert kind_word(kind) == german


def test_a_word_that_is_no_kind_is_refused_with_those_that_are(run: Run, tmp_path: Path) -> None:
    said = run("--lang", "de", "import", "", str(tmp_path / "x.csv"))
    assert said.code == 2
    assert "keines von 'kunden', 'kontakte', 'techniker', 'tickets', 'termine', 'verlauf'" in said.err


def test_a_shipped_mapping_has_a_german_name(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "customers.csv", "key,name\n1,Adler\n")
    said = run("--lang", "de", "import", "kunden", str(file))
    assert said.out.splitlines()[1] == "  Gelesen als: Eigene Kundenliste"


def test_a_proposal_says_which_column_became_what(run: Run, tmp_path: Path) -> None:
    text = "KdNr;Firma;Straße;Nr.;PLZ;Ort;Tel.;Umsatz\n4;Maier;Weg;1;04109;Leipzig;0341 2312547;1\n"
    file = written(tmp_path, "kunden.csv", text)
    assert run("import", "customers", str(file)).out.splitlines()[1:] == [
        "  Read as: proposed from the header",
        "  key = KdNr, customer = KdNr, name = Firma, street = Straße + Nr., postcode = PLZ, place = Ort, phone = Tel.",
        "  Columns not used: Umsatz",
    ]
    assert "Name = Firma, Straße = Straße + Nr." in run("--lang", "de", "import", "kunden", str(file)).out


def test_an_event_log_says_how_many_tickets_its_rows_are(run: Run) -> None:
    said = run("import", "tickets", str(DATA / "tickets" / "uci_incident_event_log_a.csv"), "--dry-run")
    assert "3,000 rows read, 447 tickets: 447 added, 0 changed, 0 unchanged, 0 rejected." in said.out


def test_a_key_twice_goes_to_the_reject_file(run: Run, tmp_path: Path) -> None:
    file = written(tmp_path, "kunden.csv", "KdNr;Firma\n3;Drei\n4;Maier\n4;Schulz\n")
    said = run("import", "customers", str(file))
    assert "3 rows read: 2 added, 0 changed, 0 unchanged, 1 rejected" in said.out
    rejects = (tmp_path / "kunden.rejected.csv").read_text().splitlines()
    assert rejects[1] == "4,key,4,The key 4 stands in line 3 already.,4,Schulz"
    again = run("import", "customers", str(file))
    assert "3 rows read: 0 added, 0 changed, 2 unchanged, 1 rejected" in again.out
