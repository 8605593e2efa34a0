"""``dispatcher migrate``: bring the store to this program's schema, after a backup, and say so."""

from __future__ import annotations

import click

from dispatcher.cli.in_language import Command, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import refuse, say, say_json
from dispatcher.locale import N_, _


@click.command("migrate", cls=Command, help=N_("Bring an old store up to date (opening it does so as well)."))
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, as_json: bool) -> None:
    """The shape of ``--json``: ``{"from": "0002", "to": "0003", "changed": true}``."""
    before, after = migrated(options)
    if as_json:
        say_json({"from": before, "to": after, "changed": before != after})
    elif before == after:
        say(_("The store is up to date (schema {revision}).").format(revision=after))
    else:
        say(_("Schema {before} became {after}.").format(before=before, after=after))


def migrated(options: Options) -> tuple[str, str]:
    """The schema's revision before and after. Raises StoreTrouble where the store is newer, missing or no store."""
    from dispatcher.store import schema, trouble
    from dispatcher.store.place import check_file, find
    from dispatcher.store.store import read_revision

    place = find(options.store)
    if place.is_file:
        check_file(place)
    before = read_revision(place)
    if before not in schema.REVISIONS:
        raise trouble.newer(place.shown, before, schema.REVISION)
    if before == schema.REVISION:
        return before, before
    if options.read_only:
        raise refuse(_("Read-only: {reason}. Nothing was saved.").format(reason=_("opened with the read-only option")))
    from dispatcher.store.upgrade import upgrade

    upgrade(place)
    return before, read_revision(place)
