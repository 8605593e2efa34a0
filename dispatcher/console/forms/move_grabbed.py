"""The appointment that was grabbed: whose it is, where it would go by now, and what speaks against that."""

from __future__ import annotations

from collections.abc import Sequence

from dispatcher.console.forms.form import Data, Form, Ties
from dispatcher.console.forms.move_lines import length_words
from dispatcher.console.forms.move_start import Grip, MoveStart, told_of
from dispatcher.domain.carry import Carried
from dispatcher.domain.phrases import Office
from dispatcher.domain.placing import Placing
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import _
from dispatcher.queries.rows import BlockRow


class Grabbed(Form):
    """The part of the box that knows what is carried. ``grip`` and ``hand`` are None until everybody's plan was read;
    ``placing`` is None where nothing is known of the day yet."""

    is_low = True
    tallest = 11

    def __init__(self, start: MoveStart, subject: str, ties: Ties, draft: Data) -> None:
        super().__init__(subject, ties, draft)
        self.start = start
        self.grip: Grip | None = None
        self.hand: Carried | None = None
        self.placing: Placing | None = None
        self.is_held = True

    # --- what it is about ---

    def about(self) -> str:
        """The customer's name."""
        return one_line(self.grip.row.job.customer_name) if self.grip is not None else str(self.draft.get("name", ""))

    def customer(self) -> int | None:
        """Whose appointment it is."""
        return self.start.customer

    def title(self) -> tuple[str, str]:
        """Which appointment, how long it lasts, and whether it is held."""
        if self.grip is None or self.hand is None:
            return _("MOVE"), ""
        job = self.grip.row.job
        told = f"{_('MOVE')} T-{job.number} {one_line(job.customer_name)[:24]}  {length_words(self.hand.minutes)}"
        return told, _("the others see that you hold it") if self.is_held else _("you do not hold it any more")

    def site_office(self) -> Office:
        """Where and when a target is read: at the site, counted from the grabbed slot."""
        office = self.ties.office("")
        if self.grip is None:
            return office
        job = self.grip.row.job
        place = (job.state or office.state, job.municipality, job.country, office.hours)
        return Office(office.now, job.zone, *place, grabbed=self.grip.starts)

    def block(self) -> BlockRow | None:
        """The appointment as it is drawn where it would go."""
        if self.hand is None or self.grip is None:
            return None
        job, hand = self.grip.row.job, self.hand
        told = (self.start.appointment, job.ticket, job.number, job.customer, job.customer_name, self.grip.state)
        travel = self.placing.travel_minutes if self.placing is not None else 0
        return BlockRow(*told, hand.starts, hand.ends, travel, len(hand.crew) > 1)

    def show_held(self, is_held: bool) -> None:
        """Say whether it is still in this hand."""
        self.is_held = is_held
        self.repaint()

    # --- the slot ---

    def is_moved(self) -> bool:
        """Whether it is at another time: a change of who goes alone is no move that counts."""
        assert self.hand is not None
        assert self.grip is not None
        return (self.hand.starts, self.hand.ends) != (self.grip.starts, self.grip.ends)

    def whom(self) -> int | None:
        """Whose place another technician takes: his in whose line it was grabbed, or who took it since."""
        if self.hand is None or not self.hand.crew:
            return None
        old = self.grip.row.job.crew if self.grip is not None else ()
        if self.start.technician in self.hand.crew:
            return self.start.technician
        fresh = [one for one in self.hand.crew if one not in old]
        return fresh[0] if fresh else self.hand.crew[0]

    def refuse_placing(self, placing: Placing, passed: Sequence[str]) -> Refusal | None:
        """What forbids the slot, with the way to push it through where there is one."""
        assert self.grip is not None
        refusal = placing.refusal(self.override(), self.grip.role, passed)
        if refusal is None or any(one.code == refusal.code and one.weight == "never" for one in placing.findings):
            return refusal
        way = "" if self.override() else _("   ! = push it through")
        return Refusal(refusal.code, refusal.sentence + way)

    def override(self) -> str:
        """The reason for which it is pushed through, or empty."""
        return ""

    # --- its draft ---

    def typed_in(self) -> Data | None:
        """Which appointment, and where it was carried to."""
        if self.hand is None:
            return {**self.draft} if self.draft else None
        hand = self.hand
        window = [one.isoformat() for one in hand.window] if hand.window is not None else None
        slot = {"starts": hand.starts.isoformat(), "minutes": hand.minutes, "crew": [*hand.crew], "window": window}
        version = self.grip.row.job.version if self.grip is not None else hand.row.job.version
        return {"start": told_of(self.start), "slot": slot, "version": version}
