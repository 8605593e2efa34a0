"""A customer's history as a pane holds it: the windows that were asked for, or what a filter lets through."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence

from dispatcher.queries.history_rows import HistoryPage, HistoryRow, SiftedHistory

PAGE = 50
"""Entries asked for at once; always from a multiple of it."""
_KEPT_PAGES = 24


class HistoryPages:
    """Entries by their index, 0 being the newest; what is missing is sent for once."""

    def __init__(self, ask: Callable[[int, int], None]) -> None:
        """``ask(customer, start)`` sends for a window, which comes back by :meth:`keep`."""
        self._ask = ask
        self._pages: OrderedDict[int, tuple[HistoryRow, ...]] = OrderedDict()
        self._asked: set[int] = set()
        self.total = 0
        """Entries of the whole history."""
        self.sifted: SiftedHistory | None = None
        """What a filter lets through; it stands in place of the windows."""

    def knows(self, pages: Sequence[HistoryPage]) -> bool:
        """Whether these windows say nothing new."""
        return all(page.total == self.total and self._pages.get(page.start // PAGE) == page.rows for page in pages)

    def renew(self, total: int, pages: Sequence[HistoryPage]) -> None:
        """Keep these windows of a history of ``total`` entries and forget those before."""
        self.total = total
        self._pages.clear()
        self._asked.clear()
        for page in pages:
            self.keep(page)

    def keep(self, page: HistoryPage) -> None:
        """A window that was asked for came."""
        self._asked.discard(page.start // PAGE)
        if page.start % PAGE == 0:
            self._pages[page.start // PAGE] = page.rows
            self._pages.move_to_end(page.start // PAGE)
        while len(self._pages) > _KEPT_PAGES:
            self._pages.popitem(last=False)

    def entry(self, customer: int, index: int) -> HistoryRow | None:
        """The entry at ``index``; None where its window is on its way or there is none."""
        if self.sifted is not None:
            return self.sifted.rows[index] if index < len(self.sifted.rows) else None
        page = self._pages.get(index // PAGE)
        if page is None:
            if index // PAGE not in self._asked and 0 <= index < self.total:
                self._asked.add(index // PAGE)
                self._ask(customer, index // PAGE * PAGE)
            return None
        return page[index % PAGE] if index % PAGE < len(page) else None

    def starts(self, first: int, last: int) -> tuple[int, ...]:
        """Where the windows begin that hold the entries from ``first`` to ``last``, and the one before, whose entries
        new ones push down."""
        if self.sifted is not None:
            return ()
        numbers = range(max(0, first // PAGE - 1), last // PAGE + 2)
        return tuple(number * PAGE for number in numbers if number * PAGE < self.total)

    def shown_of(self) -> tuple[int, str]:
        """How many entries a filter lets through, and of how many; a plus where older ones were not looked at."""
        if self.sifted is None:
            return self.total, str(self.total)
        older = "+" if self.sifted.looked < self.sifted.total else ""
        return len(self.sifted.rows), f"{self.sifted.looked}{older}"
