"""What confirming and falling through share: the appointment they are about, as it was read for them."""

from __future__ import annotations

from dispatcher.console.forms.confirm_start import told
from dispatcher.console.forms.fields import FieldForm
from dispatcher.console.forms.form import Data, Ties
from dispatcher.queries.confirm_rows import ConfirmSheet


class SheetForm(FieldForm):
    """A form about one appointment before anybody drives there."""

    def __init__(self, sheet: ConfirmSheet, subject: str, ties: Ties, draft: Data) -> None:
        self.sheet = sheet
        super().__init__(subject, ties, draft)

    def about(self) -> str:
        """The customer's name."""
        return self.sheet.customer_name

    def customer(self) -> int | None:
        """Whose appointment it is."""
        return self.sheet.customer

    def typed_in(self) -> Data | None:
        """The fields, and the appointment they are about."""
        typed = super().typed_in()
        return None if typed is None else {**typed, "sheet": told(self.sheet)}
