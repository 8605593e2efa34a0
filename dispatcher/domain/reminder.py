"""The written reminder: "the ball is with you", in the contact's language and form of address (B9)."""

from __future__ import annotations

from datetime import datetime

from dispatcher.domain.calendar import local_day
from dispatcher.domain.form_of_address import is_familiar, title_of
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, translated
from dispatcher.values import dataclass

_FORMAL = {
    "Frau": N_("Dear Ms {name},"),
    "Herr": N_("Dear Mr {name},"),
    "": N_("Good day {name},"),
}
_FAMILIAR = N_("Hello {name},")
_NOBODY = N_("Dear Sir or Madam,")
_SUBJECT = N_("Your report T-{number} of {reported}: {title}")
_WAITING = N_("since {since} we have been waiting for word from you on your report T-{number} ({title}).")
_WAITING_DU = N_("since {since} we have been waiting for word from you on your report T-{number} ({title}). (du)")
_TRIED = N_("We tried to reach you by telephone, last on {last} (attempts so far: {n}).")
_TRIED_DU = N_("We tried to reach you by telephone, last on {last} (attempts so far: {n}). (du)")
_YOURS = N_("So that we can go on, please name a date that suits you, or tell us that the matter is settled.")
_YOURS_DU = N_("So that we can go on, please name a date that suits you, or tell us that the matter is settled. (du)")
_STAYS = N_("Until then your report stays open with us.")
_STAYS_DU = N_("Until then your report stays open with us. (du)")
_CLOSE = N_("Kind regards")
_CLOSE_DU = N_("Kind regards (du)")
_ENGLISH_MARK = " (du)"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a reminder is about: the ticket, since when the customer has its ball, and how often he was not reached.

    ``name`` and ``form`` are those of the contact, empty where none is known; ``language`` his or the customer's ("de",
    "en"), empty where nobody has said."""

    number: int
    title: str
    reported: datetime
    since: datetime
    attempts: int = 0
    attempted: datetime | None = None
    name: str = ""
    form: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A reminder ready to send: subject and text, in which language and whether it says du."""

    subject: str
    text: str
    language: str
    familiar: bool


def reminder(waiting: Waiting, zone: str, screen: str, sender: str, office: str) -> Letter:
    """The reminder about ``waiting``, signed by ``sender`` of ``office``; dates on the clocks of ``zone``. Where nobody
    has said in which language, it is that of the ``screen``."""
    tongue = waiting.language if waiting.language in ("de", "en") else screen
    familiar = is_familiar(waiting.form)
    told = {
        "number": waiting.number,
        "title": one_line(waiting.title),
        "reported": _day(waiting.reported, zone),
        "since": _day(waiting.since, zone),
        "n": waiting.attempts,
        "last": _day(waiting.attempted, zone) if waiting.attempted is not None else "",
    }
    texts = [_WAITING_DU if familiar else _WAITING]
    texts += [_TRIED_DU if familiar else _TRIED] if waiting.attempts and waiting.attempted else []
    texts += [_YOURS_DU if familiar else _YOURS, _STAYS_DU if familiar else _STAYS]
    body = " ".join(_in(text, tongue).format(**told) for text in texts)
    closing = _in(_CLOSE_DU if familiar else _CLOSE, tongue)
    signed = "\n".join(filter(None, (closing, sender, office)))
    letter = f"{_salutation(waiting, tongue, familiar)}\n\n{_begun(body, tongue)}\n\n{signed}"
    return Letter(_in(_SUBJECT, tongue).format(**told), letter, tongue, familiar)


def _in(text: str, tongue: str) -> str:
    """English has one word for Sie and du; its text carries the mark that tells them apart in the catalogue."""
    return translated(text, tongue).removesuffix(_ENGLISH_MARK)


def _begun(body: str, tongue: str) -> str:
    """Behind the comma of a salutation German goes on small, English does not."""
    return body if tongue == "de" else body[:1].upper() + body[1:]


def _salutation(waiting: Waiting, tongue: str, familiar: bool) -> str:
    name = one_line(waiting.name)
    if not name:
        return translated(_NOBODY, tongue)
    if familiar:
        return translated(_FAMILIAR, tongue).format(name=name)
    form, _blank, title = title_of(waiting.form).partition(" ")
    if form not in _FORMAL:
        form, title = "", title_of(waiting.form)
    return translated(_FORMAL[form], tongue).format(name=f"{title} {name}".strip())


def _day(instant: datetime, zone: str) -> str:
    return f"{local_day(instant, zone):%d.%m.%Y}"
