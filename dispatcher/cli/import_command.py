"""``dispatcher import``: take in other people's lists; a bad row costs itself, the same list twice adds nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from dispatcher.cli.import_run import Interruption, Taken, Wish, take_in
from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.in_language import Path as PathType
from dispatcher.cli.kinds import KindChoice
from dispatcher.cli.office import Office, Options
from dispatcher.cli.output import INTERRUPTED, REFUSED, STORE_TROUBLE, complain, opened, refuse, say, say_json
from dispatcher.cli.wording import figure
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _, ngettext

if TYPE_CHECKING:
    from dispatcher.exchange.mapping import Kind

COUNTS = ("read", "added", "changed", "unchanged", "rejected", "by_hand")
MOST_SHOWN = 20
"""Fields kept by hand that are printed one by one for people."""


@click.command(
    "import",
    cls=Command,
    help=N_(
        "Take in lists (CSV) of a KIND: customers, contacts, technicians, tickets, appointments, history, colleagues,"
        " contracts, services, absences."
    ),
)
@argument("kind", metavar=N_("KIND"), type=KindChoice())
@argument("files", metavar=N_("FILE..."), type=PathType(path_type=Path), nargs=-1, required=True)
@option("--mapping", metavar=N_("FILE.toml"), type=PathType(path_type=Path), help=N_("Which column is what."))
@option("--dry-run", is_flag=True, help=N_("Do everything, keep nothing."))
@option(
    "--rejects", metavar=N_("FILE"), type=PathType(path_type=Path), help=N_("Where rejected rows go, if not beside.")
)
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(
    options: Options,
    kind: str,
    files: tuple[Path, ...],
    mapping: Path | None,
    dry_run: bool,
    rejects: Path | None,
    as_json: bool,
) -> None:
    """Take in lists. Exit code 1 where a file could not be read or all its rows were rejected, 130 after Ctrl+C."""
    if rejects is not None:
        _refuse_rejects(rejects, files)
    wish = Wish(cast("Kind", kind), mapping, rejects, dry_run)
    with opened(options) as office:
        if office.read_only:
            raise refuse(_("Read-only: {reason}. Nothing was saved.").format(reason=office.read_only))
        taken, code = take_all(office, files, wish, loudly=not as_json)
    if as_json:
        say_json(document(taken, dry_run))
    elif len(taken) > 1:
        say(_("All together: {counts}").format(counts=counted(totals(taken), kind)))
    raise click.exceptions.Exit(code)


def _refuse_rejects(place: Path, files: Sequence[Path]) -> None:
    if len(files) > 1:
        raise click.UsageError(_("One reject file serves one list: name one FILE with --rejects."))
    if place.exists():
        raise refuse(_("{where} is there already. Nothing was changed.").format(where=place))


def take_all(office: Office, files: Sequence[Path], wish: Wish, loudly: bool) -> tuple[list[Taken], int]:
    """Take in one list after the other; a file that is no list does not keep the others out."""
    interruption, done, code = Interruption(), [], 0
    for file in files:
        taken = take_in(office, file, wish, interruption)
        if isinstance(taken, Refusal):
            complain(taken.sentence)
            code = REFUSED
            continue
        done.append(taken)
        if loudly:
            say("\n".join(lines(taken, wish.dry_run)))
        for sentence in complaints(taken):
            complain(sentence)
        code = max(code, exit_code(taken))
        if taken.stopped or taken.was_interrupted:
            break
    return done, code


def exit_code(taken: Taken) -> int:
    """What one list adds to the exit code."""
    if taken.was_interrupted:
        return INTERRUPTED
    if taken.stopped is not None:
        return REFUSED if taken.stopped.code == "input" else STORE_TROUBLE
    report = taken.report
    return REFUSED if report and report.read and report.read == report.rejected else 0


def complaints(taken: Taken) -> Iterator[str]:
    """What goes to stderr: why it ended early, and why there is no reject file."""
    read = taken.report.read if taken.report else 0
    more = _("{n} rows were dealt with; the same command goes on from there.").format(n=figure(read))
    if taken.stopped is not None:
        yield f"{taken.stopped.sentence} {more}"
    elif taken.was_interrupted:
        yield _("Interrupted.") + f" {more}"
    if taken.unkept:
        yield taken.unkept


def lines(taken: Taken, dry_run: bool) -> Iterator[str]:
    """For people: the counts, by what the list was read, where rejected rows are, what was kept by hand."""
    if taken.report is None:
        return
    rehearsal = _("Rehearsal, nothing was kept.") + " " if dry_run else ""
    yield f"{rehearsal}{taken.file.name}: {counted(totals([taken]), taken.kind)}"
    yield "  " + _("Read as: {mapping}").format(mapping=taken.mapping)
    if taken.proposed:
        yield "  " + taken.proposed
    if taken.unused:
        yield "  " + _("Columns not used: {columns}").format(columns=", ".join(taken.unused))
    if taken.rejects is not None:
        yield "  " + _("Rejected rows with reasons: {file}").format(file=taken.rejects)
    for found in taken.by_hand[:MOST_SHOWN]:
        told = _("Line {line}: {field} stays {ours} as a person set it; the list says {theirs}.")
        named = {"line": found.line, "field": found.field, "ours": found.ours or '""', "theirs": found.theirs or '""'}
        yield "  " + told.format(**named)
    if (rest := taken.report.by_hand - MOST_SHOWN) > 0:
        yield "  " + ngettext("and {n} more", "and {n} more", rest).format(n=figure(rest))


def totals(taken: Sequence[Taken]) -> dict[str, int]:
    """The counts of these lists together."""
    reports = [one.report for one in taken if one.report is not None]
    return {name: sum(getattr(report, name) for report in reports) for name in COUNTS}


def counted(counts: dict[str, int], kind: str) -> str:
    """The counts in one sentence; where several rows make one ticket, it says how many tickets they are."""
    items = counts["added"] + counts["changed"] + counts["unchanged"]
    told = _("{read} rows read: {added} added, {changed} changed, {unchanged} unchanged, {rejected} rejected")
    if kind == "tickets" and items != counts["read"] - counts["rejected"]:
        told = ngettext(
            "{read} rows read, {items} ticket: {added} added, {changed} changed, {unchanged} unchanged,"
            " {rejected} rejected",
            "{read} rows read, {items} tickets: {added} added, {changed} changed, {unchanged} unchanged,"
            " {rejected} rejected",
            items,
        )
    by_hand = _("{by_hand} fields kept as people set them") if counts["by_hand"] else ""
    figures = {name: figure(count) for name, count in {**counts, "items": items}.items()}
    return ", ".join(part for part in (told, by_hand) if part).format(**figures) + "."


def document(taken: Sequence[Taken], dry_run: bool) -> dict[str, Any]:
    """The shape of ``--json``; the counts on top are those of all files together::

        {"read": 355, "added": 340, "changed": 0, "unchanged": 0, "rejected": 15, "by_hand": 0, "dry_run": false,
         "files": [{"file": "...", "mapping": "...", "rejects": "..." or null, the same counts,
                    "kept": [{"line": 12, "row": "site 4", "field": "street", "theirs": "...", "ours": "..."}]}]}

    ``read`` counts rows of the file; an incident of an event log is added once for all its rows. ``by_hand`` counts
    fields, ``kept`` names the first thousand of them. Files that could not be read at all are not in the list.
    """
    return {**totals(taken), "dry_run": dry_run, "files": [_file(one) for one in taken]}


def _file(taken: Taken) -> dict[str, Any]:
    return {
        "file": str(taken.file),
        "mapping": taken.mapping,
        "rejects": None if taken.rejects is None else str(taken.rejects),
        **totals([taken]),
        "kept": [
            {"line": one.line, "row": one.where, "field": one.field, "theirs": one.theirs, "ours": one.ours}
            for one in taken.by_hand
        ],
    }
