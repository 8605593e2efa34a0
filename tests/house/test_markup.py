"""No foreign text reaches a sink that reads mark-up: "[EXTERN]" is not lost and "[@click=...]" does not act."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.markup import foreign_markup, own_sinks

CONSOLE = Path(__file__).parent.parent.parent / "dispatcher" / "console"
"""The only room that may use the library with such sinks."""
CAUGHT = (
    "Static(row.name)",
    "Static(f'{row.name}')",
    "Static(_('of {name}').format(name=row.name))",
    "Static('of ' + row.name)",
    "Static(content=row.name)",
    "widgets.Static(row.name)",
    "from textual.widgets import Static as Line\nLine(row.name)",
    "Label(row.name)",
    "ListView(ListItem(Label(row.name)))",
    "Button(row.name)",
    "Button(label=row.name)",
    "Checkbox(row.name)",
    "RadioButton(row.name)",
    "Collapsible(title=row.name)",
    "Tab(row.name)",
    "TabPane(row.name)",
    "Placeholder(row.name)",
    "Option(row.name)",
    "OptionList(row.name)",
    "OptionList(*names)",
    "choices.add_option(row.name)",
    "choices.add_options([row.name])",
    "choices.replace_option_prompt('a', row.name)",
    "Select([(row.name, 1)])",
    "Select([(one.name, one.id) for one in rows])",
    "Select([], prompt=row.name)",
    "box.set_options([(row.name, 1)])",
    "SelectionList((row.name, 1))",
    "self.notify(row.name)",
    "self.app.notify(f'Filed: {row.name}')",
    "self.notify(row.name, title='x')",
    "table.add_row(row.name)",
    "table.add_row(Text('a'), label=row.name)",
    "table.add_rows([[row.name]])",
    "table.add_column(row.name)",
    "table.add_columns('a', row.name)",
    "table.update_cell('a', 'b', row.name)",
    "Tree(row.name)",
    "node.add_leaf(row.name)",
    "node.set_label(row.name)",
    "pane.border_title = row.name",
    "pane.border_subtitle = f'{n} of {row.name}'",
    "pane.tooltip = row.name",
    "Frame(tooltip=row.name)",
    "Input(placeholder=row.name)",
    "TextArea(placeholder=row.name)",
    "edit.placeholder = row.name",
    "Hit(1, row.name, go)",
    "Hit(1, Content('a'), go, help=row.name)",
    "DiscoveryHit(row.name, go)",
    "SystemCommand(row.name, 'x', go)",
    "SystemCommand('x', told, go)",
    "Markdown(row.name)",
    "Content.from_markup(row.name)",
    "Text.from_markup(f'[b]{row.name}[/b]')",
    "RichLog(markup=True)",
    "Panel(Text('a'), title=row.name)",
    "Static(escape(row.name))",
    "class Line(Static):\n    def say(self, text):\n        self.update(text)",
    "self.query_one('#x', Static).update(row.name)",
    "class Line(Static):\n    def __init__(self, text):\n        super().__init__(text)",
    "def draw(name):\n    Static(name)",
    "def draw():\n    name = row.name\n    Static(name)",
    "def draw():\n    for name in names:\n        Static(name)",
    "def draw():\n    told = 'a'\n    told += row.name\n    Static(told)",
)
INNOCENT = (
    "Static('a literal')",
    "Static(_('a catalogue text'))",
    "Static(ngettext('one', 'more', n))",
    "Static(HINT)",
    "Static(row.name, markup=False)",
    "Static(Content(row.name))",
    "Static(Text(row.name))",
    "Static(Content.from_markup('[b]$name[/b]', name=row.name))",
    "Static('a' if ready else _('b'))",
    "self.notify(row.name, markup=False)",
    "OptionList(*names, markup=False)",
    "OptionList(Option(Content(row.name)))",
    "pane.border_title = Content(row.name)",
    "table.add_row(Text(row.name), Text('a'))",
    "Input(placeholder=_('What?'))",
    "known.update(row.name)",
    "digest.update(data)",
    "pane.title = row.name",
    "def draw():\n    told = Content(row.name)\n    Static(told)",
    "Segment(row.name)",
    "SystemCommand(_(key.label), cast('str', Content(told)), self.runs(key))",
    "Binding(keys, action, label, tooltip=key.tooltip)",
)


@pytest.mark.parametrize("source", CAUGHT)
def test_a_foreign_text_in_a_sink_is_found(source: str) -> None:
    assert foreign_markup(source)


@pytest.mark.parametrize("source", INNOCENT)
def test_what_is_ours_or_says_that_it_is_no_markup_is_left_alone(source: str) -> None:
    assert foreign_markup(source) == []


def test_a_class_of_ours_that_stands_on_a_sink_is_one() -> None:
    sinks = own_sinks(["class Line(Static): ...", "class Named(Line): ...", "class Pane(Widget): ..."])
    assert set(sinks) == {"Line", "Named"}
    assert foreign_markup("Named(row.name)", sinks)
    assert foreign_markup("Pane(row.name)", sinks) == []


def test_no_foreign_text_reaches_a_sink_that_reads_markup() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(CONSOLE.rglob("*.py"))}
    sinks = own_sinks(list(sources.values()))
    found = [
        f"{path.relative_to(CONSOLE)}:{one.line}: {one.source}"
        for path, source in sources.items()
        for one in foreign_markup(source, sinks)
    ]
    assert found == []
