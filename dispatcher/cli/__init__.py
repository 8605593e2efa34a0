"""The commands and the composition root."""
