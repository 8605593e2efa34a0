"""What was learned at a site is noted from the list of sites, in one line (B14)."""

from __future__ import annotations

from textual import on

from dispatcher.console.record_messages import LearnOpened, LearnWanted
from dispatcher.console.screens.records import Records


class Learning(Records):
    """The part of the board that learns."""

    @on(LearnWanted)
    def _learn_wanted(self, message: LearnWanted) -> None:
        """The form of a site; the keys behind it wait until the site is there."""
        if self.refuses_to_write():
            return
        desk, wanted = self.desk, message

        def question() -> LearnOpened:
            """The site that is named, else the customer's first one."""
            sites = desk.records("site", wanted.parent) if wanted.ident is None else ()
            ident = wanted.ident if wanted.ident is not None else sites[0].id if sites else None
            return LearnOpened(desk.record("site", ident) if ident is not None else None)

        self.app.hold_keys("learn")
        self.runner.ask("learn", question)

    @on(LearnOpened)
    async def _learn_opened(self, message: LearnOpened) -> None:
        if message.row is not None:
            from dispatcher.console.forms.site_learned import LearnForm, start_of

            start = start_of(message.row)
            before = self.form_of(start.subject)
            form = await self.open_form(start.subject, lambda draft: LearnForm(start, start.subject, self.ties, draft))
            if form is before and isinstance(form, LearnForm):
                form.base_on(start)
        self.app.release_keys("learn")
