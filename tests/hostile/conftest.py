"""The offices and homes of the console's tests."""

from __future__ import annotations

from tests.console.conftest import home, office, office_template

__all__ = ["home", "office", "office_template"]
