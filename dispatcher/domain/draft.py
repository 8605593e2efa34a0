"""How a draft is called: by its kind and by whom or what it is about, everywhere alike."""

from __future__ import annotations

from dispatcher.domain.text import one_line
from dispatcher.locale import N_, _

DRAFTS = {
    "note": N_("note"),
    "report": N_("fault report"),
    "ball": N_("ball"),
    "follow-up": N_("follow-up"),
    "confirm": N_("confirmation"),
    "fell-through": N_("appointment fell through"),
    "insist": N_("without confirmation"),
    "no-access": N_("no access"),
    "visit-end": N_("end of the visit"),
    "cancel": N_("cancellation"),
    "decision": N_("decision"),
    "absent": N_("absence"),
    "exclude": N_("technician exclusion"),
    "lift": N_("decision lifted"),
    "slots": N_("appointment"),
    "learned": N_("site knowledge"),
    "part": N_("part"),
    "arrived": N_("part arrived"),
    "record": N_("master data"),
    "handover": N_("handover"),
    "leave": N_("desk left empty"),
    "move-visit": N_("move"),
    "promise": N_("promise"),
    "move-promise": N_("promise move"),
    "withdraw-promise": N_("promise withdrawal"),
    "hand-promise": N_("promise hand-over"),
    "attempt-promise": N_("promise attempt"),
}
"""What is begun and not filed, by the first word of a draft's subject: every form that keeps a draft is here."""
OF_THE_DESK = frozenset(("handover", "leave"))
"""Drafts that nobody hands over: they are the handing over itself."""


def kind_of(subject: str) -> str:
    """The kind of a draft: the first word of its subject."""
    return subject.partition("/")[0]


def draft_name(subject: str, about: object) -> str:
    """A draft in the language in use: "note Botschaft". ``about`` is what it keeps as its name; a subject of an older
    release that nobody knows any more is called by that alone."""
    kind = DRAFTS.get(kind_of(subject))
    return " ".join(filter(None, (_(kind) if kind else "", one_line(str(about or "")))))
