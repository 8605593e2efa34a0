"""The hand-over (``H``): what was given is acknowledged item by item, what is open is given to whoever comes (X26).

Whoever has something to acknowledge sees that first; Tab goes to what there is to hand over, and back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from dispatcher.console.forms.form import Data, Ties
from dispatcher.console.forms.handover_sheet import HandoverSheet
from dispatcher.console.handover_lines import Shown, item_key, page, page_name
from dispatcher.console.handover_messages import ItemTaken, PageWanted, WeekWanted
from dispatcher.console.keys import HANDOVER, bindings_for
from dispatcher.domain.handover import HandOver
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _
from dispatcher.queries.desk_rows import HandoverRow


class HandoverForm(HandoverSheet):
    """What the keys do to the items, and the hand-over that is filed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for(HANDOVER)]
    what, verb = N_("handover"), "hand over"

    def action_receiver(self) -> None:
        """The next colleague; behind the last one the next who comes."""
        if not self._is_giving:
            return
        self.state.next_receiver()
        self.changed()
        self.draw_list()

    # --- keys ---

    def action_acknowledge(self) -> None:
        """What was given is taken by one's own name, at once; what is to be given was heard by its receiver."""
        chosen = self._chosen()
        if chosen is None or self._is_typing:
            return
        if chosen.item is not None:
            self._mark(chosen)
        elif chosen.row is not None and chosen.row.item not in self.state.taken:
            self._take(chosen.row)

    def _mark(self, chosen: Shown) -> None:
        receiver = self.state.receiver()
        if receiver is None:
            self.say(_("Who has heard it? F4 names a colleague; the next who comes acknowledges it later."))
            return
        self.state.marked ^= {chosen.key}
        self._step()

    def _take(self, row: HandoverRow) -> None:
        if row not in self._takeable():
            self.say(_("That is for {name} to acknowledge.").format(name=row.to_sign or _("whoever comes next")))
            return
        self.state.taken[row.item] = row
        self.post_message(ItemTaken(row))
        self._step()

    def not_taken(self, items: Iterable[int]) -> None:
        """The store did not take it: these items wait for an acknowledgement again."""
        for item in items:
            self.state.taken.pop(item, None)
        self.draw_list()

    def _step(self) -> None:
        """On to the next line."""
        self.draw_list()
        self.items.action_move(1)

    def action_other(self) -> None:
        """To what there is to hand over, and back to what is to be acknowledged."""
        if self._is_giving and not self._takeable() and not self.state.taken:
            return
        self._is_giving = not self._is_giving
        self.sentence = ""
        self.draw_list()

    def action_add(self) -> None:
        """Type a note that goes along."""
        self._is_giving = self._is_typing = True
        self.sentence = ""
        self.draw_list()

    def action_record(self) -> None:
        """Hand over what there is; in what was given it acknowledges, like Space."""
        if self._is_giving:
            self.action_file()
        else:
            self.action_acknowledge()

    def action_week(self) -> None:
        """How the office kept its word."""
        self.post_message(WeekWanted())

    def action_page(self) -> None:
        """The list as a text file."""
        office = self.ties.office("")
        self.post_message(PageWanted(page_name(office.now, office.zone), page(self.headline(), self._shown)))

    def on_key(self, event: events.Key) -> None:
        """While a note is typed, keys are its text; Esc leaves it as it is, for the next time."""
        if not self._is_typing:
            return
        if event.key == "enter":
            self._add_note()
        elif event.key in ("escape", "f3"):
            self._is_typing = False
            self.repaint()
        elif self._edit.key(event):
            self.changed()
            self.repaint()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """It is typed text."""
        if self._is_typing:
            event.stop()
            self._edit.insert(event.text)
            self.changed()
            self.repaint()

    def _add_note(self) -> None:
        text = self._edit.text.strip()
        if text:
            self.state.notes.append(text)
            self._edit.set("")
            self.changed()
        self._is_typing = False
        self.draw_list()
        if text:
            self.items.move_to(len(self.state.to_give()) - 1)

    # --- filing ---

    def typed_in(self) -> Data | None:
        """Notes, the one that is typed, and the receiver where one was chosen."""
        state = self.state
        if not state.notes and not self._edit.text and state.to is None:
            return None
        told: Data = {"notes": state.notes, "note": self._edit.text, "sign": state.sign}
        return told if state.to is None else {**told, "to": state.to}

    def command(self) -> HandOver | Refusal:
        """Everything that is listed, to the receiver."""
        receiver, marked = self.state.receiver(), self.state.marked
        items = [replace(item, acknowledged=item_key(item) in marked) for item in self.state.to_give()]
        if not items:
            return Refusal("empty", _("Nothing to hand over"))
        return HandOver(tuple(items), receiver.id if receiver is not None else None)


def reopened(subject: str, draft: Data, ties: Ties) -> HandoverForm:
    """The form as it was parked or refused; what is open is asked for anew."""
    return HandoverForm(ties, draft, str(draft.get("sign", "")), subject=subject)
