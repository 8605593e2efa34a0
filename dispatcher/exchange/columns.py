"""The columns of a list nobody described, found by their names."""

from __future__ import annotations

from dispatcher.exchange.rules import CustomerRule, NumberRule
from dispatcher.exchange.synonyms import SYNONYMS, number_kind, plain
from dispatcher.locale import _


class Lacking(Exception):
    """No column holds what a list of this kind cannot do without."""


class Columns:
    """The columns of a header, each taken by one field at most."""

    def __init__(self, header: tuple[str, ...]) -> None:
        self._names = [name for name in header if name and not set("{}") & set(name)]
        self._plain: dict[str, str] = {}
        for name in self._names:
            self._plain.setdefault(plain(name), name)
        self._taken: set[str] = set()

    def take(self, *what: str) -> str:
        """The template of the first free column that holds one of ``what``; empty where none does."""
        for synonym in (name for kind in what for name in SYNONYMS[kind]):
            column = self._plain.get(synonym)
            if column is not None and column not in self._taken:
                self._taken.add(column)
                return f"{{{column}}}"
        return ""

    def need(self, sentence: str, *what: str) -> str:
        """The same where there must be one; ``sentence`` says what is lacking. Raises Lacking."""
        if template := self.take(*what):
            return template
        raise Lacking(sentence)

    def house_number(self, street: str) -> str:
        """The column of house numbers: by its name, or "No." where it stands right behind the street."""
        if template := self.take("house number"):
            return template
        at = self._names.index(street[1:-1]) + 1 if street else len(self._names)
        if at < len(self._names) and plain(self._names[at]) in ("nr", "no", "nummer", "number"):
            self._taken.add(self._names[at])
            return f"{{{self._names[at]}}}"
        return ""

    def numbers(self) -> tuple[NumberRule, ...]:
        """All columns with numbers and mail addresses."""
        rules = []
        for name in self._names:
            kind = number_kind(name)
            if kind is not None and name not in self._taken:
                self._taken.add(name)
                rules.append(NumberRule(kind, f"{{{name}}}"))
        return tuple(rules)


def person_name(columns: Columns) -> str:
    """First and last name together; empty where neither is there."""
    first, last = columns.take("first name"), columns.take("last name")
    return f"{first} {last or columns.take('name')}".strip() if first or last else ""


def first(*templates: str) -> tuple[str, ...]:
    """The templates that say something, each once: the first that is not empty counts."""
    return tuple(dict.fromkeys(template for template in templates if template))


def joined(*templates: str) -> str:
    """The templates that say something, as one."""
    return " / ".join(template for template in templates if template)


def whose(columns: Columns) -> CustomerRule:
    """Which customer a row belongs to. Raises Lacking."""
    key, name = columns.take("customer.key"), columns.take("company")
    if not (key or name):
        raise Lacking(_("No column says which customer a row belongs to."))
    return CustomerRule(key=key, name=name)


def moment(columns: Columns, lacking: str, *what: str) -> str:
    """A column with date and time, or one with the date and another with the time of day."""
    day = columns.need(lacking, *what)
    clock = columns.take("time")
    return f"{day}[ {clock}]" if clock else day
