"""What a new customer must have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dispatcher.domain.customer import AddCustomer, all_numbers, refuse_customer
from dispatcher.domain.imported import ImportedNumber, ImportedPerson, ImportedSite

DESK = ImportedNumber("phone", "+493023125201", "030 23125-201")
MOBILE = ImportedNumber("mobile", "+4917123125202", "0171 23125202")
MAIL = ImportedNumber("mail", "hahn@praxis.example", "hahn@praxis.example")
SITE = ImportedSite("Praxis", "Hauptstr. 1", "10115", "Berlin", "BE", numbers=(DESK,))
HAHN = ImportedPerson("Hahn", "Frau", numbers=(MOBILE,))
PRAXIS = AddCustomer("Praxis Hahn", sites=(SITE,), people=(HAHN,), numbers=(MAIL,))


def test_a_customer_with_everything() -> None:
    assert refuse_customer(PRAXIS) is None
    assert list(all_numbers(PRAXIS)) == [MAIL, DESK, MOBILE]


@pytest.mark.parametrize(
    ("customer", "code"),
    [
        (replace(PRAXIS, name=" "), "name"),
        (replace(PRAXIS, name="x" * 501), "name"),
        (replace(PRAXIS, language="deu"), "language"),
        (replace(PRAXIS, people=(replace(HAHN, name=""),)), "person"),
        (replace(PRAXIS, sites=(replace(SITE, country="D"),)), "country"),
        (replace(PRAXIS, sites=(replace(SITE, country="49"),)), "country"),
        (replace(PRAXIS, sites=(replace(SITE, zone="Mars/Olympus"),)), "zone"),
        (replace(PRAXIS, numbers=(replace(MAIL, kind="fax machine"),)), "kind"),
        (replace(PRAXIS, sites=(replace(SITE, numbers=(replace(DESK, value=" "),)),)), "number"),
        (replace(PRAXIS, people=(replace(HAHN, numbers=(replace(MOBILE, value=""),)),)), "number"),
    ],
)
def test_a_customer_who_cannot_be_added(customer: AddCustomer, code: str) -> None:
    refusal = refuse_customer(customer)
    assert refusal is not None
    assert refusal.code == code
