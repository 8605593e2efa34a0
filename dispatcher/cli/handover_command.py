"""``dispatcher handover``: what there is to hand over and to acknowledge; hand it over, acknowledge it (X26)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import NUMBER, Command, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened, say, say_json
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.domain.handover import Item
    from dispatcher.queries.desk_rows import HandoverRow, HandoverView

NEXT = ("next", "nächste", "nächster", "naechste", "naechster")
"""Words for the next who comes."""


@click.command("handover", cls=Command, help=N_("Show, give and acknowledge what is handed over."))
@option("--to", "receiver", metavar=N_("SIGN"), help=N_('Hand it over to a colleague; "next" is whoever comes next.'))
@option("--note", "notes", multiple=True, metavar=N_("TEXT"), help=N_("A note that goes along (more than once)."))
@option(
    "--acknowledge",
    "items",
    multiple=True,
    type=NUMBER,
    metavar=N_("NUMBER"),
    help=N_("Acknowledge the item of that number (more than once)."),
)
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options, receiver: str | None, notes: tuple[str, ...], items: tuple[int, ...], as_json: bool
) -> None:
    """Without ``--to`` and ``--acknowledge`` nothing is written."""
    if notes and receiver is None:
        raise click.UsageError(_("A note goes along with --to."))
    with opened(options) as office:
        entries = [seq for seq in (_acknowledge(office, items), _give(office, receiver, notes)) if seq]
        view = office.handover()
        if as_json:
            say_json({**document(office, view), "entries": entries})
        else:
            say("\n".join(lines(office, view)))


def _acknowledge(office: Office, items: Sequence[int]) -> int:
    if not items:
        return 0
    from dispatcher.domain.handover import AcknowledgeItems

    return done_or_exit(office.save("acknowledge items", AcknowledgeItems(tuple(items)), uuid.uuid4().hex)).seq


def _give(office: Office, receiver: str | None, notes: Sequence[str]) -> int:
    if receiver is None:
        return 0
    from dispatcher.domain.handover import NOTE, HandOver, Item

    view = office.handover()
    items = (*view.items, *(Item(NOTE, note.strip()) for note in notes))
    wish = HandOver(items, _colleague(view, receiver))
    return done_or_exit(office.save("hand over", wish, uuid.uuid4().hex)).seq


def _colleague(view: HandoverView, typed: str) -> int | None:
    """The colleague with that sign or login; None for the next who comes. Raises Trouble for nobody."""
    wanted = typed.strip().casefold()
    if wanted in NEXT:
        return None
    found = next((one.id for one in view.colleagues if wanted in (one.sign.casefold(), one.login.casefold())), None)
    if found is None:
        signs = ", ".join(one.sign for one in view.colleagues)
        told = _('"{value}" is no colleague. One of: {signs}')
        raise Trouble("input", told.format(value=typed.strip()[:40], signs=signs))
    return found


def document(office: Office, view: HandoverView) -> dict[str, Any]:
    """The shape of ``--json``::

        {"given": [{"item": 7, "kind": "promise", "ref": 12 or null, "text": "...", "from": "mh", "to": "no" or null,
                    "given": "2026-11-23T16:55:00+01:00", "due": "..." or null, "ended": "kept" or ""}],
         "to_hand_over": [{"kind": "visit", "ref": 3, "text": "...", "due": "..." or null}],
         "entries": [118]}

    ``given`` waits for an acknowledgement; ``entries`` are those that this command wrote.
    """
    return {
        "given": [_row(row, office.row.zone) for row in view.given],
        "to_hand_over": [_item(item, office.row.zone) for item in view.items],
    }


def _row(row: HandoverRow, zone: str) -> dict[str, Any]:
    from dispatcher.cli.wording import iso

    return {
        "item": row.item,
        "kind": row.kind,
        "ref": row.ref,
        "text": row.text,
        "from": row.from_sign,
        "to": row.to_sign or None,
        "given": iso(row.given, zone),
        "due": None if row.due is None else iso(row.due, zone),
        "ended": row.state,
    }


def _item(item: Item, zone: str) -> dict[str, Any]:
    from dispatcher.cli.wording import iso

    due = None if item.due is None else iso(item.due, zone)
    return {"kind": item.kind, "ref": item.ref, "text": item.text, "due": due}


def lines(office: Office, view: HandoverView) -> Iterator[str]:
    """What waits for an acknowledgement, by its number, then what there is to hand over."""
    from dispatcher.cli.wording import moment
    from dispatcher.domain.text import one_line

    if view.given:
        yield _("Not acknowledged:")
    for row in view.given:
        when = moment(row.given, office.row.zone, office.today())
        who = f"{row.from_sign} -> {row.to_sign or _('next who comes')}, {when}"
        yield f"{row.item:>5}  {one_line(row.text)}  ({who})"
    yield _("To hand over:") if view.items else _("Nothing to hand over")
    for item in view.items:
        yield f"       {one_line(item.text)}"
