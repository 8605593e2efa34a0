"""What an entry of the history says to a person, in the language in use; the same on the screen and in print."""

from __future__ import annotations

from datetime import datetime

from dispatcher.domain.ball import BALL_WORDS
from dispatcher.domain.calendar import show_span, to_local
from dispatcher.domain.contact import DIRECTION_SIGNS
from dispatcher.domain.flag import FLAGS, flag_word
from dispatcher.domain.states import state_words
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import ASSIGN, CHASE, MERGE, NOTE, PASS_BALL, UNMERGE, verb_words
from dispatcher.locale import N_, _
from dispatcher.queries.history_rows import HistoryRow
from dispatcher.queries.visit_words import visit_words

_JOINED = {
    MERGE: N_("T-{number} is a report of T-{into} from now on"),
    UNMERGE: N_("T-{number} is no longer part of T-{into}"),
    CHASE: N_("T-{number} asks about T-{into}"),
}
"""What was done to two tickets."""


def told(row: HistoryRow, zone: str) -> str:
    """Who said it, what was done unless it is a note, when and by whom it will be done, the text, the ticket."""
    if row.erased:
        return _("(text erased)")
    if row.verb in _JOINED and row.joined is not None:
        return clean(_standing(row) + _(_JOINED[row.verb]).format(number=row.joined[0], into=row.joined[1]))
    verb = "" if row.verb in (NOTE, ASSIGN) else _done(row)
    about = " ".join(part for part in (verb, f"T-{row.ticket_number}" if row.ticket_number and verb else "") if part)
    state = state_words(row.state) if row.state else ""
    done = " ".join(part for part in (about, state, _when(row, zone), _ball(row), _outcome(row)) if part)
    visit = visit_words(row, zone)
    fields = f" ({', '.join(map(_, row.fields))})" if row.fields else ""
    said = ": ".join(part for part in (_whom(row), done, visit, row.text.strip("\n") + fields) if part)
    suffix = f" (T-{row.ticket_number})" if row.ticket_number and not verb else ""
    return clean(_standing(row) + said + suffix + _marks(row, zone))


def _when(row: HistoryRow, zone: str) -> str:
    """The slot and who goes; of a move from which to which, who wanted it and why."""
    crew = ", ".join(row.crew)
    if row.move is None:
        span = show_span(row.starts, row.ends, zone) if row.starts and row.ends else ""
        return " ".join(part for part in (span, crew) if part)
    from dispatcher.domain.moving_words import change_words, slot_words, why_words

    told = row.move
    slots = (slot_words(told.old_starts, told.old_ends, zone), slot_words(row.starts, row.ends, zone))
    change = change_words(*slots, told.old_crew, crew)
    return ", ".join(part for part in (change, why_words(told.asked_by, told.reason)) if part)


def _done(row: HistoryRow) -> str:
    """What was done; an undo names what it took back."""
    return ": ".join(verb_words(verb) for verb in (row.verb, row.undone) if verb)


def _ball(row: HistoryRow) -> str:
    """With whom the ball is, where it was passed by itself; beside the words of a note the date is enough."""
    if row.verb != PASS_BALL or row.ball not in BALL_WORDS:
        return ""
    return _(BALL_WORDS[row.ball]) + (f" ({row.ball_who})" if row.ball_who else "")


def _outcome(row: HistoryRow) -> str:
    if not row.outcome:
        return ""
    from dispatcher.domain.promise import OUTCOMES

    if row.outcome not in OUTCOMES:
        return ""
    count = f" ({_('attempt {n}').format(n=row.attempt)})" if row.attempt else ""
    return _(OUTCOMES[row.outcome]) + count


def _standing(row: HistoryRow) -> str:
    return f"({_('withdrawn')}) " if row.withdrawn else ""


def _whom(row: HistoryRow) -> str:
    """With whom; "via" where it was a third person."""
    return _("via {name}").format(name=row.person) if row.channel == "3" and row.person else row.person


def _marks(row: HistoryRow, zone: str) -> str:
    """The customer's own words on its weight, how he is marked, and when we ask again."""
    marks = [_("URGENT")] if row.urgent else []
    if row.asks:
        marks.append(_("asks again"))
    if row.joined is not None:
        marks.append(_("part of T-{number}").format(number=row.joined[1]))
    if row.earliest is not None:
        marks.append(_("earliest {date}").format(date=f"{to_local(row.earliest, zone):%d.%m.}"))
    marks += [flag_word(flag) for flag in FLAGS if flag in row.flags]
    marks += _due(row, zone)
    marks += _about_move(row)
    if row.follow_up is not None:
        marks.append(_("f-up {date}").format(date=_next(row.follow_up, row.happened, zone)))
    return "".join(f" [{mark}]" for mark in marks)


def _next(at: datetime, happened: datetime, zone: str) -> str:
    """The day on which we ask again; on the same day the time tells it apart."""
    again, then = to_local(at, zone), to_local(happened, zone)
    return f"{again:%d.%m. %H:%M}" if again.date() == then.date() else f"{again:%d.%m.}"


def _due(row: HistoryRow, zone: str) -> list[str]:
    """When a promise is due, was due, or from when to when it was moved."""
    due, was = (f"{to_local(at, zone):%d.%m. %H:%M}" if at else "" for at in (row.due, row.was_due))
    if due and was:
        return [f"{was} -> {due}"]
    if due:
        return [_("due {time}").format(time=due)]
    return [_("was due {time}").format(time=was)] if was else []


def _about_move(row: HistoryRow) -> list[str]:
    """Who told us of a move, with whom it was cleared, and why it was pushed through."""
    if row.move is None:
        return []
    told = (
        (N_("reported by {name}"), row.move.reported_by),
        (N_("cleared with {name}"), row.move.approved),
        (N_("! {name}"), row.move.override),
    )
    return [_(words).format(name=name) for words, name in told if name]


def signs(row: HistoryRow) -> str:
    """Direction and channel in two signs: ``>T``, ``<P``, ``i ``."""
    return DIRECTION_SIGNS.get(row.direction, " ") + (row.channel or " ")
