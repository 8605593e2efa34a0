"""Confirm an appointment (``c``): who opens, his deputy, the gate, and the sentence to say (I3, B2, B3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual import events

from dispatcher.console.confirm_messages import CallWanted, ConfirmStale, FellThroughWanted, InsistWanted
from dispatcher.console.forms.confirm_start import (
    NONE_KNOWN,
    Registration,
    Whom,
    is_nobody,
    registration,
    registration_choices,
    sheet_from,
    usual_deputy,
    usual_opener,
    whom,
)
from dispatcher.console.forms.fields import FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.sheet_form import SheetForm
from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.marks import Line, Span, cell
from dispatcher.console.widgets.overlay import key_line
from dispatcher.console.wording import short_day
from dispatcher.domain.calendar import show_span, to_local
from dispatcher.domain.confirm_words import coming_sentence
from dispatcher.domain.confirming import Confirm
from dispatcher.domain.contact import CHANNELS, channel_named
from dispatcher.domain.office_day import due_this_afternoon, due_today
from dispatcher.domain.phrases import Office
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _
from dispatcher.queries.confirm_rows import ConfirmSheet

_USUAL_CHANNEL = "T"


def subject_for(sheet: ConfirmSheet) -> str:
    """The draft's subject: one an appointment and author."""
    return f"confirm/appointment/{sheet.appointment}"


class ConfirmForm(SheetForm):
    """Everything has its usual value, which stands behind the field: where they are right, Enter is enough. ``d``,
    ``x`` and ``!`` are verbs as long as nothing is typed into the first field."""

    what, verb = N_("appointment confirmed"), "confirm"
    understands_empty = True

    def headline(self) -> str:
        """Which ticket, whose, when, and who comes."""
        sheet = self.sheet
        span = show_span(sheet.starts, sheet.ends, sheet.zone)
        crew = ", ".join(map(one_line, sheet.crew))
        return f"{_('CONFIRM')} T-{sheet.number} {one_line(sheet.customer_name)[:20].rstrip()}  {span}  {crew}".rstrip()

    def office(self) -> Office:
        """Where and when today ends."""
        return self.ties.office("")

    def base_on(self, sheet: ConfirmSheet) -> None:
        """Somebody else changed the appointment: what was typed stays, and the next Enter files it on top of his."""
        self.sheet = sheet
        self._understand_all()
        self.say(_("Somebody changed it meanwhile; it stands above as it is now.  Enter = file yours"))

    # --- fields ---

    def fields(self) -> Sequence[FormField]:
        """The three answers, and on what channel they were given; the gate only where the site asks."""
        names = [one.name for one in self.sheet.people]
        gate = FormField("registered", _("Register"), choices=registration_choices(self.sheet))
        return (
            FormField("opener", _("Opens"), choices=names, hint=_("F4 = who opens, by name")),
            FormField("deputy", _("Deputy"), choices=[*names, _(NONE_KNOWN)]),
            *((gate,) if self.sheet.points.asks_registration else ()),
            FormField("channel", _("Spoken"), choices=[_(word) for word in CHANNELS.values()]),
        )

    def opener(self) -> Whom:
        """Who opens."""
        typed = self.values()["opener"]
        return whom(self.sheet, typed) if typed else usual_opener(self.sheet)

    def deputy(self) -> Whom:
        """His deputy; nobody where none is known."""
        typed = self.values()["deputy"]
        if is_nobody(typed):
            return Whom("")
        return whom(self.sheet, typed) if typed else usual_deputy(self.sheet, self.opener())

    def gate(self) -> Registration:
        """Who registers us, or with whom we are."""
        if not self.sheet.points.asks_registration:
            return Registration()
        return registration(self.sheet, self.values()["registered"], self.opener())

    def channel(self) -> str:
        """The letter of the channel; empty for what is none."""
        typed = self.values()["channel"]
        return channel_named(typed) if typed else _USUAL_CHANNEL

    # --- what is understood ---

    def echo(self, name: str, text: str) -> str:
        """What a field means; what is left empty has its usual value."""
        said = {
            "opener": self._opener_words,
            "deputy": self._deputy_words,
            "registered": self._gate_words,
            "channel": self._channel_words,
        }
        return said[name](text.strip())

    def _opener_words(self, typed: str) -> str:
        return _person_words(self.opener(), typed)

    def _deputy_words(self, typed: str) -> str:
        deputy = self.deputy()
        if deputy.name:
            return _person_words(deputy, typed)
        when = self._when(due_this_afternoon(self.office(), self.sheet.starts))
        asked = _('-> follow-up "ask for a deputy" {when}').format(when=when)
        return asked if typed else f"{_(NONE_KNOWN)}  {asked}"

    def _gate_words(self, typed: str) -> str:
        gate, hours = self.gate(), self.sheet.register_hours
        ahead = _("{n} h ahead: ").format(n=hours) if hours else ""
        if gate.registered:
            return ahead + _("registered with {name}").format(name=gate.registered)
        if not gate.registers:
            return ""
        when = self._when(due_today(self.office(), self.sheet.starts))
        owed = _("{name} does it -> OWED TO US {when}").format(name=gate.registers, when=when)
        return ahead + owed

    def _channel_words(self, typed: str) -> str:
        letter = self.channel()
        return "" if not letter else _("now, {channel}").format(channel=_(CHANNELS[letter]))

    def _when(self, instant: datetime) -> str:
        office = self.office()
        local = to_local(instant, office.zone)
        day = _("today") if local.date() == office.today else short_day(local.date())
        return f"{day} {local:%H:%M}"

    def _understand_all(self) -> None:
        for one in self.all_fields:
            self._understand(one.name)

    def typed(self, name: str) -> None:
        """Deputy and gate follow who opens."""
        self._understand_all()

    def _value(self, one: FormField, here: bool, room: int) -> list[Span]:
        """What is left empty is what is meant, where it would be typed."""
        said = self._echoes[one.name]
        if self._edits[one.name].text or not said:
            return super()._value(one, here, room)
        return [("_ " if here else "", "head"), (cell(one_line(said), room - 2 * here), "plain")]

    def notes(self, width: int) -> Sequence[Line]:
        """What to say, in two lines; and what holds it back."""
        first, *more = wrap(f'{_("Say")}  "{self._sentence()}"', width - 2)
        say: list[Line] = [((f" {line}", "plain"),) for line in (first, " ".join(more))]
        return [*say, self._warning(width)]

    def _sentence(self) -> str:
        sheet = self.sheet
        starts, ends = sheet.window or (sheet.starts, sheet.ends)
        opener = self.opener()
        spoken = (opener.person.language if opener.person is not None else "") or sheet.language
        crew = [one_line(name) for name in sheet.crew]
        return coming_sentence(crew, starts, ends, sheet.zone, self.office().now, spoken)

    def _warning(self, width: int) -> Line:
        opener = self.opener()
        if self.sheet.points.unheard:
            return ((cell(f" ! {_('a voicemail of the customer is unheard')}", width), "due"),)
        if opener.person is not None and opener.person.is_away:
            told = _("{name} opens, but is absent that day").format(name=opener.name)
            return ((cell(f" ! {told}", width), "due"),)
        return ()

    # --- filing ---

    def command(self) -> Confirm | Refusal:
        """The answers as they are given; what is missing the office names."""
        opener, deputy, gate, letter = self.opener(), self.deputy(), self.gate(), self.channel()
        if not letter:
            return Refusal("channel", _("A channel is one of {letters}.").format(letters=" ".join(CHANNELS)))
        if not opener.name:
            return Refusal("opener", _("Who opens, by name?  F4 = the contact persons"))
        return Confirm(
            self.sheet.appointment,
            opener=opener.ident,
            opener_name="" if opener.ident is not None else opener.name,
            deputy=deputy.ident,
            deputy_name="" if deputy.ident is not None else deputy.name,
            no_deputy=not deputy.name,
            registered=gate.registered,
            registers=gate.registers,
            channel=letter,
            seen=self.sheet.version,
        )

    def refused(self, refusal: Refusal) -> None:
        """The cursor goes where the refusal belongs; of another's change it is asked what he did."""
        super().refused(refusal)
        if refusal.code == "conflict":
            self.post_message(ConfirmStale(self.subject, self.sheet.appointment))

    # --- keys ---

    def last_lines(self, width: int) -> Sequence[Line]:
        """The verbs take both lines."""
        if self.sentence:
            return super().last_lines(width)
        more = _("F4 list   x fell through")
        return key_line(more), key_line(self.keys())

    def keys(self) -> str:
        """The keys of the last line."""
        return _("Enter confirm   Tab fields   d dial   ! drive without confirmation   Esc park")

    def on_key(self, event: events.Key) -> None:
        """Verbs, as long as nothing stands in the first field."""
        verbs = {"d": CallWanted, "x": FellThroughWanted, "!": InsistWanted}
        sign = event.character or ""
        if self.field.name == "opener" and not self.values()["opener"] and sign in verbs:
            self.post_message(verbs[sign](self.sheet))
            event.stop()
            event.prevent_default()


def _person_words(one: Whom, typed: str) -> str:
    """Name and number; of what is typed only what it adds."""
    phone = one.person.phone if one.person is not None else ""
    return " ".join(part for part in ("" if one.name == typed else one.name, phone) if part)


def reopened(subject: str, draft: Data, ties: Ties) -> ConfirmForm | None:
    """The form of a draft as it was left."""
    sheet = sheet_from(draft)
    return ConfirmForm(sheet, subject, ties, draft) if sheet is not None else None
