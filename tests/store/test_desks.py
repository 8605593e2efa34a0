"""Several programs on one store: nothing is lost, nothing happens twice, nobody waits in vain; on both databases."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import select, text

from dispatcher.store.place import Place
from dispatcher.store.schema import assignment, journal, technician
from dispatcher.store.store import Store
from dispatcher.store.trouble import StoreTrouble
from dispatcher.store.verify import check
from tests.store.conftest import Opening
from tests.store.desk import Desk, desk, together
from tests.store.offices import entries, save

KILLS = 30


def test_eight_desks_lose_no_update(place: Place, store: Store) -> None:
    before = store.head().seq
    said = together("count", place, 8, "12")
    assert [len(lines) for lines in said] == [12] * 8
    with store.reading() as connection:
        assert connection.scalar(select(technician.c.status).where(technician.c.id == 1)) == 1 + 8 * 12
    assert store.head().seq == before + 8 * 12
    assert check(store).findings == ()


def test_two_desks_book_nobody_twice(place: Place, store: Store) -> None:
    said = together("book", place, 2, "60")
    booked = sorted(int(line) for lines in said for line in lines)
    assert booked == list(range(60))
    with store.reading() as connection:
        spans = connection.execute(select(assignment.c.blocked_from, assignment.c.blocked_until)).all()
    assert len(spans) == len(set(spans)) == 60
    assert check(store).findings == ()


def test_the_sequence_has_no_gaps_and_every_key_is_there_once(place: Place, store: Store) -> None:
    first = store.head().seq + 1
    said = together("notes", place, 4, "40")
    acknowledged = sorted(int(line.split()[0]) for lines in said for line in lines)
    assert acknowledged == list(range(first, first + 160))
    assert [seq for seq, _verb in entries(store)] == list(range(1, first + 160))
    assert check(store).findings == ()


def test_a_desk_that_saves_beside_an_import_gets_its_turn(place: Place, store: Store) -> None:
    with desk("batches", place, "20") as importer:
        importer.go()
        mine = [save(store, "dazwischen") for _ in range(20)]
        assert len(importer.rest()) == 20
    assert len(set(mine)) == 20
    assert len(entries(store)) == 6 + 20 + 20 * 50
    assert check(store).findings == ()


def test_readers_do_not_wait_for_a_writer(place: Place, store: Store) -> None:
    with desk("hold", place) as holder:
        before = entries(store)
        holder.go()
        holder.rest()
        assert len(entries(store)) == len(before) + 1


def test_a_writer_that_waits_in_vain_is_told_so(place: Place, opening: Opening) -> None:
    store = opening(place, busy_seconds=0.2)
    with desk("hold", place) as holder:
        with pytest.raises(StoreTrouble) as trouble:
            save(store)
        assert trouble.value.code == "busy"
        assert "Nothing was saved" in trouble.value.sentence
        holder.go()
        holder.rest()
    assert save(store) == 8


def test_a_killed_desk_loses_nothing_that_was_acknowledged(place: Place, opening: Opening) -> None:
    acknowledged = killed_again_and_again(place)
    store = opening(place)
    with store.reading() as connection:
        saved = {row.save_key: row.seq for row in connection.execute(select(journal))}
        texts = connection.scalar(text("SELECT count(*) FROM journal_payload"))
    assert len(acknowledged) > 5 * KILLS
    assert acknowledged.items() <= saved.items()
    assert texts == store.head().seq
    assert check(store).findings == ()


def killed_again_and_again(place: Place) -> dict[str, int]:
    """Two desks that save, one of them killed thirty times in the midst of it; what they had acknowledged."""
    chance, acknowledged = random.Random(7), {}
    with desk("herd", place) as herd:
        for _desk in ("ready", "first", "second"):
            herd.go()
        for _kill in range(KILLS):
            for _line in range(chance.randint(6, 25)):
                seq, key = herd.line().split()
                acknowledged[key] = int(seq)
            herd.go(key.split("-")[0])
            herd.go()
        said = herd.rest()
    return acknowledged | {key: int(seq) for seq, key in map(str.split, said)}


def test_a_killed_desk_frees_the_turn(place: Place, opening: Opening) -> None:
    store = opening(place)
    holder = Desk("hold", place)
    holder.kill()
    assert save(store) == 7
    assert check(store).findings == ()
