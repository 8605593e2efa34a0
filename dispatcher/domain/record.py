"""Saving master data: what is asked for, and the rules that look at more than one field."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date, datetime

from dispatcher.domain.field_sorts import Value
from dispatcher.domain.postcode import read_postcode
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.region import GERMAN_STATES
from dispatcher.locale import _
from dispatcher.values import dataclass

Owner = tuple[str, int]
"""The kind and the id of the record that another one belongs to."""


@dataclass(frozen=True, slots=True)
class SaveRecord:
    """A record to be made (``ident`` None) or changed. ``values`` are the texts of its fields as somebody typed them;
    a field that is not named stays as it is, or empty.

    ``seen`` is the version that was shown, None takes the present one; ``parent`` is the record that a new one belongs
    to (:attr:`~dispatcher.domain.kinds.Kind.parents`)."""

    kind: str
    values: Mapping[str, str]
    ident: int | None = None
    seen: int | None = None
    parent: Owner | None = None


@dataclass(frozen=True, slots=True)
class ArchiveRecord:
    """A record to be hidden, its history kept; or, with ``archived`` false, to be shown again."""

    kind: str
    ident: int
    seen: int | None = None
    archived: bool = True


@dataclass(frozen=True, slots=True)
class DeleteRecord:
    """A record to be taken away, which nothing refers to."""

    kind: str
    ident: int
    seen: int | None = None


def refuse_record(
    kind: str, values: Mapping[str, Value], changed: Set[str], country: str, now: datetime
) -> Refusal | None:
    """The sentence why these ``values`` of a ``kind`` do not fit together, or None; its code is the field to put right.

    Only rules about ``changed`` fields are asked. ``country`` (two letters) is where the place lies, ``now`` is aware.
    """
    if kind in ("customer", "site"):
        place = _refuse_place(values, country) if changed & {"postcode", "state", "country"} else None
        return place or (_refuse_nowhere(values) if kind == "site" else None)
    if kind == "on-call":
        return _refuse_on_call(values.get("starts"), values.get("ends"))
    if kind == "absence":
        return _refuse_absence(values.get("starts"), values.get("ends"), values.get("told"), now)
    if kind == "contract":
        return _refuse_term(str(values.get("starts_on") or ""), str(values.get("ends_on") or ""))
    return None


def _refuse_place(values: Mapping[str, Value], country: str) -> Refusal | None:
    postcode = read_postcode(str(values.get("postcode") or ""), country)
    if isinstance(postcode, Refusal):
        return postcode
    state = str(values.get("state") or "")
    if country == "DE" and state and state not in GERMAN_STATES:
        sentence = _("{state} is no federal state. One of: {states}")
        return Refusal("state", sentence.format(state=state, states=" ".join(GERMAN_STATES)))
    return None


def _refuse_nowhere(values: Mapping[str, Value]) -> Refusal | None:
    if any(values.get(name) for name in ("name", "street", "place")):
        return None
    return Refusal("name", _("A site needs a name, a street or a place."))


def _refuse_absence(starts: Value, ends: Value, told: Value, now: datetime) -> Refusal | None:
    if isinstance(starts, datetime) and isinstance(ends, datetime) and ends <= starts:
        return Refusal("ends", _("Time off ends after it began."))
    if isinstance(told, datetime) and told > now:
        return Refusal("told", _("Nobody can have told us in the future."))
    return None


def _refuse_on_call(starts: Value, ends: Value) -> Refusal | None:
    if isinstance(starts, datetime) and isinstance(ends, datetime) and ends <= starts:
        return Refusal("ends", _("Being on call ends after it began."))
    return None


def _refuse_term(starts_on: str, ends_on: str) -> Refusal | None:
    if starts_on and ends_on and date.fromisoformat(ends_on) < date.fromisoformat(starts_on):
        return Refusal("ends_on", _("A contract ends after it began."))
    return None
