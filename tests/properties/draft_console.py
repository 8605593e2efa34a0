"""A console without a screen: real drafts, real saves, a form of one field; its threads run when a test says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from textual.message import Message

from dispatcher.actions.outcome import Done
from dispatcher.cli.office import Office, Options
from dispatcher.console.filing import Filing
from dispatcher.console.forms.form import Data, Form, Ties
from dispatcher.console.messages import DraftNotSaved, DraftsFound, Filed
from dispatcher.console.saving import Saving
from dispatcher.console.widgets.marks import BOX
from dispatcher.domain.ball import Ball, PassBall
from dispatcher.domain.clock import Clock
from dispatcher.domain.contact import Note
from dispatcher.domain.record import SaveRecord
from dispatcher.domain.refusal import Refusal
from dispatcher.store.drafts import Drafts
from dispatcher.store.schema import customer, journal, ticket
from dispatcher.store.trouble import StoreTrouble

Kept = dict[str, tuple[str, str]]
"""What one author has begun, by its form: under which subject it is kept, and its text."""


class Line:
    """A line of errands whose thread gets its turn by :meth:`work` only."""

    def __init__(self, _fault: object, *, name: str, threads: int) -> None:
        self.waiting: dict[str, Callable[[], None]] = {}
        self._sent = 0

    def ask(self, slot: str, job: Callable[[], None]) -> None:
        self.waiting.pop(slot, None)
        self.waiting[slot] = job

    def send(self, job: Callable[[], None]) -> None:
        self._sent += 1
        self.ask(f"#{self._sent}", job)

    def work(self, jobs: int = 100) -> None:
        while self.waiting and jobs:
            self.waiting.pop(next(iter(self.waiting)))()
            jobs -= 1

    def finish(self, seconds: float) -> bool:
        """What may take no time at all is not begun."""
        if seconds:
            self.work()
        return not self.waiting


def _parts(about: str) -> tuple[str, int]:
    kind, *_rest, number = about.split("/")
    return kind, int(number)


class Sheet(Form):
    """A form with one field, in which a question mark at the end is wrong."""

    rest: Callable[[], None] | None = None
    """What is to happen when the hands have rested for a moment."""

    def __init__(self, subject: str, ties: Ties, draft: Data, now: datetime, seen: int) -> None:
        super().__init__(subject, ties, draft)
        self.text = str(draft.get("text", ""))
        self.object = str(draft.get("object", subject))
        self.seen = int(draft.get("seen", seen))
        self.now = now
        self.verb = {"note": "note", "ball": "pass ball", "record": "save record"}[subject.partition("/")[0]]

    def typed_in(self) -> Data | None:
        return {"text": self.text, "object": self.object, "seen": self.seen} if self.text else None

    def command(self) -> Any | Refusal:
        if not self.text:
            return Refusal("text", "Nothing is written here.")
        kind, number = _parts(self.object)
        is_wrong = self.text.endswith("?")
        if kind == "note":
            return Note(number, self.text, ticket=99 if is_wrong else None)
        if kind == "ball":
            due = None if is_wrong else self.now + timedelta(days=1)
            return PassBall(number, Ball("us", self.text, due), self.seen)
        return SaveRecord("customer", {"postcode" if is_wrong else "remark": self.text}, number, self.seen)

    def repaint(self) -> None:
        """It lies on no screen."""


class Desk(Office):
    """An office whose store fails at times."""

    is_ill = False

    def save(self, verb: str, command: object, save_key: str) -> Any:
        if self.is_ill:
            raise StoreTrouble("full", "The disk is full.")
        return super().save(verb, command, save_key)


class Console:
    """What one author has on his desk: a console without a screen, one form at most."""

    def __init__(self, author: str, address: str, now: datetime, hold: Callable[[str], None]) -> None:
        self.author, self.address, self.hold = author, address, hold
        self.now = now
        self.begun: Kept = {}
        """What was typed, and neither filed nor given up."""
        self.safe: Kept = {}
        """What lies on the disk of it."""
        self.start()

    def start(self) -> None:
        self.hold(self.author)
        self.desk = Desk(Options(store=self.address))
        self.desk.open()
        self.tell(self.now)
        self.sheet: Sheet | None = None
        self.sheets: list[Sheet] = []
        self.messages: list[Message] = []
        self.saving = Saving(self.desk, self.messages.append, _fail)

    def tell(self, now: datetime) -> None:
        """What the clock on the wall shows."""
        self.now = now
        self.desk.clock = Clock(now)

    @property
    def ties(self) -> Ties:
        return Ties(BOX, self.saving.typed, self.saving.keep_draft, self.send_off)

    def line(self, name: str) -> Line:
        line = getattr(self.saving, name)
        assert isinstance(line, Line)
        return line

    # --- at the form ---

    def open(self, subject: str) -> Sheet:
        """Its form, with what was typed before; the one that is open is parked."""
        if self.sheet is not None and self.sheet.subject == subject:
            return self.sheet
        self.park()
        return self.take(subject, self.saving.begun(subject) or {})

    def take(self, subject: str, draft: Data) -> Sheet:
        self.sheet = Sheet(subject, self.ties, draft, self.now, self.seen(str(draft.get("object", subject))))
        self.sheets.append(self.sheet)
        return self.sheet

    def seen(self, about: str) -> int:
        kind, number = _parts(about)
        table = ticket if kind == "ball" else customer
        with self.desk.store.reading() as connection:
            return connection.scalar(select(table.c.version).where(table.c.id == number)) or 0

    def type(self, subject: str, letter: str, *, on: bool) -> None:
        """A letter more about an object, or in the form that is open."""
        sheet = self.sheet if on and self.sheet is not None else self.open(subject)
        sheet.text += letter
        sheet.changed()
        self.begun[sheet.form] = (sheet.subject, sheet.text)

    def empty(self) -> None:
        """Everything is taken out again."""
        if self.sheet is not None:
            self.sheet.text = ""
            self.sheet.changed()
            self.begun.pop(self.sheet.form, None)

    def give_up(self) -> None:
        if self.sheet is not None:
            self.sheet.give_up()
            self.begun.pop(self.sheet.form, None)
            self.sheet = None

    def park(self) -> None:
        if self.sheet is not None:
            self.sheet.leave()
            self.sheet = None

    def go_on(self, chosen: int) -> None:
        """With any draft that is not under way into the store."""
        if self.begun:
            subject, text = list(self.begun.values())[chosen % len(self.begun)]
            self.park()
            draft = self.saving.begun(subject)
            if draft is None:
                assert subject in self.under_way()
            else:
                assert self.take(subject, draft).text == text

    def under_way(self) -> set[str]:
        return {filing.subject for filing in self.saving.not_landed()}

    # --- filing ---

    def file(self) -> None:
        if self.sheet is not None:
            self.sheet.action_file()

    def send_off(self, form: Form, filing: Filing) -> None:
        self.saving.send_off(form.subject, filing)
        self.begun[form.form] = (filing.subject, filing.data["text"])
        self.sheet = None

    def land(self) -> None:
        """The next save gets there, or comes back."""
        self.line("_saves").work(1)
        self.hear()

    def hear(self) -> None:
        """Filed is what the store has; what came back is on the desk again where the desk is free. What the disk did
        not take is tried again, as the board does after some seconds."""
        for message in self.messages:
            if isinstance(message, Filed):
                subject, data = message.filing.subject, message.filing.data
                is_there = isinstance(message.outcome, Done)
                # What is stored in these very words already is there without an entry: nothing differs.
                differs = isinstance(message.outcome, Done) and message.outcome.seq > 0
                assert self.entries(message.filing.save_key) == differs
                if is_there:
                    if self.begun[data["form"]][1] == data["text"]:
                        del self.begun[data["form"]]
                elif self.sheet is None:
                    self.take(subject, data)
            elif isinstance(message, DraftNotSaved):
                self.saving.write_drafts()
        self.messages.clear()

    def fall_ill(self) -> None:
        """The store takes nothing; the next time it is well again."""
        self.desk.is_ill = not self.desk.is_ill

    def entries(self, save_key: str) -> int:
        with self.desk.store.reading() as connection:
            query = select(func.count()).select_from(journal).where(journal.c.save_key == save_key)
            return connection.scalar(query) or 0

    # --- on the disk ---

    def rest(self, is_full: bool) -> None:
        """A second without a key."""
        for sheet in self.sheets:
            if sheet.rest is not None:
                keep, sheet.rest = sheet.rest, None
                keep()
        self.line("_drafts").work()
        self.hear()
        self.is_written(is_full)

    def is_written(self, is_full: bool) -> None:
        """What was typed is on the disk; on a full one that which was there before is there still, or is newer."""
        there = self.on_disk()
        if is_full:
            for form in self.begun.keys() | self.safe.keys():
                states = self.safe.get(form), self.begun.get(form)
                assert there.get(form) in states
                assert form in there or None in states
            assert there.keys() <= self.begun.keys() | self.safe.keys()
        else:
            assert there == self.begun
        self.safe = there

    def on_disk(self) -> Kept:
        """His drafts, as somebody finds them who comes now."""
        drafts = Drafts(self.desk.drafts.folder).all_of(self.author)
        found = {draft.data["form"]: (draft.subject, draft.data["text"]) for draft in drafts}
        assert len(found) == len(drafts)
        return found

    def look(self, is_full: bool) -> None:
        """What the banner offers."""
        self.rest(is_full)
        self.saving.ask_drafts()
        self.line("_drafts").work()
        offered = [len(message.names) for message in self.messages if isinstance(message, DraftsFound)]
        self.hear()
        assert offered == [sum(subject not in self.under_way() for subject, _text in self.on_disk().values())]

    # --- the end ---

    def restart(self, is_full: bool) -> None:
        """The console is left as it should be."""
        try:
            self.saving.finish(8)
        except StoreTrouble:
            assert is_full
        self.hear()
        self.is_written(is_full)
        self.kill()

    def kill(self) -> None:
        """It is gone at once, with everything that was not on the disk."""
        self.begun = dict(self.safe)
        self.desk.close()
        self.start()


def _fail(error: BaseException) -> None:
    raise error


def hold_timer(sheet: Sheet, _seconds: float, keep: Callable[[], None]) -> None:
    sheet.rest = keep
