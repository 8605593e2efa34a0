"""What is tried: everything that reads foreign text, each with seeds of its own; a try raises what is wrong."""

from __future__ import annotations

import contextlib
import io
import os
import random
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest import mock

from dispatcher.cli.main import COMMANDS, answer
from dispatcher.cli.office import Office, Options
from dispatcher.console.commands import Scene, completions, meanings, read_command
from dispatcher.domain.marks import person_meant, read_marks, refuse_marks
from dispatcher.domain.phrases import Asked, Understood, echo, understand
from dispatcher.domain.phrases import Office as PhraseOffice
from dispatcher.domain.refusal import Refusal
from dispatcher.domain.spotted import spot
from dispatcher.domain.text import clean
from dispatcher.exchange.call_list import calls_in
from dispatcher.exchange.listing import look
from dispatcher.exchange.mapping import KINDS, Kind, Mapping
from dispatcher.exchange.proposal import propose
from dispatcher.exchange.reader import read
from tests.console.office_of import NOW, ZONE, fill_office, make_office
from tests.fuzz.mutation import mutated

Try = Callable[[random.Random], None]
"""Makes one input from the dice and tries it; raises where something is wrong."""
Target = Callable[[Path], "contextlib.AbstractContextManager[Try]"]

WORDS = (
    "botschaft",
    "k1001",
    "Müller Heizung",
    "030 23125-471",
    "5471",
    "Klarastr. 4",
    "T-1008",
    "10117",
    "heizung kalt",
)
TIMES = (
    "wed 14", "mi 14", "+2h", "8-10", "25.11 9:30", "25.11.2026 9:30", "in 8 tagen 14", "viertel 4", "kw49 do",
    "5. dezember", "14 wed", "wed 14-16 60m", "morgen früh", "heute 17:00 eod", "next mon", "übermorgen 9", "now", "!",
)  # fmt: skip
NOTES = (
    "rief an, Heizung kalt =u", "=c wartet auf Teil", "! dringend @Bonnard", "via Herr Dr. Thiele: kommt morgen",
    "wir melden uns bis Mittwoch 14 Uhr", "I will call back tomorrow at 9", "er schickt das Angebot am 25.11.",
    "über Frau Calvet, !c", "Techniker kommt in 2 Wochen. Wir rufen heute noch an.",
)  # fmt: skip
COMMAND_LINES = (
    "k 1042", "t 1001", "# 4711", "free 14 tk", "note TEXT", "undo", "quiet 30", "help", "wo 4", "wo 4 0905", "wed",
    "4802 wed 9", "25.11", "1001 +2h", "frei 14:30", "still 240", "notiz x", "bra 6 heute",
)  # fmt: skip
LISTS: dict[str, str] = {
    "customers": "Nr;Firma;Telefon;Straße;PLZ;Ort;Land;Breitengrad\n1;Ott;030 1234567;Weg 1;10115;Berlin;DE;52,5\n",
    "contacts": "Firma;Name;Telefon;E-Mail\nOtt;Frau Bonnard;030 23125-471;a@example.org\n",
    "technicians": "Code;Name;Arbeitszeit;Handy\nWO;Wolff;Mo-Do 7-17;0170 1234567\n",
    "tickets": "Nr;Kunde;Betreff;Datum;Status\n7;Ott;Heizung kalt;23.11.2026 09:30;offen\n",
    "appointments": "Ticket;Beginn;Ende;Zeitfenster\n7;24.11.2026 09:00;24.11.2026 11:00;08:00-10:00\n",
    "history": "Datum;Kunde;Text;Kanal\n23.11.2026 09:30;Ott;rief an;T\n",
    "colleagues": "Kürzel;Name;Rechte;Vertretung\nmh;Maria Harms;dispatcher;tk\n",
    "contracts": "Kunde;Vertrag;Reaktionszeit;von;bis;Verfügbarkeit\nOtt;Gold;4 h;01.01.2026;31.12.2026;99,5 %\n",
    "services": "Dienst;Art;Kunden\nMail;server;K-1001\n",
    "absences": "Techniker;von;bis\nWO;25.11.2026 12:00;27.11.2026\n",
}
CALLS = "23.11.2026 09:12;030 1234567\n09:30 anonym\n2026-11-23T10:00:00+01:00,+49 30 1234\n"
_NOT_TRIED = frozenset(("demo", "restore"))
"""Commands that take seconds when they are understood, or put another file in place of the store."""
_OPTIONS = (
    "--json", "--ticket", "--at", "--channel", "--limit", "--to", "--until", "--reason", "--asked-by", "--tech",
    "--from", "--name", "--phone", "--text", "--who", "--step", "--day", "--due", "--by", "--customer", "--yes",
)  # fmt: skip


def _fits(text: str) -> None:
    """Nothing below the surface may be in what a person reads."""
    wrong = {sign for sign in text if sign not in "\n\t" and unicodedata.category(sign) in ("Cc", "Cs")}
    assert not wrong, f"raw: {sorted(map(hex, map(ord, wrong)))}"
    assert clean(text) == text, "not clean"


def _office(folder: Path) -> Path:
    return fill_office(make_office(folder / "office.db"))


def _phrases() -> PhraseOffice:
    return PhraseOffice(NOW, ZONE, "BE")


@contextlib.contextmanager
def search(folder: Path) -> Iterator[Try]:
    """The search box, and the filter of a history."""
    office = Office(Options(str(_office(folder)), now=NOW))
    office.open()

    def once(dice: random.Random) -> None:
        text = clean(mutated(dice, WORDS))[:4000]
        office.search(text)
        office.sifted(1, text)

    yield once
    office.close()


@contextlib.contextmanager
def times(_folder: Path) -> Iterator[Try]:
    """The grammar of time."""
    offices = (_phrases(), replace(_phrases(), grabbed=NOW))

    def once(dice: random.Random) -> None:
        text = mutated(dice, TIMES)
        for office in offices:
            meant = understand(text, office)
            if isinstance(meant, Understood):
                assert meant.ends is None or meant.ends > meant.starts
                assert echo(meant, NOW, ZONE)
            else:
                assert meant.sentence.strip()
            if isinstance(meant, Asked):
                assert len({choice.key for choice in meant.choices}) == len(meant.choices)

    yield once


@contextlib.contextmanager
def marks(_folder: Path) -> Iterator[Try]:
    """The quick marks of a note, and the promises in its words."""
    office = _phrases()

    def once(dice: random.Random) -> None:
        text = clean(mutated(dice, NOTES))
        found = read_marks(text)
        refuse_marks(found)
        assert len(found.text) <= len(text)
        for person in (found.via, *found.people):
            person_meant(person, ("Calvet", "Frau Bonnard", "Herr Dr. Thiele"))
        assert len(spot(text, office, ("Anna",), by_customer=dice.random() < 0.5)) <= 3

    yield once


@contextlib.contextmanager
def command(_folder: Path) -> Iterator[Try]:
    """The console's command line."""
    scene = Scene((), NOW.date(), ZONE, NOW, _phrases)

    def once(dice: random.Random) -> None:
        text = clean(mutated(dice, COMMAND_LINES))[:4000]
        order = read_command(text, scene)
        told = order.sentence if isinstance(order, Refusal) else order.echo
        assert isinstance(told, str)
        meanings(text, scene)
        completions(text, scene)

    yield once


@contextlib.contextmanager
def arguments(folder: Path) -> Iterator[Try]:
    """The commands with whatever somebody, or a script, hands them."""
    store, work = _office(folder), folder / "work"
    work.mkdir()
    before = Path.cwd()
    os.chdir(work)

    def once(dice: random.Random) -> None:
        name = dice.choice([one for one in COMMANDS if one not in _NOT_TRIED])
        words = [_word(dice) for _place in range(dice.randint(0, 5))]
        _answered(["--store", str(store), name, *(_handed(word)[:100_000] for word in words)])

    yield once
    os.chdir(before)


def _word(dice: random.Random) -> str:
    return mutated(dice, (*WORDS, *TIMES)) if dice.random() < 0.4 else dice.choice((*_OPTIONS, *WORDS))


def _handed(word: str) -> str:
    """What a program finds among its arguments: no NUL, and bytes for what is no character."""
    return os.fsdecode(word.replace("\0", "0").encode("utf-8", "surrogatepass"))


def _answered(words: Sequence[str]) -> None:
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8", "replace"), io.TextIOWrapper(io.BytesIO(), "utf-8", "replace")
    met: list[BaseException] = []

    def keep(error: BaseException) -> str:
        met.append(error)
        return "fault"

    with (
        mock.patch("dispatcher.cli.fault_log.keep", keep),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(b""))),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = answer(words)
    if met:
        raise met[0]
    assert code in (0, 1, 2, 3, 130), code
    for said in (out, err):
        said.flush()
        _fits(said.buffer.getvalue().decode())


def _rows(dice: random.Random, sample: str) -> bytes:
    """A list of that kind whose cells, lines and bytes were bent."""
    header, row = sample.strip().split("\n")
    cells = row.split(";")
    lines = [header if dice.random() < 0.8 else mutated(dice, [header])]
    for _line in range(dice.randint(1, 8)):
        bent = [mutated(dice, [cell]) if dice.random() < 0.3 else cell for cell in cells]
        quoted = [f'"{cell.replace(chr(34), chr(34) * 2)}"' if dice.random() < 0.5 else cell for cell in bent]
        lines.append(dice.choice((";", ";", ";", ",", "\t")).join(quoted))
    content = dice.choice(("\n", "\r\n", "\r")).join(lines)
    encoded = content.encode(dice.choice(("utf-8", "utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16")), "replace")
    return bytes(dice.randrange(256) if dice.random() < 0.001 else byte for byte in encoded[:200_000])


def importer(kind: Kind) -> Target:
    """Lists of that kind, looked at, proposed, read; one in twenty goes all the way into a store."""

    @contextlib.contextmanager
    def opened(folder: Path) -> Iterator[Try]:
        store, path = _office(folder), folder / "list.csv"

        def once(dice: random.Random) -> None:
            path.write_bytes(_rows(dice, LISTS[kind]))
            found = look(path)
            if isinstance(found, Refusal):
                return
            mapping = propose(found.header, kind)
            if isinstance(mapping, Mapping):
                rows = read(found, mapping)
                assert isinstance(rows, Refusal) or all(row.line > 1 for row in rows)
            if dice.random() < 0.05:
                _answered(
                    ["--store", str(store), "import", kind, str(path), *(["--json"] if dice.random() < 0.5 else [])]
                )
                for left in folder.glob("list.*rejected*.csv"):
                    left.unlink()

        yield once

    return opened


@contextlib.contextmanager
def calls(_folder: Path) -> Iterator[Try]:
    """The list of calls nobody took."""

    def once(dice: random.Random) -> None:
        for call in calls_in(mutated(dice, [CALLS]), NOW.date()):
            assert call.line >= 1

    yield once


TARGETS: dict[str, Target] = {
    "search": search,
    "times": times,
    "marks": marks,
    "command": command,
    "arguments": arguments,
    **{f"import-{kind}": importer(kind) for kind in KINDS},
    "import-calls": calls,
}
"""Everything that is tried, by its name."""
