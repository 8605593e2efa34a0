"""The form of address of a contact person: Frau, Herr, a title, and whether we are on first-name terms ("du")."""

from __future__ import annotations

FAMILIAR = "du"
_SHORT = {"Frau": "Fr.", "Herr": "Hr."}


def is_familiar(form: str) -> bool:
    """Whether a form of address ("du", "Frau du") says du instead of Sie; formal is what nobody has said otherwise."""
    return FAMILIAR in form.lower().replace("(", " ").replace(")", " ").split()


def title_of(form: str) -> str:
    """What stands before the name: the form of address without its du."""
    said = (word for word in form.split() if word.lower().strip("()") != FAMILIAR)
    return " ".join(said)


def addressed(form: str | None, name: str | None) -> str:
    """A contact person as we call him: ``Frau Bonnard``; nobody is nothing."""
    return f"{title_of(form or '')} {name or ''}".strip()


def abbreviated(called: str) -> str:
    """Somebody with his form of address, as a list with little room says it: ``Fr. Bonnard``."""
    form, blank, name = called.partition(" ")
    return f"{_SHORT.get(form, form)}{blank}{name}" if name else called
