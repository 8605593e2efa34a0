"""A visit is over and something is left to do (``7``, and ``8`` with "no"): a part on order, or who acts next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dispatcher.console.forms.fields import FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.holders import HOLDERS, holder_meant
from dispatcher.console.forms.phrase import Phrase
from dispatcher.console.forms.visit import Visited, VisitForm, visited_from
from dispatcher.console.widgets.marks import Line, cell
from dispatcher.domain.ball import APPOINTMENT, ELSEWHERE, LETTERS, ball_meant, refuse_ball
from dispatcher.domain.part import AddPart, promised_by, refuse_part
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.status import DONE, INTERRUPTED, EndVisit
from dispatcher.locale import N_, _

_FIELD_OF = {"ball-who": "who", "next-step": "text", "due": "until", "promised": "until", "ball": "who"}
_US = "us"


def subject_for(visit: Visited, digit: int) -> str:
    """The draft's subject: one a visit, digit and author."""
    return f"visit-end/{digit}/{visit.appointment}"


class LeftForm(VisitForm):
    """What is left to do: with a part, its supplier and until when; without, who acts next until when. Enter alone
    leaves it with us: plan the follow-up visit."""

    what, verb = N_("visit"), "end visit"

    def __init__(self, visit: Visited, digit: int, subject: str, ties: Ties, draft: Data) -> None:
        """``digit`` is 7 interrupted or 8 done."""
        self.digit = digit
        self.until = Phrase("until", self.office, takes_days=True)
        super().__init__(visit, subject, ties, draft)

    def fields(self) -> Sequence[FormField]:
        """The part first where a visit was interrupted."""
        part = FormField("part", _("Part"), hint=_("what is missing; empty = no part"))
        text = FormField("text", _("Left to do"), rows=2)
        who = FormField("who", _("Supplier or ball"), choices=[_(HOLDERS[one]) for one in (_US, *ELSEWHERE)])
        until = FormField("until", _("Until"), hint=_("like fri or wed 14"))
        reference = FormField("reference", _("Order number"))
        return (part, who, until, reference, text) if self.digit == INTERRUPTED else (text, who, until, part, reference)

    def headline(self) -> str:
        """How the visit ended."""
        ended = _("INTERRUPTED") if self.digit == INTERRUPTED else _("DONE, NOT FIXED")
        return super().headline().replace(_(self.what).upper(), ended, 1)

    def echo(self, name: str, text: str) -> str:
        """What a time and a holder mean."""
        if name == "until":
            return self.until.read(text)
        if name == "who" and not self.values_or_empty("part"):
            return "" if self._holder(text) else _("somebody else: {name}").format(name=text.strip())
        return ""

    def notes(self, width: int) -> Sequence[Line]:
        """What Enter alone means."""
        told = _("Left empty: the ball is ours, and we plan the follow-up visit.")
        return [((cell(f" {told}", width), "plain"),)]

    def values_or_empty(self, name: str) -> str:
        """What stands in a field, also before all of them are there."""
        return self.values().get(name, "") if hasattr(self, "_edits") else ""

    def _holder(self, typed: str) -> str:
        said = typed.strip()
        return LETTERS.get(said.lower(), "") if len(said) == 1 else holder_meant(said)

    def command(self) -> EndVisit | Refusal:
        """How the visit ended, or what is missing."""
        values, when, visit = self.values(), self.until.take(), self.visit
        if isinstance(when, Refusal):
            return when
        wish = EndVisit(visit.appointment, self.digit, text=values["text"], seen=visit.version)
        if when is not None:
            wish = replace(wish, phrase=when.phrase)
        office = self.office()
        if values["part"]:
            promised = promised_by(when.due, office.zone) if when is not None else None
            part = AddPart(visit.ticket, values["part"], values["who"], promised, values["reference"], wish.phrase)
            return refuse_part(part, office.now) or replace(wish, part=part)
        if not values["who"] and when is None:
            return wish
        holder = self._holder(values["who"]) or ("other" if values["who"] else _US)
        if holder == APPOINTMENT:
            return Refusal("who", _("The visit is over; the ball lies with somebody else until the next one stands."))
        who = values["who"] if holder == "other" and not self._holder(values["who"]) else ""
        if holder == "customer":
            who = visit.people[0] if visit.people else visit.name
        due = when.due if when is not None else None
        step = values["text"].partition("\n")[0] or (_("plan the follow-up visit") if holder == _US else "")
        ball = ball_meant(holder, office.now, office.zone, office.state, who=who, step=step, due=due)
        return refuse_ball(ball) or replace(wish, ball=ball)

    def refused(self, refusal: Refusal) -> None:
        """The cursor goes where the refusal belongs."""
        field = {"text": "part", "supplier": "who"} if self.values()["part"] else {}
        super().refused(Refusal((_FIELD_OF | field).get(refusal.code, refusal.code), refusal.sentence))

    def typed_in(self) -> Data | None:
        """The fields, and how the visit ended."""
        typed = super().typed_in()
        return None if typed is None else {**typed, "digit": self.digit}

    def phrase_in(self, name: str) -> Phrase | None:
        """That of the time."""
        return self.until if name == "until" else None


def reopened(subject: str, draft: Data, ties: Ties) -> LeftForm | None:
    """The form of a draft as it was left."""
    visit, digit = visited_from(draft), draft.get("digit")
    if visit is None or digit not in (INTERRUPTED, DONE):
        return None
    return LeftForm(visit, int(digit), subject, ties, draft)
