"""Promises in the words of a note that was just filed: told with the command that books each, never booked (M11)."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from dispatcher.domain.ball import ELSEWHERE
from dispatcher.domain.promise import OURS

if TYPE_CHECKING:
    from dispatcher.cli.office import Office
    from dispatcher.domain.contact import Note
    from dispatcher.domain.phrases import Office as Place
    from dispatcher.domain.spotted import Spotted

_WRITTEN = frozenset("MPSB")


def found(office: Office, note: Note, number: int) -> list[dict[str, Any]]:
    """The promises in a note with customer K-``number``, at most three, each as ``{"side": "ours" or "theirs",
    "what": "...", "phrase": "on Wednesday", "due": "2026-11-25T16:00:00Z" or null, "command": "dispatcher ..."}``;
    without ``due`` the phrase has two meanings, and the command asks which."""
    from dispatcher.cli.phrase import place_of
    from dispatcher.domain.spotted import due_of, spot

    place = place_of(office)
    is_their_text = note.direction == "in" and note.channel in _WRITTEN
    told = []
    for one in spot(note.text, place, _our_names(office), by_customer=is_their_text):
        if one.side == OURS or note.ball is None or note.ball.holder not in ELSEWHERE:
            due = due_of(one, place)
            told.append(
                {
                    "side": one.side,
                    "what": one.what,
                    "phrase": one.phrase,
                    "due": f"{due:%Y-%m-%dT%H:%M:%SZ}" if due is not None else None,
                    "command": _command(one, place, number),
                }
            )
    return told


def _our_names(office: Office) -> list[str]:
    colleague = office.colleague
    lanes = office.plan(office.today(), names_holiday=False).lanes
    return [*(lane.name for lane in lanes), *([colleague.name] if colleague is not None else [])]


def _command(one: Spotted, place: Place, number: int) -> str:
    """What to type to book it."""
    from dispatcher.domain.calendar import to_local
    from dispatcher.domain.spotted import due_of

    due = due_of(one, place)
    phrase = f"{to_local(due, place.zone):%d.%m.%Y %H:%M}" if due is not None else one.phrase
    words = ["dispatcher", "promise", f"K-{number}", one.what, "--due", phrase]
    words += ["--theirs"] if one.side != OURS else []
    is_warned = one.when is not None and getattr(one.when, "insists", False)
    return shlex.join([*words, *(["--insist"] if is_warned else [])])
