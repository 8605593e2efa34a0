"""Rows of lists of colleagues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from dispatcher.actions.importing_batch import UNCHANGED, Batch, Incoming
from dispatcher.actions.importing_checks import RowRefused, check, check_lengths, check_word
from dispatcher.actions.importing_ledger import Content, Kept, RowKey, plain_values
from dispatcher.actions.importing_settle import Part, Parts, emptied
from dispatcher.domain.colleague import ROLES
from dispatcher.domain.imported_records import ImportedColleague
from dispatcher.domain.office import refuse_sign
from dispatcher.domain.text import clean
from dispatcher.domain.verbs import ENROL
from dispatcher.locale import _
from dispatcher.store.schema import colleague

STAND_IN = "stand-in"
"""The ledger's kind for "a colleague with this sign was made because a row named him as stand-in"."""
_VIEWER = "viewer"


class ColleagueRows:
    """Takes the rows of a list of colleagues. A sign and a login belong to one of them only; a stand-in nobody
    described yet is made with the sign, may only look, and is completed by the own row."""

    kind = "colleagues"

    def __init__(self, batch: Batch, rows: Sequence[ImportedColleague]) -> None:
        """Reads the signs and logins in use."""
        self._batch = batch
        query = select(colleague.c.id, colleague.c.sign, colleague.c.login)
        found = batch.uow.connection.execute(query).all()
        self._signs = {row.sign.lower(): row.id for row in found}
        self._logins = {row.login: row.id for row in found}
        signs = {sign for row in rows for sign in (row.sign, row.stand_in)}
        batch.ledger.load(_made_key(source, sign) for source in {row.source for row in rows} for sign in signs)
        self._unsent: set[int] = set()

    def take(self, incoming: Incoming, row: ImportedColleague) -> str:
        """Add or update the colleague. Raises RowRefused before anything is written."""
        if self._batch.is_settled(incoming):
            return UNCHANGED
        before = incoming.before or self._made(row)
        self._check(row, before.get("colleague"))
        stand_in = self._find_or_make(row)
        if not incoming.before:
            self._take_over(row)
        settling = self._batch.settle(incoming, self._parts(row, stand_in, before), before)
        self._note(settling.kept["colleague"].ident, row.sign, row.login)
        return self._batch.close(incoming, settling, ENROL, {"text": clean(row.name)})

    def _check(self, row: ImportedColleague, kept: Kept | None) -> None:
        check_lengths(row)
        if not row.name.strip():
            raise RowRefused("name", "", _("A colleague needs a name."))
        if not row.sign or not row.login:
            raise RowRefused("sign", row.sign, _("A colleague needs a sign and a login."))
        check(refuse_sign(row.sign), row.sign)
        check_word("role", row.role, ROLES)
        own = kept.ident if kept else None
        if self._signs.get(row.sign.lower(), own) != own:
            raise RowRefused("sign", row.sign, _("There is a colleague {sign} already.").format(sign=row.sign))
        if self._logins.get(row.login, own) != own:
            raise RowRefused("login", row.login, _("{login} is a colleague already.").format(login=row.login))
        if own is not None and own == self._batch.uow.actor.id and row.role == _VIEWER:
            raise RowRefused("role", row.role, _("You cannot take your own right to write away."))
        if row.stand_in.lower() == row.sign.lower():
            raise RowRefused("stand_in", row.stand_in, _("{name} cannot be the own deputy.").format(name=row.stand_in))

    def _made(self, row: ImportedColleague) -> Mapping[str, Kept]:
        made = self._batch.ledger.get(_made_key(row.source, row.sign))
        return made.content.parts if made else {}

    def _take_over(self, row: ImportedColleague) -> None:
        key = _made_key(row.source, row.sign)
        if (made := self._batch.ledger.get(key)) is not None:
            self._batch.ledger.put(key, made.ref_kind, made.ref, "", Content(1))

    def _find_or_make(self, row: ImportedColleague) -> int | None:
        if not row.stand_in:
            return None
        ident = self._signs.get(row.stand_in.lower()) or self._make(row.source, row.stand_in)
        if ident in self._unsent:
            # Rows of one table are not always sent in their order; a stand-in has to be there before whom he is for.
            self._batch.uow.flush()
            self._unsent.clear()
        return ident

    def _make(self, source: str, sign: str) -> int:
        if sign in self._logins:
            raise RowRefused("stand_in", sign, _("{login} is a colleague already.").format(login=sign))
        values = {"sign": clean(sign), "login": clean(sign), "name": clean(sign), "role": _VIEWER}
        ident = self._batch.uow.insert(colleague, **values)
        kept = Kept(str(colleague.name), ident, 1, plain_values(values))
        self._batch.ledger.put(_made_key(source, sign), "colleague", ident, "", Content(1, {"colleague": kept}))
        self._note(ident, sign, sign)
        return ident

    def _note(self, ident: int, sign: str, login: str) -> None:
        self._signs[sign.lower()] = self._logins[login] = ident
        self._unsent.add(ident)

    def _parts(self, row: ImportedColleague, stand_in: int | None, before: Mapping[str, Kept]) -> Parts:
        values = {
            "sign": clean(row.sign),
            "login": clean(row.login),
            "name": clean(row.name.strip()),
            "role": row.role,
            **({"phone": clean(row.phone)} if row.phone else {}),
            **({"stand_in_id": stand_in} if stand_in is not None else {}),
        }
        values = emptied(before.get("colleague"), colleague, values, ("phone", "stand_in_id"))
        yield Part("colleague", colleague, values)


def _made_key(source: str, sign: str) -> RowKey:
    return source, STAND_IN, sign.lower()
