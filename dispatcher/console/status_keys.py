"""The digits by which technicians report themselves, as rows of the table of keys."""

from __future__ import annotations

from dispatcher.console.key import PANES, Key
from dispatcher.domain.technician import STATUS
from dispatcher.locale import N_

_SAID = {
    1: N_("He is free. Over a visit it is asked how that ended."),
    2: N_("They come: refused while a point is missing before driving."),
    3: N_("On the way: refused while a point is missing before driving."),
    4: N_("The technician is there; he and his whole crew."),
    5: N_("He asks for a call; again: he was called."),
    6: N_("He is absent: until when; then his visits are planned anew."),
    7: N_("The visit is interrupted: a part, or who acts next."),
    8: N_("The visit is over; it is asked whether the fault is gone."),
    9: N_("Nobody let him in: the protocol."),
    0: N_("The appointment is cancelled; it is asked by whom."),
}
_IN_BAR = 4
"""The digit that stands in the key bar for all of them."""


def _key(digit: int) -> Key:
    bar = digit == _IN_BAR
    sign, word = ("0-9", N_("status")) if bar else ("", "")
    ident, action = f"status.{digit}", f"status({digit})"
    return Key(ident, str(digit), action, STATUS[digit], _SAID[digit], PANES, bar, True, sign, word)


STATUS_KEYS: tuple[Key, ...] = tuple(map(_key, _SAID))
"""In the order of the keyboard; each does what the screen's ``action_status`` says."""
