"""Master data from the command line, as somebody types it: add, edit, archive, show."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import Run

HAHN = ("add", "customer", "--name", "Praxis Hahn", "--phone", "030/23125472", "--postcode", "10117")


def test_a_new_customer_with_the_place_of_his_postcode(run: Run) -> None:
    said = run(*HAHN, "--street", "Hauptstraße 1")
    assert (said.code, said.out) == (0, "Added: K-1004 Praxis Hahn.\n")
    shown = run("show", "customer", "K-1004")
    assert shown.out.splitlines() == [
        "K-1004 Praxis Hahn",
        "  Name           Praxis Hahn",
        "  Phone          030 23125472",
        "  Street         Hauptstraße 1",
        "  Postcode       10117",
        "  Place          Berlin",
        "  Federal state  BE",
        "  Language       de",
    ]
    assert "K-1004" in run("lookup", "23125472").out


def test_who_may_be_there_already_is_named_and_added_only_when_that_is_meant(run: Run) -> None:
    run(*HAHN)
    again = run("add", "customer", "--name", "Hahn Praxis", "--phone", "0049 30 23125472")
    assert (again.code, again.out) == (1, "")
    assert again.err == ("Perhaps there already: K-1004 Praxis Hahn (same number). --anyway adds another one.\n")
    assert run(*HAHN, "--anyway").out == "Added: K-1005 Praxis Hahn.\n"


def test_a_technician_with_hours_lunch_and_time_off(run: Run) -> None:
    code = ("--code", "WO", "--name", "Tom Wolff", "--skills", "TK,SIP", "--hours", "Mon-Fri 7-16")
    assert run("add", "technician", *code, "--lunch", "12-12:30").out == "Added: Tom Wolff (#3).\n"
    assert run("edit", "technician", "wo", "--hours", "Mon-Thu 7-17, Fri 7-12").out == "Changed: Tom Wolff (#3).\n"
    off = run("add", "absence", "--technician", "wo", "--starts", "25.11. 12:00", "--ends", "27.11.")
    assert off.out == "Added: 25.11.2026 12:00 - 27.11.2026 (#1).\n"
    fields = json.loads(run("--lang", "de", "show", "techniker", "wo", "--json").out)["fields"]
    assert fields["hours"] == "Mon-Thu 07:00-17:00, Fri 07:00-12:00"
    assert (fields["skills"], fields["lunch"]) == ("TK SIP", "12:00-12:30")
    assert run("show", "absence", "--technician", "wo").out == "#1 25.11.2026 12:00 - 27.11.2026\n"
    assert run("archive", "absence", "1").out == "Archived: 25.11.2026 12:00 - 27.11.2026 (#1).\n"
    assert run("show", "absence", "--technician", "wo").out == "There are none.\n"


def test_times_off_say_whose_they_are(run: Run) -> None:
    run("add", "technician", "--code", "WO", "--name", "Tom Wolff")
    run("add", "absence", "--technician", "wo", "--starts", "25.11. 12:00", "--ends", "27.11.")
    run("add", "absence", "--person", "Bonnard", "--customer", "K-1001", "--starts", "17.11.2026")
    assert run("show", "absence").out.splitlines() == [
        "#1 Tom Wolff: 25.11.2026 12:00 - 27.11.2026",
        "#2 Frau Bonnard, K-1001 Botschaft von Tarvonien: 17.11.2026 -",
    ]
    assert run("show", "absence", "1").out.splitlines()[0] == "Tom Wolff: 25.11.2026 12:00 - 27.11.2026 (#1)"
    rows = json.loads(run("show", "absence", "--json").out)["records"]
    assert [row["of"] for row in rows] == ["Tom Wolff", "Frau Bonnard, K-1001 Botschaft von Tarvonien"]


def test_what_was_undone_does_not_stand_in_the_way_of_the_same_again(run: Run) -> None:
    fuchs = ("add", "technician", "--code", "Fuchs", "--name", "Markus Fuchs")
    assert run(*fuchs).out == "Added: Markus Fuchs (#3).\n"
    assert run("undo").code == 0
    assert run(*fuchs).out == "Added: Markus Fuchs (#4).\n"
    assert run("show", "technician", "fuchs", "--json").json["id"] == 4
    colleague = ("add", "colleague", "--name", "Neu Da", "--sign", "nd", "--login", "neuda", "--role", "dispatcher")
    assert [run(*words).code for words in (colleague, ("undo",), colleague)] == [0, 0, 0]
    assert [run(*words).code for words in (HAHN, ("undo",))] == [0, 0]
    assert run(*HAHN).out == "Added: K-1005 Praxis Hahn.\n"
    assert run("check").code == 0


def test_a_contact_person_of_a_customer(run: Run) -> None:
    calvet = ("--form", "Herr", "--name", "Calvet", "--duties", "contact; decides: lift", "--deputy", "Bonnard")
    assert run("add", "person", "--customer", "K-1001", *calvet).out == "Added: Herr Calvet (#2).\n"
    assert run("show", "person", "--customer", "K-1001").out.splitlines() == [
        "#1 Frau Bonnard, Verwaltung",
        "#2 Herr Calvet, contact; decides: lift",
    ]
    german = run("--lang", "de", "show", "ansprechpartner", "calvet", "--customer", "k1001").out
    assert "  Rollen      Ansprechpartner; entscheidet: lift" in german.splitlines()
    away = run("add", "absence", "--person", "Calvet", "--customer", "K-1001", "--starts", "17.11.2026")
    assert away.out == "Added: 17.11.2026 - (#1).\n"
    document = json.loads(run("show", "absence", "1", "--json").out)
    assert document["parent"] == {"kind": "person", "id": 2}


def test_what_is_archived_is_hidden_and_comes_back(run: Run) -> None:
    run(*HAHN)
    assert run("archive", "customer", "K-1004").out == "Archived: K-1004 Praxis Hahn.\n"
    assert run("lookup", "hahn").code == 1
    assert run("show", "customer", "K-1004").out.splitlines()[0] == "K-1004 Praxis Hahn [archived]"
    assert "Hahn" not in run("show", "customer").out
    assert "#4 K-1004 Praxis Hahn [archived]" in run("show", "customer", "--archived").out.splitlines()
    assert run("archive", "customer", "K-1004").out == "Nothing was changed.\n"
    assert run("archive", "customer", "K-1004", "--back").out == "Taken back: K-1004 Praxis Hahn.\n"
    assert run("lookup", "hahn").code == 0


def test_what_nothing_refers_to_is_deleted(run: Run) -> None:
    run(*HAHN)
    assert run("archive", "customer", "K-1004", "--back", "--delete").code == 2
    assert run("archive", "customer", "K-1004", "--delete").out == "Deleted: K-1004 Praxis Hahn.\n"
    assert run("show", "customer", "K-1004").err == "There is no customer K-1004.\n"
    kept = run("archive", "customer", "K-1001", "--delete")
    assert (kept.code, kept.out) == (1, "")
    assert "1 ticket, 1 contact person" in kept.err
    assert run("undo").code == 0
    assert run("lookup", "hahn").code == 0


def test_a_change_tells_programs_what_stands_there_now(run: Run) -> None:
    changed = json.loads(run("edit", "customer", "K-1002", "--remark", "Hinterhaus", "--json").out)
    assert (changed["number"], changed["version"], changed["fields"]["remark"]) == ("K-1002", 2, "Hinterhaus")
    assert changed["entry"] > 0
    assert json.loads(run("edit", "customer", "K-1002", "--remark", "Hinterhaus", "--json").out)["entry"] is None
    assert run("edit", "customer", "K-1002", "--remark", "").out == "Changed: K-1002 Müller Metallbau.\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("add", "customer"), "Name must not be empty."),
        (("add", "customer", "--name", "x" * 5000), "Name takes at most 500 signs."),
        (("add", "customer", "--name", "x", "--postcode", "1234"), "A postcode has five digits: 01067"),
        (
            ("add", "customer", "--name", "x", "--phone", "030 2312S-471"),
            "030 2312S-471 is no telephone number. Like: 030 23125-471",
        ),
        (("add", "technician", "--code", "pn", "--name", "Paul"), "Short code pn is taken already."),
        (("add", "absence", "--technician", "PN", "--starts", "31.02."), "There is no 31.02."),
        (("add", "absence", "--starts", "1.12."), "time off belongs to: technician, contact person, colleague."),
        (("add", "person", "--name", "Calvet"), "contact person belongs to: customer."),
        (("add", "site", "--customer", "K-9999"), "There is no customer K-9999."),
        (("edit", "technician", "PN"), "Which field? For instance: --code"),
        (("edit", "technician", "nobody", "--name", "x"), "There is no technician nobody."),
        (("edit", "person", "Bonnard", "--name", "x"), "There is no contact person Bonnard."),
        (("archive", "customer", "K-1001"), "Botschaft von Tarvonien is still needed: 1 open ticket."),
        (("archive", "technician", "PN"), "Peter Nowak is still needed: 1 appointment ahead."),
        (("archive", "colleague", "mh"), "You cannot archive yourself."),
    ],
)
def test_bad_input_gets_one_sentence(run: Run, words: tuple[str, ...], sentence: str) -> None:
    said = run(*words)
    assert (said.code, said.out, said.err) == (1, "", sentence + "\n")


def test_a_kind_that_is_none_names_those_that_are(run: Run) -> None:
    said = run("add", "shoe")
    assert said.code == 2
    assert "shoe" in said.err
    listed = run("--lang", "de", "add", "--help").out
    assert "kunde" in listed
    assert "Ansprechpartner" in listed


def test_the_help_of_a_kind_says_its_fields_in_the_language_in_use(run: Run) -> None:
    german = run("--lang", "de", "add", "standort", "--help").out
    assert "Zugangsart" in german
    assert "--register-hours" in german
    assert "Anmelden (Stunden vorher); 24" in german
    assert "Von wem: Nummer oder Name des Kunden." in german
