"""The real lists go in whole and right."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from dispatcher.domain.imported import (
    CustomerRef,
    ImportedCustomer,
    ImportedNumber,
    ImportedSite,
    ImportedTicket,
)
from dispatcher.domain.text import clean
from tests.exchange.lists import ADDRESSES, CASES, CHARGERS, INCIDENTS, STATIONS, recognised, rejected, taken


def instant(day: int, month: int, hour: int, minute: int) -> datetime:
    return datetime(2016, month, day, hour, minute, tzinfo=UTC)


def customers(name: str = "") -> list[ImportedCustomer]:
    found = [row for path in ADDRESSES if name in path.name for row in recognised(path, "customers")]
    return [row for row in found if isinstance(row, ImportedCustomer)]


def tickets_of(rows: list[object]) -> dict[str, ImportedTicket]:
    return {row.key: row for row in rows if isinstance(row, ImportedTicket)}


@pytest.fixture(scope="module")
def stations() -> dict[str, ImportedCustomer]:
    rows = recognised(STATIONS, "customers")
    assert len(rows) == 1796
    assert rejected(rows) == []
    return {row.key: row for row in rows if isinstance(row, ImportedCustomer)}


@pytest.fixture(scope="module")
def chargers() -> dict[str, ImportedCustomer]:
    rows = recognised(CHARGERS, "customers")
    assert len(rows) == 1132
    assert rejected(rows) == []
    return {row.key: row for row in rows if isinstance(row, ImportedCustomer)}


@pytest.fixture(scope="module")
def incidents() -> dict[str, ImportedTicket]:
    rows = recognised(INCIDENTS, "tickets")
    assert rejected(rows) == []
    return tickets_of([*rows])


@pytest.fixture(scope="module")
def cases() -> dict[str, ImportedTicket]:
    rows = recognised(CASES, "tickets")
    assert rejected(rows) == []
    return tickets_of([*rows])


def test_all_austrian_addresses_go_in_and_their_ids_do_not_collide() -> None:
    rows = [row for path in ADDRESSES for row in recognised(path, "customers")]
    assert len(ADDRESSES) == 14
    assert (len(rows), len(rejected(rows))) == (355, 0)
    assert len({(row.source, row.key) for row in taken(rows)}) == 355
    assert len({row.key for row in taken(rows)}) < 355


def test_a_firm_is_taken_with_everything_it_has() -> None:
    (firm,) = (row for row in customers("salzburg_berufsschulen") if row.key == "1")
    assert firm == ImportedCustomer(
        source="adressen_at/salzburg_berufsschulen",
        key="1",
        line=2,
        customer=CustomerRef("1", "LBS Salzburg 1"),
        long_name="Landesberufsschule Salzburg 1",
        remark="Bildung / Berufsschule",
        site=ImportedSite("LBS Salzburg 1", "Makartkai 3", "5020", country="AT", zone="Europe/Vienna"),
        numbers=(
            ImportedNumber("phone", "+436624316890", "+43 662 4316890"),
            ImportedNumber("fax", "+43662431689139", "+43 662 431689139"),
            ImportedNumber("mail", "sekretariat@lbs1.salzburg.at", "sekretariat@lbs1.salzburg.at"),
        ),
    )


def test_apostrophes_and_line_separators_do_not_cost_a_number() -> None:
    values = {number.value for row in customers() for number in row.numbers}
    assert {"+43312632444", "+43724243881", "+43537271819104", "+435125340" + "1208"} <= values
    assert {"kundenservice@lutz.at", "info.connect@drei.com"} <= values


def test_a_number_that_is_none_is_kept_where_people_read_it() -> None:
    (bank,) = (row for row in customers() if "Neustädter" in row.customer.name)
    assert bank.remark == "Finanzen / Bank\nFax: +4.50100938200"
    assert [number.kind for number in bank.numbers] == ["phone", "mail"]


def test_invisible_signs_in_a_name_become_visible() -> None:
    (ksv,) = (row for row in customers() if row.customer.name == "KSV1870")
    assert ksv.long_name == clean("KS\u00adV1870 Hol\u00adding AG") == "KS·V1870 Hol·ding AG"


def test_stations_are_sites_of_their_management(stations: dict[str, ImportedCustomer]) -> None:
    assert len({row.customer.key for row in stations.values()}) == 45
    station = stations["5"]
    assert station.customer == CustomerRef("Regensburg", "Bahnhofsmanagement Regensburg")
    assert station.numbers == ()
    assert station.site is not None
    assert (station.site.name, station.site.street) == ("Abensberg", "Bahnhofstr. 27")
    assert (station.site.postcode, station.site.place, station.site.state) == ("93326", "Abensberg", "BY")
    assert (station.site.latitude, station.site.longitude) == (48.819456, 11.84662)
    assert station.site.numbers == (
        ImportedNumber("phone", "+499112191055", "0911 2191055", "3-S-Zentrale Nürnberg Hbf"),
        ImportedNumber("mail", "dbs.fahrplan.nordbayern@deutschebahn.com", "dbs.fahrplan.nordbayern@deutschebahn.com"),
    )


def test_postcodes_of_stations_keep_their_zero_and_lose_their_blanks(stations: dict[str, ImportedCustomer]) -> None:
    sites = [row.site for row in stations.values() if row.site]
    assert len(sites) == 1796
    assert all(len(site.postcode) == 5 and site.postcode.isdigit() for site in sites)
    assert sum(site.postcode.startswith("0") for site in sites) == 232
    assert stations["8097"].site is not None
    assert stations["8097"].site.postcode == "04109"
    assert not [site for site in sites if site.place != site.place.strip() or site.street != site.street.strip()]
    assert len({site.state for site in sites}) == 16


def test_every_duty_desk_has_a_number_with_its_extension(stations: dict[str, ImportedCustomer]) -> None:
    phones = {number for row in stations.values() if row.site for number in row.site.numbers if number.kind == "phone"}
    assert len({number.value for number in phones}) == 26
    assert {number.shown for number in phones} >= {"040 3918-1053", "0421 221-4780", "0681 308-1055", "030 2971055"}


def test_records_over_several_lines_keep_their_line_numbers(chargers: dict[str, ImportedCustomer]) -> None:
    lines = [row.line for row in chargers.values()]
    assert (lines[0], lines[-1]) == (2, 1208)
    assert sum(after - before > 1 for before, after in zip(lines, [*lines[1:], 1209], strict=True)) == 26


def test_charging_stations_are_sites_of_their_operator(chargers: dict[str, ImportedCustomer]) -> None:
    assert len({row.customer.key for row in chargers.values()}) == 122
    assert all(row.customer.name == row.customer.name.strip() for row in chargers.values())
    site = chargers["1144860"].site
    assert site is not None
    assert (site.name, site.street, site.postcode, site.state) == ("S-6HKYC5", "Schwarzer Weg", "10115", "BE")
    assert (site.latitude, site.longitude) == (52.52979, 13.377059)
    assert site.access == "Normalladeeinrichtung, 3,7 kW"


def test_the_house_number_zero_is_none(chargers: dict[str, ImportedCustomer]) -> None:
    streets = [row.site.street for row in chargers.values() if row.site]
    assert not [street for street in streets if street.endswith(" 0")]
    assert sum(any(sign.isdigit() for sign in street) for street in streets) >= 1132 - 75
    assert {site.state for row in chargers.values() if (site := row.site)} == {"BE", "BB"}


def test_three_thousand_updates_become_their_incidents(incidents: dict[str, ImportedTicket]) -> None:
    assert len(incidents) == 447
    assert sum(ticket.rows for ticket in incidents.values()) == 3000
    assert sum(len(ticket.events) for ticket in incidents.values()) == 3000
    assert Counter(ticket.state for ticket in incidents.values()) == {"closed": 447}
    states = Counter(event.state for ticket in incidents.values() for event in ticket.events)
    assert states == {"new": 882, "in work": 736, "fixed": 475, "closed": 450, "waiting": 457}


def test_an_incident_has_its_history_at_the_instants_it_happened(incidents: dict[str, ImportedTicket]) -> None:
    ticket = incidents["INC0000045"]
    assert ticket.customer == CustomerRef("Caller 2403", "Caller 2403")
    assert (ticket.title, ticket.channel, ticket.line, ticket.rows) == ("Category 55 / Subcategory 170", "T", 2, 4)
    assert ticket.reported == instant(29, 2, 0, 16)
    assert ticket.closed == instant(5, 3, 11, 0)
    assert {event.owner for event in ticket.events} == {"Group 56"}
    assert [(event.happened, event.state, event.text) for event in ticket.events] == [
        (instant(29, 2, 0, 23), "new", "reported by Caller 2403: state New, group Group 56 (Updated by 21)"),
        (instant(29, 2, 7, 53), "fixed", "state New -> Resolved (Updated by 642)"),
        (instant(29, 2, 10, 29), "fixed", "updated (Updated by 804)"),
        (instant(5, 3, 11, 0), "closed", "state Resolved -> Closed (Updated by 908)"),
    ]


def test_owners_and_waiting_times_can_be_read_off_an_incident(incidents: dict[str, ImportedTicket]) -> None:
    events = incidents["INC0000197"].events
    assert len(events) == 26
    owners = list(dict.fromkeys(event.owner for event in events))
    assert owners[:3] == ["Resolver 170 (Group 70)", "Resolver 170 (Group 72)", "Resolver 170 (Group 67)"]
    waited = timedelta()
    for before, after in pairwise(events):
        waited += after.happened - before.happened if before.state == "waiting" else timedelta()
    # 07.03. 15:04 to 09.03. 08:12, 15.03. 17:41 to 29.03. 11:26 (summer time began), 29.03. 12:57 to 31.03. 10:09
    assert waited == timedelta(days=1, hours=17, minutes=8) + timedelta(days=13, hours=16, minutes=45) + timedelta(
        days=1, hours=21, minutes=12
    )


def test_updates_out_of_order_are_put_in_order(incidents: dict[str, ImportedTicket]) -> None:
    for ticket in incidents.values():
        happened = [event.happened for event in ticket.events]
        assert happened == sorted(happened)
    assert [event.state for event in incidents["INC0000137"].events] == ["new", "fixed", "new", "closed"]


def test_summer_time_begins_within_the_log(incidents: dict[str, ImportedTicket]) -> None:
    closed = [ticket.closed for ticket in incidents.values() if ticket.closed]
    assert len(closed) == 447
    assert instant(24, 3, 17, 59) in closed
    assert incidents["INC0000197"].closed == instant(5, 4, 9, 59)


def test_incidents_without_a_category_have_a_title(incidents: dict[str, ImportedTicket]) -> None:
    assert incidents["INC0000358"].title == "Incident INC0000358"
    assert incidents["INC0000358"].site is None
    assert all(ticket.title for ticket in incidents.values())


def test_cases_of_another_country_have_its_zone(cases: dict[str, ImportedTicket]) -> None:
    assert len(cases) == 100
    assert Counter(ticket.state for ticket in cases.values()) == {"closed": 85, "new": 15}
    assert {ticket.customer for ticket in cases.values()} == {CustomerRef("boston", "Boston 311", collective=True)}
    case = cases["101004130437"]
    assert case.reported == datetime(2022, 1, 19, 16, 18, tzinfo=UTC)
    assert case.closed == datetime(2022, 1, 19, 16, 42, 16, tzinfo=UTC)
    assert case.site == ImportedSite(
        name="42 Cross St, Boston",
        street="42 Cross St",
        postcode="02113",
        place="Boston",
        state="MA",
        country="US",
        zone="America/New_York",
        latitude=42.3634,
        longitude=-71.0566,
    )


def test_a_case_without_a_place_has_no_site(cases: dict[str, ImportedTicket]) -> None:
    assert [key for key, case in cases.items() if case.site is None] == ["101004143000"]
    assert Counter(case.channel for case in cases.values()) == {"P": 70, "T": 30}
