"""A question with a few answers, one key each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence

from textual import events

from dispatcher.console.panes.entry_lines import wrap
from dispatcher.console.widgets.marks import Frame, Line
from dispatcher.console.widgets.overlay import Overlay, key_line

Answer = Callable[[], Awaitable[None]]


class AskBox(Overlay):
    """Says something and takes one key. Esc answers nothing."""

    tallest = 7

    def __init__(self, *, frame: Frame, title: str, said: str, last: str, answers: Mapping[str, Answer]) -> None:
        """``said`` is what is asked, ``last`` the line that names the keys, ``answers`` what each of them does (keys by
        their sign in small letters, or by Textual's name)."""
        super().__init__(frame=frame)
        self._title, self._said, self._last = title, said, last
        self._answers = answers

    def title(self) -> tuple[str, str]:
        """What it is about."""
        return self._title, ""

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """What is said, and the keys."""
        said: list[Line] = [((f" {line}", "plain"),) for line in wrap(self._said, width - 2)]
        blank: Line = ()
        room = height - 1
        return [*said[:room], *[blank] * (room - len(said)), key_line(self._last)]

    async def on_key(self, event: events.Key) -> None:
        """One of the answers; any other key goes its way."""
        answer = self._answers.get(event.key) or self._answers.get((event.character or "").lower())
        if answer is None:
            return
        event.stop()
        event.prevent_default()
        await answer()
