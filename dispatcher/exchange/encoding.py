"""Which characters a file is written in: UTF-8 with or without a mark, cp1252 or Latin-1, found by reading it once."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dispatcher.domain.refusal import Refusal
from dispatcher.locale import _
from dispatcher.values import dataclass

CHUNK = 64 * 1024

_ONLY_LATIN_1 = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_KNOWN_BINARIES = (b"%PDF", b"SQLite format 3\0", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff")
_CONTROLS_THAT_SLIP_IN = 16
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1a\x00")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a file become text. ``name`` is utf-8, utf-8-sig, cp1252 or latin-1; ``mark`` is the number
    of bytes at the beginning that are no text."""

    name: str
    mark: int = 0

    def decode(self, line: bytes) -> str:
        """One line as text; never fails.

        A file that is not UTF-8 as a whole often has lines that are (two programs wrote into it); each line is read
        as what it is, because a line with umlauts in cp1252 is not UTF-8 and the other way round.
        """
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            return line.decode("latin-1" if self.name == "latin-1" else "cp1252", errors="replace")


def open_list(path: Path) -> BinaryIO | Refusal:
    """``path`` opened for reading bytes, or the sentence why it cannot be."""
    try:
        if path.exists() and not path.is_file():
            return Refusal("file-kind", _("{file} is not a file.").format(file=path))
        return path.open("rb")
    except (FileNotFoundError, NotADirectoryError):
        return Refusal("file-missing", _("There is no file {file}.").format(file=path))
    except PermissionError:
        return Refusal("file-unreadable", _("You may not read {file}.").format(file=path))
    except (OSError, ValueError) as trouble:
        return _unreadable(path, trouble)


def _unreadable(path: Path, trouble: Exception) -> Refusal:
    reason = getattr(trouble, "strerror", None) or str(trouble)
    return Refusal("file-unreadable", _("{file} cannot be read: {reason}.").format(file=path, reason=reason))


def find_encoding(path: Path) -> Encoding | Refusal:
    """The encoding of the whole file; refuses what is no text (UTF-16, spreadsheets, pictures) and what is empty."""
    file = open_list(path)
    if isinstance(file, Refusal):
        return file
    with file:
        try:
            sample = file.read(CHUNK)
            return _no_text(sample, path) or _scan(sample, file)
        except OSError as trouble:
            return _unreadable(path, trouble)


def _scan(sample: bytes, file: BinaryIO) -> Encoding:
    utf_8 = codecs.getincrementaldecoder("utf-8")()
    is_utf_8, only_latin_1 = True, False
    for chunk in _chunks(sample, file):
        if is_utf_8:
            try:
                utf_8.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                is_utf_8 = False
        only_latin_1 = only_latin_1 or len(chunk.translate(None, _ONLY_LATIN_1)) != len(chunk)
    mark = len(codecs.BOM_UTF8) if sample.startswith(codecs.BOM_UTF8) else 0
    if is_utf_8:
        return Encoding("utf-8-sig" if mark else "utf-8", mark)
    return Encoding("latin-1" if only_latin_1 else "cp1252", mark)


def _chunks(sample: bytes, file: BinaryIO) -> Iterator[bytes]:
    """The whole file in pieces, an empty one last."""
    yield sample
    while chunk := file.read(CHUNK):
        yield chunk
    yield b""


def _no_text(sample: bytes, path: Path) -> Refusal | None:
    if not sample.removeprefix(codecs.BOM_UTF8).strip():
        return Refusal("file-empty", _("{file} is empty.").format(file=path))
    if sample.startswith(_UTF_16) or _looks_like_utf_16(sample):
        return Refusal("file-utf-16", _("{file} is written in UTF-16; save it as UTF-8.").format(file=path))
    if sample.startswith(_SHEETS):
        sentence = _("{file} is a spreadsheet or an archive, not a list; save the sheet as CSV (UTF-8).")
        return Refusal("file-binary", sentence.format(file=path))
    if sample.startswith(_KNOWN_BINARIES) or _has_too_many_controls(sample):
        return Refusal("file-binary", _("{file} is not a text file; a list in CSV is needed.").format(file=path))
    return None


def _has_too_many_controls(sample: bytes) -> bool:
    """Whether there are more control characters than slip into a text."""
    controls = sum(byte < 0x20 and byte not in _TEXT_CONTROLS for byte in sample)
    return max(controls, sample.count(0) // 4) > _CONTROLS_THAT_SLIP_IN and (
        controls * 20 > len(sample) or sample.count(0) * 4 > len(sample)
    )


def _looks_like_utf_16(sample: bytes) -> bool:
    """Whether every second byte is nearly always zero, as in UTF-16 without a mark."""
    half = max(len(sample) // 2, 1)
    zeros = sorted((sample[0::2].count(0), sample[1::2].count(0)))
    return zeros[1] * 10 > half * 6 and zeros[0] * 10 < half
