"""The customer insists that somebody comes without confirmation (``!``): why, in his words (B12)."""

from __future__ import annotations

from collections.abc import Sequence

from dispatcher.console.forms.fields import FormField
from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.visit import Visited, VisitForm, visited_from
from dispatcher.domain.confirming import Insist, refuse_insist
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _


def subject_for(visit: Visited) -> str:
    """The draft's subject: one a visit and author."""
    return f"insist/appointment/{visit.appointment}"


class InsistForm(VisitForm):
    """One field: why somebody drives all the same."""

    what, verb = N_("without confirmation"), "insist"

    def fields(self) -> Sequence[FormField]:
        """Only why."""
        return (FormField("reason", _("Why"), required=True, rows=2, hint=_("what the customer says")),)

    def keys(self) -> str:
        """One field has no next one."""
        return _("Enter file   Ctrl+O new line   Esc park")

    def command(self) -> Insist | Refusal:
        """The reason, or that it is missing."""
        wish = Insist(self.visit.appointment, self.values()["reason"], self.visit.version)
        return refuse_insist(wish) or wish


def reopened(subject: str, draft: Data, ties: Ties) -> InsistForm | None:
    """The form of a draft as it was left."""
    visit = visited_from(draft)
    return InsistForm(visit, subject, ties, draft) if visit is not None else None
