"""An appointment does not come about: by whose fault, and why. Nobody drives (B6)."""

from __future__ import annotations

from collections.abc import Sequence

from dispatcher.console.forms.confirm_start import sheet_from
from dispatcher.console.forms.fields import FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.sheet_form import SheetForm
from dispatcher.console.widgets.marks import Line, cell
from dispatcher.domain.calendar import show_span
from dispatcher.domain.moving import PARTIES, REASONS, FallThrough, party_named, reason_named
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _
from dispatcher.queries.confirm_rows import ConfirmSheet

_FIELD_OF = {"asked-by": "who", "reason": "why"}


def subject_for(sheet: ConfirmSheet) -> str:
    """The draft's subject: one an appointment and author."""
    return f"fell-through/appointment/{sheet.appointment}"


class FellThroughForm(SheetForm):
    """Who let it fall (the customer, where nobody else is named) and why (his contact is away)."""

    what, verb = N_("appointment fell through"), "fall through"
    field_of = _FIELD_OF
    understands_empty = True

    def headline(self) -> str:
        """Which ticket, and whose."""
        return f"{_('FELL THROUGH')} T-{self.sheet.number} {one_line(self.sheet.customer_name)[:40]}"

    def fields(self) -> Sequence[FormField]:
        """By whom, why, and in words."""
        return (
            FormField("who", _("By whom"), choices=[_(word) for word in PARTIES.values()]),
            FormField("why", _("Why"), choices=[_(word) for word in REASONS.values()]),
            FormField("text", _("Text")),
        )

    def notes(self, width: int) -> Sequence[Line]:
        """Which slot is given up."""
        span = show_span(self.sheet.starts, self.sheet.ends, self.sheet.zone)
        return [((cell(f" {span} -> -   {', '.join(map(one_line, self.sheet.crew))}", width), "plain"),)]

    def party(self) -> str:
        """Who let it fall; empty for what is nobody."""
        typed = self.values()["who"]
        return party_named(typed) if typed else "customer"

    def reason(self) -> str:
        """Why; empty for what is no reason."""
        typed = self.values()["why"]
        return reason_named(typed) if typed else "contact away"

    def echo(self, name: str, text: str) -> str:
        """What a letter or a digit means, and what is meant without one."""
        if name == "text":
            return ""
        words, meant = (PARTIES, self.party()) if name == "who" else (REASONS, self.reason())
        said = _(words[meant]) if meant else ""
        return "" if said == text.strip() else said

    def command(self) -> FallThrough | Refusal:
        """What does not come about, or what is wrong."""
        if not self.party():
            return Refusal("who", _("Who wanted it? The customer, we, the technician or another party."))
        if not self.reason():
            reasons = ", ".join(_(words) for words in REASONS.values())
            return Refusal("why", _("Why? One of: {reasons}").format(reasons=reasons))
        sheet = self.sheet
        return FallThrough(sheet.appointment, self.party(), self.reason(), self.values()["text"], sheet.version)


def reopened(subject: str, draft: Data, ties: Ties) -> FellThroughForm | None:
    """The form of a draft as it was left."""
    sheet = sheet_from(draft)
    return FellThroughForm(sheet, subject, ties, draft) if sheet is not None else None
