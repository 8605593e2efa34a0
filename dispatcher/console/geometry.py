"""Where the panes stand: the largest of three layouts that fits, the rest of the columns given away by rule."""

from __future__ import annotations

from dispatcher.values import dataclass

SMALLEST = (80, 24)
WIDEST_CONTACTS = 62
"""Lines longer than this are slower to read, so further columns go to the plan."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout: widths of the three panes with the border on their left (Contacts with both), rows of the strip
    and of the header."""

    name: str
    plan: int
    tickets: int
    contacts: int
    strip: int
    header: int


LARGE = Layout("large", 71, 45, 44, 4, 2)
MIDDLE = Layout("middle", 57, 34, 29, 3, 2)
SMALL = Layout("small", 40, 22, 18, 3, 1)


def layout_for(width: int, height: int) -> Layout | None:
    """The layout for a terminal of ``width`` x ``height`` cells; None where not even the smallest fits."""
    base = next(
        (
            layout
            for layout, least in ((LARGE, (160, 45)), (MIDDLE, (120, 35)), (SMALL, SMALLEST))
            if width >= least[0] and height >= least[1]
        ),
        None,
    )
    if base is None:
        return None
    extra = width - base.plan - base.tickets - base.contacts
    contacts = min(base.contacts + extra, max(base.contacts, WIDEST_CONTACTS))
    extra -= contacts - base.contacts
    return Layout(base.name, base.plan + extra, base.tickets, contacts, base.strip, base.header)
