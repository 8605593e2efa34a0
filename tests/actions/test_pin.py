"""Setting a PIN and taking one away: the journal tells that, and nothing of the PIN (I13)."""

from __future__ import annotations

from dispatcher.actions.office import Enrol, enrol
from dispatcher.actions.perform import perform
from dispatcher.actions.pin import clear_pin, set_pin
from dispatcher.actions.undo import undo
from dispatcher.domain.clock import Clock
from dispatcher.domain.colleague import Actor
from dispatcher.domain.pin import ClearPin, SetPin
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.undo import Undo
from dispatcher.queries.office import sealed_pin
from dispatcher.store.store import Store
from tests.actions.desk import DISPATCHER, NOW, assert_sound, done, entries, refused

SERVICE_MANAGER = Actor(2, "so", "service manager")


def staff(store: Store) -> None:
    done(store, enrol, Enrol("harms", "Maria Harms", "dispatcher", "mh"))
    done(store, enrol, Enrol("sommer", "Sophie Sommer", "service manager", "so"))


def sealed(store: Store, colleague: int) -> str:
    with store.reading() as connection:
        return sealed_pin(connection, colleague)


def test_i13_a_pin_is_set_and_changed_and_no_entry_holds_anything_of_it(either: Store) -> None:
    staff(either)
    done(either, set_pin, SetPin("seal of the first"))
    assert (sealed(either, 1), sealed(either, 2)) == ("seal of the first", "")
    done(either, set_pin, SetPin("seal of the second"))
    assert sealed(either, 1) == "seal of the second"
    told = entries(either, "set pin")
    assert [list(entry.links) for entry in told] == [[("colleague", 1)]] * 2
    assert "seal" not in str([entry.said for entry in entries(either)])
    assert_sound(either)


def test_only_service_manager_and_managing_director_take_a_pin_away(either: Store) -> None:
    staff(either)
    done(either, set_pin, SetPin("seal"))
    assert refused(either, clear_pin, ClearPin("mh")).code == "right"
    for wrong, code in (("zz", "unknown"), ("so", "nothing")):
        outcome = perform(either, clear_pin, ClearPin(wrong), SERVICE_MANAGER, Clock(NOW))
        assert isinstance(outcome, Refusal)
        assert outcome.code == code
    assert not isinstance(perform(either, clear_pin, ClearPin("mh"), SERVICE_MANAGER, Clock(NOW)), Refusal)
    assert sealed(either, 1) == ""
    assert [(entry.verb, entry.said["text"]) for entry in entries(either, "clear pin")] == [("clear pin", "mh")]
    assert_sound(either)


def test_a_pin_is_not_undone(store: Store) -> None:
    staff(store)
    done(store, set_pin, SetPin("seal"))
    outcome = perform(store, undo, Undo(), DISPATCHER, Clock(NOW))
    assert isinstance(outcome, Refusal)
    assert outcome.code == "lasting"
    assert sealed(store, 1) == "seal"
