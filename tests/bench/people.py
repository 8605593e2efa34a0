"""The office, its colleagues and technicians, and its customers with sites, persons and numbers."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dispatcher.domain.customer import FIRST_NUMBER
from dispatcher.domain.phone import tail_key
from dispatcher.domain.technician import hours_to_text
from dispatcher.domain.text import digits
from dispatcher.domain.verbs import ADD_CUSTOMER, ADD_TECHNICIAN, ENROL, FOUND_OFFICE
from tests.bench.loader import Loader
from tests.bench.scale import ZONE, Scale
from tests.bench.town import PLACES, Town

STORE_ID = "5eedba5e-0000-4000-8000-000000000001"
SIGNS = ("mh", "rk", "as", "tb", "gl", "ow")
WEEK = ((420, 1020), (420, 1020), (420, 1020), (420, 1020), (420, 900), None, None)
SKILLS = ("TK", "BMA", "TK BMA", "EL")
DOMAINS = ("buero", "technik", "verwaltung", "service", "haus", "praxis")
WITH_MAIL = 3
"""Every third customer has a mail address."""
WITH_SITES = 20
"""Every twentieth has more than one site."""


class People:
    """Draws everybody and hands them to the loader; all are there when the first year ``begins``."""

    def __init__(self, loader: Loader, town: Town, begins: datetime) -> None:
        self._load = loader
        self._town = town
        self._begins = begins
        self._sites = self._persons = self._numbers = self._documents = 0
        self.first_sites = array("q", [0])

    def add(self, scale: Scale) -> None:
        """The whole office."""
        self._office()
        for ident in range(1, scale.technicians + 1):
            self._technician(ident)
        for ident in range(1, scale.customers + 1):
            self._customer(ident)

    def _noun(self, kind: str, ident: int, values: Mapping[str, Any], verb: str, text: str) -> None:
        self._load.add(kind, ident, values)
        self._load.entry(self._begins, SIGNS[0], verb, [(kind, ident)], {"text": text}, self._town.salt())

    def _office(self) -> None:
        values = {
            "store_id": STORE_ID, "name": "Haustechnik Nord", "state": "BE", "zone": ZONE, "training": True,
            "clock_set_to": None, "clock_set_at": None, "created_at": self._begins,
        }  # fmt: skip
        self._noun("office", 1, values, FOUND_OFFICE, "")
        for ident, sign in enumerate(SIGNS, start=1):
            name = self._town.person()
            values = {"login": f"desk-{sign}", "sign": sign, "name": name, "role": "dispatcher"}
            self._noun("colleague", ident, values, ENROL, name)

    def _technician(self, ident: int) -> None:
        name = self._town.person()
        values = {
            "code": f"T{ident:02d}", "name": name, "skills": self._town.one_of(SKILLS),
            "region": self._town.one_of(PLACES)[0], "hours": hours_to_text(WEEK), "phone": "", "status": 1,
            "status_since": self._begins,
        }  # fmt: skip
        self._noun("technician", ident, values, ADD_TECHNICIAN, name)

    def _customer(self, ident: int) -> None:
        town, name, number = self._town, self._town.customer(), FIRST_NUMBER - 1 + ident
        place, start, area = town.one_of(PLACES)
        self._load.add("customer", ident, {"number": number, "name": name, "language": "de"})
        self.first_sites.append(self._sites + 1)
        words = [name, *self._site(ident, name, place, start)]
        person = town.person()
        self._persons += 1
        form = town.one_of(("Herr", "Frau"))
        self._load.add("contact_person", self._persons, {"customer_id": ident, "name": person, "form": form})
        mail = self._mail() if ident % WITH_MAIL == 0 else ""
        self._phones(ident, area, mail)
        self._document(ident, None, [*words, person, mail])
        self._further_sites(ident, name)
        sites = range(self.first_sites[ident], self._sites + 1)
        links = [("customer", ident), ("person", self._persons), *(("site", site) for site in sites)]
        payload = {"text": name, "number": number}
        self._load.entry(self._begins, town.one_of(SIGNS), ADD_CUSTOMER, links, payload, town.salt())

    def _site(self, customer: int, name: str, place: str, start: str) -> list[str]:
        street, postcode = self._town.street(), self._town.postcode(start)
        self._sites += 1
        values = {
            "customer_id": customer, "name": name, "street": street, "postcode": postcode, "place": place,
            "state": "BE", "country": "DE", "zone": ZONE,
        }  # fmt: skip
        self._load.add("site", self._sites, values)
        return [name, street, postcode, place]

    def _further_sites(self, customer: int, name: str) -> None:
        for number in range(0 if customer % WITH_SITES else 1 + self._town.skewed(12)):
            place, start, _area = self._town.one_of(PLACES)
            words = self._site(customer, f"Objekt {number + 2}", place, start)
            self._document(customer, self._sites, [name, *words])

    def _document(self, customer: int, site: int | None, texts: list[str]) -> None:
        self._documents += 1
        self._load.document(self._documents, customer, site, texts)

    def _mail(self) -> str:
        place = self._town.one_of(PLACES)[0].lower().replace(" ", "")
        return f"{self._town.surname().lower()}@{self._town.one_of(DOMAINS)}-{place}.example"

    def _phones(self, customer: int, area: str, mail: str) -> None:
        first = self._town.phone(area)
        second = self._town.phone(self._town.one_of(("151", "160", "170", "172", "176")))
        self._number(customer, "phone", first.value, first.shown, None)
        self._number(customer, "mobile", second.value, second.shown, self._persons)
        if mail:
            self._number(customer, "mail", mail, mail, None)

    def _number(self, customer: int, kind: str, value: str, shown: str, person: int | None) -> None:
        self._numbers += 1
        values = {
            "customer_id": customer, "person_id": person, "kind": kind, "value": value, "shown": shown,
            "tail": "" if kind == "mail" else tail_key(digits(value)),
        }  # fmt: skip
        self._load.add("number", self._numbers, values)
