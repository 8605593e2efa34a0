"""The kinds of lists as people call them: in English or in German, whatever language is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dispatcher.locale import N_, _

if TYPE_CHECKING:
    from dispatcher.exchange.mapping import Kind

KINDS: tuple[Kind, ...] = (
    "customers", "contacts", "technicians", "tickets", "appointments", "history",
    "colleagues", "contracts", "services", "absences",
)  # fmt: skip
GERMAN: dict[str, Kind] = {
    "kunden": "customers",
    "kontakte": "contacts",
    "techniker": "technicians",
    "tickets": "tickets",
    "termine": "appointments",
    "verlauf": "history",
    "kollegen": "colleagues",
    "verträge": "contracts",
    "dienste": "services",
    "abwesenheiten": "absences",
}
WORDS = (
    N_("customers"), N_("contacts"), N_("technicians"), N_("tickets"), N_("appointments"), N_("history"),
    N_("colleagues"), N_("contracts"), N_("services"), N_("absences"),
)  # fmt: skip
"""The kinds marked for the catalogue, whose German words are those of ``GERMAN``."""


def kind_word(kind: str) -> str:
    """What the kind is called in the language in use; the command line takes this word too."""
    return _(kind).lower()


class KindChoice(click.Choice[str]):
    """One of the kinds, typed in either language and in capitals or not."""

    def __init__(self) -> None:
        """The choices are our own words for them."""
        super().__init__(KINDS)

    def normalize_choice(self, choice: object, ctx: click.Context | None) -> str:
        """The word that is shown for a kind, whichever of its words was typed."""
        typed = super().normalize_choice(choice, ctx).casefold()
        kind = GERMAN.get(typed, typed)
        return kind_word(kind) if kind in KINDS else typed
