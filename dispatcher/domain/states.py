"""States in words for people; the words in the store are stable and English."""

from __future__ import annotations

from dispatcher.locale import N_, _

STATE_WORDS = {
    "new": N_("new"),
    "planned": N_("planned"),
    "in work": N_("in work"),
    "waiting": N_("waiting"),
    "fixed": N_("fixed"),
    "closed": N_("closed"),
    "merged": N_("merged"),
    "asked": N_("asked"),
    "proposed": N_("proposed"),
    "confirmed": N_("confirmed"),
    "en route": N_("en route"),
    "on site": N_("on site"),
    "done": N_("done"),
    "interrupted": N_("interrupted"),
    "no access": N_("no access"),
    "cancelled": N_("cancelled"),
    "fell through": N_("fell through"),
}
"""Every state of tickets and appointments."""


def state_words(state: str) -> str:
    """``state`` in the language in use; one of a newer program stands for itself."""
    return _(STATE_WORDS[state]) if state in STATE_WORDS else state
