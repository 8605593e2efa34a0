"""Today's plan on paper: a page that a browser prints."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from dispatcher.cli.office import Office
from dispatcher.cli.output import say, say_page
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import _


def put_on_paper(office: Office, out: Path | None) -> None:
    """Write the page into ``out``, or to the output where that is a file or a pipe; at a terminal into a file of the
    day's name in the folder one is in. A page of before is replaced.

    Only reads: it needs no right to write and waits for nobody who writes. Raises Trouble where the file cannot be
    written.
    """
    from dispatcher.exchange.paper import Imprint, page

    sheet = office.sheet(office.today())
    made = page(sheet, Imprint(office.row.name, office.row.zone, office.sign, office.clock.now()))
    if out is None and not _at_terminal():
        say_page(made)
        return
    name = f"{_('plan')}-{sheet.day.isoformat()}.html"
    place = keep(made, out or Path(name), name)
    say(_("The plan lies in {file}. Open it in a browser and print it.").format(file=place))


def _at_terminal() -> bool:
    return sys.stdout.isatty()


def keep(text: str, place: Path, name: str) -> Path:
    """Put ``text`` in UTF-8 into the file ``place``, or as ``name`` into the folder ``place``; returns where it lies.

    It is there whole or not at all, and only its owner may read it. A device or a pipe is written to. Raises Trouble
    where that is not possible.
    """
    written = text.encode("utf-8", "replace")
    try:
        place = place / name if place.is_dir() else place
        if place.exists() and not place.is_file():
            place.write_bytes(written)
        else:
            _put_in_place(place, written)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        told = _("{file} cannot be written: {reason}.").format(file=place, reason=reason)
        raise Trouble("output", told) from None
    return place


def _put_in_place(place: Path, written: bytes) -> None:
    handle, part = tempfile.mkstemp(".part", ".dispatcher-", place.absolute().parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(written)
        Path(part).replace(place)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
