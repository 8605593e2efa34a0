"""An appointment is cancelled (``0``): by whom, and why."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from dispatcher.console.forms.fields import FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.visit import Visited, VisitForm, visited_from
from dispatcher.domain.moving import PARTIES, PARTY_LETTERS, CancelAppointment
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _


def subject_for(visit: Visited) -> str:
    """The draft's subject: one a visit and author."""
    return f"cancel/appointment/{visit.appointment}"


class CancelForm(VisitForm):
    """One letter says who gave it up; Enter files it."""

    what, verb = N_("cancellation"), "cancel appointment"

    def fields(self) -> Sequence[FormField]:
        """By whom, and a word why."""
        words = [_(word) for word in PARTIES.values()]
        letters = _("c customer   w we   t technician   o other")
        return FormField("by", _("Cancelled by"), choices=words, hint=letters), FormField("text", _("Text"), rows=2)

    def echo(self, name: str, text: str) -> str:
        """Who is meant by a letter."""
        return _(PARTIES[party]) if name == "by" and (party := _party(text)) else ""

    def command(self) -> CancelAppointment | Refusal:
        """By whom, or that it is missing."""
        values = self.values()
        party = _party(values["by"])
        if not party:
            return Refusal("by", _("Who cancelled it?  c customer   w we   t technician   o other"))
        return CancelAppointment(self.visit.appointment, party, values["text"], self.visit.version)

    def on_key(self, event: events.Key) -> None:
        """A letter says who it was, and another one says otherwise."""
        letter = (event.character or "").lower()
        if self.field.name == "by" and letter in PARTY_LETTERS:
            self.set_value("by", letter)
            event.stop()
            event.prevent_default()


def _party(typed: str) -> str:
    said = typed.strip().lower()
    if said in PARTY_LETTERS:
        return PARTY_LETTERS[said]
    fits = [party for party, word in PARTIES.items() if said and _(word).lower().startswith(said)]
    return fits[0] if len(fits) == 1 else ""


def reopened(subject: str, draft: Data, ties: Ties) -> CancelForm | None:
    """The form of a draft as it was left."""
    visit = visited_from(draft)
    return CancelForm(visit, subject, ties, draft) if visit is not None else None
