"""Shows one text in every kind of sink the console has.

python -m tests.console.hostile_app TEXT_AS_JSON [net]
"""

from __future__ import annotations

import json
import sys

from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.app import App, ComposeResult
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import DataTable, Input, OptionList, Static, TextArea, Tree
from textual.widgets.option_list import Option

from dispatcher.console.terminal import net


class Raw(Widget):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(self.text), Segment("linked", Style(link=f"http://x/{self.text}"))])


class Sinks(App[None]):
    CSS = "Screen > * { height: 3; } Static { border: solid red; }"

    def __init__(self, text: str, with_net: bool) -> None:
        super().__init__(ansi_color=True)
        self.text = text
        self.title = text
        if with_net:
            net.install(self)

    def compose(self) -> ComposeResult:
        titled = Static(self.text, markup=False)
        titled.border_title = Content(self.text)
        yield titled
        yield Static(Content(self.text))
        yield Static(Text(self.text))
        yield Raw(self.text)
        table: DataTable[Text] = DataTable()
        table.add_column(Text(self.text), width=20)
        table.add_row(Text(self.text), label=Text(self.text))
        yield table
        yield OptionList(Option(Content(self.text)), markup=False)
        yield Input(self.text)
        yield TextArea(self.text)
        yield Tree(Text(self.text))
        yield Static("all shown", markup=False)

    def on_mount(self) -> None:
        self.notify(self.text, title=self.text, markup=False, timeout=600)


if __name__ == "__main__":
    Sinks(json.loads(sys.argv[1]), "net" in sys.argv).run()
