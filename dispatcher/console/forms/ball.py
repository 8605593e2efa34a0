"""Whose turn is it (``b``): a letter says who acts next; who, what and until when have their usual values (B8, I1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from textual import events

from dispatcher.console.forms.fields import FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.holders import HOLDERS, holder_meant
from dispatcher.console.forms.turn import TurnForm, TurnStart, start_from
from dispatcher.domain.ball import (
    APPOINTMENT,
    BALL_WORDS,
    LETTERS,
    Ball,
    PassBall,
    ball_meant,
    refuse_ball,
)
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _

_FIELD_OF = {"ball-who": "who", "next-step": "step", "due": "until"}
"""Where a refusal belongs whose code is not the name of a field."""


def subject_for(start: TurnStart) -> str:
    """The draft's subject: one a ticket and author."""
    return f"ball/ticket/{start.ticket}"


class BallForm(TurnForm):
    """Who acts next. One letter and Enter are enough, but for another party, who needs a name."""

    what, verb = N_("ball passed"), "pass ball"
    field_of = _FIELD_OF

    def fields(self) -> Sequence[FormField]:
        """Who first; everything behind it may stay as it is."""
        return (
            FormField("ball", _("Ball"), choices=[_(word) for word in HOLDERS.values()], hint=_letters()),
            FormField("who", _("Who has it"), choices=self.start_at.people),
            FormField("step", _("Next step")),
            FormField("until", _("Until"), hint=_("like wed 14")),
        )

    def headline(self) -> str:
        """Which form it is, and about which ticket."""
        return super().headline().replace(_(self.what).upper(), _("BALL"), 1)

    # --- what is understood ---

    def holder(self) -> str:
        """Who was named by letter or word; who has it now where only something else was typed, else empty."""
        values = self.values()
        if values["ball"]:
            return holder_meant(values["ball"])
        return self.start_at.holder if any(values.values()) else ""

    def echo(self, name: str, text: str) -> str:
        """What a field means; what is left empty has its usual value."""
        holder = self.holder()
        if name == "ball":
            return _(BALL_WORDS[holder]) if holder else ""
        if name == "until" and text.strip():
            return self.read_until(text)
        if name == "until":
            self.read_until("")
        if not holder or (holder == APPOINTMENT and name != "step"):
            return _("when it ends") if holder and name == "until" else ""
        ball = self._ball(holder, None)
        usual = {"who": ball.who, "step": ball.next_step, "until": self.date(ball.due) if ball.due else ""}[name]
        return "" if text.strip() else usual

    def typed(self, name: str) -> None:
        """The usual values follow who was named."""
        self.offer("who", self.start_at.people if self.holder() == "customer" else ())
        for one in self.all_fields:
            if one.name != name:
                self._understand(one.name)

    def _ball(self, holder: str, due: datetime | None) -> Ball:
        values, start, office = self.values(), self.start_at, self.office()
        is_same = holder == start.holder
        who = values["who"] or (start.who if is_same else "")
        if holder == "customer" and not who:
            who = start.people[0] if start.people else start.name
        step = values["step"] or (start.step if is_same else "")
        return ball_meant(holder, office.now, office.zone, office.state, who=who, step=step, due=due)

    # --- filing ---

    def command(self) -> PassBall | Refusal:
        """The ball as it goes, or what is missing."""
        holder, when = self.holder(), self.until.take()
        if not holder:
            return Refusal("ball", _("Who acts next?  {letters}").format(letters=_letters()))
        if isinstance(when, Refusal):
            return when
        ball = self._ball(holder, when.due if when is not None else None)
        if holder != APPOINTMENT and (refusal := refuse_ball(ball)):
            return refusal
        return PassBall(self.start_at.ticket, ball, self.start_at.version, when.phrase if when is not None else "")

    # --- keys ---

    def on_key(self, event: events.Key) -> None:
        """A letter says who acts next, and another one says otherwise."""
        letter = (event.character or "").lower()
        if self.field.name == "ball" and letter in LETTERS:
            event.stop()
            event.prevent_default()
            self.set_value("ball", letter)


def _letters() -> str:
    signs = {"us": _("U"), "customer": _("C"), "other": _("O"), APPOINTMENT: _("A")}
    return "   ".join(f"{signs[holder]} {_(word)}" for holder, word in HOLDERS.items())


def reopened(subject: str, draft: Data, ties: Ties) -> BallForm | None:
    """The form of a draft as it was left."""
    start = start_from(draft)
    return BallForm(start, subject, ties, draft) if start is not None else None
