"""The head of the Contacts pane: name, place, people, numbers and the way in of one customer in a few lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from rich.cells import cell_len

from dispatcher.console.panes.card_people import TINY, WIDE, Ranked, View, label_text, people_lines
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.panes.promise_lines import told_line
from dispatcher.console.widgets.marks import Line, Span, cell, in_columns
from dispatcher.console.wording import day_month
from dispatcher.domain.calendar import local_day
from dispatcher.domain.extension import stem_of
from dispatcher.domain.flag import flag_word
from dispatcher.domain.promise import standing
from dispatcher.domain.text import one_line, shortened
from dispatcher.locale import _, ngettext
from dispatcher.queries.card_rows import ContractRow, CustomerCard, SiteRow
from dispatcher.queries.decision_rows import DecisionRow

_MOST_NUMBERS = 4
_MOST_PROMISES = 3
_IN_TWO_LINES = 1000
"""More signs of a text are never seen there."""


def card_lines(card: CustomerCard, width: int, most: int, now: datetime, zone: str, found_by: str = "") -> list[Line]:
    """The ``most`` lines that are needed most, in the order in which they are read, and one for each mark on him.

    ``now`` is aware, ``zone`` the office's; ``found_by`` is the place by which he was looked up.
    """
    view = View(width, {stem_of(number) for number in card.numbers[:1]} - {""}, now, zone)
    ranked = list(_ranked(card, view, found_by))
    kept = sorted(range(len(ranked)), key=lambda place: ranked[place][0])[
        : most + len(card.flags) + len(card.decisions)
    ]
    return [ranked[place][1] for place in sorted(kept)]


def _ranked(card: CustomerCard, view: View, found_by: str) -> Iterator[Ranked]:
    yield 0, _name(card, view.width)
    if found_by:
        yield 0, ((f" {one_line(found_by)}", "head"),)
    yield from _where(card, view)
    if agreed := _agreed(card, view):
        yield (5 if view.width >= WIDE else 9), agreed
    yield from people_lines(card.people, view)
    yield from _promised(card, view)
    yield from _way(card, view)
    for place, number in enumerate(card.numbers[:_MOST_NUMBERS]):
        yield (8 if place else 3), _dialled(number, view.width)
    yield from ((0, ((f"!{flag_word(flag)}", "due"),)) for flag in card.flags)
    yield from ((0, ((f"!{_decided(decision, view)}", "due"),)) for decision in card.decisions)
    if card.remark:
        yield 9, _labelled(_("NOTE"), one_line(card.remark), view.width)


def _decided(decision: DecisionRow, view: View) -> str:
    """Who does not come again; with who said so where there is room for it (B15)."""
    who = one_line(decision.who)
    brief = _("WITHOUT {technician}").format(technician=who)
    said = ", ".join(
        part for part in (one_line(decision.said_by), day_month(local_day(decision.since, view.zone))) if part
    )
    full = f"{brief} ({said})"
    return full if cell_len(full) < view.width else brief


def _name(card: CustomerCard, width: int) -> Line:
    """The full name where there is room for it."""
    number = f"K-{card.number}"
    room = max(1, width - len(number) - 2)
    names = (f" {one_line(name).upper()}" for name in (card.long_name, card.name) if name)
    name = next((name for name in names if cell_len(name) < room), f" {one_line(card.name).upper()}")
    return ((cell(name, room), "head"), (f" {number} ", "plain"))


def _where(card: CustomerCard, view: View) -> Iterator[Ranked]:
    """The first site, how many others there are, and the full name where it says more."""
    more = card.site_count - 1
    others = ngettext("and {n} more site", "and {n} more sites", more).format(n=more) if more > 0 else ""
    lines = [f" {line}" for line in _site(card.sites[0], view.width)] if card.sites else []
    if lines and others and cell_len(lines[-1]) + cell_len(others) + 3 <= view.width:
        lines[-1], others = f"{lines[-1]}  {others}", ""
    yield from ((4, ((line, "plain"),)) for line in lines)
    if others:
        yield 8, ((f" {others}", "plain"),)
    if (
        card.long_name
        and card.long_name != card.name
        and _name(card, view.width)[0][0].strip() != card.long_name.upper()
    ):
        yield 9, ((f" {one_line(card.long_name)}", "plain"),)


def _site(site: SiteRow, width: int) -> list[str]:
    state = f" ({site.state})" if site.state else ""
    country = f"{site.country}-" if site.country not in ("", "DE") else ""
    street, town = one_line(site.street), one_line(f"{country}{site.postcode} {site.place}".strip())
    ways = (", ".join(part for part in (street, town + shown) if part) for shown in (state, ""))
    fitting = next((way for way in ways if cell_len(way) < width), "")
    return [fitting] if fitting else [part for part in (street, f"{town}{state}") if part]


def _agreed(card: CustomerCard, view: View) -> Line | None:
    """In which language one speaks with him and how formally, and until when the contract runs."""
    languages = dict.fromkeys(one.upper() for one in (card.language, *(one.language for one in card.people)) if one)
    parts = [_("language {codes}").format(codes="/".join(languages))] if languages else []
    parts += [_("formal")] if any(one.form for one in card.people) else []
    spoken = ", ".join(parts)
    ends, mark = _contract(card.contracts, local_day(view.now, view.zone))
    if not ends and len(languages) <= 1 and not any(one.form for one in card.people):
        return None
    return ((f" {spoken}" if spoken else "", "plain"), ("  " if spoken and ends else "", "plain"), (ends, mark))


def _contract(contracts: tuple[ContractRow, ...], today: date) -> Span:
    """The end of the contract that runs longest."""
    if not contracts:
        return "", "plain"
    last = max(one.ends_on or "9999-12-31" for one in contracts)
    day = date.fromisoformat(last)
    if day.year == date.max.year:
        return _("contract without end"), "plain"
    shown = f"{day_month(day)}{day.year % 100:02d}"
    if day < today:
        return _("contract ENDED {day}").format(day=shown), "due"
    return _("contract {day}").format(day=shown), "plain"


def _promised(card: CustomerCard, view: View) -> Iterator[Ranked]:
    """What is promised, ours and his; what is due or broken is needed most."""
    for place, row in enumerate(card.promises[:_MOST_PROMISES]):
        presses = standing(row, view.now) != "open"
        label = label_text(_("PROM") if not place else "", view.width)
        line = told_line(row, view.now, view.zone, max(1, view.width - cell_len(label)))
        yield (2 if presses else 8 if place else 5), ((label, "head"), *line)


def _way(card: CustomerCard, view: View) -> Iterator[Ranked]:
    """How one gets in, where the van stands, and who lets it in."""
    if not card.sites:
        return
    site = card.sites[0]
    for place, line in enumerate(_wrapped(_("ACC"), _access(site, view), view)):
        yield (6 if place else 3), line
    for place, line in enumerate(_wrapped(_("PARK"), one_line(site.parking), view)):
        yield (9 if place else 6), line
    if site.guard_phone:
        gate = _("gate {number}").format(number=site.guard_phone)
        yield 8, ((label_text("", view.width) if view.width >= WIDE else " ", "plain"), (gate, "plain"))


def _access(site: SiteRow, view: View) -> str:
    """The class of the way in, how long ahead somebody is registered, and the words; each thing once, as long as there
    is room for it."""
    words, ahead = one_line(site.access), site.register_hours
    brief = _("reg. {n} h").format(n=ahead) if ahead else ""
    sort = _(site.access_class) if site.access_class else ""
    if view.width < TINY:
        return brief or sort or words
    if sort.casefold() in words.casefold() or (site.access_class == "registration" and ahead):
        sort = ""
    if view.width < WIDE:
        return _listed(brief, sort, words)
    brief = "" if f"{ahead} h" in words else brief
    long = _listed(sort, brief and _("register {n} h").format(n=ahead), words)
    return long if cell_len(long) <= view.room else _listed(sort, brief, words)


def _listed(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _wrapped(label: str, text: str, view: View) -> list[Line]:
    """A labelled text in at most two lines, the second one below the first."""
    if not text:
        return []
    text = shortened(text, _IN_TWO_LINES)
    if view.width < WIDE or cell_len(text) <= view.room:
        return [_labelled(label, text, view.width)]
    first, *rest = wrap(text, view.room)
    more: Line = ((label_text("", view.width), "plain"), (in_columns(" ".join(rest)), "plain"))
    return [_labelled(label, first, view.width), more] if rest else [_labelled(label, first, view.width)]


def _dialled(number: str, width: int) -> Line:
    """A number of nobody in particular, whole: without its label where there is no room for both."""
    label = label_text(_("TEL"), width)
    if cell_len(label) + cell_len(number) > width:
        return ((f" {number}", "plain"),)
    return ((label, "head"), (in_columns(number), "plain"))


def _labelled(label: str, text: str, width: int) -> Line:
    return ((label_text(label, width), "head"), (in_columns(text), "plain"))
