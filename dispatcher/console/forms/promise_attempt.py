"""A call about a promise: what was said or left on the voicemail, and the new date, if there is one (M6, M9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from dispatcher.console.forms.fields import FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.promise_verbs import Promised, TimedForm
from dispatcher.domain.promise import OURS, OUTCOMES, REACHED, PromiseAttempt
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Dialled:
    """Whom one called: the number, and whose it is."""

    number: str = ""
    person: str = ""


class AttemptForm(TimedForm):
    """What was said when somebody was reached, or left on the voicemail; and the new date, if there is one (M6, M9)."""

    verb = "promise attempt"

    def __init__(
        self, promise: Promised, outcome: str, dialled: Dialled, subject: str, ties: Ties, draft: Data
    ) -> None:
        """``outcome`` is "reached" or "voicemail"."""
        self.what = N_("call") if outcome == REACHED else OUTCOMES[outcome]
        self._outcome, self._dialled = outcome, dialled
        super().__init__(promise, subject, ties, draft)

    def fields(self) -> Sequence[FormField]:
        """What was said, and a new date."""
        return (
            FormField("text", _("Text"), required=self._is_told, rows=3),
            FormField("when", _("New date"), hint=self._hint()),
        )

    @property
    def _is_told(self) -> bool:
        """Whether a customer was spoken to: what was said is worth a word."""
        return self._outcome == REACHED and self.promised.customer is not None

    def _hint(self) -> str:
        if self._outcome != REACHED:
            return _("a new date on their machine keeps it; without one it stays open")
        return _("empty = kept") if self.promised.side == OURS else _("empty = they did it")

    def headline(self) -> str:
        """Whom one spoke to, about what."""
        who = self._dialled.person or self.promised.to
        return f"> {_(self.what).upper()} {one_line(who)}: {self.promised.what}"

    def typed_in(self) -> Data | None:
        """The fields, and how the call ended."""
        typed = super().typed_in()
        return None if typed is None else {**typed, "outcome": self._outcome, "dialled": asdict(self._dialled)}

    def command(self) -> PromiseAttempt | Refusal:
        """The attempt."""
        if (refusal := self.missing()) is not None:
            return refusal
        taken = self.taken()
        if isinstance(taken, Refusal):
            return taken
        window = self.window() if taken is not None else {"from": None}
        return PromiseAttempt(
            self.promised.id,
            self._outcome,
            self._dialled.number,
            self._dialled.person,
            self.values()["text"],
            taken.due if taken is not None else None,
            taken.phrase if taken is not None else "",
            new_from=window["from"],
        )
