"""What forms and commands stand on, loaded behind the first screen: the first key in a form waits for nothing."""

from __future__ import annotations

import gc
import importlib
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dispatcher.domain.phrases import Office

_ROOMS = (
    "commands",
    "forms.note",
    "forms.report",
    "forms.promise",
    "forms.promise_sheet",
    "forms.promise_changes",
    "forms.dial",
    "forms.move",
    "forms.record",
    "forms.record_list",
    "forms.compare",
    "forms.unassigned",
    "forms.messages",
    "forms.no_access",
    "forms.visit_end",
    "forms.cancel",
    "status_command",
)
_QUESTIONS = ("reminder", "confirming")
"""What is asked about a ticket that comes under the cursor, where there is reason to."""
_PROMISE = "Wir rufen morgen zurück."
_FAR = timedelta(days=183)
"""So far ahead the holidays are known before a key asks for them: near its end the next year's as well."""
WASTE = 10_000, 5, 5
"""Objects after which what is young is looked through, and how often that until what is older is."""
_NUMBER, _POSTCODE = "030 23125-471", "10117"


def load_ahead(office: Office) -> None:
    """Import forms and commands, build the grammar of times and read numbering plan, postcodes and holidays; some
    tenths of a second, in a thread. ``office`` says whose holidays a time is held against."""
    for name in _ROOMS:
        importlib.import_module(f"dispatcher.console.{name}")
    for name in _QUESTIONS:
        importlib.import_module(f"dispatcher.queries.{name}")
    from dispatcher.domain.calendar import holiday_name, local_day
    from dispatcher.domain.phone import parse
    from dispatcher.domain.phrases import prepare
    from dispatcher.domain.spotted import spot
    from dispatcher.queries.postcodes import place_of

    prepare(office)
    spot(_PROMISE, office)
    parse(_NUMBER)
    place_of(_POSTCODE)
    for day in (local_day(office.now, office.zone), local_day(office.now + _FAR, office.zone)):
        holiday_name(day, office.state)
    # What is loaded by now stays to the end: looking through it for waste would hold up a key in a hundred. What comes
    # after it is little, and is looked through often enough that a day's keys leave no heap behind.
    gc.freeze()
    gc.set_threshold(*WASTE)
