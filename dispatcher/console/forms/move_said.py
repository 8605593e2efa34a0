"""What was said of a move: who wanted it and why, who knows it, who goes; and the command that it makes (B5, B6)."""

from __future__ import annotations

from collections.abc import Sequence

from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.move_hand import Hand
from dispatcher.console.forms.move_start import Grip, MoveStart
from dispatcher.console.forms.move_words import Words
from dispatcher.domain.moving import (
    CUSTOMER,
    TEXT,
    MoveAppointment,
    hint_after,
    keeps_word,
    refuse_once_more,
    told_span,
)
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _

_TOLD = "T"
"""How somebody knows who is called: by telephone."""


class MoveSaid(Hand):
    """The part of the box that remembers the answers; how they are asked for is the business of the one above."""

    def __init__(self, start: MoveStart, subject: str, ties: Ties, draft: Data) -> None:
        super().__init__(start, subject, ties, draft)
        self.words = Words(draft.get("words") or {})
        self.asked_by = str(draft.get("asked_by", ""))
        self.reason = str(draft.get("reason", ""))
        self.is_told = bool(draft.get("told"))
        self.is_whole = not draft.get("alone")
        """Whether a crew of several moves together."""

    def take(self, grip: Grip, lanes: Sequence[int]) -> None:
        """Who wants it is known where he called."""
        if self.start.via:
            self.words.fill("via", self.start.via)
        super().take(grip, lanes)

    def override(self) -> str:
        """The reason for which it is pushed through, or empty."""
        return self.words["override"]

    def owes_word(self) -> bool:
        """Whether the customer was told otherwise and does not know yet."""
        if self.grip is None or self.hand is None or self.asked_by == CUSTOMER:
            return False
        told = told_span(self.grip.state, self.grip.starts, self.grip.row.job.window)
        return told is not None and not keeps_word(told, self.hand.starts)

    def hint(self, grip: Grip) -> str:
        """What is to be thought of when a customer moves it once more (B6)."""
        return hint_after(grip.moves + 1) if self.asked_by == CUSTOMER and self.is_moved() else ""

    def command(self) -> MoveAppointment | Refusal:
        """The move; from the third one by the customer on somebody has to have cleared it (B6)."""
        if self.hand is None or self.grip is None or self.placing is None:
            return Refusal("unread", _("It is being read ..."))
        if refusal := self._refuse_once_more(self.grip):
            return refusal
        hand, job, said = self.hand, self.grip.row.job, self.words
        crew = self._going()
        return MoveAppointment(
            self.start.appointment,
            hand.starts,
            hand.ends,
            None if set(crew) == set(job.crew) else crew,
            self.asked_by,
            self.reason,
            said["text"] if self.reason == TEXT else "",
            said["via"],
            said["reported_by"],
            said["approved"],
            hand.window,
            self.placing.travel_minutes,
            said["override"],
            _TOLD if self.is_told and self.owes_word() else "",
            job.version,
        )

    def _refuse_once_more(self, grip: Grip) -> Refusal | None:
        if self.asked_by != CUSTOMER or not self.is_moved():
            return None
        refusal = refuse_once_more(grip.moves, bool(self.words["approved"] or self.override()))
        return Refusal(refusal.code, refusal.sentence + _("   d = spoken to")) if refusal is not None else None

    def _going(self) -> tuple[int, ...]:
        assert self.hand is not None
        whom = self.whom()
        return self.hand.crew if self.is_whole or whom is None else (whom,)

    def typed_in(self) -> Data | None:
        """Where it was carried to, and what was said of it. As long as nothing was said it is no draft: whoever grabs
        it again begins where it stands."""
        told = super().typed_in()
        if told is None or self.hand is None:
            return told
        if not (self.asked_by or self.words.kept()):
            return None
        said = {"asked_by": self.asked_by, "reason": self.reason, "told": self.is_told, "alone": not self.is_whole}
        return {**told, **said, "words": self.words.kept()}
