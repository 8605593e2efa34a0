"""``dispatcher check``: prove that the store is as the program left it, or name what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from dispatcher.cli.in_language import Command, option
from dispatcher.cli.office import Options
from dispatcher.cli.output import STORE_TROUBLE, complain, opened, say, say_json
from dispatcher.cli.progress import bar
from dispatcher.cli.wording import figure
from dispatcher.locale import N_, _, ngettext

if TYPE_CHECKING:
    from dispatcher.store.finding import Finding, Report


@click.command(
    "check", cls=Command, help=N_("Check the journal, its texts and the rows; names every entry that is wrong.")
)
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, as_json: bool) -> None:
    """Check the store; exit code 3 where something is found."""
    from dispatcher.store.verify import check

    with opened(options) as office, bar(_("check")) as drawn:
        report = check(office.store, drawn.show)
    if as_json:
        say_json(document(report))
    else:
        say("\n".join(lines(report)))
    if not report.sound:
        complain(told(len(report.findings)))
        raise click.exceptions.Exit(STORE_TROUBLE)


def told(count: int) -> str:
    """The sentence that goes with exit code 3."""
    sentence = ngettext(
        "The store is not as it was left: {n} finding.", "The store is not as it was left: {n} findings.", count
    )
    return sentence.format(n=figure(count))


def document(report: Report) -> dict[str, Any]:
    """The shape of ``--json``::

        {"sound": false, "entries": 118, "head": {"seq": 118, "hash": "9f..."},
         "findings": [{"code": "hash", "subject": "entry 12", "entry": 12 or null, "sentence": "..."}],
         "notes": [like findings]}

    ``findings`` are faults (exit code 3); ``notes`` say what could not be proved here and why. ``code`` is stable, the
    sentence in the language in use.
    """
    return {
        "sound": report.sound,
        "entries": report.entries,
        "head": {"seq": report.head.seq, "hash": report.head.hash},
        "findings": _found(report.findings),
        "notes": _found(report.notes),
    }


def _found(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [{"code": one.code, "subject": one.subject, "entry": one.seq, "sentence": one.sentence} for one in findings]


def lines(report: Report) -> Iterator[str]:
    """What was checked, what was found, and what could not be proved."""
    counted = ngettext("{n} entry checked.", "{n} entries checked.", report.entries)
    newest = _("The newest is {seq}, its hash {hash}.").format(seq=report.head.seq, hash=report.head.hash[:16])
    yield f"{counted.format(n=figure(report.entries))} {newest}"
    for finding in report.findings:
        yield f"!! {finding.sentence}"
    for note in report.notes:
        yield f"   {note.sentence}"
    if report.sound:
        yield _("Nothing found.")
