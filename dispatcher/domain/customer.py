"""A customer: names, sites, people and numbers, and what a new one must have."""

from __future__ import annotations

from collections.abc import Iterable

from dispatcher.domain.imported import ImportedNumber, ImportedPerson, ImportedSite
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.region import is_zone
from dispatcher.locale import _
from dispatcher.values import dataclass

FIRST_NUMBER = 1001
"""The number of an office's first customer, K-1001."""
NUMBER_KINDS = ("phone", "mobile", "fax", "mail")
LONGEST_NAME = 500
HIGHEST_NUMBER = 2**31 - 1


@dataclass(frozen=True, slots=True)
class AddCustomer:
    """A new customer with sites, people and the numbers that belong to nobody in particular.

    The values are those an importer hands over; ``collective`` stands for many unnamed callers."""

    name: str
    long_name: str = ""
    language: str = "de"
    remark: str = ""
    collective: bool = False
    sites: tuple[ImportedSite, ...] = ()
    people: tuple[ImportedPerson, ...] = ()
    numbers: tuple[ImportedNumber, ...] = ()


def refuse_customer(customer: AddCustomer) -> Refusal | None:
    """The sentence why this customer cannot be added, or None."""
    if not customer.name.strip() or len(customer.name) > LONGEST_NAME:
        return Refusal("name", _("A customer needs a name of at most {n} signs.").format(n=LONGEST_NAME))
    if len(customer.language) > 2:
        return Refusal("language", _("A language is two letters: de"))
    if any(not person.name.strip() for person in customer.people):
        return Refusal("person", _("A contact person needs a name."))
    refusals = (refuse_site(site) for site in customer.sites)
    return next((refusal for refusal in refusals if refusal), None) or refuse_numbers(all_numbers(customer))


def all_numbers(customer: AddCustomer) -> Iterable[ImportedNumber]:
    """Every number of the customer, his sites' and his people's."""
    yield from customer.numbers
    for site in customer.sites:
        yield from site.numbers
    for person in customer.people:
        yield from person.numbers


def refuse_site(site: ImportedSite) -> Refusal | None:
    """The sentence why nobody can drive to ``site``, or None."""
    if len(site.country) != 2 or not site.country.isalpha():
        return Refusal("country", _("A country is two letters: DE"))
    if not is_zone(site.zone):
        return Refusal("zone", _("{zone} is no time zone. Like: Europe/Berlin").format(zone=site.zone))
    return None


def refuse_numbers(numbers: Iterable[ImportedNumber]) -> Refusal | None:
    """The sentence why one of these numbers cannot be kept, or None."""
    for number in numbers:
        if number.kind not in NUMBER_KINDS:
            return Refusal("kind", _("A number is one of: {kinds}").format(kinds=", ".join(NUMBER_KINDS)))
        if not number.value.strip():
            return Refusal("number", _("A number must not be empty."))
    return None
