"""The heads that are noted outside the store."""

from __future__ import annotations

from pathlib import Path

from dispatcher.store.head import Noted, noted, path_for
from dispatcher.store.head import note as note_head
from dispatcher.store.journal import Head


def test_heads_after_a_restore_no_longer_count(home: Path) -> None:
    for seq in range(1, 6):
        note_head("4711", Head(seq, f"h{seq}"))
    note_head("4711", Head(3, "h3"), restored=True)
    note_head("4711", Head(4, "other"))
    found = noted("4711")
    assert found is not None
    assert found.heads == tuple(Head(seq, digest) for seq, digest in ((1, "h1"), (2, "h2"), (3, "h3"), (4, "other")))
    assert path_for("4711").stat().st_mode & 0o777 == 0o600


def test_a_copy_that_is_worked_on_says_nothing_about_the_store(home: Path) -> None:
    for seq in (1, 2):
        note_head("4711", Head(seq, f"h{seq}"), at="here")
    note_head("4711", Head(2, "other"), at="there")
    note_head("4711", Head(1, "h1"), restored=True, at="there")
    assert [head.hash for head in heads(noted("4711", "here"))] == ["h1", "h2"]
    assert [head.hash for head in heads(noted("4711", "there"))] == ["h1"]
    assert len(heads(noted("4711", "moved"))) == 1


def heads(found: Noted | None) -> tuple[Head, ...]:
    assert found is not None
    return found.heads


def test_a_damaged_line_in_the_noted_heads_is_passed_over(home: Path) -> None:
    note_head("4711", Head(1, "h1"))
    with path_for("4711").open("ab") as file:
        file.write(b"\xff\xfe rubbish\n7\nx y\n" + b"8 h8 h9 h10\n")
    note_head("4711", Head(2, "h2"))
    found = noted("4711")
    assert found is not None
    assert [head.seq for head in found.heads] == [1, 2]
