"""Forms that come back: from a draft of an earlier session, or because what was filed was refused."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from dispatcher.console.forms.form import Data, Form, Ties

REOPENED = {
    "note": "dispatcher.console.forms.note:reopened",
    "report": "dispatcher.console.forms.report:reopened",
    "ball": "dispatcher.console.forms.ball:reopened",
    "follow-up": "dispatcher.console.forms.follow_up:reopened",
    "exclude": "dispatcher.console.forms.exclusion:reopened",
    "lift": "dispatcher.console.forms.exclusion:reopened",
    "confirm": "dispatcher.console.forms.confirm:reopened",
    "fell-through": "dispatcher.console.forms.fell_through:reopened",
    "decision": "dispatcher.console.forms.decision:reopened",
    "part": "dispatcher.console.forms.part:reopened",
    "arrived": "dispatcher.console.forms.part:arrived_again",
    "no-access": "dispatcher.console.forms.no_access:reopened",
    "visit-end": "dispatcher.console.forms.visit_end:reopened",
    "cancel": "dispatcher.console.forms.cancel:reopened",
    "absent": "dispatcher.console.forms.absent:reopened",
    "insist": "dispatcher.console.forms.insist:reopened",
    "learned": "dispatcher.console.forms.site_learned:reopened",
    "slots": "dispatcher.console.forms.slots:reopened",
    "record": "dispatcher.console.forms.record:reopened",
    "handover": "dispatcher.console.forms.handover:reopened",
    "leave": "dispatcher.console.forms.leave:reopened",
    "move-visit": "dispatcher.console.forms.move:reopened",
    "promise": "dispatcher.console.forms.promise:reopened",
    "move-promise": "dispatcher.console.forms.promise_changes:reopened",
    "withdraw-promise": "dispatcher.console.forms.promise_changes:reopened",
    "hand-promise": "dispatcher.console.forms.promise_changes:reopened",
    "attempt-promise": "dispatcher.console.forms.promise_changes:reopened",
}
"""The first word of a draft's subject, and the function ``(subject, draft, ties) -> Form | None`` that makes its form
again (None for a draft that tells too little); imported when one comes back."""


def reopened(subject: str, draft: Data, ties: Ties) -> Form | None:
    """The form of a draft as it was left, or None for what is no draft of any form here."""
    place = REOPENED.get(subject.partition("/")[0])
    if place is None:
        return None
    room, _colon, name = place.partition(":")
    make: Callable[[str, Data, Ties], Form | None] = getattr(importlib.import_module(room), name)
    return make(subject, draft, ties)
