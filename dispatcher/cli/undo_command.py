"""``dispatcher undo``: take back the own last action of the last ten minutes, or say what that would be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, option
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import done_or_exit, opened, refuse, say, say_json
from dispatcher.domain.undo import Undo
from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.queries.history_rows import OwnEntry


@click.command("undo", cls=Command, help=N_("Take back what you did last (ten minutes); both entries stay."))
@option("--dry-run", is_flag=True, help=N_("Only say what would be undone."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, dry_run: bool, as_json: bool) -> None:
    """Undo the own last action."""
    with opened(options) as office:
        last = office.last_own()
        if last is None:
            raise refuse(_("There is nothing of your own from the last ten minutes to undo."))
        counter = None if dry_run else done_or_exit(office.save("undo", Undo(last.seq), f"undo-{last.seq}")).seq
        if as_json:
            say_json(document(office, last, counter))
        else:
            sentence = _("This would be undone: {action}") if dry_run else _("Undone: {action}")
            say(sentence.format(action=line(office, last)))


def document(office: Office, last: OwnEntry, counter: int | None) -> dict[str, Any]:
    """The shape of ``--json``; ``undone`` is the counter-entry's sequence, null with ``--dry-run``::

        {"entry": 118, "verb": "note", "about": "T-4711", "text": "...", "happened": "2026-11-23T09:40:00+01:00",
         "undone": 119}

    ``entry`` is the sequence of what was undone; ``about`` a ticket's number, a customer's or a technician's name.
    """
    from dispatcher.cli.wording import iso

    return {
        "entry": last.seq,
        "verb": last.verb,
        "about": last.about,
        "text": last.text,
        "happened": iso(last.happened, office.row.zone),
        "undone": counter,
    }


def line(office: Office, last: OwnEntry) -> str:
    """``23.11. 09:41 note T-4711: asks again``."""
    from dispatcher.cli.wording import moment
    from dispatcher.domain.verbs import verb_words

    head = f"{moment(last.happened, office.row.zone, office.today())} {verb_words(last.verb)} {last.about}".rstrip()
    return f"{head}: {last.text}" if last.text else head
