"""Forms over the board: opened with their draft, filed behind the dispatcher's back, brought back when refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from textual import on

from dispatcher.console.filing import Filing, save_key
from dispatcher.console.forms.form import Data, Form, Ties
from dispatcher.console.forms.reopening import reopened
from dispatcher.console.messages import DraftNotSaved, DraftSaved, Filed, SaveWaits
from dispatcher.console.patience import soon
from dispatcher.console.screens.boxes import Boxes
from dispatcher.console.widgets.overlay import Overlay
from dispatcher.console.wording import hour_minute
from dispatcher.domain.draft import draft_name
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.text import one_line
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.actions.outcome import Done
    from dispatcher.domain.phrases import Office

_DRAFT_RETRY_SECONDS = 5.0
_NAME = 16
"""Signs of a name on the banner."""
_NUMBERED = {"ticket": "T-", "customer": "K-"}
"""What gets a number that one may want to say aloud."""
_FILED = N_("last {time} {sign} {what} filed, u undo"), N_("Filed: {what} {name} {time}")
_DONE = N_("last {time} {sign} {what}, u undo"), N_("Done: {what} {name} {time}")
_SAID = {
    "undo": (N_("last {time} {sign} {what} undone"), N_("Undone: {what} {name} {time}")),
    "set pin": (N_("last {time} {sign} {what} filed"), _FILED[1]),
    "acknowledge items": _DONE,
    **dict.fromkeys(("merge", "unmerge", "chaser"), _DONE),
    "archive record": _DONE,
    "pass ball": _DONE,
    "status": _DONE,
    "plan follow-up": (N_("last {time} {sign} {what} planned, u undo"), N_("Planned: {what} {name} {time}")),
    "end visit": _DONE,
    "cancel appointment": _DONE,
    "move appointment": _DONE,
    "part arrived": _DONE,
    **dict.fromkeys(("confirm", "fall through"), _DONE),
    "settle message": (N_("last {time} {sign} {what} settled, u undo"), N_("Settled: {what} {name} {time}")),
    "send order": _DONE,
    "acknowledge order": _DONE,
    "delete record": _DONE,
}
"""What stands on the status line, and what flashes there, by what was asked for."""
_FLASHED = 40
"""Signs of it in the status line."""


class Filings(Boxes):
    """The part of the board that files. What follows a filing (a list to read again) listens to ``Filed`` itself."""

    _filing_key = 0

    # --- opening ---

    @property
    def ties(self) -> Ties:
        """What every form is tied to the board with."""
        return Ties(self.box, self.runner.typed, self.runner.keep_draft, self._file, self.phrase_office, self.own_names)

    def phrase_office(self, state: str = "") -> Office:
        """Where and when a time phrase is read, at a site in ``state``."""
        from dispatcher.domain.phrases import Office

        row = self.desk.row
        return Office(self.now, self.zone, state or row.state, "" if state else row.municipality, hours=row.hours)

    def own_names(self) -> Sequence[str]:
        """The names of our people: who goes out, and who sits here."""
        plan, colleague = self.plan_pane.plan, self.desk.colleague
        return [
            *(lane.name for lane in (plan.lanes if plan is not None else ())),
            *([colleague.name] if colleague else []),
        ]

    def refuses_to_write(self) -> bool:
        """Say so where nothing can be written; asked by every verb that saves, before a form opens."""
        reason = self.why_read_only()
        if reason:
            self.flash(_("Read-only: {reason}").format(reason=reason))
        return bool(reason)

    async def open_form(self, subject: str, make: Callable[[Data], Form], instead_of: Overlay | None = None) -> Form:
        """The form of ``subject``: the one that is parked, or a new one that ``make`` makes of its draft (empty where
        there is none). ``instead_of`` is a box that goes when it is there."""
        form = self.form_of(subject)
        if form is not None:
            self.raise_box(form)
        else:
            form = make(await self._draft_of(subject) or {})
            await self.open_box(form)
        if instead_of is not None:
            self.close_box(instead_of)
        return form

    def form_of(self, subject: str) -> Form | None:
        """The open or parked form of a subject."""
        return next((box for box in self._boxes if isinstance(box, Form) and box.subject == subject), None)

    async def _draft_of(self, subject: str) -> Data | None:
        """Read in a thread, because a disk may take its time; the keys wait for it, but not for one that hangs. What is
        typed then goes beside an earlier draft and not over it."""
        try:
            return await soon(self.runner.begun, subject)
        except TimeoutError:
            self.flash(_("The disk does not answer. An earlier draft, if there is one, stays where it is."))
        except Trouble as trouble:
            self.flash(trouble.sentence)
        return None

    async def action_draft(self) -> None:
        """Go on with the draft that waits, as it was typed last: the banner may be older than the last key."""
        found = self.waiting_draft()
        if found is None or self.refuses_to_write():
            return
        self.show_not_saved("")
        draft = await self._draft_of(found.subject)
        form = reopened(found.subject, draft, self.ties) if draft is not None else None
        if form is not None:
            if (customer := form.customer()) is not None:
                self.show_customer(customer)
            await self.open_box(form)

    # --- filing ---

    def _file(self, form: Form, filing: Filing) -> None:
        """The form goes at once, so that the next key is the board's; its draft stays until the store has it."""
        self.runner.send_off(form.subject, filing)
        self.save_begins(filing.subject)
        self.close_box(form)
        self._filing_key = self.app.last_key

    def send_at_once(self, what: str, name: str, verb: str, command: Any) -> str:
        """File what needs no form; a no is a word on the status line. ``what`` is in the language in use. Answers with
        the subject under which it comes back."""
        form = uuid4().hex
        filing = Filing(f"at-once/{form}", name, what, verb, command, save_key(form, command), {})
        self.runner.send(filing)
        self.save_begins(filing.subject)
        self._filing_key = self.app.last_key
        return filing.subject

    @on(SaveWaits)
    def _save_waits(self, message: SaveWaits) -> None:
        self.save_waits(message.trouble)

    @on(Filed)
    async def _filed(self, message: Filed) -> None:
        self.save_ends(message.filing.subject)
        if message.trouble is not None:
            await self._come_back(message.filing, Refusal(message.trouble.code, message.trouble.sentence))
        elif isinstance(message.outcome, Refusal):
            await self._come_back(message.filing, message.outcome)
        else:
            self._is_filed(message.filing, message.outcome)

    async def _come_back(self, filing: Filing, refusal: Refusal) -> None:
        """What was not filed comes back with its text and the reason. Under hands that type on already it does not:
        their keys are meant for something else, so it waits as a draft. What was never typed into a form is only said
        to be refused."""
        if not filing.data:
            self.flash(refusal.sentence)
            return
        form = reopened(filing.subject, filing.data, self.ties)
        if form is not None and not self.app.typed_since(self._filing_key):
            await self.open_box(form)
            self.show_not_saved(_("NOT SAVED. The text stays in the form. Enter = again  Esc = as draft"))
            form.refused(refusal)
        else:
            self.flash(refusal.sentence)
            named = draft_name(filing.subject, one_line(filing.name)[:_NAME])
            self.show_not_saved("", named)
            self.runner.ask_drafts()

    def _is_filed(self, filing: Filing, done: Done | None) -> None:
        if done is not None and done.kind == "absence" and not done.seq:
            self.flash(
                _("Known already: {what} {name}").format(what=filing.what, name=one_line(filing.name)[:_FLASHED])
            )
        else:
            self._say_filed(filing, done)
        self.say_header()
        self.tickets_pane.take_over_own()
        self.plan_pane.take_over_own()
        self.contacts_pane.take_over_own()
        self.take_over_own_promises()
        self.read_all()
        self.runner.ask_drafts()

    def _say_filed(self, filing: Filing, done: Done | None) -> None:
        at = hour_minute(self.now, self.zone)
        last, flashed = _SAID.get(filing.verb, _FILED)
        told = f"{_(last)}   {_('saved {time}')}"
        self.say_last(told.format(time=at, sign=self.desk.sign, what=filing.what))
        number = f"{_NUMBERED[done.kind]}{done.number} " if done and done.number and done.kind in _NUMBERED else ""
        name = f"{number}{one_line(filing.name)}"[:_FLASHED]
        self.flash(_(flashed).format(what=filing.what, name=name, time=at))

    def close_box(self, box: Overlay | None = None) -> bool:
        """Close a box; what could not be saved is a draft from then on."""
        if isinstance(box or self.box_now(), Form):
            self.show_not_saved("")
        return super().close_box(box)

    # --- drafts ---

    @on(DraftSaved)
    def _draft_saved(self, message: DraftSaved) -> None:
        form = self.form_of(message.subject)
        if form is not None and message.at:
            form.draft_is_saved(message.at)
        self.show_draft_trouble(None)
        if not any(isinstance(box, Form) for box in self._boxes):
            self.runner.ask_drafts()

    @on(DraftNotSaved)
    def _draft_not_saved(self, message: DraftNotSaved) -> None:
        self.show_draft_trouble(message.trouble)
        self.set_timer(_DRAFT_RETRY_SECONDS, self.runner.write_drafts)

    def save_now(self) -> None:
        """The end comes: put what is typed on the disk, from whichever thread this is."""
        self.runner.unfiled.write()
