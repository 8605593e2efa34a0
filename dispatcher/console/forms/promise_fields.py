"""The fields of a promise, and who and what is meant by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dispatcher.console.desk_lines import surname
from dispatcher.console.forms.fields import FieldForm, FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.phrase import Phrase
from dispatcher.console.forms.promise_start import Callee, PromiseStart, office_at
from dispatcher.domain.mention import Mate, mate_meant, mention
from dispatcher.domain.phrases import Office
from dispatcher.domain.promise import OURS, SIDES, THEIRS
from dispatcher.domain.promise_sentence import CALL_BACK
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.queries.promise_rows import OwnerDay

WHATS = (CALL_BACK, N_("answer by mail"), N_("quote"), N_("part"), N_("technician"))
"""What is promised most often."""
SIDE_WORDS = {OURS: N_("by us"), THEIRS: N_("by them")}
"""Who promised it."""


class PromiseFields(FieldForm):
    """Seven fields, each with its usual value."""

    def __init__(self, start: PromiseStart, subject: str, ties: Ties, draft: Data) -> None:
        """The cursor stands where the time is typed."""
        self.belongs = start
        self.phrase = Phrase("when", self.office, takes_days=False)
        self.note = ("", "")
        """The time phrase that stands in the first field, and the text of a note for a colleague beside it."""
        self.day: OwnerDay | None = None
        """The day of whoever answers for it, once it was read."""
        super().__init__(subject, ties, draft, {"to": start.to})
        if "field" not in draft:
            self.go_to("when")

    def office(self) -> Office:
        """Where and when its time is read: holidays of the customer's site (M10)."""
        return office_at(self.ties.office, self.belongs.state, self.belongs.municipality)

    def fields(self) -> Sequence[FormField]:
        """In the order of Tab; the time is the first."""
        start = self.belongs
        signs = [one.sign for one in start.mates]
        return (
            FormField("when", _("When"), required=True, hint=_("like wed 14, or @wh call the boss to a colleague")),
            FormField("what", _("What"), choices=[_(word) for word in WHATS]),
            FormField("to", _("To"), choices=[*(one.name for one in start.people), *(f"@{sign}" for sign in signs)]),
            FormField("who", _("Who"), choices=signs),
            FormField("stand_in", _("Stand-in"), choices=signs),
            FormField("ticket", _("Ticket"), choices=[f"T-{number}" for _ident, number in start.tickets]),
            FormField("side", _("Promised"), choices=[_(word) for word in SIDE_WORDS.values()]),
        )

    # --- what is meant ---

    def mate(self) -> Mate | Refusal | None:
        """The colleague it is for; None where it is for somebody else."""
        values = self.values()
        for field, text in (("when", values["when"]), ("to", values["to"])):
            name, _rest = mention(text)
            if name or text.startswith("@"):
                return mate_meant(name, self.belongs.mates, field)
        return None

    def owner(self) -> Mate | Refusal | None:
        """Who answers for it: who is named, the colleague whose note it is, else whoever sits here (None where he has
        not written anything yet)."""
        if typed := self.values()["who"]:
            return mate_meant(typed, self.belongs.mates, "who")
        mate = self.mate()
        if isinstance(mate, Mate) and self.side() == OURS:
            return mate
        return next((one for one in self.belongs.mates if one.sign == self.belongs.me), None)

    def side(self) -> str:
        """Ours or theirs; empty for what is neither."""
        typed = self.values()["side"].casefold()
        if not typed:
            return self.belongs.side
        return next((side for side in SIDES if typed in (side, _(SIDE_WORDS[side]).casefold())), "")

    def word(self) -> str:
        """What is promised."""
        return self.values()["what"] or self.note[1] or _(CALL_BACK)

    def usual(self) -> Callee | None:
        """The contact person that is meant where nobody else is named."""
        return self.belongs.callee(self.belongs.person)

    def stand_in(self) -> Mate | Refusal | None:
        """Who stands in for the owner, where somebody is named."""
        typed = self.values()["stand_in"]
        return mate_meant(typed, self.belongs.mates, "stand_in") if typed else None

    def ticket(self, typed: str) -> int | Refusal | None:
        """The id of the ticket it is about; a dash is none."""
        if not typed:
            return self.belongs.ticket if self.belongs.customer is not None else None
        if typed in ("-", "0"):
            return None
        digits = typed.upper().removeprefix("T").lstrip("- ")
        found = next((ident for ident, number in self.belongs.tickets if str(number) == digits), None)
        if found is None:
            return Refusal("ticket", _("{number} is no open ticket of this customer.").format(number=typed))
        return found

    # --- what is shown ---

    def shown(self, name: str) -> tuple[str, str, str, bool]:
        """Label, text with the cursor, the usual value where nothing is typed, and whether the cursor is here."""
        here = self.field.name == name
        edit = self._edits[name]
        text = f"{edit.text[: edit.at]}_{edit.text[edit.at :]}" if here else edit.text
        label = next(one.label for one in self.all_fields if one.name == name)
        return label, one_line(text), "" if edit.text.strip() else self._usual_of(name), here

    def _usual_of(self, name: str) -> str:
        callee, owner, mate = self.usual(), self.owner(), self.mate()
        if name == "to":
            if isinstance(mate, Mate):
                return f"{mate.sign} {mate.name}"
            return f"{callee.name} {callee.phone}".rstrip() if callee is not None else one_line(self.belongs.name)
        if name == "who":
            return f"{owner.sign} {surname(owner.name)}" if isinstance(owner, Mate) else self.belongs.me
        if name == "ticket":
            return next((f"T-{number}" for ident, number in self.belongs.tickets if ident == self.belongs.ticket), "-")
        if name == "stand_in":
            return self.day.stand_in_sign if self.day is not None and self.day.away else ""
        return {"what": self.note[1] or _(CALL_BACK), "side": _(SIDE_WORDS[self.belongs.side])}.get(name, "")
