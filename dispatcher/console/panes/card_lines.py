"""The head of the Contacts pane: name, place, people and numbers of one customer in a few lines."""

from __future__ import annotations

from rich.cells import cell_len

from dispatcher.console.widgets.marks import Line, cell, in_columns
from dispatcher.domain.flag import flag_word
from dispatcher.domain.text import one_line
from dispatcher.locale import _, ngettext
from dispatcher.queries.rows import CustomerCard, PersonRow, SiteRow

_NARROW = 30
_LEAST_NAME = 6
"""Below so many columns the telephone comes before the way there."""


def card_lines(card: CustomerCard, width: int, most: int, found_by: str = "") -> list[Line]:
    """At most ``most`` lines, the most needed first; ``found_by`` is the place by which he was looked up."""
    lines: list[Line] = [_name(card, width), *(((f"!{flag_word(flag)}", "due"),) for flag in card.flags)]
    if found_by:
        lines.append(((f" {one_line(found_by)}", "head"),))
    where, way = _where(card, width), _way(card)
    reach = [line for person in card.people[:4] for line in _person(person, width)]
    reach += [_labelled(_("TEL"), number) for number in card.numbers[:4]]
    lines += [*reach, *where, *way] if width < _NARROW else [*where, *way, *reach]
    if card.remark:
        lines.append(_labelled(_("NOTE"), one_line(card.remark)))
    return lines[:most]


def _name(card: CustomerCard, width: int) -> Line:
    number = f"K-{card.number}"
    name = cell(f" {one_line(card.name).upper()}", max(1, width - len(number) - 2))
    return ((name, "head"), (f" {number} ", "plain"))


def _where(card: CustomerCard, width: int) -> list[Line]:
    """The full name where it says more, the first site, and how many others there are."""
    lines: list[Line] = []
    if card.long_name and card.long_name != card.name:
        lines.append(((f" {one_line(card.long_name)}", "plain"),))
    if card.sites:
        lines += _site(card.sites[0], width)
    if card.site_count > 1:
        more = card.site_count - 1
        lines.append(((" " + ngettext("and {n} more site", "and {n} more sites", more).format(n=more), "plain"),))
    return lines


def _site(site: SiteRow, width: int) -> list[Line]:
    state = f" ({site.state})" if site.state else ""
    country = f"{site.country}-" if site.country not in ("", "DE") else ""
    place = f"{country}{site.postcode} {site.place}{state}".strip()
    where = ", ".join(part for part in (one_line(site.street), one_line(place)) if part)
    lines: list[Line] = [((f" {where}", "plain"),)] if where else []
    if len(where) + 1 > width and site.street:
        lines = [((f" {one_line(site.street)}", "plain"),), ((f" {one_line(place)}", "plain"),)]
    return lines


def _way(card: CustomerCard) -> list[Line]:
    """How one gets in, and where the van stands."""
    if not card.sites:
        return []
    said = ((_("ACC"), card.sites[0].access), (_("PARK"), card.sites[0].parking))
    return [_labelled(label, one_line(text)) for label, text in said if text]


def _labelled(label: str, text: str) -> Line:
    return ((f" {label} ", "head"), (in_columns(text), "plain"))


def _person(person: PersonRow, width: int) -> list[Line]:
    """Name, role and number on one line; in a narrow pane the number stands whole on a line of its own."""
    number = person.numbers[0] if person.numbers else ""
    name = ", ".join(part for part in (one_line(person.name), one_line(person.role)) if part)
    room = width - 6 - len(number) - 1
    if number and room < _LEAST_NAME:
        return [_labelled(_("CON"), one_line(person.name)), ((f" {number}", "plain"),)]
    if number and cell_len(name) > room:
        name = one_line(person.name)
    return [_labelled(_("CON"), f"{cell(name, room)} {number}" if number else name)]
