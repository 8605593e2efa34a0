"""Lists of an office's records from the command line: rejected rows are named, put right and read again."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.test_import import written


def test_an_absence_of_somebody_unknown_is_named_and_read_again_when_he_is_there(run: Run, tmp_path: Path) -> None:
    away = written(tmp_path, "absences.csv", "technician,from,until\nZX,2026-11-25,2026-11-27\n")
    said = run("import", "absences", str(away))
    assert "0 added, 0 changed, 0 unchanged, 1 rejected" in said.out
    rejects = tmp_path / "absences.rejected.csv"
    assert "There is no technician ZX." in rejects.read_text(encoding="utf-8")
    crew = written(tmp_path, "crew.csv", "code,name,lunch\nZX,Anna Blum,12:00-12:30\n")
    assert run("import", "technicians", str(crew)).code == 0
    again = run("import", "absences", str(rejects))
    assert "1 added" in again.out
    assert run("check").code == 0


def test_colleagues_contracts_and_services_go_in_by_their_german_words(run: Run, tmp_path: Path) -> None:
    staff = written(tmp_path, "staff.csv", "sign,name,role,stand_in\nwh,Werner Weiß,Disponent,zz\n")
    assert "1 neu" in run("--lang", "de", "import", "Kollegen", str(staff)).out
    assert run("show", "colleague", "wh", "--json").json["fields"]["stand_in"] == "zz"
    house = written(tmp_path, "house.csv", "key,number,name\nH,K-1090,Hotel Elbe\n")
    assert run("import", "customers", str(house)).code == 0
    terms = written(tmp_path, "terms.csv", "customer,name,response,until\nH,Wartung,4 h,31.12.2026\n")
    assert "1 neu" in run("--lang", "de", "import", "verträge", str(terms)).out
    mail = written(tmp_path, "mail.csv", 'name,availability,customers\nmx09,"99,5",K-1090\n')
    assert "1 neu" in run("--lang", "de", "import", "dienste", str(mail)).out
    assert run("show", "service", "mx09", "--json").json["fields"]["customers"] == "K-1090"


def test_the_same_list_twice_adds_nothing(run: Run, tmp_path: Path) -> None:
    staff = written(tmp_path, "staff.csv", "sign,name,stand_in\naa,Anna,bb\nbb,Bert,aa\n")
    assert "2 added" in run("import", "colleagues", str(staff)).out
    assert "0 added, 0 changed, 2 unchanged" in run("import", "colleagues", str(staff)).out
    assert run("import", "colleagues", str(staff), "--dry-run", "--json").json["unchanged"] == 2
