"""A slow line, reckoned afterwards: when a piece that the program wrote at one instant is read at the other end."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Piece = tuple[float, bytes]
"""The instant at which something was written, in seconds, and what."""


@dataclass(frozen=True, slots=True)
class Link:
    """``rate`` in bits a second, ``way`` in seconds in one direction; compressed as ``ssh -C`` does."""

    rate: float
    way: float
    is_compressed: bool = True

    def arrivals(self, pieces: Iterable[Piece]) -> Iterator[float]:
        """When each piece has been read. The line is free at first; a piece waits for the one before it."""
        packed, free = zlib.compressobj(6), 0.0
        for written, piece in pieces:
            sent = packed.compress(piece) + packed.flush(zlib.Z_SYNC_FLUSH) if self.is_compressed else piece
            free = max(free, written) + len(sent) * 8 / self.rate
            yield free + self.way


SLOW = Link(64_000, 0.1)
"""A mobile telephone in a cellar: 64 kbit/s, 200 ms there and back."""
