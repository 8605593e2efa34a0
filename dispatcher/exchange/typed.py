"""Cells that are read as the same field of a form is: figures with their units, lists of words, telephone numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from dispatcher.domain import field_figures as figures
from dispatcher.domain import phone
from dispatcher.domain.extension import kept
from dispatcher.domain.field_sorts import DECIDES
from dispatcher.domain.imported import ImportedNumber
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.stored import tokens_of
from dispatcher.domain.technician import Hours, parse_hours, parse_span
from dispatcher.exchange import cells as cell
from dispatcher.exchange.binding import Setting
from dispatcher.exchange.cells import BadCell
from dispatcher.exchange.template import Cells, Field
from dispatcher.exchange.words import Words
from dispatcher.locale import _

Figure = TypeVar("Figure", int, float, int | None, float | None)


def _figure(read: Callable[[str, Any], Figure | Refusal], source: Field, cells: Cells) -> Figure:
    text = source.line(cells)
    found = read(text, None)
    if isinstance(found, Refusal):
        raise BadCell(source.label, text, found.sentence)
    return found


def whole_hours(source: Field, cells: Cells) -> int | None:
    """Whole hours ("24" or "24 h"); None for an empty cell. Raises BadCell."""
    return _figure(figures.read_hours, source, cells)


def minutes(source: Field, cells: Cells) -> int:
    """Minutes on top of something ("20", "20 min", "1 h"); 0 for an empty cell. Raises BadCell."""
    return _figure(figures.read_minutes, source, cells)


def response(source: Field, cells: Cells) -> int | None:
    """Minutes within which we answer ("4 h", "30 min"); None for an empty cell. Raises BadCell."""
    return _figure(figures.read_response, source, cells)


def percent(source: Field, cells: Cells) -> float | None:
    """A share in percent ("99.5", "99,5 %"); None for an empty cell. Raises BadCell."""
    return _figure(figures.read_percent, source, cells)


def hours(source: Field, cells: Cells) -> Hours:
    """The hours of a week ("Mon-Thu 7-17, Fri 7-15"); every day off for an empty cell. Raises BadCell."""
    text = source.text(cells)
    week = parse_hours(text)
    if isinstance(week, Refusal):
        raise BadCell(source.label, text, week.sentence)
    return week


def word(source: Field, cells: Cells, most: int) -> str:
    """One word of at most ``most`` signs; empty for an empty cell. Raises BadCell."""
    text = source.line(cells)
    if " " in text:
        raise BadCell(source.label, text, _("This is one word: {text}").format(text=text))
    return cell.short(text, source.label, most)


def day_span(source: Field, cells: Cells) -> tuple[int, int] | None:
    """A span of every day ("12:00-12:30") in local minutes; None for an empty cell. Raises BadCell."""
    text = source.line(cells)
    span = parse_span(text) if text else None
    if text and span is None:
        raise BadCell(source.label, text, _("{text} is no span of time. Like: 12:00-12:30").format(text=text))
    return span


def tokens(source: Field, words: Words, cells: Cells) -> str:
    """Several of our words with "; " between them, a subject behind "decides:"; empty for an empty cell.

    Raises BadCell for a word that is none of them, and for a decision on nothing."""
    found = [_token(part, source, words) for part in tokens_of(source.text(cells))]
    return "; ".join(dict.fromkeys(found))


def _token(part: str, source: Field, words: Words) -> str:
    word, colon, subject = (" ".join(piece.split()) for piece in part.partition(":"))
    ours = words.ours(word)
    if ours is None or (colon and ours != DECIDES):
        raise BadCell(source.label, part, _("This is none of: {words}.").format(words=", ".join(words.allowed)))
    if ours == DECIDES and not subject:
        raise BadCell(source.label, part, _("Decides on what? Like: decides: telephone system"))
    return f"{ours}: {subject}" if subject else ours


def telephone(source: Field, cells: Cells, setting: Setting, country: str = "") -> ImportedNumber | None:
    """One telephone number as a field of one keeps it; None for an empty cell. Raises BadCell."""
    text = source.line(cells)
    if not text:
        return None
    number = phone.parse(text, country or setting.country, setting.home.country)
    if number is None:
        raise BadCell(source.label, text, _("This is no telephone number."))
    return ImportedNumber("phone", kept(number), number.shown, number.note)
