"""What is put in comes out: instants, texts, numbers; on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, select, text

from dispatcher.store import types
from dispatcher.store.journal import decode, link_text, parse_links
from dispatcher.store.schema import customer, journal, journal_payload, site, technician
from dispatcher.store.store import Store
from dispatcher.store.uow import UnitOfWork
from dispatcher.store.verify import check
from tests.store.offices import CLOCK, NOW, add_customer, note, saved

BERLIN = ZoneInfo("Europe/Berlin")
INSTANTS = [
    datetime(2026, 3, 29, 1, 59, 59, tzinfo=BERLIN),
    datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN),
    datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=0),
    datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1),
    datetime(2027, 10, 31, 2, 30, tzinfo=BERLIN, fold=1),
    datetime(1893, 4, 1, 0, 0, tzinfo=UTC),
    datetime(1893, 3, 31, 23, 59, tzinfo=BERLIN),
    datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    datetime(2028, 2, 29, 12, 0, 0, 1, tzinfo=timezone(timedelta(hours=-11))),
    datetime(1, 1, 1, tzinfo=UTC),
]
TEXTS = [
    "Müller & Söhne GmbH – „Nord“",
    "[EXTERN] Re: Heizung [/b] [@click=app.quit]",
    "'; DROP TABLE journal; --",
    '" OR 1=1',
    "%s %(x)s {0} {name} :seq ? ??",
    "a\nb\tc\r\nd",
    "👩‍🔧🇩🇪 e\u0301 \u202eevil\u202c",
    "=cmd|'/c calc'!A1",
    "NaN null true 1e309 0x10 1_000",
    "\\x1b[2J \\\\ \\n",
    "ein sehr langer Text " * 20_000,
    " ",
]


def touch(uow: UnitOfWork, instant: datetime) -> None:
    uow.update(technician, 1, 1, status_since=instant)
    uow.record("status", [("technician", 1)], {}, happened=instant)


@pytest.mark.parametrize("instant", INSTANTS, ids=str)
def test_an_instant_comes_back_in_utc(store: Store, instant: datetime) -> None:
    saved(store, lambda uow: touch(uow, instant))
    with store.reading() as connection:
        found = connection.scalar(select(technician.c.status_since).where(technician.c.id == 1))
    assert found == instant.astimezone(UTC)
    assert found is not None
    assert found.utcoffset() == timedelta(0)
    assert check(store).findings == ()


def test_the_two_half_past_twos_of_autumn_are_an_hour_apart(store: Store) -> None:
    early, late = INSTANTS[2:4]
    saved(store, lambda uow: note_at(uow, early, late))
    with store.reading() as connection:
        rows = connection.execute(text("SELECT happened_at FROM journal_link WHERE seq > 6 ORDER BY happened_at"))
        first, second = (str(row[0]) for row in rows)
    assert (first[:16], second[:16]) == ("2026-10-25 00:30", "2026-10-25 01:30")


def note_at(uow: UnitOfWork, *instants: datetime) -> None:
    for instant in instants:
        uow.record("note", [("customer", 1)], {"text": "x"}, happened=instant)


def test_instants_sort_as_they_happened(store: Store) -> None:
    ordered = sorted(INSTANTS, key=lambda instant: instant.astimezone(UTC))
    saved(store, lambda uow: note_at(uow, *INSTANTS))
    with store.reading() as connection:
        rows = connection.execute(text("SELECT seq FROM journal WHERE seq > 6 ORDER BY happened_at, seq")).scalars()
        assert [INSTANTS[seq - 7] for seq in rows] == ordered


@pytest.mark.parametrize("instant", [NOW.replace(tzinfo=None), INSTANTS[0].replace(tzinfo=None)])
def test_an_instant_without_a_zone_is_refused(store: Store, instant: datetime) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        saved(store, lambda uow: touch(uow, instant))
    with pytest.raises(ValueError, match="without a zone"):
        saved(store, lambda uow: uow.record("note", [], {}, happened=instant))
    with pytest.raises(ValueError, match="without a zone"):
        types.as_text(instant)


def test_the_recording_instant_is_the_real_one_whatever_happened_when(store: Store) -> None:
    saved(store, lambda uow: note_at(uow, INSTANTS[5]))
    with store.reading() as connection:
        row = connection.execute(select(journal).where(journal.c.seq == 7)).one()
    assert row.happened_at == INSTANTS[5]
    assert abs(CLOCK.recorded() - row.recorded_at) < timedelta(hours=1)


@pytest.mark.parametrize("words", TEXTS, ids=range(len(TEXTS)))
def test_hostile_text_is_stored_unchanged(store: Store, words: str) -> None:
    def act(uow: UnitOfWork) -> int:
        add_customer(uow, "Schulze", remark=words)
        return note(uow, words)

    seq = saved(store, act)
    with store.reading() as connection:
        payload = connection.scalar(select(journal_payload.c.payload).where(journal_payload.c.seq == seq))
        assert connection.scalar(select(customer.c.remark).where(customer.c.id == 3)) == words
    assert decode(payload or "")["text"] == words
    assert check(store).findings == ()


def test_unset_columns_get_the_schema_s_defaults(store: Store) -> None:
    def act(uow: UnitOfWork) -> None:
        uow.insert(site, customer_id=1, latitude=52.520008, longitude=-0.1)
        uow.record("add site", [("customer", 1)], {})

    saved(store, act)
    with store.reading() as connection:
        row = connection.execute(select(site)).one()
    assert (row.name, row.country, row.archived, row.version) == ("", "", False, 1)
    assert (row.latitude, row.longitude) == (52.520008, -0.1)
    assert check(store).findings == ()


def test_rows_beside_the_journal_cannot_be_written_as_if_they_were_in_it(store: Store) -> None:
    with pytest.raises(AssertionError):
        saved(store, lambda uow: uow.insert_plain(customer, {"id": 9, "number": 9, "name": "x"}))


def test_a_missing_parent_is_refused(store: Store) -> None:
    from dispatcher.store.trouble import StoreTrouble

    def act(uow: UnitOfWork) -> None:
        uow.connection.execute(insert(site).values(id=1, customer_id=999))

    with pytest.raises(StoreTrouble) as trouble:
        saved(store, act)
    assert trouble.value.code == "rule"


@pytest.mark.parametrize("links", [[], [("customer", 12)], [("ticket", 7), ("customer", 12), ("customer", 2)]])
def test_links_are_written_in_one_order(links: list[tuple[str, int]]) -> None:
    assert parse_links(link_text(links)) == sorted(links)
    assert link_text([*links, *links]) == link_text(reversed(links))
