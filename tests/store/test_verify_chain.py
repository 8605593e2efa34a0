"""A check names entries that were changed, taken out, put in or swapped, by their sequence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.tampering import (
    checked,
    close_gap,
    codes,
    cut,
    insert,
    make_room,
    of_chain,
    rehash,
    swap,
    take_out,
    tamper,
)

CHANGES = [
    ("save_key", "'k'"),
    ("happened_at", "'2020-01-01 00:00:00.000000Z'"),
    ("happened_at", "'2026-11-23T08:42:00.000000Z'"),
    ("happened_at", "'gestern'"),
    ("recorded_at", "'2020-01-01 00:00:00.000000Z'"),
    ("actor", "'xx'"),
    ("actor", "x'6d68'"),
    ("verb", "'erase'"),
    ("links", "'ticket:1'"),
    ("payload_hash", "'00'"),
    ("prev_hash", "'00'"),
    ("hash", "'00'"),
]


@pytest.mark.parametrize(("column", "value"), CHANGES)
@pytest.mark.parametrize("seq", [1, 7, 30])
def test_a_changed_entry_is_named(grown: Path, column: str, value: str, seq: int) -> None:
    tamper(grown, f"UPDATE journal SET {column} = {value} WHERE seq = {seq}")
    assert ("changed", seq) in of_chain(grown)
    assert {found for _code, found in of_chain(grown)} == {seq}


@pytest.mark.parametrize("seq", [1, 7, 29])
def test_a_changed_entry_with_a_hash_to_match_is_named(grown: Path, seq: int) -> None:
    tamper(grown, f"UPDATE journal SET actor = 'xx' WHERE seq = {seq}")
    rehash(grown, seq, seq)
    assert of_chain(grown, "rewritten") == {("changed", seq)}


@pytest.mark.parametrize(
    "change",
    ['payload = \'{"text":"nie"}\'', "salt = '00'", "search = 'nie'", "payload = '{'", "payload = x'ff'", "salt = 1"],
)
def test_a_changed_text_is_named(grown: Path, change: str) -> None:
    tamper(grown, f"UPDATE journal_payload SET {change} WHERE seq = 7")
    assert ("payload", 7) in codes(grown)
    assert of_chain(grown) == set()


def test_a_text_taken_out_without_a_tombstone_is_named(grown: Path) -> None:
    tamper(grown, "DELETE FROM journal_payload WHERE seq = 7")
    assert ("payload", 7) in codes(grown)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_link SET ref = 2 WHERE seq = 7",
        "UPDATE journal_link SET kind = 'ticket' WHERE seq = 7",
        "UPDATE journal_link SET happened_at = '2020-01-01 00:00:00.000000Z' WHERE seq = 7",
        "DELETE FROM journal_link WHERE seq = 7",
        "INSERT INTO journal_link SELECT 'ticket', 1, happened_at, 7 FROM journal WHERE seq = 7",
        "INSERT INTO journal_link SELECT kind, ref, '2020-01-01 00:00:00.000000Z', 7 FROM journal_link WHERE seq = 7",
    ],
)
def test_changed_links_are_named(grown: Path, statement: str) -> None:
    tamper(grown, statement)
    assert codes(grown) == {("links", 7)}


@pytest.mark.parametrize("seq", [1, 7, 29])
def test_an_entry_taken_out_is_named(grown: Path, seq: int) -> None:
    take_out(grown, seq)
    assert of_chain(grown) == {("missing", seq)}


def test_what_an_entry_left_behind_is_named(grown: Path) -> None:
    tamper(grown, "DELETE FROM journal WHERE seq = 7")
    assert {("missing", 7), ("orphan", 7)} <= codes(grown)


@pytest.mark.parametrize("seq", [1, 7, 28])
def test_an_entry_taken_out_is_named_though_the_others_moved_up(grown: Path, seq: int) -> None:
    take_out(grown, seq)
    close_gap(grown, seq)
    assert of_chain(grown, "cut", "rewritten") == {("missing", seq)}
    assert ("cut", 30) in of_chain(grown)


@pytest.mark.parametrize(("one", "other"), [(7, 8), (7, 9), (7, 25), (1, 30)])
def test_swapped_entries_are_named(grown: Path, one: int, other: int) -> None:
    swap(grown, one, other)
    assert {("swapped", one), ("swapped", other)} <= of_chain(grown)
    assert {seq for _code, seq in of_chain(grown)} == {one, other}


@pytest.mark.parametrize("seq", [1, 7, 28])
def test_an_inserted_entry_is_named(grown: Path, seq: int) -> None:
    insert(grown, seq)
    assert of_chain(grown, "rewritten") == {("inserted", seq)}


def test_a_copied_entry_is_named(grown: Path) -> None:
    make_room(grown, 12)
    columns = "happened_at, recorded_at, actor, verb, links, payload_hash, prev_hash, hash"
    tamper(grown, f"INSERT INTO journal SELECT 12, NULL, {columns} FROM journal WHERE seq = 7")
    assert ("inserted", 12) in of_chain(grown)


def test_an_entry_before_the_first_is_named(grown: Path) -> None:
    tamper(grown, "INSERT INTO journal SELECT -3, NULL, happened_at, recorded_at, actor, verb, links, '', '', '' "
                 "FROM journal WHERE seq = 7")  # fmt: skip
    assert ("inserted", -3) in codes(grown)


def test_an_entry_far_behind_the_last_does_not_take_for_ever(grown: Path) -> None:
    columns = "NULL, happened_at, recorded_at, actor, verb, links, payload_hash, prev_hash, hash"
    tamper(grown, f"INSERT INTO journal SELECT 2000000000, {columns} FROM journal WHERE seq = 7")
    assert {("missing", 31), ("changed", 2_000_000_000)} <= of_chain(grown)


def test_a_cut_tail_is_found_by_the_noted_head(grown: Path) -> None:
    cut(grown, 20)
    assert of_chain(grown) == {("cut", 21)}


def test_a_chain_computed_anew_is_found_by_the_noted_heads(grown: Path) -> None:
    tamper(grown, "UPDATE journal SET actor = 'xx' WHERE seq = 7")
    rehash(grown)
    assert of_chain(grown) == {("rewritten", 7)}


def test_without_a_noted_head_the_report_says_so(grown: Path, home: Path) -> None:
    before = checked(grown)
    assert (before.findings, before.notes) == ((), ())
    (noting,) = (home / "state").rglob("*.txt")
    noting.unlink()
    cut(grown, 20)
    found = checked(grown)
    assert not [finding for finding in found.findings if finding.code == "cut"]
    assert [finding.code for finding in found.notes] == ["no-head"]


def test_entries_of_other_desks_since_the_noted_head_are_told(grown: Path, home: Path) -> None:
    (noting,) = (home / "state").rglob("*.txt")
    noting.write_text("".join(noting.read_text().splitlines(keepends=True)[:-5]))
    found = checked(grown)
    assert found.findings == ()
    assert [(finding.code, finding.seq) for finding in found.notes] == [("head", 25)]
