"""What is wrong with the office's store, in words; the store's own troubles are of this kind."""

from __future__ import annotations


class Trouble(Exception):
    """Work cannot go on as asked. ``code`` is stable; ``sentence`` is in the language in use and may be read out."""

    def __init__(self, code: str, sentence: str) -> None:
        """``sentence`` holds no class names and no SQL."""
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
