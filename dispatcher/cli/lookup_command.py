"""``dispatcher lookup``: the search of the console, one line a hit. Nothing of the screen is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import opened, refuse, say, say_json
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.queries.rows import HitRow

HOW = {
    "number": N_("by number"),
    "phone": N_("by telephone"),
    "postcode": N_("by postcode"),
    "exact": N_("exact"),
    "prefix": N_("begins so"),
    "sound": N_("sounds alike"),
    "typo": N_("spelled alike"),
    "text": N_("in a text"),
}
"""How a hit was found, in words."""
WIDEST = 40
"""Columns a name or a place takes at most; the whole of it stands in the JSON document."""


@click.command(
    "lookup",
    cls=Command,
    help=N_("Find customers: end of a telephone number, K- or T-number, name, place, words in texts."),
)
@argument("words", metavar=N_("WORDS..."), nargs=-1, required=True)
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, words: tuple[str, ...], as_json: bool) -> None:
    """Find customers by whatever the caller gives."""
    typed = " ".join(words)
    with opened(options) as office:
        hits = office.search(typed)
    if as_json:
        say_json(document(typed, hits))
    elif hits:
        say("\n".join(lines(hits)))
    if not hits:
        raise refuse(_("Nothing found for {words}.").format(words=_short(typed) or '""'))


def document(typed: str, hits: Iterable[HitRow]) -> dict[str, Any]:
    """The shape of ``--json``; ``hits`` is empty (and the exit code 1) where nothing is found::

        {"words": "maier", "hits": [
            {"kind": "customer", "customer": "K-1042", "name": "...", "detail": "...", "phone": "030 23125-471",
             "ticket": null, "entry": null, "how": "sound", "spelling": "meyer"}]}

    ``kind`` is customer, ticket or entry; ``ticket`` is T-4711 for a ticket, ``entry`` the sequence of a journal entry;
    ``how`` is number, phone, postcode, exact, prefix, sound, typo or text; ``spelling`` what it was found by.
    """
    from dispatcher.domain.text import clean

    return {"words": clean(typed), "hits": [_hit(hit) for hit in hits]}


def _hit(hit: HitRow) -> dict[str, Any]:
    return {
        "kind": hit.kind,
        "customer": f"K-{hit.customer_number}",
        "name": hit.customer_name,
        "detail": hit.detail,
        "phone": hit.phone,
        "ticket": None if hit.ticket_number is None else f"T-{hit.ticket_number}",
        "entry": hit.seq,
        "how": hit.how,
        "spelling": hit.group,
    }


def lines(hits: Iterable[HitRow]) -> Iterator[str]:
    """One line a hit, in columns: number, name, place or ticket or text, telephone, how it was found."""
    rows = [_columns(hit) for hit in hits]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        yield "  ".join([*(f"{text:<{width}}" for text, width in zip(row, widths, strict=False)), row[4]])


def _columns(hit: HitRow) -> tuple[str, str, str, str, str]:
    detail = hit.detail if hit.ticket_number is None else f"T-{hit.ticket_number} {hit.detail}"
    return (
        f"K-{hit.customer_number}",
        _short(hit.customer_name),
        _short(detail),
        hit.phone,
        _(HOW.get(hit.how, hit.how)),
    )


def _short(text: str) -> str:
    from dispatcher.domain.text import one_line

    line = one_line(text.strip())
    return line if len(line) <= WIDEST else line[: WIDEST - 1] + "…"
