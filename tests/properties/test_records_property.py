"""What is typed into master data comes back as it was understood, and whatever was saved is sound and found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dispatcher import locale
from dispatcher.actions.perform import perform
from dispatcher.actions.record_delete import delete_record
from dispatcher.actions.record_ends import archive_record
from dispatcher.actions.records import save_record
from dispatcher.actions.undo import undo
from dispatcher.domain.clock import Clock
from dispatcher.domain.field_sorts import SORTS
from dispatcher.domain.kinds import KINDS, echo_field, read_field, show_field
from dispatcher.domain.record import ArchiveRecord, DeleteRecord, SaveRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.undo import Undo
from dispatcher.queries.records import record
from dispatcher.store.index import document, documents_of
from dispatcher.store.schema import customer, search_document
from dispatcher.store.store import Store
from dispatcher.store.verify import check
from tests.actions.desk import DISPATCHER, NOW, found
from tests.properties.copies import copied, made

ZONES = ("Europe/Berlin", "Europe/London", "America/Sao_Paulo", "Asia/Kathmandu")
FIELDS = [(kind.name, field.name) for kind in KINDS.values() for field in kind.fields]
ANYTHING = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
DAY = st.builds("{:02d}.{:02d}.{}".format, st.integers(1, 31), st.integers(1, 12), st.sampled_from([2026, 27, ""]))
CLOCK = st.builds(" {:d}:{:02d}".format, st.integers(0, 24), st.integers(0, 59)) | st.just("")
PLAUSIBLE = st.one_of(
    st.builds("{}{}".format, DAY, CLOCK),
    st.builds("{}{} {}".format, DAY, CLOCK, st.sampled_from(["CET", "MESZ", "CEST"])),
    st.builds("0{}/{}-{} Herr X".format, st.integers(30, 9999), st.integers(100, 10**7), st.integers(0, 999)),
    st.builds("+49 {} {}; 0171 {}".format, st.integers(30, 999), st.integers(10**4, 10**7), st.integers(10**6, 10**7)),
    st.builds("{}-{} {}-{}".format, st.sampled_from(["Mo", "tue", "Mittwoch"]), st.sampled_from(["Fr", "sun"]),
              st.integers(0, 12), st.integers(12, 24)),
    st.builds("{}:{:02d} - {}".format, st.integers(0, 12), st.integers(0, 59), st.integers(12, 24)),
    st.builds("{}{}{}".format, st.integers(0, 200), st.sampled_from([",", ".", ":"]), st.integers(0, 99)),
    st.builds("{} {}".format, st.integers(0, 3000), st.sampled_from(["h", "min", "Std.", "%", "minuten", ""])),
    st.lists(st.sampled_from(["opener", "Öffner", "decides: Aufzug", "order", "k1042", "K-7", "invoices", "TK"]))
    .map("; ".join),
    st.sampled_from(["T", "telephone", "yes", "ja", "no", "registration", "Schleuse", "by", "Bavaria", "de", "10117"]),
)  # fmt: skip


@settings(max_examples=1000)
@given(st.sampled_from(FIELDS), ANYTHING | PLAUSIBLE, st.sampled_from(ZONES), st.sampled_from(["en", "de"]))
def test_what_is_understood_is_shown_so_that_it_is_understood_again(
    which: tuple[str, str], text: str, zone: str, language: str
) -> None:
    locale.use(language)
    kind, field = which
    value = read_field(kind, field, text, now=NOW, zone=zone)
    if isinstance(value, Refusal):
        assert value.code == field
        assert "\n" not in value.sentence
        assert echo_field(kind, field, text, now=NOW, zone=zone) == ""
        return
    shown = show_field(kind, field, value, zone)
    assert read_field(kind, field, shown, now=NOW, zone=zone) == value or not shown
    assert not isinstance(echo_field(kind, field, text, now=NOW, zone=zone), Refusal)


@settings(max_examples=500)
@given(st.integers(0, 5 * 366 * 24 * 60), st.sampled_from(ZONES), st.booleans())
def test_every_instant_of_time_off_can_be_typed_again(minutes: int, zone: str, german: bool) -> None:
    locale.use("de" if german else "en")
    instant = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    for field in ("starts", "ends", "told"):
        shown = show_field("absence", field, instant, zone)
        assert read_field("absence", field, shown, now=NOW, zone=zone) == instant


def test_every_sort_is_used_by_a_field() -> None:
    assert {field.sort for kind in KINDS.values() for field in kind.fields} == set(SORTS)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("template"), found)


NAMES = st.sampled_from(["Albers", "Praxis Hahn", "Müller GmbH", "Straße 4", "x", "  ", ""]) | ANYTHING
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["new", "new", "edit", "edit", "archive", "back", "delete", "undo"]),
        st.sampled_from(["customer", "site", "person"]),
        st.integers(1, 3),
        st.fixed_dictionaries(
            {"name": NAMES},
            optional={
                "street": NAMES,
                "postcode": st.sampled_from(["10117", "01067", "1", ""]),
                "phone": st.sampled_from(["030 23125471", "0171 2312500; 030 23125471 Büro", "x", ""]),
                "mail": st.sampled_from(["a@b.example", ""]),
                "remark": NAMES,
            },
        ),
    ),
    min_size=2,
    max_size=12,
)


@settings(max_examples=50)
@given(STEPS)
def test_whatever_was_saved_is_sound_and_found_by_what_stands_there(
    template: Path, steps: list[tuple[str, str, int, dict[str, str]]]
) -> None:
    with copied(template) as store:
        for step in steps:
            take(store, *step)
        assert check(store).findings == ()
        assert_found_right(store)


def take(store: Store, what: str, kind: str, ident: int, values: dict[str, str]) -> None:
    """One step; what cannot be done is refused."""
    fields = {one.name for one in KINDS[kind].fields}
    typed = {name: text for name, text in values.items() if name in fields}
    if what == "undo":
        perform(store, undo, Undo(), DISPATCHER, Clock(NOW))
    elif what == "delete":
        perform(store, delete_record, DeleteRecord(kind, ident), DISPATCHER, Clock(NOW))
    elif what in ("archive", "back"):
        perform(store, archive_record, ArchiveRecord(kind, ident, archived=what == "archive"), DISPATCHER, Clock(NOW))
    else:
        save(store, what, kind, ident, typed)


def save(store: Store, what: str, kind: str, ident: int, typed: dict[str, str]) -> None:
    """A saved field holds what was typed into it."""
    parent = ("customer", 1) if what == "new" and kind != "customer" else None
    command = SaveRecord(kind, typed, None if what == "new" else ident, parent=parent)
    outcome = perform(store, save_record, command, DISPATCHER, Clock(NOW))
    if isinstance(outcome, Refusal):
        return
    with store.reading() as connection:
        row = record(connection, kind, outcome.ref)
    assert row is not None
    for name, text in typed.items():
        value = read_field(kind, name, text, now=NOW, zone="Europe/Berlin")
        assert not isinstance(value, Refusal)
        assert row.values[name] == show_field(kind, name, value)


def assert_found_right(store: Store) -> None:
    with store.reading() as connection:
        for ident in connection.scalars(customer.select().with_only_columns(customer.c.id)).all():
            want = sorted(document(texts) for _site, texts in documents_of(connection, ident))
            mine = search_document.select().where(search_document.c.customer_id == ident)
            assert sorted(row.words for row in connection.execute(mine)) == want
