"""A keyboard console for the dispatcher of a technical service company."""

__version__ = "0.1.0"
