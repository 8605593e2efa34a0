"""The kinds of master data with their fields: what a form shows, a command takes and a journal entry is about.

Every field is typed and shown as text; :func:`read_field` makes a value of it, :func:`show_field` text of a value,
and :func:`echo_field` says what is understood while somebody types.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dispatcher.domain.colleague import ROLES
from dispatcher.domain.contact import CHANNELS
from dispatcher.domain.field_sorts import DECIDES, SORTS, Ask, Value
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.region import GERMAN_STATES
from dispatcher.domain.text import clean, one_line
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

LINE, LONG = 200, 20_000
"""Signs a line and a remark take at most."""
LONGEST_NAME = 500
ACCESS_CLASSES = (N_("open"), N_("reception"), N_("registration"), N_("security lock"))
DUTIES = (N_("contact"), N_("opener"), N_("billing"), DECIDES)
PERMISSIONS = (N_("order"), N_("appointments"), N_("access data"), N_("invoices"))
YES_NO = (N_("yes"), N_("no"))


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``name`` is stable, ``label`` and ``hint`` are English source text for ``_()``, ``sort`` names how
    its text is read (:data:`~dispatcher.domain.field_sorts.SORTS`), ``choices`` are values whose words
    :func:`show_field` gives, ``longest`` is the most signs it takes."""

    name: str
    label: str
    sort: str = "line"
    required: bool = False
    choices: tuple[str, ...] = ()
    hint: str = ""
    longest: int = LINE


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record. ``parents`` are the kinds it can belong to; empty where it stands for itself."""

    name: str
    label: str
    plural: str
    fields: tuple[Field, ...]
    parents: tuple[str, ...] = ()

    @property
    def parent(self) -> str:
        """The kind it belongs to, the first one where there are several; empty where it belongs to none."""
        return self.parents[0] if self.parents else ""

    def field(self, name: str) -> Field:
        """The field called ``name``. Raises KeyError."""
        return {one.name: one for one in self.fields}[name]


_NAME = Field("name", N_("name"), required=True, longest=LONGEST_NAME)
_LANGUAGE = Field("language", N_("language"), "language", choices=("de", "en"), hint=N_("two letters: de"))
_REMARK = Field("remark", N_("remark"), "long", longest=LONG)
_PHONE = Field("phone", N_("phone"), "numbers", hint=N_("several: 030 23125-471; 030 23125-0"))
_MOBILE = Field("mobile", N_("mobile"), "numbers", hint="0170 1234567")
_MAIL = Field("mail", N_("mail"), "mails", hint="name@example.org")
_HOURS = Field("hours", N_("hours"), "hours", hint=N_("Mon-Thu 7-17, Fri 7-15"), longest=LONG)
_PLACE = (
    Field("street", N_("street")),
    Field("postcode", N_("postcode"), "postcode", hint="01067", longest=12),
    Field("place", N_("place")),
    Field("state", N_("federal state"), "state", choices=GERMAN_STATES, hint=N_("two letters: BE")),
)
_CUSTOMER = Kind(
    "customer",
    N_("customer"),
    N_("customers"),
    (
        _NAME,
        Field("long_name", N_("long name"), longest=LONGEST_NAME),
        _PHONE,
        _MOBILE,
        _MAIL,
        Field("fax", N_("fax"), "numbers"),
        *_PLACE,
        _LANGUAGE,
        _REMARK,
    ),
)
_SITE = Kind(
    "site",
    N_("site"),
    N_("sites"),
    (
        Field("name", N_("name"), longest=LONGEST_NAME),
        *_PLACE,
        Field("municipality", N_("municipality"), hint=N_("where holidays differ: Augsburg")),
        Field("country", N_("country"), "country", hint=N_("two letters: DE"), longest=2),
        Field("zone", N_("time zone"), "zone", hint="Europe/Berlin", longest=64),
        Field("phone", N_("phone"), "numbers"),
        Field("access_class", N_("way in"), "choice", choices=ACCESS_CLASSES),
        Field("register_hours", N_("register hours ahead"), "whole hours", hint="24", longest=12),
        Field("access", N_("access"), "long", hint=N_("how one gets in"), longest=LONG),
        Field("parking", N_("parking"), "long", longest=LONG),
        Field("buffer_minutes", N_("extra travel"), "minutes", hint="15 min", longest=12),
        Field("guard_phone", N_("guard's phone"), "phone"),
    ),
    ("customer",),
)
_PERSON = Kind(
    "person",
    N_("contact person"),
    N_("contact persons"),
    (
        Field("form", N_("form of address"), choices=("Frau", "Herr"), hint="Frau Dr.", longest=16),
        _NAME,
        Field("role", N_("role"), hint=N_("facility technician, administration")),
        Field("duties", N_("duties"), "duties", choices=DUTIES, hint=N_("opener; decides: lift"), longest=500),
        Field("deputy", N_("deputy"), "reference", hint=N_("the name of another contact person")),
        Field("permissions", N_("permissions"), "tokens", choices=PERMISSIONS, hint=N_("order; appointments")),
        _PHONE,
        _MOBILE,
        _MAIL,
        Field("channel", N_("preferred channel"), "channel", choices=tuple(CHANNELS)),
        _LANGUAGE,
        Field("site", N_("site"), "reference", hint=N_("only where it is one site's person")),
        Field("no_information", N_("third party, no information"), "yes or no", choices=YES_NO),
    ),
    ("customer",),
)
_TECHNICIAN = Kind(
    "technician",
    N_("technician"),
    N_("technicians"),
    (
        Field("code", N_("short code"), required=True, hint="Wolff T.", longest=24),
        _NAME,
        Field("skills", N_("skills"), "skills", hint="TK SIP BMA", longest=500),
        Field("region", N_("region")),
        _HOURS,
        Field("lunch", N_("lunch"), "span", hint="12:00-12:30", longest=24),
        Field("phone", N_("phone"), "phone"),
        Field("reserve", N_("reserve"), "span", hint="13:00-15:00", longest=24),
    ),
)
_COLLEAGUE = Kind(
    "colleague",
    N_("colleague"),
    N_("colleagues"),
    (
        _NAME,
        Field("sign", N_("sign"), "word", hint="mh", longest=8),
        Field("login", N_("login"), "word", required=True, hint=N_("the computer's name for the user"), longest=64),
        Field("role", N_("right"), "choice", choices=ROLES),
        Field("stand_in", N_("stand-in"), "reference", hint=N_("the sign or name of another colleague")),
        Field("phone", N_("phone"), "phone"),
    ),
)
_CONTRACT = Kind(
    "contract",
    N_("contract"),
    N_("contracts"),
    (
        _NAME,
        Field("hours", N_("service hours"), "hours", hint=N_("Mon-Fri 8-18"), longest=LONG),
        Field("response_minutes", N_("response time"), "response", hint="4 h", longest=24),
        Field("availability", N_("availability"), "percent", hint="99.5 %", longest=24),
        Field("starts_on", N_("valid from"), "date", hint="01.01.2026", longest=24),
        Field("ends_on", N_("valid until"), "date", hint="31.12.2026", longest=24),
        _REMARK,
    ),
    ("customer",),
)
_SERVICE = Kind(
    "service",
    N_("service"),
    N_("services"),
    (
        _NAME,
        Field("kind", N_("what it is"), hint=N_("mail server, line, lift")),
        Field("availability", N_("availability"), "percent", hint="99.5 %", longest=24),
        Field("customers", N_("customers"), "customers", hint="K-1042; K-1088", longest=LONG),
        _REMARK,
    ),
)
_ABSENCE = Kind(
    "absence",
    N_("time off"),
    N_("times off"),
    (
        Field("starts", N_("absent from"), "from", required=True, hint="25.11. 12:00", longest=40),
        Field("ends", N_("absent until"), "until", hint=N_("27.11.; empty = unknown"), longest=40),
        Field("told", N_("told"), "past", hint=N_("when we were told: 17.11. 09:25"), longest=40),
    ),
    ("technician", "person", "colleague"),
)
_ON_CALL = Kind(
    "on-call",
    N_("on call"),
    N_("on-call weeks"),
    (
        Field("starts", N_("on call from"), "from", required=True, hint="23.11. 07:00", longest=40),
        Field("ends", N_("on call until"), "until", required=True, hint="30.11. 07:00", longest=40),
    ),
    ("technician",),
)
SPANS = frozenset(("absence", "on-call"))
"""Kinds that are spans of somebody's time and have no name."""
KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (_CUSTOMER, _SITE, _PERSON, _TECHNICIAN, _COLLEAGUE, _CONTRACT, _SERVICE, _ABSENCE, _ON_CALL)
}
"""Every kind by its stable name, in the order in which one meets them."""


def read_field(kind: str, field: str, text: str, *, now: datetime, zone: str) -> Value | Refusal:
    """The value that ``text`` means in a ``field`` of a ``kind``; empty text is the empty value of its sort.

    ``now`` is aware, ``zone`` the office's; dates without a year are the next ones ahead. A refusal's code is the
    field's name. Raises KeyError for a kind or field that is none.
    """
    one = KINDS[kind].field(field)
    typed = clean(text).strip()
    if not typed and one.required:
        return Refusal(field, _("{field} must not be empty.").format(field=label_of(one)))
    if len(typed) > one.longest:
        return Refusal(field, _("{field} takes at most {n} signs.").format(field=label_of(one), n=one.longest))
    read = SORTS[one.sort].read(typed, Ask(one.choices, now, zone))
    return Refusal(field, one_line(read.sentence, " ")) if isinstance(read, Refusal) else read


def show_field(kind: str, field: str, value: Value, zone: str = "Europe/Berlin") -> str:
    """``value`` as a person reads and types it, in the language in use; :func:`read_field` reads it back."""
    return SORTS[KINDS[kind].field(field).sort].show(value, zone)


def echo_field(kind: str, field: str, text: str, *, now: datetime, zone: str) -> str:
    """What ``text`` is understood as while it is typed (a number as it is written here, hours in full, a date with its
    weekday); empty where nothing is understood yet, or nothing more can be said than what stands there."""
    read = read_field(kind, field, text, now=now, zone=zone)
    if isinstance(read, Refusal) or not text.strip():
        return ""
    sort = SORTS[KINDS[kind].field(field).sort]
    said = (sort.echo or sort.show)(read, zone)
    return "" if said == text.strip() else said


def label_of(field: Field) -> str:
    """A field's label in the language in use, as it begins a sentence."""
    label = _(field.label)
    return label[:1].upper() + label[1:]


def title_of(kind: str, values: Mapping[str, Value], zone: str = "Europe/Berlin") -> str:
    """What a record is called in a sentence or a list: ``Frau Bonnard``, ``Gate 2``, ``25.11.2026 - 27.11.2026``."""
    shown = {one.name: show_field(kind, one.name, values.get(one.name), zone) for one in KINDS[kind].fields}
    if kind in SPANS:
        return f"{shown['starts']} - {shown['ends']}".strip()
    if kind == "person":
        return f"{shown['form']} {shown['name']}".strip()
    return shown["name"] or ", ".join(part for part in (shown.get("street"), shown.get("place")) if part)
