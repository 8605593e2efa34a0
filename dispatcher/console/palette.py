"""Every action by its name: Textual's own palette, in the language in use."""

from __future__ import annotations

from typing import ClassVar, Never

from textual import events
from textual.binding import Binding, BindingType
from textual.command import CommandInput, CommandList, CommandPalette, SearchIcon
from textual.content import Content
from textual.widgets.option_list import Option
from textual.worker import Worker

from dispatcher.console.typeahead import TypeAhead
from dispatcher.locale import N_, _

_LONGEST = 40
"""Signs of what is looked for; no action has a longer name."""
_OF_THE_LIST = frozenset({"enter", "up", "down", "pageup", "pagedown"})
"""Keys that choose among what was found."""


class Palette(CommandPalette):
    """Textual keeps in private methods what it says when nothing was found and how it goes through the list; they are
    met here and nowhere else."""

    DEFAULT_CSS = """
    Palette.-ascii #--input { border: ascii ansi_default; }
    Palette.-ascii #--input.--list-visible { border-bottom: none; }
    Palette.-ascii CommandList { border-bottom: ascii ansi_default; }
    Palette.-ascii LoadingIndicator { border-bottom: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f3", "escape", N_("back"), id="palette.back", tooltip=N_("Close the palette."), show=False),
    ]

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(placeholder=_("What do you want to do?"), classes="-ascii" if ascii_only else "")
        self._search: Worker[Never] | None = None

    def on_mount(self) -> None:
        """Textual's picture of a lens is as wide as each terminal thinks it is, and each key compares all that is
        typed with every name."""
        self.query_one(SearchIcon).icon = ">"
        self.query_one(CommandInput).max_length = _LONGEST

    def lets_pass(self, key: events.Key | events.Paste) -> bool:
        """A key that chooses waits until what was typed is found: on a slow line both come at once, and the list is
        that of fewer letters, or of none."""
        is_searching = self._search is not None and not self._search.is_finished
        return not is_searching or isinstance(key, events.Paste) or key.key not in _OF_THE_LIST

    def _gather_commands(self, search_value: str) -> Worker[Never]:
        self._search = super()._gather_commands(search_value)
        return self._search

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """The list is that of what was typed."""
        if event.worker.is_finished and isinstance(self.app, TypeAhead):
            self.app.go_on()

    def _action_command_list(self, action: str) -> None:
        """A list that has no room yet, or in a tiny window none at all, has no pages to go through; what is chosen
        in it is taken all the same."""
        if self.query_one(CommandList).scrollable_content_region or not action.startswith("page"):
            super()._action_command_list(action)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, lambda: self._show_none(search_value))

    def _show_none(self, typed: str) -> None:
        self._list_visible = bool(typed)
        if typed:
            told = Option(Content(_("No action of that name")), disabled=True, id=self._NO_MATCHES)
            self.query_one(CommandList).add_option(told)
