"""The line of the focus strip that asks what is missing before somebody drives (B2, B11)."""

from __future__ import annotations

from rich.cells import cell_len

from dispatcher.console.widgets.marks import Line, cell
from dispatcher.domain.confirming import OPENER_AWAY, Points, boxes
from dispatcher.domain.text import one_line
from dispatcher.locale import _


def boxes_line(points: Points, width: int) -> Line:
    """``Before driving (1/3):  [x] who opens, by name   [ ] deputy ...``; where somebody drives all the same, why."""
    if points.insisted:
        told = _("drives without confirmation: {reason}").format(reason=one_line(points.insisted))
        return ((cell(f" ! {told}", width), "due"),)
    asked = boxes(points)
    head = _("Before driving ({n}/{of}):").format(n=sum(box.is_done for box in asked), of=len(asked))
    told = "   ".join(f"[{'x' if box.is_done else ' '}] {_(box.asks)}" for box in asked)
    said = f" {head}  {told}"
    for more in (f"   ! {_why(points)}" if _why(points) else "", f"   {_rule(len(asked))}"):
        said += more if cell_len(said + more) <= width else ""
    return ((cell(said, width), "due" if _why(points) else "plain"),)


def _why(points: Points) -> str:
    """What holds it back beside the questions."""
    if points.unheard:
        return _("a voicemail of the customer is unheard")
    if points.opener_away or points.unconfirmed == OPENER_AWAY:
        return _("opener away")
    return ""


def _rule(count: int) -> str:
    if count == 3:
        return _('-> all three, or it cannot be "confirmed"')
    return _('-> both, or it cannot be "confirmed"')
