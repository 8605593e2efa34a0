"""The frame, the window and the cursor of a pane, as one sees them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Size
from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen

from dispatcher.console.widgets.line_list import LineList
from dispatcher.console.widgets.marks import ASCII, BOX, Frame, Line, MarkName, cell, fit, look
from dispatcher.console.widgets.pane import Pane


class Numbers(Pane):
    """Counts how often it was asked for a line."""

    asked = 0

    def line(self, index: int, width: int) -> Line:
        self.asked += 1
        return (f"row {index}", "plain"), (" late", "alarm")


class Framed(Numbers):
    """Has two fixed lines above and two below."""

    note = "note"

    def header(self, width: int, height: int) -> Sequence[Line]:
        return [(("No. Customer", "head"),), self.rule(width)]

    def footer(self, width: int, height: int) -> Sequence[Line]:
        return [self.rule(width), ((self.note, "plain"),)] if height > 6 else []


class Three(App[None]):
    CSS = "#tickets { width: 20; } #contacts { width: 16; }"

    def __init__(self, count: int = 50, frame: Frame = BOX) -> None:
        super().__init__(ansi_color=True)
        self.plan = Numbers("PLAN today F6", id="plan", frame=frame)
        self.tickets = Framed("TICKETS open 36 F7", id="tickets", frame=frame)
        self.contacts = Numbers("CONTACTS F8", id="contacts", frame=frame)
        self.plan.place(first=True, last=False)
        self.tickets.place(first=False, last=False)
        self.contacts.place(first=False, last=True)
        for pane in self.panes:
            pane.show(count)

    @property
    def panes(self) -> tuple[Numbers, ...]:
        return self.plan, self.tickets, self.contacts

    def compose(self) -> ComposeResult:
        yield Horizontal(*self.panes)

    def on_mount(self) -> None:
        self.tickets.focus()

    def seen(self) -> list[str]:
        height = self.plan.size.height
        return ["".join(pane.render_line(y).text for pane in self.panes) for y in range(height)]


def play(
    app: App[None],
    scene: Callable[[Pilot[None]], Awaitable[None]],
    size: tuple[int, int] = (60, 12),
    hook: Callable[[Message], None] | None = None,
) -> None:
    async def run() -> None:
        async with app.run_test(size=size, message_hook=hook) as pilot:
            await pilot.pause()
            await scene(pilot)

    asyncio.run(run())


def test_neighbours_join_and_the_focused_one_has_a_double_top() -> None:
    app = Three()

    async def scene(pilot: Pilot[None]) -> None:
        lines = app.seen()
        assert lines[0] == "┌─ PLAN today F6 ───────┬═ TICKETS open 36 F┬─ CONTACTS F8 ┐"
        assert lines[1] == "│>row 0 late            │No. Customer       │>row 0 late   │"
        assert lines[2] == "│ row 1 late            │───────────────────│ row 1 late   │"
        assert lines[3] == "│ row 2 late            │>row 0 late        │ row 2 late   │"
        assert lines[10] == "│ row 9 late            │note               │ row 9 late   │"
        assert lines[11] == "└───────────────────────┴───────────────────┴──────────────┘"

    play(app, scene)


def test_ascii_frames_use_plus_minus_bar_and_equals() -> None:
    app = Three(frame=ASCII)

    async def scene(pilot: Pilot[None]) -> None:
        lines = app.seen()
        assert lines[0] == "+- PLAN today F6 -------+= TICKETS open 36 F+- CONTACTS F8 +"
        assert lines[2] == "| row 1 late            |-------------------| row 1 late   |"
        assert all(line.isascii() for line in lines)

    play(app, scene)


@pytest.mark.parametrize("size", [(160, 45), (120, 35), (80, 24), (41, 5), (38, 2), (37, 1)])
def test_every_line_has_exactly_the_width_of_the_screen(size: tuple[int, int]) -> None:
    app = Three()
    app.plan.title = "工程表"

    async def scene(pilot: Pilot[None]) -> None:
        lines = app.seen()
        assert len(lines) == size[1]
        assert {cell_len(line) for line in lines} == {size[0]}

    play(app, scene, size)


def test_a_pane_alone_has_both_corners() -> None:
    app = Three()

    async def scene(pilot: Pilot[None]) -> None:
        app.plan.display = app.contacts.display = False
        app.tickets.styles.width = "1fr"
        app.tickets.place(first=True, last=True)
        await pilot.pause()
        top = app.tickets.render_line(0).text
        assert (len(top), top[:2], top[-2:]) == (60, "┌═", "═┐")

    play(app, scene)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Botschaft Tarvonien", "Botsch"),
        ("東京支社", "東京支"),
        ("a東京支社", "a東京 "),
        ("e\u0301t\u0301e\u0301", "e\u0301t\u0301e\u0301   "),
        ("a\nb\tc\x1b[2J", "a b c["),
        ("❤\ufe0f\u200d🔥!", "❤🔥!  "),
        ("x\ud800y", "x y   "),
    ],
)
def test_text_is_cut_to_cells_without_a_sign(text: str, shown: str) -> None:
    assert cell(text, 6) == shown
    assert "".join(segment.text for segment in fit([(text, "plain")], 6)) == shown
    assert cell_len(shown) == 6


def test_fifty_thousand_lines_cost_what_fifty_cost() -> None:
    app = Three(count=50_000)

    async def scene(pilot: Pilot[None]) -> None:
        for key in ("G", "pageup", "up", "g", "pagedown"):
            app.tickets.asked = 0
            await pilot.press(key)
            await pilot.pause()
            assert 0 < app.tickets.asked <= app.tickets.area().height, key
        await pilot.press("end")
        assert (app.tickets.cursor, app.tickets.top) == (49_999, 49_999 - app.tickets.area().height + 1)

    play(app, scene, (80, 24))


def test_a_move_inside_the_window_draws_two_lines_and_asks_for_no_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    app = Three()
    layouts: list[str] = []
    layout = Screen._refresh_layout

    def counted(screen: Screen[None], size: Size | None = None, scroll: bool = False) -> None:
        layouts.append("asked")
        layout(screen, size, scroll)

    monkeypatch.setattr(Screen, "_refresh_layout", counted)

    async def scene(pilot: Pilot[None]) -> None:
        layouts.clear()
        app.tickets.asked = app.plan.asked = 0
        await pilot.press("j")
        assert (app.tickets.asked, app.plan.asked) == (2, 0)
        app.tickets.asked = 0
        app.plan.focus()
        await pilot.pause()
        assert (app.tickets.asked, app.plan.asked) == (1, 1)
        app.plan.show(30, cursor=4)
        app.plan.title = "PLAN tomorrow F6"
        await pilot.pause()
        assert layouts == []

    play(app, scene)


@pytest.mark.parametrize(
    ("keys", "cursor"),
    [
        ("j", 1),
        ("down down k", 1),
        ("j up up", 0),
        ("pagedown", 6),
        ("pagedown pagedown pageup", 6),
        ("G", 49),
        ("end home", 0),
        ("G g", 0),
        ("G pagedown", 49),
    ],
)
def test_keys_move_the_cursor_and_keep_it_in_sight(keys: str, cursor: int) -> None:
    moved: list[int] = []
    app = Three()

    def note(message: Message) -> None:
        if isinstance(message, LineList.CursorMoved) and message.control is app.tickets:
            moved.append(message.index)

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press(*keys.split())
        assert app.tickets.cursor == cursor
        assert app.tickets.top <= cursor < app.tickets.top + app.tickets.area().height
        assert moved[-1] == cursor

    play(app, scene, hook=note)


def test_the_cursor_is_a_sign_always_and_reversed_with_the_focus() -> None:
    app = Three()

    async def scene(pilot: Pilot[None]) -> None:
        focused, other = app.tickets.render_line(3), app.plan.render_line(1)
        assert [segment.text for segment in focused][1:3] == [">", "row 0"]
        assert all(segment.style and segment.style.reverse for segment in list(focused)[1:])
        assert other.text[1] == ">"
        assert not any(segment.style and segment.style.reverse for segment in other)

    play(app, scene)


def test_a_smaller_window_keeps_the_cursor_in_sight_and_drops_the_footer() -> None:
    app = Three()

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press("j", "j", "j", "j", "j")
        await pilot.resize_terminal(60, 7)
        await pilot.pause()
        assert app.tickets.area().height == 3
        assert [line[24:34] for line in app.seen()[3:6]] == ["│ row 3 la", "│ row 4 la", "│>row 5 la"]

    play(app, scene)


def test_fixed_lines_are_asked_for_again() -> None:
    app = Three()

    async def scene(pilot: Pilot[None]) -> None:
        app.tickets.note = "new note"
        app.tickets.asked = 0
        app.tickets.repaint_fixed()
        await pilot.pause()
        assert app.tickets.asked == 0
        assert "new note" in app.seen()[10]

    play(app, scene)


class Hits(App[None]):
    def __init__(self) -> None:
        super().__init__(ansi_color=True)
        self.hits = LineList(always_lit=True)

    def compose(self) -> ComposeResult:
        yield self.hits


def test_the_cursor_passes_over_headings_and_keeps_what_belongs_to_a_line_in_sight() -> None:
    app = Hits()

    async def scene(pilot: Pilot[None]) -> None:
        words = ["Maier", "K-1", "Meyer", "K-2", "  second line", "K-3"]
        app.hits.show_lines([((word, "plain"),) for word in words], passed={0, 2, 4})
        assert app.hits.cursor == 1
        await pilot.press("down")
        assert (app.hits.cursor, app.hits.top) == (3, 2)
        await pilot.press("down", "down")
        assert app.hits.cursor == 5
        await pilot.press("home")
        assert (app.hits.cursor, app.hits.top) == (1, 0)
        assert [app.hits.render_line(y).text.rstrip() for y in range(3)] == [" Maier", ">K-1", " Meyer"]
        assert all(segment.style and segment.style.reverse for segment in app.hits.render_line(1))

    play(app, scene, (20, 3))


def test_an_empty_list_takes_every_key() -> None:
    app = Hits()

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.press("j", "G", "pagedown", "g", "pageup", "k")
        assert (app.hits.count, app.hits.cursor, app.hits.render_line(0).text.strip()) == (0, 0, "")

    play(app, scene)


def test_the_mouse_and_the_wheel_move_the_cursor() -> None:
    app = Three()

    async def scene(pilot: Pilot[None]) -> None:
        await pilot.click("#plan", offset=(5, 4))
        assert (app.plan.cursor, app.focused) == (3, app.plan)
        await pilot.click("#plan", offset=(5, 0))
        assert app.plan.cursor == 3
        await pilot._post_mouse_events([MouseScrollDown], "#plan", offset=(5, 4))
        assert app.plan.cursor == 6
        await pilot._post_mouse_events([MouseScrollUp], "#plan", offset=(5, 4))
        assert app.plan.cursor == 3

    play(app, scene)


@pytest.mark.parametrize(
    ("mark", "codes"),
    [
        ("plain", ""),
        ("alarm", "1;37;41"),
        ("due", "30;43"),
        ("onsite", "96"),
        ("done", "90"),
        ("us", "1"),
        ("hold", "7"),
        ("grabbed", "1;7"),
    ],
)
def test_marks_use_the_terminals_own_sixteen_colours(mark: MarkName, codes: str) -> None:
    assert look(mark).render("x") == (f"\x1b[{codes}mx\x1b[0m" if codes else "x")
