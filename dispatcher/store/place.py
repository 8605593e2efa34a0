"""Where a store lies: a file on a local disk, or a PostgreSQL database. Files are never open to the world."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from pathlib import Path

from dispatcher.locale import _
from dispatcher.store.trouble import StoreTrouble, exists, missing, no_right, not_a_store, unreachable
from dispatcher.values import dataclass

NETWORK_FILE_SYSTEMS = frozenset(
    {
        "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.ceph", "fuse.curlftpfs", "fuse.davfs2",
        "fuse.glusterfs", "fuse.rclone", "fuse.sshfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4",
        "orangefs", "smb2", "smb3", "smbfs", "sshfs", "vboxsf", "virtiofs",
    }
)  # fmt: skip
"""File systems over a network, on which SQLite's write-ahead log is not safe (sqlite.org/wal.html)."""

_ESCAPE = re.compile(r"\\([0-7]{3})")
"""How the mount table writes blanks, tabs, line ends and backslashes."""
LONGEST_ADDRESS = 4000


@dataclass(frozen=True, slots=True)
class Place:
    """A store's address. Exactly one of ``path`` and ``url`` is set; ``shown`` has no password."""

    path: Path | None
    url: str | None
    shown: str

    @property
    def mark(self) -> str:
        """A short sign for this place, which tells it from others and does not say where it is."""
        import hashlib

        return hashlib.sha256(f"{self.path or self.shown}".encode("utf-8", "surrogateescape")).hexdigest()[:12]

    @property
    def is_file(self) -> bool:
        """Whether the store is a SQLite file."""
        return self.path is not None


def default_path() -> Path:
    """The store in the user's data directory."""
    import platformdirs

    return platformdirs.user_data_path("dispatcher", appauthor=False) / "office.db"


def state_folder() -> Path:
    """Where drafts, head notes and the error log lie: the user's state directory, his alone."""
    import platformdirs

    folder = platformdirs.user_state_path("dispatcher", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def find(address: str | None) -> Place:
    """The place meant by ``--store`` or ``DISPATCHER_STORE``: a path, ``sqlite:///PATH``, ``postgresql://...``; the
    default where both are missing. Raises StoreTrouble for an address of another kind."""
    if address is not None and not address.strip():
        raise StoreTrouble("address", _("--store names no store. Leave it out for your own one."))
    address = address or os.environ.get("DISPATCHER_STORE") or ""
    if not address:
        return _file(default_path())
    if address.startswith(("postgresql://", "postgresql+psycopg://", "postgres://")):
        return _server(address)
    if "://" in address and not address.startswith("sqlite:///"):
        raise StoreTrouble(
            "address", _("{where}: a store is a file or a postgresql:// address.").format(where=address.split("://")[0])
        )
    if "\0" in address or len(address) > LONGEST_ADDRESS:
        raise StoreTrouble("address", _("That is no file name."))
    path = Path(address.removeprefix("sqlite:///"))
    with contextlib.suppress(RuntimeError):
        path = path.expanduser()
    return _file(path)


def _file(path: Path) -> Place:
    """SQLite keeps its log beside the file itself, not beside a link to it."""
    return Place(Path(os.path.realpath(path)), None, str(path))


def _server(address: str) -> Place:
    rest = address.split("://", 1)[1]
    login, _at, host = rest.rpartition("@")
    shown = f"postgresql://{login.split(':')[0]}@{host}" if login else f"postgresql://{host}"
    return Place(None, "postgresql+psycopg://" + rest, shown.split("?", maxsplit=1)[0])


def check_file(place: Place) -> None:
    """Raises StoreTrouble where the file is missing, no file, open to the world, or on a network file system."""
    assert place.path is not None
    try:
        status = place.path.stat()
    except FileNotFoundError:
        raise missing(place.shown) from None
    except PermissionError:
        raise no_right(place.shown) from None
    except OSError:
        raise unreachable(place.shown) from None
    if not stat.S_ISREG(status.st_mode):
        raise not_a_store(place.shown)
    check_local(place.path)
    if os.name == "posix" and status.st_mode & 0o007:
        if not _may_be_ours(place.path):
            raise not_a_store(place.shown)
        raise StoreTrouble(
            "open",
            _("{where} can be read by everybody on this computer. Close it first: chmod o-rwx {where}").format(
                where=place.shown
            ),
        )

    if not may(place.path, os.R_OK):
        raise no_right(place.shown)


def _may_be_ours(path: Path) -> bool:
    """Whether the first bytes are those of a database of ours, or cannot be read. Another program's file must not be
    closed to the world on our advice."""
    from dispatcher.store.sqlite import APPLICATION_ID

    try:
        with path.open("rb") as file:
            head = file.read(72)
    except OSError:
        return True
    return head.startswith(b"SQLite format 3\0") and int.from_bytes(head[68:72], "big") in (0, APPLICATION_ID)


def why_unwritable(place: Place) -> str:
    """The reason why this user cannot write to a store's file, or empty. A server tells only when it is asked."""
    if place.path is None:
        return ""
    if not may(place.path, os.W_OK):
        return _("the file cannot be written by you")
    if not may(Path(os.path.realpath(place.path)).parent, os.W_OK):
        return _("its folder cannot be written by you")
    return ""


def may(path: Path, right: int) -> bool:
    """Whether ``path`` may be used so (``os.R_OK``, ``os.W_OK``) with the rights that the process has."""
    return os.access(path, right, effective_ids=os.access in os.supports_effective_ids)


def check_local(path: Path) -> None:
    """Raises StoreTrouble where ``path`` lies on a network file system."""
    kind = file_system(path)
    if kind in NETWORK_FILE_SYSTEMS:
        raise StoreTrouble(
            "network",
            _("{where} lies on a network drive ({kind}): a store breaks there. Use a local disk or PostgreSQL.").format(
                where=path, kind=kind
            ),
        )


def file_system(path: Path, table: str | None = None) -> str:
    """The type of the file system that holds ``path`` ("ext4", "nfs4"); empty where the system does not tell.

    ``table`` is the text of Linux's mount table; given only to try the rule on other machines' tables.
    """
    if table is None:
        try:
            table = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""
    where = os.path.realpath(path)
    best, kind = "", ""
    for line in table.splitlines():
        left, _dash, right = line.partition(" - ")
        fields, rest = left.split(" "), right.split(" ")
        if len(fields) < 5 or not rest[0]:
            continue
        mount = _ESCAPE.sub(lambda found: chr(int(found[1], 8)), fields[4])
        if (where == mount or where.startswith(mount.rstrip("/") + "/")) and len(mount) >= len(best):
            best, kind = mount, rest[0]
    return kind


def make_file(path: Path) -> None:
    """An empty file for a new store: 0600, or 0660 in a folder that hands its group on. Raises StoreTrouble where
    there is something already or the folder cannot be written."""
    try:
        if not path.parent.is_dir():
            path.parent.mkdir(mode=0o700, parents=True)
        check_local(path.parent)
        mode = 0o660 if path.parent.stat().st_mode & stat.S_ISGID else 0o600
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode)
        os.fchmod(handle, mode)
        os.close(handle)
    except OSError as error:
        if os.path.lexists(path):
            raise exists(str(path)) from error
        raise StoreTrouble(
            "folder", _("{where} cannot be made: the folder cannot be written.").format(where=path)
        ) from None


def put_in_place(part: Path, target: Path) -> None:
    """Give a finished file its name, never over another one. Raises StoreTrouble where something is there already,
    OSError where the folder cannot be written."""
    try:
        os.link(part, target)
        part.unlink()
    except FileExistsError:
        raise exists(str(target)) from None
    except OSError:
        # A file system without hard links.
        if os.path.lexists(target):
            raise exists(str(target)) from None
        part.rename(target)
    flush(target.parent)


def flush(path: Path) -> None:
    """Bring a file, or a folder with its names, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
