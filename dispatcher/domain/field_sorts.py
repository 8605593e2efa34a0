"""How the text of a field is read and shown, by the sort of field: a line, a telephone number, hours, a date ..."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import partial

from dispatcher.domain import field_figures as figures
from dispatcher.domain import field_numbers as numbers
from dispatcher.domain.absent import is_unknown
from dispatcher.domain.calendar import local_day, show_date
from dispatcher.domain.contact import CHANNELS
from dispatcher.domain.field_dates import read_date, read_moment, show_day, show_moment
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.region import GERMAN_STATES, is_zone, state_code
from dispatcher.domain.stored import span_of, tokens_of
from dispatcher.domain.technician import (
    NO_HOURS,
    hours_from_text,
    hours_to_text,
    parse_hours,
    parse_span,
    show_daytime,
    show_hours,
    span_to_text,
)
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

Value = str | int | float | bool | datetime | None
"""What a field holds, in the form in which it is stored: text (hours and lunch as JSON, days as ISO), a figure, an
aware instant, or None where nothing is known."""
DECIDES = N_("decides")
"""The duty that has a subject: ``decides: telephone system``."""
_SKILLS = re.compile(r"[\s,;]+")
_POSTCODE = re.compile(r"(?=.*\d)[0-9a-z][0-9a-z -]{1,8}[0-9a-z]", re.IGNORECASE)
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True)
class Ask:
    """What a text is read with: the words the field takes, the instant (aware) and the office's zone."""

    choices: tuple[str, ...]
    now: datetime
    zone: str


Reading = Callable[[str, Ask], "Value | Refusal"]
Showing = Callable[[Value, str], str]


@dataclass(frozen=True, slots=True)
class Sort:
    """``read`` makes a value of clean, stripped text, ``show`` text of a value (with the office's zone), ``echo`` says
    more than that while somebody types."""

    read: Reading
    show: Showing
    echo: Showing | None = None


def _plain(value: Value, _zone: str) -> str:
    return "" if value is None else str(value)


def _line(text: str, _ask: Ask) -> str:
    return " ".join(text.split())


def _long(text: str, _ask: Ask) -> str:
    return text


def _one_word(text: str, _ask: Ask) -> str | Refusal:
    if len(text.split()) > 1:
        return Refusal("word", _("This is one word: {text}").format(text=text))
    return text


def chosen(text: str, choices: Iterable[str]) -> str:
    """The choice that ``text`` names in the language in use or in English, whole or by a beginning that only one has;
    empty where it names none."""
    asked = text.casefold()
    words = {choice: (choice.casefold(), _(choice).casefold()) for choice in choices}
    whole = [choice for choice, names in words.items() if asked in names]
    begun = [choice for choice, names in words.items() if any(name.startswith(asked) for name in names)]
    return whole[0] if whole else begun[0] if len(begun) == 1 else ""


def _none_of(choices: Iterable[str]) -> Refusal:
    return Refusal("choice", _("This is none of: {words}.").format(words=", ".join(map(_, choices))))


def _choice(text: str, ask: Ask) -> str | Refusal:
    return (chosen(text, ask.choices) or _none_of(ask.choices)) if text else ""


def _worded(value: Value, _zone: str) -> str:
    return _(str(value)) if value else ""


def _yes_or_no(text: str, ask: Ask) -> bool | Refusal:
    found = chosen(text, ask.choices) or (text.casefold() == "j" and "yes")
    return found == "yes" if found or not text else _none_of(ask.choices)


def _show_yes(value: Value, _zone: str) -> str:
    return _("yes") if value else ""


def _channel(text: str, _ask: Ask) -> str | Refusal:
    if not text or text.upper() in CHANNELS:
        return text.upper()
    found = chosen(text, CHANNELS.values())
    letters = [letter for letter, name in CHANNELS.items() if name == found]
    return (
        letters[0]
        if letters
        else Refusal("choice", _("A channel is one of {letters}.").format(letters=" ".join(CHANNELS)))
    )


def _show_channel(value: Value, _zone: str) -> str:
    return _(CHANNELS[str(value)]) if value in CHANNELS else ""


def _language(text: str, _ask: Ask) -> str | Refusal:
    if text and not (len(text) == 2 and text.isascii() and text.isalpha()):
        return Refusal("language", _("A language is two letters: de"))
    return text.lower()


def _country(text: str, _ask: Ask) -> str | Refusal:
    if text and not (len(text) == 2 and text.isascii() and text.isalpha()):
        return Refusal("country", _("A country is two letters: DE"))
    return text.upper()


def _zone(text: str, _ask: Ask) -> str | Refusal:
    if text and not is_zone(text):
        return Refusal("zone", _("{zone} is no time zone. Like: Europe/Berlin").format(zone=text))
    return text


def _state(text: str, _ask: Ask) -> str | Refusal:
    """A German state by letters or name, or the letters of a part of another country."""
    if found := state_code(text):
        return found
    if text and not (len(text) <= 3 and text.isascii() and text.isalnum()):
        sentence = _("{state} is no federal state. One of: {states}")
        return Refusal("state", sentence.format(state=text, states=" ".join(GERMAN_STATES)))
    return text.upper()


def _postcode(text: str, _ask: Ask) -> str | Refusal:
    """Text that can be a postcode in some country; whether it is one in the site's is checked with its country."""
    if text and not _POSTCODE.fullmatch(text):
        return Refusal("postcode", _("{text} is no postcode. Like: 01067").format(text=text))
    return text.upper().removeprefix("D-")


def _skills(text: str, _ask: Ask) -> str:
    return " ".join(dict.fromkeys(part for part in _SKILLS.split(text) if part))


def _hours(text: str, _ask: Ask) -> str | Refusal:
    hours = parse_hours(text)
    if isinstance(hours, Refusal):
        return hours
    return "" if hours == NO_HOURS else hours_to_text(hours)


def _show_hours(value: Value, _zone: str) -> str:
    return show_hours(hours_from_text(str(value or "")))


def _span(text: str, _ask: Ask) -> str | Refusal:
    span = parse_span(text) if text else None
    if text and span is None:
        return Refusal("span", _("{text} is no span of time. Like: 12:00-12:30").format(text=text))
    return "" if span is None else span_to_text(span)


def _show_span(value: Value, _zone: str) -> str:
    span = span_of(str(value or ""))
    return show_daytime(span) if span else ""


def _date(text: str, ask: Ask) -> str | Refusal:
    day = read_date(text, local_day(ask.now, ask.zone), ahead=None) if text else None
    return day if isinstance(day, Refusal) else day.isoformat() if day else ""


def _stored_day(value: Value) -> date | None:
    return date.fromisoformat(str(value)) if _ISO_DAY.fullmatch(str(value)) else None


def _show_date(value: Value, _zone: str) -> str:
    day = _stored_day(value)
    return show_day(day) if day else ""


def _echo_date(value: Value, _zone: str) -> str:
    day = _stored_day(value)
    return show_date(day) if day else ""


def _moment(text: str, ask: Ask, *, ahead: bool, day_ends: bool) -> datetime | Refusal | None:
    if not text or (day_ends and is_unknown(text)):
        return None
    return read_moment(text, ask.now, ask.zone, ahead=ahead, day_ends=day_ends)


def _show_moment(value: Value, zone: str, *, day_ends: bool, weekday: bool) -> str:
    return show_moment(value, zone, day_ends=day_ends, weekday=weekday) if isinstance(value, datetime) else ""


def _moments(*, ahead: bool, day_ends: bool) -> Sort:
    read = partial(_moment, ahead=ahead, day_ends=day_ends)
    show, echo = (partial(_show_moment, day_ends=day_ends, weekday=weekday) for weekday in (False, True))
    return Sort(read, show, echo)


def _tokens(text: str, ask: Ask) -> str | Refusal:
    found = [_token(part, ask.choices) for part in tokens_of(text)]
    refused = next((part for part in found if isinstance(part, Refusal)), None)
    return refused or "; ".join(dict.fromkeys(part for part in found if isinstance(part, str)))


def _token(part: str, choices: tuple[str, ...]) -> str | Refusal:
    word, colon, subject = (piece.strip() for piece in part.partition(":"))
    found = chosen(word, choices)
    if not found or (colon and found != DECIDES):
        return _none_of(choices)
    if found == DECIDES and not subject:
        return Refusal("subject", _("Decides on what? Like: decides: telephone system"))
    return f"{found}: {' '.join(subject.split())}" if subject else found


def _show_tokens(value: Value, _zone: str) -> str:
    return "; ".join(map(show_token, tokens_of(str(value or ""))))


def show_token(token: str) -> str:
    """A duty or permission in the language in use; a subject stays as it is."""
    word, colon, subject = token.partition(":")
    return f"{_(word)}{colon}{subject}"


SORTS: dict[str, Sort] = {
    "line": Sort(_line, _plain),
    "reference": Sort(_line, _plain),
    "long": Sort(_long, _plain),
    "word": Sort(_one_word, _plain),
    "choice": Sort(_choice, _worded),
    "yes or no": Sort(_yes_or_no, _show_yes),
    "channel": Sort(_channel, _show_channel),
    "language": Sort(_language, _plain),
    "country": Sort(_country, _plain),
    "zone": Sort(_zone, _plain),
    "state": Sort(_state, _plain),
    "postcode": Sort(_postcode, _plain),
    "skills": Sort(_skills, _plain),
    "hours": Sort(_hours, _show_hours),
    "span": Sort(_span, _show_span),
    "date": Sort(_date, _show_date, _echo_date),
    "from": _moments(ahead=True, day_ends=False),
    "until": _moments(ahead=True, day_ends=True),
    "past": _moments(ahead=False, day_ends=False),
    "tokens": Sort(_tokens, _show_tokens),
    "duties": Sort(_tokens, _show_tokens),
    "phone": Sort(numbers.read_phone, numbers.show_phone),
    "numbers": Sort(numbers.read_phones, _plain),
    "mails": Sort(numbers.read_mails, _plain),
    "customers": Sort(numbers.read_customers, _plain),
    "whole hours": Sort(figures.read_hours, figures.show_hours),
    "minutes": Sort(figures.read_minutes, figures.show_minutes),
    "response": Sort(figures.read_response, figures.show_response),
    "percent": Sort(figures.read_percent, figures.show_percent),
}
"""Every sort of field by its stable name."""
