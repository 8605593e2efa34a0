"""One technician's days below each other, in place of everybody's day."""

from __future__ import annotations

from datetime import date, timedelta

from textual import on

from dispatcher.console.plan_messages import WeekLoaded
from dispatcher.console.screens.arrangement import Arrangement
from dispatcher.domain.calendar import local_day
from dispatcher.locale import _

DAYS = 14
"""So many are read; the window scrolls where it is lower."""


class Weeks(Arrangement):
    """The part of the board that shows a technician's weeks."""

    _week_of: tuple[int, date] | None = None
    """Whose days are on show or on their way, from which Monday on."""
    _week_entrance: tuple[date, int | None] = (date.min, None)
    """The day and the appointment that the cursor goes to when they are there."""

    def action_technician_week(self) -> None:
        """The days of the technician under the cursor; from there the plan of the day under the cursor."""
        if self.plan_pane.week is not None:
            self._go_to_day(self.plan_pane.day_at(min(self.plan_pane.cursor, self.plan_pane.scrolled - 1)))
            return
        target = self.plan_pane.target()
        if target.technician is None:
            self.flash(_("No technician under the cursor."))
        else:
            self.show_technician_week(target.technician, self.day_shown(), target.appointment)

    def show_technician_week(self, technician: int, day: date, appointment: int | None = None) -> None:
        """Show a technician's days from the Monday before ``day`` on, with the cursor on that day and an appointment
        of it."""
        self._week_of = technician, day - timedelta(days=day.weekday())
        self._week_entrance = day, appointment
        self._ask_technician_week()

    def turn_week(self, by: int) -> bool:
        """Go ``by`` weeks on, 0 is this week; False where everybody's day is on show."""
        if self._week_of is None:
            return False
        technician, monday = self._week_of
        pane, today = self.plan_pane, local_day(self.now, self.zone)
        at = pane.day_at(pane.cursor) if pane.week is not None and pane.is_above() else monday
        self._week_of = technician, (monday + timedelta(days=7 * by) if by else today - timedelta(days=today.weekday()))
        self._week_entrance = (at + timedelta(days=7 * by) if by else today), None
        self._ask_technician_week()
        return True

    def leave_technician_week(self) -> bool:
        """Back to everybody's day; False where it is on show."""
        was_there = self._week_of is not None
        self._week_of = None
        return self.plan_pane.leave_week() or was_there

    def _go_to_day(self, day: date) -> None:
        self.leave_technician_week()
        self._days = (day - local_day(self.now, self.zone)).days
        self.ask_plan()

    def _ask_technician_week(self) -> None:
        if self._week_of is not None and self.is_open:
            desk, (technician, monday) = self.desk, self._week_of
            self.runner.ask(
                "technician week",
                lambda: WeekLoaded(technician, monday, desk.technician_week(technician, monday, DAYS)),
            )

    @on(WeekLoaded)
    def _technician_week_loaded(self, message: WeekLoaded) -> None:
        if (message.technician, message.monday) != self._week_of:
            return
        if message.week is None:
            self.leave_technician_week()
        else:
            self.plan_pane.show_week(message.week, *self._week_entrance)

    def read_all(self) -> None:
        """The days on show as well."""
        super().read_all()
        self._ask_technician_week()

    def action_back(self) -> None:
        """From a technician's days to everybody's day."""
        is_here = self._last_pane == "plan" and self.box_now() is None and not self.command_line.is_open
        if not (is_here and self.leave_technician_week()):
            super().action_back()
