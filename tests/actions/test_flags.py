"""A customer who is about to leave is marked until the service manager has decided about him (A11)."""

from __future__ import annotations

from dispatcher.actions.flags import settle_flag
from dispatcher.actions.note import file_note
from dispatcher.actions.outcome import Done, Outcome
from dispatcher.actions.perform import perform
from dispatcher.actions.undo import undo
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.contact import Note
from dispatcher.domain.flag import SettleFlag
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.undo import Undo
from dispatcher.queries.customers import card
from dispatcher.queries.flags import undecided
from dispatcher.queries.history import history
from dispatcher.queries.message_rows import UndecidedRow
from dispatcher.queries.telling import told
from dispatcher.store.store import Store
from tests.actions.desk import HOUR, NOW, assert_sound, customer_called, done, refused

LEAVES = "wants to leave us"
STAYS = "stays, gets his own technician"
MANAGER = Actor(3, "sl", "service manager")


def waiting(store: Store) -> list[UndecidedRow]:
    with store.reading() as connection:
        return list(undecided(connection))


def flags(store: Store, customer: int) -> tuple[str, ...]:
    with store.reading() as connection:
        found = card(connection, customer, NOW)
    assert found is not None
    return found.flags


def decided(store: Store, command: SettleFlag, by: Actor = MANAGER) -> Outcome:
    return perform(store, settle_flag, command, by, Clock(NOW))


def test_a11_a_customer_who_leaves_waits_for_the_service_manager_alone(either: Store) -> None:
    albers = customer_called(either, "Textbüro Albers")
    first = done(either, file_note, Note(albers, LEAVES, "in", "T", happened=NOW - HOUR, flags=("churn",))).seq
    again = done(either, file_note, Note(albers, "says it again", "in", "T", flags=("churn", "complaint"))).seq
    (found,) = waiting(either)
    assert (found.customer, found.customer_name, found.flag) == (albers, "Textbüro Albers", "churn")
    assert (found.since, found.entry, found.text, found.author) == (NOW - HOUR, again, "says it again", "mh")
    assert again > first
    assert refused(either, settle_flag, SettleFlag(albers, "churn", STAYS)).code == "right"
    assert flags(either, albers) == ("churn", "complaint")
    assert isinstance(decided(either, SettleFlag(albers, "churn", STAYS)), Done)
    assert (waiting(either), flags(either, albers)) == ([], ("complaint",))
    with either.reading() as connection:
        assert f"decided: {STAYS}" in [told(one, "Europe/Berlin") for one in history(connection, albers).rows]
    assert_sound(either)


def test_a11_who_says_it_again_after_a_decision_is_undecided_again(store: Store) -> None:
    albers = customer_called(store, "Textbüro Albers")
    done(store, file_note, Note(albers, LEAVES, "in", "T", flags=("churn",)))
    decided(store, SettleFlag(albers, "churn", STAYS))
    done(store, file_note, Note(albers, "leaves after all", "in", "T", flags=("churn",)))
    assert [one.text for one in waiting(store)] == ["leaves after all"]


def test_a11_a_decision_is_taken_back_by_whoever_made_it(either: Store) -> None:
    albers = customer_called(either, "Textbüro Albers")
    done(either, file_note, Note(albers, LEAVES, "in", "T", flags=("churn",)))
    decided(either, SettleFlag(albers, "churn", STAYS))
    assert isinstance(perform(either, undo, Undo(), MANAGER, Clock(NOW)), Done)
    assert (len(waiting(either)), flags(either, albers)) == (1, ("churn",))
    assert_sound(either)


def test_a_complaint_is_settled_by_whoever_settled_it_with_the_customer(store: Store) -> None:
    albers = customer_called(store, "Textbüro Albers")
    done(store, file_note, Note(albers, "nobody came", "in", "T", flags=("complaint",)))
    done(store, settle_flag, SettleFlag(albers, "complaint", "a gift and an apology"))
    assert flags(store, albers) == ()


def test_what_is_no_decision(store: Store) -> None:
    albers = customer_called(store, "Textbüro Albers")
    said = [
        decided(store, SettleFlag(albers, "VIP", STAYS)),
        decided(store, SettleFlag(albers, "churn", "  ")),
        decided(store, SettleFlag(albers, "churn", STAYS)),
        decided(store, SettleFlag(99, "churn", STAYS)),
    ]
    assert [one.sentence for one in said if isinstance(one, Refusal)] == [
        "A customer is marked with one of: churn complaint.",
        "What was decided? A few words are needed.",
        "Textbüro Albers is not marked with RISK.",
        "There is no such customer.",
    ]


def test_an_archived_customer_is_nobody_to_decide_about(store: Store) -> None:
    from dispatcher.actions.record_ends import archive_record
    from dispatcher.domain.record import ArchiveRecord

    albers = customer_called(store, "Textbüro Albers")
    done(store, file_note, Note(albers, LEAVES, "in", "T", flags=("churn",)))
    done(store, archive_record, ArchiveRecord("customer", albers, 1))
    assert waiting(store) == []
