"""A fault report as somebody types it: its marks are read, and what he left out gets its usual value (B1, I1)."""

from __future__ import annotations

from datetime import datetime, timedelta

from dispatcher.domain.ball import APPOINTMENT, ELSEWHERE, Ball, follow_up, usual_step
from dispatcher.domain.calendar import local_day, morning_of, working_day_before
from dispatcher.domain.flag import CHURN
from dispatcher.domain.marks import Marks, person_meant, read_marks, refuse_marks
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.steps import PLAN_VISIT
from dispatcher.domain.ticket import LONGEST_TITLE, FileTicket
from dispatcher.locale import _
from dispatcher.values import dataclass

AT_ONCE = timedelta(hours=1)
"""What is urgent is looked at again within an hour, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class When:
    """A time that was said: from ``starts`` (aware), in a window until ``ends``, and the ``phrase`` word for word.

    ``insisted`` are the warnings (codes) that somebody heard and went on."""

    starts: datetime
    ends: datetime | None
    phrase: str
    insisted: tuple[str, ...] = ()

    @property
    def due(self) -> datetime:
        """The instant by which it is due: the end of a window."""
        return self.ends or self.starts


@dataclass(frozen=True, slots=True)
class Report:
    """What was typed and chosen; empty is left out. ``people`` are the customer's contact persons by their names."""

    customer: int
    text: str
    urgent: bool = False
    earliest: When | None = None
    person: str = ""
    skills: tuple[str, ...] = ()
    minutes: int | None = None
    ball: str = ""
    who: str = ""
    step: str = ""
    due: When | None = None
    direction: str = "in"
    channel: str = ""
    site: int | None = None
    people: tuple[tuple[int, str], ...] = ()
    reads_marks: bool = True
    """Whether marks in the text count; in a text that a program hands over they are only signs."""


def fault_report(report: Report, now: datetime, zone: str, state: str) -> FileTicket | Refusal:
    """The ticket that ``report`` means at ``now``; holidays of the federal ``state``.

    A ``!`` is the customer's "urgent", ``=c`` the ball, ``via NAME`` or ``@name`` who reports it, ``!c`` that he is
    about to leave. Refuses two balls, an empty text, and what :func:`~dispatcher.domain.ticket.refuse_ticket` refuses
    when it is filed.
    """
    marks = read_marks(report.text) if report.reads_marks else Marks(report.text.strip())
    if (refusal := refuse_marks(marks)) is not None:
        return refusal
    if not marks.text:
        return Refusal("text", _("What is the fault? A word is needed."))
    if (marks.ball or report.ball) == APPOINTMENT:
        return Refusal("ball", _("No appointment stands yet; the ball lies with somebody else until it does."))
    person = _who_reports(report, marks)
    title, text = _title(marks.text)
    urgent = report.urgent or marks.weight
    return FileTicket(
        report.customer,
        title,
        _ball(report, marks, person, urgent, now, zone, state),
        text=text,
        site=report.site,
        person=next((ident for ident, name in report.people if name == person), None),
        reporter=person,
        urgent=urgent,
        earliest=report.earliest.starts if report.earliest else None,
        earliest_until=report.earliest.ends if report.earliest else None,
        skills=report.skills,
        minutes=report.minutes,
        direction=report.direction,
        channel="3" if marks.via else report.channel,
        phrases=_phrases(report),
        flags=(CHURN,) if marks.leaving else (),
        mentions=marks.people,
    )


def _who_reports(report: Report, marks: Marks) -> str:
    named = marks.via or report.person or next(iter(marks.people), "")
    return person_meant(named, [name for _ident, name in report.people]) if named else ""


def _title(text: str) -> tuple[str, str]:
    """The first line is the title, the text what follows; all of it where the first line is too long for a title."""
    first, _end, rest = text.partition("\n")
    title = first.strip()[:LONGEST_TITLE]
    return title, rest.strip() if len(first.strip()) <= LONGEST_TITLE else text


def _phrases(report: Report) -> tuple[tuple[str, str], ...]:
    said = [(name, when) for name, when in (("earliest", report.earliest), ("due", report.due)) if when is not None]
    warned = [(f"{name} insisted", " ".join(when.insisted)) for name, when in said if when.insisted]
    return (*((name, when.phrase) for name, when in said), *warned)


def _ball(report: Report, marks: Marks, person: str, urgent: bool, now: datetime, zone: str, state: str) -> Ball:
    holder = marks.ball or report.ball or "us"
    due = report.due.due if report.due else None
    if due is None:
        earliest = report.earliest.starts if report.earliest else None
        is_ours = holder == "us"
        due = planned_by(now, zone, state, urgent, earliest) if is_ours else follow_up(now, zone, state)
    who = (report.who or (person if holder == "customer" else "")) if holder in ELSEWHERE else ""
    return Ball(holder, report.step or (_(PLAN_VISIT) if holder == "us" else usual_step(holder)), due, who)


def planned_by(now: datetime, zone: str, state: str, urgent: bool, earliest: datetime | None) -> datetime:
    """When we look at a new ticket again, where nobody says otherwise: the working day before its earliest access at
    09:00, what is urgent within the hour, everything else on the next working day at 09:00."""
    if earliest is not None:
        before = morning_of(working_day_before(local_day(earliest, zone), state), zone)
        if before > now:
            return before
    if urgent:
        return now + AT_ONCE
    return follow_up(now, zone, state, days=1)
