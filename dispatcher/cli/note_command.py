"""``dispatcher note``: log a contact from the command line. Whatever goes wrong, the text is not lost."""

from __future__ import annotations

import contextlib
import sys
import uuid
from collections.abc import Iterator
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.instant import in_zone, instant
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import complain, complain_at_length, opened, say, say_json
from dispatcher.cli.phrase import when
from dispatcher.domain.ball import APPOINTMENT, ELSEWHERE, FOLLOW_UP_DAYS, Ball, follow_up, usual_step
from dispatcher.domain.colleague import login
from dispatcher.domain.contact import CHANNELS, LONGEST_NOTE, Note
from dispatcher.domain.marks import Marks, person_meant, read_marks, refuse_marks
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import clean
from dispatcher.domain.ticket import ticket_number
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.store.drafts import Drafts

LONGEST_INPUT = 16_000_000
"""Bytes taken from stdin at most; far more than a note may have, so that a long text can be kept and cut."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A note as it was asked for; ``customer`` and ``ticket`` as typed, ``happened`` with a zone only if one was.

    ``form`` names this note, so that it is the same one when the console takes it up from its draft."""

    customer: str
    text: str
    direction: str
    channel: str
    person: str
    ticket: int | None
    happened: datetime | None
    marks: Marks
    until: str | None = None
    insist: bool = False
    form: str = field(default_factory=lambda: uuid.uuid4().hex)


def _ticket(_ctx: click.Context, _param: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    number = ticket_number(value)
    if number is None:
        raise click.BadParameter(_('"{value}" is no ticket. Like: T-4711').format(value=value[:60]))
    return number


def channel_letter(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str:
    """The callback of an option that takes the letter of a channel; empty where none was given."""
    letter = (value or "").strip().upper()
    if value is not None and letter not in CHANNELS:
        raise click.BadParameter(_("A channel is one of {letters}.").format(letters=" ".join(CHANNELS)))
    return letter


@click.command("note", cls=Command, help=N_('Log a contact with a customer; "-" reads the text from stdin.'))
@argument("customer", metavar=N_("CUSTOMER"))
@argument("text", metavar=N_("TEXT"))
@option("--in", "is_in", is_flag=True, help=N_("The customer came to us."))
@option("--out", "is_out", is_flag=True, help=N_("We went to the customer."))
@option("--internal", "is_internal", is_flag=True, help=N_("Among ourselves (this is meant without a word)."))
@option("--channel", metavar="T", callback=channel_letter, help=N_("On which channel: T M P S V B W 3."))
@option("--person", default="", help=N_("With whom."))
@option("--ticket", metavar="T-4711", callback=_ticket, help=N_("About which ticket."))
@option("--at", "happened", metavar=N_("INSTANT"), callback=instant, help=N_("When it happened, if not now."))
@option("--until", metavar=N_("PHRASE"), help=N_('Until when somebody else has the ball (=c =o), like "wed 14".'))
@option("--insist", is_flag=True, help=N_("Times that are warned about (a holiday, closed hours) are meant."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options,
    customer: str,
    text: str,
    is_in: bool,
    is_out: bool,
    is_internal: bool,
    channel: str,
    person: str,
    ticket: int | None,
    happened: datetime | None,
    until: str | None,
    insist: bool,
    as_json: bool,
) -> None:
    """Log a contact. The shape of ``--json``: ``{"customer": "K-1042", "entry": 118, "ticket": "T-4711" or null,
    "promises": [...]}``, the promises in its words as :func:`~dispatcher.cli.found_promises.found` tells them."""
    direction = _direction(is_in, is_out, is_internal)
    said = from_stdin() if text == "-" else text
    marks = Marks(said) if text == "-" else read_marks(said)
    wish = Wish(customer, said, direction, channel, person, ticket, happened, marks, until, insist)
    filed = file(options, wish)
    if as_json:
        about = None if ticket is None else f"T-{ticket}"
        say_json({"customer": f"K-{filed.number}", "entry": filed.entry, "ticket": about, "promises": filed.promises})
    else:
        say(_("Filed with K-{number}: entry {entry}.").format(number=filed.number, entry=filed.entry))
        for one in filed.promises:
            say(_("Promise?  {command}").format(command=one["command"]))


def _direction(is_in: bool, is_out: bool, is_internal: bool) -> str:
    if is_in + is_out + is_internal > 1:
        raise click.UsageError(_("A contact has one direction: --in, --out or --internal."))
    return "in" if is_in else "out" if is_out else "internal"


def from_stdin() -> str:
    """The text on stdin: UTF-8, or what an old program wrote. Raises Trouble where it is far too long."""
    raw = sys.stdin.buffer.read(LONGEST_INPUT + 1) if sys.stdin is not None else b""
    if len(raw) > LONGEST_INPUT:
        raise Trouble("input", _("The note is too long: at most {n} signs.").format(n=LONGEST_NOTE))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


@dataclass(frozen=True, slots=True)
class Logged:
    """What became of a note: the customer's number, the entry, and the promises that its words may hold."""

    number: int
    entry: int
    promises: list[dict[str, Any]]


def file(options: Options, wish: Wish) -> Logged:
    """File the note and look for promises in it. Raises Trouble, with the text kept as a draft."""
    from dispatcher.cli.found_promises import found

    with kept(wish) as keeper, opened(options) as office:
        ident = office.customer(wish.customer)
        number = keeper.know(office, ident)
        note = _note(office, wish, ident)
        keeper.known["ticket"] = note.ticket
        outcome = office.file_note(note, wish.form)
        if isinstance(outcome, Refusal):
            raise Trouble("input", outcome.sentence)
        return Logged(number, outcome.seq, found(office, note, number))


def _note(office: Office, wish: Wish, customer: int) -> Note:
    happened = None if wish.happened is None else in_zone(wish.happened, office.row.zone)
    marks, card = wish.marks, office.card(customer)
    if (refusal := refuse_marks(marks)) is not None:
        raise Trouble("input", refusal.sentence)
    people = [one.name for one in card.people] if card is not None else []
    named = marks.via or wish.person or next(iter(marks.people), "")
    person = person_meant(named, people) if marks.people or marks.via else named
    return Note(
        customer,
        marks.text,
        wish.direction,
        "3" if marks.via else wish.channel,
        person,
        _ticket_id(office, wish),
        happened,
        ball=_ball(office, wish, person or (card.name if card is not None else "")),
        flags=marks.flags,
        mentions=marks.people,
    )


def _ball(office: Office, wish: Wish, caller: str) -> Ball | None:
    """Where the marks put the ball; the customer's without another name is ``caller``'s (B8)."""
    holder = wish.marks.ball
    if not holder:
        return None
    if holder == APPOINTMENT:
        return Ball(APPOINTMENT, "", None)
    until = when(wish.until, office, takes_days=False, insist=wish.insist)
    days = FOLLOW_UP_DAYS if holder in ELSEWHERE else 1
    due = until.due if until else follow_up(office.clock.now(), office.row.zone, office.row.state, days)
    who = {"customer": caller, "other": wish.person}.get(holder, "")
    return Ball(holder, usual_step(holder), due, who)


def _ticket_id(office: Office, wish: Wish) -> int | None:
    if wish.ticket is None:
        return None
    found = office.ticket_by_number(wish.ticket)
    if found is None:
        raise Trouble("input", _("There is no ticket T-{number}.").format(number=wish.ticket))
    return found.id


@contextlib.contextmanager
def kept(wish: Wish) -> Iterator[Keeper]:
    """Whatever ends the block before its time, the text is kept, and the sentence says where."""
    keeper = Keeper(wish)
    try:
        yield keeper
    except Trouble as trouble:
        raise Trouble(trouble.code, " ".join(filter(None, (trouble.sentence, keeper.keep())))) from trouble
    except BaseException:
        complain(keeper.keep())
        raise


class Keeper:
    """Puts a note that could not be filed on the disk: as a draft the console offers, once the customer is known."""

    def __init__(self, wish: Wish) -> None:
        self._wish = wish
        self._drafts: Drafts | None = None
        self.known: dict[str, Any] = {}

    def know(self, office: Office, customer: int) -> int:
        """From now on it is known whose draft it would be; returns the customer's number."""
        card = office.card(customer)
        if card is None:
            raise Trouble("unknown", _("There is no such customer."))
        at = office.clock.now().isoformat()
        self.known = {"customer": customer, "number": card.number, "name": card.name, "at": at}
        # The console's form has no field for another instant, so it would file such a note as of now.
        if self._wish.happened is None:
            with contextlib.suppress(OSError):
                self._drafts = office.drafts
        return card.number

    def keep(self) -> str:
        """Save the draft; the sentence says where it is. Where no disk takes it, the text is printed."""
        if not self._wish.text.strip():
            return ""
        try:
            return self._save()
        except (Trouble, OSError):
            complain_at_length(self._wish.text)
            return _("Your text cannot be kept on this disk either; it stands above.")

    def _save(self) -> str:
        if self._drafts is not None:
            self._drafts.save(self._subject(self._drafts), login(), self._data())
            return _("Your text is kept as a draft; the console offers it.")
        from dispatcher.store.drafts import drafts_of

        drafts = drafts_of("unfiled")
        drafts.save(f"note/{self._wish.form}", login(), self._data())
        return _("Your text is kept in {folder}.").format(folder=drafts.folder)

    def _subject(self, drafts: Drafts) -> str:
        """The console's draft for this customer, unless there is one already that must not be lost."""
        subject = f"note/customer/{self.known['customer']}"
        taken = drafts.load(subject, login()) is not None
        return f"{subject}/{self._wish.form}" if taken else subject

    def _data(self) -> dict[str, Any]:
        wish = self._wish
        return {
            "text": clean(wish.text),
            "direction": wish.direction,
            "channel": wish.channel,
            "person": clean(wish.person),
            "ticket": None,
            "ticket_number": wish.ticket,
            "named": clean(wish.customer),
            "happened": wish.happened.isoformat() if wish.happened else None,
            "form": wish.form,
            **self.known,
        }
