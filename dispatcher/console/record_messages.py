"""What happens around master data: what lists and forms ask for, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.message import Message

from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.console.forms.record import RecordForm
    from dispatcher.queries.record_rows import ChangeRow, DuplicateRow, RecordLine, RecordRow

Owner = tuple[str, int]


@dataclass
class RecordsLoaded(Message):
    """The records of one kind and owner; ``archived`` tells whether the hidden ones are among them."""

    kind: str
    parent: Owner | None
    rows: tuple[RecordLine, ...]


@dataclass
class RecordShown(Message):
    """The record under the cursor of a list, in full."""

    kind: str
    ident: int
    row: RecordRow | None


@dataclass
class RecordOpened(Message):
    """A record came that is to be changed; ``begin`` is the field with the cursor."""

    row: RecordRow | None
    begin: str = ""


@dataclass
class ChoicesLoaded(Message):
    """Names that fields of a form may refer to."""

    subject: str
    choices: Mapping[str, tuple[str, ...]]


@dataclass
class NewWanted(Message):
    """A new record is wanted: of whom, what its owner is called, and what is known already."""

    kind: str
    parent: Owner | None = None
    title: str = ""
    typed: Mapping[str, str] | None = None
    begin: str = ""


@dataclass
class EditWanted(Message):
    """A record is to be changed."""

    kind: str
    ident: int
    begin: str = ""


@dataclass
class LearnWanted(Message):
    """Something was learned at a site: at the one with that id, or where the list is not there yet at the first one of
    its owner."""

    ident: int | None
    parent: Owner | None


@dataclass
class LearnOpened(Message):
    """The site came; None where the customer has none."""

    row: RecordRow | None


@dataclass
class ListWanted(Message):
    """The records of another kind that belong to this one are wanted."""

    kind: str
    parent: Owner
    title: str


@dataclass
class HideWanted(Message):
    """A record is to be archived or taken back, or ``for_good`` to be deleted."""

    kind: str
    ident: int
    title: str
    archived: bool
    for_good: bool = False


@dataclass
class DuplicatesWanted(Message):
    """Who may be there already with these values?"""

    subject: str
    kind: str
    values: Mapping[str, str]
    ident: int | None


@dataclass
class DuplicatesLoaded(Message):
    """Who may be there already."""

    subject: str
    rows: tuple[DuplicateRow, ...]


@dataclass
class DuplicateTaken(Message):
    """Nothing new is made: it is this one."""

    form: RecordForm
    row: DuplicateRow


@dataclass
class TheirsWanted(Message):
    """Somebody else was faster: what did he make of it?"""

    subject: str
    kind: str
    ident: int


@dataclass
class TheirsLoaded(Message):
    """What somebody else made of a record, who and when; ``row`` None where it is gone."""

    subject: str
    row: RecordRow | None
    change: ChangeRow | None


@dataclass
class CompareWanted(Message):
    """The two versions are to be seen side by side."""

    form: RecordForm


@dataclass
class Compared(Message):
    """The answer: mine goes on top of theirs, or theirs stays."""

    form: RecordForm
    mine: bool


@dataclass
class CustomerWanted(Message):
    """Nobody was found for what was typed: a new customer begins with it."""

    typed: str
