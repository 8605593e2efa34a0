"""What weighs on a customer: a complaint, or that he is about to leave (A11, B15).

A flag is an entry of the journal that links the customer by the flag's own word; nothing is written over. It stands
until somebody decides about it, and that he leaves is decided by the service manager or the managing director only.
"""

from __future__ import annotations

from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _
from dispatcher.values import dataclass

COMPLAINT, CHURN = "complaint", "churn"
FLAGS = {CHURN: N_("RISK"), COMPLAINT: N_("COMPLAINT")}
"""Each flag with the mark that stands on the customer's card, the heavier first."""
DECIDE_LEAVING = frozenset({"service manager", "managing director"})
"""Roles that decide about a customer who is about to leave (A11)."""
ENDED = "-over"
"""Behind a flag: the kind of link by which a decision names the entries that set it."""


@dataclass(frozen=True, slots=True)
class SettleFlag:
    """What was decided about a mark of a customer (id), in words; the mark goes with it."""

    customer: int
    flag: str
    text: str


def flag_word(flag: str) -> str:
    """The mark of ``flag`` in the language in use."""
    return _(FLAGS[flag])


def refuse_decision(decision: SettleFlag, role: str) -> Refusal | None:
    """The sentence why whoever has ``role`` cannot decide so, or None."""
    if decision.flag not in FLAGS:
        return Refusal("flag", _("A customer is marked with one of: {flags}.").format(flags=" ".join(FLAGS)))
    if decision.flag == CHURN and role not in DECIDE_LEAVING:
        return Refusal("right", _("Only the service manager or the managing director decides about this customer."))
    if not decision.text.strip():
        return Refusal("empty", _("What was decided? A few words are needed."))
    return None
