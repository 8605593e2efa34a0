"""A run over a long list: short transactions, other desks in between, cut off and finished, rehearsed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

import pytest

from dispatcher.actions import importing, importing_tickets
from dispatcher.actions.importing import MOST_ROWS, ImportReport, import_rows
from dispatcher.actions.importing_seen import Seen, earlier
from dispatcher.actions.note import file_note
from dispatcher.actions.outcome import Done, Outcome
from dispatcher.actions.perform import perform
from dispatcher.domain.clock import Clock
from dispatcher.domain.contact import Note
from dispatcher.domain.imported import ImportedCustomer, RejectedRow
from dispatcher.store.place import Place
from dispatcher.store.schema import customer, journal, journal_payload, metadata, ticket
from dispatcher.store.store import Store
from dispatcher.store.trouble import StoreTrouble
from tests.actions.desk import DISPATCHER, NOW, VIEWER, assert_sound, count, entries, rows
from tests.actions.lists import firm, incident, praxis, take_in

FIRMS = 1200


def firms(number: int = FIRMS) -> Iterator[ImportedCustomer]:
    return (firm(n) for n in range(1, number + 1))


def test_no_transaction_takes_more_than_500_rows(either: Store) -> None:
    told = take_in(either, firms())
    assert told.report.added == FIRMS
    sizes = [after.read - before.read for before, after in pairwise([ImportReport(), *told.progress])]
    assert max(sizes) <= MOST_ROWS == 500
    assert sum(sizes) == FIRMS
    assert len(entries(either, "add customer")) == FIRMS
    assert_sound(either)


def test_another_desk_saves_while_the_list_is_read(either: Store, place: Place, opening: Callable[..., Store]) -> None:
    """The reader is asked for rows only when no transaction is open, however short the other desk's patience."""
    other = opening(place, busy_seconds=0.0) if place.is_file else opening(place)
    saves: list[Outcome] = []

    def listed() -> Iterator[ImportedCustomer]:
        for n in range(1, 301):
            if n % 50 == 0:
                saves.append(perform(other, file_note, Note(None, f"call {n}"), DISPATCHER, Clock(NOW)))
            yield firm(n)

    assert take_in(either, listed()).report.added == 300
    assert len(saves) == 6
    assert all(isinstance(save, Done) for save in saves)
    assert_sound(either)


def test_a_desk_that_waits_gets_its_turn_before_the_end(
    either: Store, place: Place, opening: Callable[..., Store]
) -> None:
    other = opening(place)
    saves: list[Outcome] = []
    note = Note(None, "rang zurück")
    desk = threading.Thread(target=lambda: saves.append(perform(other, file_note, note, DISPATCHER, Clock(NOW))))

    def listed() -> Iterator[ImportedCustomer]:
        for n in range(1, FIRMS + 1):
            if n == 100:
                desk.start()
            yield firm(n)

    take_in(either, listed())
    desk.join()
    (save,) = saves
    assert isinstance(save, Done)
    assert save.seq < entries(either)[-1].seq


def test_a_run_that_is_cut_off_is_finished_by_the_next(either: Store) -> None:
    def cut_off() -> Iterator[ImportedCustomer]:
        yield from firms(400)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_in(either, cut_off())
    there = count(either, customer)
    assert 0 < there <= 400
    assert_sound(either)
    told = take_in(either, firms())
    assert (told.report.added, told.report.unchanged) == (FIRMS - there, there)
    assert count(either, customer) == FIRMS
    assert len({one["name"] for one in rows(either, customer)}) == FIRMS
    assert_sound(either)


def test_one_that_is_killed_in_a_transaction_leaves_nothing_of_it(
    either: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(_batch: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(importing, "finish", killed)
        with pytest.raises(KeyboardInterrupt):
            take_in(either, firms(20))
    assert count(either, customer) == count(either, metadata.tables["import_row"]) == 0
    assert take_in(either, firms(20)).report.added == 20


def test_a_rehearsal_says_what_a_run_would_do_and_leaves_nothing(either: Store) -> None:
    take_in(either, [praxis("900", "Firma 900")])
    before = {table.name: count(either, table) for table in metadata.sorted_tables}
    listed = [*firms(300), firm(7), praxis("900", "Firma 900", remark="neu"), praxis("901", "")]
    rehearsed = take_in(either, listed, dry_run=True)
    assert {table.name: count(either, table) for table in metadata.sorted_tables} == before
    done = take_in(either, listed)
    assert rehearsed.report == done.report
    assert (done.report.added, done.report.changed, done.report.unchanged, done.report.rejected) == (300, 1, 1, 1)
    assert rehearsed.reasons == done.reasons
    assert_sound(either)


FOURS = (praxis("3", "Drei", 2), praxis("4", "Maier", 3), praxis("4", "Schulz", 4), praxis("5", "Fünf", 5))


@pytest.mark.parametrize("between", [0, 600])
@pytest.mark.parametrize("dry_run", [False, True])
def test_a_key_that_stands_twice_counts_where_it_stands_first(either: Store, between: int, dry_run: bool) -> None:
    listed = [*FOURS[:2], *(replace(firm(n), line=n) for n in range(1000, 1000 + between)), *FOURS[2:]]
    told = take_in(either, listed, dry_run=dry_run)
    assert (told.report.added, told.report.changed, told.report.rejected) == (3 + between, 0, 1)
    (out,) = told.rejected
    assert (out.line, out.column, out.value) == (4, "key", "4")
    assert told.reasons == ["The key 4 stands in line 3 already."]


def test_a_list_with_a_key_twice_adds_and_changes_nothing_the_second_time(either: Store) -> None:
    take_in(either, FOURS)
    before = {table.name: count(either, table) for table in metadata.sorted_tables}
    again = take_in(either, FOURS).report
    assert (again.added, again.changed, again.unchanged, again.rejected) == (0, 0, 3, 1)
    assert {table.name: count(either, table) for table in metadata.sorted_tables} == before
    assert [one["name"] for one in rows(either, customer)] == ["Drei", "Maier", "Fünf"]
    assert_sound(either)


def test_a_row_that_stands_twice_word_for_word_does_no_harm(either: Store) -> None:
    told = take_in(either, [praxis(line=2), praxis(line=3)]).report
    assert (told.added, told.unchanged, told.rejected) == (1, 1, 0)


def test_a_key_counts_only_where_its_row_was_taken_in(either: Store) -> None:
    told = take_in(either, [praxis("4", "", 2), praxis("4", "Maier", 3)])
    assert (told.report.added, [row.line for row in told.rejected]) == (1, [2])


def test_what_was_seen_lies_on_the_disk() -> None:
    seen, rows_noted = Seen(), 20_000
    seen.keep((("firms", "customers", str(n)), earlier(n, f"{n:064x}")) for n in range(rows_noted))
    assert seen.bytes_used() < 60 * rows_noted
    found = seen.find(("firms", "customers", "777"))
    assert found is not None
    assert found.line == 777
    assert seen.find(("firms", "contacts", "777")) is None
    seen.close()


def test_a_row_that_only_the_database_refuses_stays_out_alone(either: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing_tickets, "LONGEST_MINUTES", 2**80)
    told = take_in(either, [incident("1"), incident("2", minutes=2**70, line=3), incident("3")])
    assert (told.report.added, told.report.rejected) == (2, 1)
    assert (told.rejected[0].line, told.reasons) == (3, ["The store refuses this row."])
    assert [one["source_number"] for one in rows(either, ticket)] == ["1", "3"]
    assert_sound(either)


def test_rows_the_reader_rejected_are_counted_and_handed_on(either: Store) -> None:
    torn = RejectedRow(3, "PLZ", "1o115", "That is no postcode.", rows=2, fields=("Praxis", "1o115"))
    told = take_in(either, [praxis(), torn])
    assert (told.report.read, told.report.added, told.report.rejected) == (3, 1, 2)
    assert told.rejected == [torn]


def test_an_empty_list_is_a_list(either: Store) -> None:
    assert take_in(either, []).report == ImportReport()


def test_a_viewer_takes_in_nothing(either: Store) -> None:
    with pytest.raises(StoreTrouble) as trouble:
        import_rows(either, [praxis()], VIEWER, Clock(NOW))
    assert trouble.value.code == "read-only"


def test_a_store_that_cannot_be_written_ends_the_run_with_its_own_words(
    either: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(either, "read_only", "the option says so")
    with pytest.raises(StoreTrouble) as trouble:
        take_in(either, [praxis()])
    assert trouble.value.code == "read-only"


def test_what_was_imported_is_found_by_its_words(either: Store) -> None:
    take_in(either, [incident(title="Rohrbruch", text="im Keller müffelt es")])
    assert rows(either, journal_payload)[-1]["search"] == "rohrbruch im keller muffelt es inc1"
    assert count(either, journal) == rows(either, journal)[-1]["seq"]
