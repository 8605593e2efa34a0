"""X18 for master data: a form that was filed too early is taken back, whole, and found as before. On both databases."""

from __future__ import annotations

from dispatcher.actions.outcome import Done
from dispatcher.actions.perform import perform
from dispatcher.actions.record_ends import archive_record
from dispatcher.actions.records import save_record
from dispatcher.actions.undo import undo
from dispatcher.domain.clock import Clock
from dispatcher.domain.record import ArchiveRecord, SaveRecord
from dispatcher.domain.undo import Undo
from dispatcher.store.store import Store
from tests.actions.desk import NOW, assert_sound, done, refused, ticket_of
from tests.actions.records_desk import (
    ALBERS,
    BONNARD,
    assert_found_right,
    edit,
    found_by,
    new,
    read,
    records_of,
)
from tests.actions.test_undo import WH, by_wh


def test_x18_a_new_customer_is_put_away_with_his_numbers(either: Store) -> None:
    albers = new(either, "customer", ALBERS)
    done(either, undo, Undo())
    assert records_of(either, "customer") == []
    assert (found_by(either, "albers"), found_by(either, "23125471")) == ([], [])
    done(either, archive_record, ArchiveRecord("customer", albers, archived=False))
    assert read(either, "customer", albers).values["street"] == "Klarastraße 4"
    assert (found_by(either, "albers"), found_by(either, "23125471")) == ([albers], [albers])
    assert_found_right(either)
    assert_sound(either)


def test_x18_a_new_person_is_put_away_and_taken_back_with_his_numbers(either: Store) -> None:
    albers = new(either, "customer", ALBERS)
    bonnard = new(either, "person", BONNARD, ("customer", albers))
    done(either, undo, Undo())
    assert (found_by(either, "bonnard"), found_by(either, "2312520")) == ([], [])
    done(either, archive_record, ArchiveRecord("person", bonnard, archived=False))
    assert (found_by(either, "bonnard"), found_by(either, "2312520")) == ([albers], [albers])
    assert_sound(either)


def test_x18_a_changed_form_reads_as_before(either: Store) -> None:
    albers = new(either, "customer", ALBERS)
    before = read(either, "customer", albers).values
    edit(either, "customer", albers, name="Albers & Sohn", phone="030 99887766", street="Lindenweg 2", mail="")
    assert found_by(either, "lindenweg") == [albers]
    done(either, undo, Undo())
    assert read(either, "customer", albers).values == before
    assert (found_by(either, "lindenweg"), found_by(either, "klarastr")) == ([], [albers])
    assert (found_by(either, "99887766"), found_by(either, "23125471")) == ([], [albers])
    assert_found_right(either)
    assert_sound(either)


def test_x18_who_was_archived_is_back_with_his_numbers(either: Store) -> None:
    albers = new(either, "customer", ALBERS)
    bonnard = new(either, "person", BONNARD, ("customer", albers))
    done(either, archive_record, ArchiveRecord("person", bonnard))
    assert found_by(either, "bonnard") == []
    done(either, undo, Undo())
    assert (found_by(either, "bonnard"), found_by(either, "2312520")) == ([albers], [albers])
    assert_sound(either)


def test_x18_a_site_that_was_changed_while_others_renamed_the_customer(either: Store) -> None:
    albers = new(either, "customer", ALBERS)
    gate = new(either, "site", {"name": "Tor 3", "street": "Hafen 1"}, ("customer", albers))
    edit(either, "site", gate, street="Hafen 2")
    by_wh(either, save_record, SaveRecord("customer", {"remark": "rings twice"}, albers))
    done(either, undo, Undo())
    assert read(either, "site", gate).values["street"] == "Hafen 1"
    assert_found_right(either)
    assert_sound(either)


def test_x18_whom_others_need_again_is_not_hidden_again(either: Store) -> None:
    albers = new(either, "customer", ALBERS)
    done(either, archive_record, ArchiveRecord("customer", albers))
    done(either, archive_record, ArchiveRecord("customer", albers, archived=False))
    light = by_wh(
        either, save_record, SaveRecord("site", {"name": "Tor 3", "street": "Hafen 1"}, parent=("customer", 1))
    )
    assert light > 0
    assert refused(either, undo, Undo()).code == "in-the-way"
    assert isinstance(perform(either, undo, Undo(), WH, Clock(NOW)), Done)
    done(either, undo, Undo())
    assert records_of(either, "customer") == []
    assert_sound(either)


def test_x18_two_who_edit_the_same_customer(either: Store) -> None:
    albers = new(either, "customer", ALBERS)
    ticket_of(either, albers)
    edit(either, "customer", albers, name="Albers & Sohn")
    by_wh(either, save_record, SaveRecord("customer", {"name": "Albers GmbH"}, albers))
    assert refused(either, undo, Undo()).sentence.startswith("wh has gone on with Albers GmbH since: ")
    assert read(either, "customer", albers).values["name"] == "Albers GmbH"
