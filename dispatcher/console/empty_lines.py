"""What the focus strip suggests where there is nothing to stand on yet: no technicians, no customers, no tickets."""

from __future__ import annotations

from dispatcher.console.keys import written
from dispatcher.console.widgets.marks import Line
from dispatcher.locale import _


def empty_lines(rows: int, *, technicians: bool, customers: bool, tickets: bool) -> list[Line]:
    """What is missing on the first of ``rows`` lines, on the last the one next step; blank where nothing is."""
    missing = _missing(technicians, customers, tickets)
    if not missing:
        return [()] * rows
    step = f" {_('Next step:')} {_step(technicians, customers)}"
    return [((f" {'  '.join(missing)}", "plain"),), *[()] * (rows - 2), ((step, "head"),)]


def _missing(technicians: bool, customers: bool, tickets: bool) -> list[str]:
    told = [] if technicians else [_("No technicians yet.")]
    if not customers:
        return [*told, _("No customers yet.")]
    return told if tickets else [*told, _("No open tickets.")]


def _step(technicians: bool, customers: bool) -> str:
    """Technicians first: without them nothing can be planned."""
    if not technicians:
        new = _('{key} "{name}"').format(key=written("ctrl+p"), name=_("new technician"))
    elif not customers:
        new = _('"{name}" or F2: the first one').format(name=f"{written('ctrl+p')} {_('new customer')}")
    else:
        return "   ".join((_("s = search"), _("F2 = incoming call"), _("t = new fault report")))
    reads = _('{key} "import" reads your list').format(key=written("ctrl+p"))
    return f"{new}   {reads}"
