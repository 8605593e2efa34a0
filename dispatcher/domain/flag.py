"""What weighs on a customer: a complaint, or that he is about to leave (A11, B15).

A flag is an entry of the journal that links the customer by the flag's own word; nothing is written over.
"""

from __future__ import annotations

from dispatcher.locale import N_, _

COMPLAINT, CHURN = "complaint", "churn"
FLAGS = {CHURN: N_("RISK"), COMPLAINT: N_("COMPLAINT")}
"""Each flag with the mark that stands on the customer's card, the heavier first."""


def flag_word(flag: str) -> str:
    """The mark of ``flag`` in the language in use."""
    return _(FLAGS[flag])
