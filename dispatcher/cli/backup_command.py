"""``dispatcher backup``: a whole copy of the store at one instant, while others go on writing."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from dispatcher.cli.in_language import Command, argument, option
from dispatcher.cli.in_language import Path as PathType
from dispatcher.cli.office import Options
from dispatcher.cli.output import say, say_json
from dispatcher.domain.trouble import Trouble
from dispatcher.locale import N_, _

STAMP = re.compile(r"-\d{8}-\d{6}$")
"""What stands between a store's name and its ending in the name of a backup."""


def _file_name(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Path | None:
    if value is not None and not value.strip():
        raise click.BadParameter(_("That is no file name."))
    return None if value is None else Path(value)


@click.command("backup", cls=Command, help=N_("Copy the store to TARGET, while others go on writing."))
@argument("target", metavar=N_("[TARGET]"), type=PathType(), required=False, callback=_file_name)
@option("--json", "as_json", is_flag=True, help=N_("For programs: one JSON document."))
@click.pass_obj
def command(options: Options, target: Path | None, as_json: bool) -> None:
    """The shape of ``--json``: ``{"file": "/path/office-20261123-094200.db", "bytes": 221184}``."""
    path, count = backed_up(options, target)
    if as_json:
        say_json({"file": str(path), "bytes": count})
    else:
        from dispatcher.cli.wording import size

        say(_("Copied to {file} ({size}).").format(file=path, size=size(count)))


def backed_up(options: Options, target: Path | None) -> tuple[Path, int]:
    """Copy the store; returns where the copy lies and its bytes. Raises Trouble, then nothing was changed."""
    from dispatcher.store.backup import backup
    from dispatcher.store.place import check_file, find
    from dispatcher.store.store import read_revision

    place = find(options.store)
    if place.path is None:
        told = _("A store on a server is backed up with pg_dump and restored with pg_restore, not from here.")
        raise Trouble("server", told)
    check_file(place)
    read_revision(place)
    copy = place_for(place.path, target)
    try:
        count = backup(place, copy)
    except Trouble as trouble:
        raise (Trouble("input", trouble.sentence) if trouble.code == "folder" else trouble) from trouble
    _note(place.path, copy)
    return copy, count


def place_for(store: Path, target: Path | None) -> Path:
    """Where a copy of ``store`` goes: ``target``, or a name with date and time, beside it or in a folder.

    The time is that of the office, or this computer's where the office's zone cannot be read.
    """
    from dispatcher.domain.clock import Clock
    from dispatcher.domain.region import is_zone
    from dispatcher.store.backup import zone_of

    if target is not None and not target.is_dir():
        return target.absolute()
    zone = zone_of(store)
    stamp = Clock().recorded().astimezone(ZoneInfo(zone) if is_zone(zone) else None).strftime("%Y%m%d-%H%M%S")
    return (target or store.parent).absolute() / f"{store.stem}-{stamp}{store.suffix}"


def newest_backup(store: Path) -> tuple[Path, datetime] | None:
    """The newest copy of ``store`` that is still there, beside it or where this user put one, and the instant it was
    made. None where there is none or one may not look."""
    try:
        copies = [path for path in store.parent.glob(f"*{store.suffix}") if _is_copy(path, store)]
        copies += [path for path in _noted(store) if path.is_file()]
        made = {path: datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in copies}
    except OSError:
        return None
    return max(made.items(), key=lambda pair: pair[1], default=None)


def _is_copy(path: Path, store: Path) -> bool:
    return STAMP.sub("", path.stem) == store.stem and path.stem != store.stem


def _note(store: Path, copy: Path) -> None:
    """Remember where the newest copy lies, so that the doctor can tell how old it is. A full home undoes no backup."""
    with contextlib.suppress(OSError):
        place = _note_place(store)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        place.write_bytes(os.fsencode(copy))


def _noted(store: Path) -> list[Path]:
    place = _note_place(store)
    return [Path(os.fsdecode(place.read_bytes()))] if place.is_file() else []


def _note_place(store: Path) -> Path:
    from dispatcher.store.place import state_folder

    return state_folder() / "backups" / hashlib.sha256(os.fsencode(store)).hexdigest()[:32]
