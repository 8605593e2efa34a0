"""Who hears a message is found as Textual finds it, in the same order, and whoever keeps it from the rest is obeyed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events, messages
from textual.geometry import Size
from textual.message import Message
from textual.message_pump import MessagePump

from dispatcher.console import messages as ours
from dispatcher.console.hearing import Hearing
from dispatcher.console.widgets.line_list import LineList
from tests.console.stage import on_stage, played

KINDS: dict[str, Message] = {
    "idle": events.Idle(),
    "key": events.Key("j", "j"),
    "mount": events.Mount(),
    "focus": events.Focus(),
    "resize": events.Resize(Size(80, 24), Size(80, 24)),
    "callback": events.Callback(lambda: None),
    "prompt": messages.Prompt(),
    "journal_moved": ours.JournalMoved(),
    "ticket_loaded": ours.TicketLoaded(1, None),
    "recovered": ours.Recovered(),
}


def told(pump: MessagePump, name: str, message: Message, look: Any) -> list[tuple[type, Any]]:
    return [(cls, getattr(method, "__func__", method)) for cls, method in look(pump, f"on_{name}", message)]


@played
async def test_board_panes_and_app_hear_what_textual_would_let_them_hear(office: Path) -> None:
    async with on_stage(office) as stage:
        for pump in (stage.app, stage.board, *stage.board.walk_children(LineList)):
            for name, message in KINDS.items():
                stock = told(pump, name, message, MessagePump._get_dispatch_methods)
                assert told(pump, name, message, Hearing._get_dispatch_methods) == stock
        assert told(stage.board, "journal_moved", KINDS["journal_moved"], Hearing._get_dispatch_methods)


class Below(MessagePump):
    def on_idle(self) -> None:
        raise AssertionError("kept from it")


class Listener(Hearing, Below):
    """Hears first."""

    def on_idle(self) -> None:
        """Nothing; who asks is served by hand."""


@pytest.mark.parametrize(("keeps", "heard"), [(False, [Listener, Below]), (True, [Listener])])
def test_what_is_kept_from_the_rest_is_not_heard_by_it(keeps: bool, heard: list[type]) -> None:
    message = events.Idle()
    asked = []
    for cls, _method in Listener()._get_dispatch_methods("on_idle", message):
        asked.append(cls)
        if keeps:
            message.prevent_default()
    assert asked == heard
