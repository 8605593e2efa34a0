"""What stands below a list that fills its box: a rule, the whole text of the line under the cursor, and the keys."""

from __future__ import annotations

from collections.abc import Sequence

from dispatcher.console.widgets.marks import Line


def below_list(text: Sequence[str], keys: Line, *, rows: int, across: str, size: tuple[int, int]) -> list[Line]:
    """The lines of a box of ``size`` (columns, rows) whose list is drawn over the blank ones above: as much of ``text``
    as has room in ``rows``, below a rule of the sign ``across``."""
    width, height = size
    if len(text) > rows:
        text = [*text[: rows - 1], f"{text[rows - 1][: width - 6]} .."]
    told: list[Line] = [((f" {line}", "plain"),) for line in text]
    blank: Line = ()
    return [*[blank] * (height - rows - 2), ((across * width, "plain"),), *told, *[blank] * (rows - len(told)), keys]
