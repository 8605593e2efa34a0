"""A field that only takes certain words."""

from __future__ import annotations

from dispatcher.exchange.cells import BadCell
from dispatcher.exchange.template import Cells, Field
from dispatcher.exchange.words import Words
from dispatcher.locale import _
from dispatcher.values import dataclass


@dataclass(frozen=True, slots=True)
class Worded:
    """``source`` read as one of ``words``."""

    source: Field
    words: Words

    def fill(self, cells: Cells) -> str:
        """Our word in one row; empty for an empty cell. Raises BadCell for a word that is none of ours."""
        text = self.source.line(cells)
        if not text:
            return ""
        ours = self.words.ours(text)
        if ours is None:
            reason = _("This is none of: {words}.").format(words=", ".join(self.words.allowed))
            raise BadCell(self.source.label, text, reason)
        return ours
