"""Mappings: the shipped ones are right, and what is wrong with another is said in one sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dispatcher import locale
from dispatcher.domain.refusal import Refusal
from dispatcher.exchange.binding import bind, unused
from dispatcher.exchange.checks import check, columns
from dispatcher.exchange.mapping import KINDS, Kind, Mapping, known_fields, load
from dispatcher.exchange.reader import read
from dispatcher.exchange.shipped import find_other, find_shipped, folder
from dispatcher.exchange.words import ALLOWED, words
from tests.exchange.lists import ADDRESSES, CASES, CHARGERS, INCIDENTS, STATIONS, listing, loaded, shipped, write

GOOD = """
kind = "customers"
source = "{file}"
key = "{Nr}"
[customer]
name = "{Firma}"
"""
SHIPPED = sorted(path.stem for path in folder().glob("*.toml"))


def sentence(folder_: Path, text: str) -> str:
    refusal = load(write(folder_, text, "mine.toml"))
    assert isinstance(refusal, Refusal), refusal
    return refusal.sentence


def test_the_shipped_mappings_are_all_there() -> None:
    assert SHIPPED == [
        "adressen_at",
        "boston311",
        "db_stationen",
        "ladesaeulen",
        "own_absences",
        "own_appointments",
        "own_colleagues",
        "own_contacts",
        "own_contracts",
        "own_customers",
        "own_history",
        "own_services",
        "own_technicians",
        "own_tickets",
        "uci_incidents",
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_mapping_is_right(name: str) -> None:
    mapping = shipped(name)
    assert check(mapping) == ""
    assert mapping.title
    assert mapping.title_de
    assert set(mapping.recognise) <= set(columns(mapping)) | set(mapping.recognise)
    assert set(mapping.optional) <= set(columns(mapping))


@pytest.mark.parametrize(
    ("path", "kind", "title"),
    [
        *((path, "customers", "Austrian firms and offices") for path in ADDRESSES),
        (STATIONS, "customers", "German railway stations"),
        (CHARGERS, "customers", "German register of charging stations"),
        (INCIDENTS, "tickets", "Incident event log"),
        (CASES, "tickets", "Boston 311 cases"),
    ],
)
def test_a_known_list_is_recognised_by_its_header(path: Path, kind: Kind, title: str) -> None:
    header = listing(path).header
    mapping = find_shipped(header, kind)
    assert mapping is not None
    assert mapping.title == title
    for other in KINDS:
        if other != kind:
            assert find_shipped(header, other) is None


def test_an_unknown_list_is_not_recognised() -> None:
    assert find_shipped(("Id", "Firma", "Ort"), "customers") is None
    assert find_shipped((), "customers") is None
    assert find_shipped(("code", "name", "shoe size"), "technicians") is None


def test_a_list_of_another_kind_is_known_by_more_than_one_column() -> None:
    other = find_other(("code", "name", "hours"), "customers")
    assert other is not None
    assert other.kind == "technicians"
    assert find_other(("code", "name", "hours"), "technicians") is None
    assert find_other(("name", "phone"), "customers") is None


def test_the_manual_names_every_column_and_field() -> None:
    manual = (folder() / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| (\w+|`\[\w+\]`) \| (.*?) \|", manual, re.MULTILINE))
    for kind in KINDS:
        own = shipped(f"own_{kind}")
        assert set(re.findall(r"`(\w+)`", rows[kind])) == set(columns(own)), kind
        assert {name for name in columns(own) if f"`{name}`*" in rows[kind]} == set(columns(own)) - set(own.optional)
    for name, fields in known_fields().items():
        if name not in ("", "numbers"):
            assert set(re.findall(r"`(\w+)`", rows[f"`[{name}]`"])) == set(fields), name
    for name in SHIPPED:
        assert f"`{name}.toml`" in manual or name.startswith("own_")


def test_the_example_of_the_manual_is_a_mapping(tmp_path: Path) -> None:
    manual = (folder() / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)
    mapping = loaded(write(tmp_path, example, "example.toml"))
    assert columns(mapping) == ("No", "Firma", "Vorname", "Name", "Telefon", "Abteilung", "Straße", "Hausnr")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD + "nane = 1", 'Mapping mine.toml: There is no field "nane" in [customer]. Do you mean "name"?'),
        (GOOD + "[sitte]\nname='x'", 'Mapping mine.toml: There is no field "sitte". Do you mean "site"?'),
        (GOOD + "[site]\nqqqqqqq='x'", 'Mapping mine.toml: There is no field "qqqqqqq" in [site].'),
        (
            GOOD + 'numbers = [{ kind = "phone", valeu = "{Tel}" }]',
            'Mapping mine.toml: There is no field "valeu" in [numbers]. Do you mean "value"?',
        ),
        (
            GOOD + 'numbers = [{ kind = "telex", value = "{Tel}" }]',
            'Mapping mine.toml: The field "customer.numbers.kind" has a value that does not belong there.',
        ),
        (GOOD + "remark = 5", 'Mapping mine.toml: The field "customer.remark" has a value that does not belong there.'),
        (
            GOOD.replace("customers", "clients"),
            'Mapping mine.toml: The field "kind" has a value that does not belong there.',
        ),
        (GOOD.replace('key = "{Nr}"', ""), 'Mapping mine.toml: The field "key" is missing.'),
        (GOOD.replace('name = "{Firma}"', ""), 'Mapping mine.toml: The field "customer.name" is missing.'),
        (GOOD.replace("[customer]", ""), 'Mapping mine.toml: There is no field "name".'),
        (GOOD.replace("{Firma}", "{Firma"), 'Mapping mine.toml: The brackets in "{Firma" (customer.name) do not fit.'),
        (GOOD + "[entry]\nhappened='{a}'\ntext='{b}'", "Mapping mine.toml: A list of customers has no table [entry]."),
        (GOOD.replace("customers", "contacts"), "Mapping mine.toml: A list of contacts needs the table [person]."),
        ('dates = ["%Q"]' + GOOD, 'Mapping mine.toml: "%Q" is no date format; write it like "%d.%m.%Y %H:%M".'),
        ('dates = ["TT.MM.JJJJ"]' + GOOD, '"TT.MM.JJJJ" is no date format'),
        ('zone = "Berlin"' + GOOD, 'Mapping mine.toml: "Berlin" is no time zone; write it like "Europe/Berlin".'),
        ('country = "Austria"' + GOOD, '"Austria" is no country; write two capital letters, like "DE".'),
        (
            GOOD + '[values."ticket.sate"]\na = "new"',
            'There is no field "ticket.sate" in [values]. Do you mean "ticket.state"?',
        ),
        (GOOD + '[values."ticket.state"]\na = "nwe"', '"nwe" is none of the words of ticket.state: new, planned,'),
        ("kind = \n", "Mapping mine.toml: Line 1, column 8 is not valid TOML."),
        ("kind = ", "Mapping mine.toml: It is not valid TOML."),
        ("", 'Mapping mine.toml: The field "kind" is missing.'),
        (GOOD + "[ticket]\ntitle='x'", 'Mapping mine.toml: The field "reported" is missing in [ticket].'),
    ],
)
def test_what_is_wrong_with_a_mapping_is_named(tmp_path: Path, text: str, told: str) -> None:
    assert told in sentence(tmp_path, text)


def test_the_sentence_is_german_for_germans(tmp_path: Path) -> None:
    locale.use("de")
    expected = "Zuordnung mine.toml: Es gibt kein Feld „nane“ in [customer]. Meinen Sie „name“?"
    assert sentence(tmp_path, GOOD + "nane = 1") == expected


def test_a_mapping_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    missing, folder_ = load(tmp_path / "no.toml"), load(tmp_path)
    latin = load(write(tmp_path, "# Müller\n" + GOOD, "latin.toml", "cp1252"))
    assert isinstance(missing, Refusal)
    assert isinstance(folder_, Refusal)
    assert isinstance(latin, Refusal)
    assert missing.sentence == f"The mapping {tmp_path / 'no.toml'} cannot be read."
    assert (missing.code, folder_.code, latin.code) == ("mapping-unreadable", "mapping-unreadable", "mapping-encoding")


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("Nr,Frima", 'The file has no column "Firma". Do you mean "Frima"?'),
        ("Nr,Ort", 'The file has no column "Firma".'),
        ("Nr,Firma,Firma", 'The column "Firma" stands in the header more than once.'),
    ],
)
def test_a_file_that_lacks_a_column_is_refused(tmp_path: Path, header: str, told: str) -> None:
    mapping = loaded(write(tmp_path, GOOD, "mine.toml"))
    assert read(write(tmp_path, f"{header}\n"), mapping) == Refusal("mapping-header", told)


def test_a_column_that_our_own_list_does_not_know_is_refused() -> None:
    refusal = bind(shipped("own_technicians"), ("code", "name", "phon"))
    assert refusal == Refusal("mapping-header", 'The column "phon" is none of this list. Do you mean "phone"?')


def test_columns_are_found_without_regard_to_capitals(tmp_path: Path) -> None:
    mapping = loaded(write(tmp_path, GOOD, "mine.toml"))
    assert not isinstance(bind(mapping, ("NR", "firma", "Ort")), Refusal)
    assert unused(mapping, ("NR", "firma", "Ort")) == ("Ort",)


def test_words_of_a_list_become_ours() -> None:
    found = words("ticket.state", {"Awaiting *": "waiting", "Awaiting Vendor *": "planned", "Zu": "closed"})
    assert found.ours("awaiting user info") == "waiting"
    assert found.ours("Awaiting Vendor X") == "planned"
    assert found.ours("zu") == "closed"
    assert found.ours("In Work") == "in work"
    assert found.ours("Offen") is None


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_our_own_words_are_always_understood(name: str) -> None:
    assert [words(name, {}).ours(word) for word in ALLOWED[name]] == list(ALLOWED[name])


def test_every_field_that_takes_words_is_documented() -> None:
    manual = (folder() / "README.md").read_text(encoding="utf-8")
    assert [name for name in ALLOWED if name not in manual] == []


def test_a_mapping_is_a_value() -> None:
    assert shipped("boston311") == shipped("boston311")
    assert isinstance(shipped("boston311"), Mapping)
