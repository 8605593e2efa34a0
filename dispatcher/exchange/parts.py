"""The parts that rows of several kinds have in common: the customer meant, a site, a person, their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from dispatcher.domain import phone
from dispatcher.domain.imported import CustomerRef, ImportedNumber, ImportedPerson, ImportedSite
from dispatcher.domain.region import is_zone
from dispatcher.exchange import cells as cell
from dispatcher.exchange import places, typed
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.cells import BadCell
from dispatcher.exchange.rules import CustomerRule, NumberRule, PersonRule, SiteRule
from dispatcher.exchange.template import Cells, Field, Texts, field
from dispatcher.exchange.wording import Worded
from dispatcher.exchange.words import words
from dispatcher.locale import _

_BETWEEN_NUMBERS = re.compile(r"\s*(?:[;,\n]|/(?=\s*(?:0\d|\+))|\b(?:oder|or|und|and)\b)\s*")
_SEVERAL = re.compile(r"[;,\n]|/\s*[0+]|\s(?:o|u|a)")
_BETWEEN_MAILS = re.compile(r"[;,\s]+")
_MAIL = re.compile(r"[^@\s<>()\[\],;:\"]+@[^@\s<>()\[\],;:\"]+\.[^@\s<>()\[\],;:\".]{2,}")
_LONGEST_FORM = 16


class Numbers:
    """The numbers and mail addresses of a customer, site or person."""

    def __init__(self, rules: tuple[NumberRule, ...], setting: Setting) -> None:
        self._rules = [(rule.kind, field(rule.value), field(rule.note)) for rule in rules]
        self._country, self._home = setting.country, setting.home.country

    def fill(self, cells: Cells, leftovers: list[str], country: str = "") -> tuple[ImportedNumber, ...]:
        """The numbers of one row, each once; what is none goes to ``leftovers`` with the name of its column."""
        found: dict[tuple[str, str], ImportedNumber] = {}
        for kind, value, note in self._rules:
            if not (text := value.text(cells)):
                continue
            numbers = list(_mails(text)) if kind == "mail" else self._phones(kind, text, country or self._country)
            if not numbers:
                leftovers.append(f"{value.label}: {value.line(cells)}")
            for number in numbers:
                both = " ".join(part for part in (note.line(cells), number.note) if part)
                found.setdefault((kind, number.value), ImportedNumber(kind, number.value, number.shown, both))
        return tuple(found.values())

    def _phones(self, kind: str, text: str, country: str) -> list[ImportedNumber]:
        """The numbers in one cell; several only where each piece is one."""
        pieces = [piece for piece in _BETWEEN_NUMBERS.split(text) if piece] if _SEVERAL.search(text) else [text]
        numbers = [phone.parse(piece, country, self._home) for piece in pieces]
        if len(numbers) > 1 and None in numbers:
            numbers = [phone.parse(text, country, self._home)]
        return [ImportedNumber(kind, found.e164, found.shown, found.note) for found in numbers if found is not None]


def _mails(text: str) -> Iterator[ImportedNumber]:
    for piece in _BETWEEN_MAILS.split(text):
        address = piece.strip("<>()\"'").removeprefix("mailto:")
        if _MAIL.fullmatch(address):
            yield ImportedNumber("mail", address.lower(), address)


class Customer:
    """The customer a row belongs to."""

    def __init__(self, rule: CustomerRule) -> None:
        self._key, self._name, self._number = field(rule.key), field(rule.name), field(rule.number)
        self._otherwise = field(rule.otherwise)
        self._rule = rule

    def fill(self, cells: Cells) -> CustomerRef:
        """The reference of one row. Raises BadCell where it names nobody."""
        key, name = self._key.line(cells), self._name.line(cells)
        number = cell.our_number(self._number.line(cells), self._number.label)
        if not (key or name or number):
            if otherwise := self._otherwise.line(cells):
                return CustomerRef("", otherwise, collective=True)
            columns = (self._key.label, self._number.label, self._name.label)
            raise BadCell(", ".join(label for label in columns if label), "", _("No customer is named."))
        short_key = cell.key(key, self._key.label) if key else ""
        return CustomerRef(short_key, name, number, self._rule.collective, self._rule.source)


class Site:
    """The site of a row."""

    def __init__(self, rule: SiteRule, setting: Setting) -> None:
        self._fields = {name: field(getattr(rule, name)) for name in SiteRule.__struct_fields__ if name != "numbers"}
        self._numbers = Numbers(rule.numbers, setting)
        self._setting = setting
        self._decimal = setting.mapping.decimal
        self._access_class = worded("site.access_class", self._fields["access_class"], setting)
        self._address = [
            self._fields[name] for name in ("name", "street", "postcode", "place") if self._fields[name].columns
        ]

    def fill(self, cells: Cells) -> ImportedSite | None:
        """The site of one row, or None where it has neither name, street, postcode nor place. Raises BadCell."""
        if not any(part.text(cells) for part in self._address):
            return None
        fields, leftovers = self._fields, list[str]()
        street, place = fields["street"].line(cells), fields["place"].line(cells)
        postcode, country = self._postcode(cells)
        access = fields["access"].text(cells)
        numbers = self._numbers.fill(cells, leftovers, country)
        return ImportedSite(
            name=fields["name"].line(cells) or street or place or postcode,
            street=street,
            postcode=postcode,
            place=place,
            state=places.state(fields["state"].line(cells), country, fields["state"].label),
            country=country,
            zone=self._zone(cells, country),
            access="\n".join(part for part in (access, *leftovers) if part),
            parking=fields["parking"].text(cells),
            latitude=cell.degrees(fields["latitude"].line(cells), fields["latitude"].label, self._decimal, 90),
            longitude=cell.degrees(fields["longitude"].line(cells), fields["longitude"].label, self._decimal, 180),
            numbers=numbers,
            municipality=fields["municipality"].line(cells),
            access_class=self._access_class.fill(cells),
            register_hours=typed.whole_hours(fields["register_hours"], cells),
            buffer_minutes=typed.minutes(fields["buffer_minutes"], cells),
            guard_phone=self._guard(cells, country),
        )

    def _guard(self, cells: Cells, country: str) -> str:
        found = typed.telephone(self._fields["guard_phone"], cells, self._setting, country)
        return found.value if found else ""

    def _postcode(self, cells: Cells) -> tuple[str, str]:
        named = places.country(self._fields["country"].line(cells), self._fields["country"].label)
        postcode, country = places.postcode(self._fields["postcode"].line(cells), named or self._setting.country)
        return postcode, named or country

    def _zone(self, cells: Cells, country: str) -> str:
        field_of_zone = self._fields["zone"]
        if name := field_of_zone.line(cells):
            return zone(name, field_of_zone.label).key
        abroad = places.zone_of(country) if country != self._setting.country else ""
        return abroad or self._setting.zone


class Person:
    """A contact person of a row."""

    def __init__(self, rule: PersonRule, setting: Setting) -> None:
        self._name, self._form, self._role = field(rule.name), field(rule.form), field(rule.role)
        self._language = field(rule.language)
        self._numbers = Numbers(rule.numbers, setting)
        self._duties = worded("person.duties", field(rule.duties), setting)
        self._permissions = worded("person.permissions", field(rule.permissions), setting)
        self._channel = worded("person.channel", field(rule.channel), setting)
        self._no_information = worded("person.no_information", field(rule.no_information), setting)

    def fill(self, cells: Cells, leftovers: list[str]) -> ImportedPerson | None:
        """The person of one row, or None where no name stands. Raises BadCell."""
        if not (name := self._name.line(cells)):
            return None
        return ImportedPerson(
            name=name,
            form=cell.short(self._form.line(cells), self._form.label, _LONGEST_FORM),
            role=self._role.line(cells),
            language=language(self._language.line(cells), self._language.label),
            numbers=self._numbers.fill(cells, leftovers),
            duties=typed.tokens(self._duties.source, self._duties.words, cells),
            permissions=typed.tokens(self._permissions.source, self._permissions.words, cells),
            channel=self._channel.fill(cells),
            no_information=self._no_information.fill(cells) == "yes",
        )


def worded(name: str, source: Field, setting: Setting) -> Worded:
    """The field ``name`` with the words it takes, those that the mapping translates among them."""
    return Worded(source, words(name, setting.mapping.values.get(name, {})))


class Identity:
    """What identifies a row within its source."""

    def __init__(self, texts: Texts) -> None:
        self._key: Field = field(texts)

    def fill(self, cells: Cells) -> str:
        """The key of one row. Raises BadCell where there is none."""
        return cell.key(self._key.line(cells), self._key.label)


def zone(name: str, column: str) -> ZoneInfo:
    """The time zone ``name``. Raises BadCell where there is none of that name."""
    if not is_zone(name):
        raise BadCell(column, name, _('"{zone}" is no time zone; write it like "Europe/Berlin".').format(zone=name))
    return ZoneInfo(name)


_LANGUAGES = {"deutsch": "de", "german": "de", "englisch": "en", "english": "en", "d": "de", "e": "en", "ger": "de"}


def language(text: str, column: str) -> str:
    """Two small letters for a language; empty for an empty cell. Raises BadCell."""
    small = _LANGUAGES.get(text.casefold(), text.casefold())
    if small and re.fullmatch(r"[a-z]{2}", small) is None:
        raise BadCell(column, text, _('This is no language we know; write two letters, like "de".'))
    return small
