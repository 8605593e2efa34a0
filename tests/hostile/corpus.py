"""Hostile texts: what a mail, a list, a clipboard or a joker may put where a name, a phrase or a note is expected.

Every text is made here, from pieces that belong to a class; nothing is downloaded. ``python -m tests.hostile.corpus``
counts them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest

ESC, BEL, CSI, OSC, ST = "\x1b", "\x07", "\x9b", "\x9d", "\x9c"
MEGABYTE = 1_000_000
EVERYDAY = (
    "[EXTERN] Re: Heizung",
    "[50%]",
    "[50%] Rabatt ab Montag",
    "[x] erledigt",
    "[ ] offen",
    "[Status=offen]",
    "[#42] Rückfrage",
    "[WG: Aufzug]",
    "[Tel: 030 23125-471]",
    "[1/2] Teil eins",
    "[URGENT] [EXTERN] Fwd: Störung [T-1042]",
    "Raum [3.14], Tür [links]",
    "Müller & Söhne <info@example.org>",
    "Preis: 50 % - 30 $ + 2 €",
    "C:\\Temp\\[neu]\\Liste.csv",
    "Array[0] = {'a': [1, 2]}",
    "10 < 20 > 5 & \"ja\" 'nein'",
    "Straße „Am Bach“ – Nr. 4½",
)
"""What honest people write. It has to come out exactly as it went in."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One text; ``kind`` names its class."""

    kind: str
    text: str


def _textual_markup() -> Iterator[str]:
    tags = ("b", "/b", "/", "@click=app.quit", "@click=app.bell()", "@click=screen.end", "link=http://evil.example")
    yield from (f"[{tag}]" for tag in tags)
    yield from (f"Heizung [{tag}]kalt[/]" for tag in tags)
    yield from (
        "[/pfad/x]", "[type=x, v={'a[0]'}]", "[[b]", "[b", "b]", "[]", "[/", "\\[b]", "\\\\[b]", "[$x]", "[$text]",
    )  # fmt: skip
    yield from ("[red on blue]x", "[bold][italic]x[/bold]", "[@click=(]", "[@click=app.x(']')]y[/]", "[0]", "[[[[[[[[")
    yield from (
        "[b]" * 300, "[" * 500, "[@click=app.quit]" * 40 + "x", "$x ${y} {z} %(a)s %s {0} {{}}", "[b]a[/i]b[/b]",
    )  # fmt: skip


def _rich_markup() -> Iterator[str]:
    yield from (
        ":warning: :bomb:", "[blink]x[/blink]", "[conceal]x", "[reverse]x[/]", "[link=file:///etc/passwd]x[/link]",
    )  # fmt: skip
    yield from (
        "[not bold]x", "[rgb(1,2,3)]x", "[#ff0000]x", "[on #42]x", "[color(5)]x[/color(5)]", "[/red]", "[a.b.c]x",
    )  # fmt: skip
    yield from (
        "[red]x[/blue]", "[bold\nitalic]x[/]", "[bold]ä[/bold]", "[/][/][/]", "[dim]", "[@click='x']", "[ b ]", "[B]",
    )  # fmt: skip


def _csi() -> Iterator[str]:
    ends = [
        "2J", "3J", "H", "999;999H", "6n", "c", ">c", "5n", "?25l", "?1049h", "?1049l", "?1000h", "?2004h", "?2026h",
        "31m", "38;2;1;2;3m", "8m", "0;0r", "20t", "21t", "4i", "5i", "!p", "200~", "201~", ">1u", "18t", "b",
        "1000000b",
    ]  # fmt: skip
    yield from (f"a{ESC}[{end}b" for end in ends)
    yield from (f"a{CSI}{end}b" for end in ends[:14])
    yield from (
        f"{ESC}[", f"{ESC}[1;2", f"{ESC}[" + ";" * 500 + "m", f"{ESC}[99999999999999999999A", f"{ESC}",
        f"{ESC}{ESC}{ESC}",
    )  # fmt: skip


def _escapes() -> Iterator[str]:
    yield from (
        f"a{ESC}{end}b"
        for end in ("c", "7", "8", "D", "M", "E", "H", "Z", "=", ">", "(0", ")0", "#8", "%G", "n", "o", "|", "~")
    )


def _osc() -> Iterator[str]:
    bodies = [
        "0;title", "2;title", "1;icon", "52;c;aGFjaw==", "52;c;?", "52;p;!", "4;1;?", "10;?", "11;#000000", "104",
        "7;file:///etc", "8;;http://evil.example", "9;note", "777;notify;a;b", "1337;File=:AAAA", "133;A", "22;hand",
    ]  # fmt: skip
    for body in bodies:
        yield from (f"x{ESC}]{body}{BEL}y", f"x{ESC}]{body}{ESC}\\y", f"x{OSC}{body}{ST}y")
    yield from (f"{ESC}]0;open", f"{OSC}52;c;open", f"{ESC}]8;;http://evil.example{ESC}\\text{ESC}]8;;{ESC}\\")


def _strings() -> Iterator[str]:
    for start in ("P", "_", "^", "X"):
        yield from (f"a{ESC}{start}payload{ESC}\\b", f"a{ESC}{start}open", f"a{chr(ord(start) + 0x40)}payload{ST}b")
    yield from (
        f"{ESC}P$qm{ESC}\\", f"{ESC}P+q544e{ESC}\\", f"{ESC}Pq#0;2;0;0;0~{ESC}\\", f"{ESC}_Ga=T;AAAA{ESC}\\",
        f"{ESC}k title{ESC}\\",
    )  # fmt: skip


def _controls() -> Iterator[str]:
    yield from (f"a{chr(code)}b" for code in range(0x20))
    yield from (
        "a\x7fb", "\x00", "\x00" * 50, "name\x00.txt", "a\r\nb\rc\nd", "\n" * 60, "\t" * 60, "a\bb\bc",
        "\x0e\x0flqqk", "\r\x1b",
    )  # fmt: skip


def _c1() -> Iterator[str]:
    yield from (f"a{chr(code)}b" for code in range(0x80, 0xA0))


def _bidi() -> Iterator[str]:
    marks = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    yield from (f"konto{mark}123" for mark in marks)
    yield from (
        "rechnung\u202efdp.exe", "\u202e" * 40 + "x", "\u2067\u2066\u2069\u2069", "مرحبا", "שלום 12",
        "a\u202eשלום\u202cb",
    )  # fmt: skip


def _zero_width() -> Iterator[str]:
    signs = "\u00ad\u034f\u115f\u1160\u17b4\u180e\u200b\u200c\u200d\u2060\u2061"
    signs += "\u2064\u206a\u206f\u3164\ufe0e\ufe0f\ufeff\uffa0\ufff9\ufffb"
    yield from (f"Mül{sign}ler" for sign in signs)
    yield from (
        "\u200b" * 300, "\ufeffName", "\U000e0041\U000e0042\U000e007f", "a\U000e0100b", "a\u2028b\u2029c",
        "\u00a0\u2007\u202f\u3000",
    )  # fmt: skip


def _combining() -> Iterator[str]:
    yield from (
        "Mu\u0308ller", "e\u0301" * 40, "a" + "\u0301" * 500, "Z" + "\u0335\u0489\u20dd\u1dc4" * 50, "\u0301allein",
    )  # fmt: skip
    yield from ("ก" + "ำ" * 100, "\u0e01" + "\u0e49" * 200, "क्षि" * 20, "\u0f42" + "\u0f90" * 90, "ﷺ" * 30, "𒐫" * 20)
    yield from (
        "a" + mark * 60
        for mark in "\u0300\u0483\u0591\u0610\u064b\u0730\u093c\u0a3c\u1ab0\u1dc0\u20d0\u302a\u3099\ufe20"
    )


def _wide() -> Iterator[str]:
    yield from (
        "日本語サービス株式会社", "東京通り 5", "한국어", "ｆｕｌｌ", "ﾊﾝｶｸ",
        "👩\u200d🔧", "👩\u200d👩\u200d👧\u200d👦", "🏳\ufe0f\u200d🌈",
    )  # fmt: skip
    yield from (
        "🇩🇪🇦🇹", "👍🏿", "1\ufe0f\u20e3", "☎\ufe0e ☎\ufe0f", "👩\u200d" * 30, "😀" * 80, "─│┌┐█▓", "\ue000\uf8ff",
        "𝕳𝖊𝖎𝖟𝖚𝖓𝖌", "ß ẞ ŉ ǰ ΐ ﬃ İ ı",
    )  # fmt: skip
    yield from (
        "日" * 79, "a" + "日" * 40, "x" * 39 + "日", "\U0001f9d1\U0001f3fb\u200d\u2764\ufe0f\u200d\U0001f9d1\U0001f3fc",
    )  # fmt: skip


def _surrogates() -> Iterator[str]:
    yield from (
        "\ud800", "a\udfffb", "\udc80\udcff", "\ud83d", "\ud83d\ude00", "Stra\udcdfe", "\ufffe\uffff", "\U0010ffff",
        "\ufffd",
    )  # fmt: skip


def _broken_encodings() -> Iterator[str]:
    whole = "Größe Straße Müller € „ja“"
    yield whole.encode().decode("cp1252", "replace")
    yield whole.encode("cp1252").decode("utf-8", "replace")
    yield whole.encode("cp1252").decode("utf-8", "surrogateescape")
    yield whole.encode().decode("latin-1")
    yield whole.encode("utf-16-le").decode("latin-1")
    yield whole.encode("utf-7").decode("ascii")
    yield from (
        "MÃ¼ller", "Ã¢â‚¬â„¢", "=?utf-8?Q?M=C3=BCller?=", "=?klingon?B?AAAA?=", "M&uuml;ller &lt;b&gt; &#27;[2J",
        "%1b%5b2J", "\\x1b[2J \\u001b]0;x",
    )  # fmt: skip


def _formulas() -> Iterator[str]:
    bodies = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://evil","x")', "SUM(A1:A9)", "2+3", 'DDE("a";"b")')
    yield from (f"{sign}{body}" for sign in "=+-@" for body in bodies)
    yield from (f"{lead}=1+1" for lead in ("\t", "\r", "\n", "\x00", " ", "'", '"', ";", "\ufeff", "\u200b"))
    yield from (
        "＝1+1", "＋1", "－1", "＠SUM(A1)", "+49 30 23125-471", "-5", "+4930", '"=1+1"', "a;=1+1", 'x","=1+1', "|calc",
        "=",
    )  # fmt: skip


def _search() -> Iterator[str]:
    yield from (
        '"', '""', '"a', 'a"b"c', "NEAR(", "NEAR(a b, 3)", "a AND", "OR", "NOT a", "a NOT", "(", ")", "((((", "a*",
        "*a", "*",
    )  # fmt: skip
    yield from (
        "name:x", "{a b}:c", "^a", "a^", "-a", "+a", "a + b", "col : x", "%", "_", "%_'--",
        "'; DROP TABLE ticket; --", "\\",
    )  # fmt: skip
    yield from (
        "' OR 1=1 --", "1; ATTACH 'x' AS y", "a" * 33 + " b" * 40, "(" * 400, '"' * 401, "NOT " * 100, "٠٣٠",
        "0" * 200, "K-", "T-99999999999999999999",
    )  # fmt: skip


def _times() -> Iterator[str]:
    yield from (
        "32.13.2026", "0.0.0", "31.02.2026", "29.02.2027 9", "1.1.0001", "31.12.9999 23:59", "99999999999999.1", "-1",
        "24:00", "25:61",
    )  # fmt: skip
    yield from (
        "29.03.2026 02:30", "25.10.2026 02:30", "kw 53", "kw 99", "kw 0", "+999999999999h", "+0m", "-3h",
        "in 9999999 tagen", "8-", "-8", "8-8",
    )  # fmt: skip
    yield from (
        "18-8", "mi mi mi", "wed wed", "14 14 14", "viertel", "viertel 25", "dreiviertel 0", "morgen gestern", "1e9",
        "١٤:٠٠", "½ 9", "9½",
    )  # fmt: skip
    yield from (
        "!", "!!!!", "wed 14 !", "wed 14 " * 40, "+" * 200, "." * 200, ":" * 200, "1." * 99, "9" * 300, "8-10-12",
        "2026-02-30", "2026-W60-9",
    )  # fmt: skip


def _marks() -> Iterator[str]:
    yield from (
        "=", "=u=c=o", "=u =c", "=x", "! !! !!!", "!c !k !", "@", "@@", "@ Bonnard", "@" * 300, "@" + "x" * 300,
        "via", "via via via", "über",
    )  # fmt: skip
    yield from (
        "über den Zaun", "via Dr. Dr. Dr. Dr.", "via " * 100, "=u " * 100, "@a.b.c-d_e", "#", "#42 #T-1042",
        "!c" * 100, "= = =", "K-1001 T-1001", "p p p",
    )  # fmt: skip


def _json() -> Iterator[str]:
    yield from (
        '{"a": 1}', "[1, 2", "null", "true", "NaN", "1e999", '{"__class__": "x"}', "{" * 300, '["' * 200, "\\u0000",
        "\\ud800", "'", "`id`", "$(id)", "${IFS}",
    )  # fmt: skip


def _paths() -> Iterator[str]:
    yield from (
        "../../etc/passwd", "/dev/null", "/dev/zero", "con", "aux.csv", "a/b\\c", "~", "~root", "-rf", "--help", "--",
        "-", "file:///etc/passwd", "\\\\host\\x", "a" * 300, ".", "..", "x\x00.csv",
    )  # fmt: skip


def _html() -> Iterator[str]:
    yield from (
        "<script>alert(1)</script>", "</td></table>", "<img src=x onerror=y>", "&lt;b&gt;", "&amp;amp;", "<!--",
        "]]>", "<a href='javascript:x'>", "</title><h1>", '" onload="x', "<style>*{}",
    )  # fmt: skip


def _long() -> Iterator[str]:
    yield from (
        "x" * 3000, "wort " * 800, "ä" * 2500, "[b]" * 1200, f"{ESC}[2J" * 800, "日" * 1500, "a\u0301" * 1500,
        "\u202e" * 2500, "ab\n" * 1200,
    )  # fmt: skip


def _huge() -> Iterator[str]:
    yield "x" * MEGABYTE
    yield "wort " * (MEGABYTE // 5)
    yield "ü" + "\u0301" * MEGABYTE
    yield f"{ESC}[2J[/b]" * (MEGABYTE // 8)
    yield "日\u200d" * (MEGABYTE // 2)
    yield "a\n" * (MEGABYTE // 2)
    yield "9" * MEGABYTE
    yield "[" * MEGABYTE


_CLASSES = {
    "everyday": lambda: iter(EVERYDAY),
    "markup": _textual_markup,
    "rich markup": _rich_markup,
    "csi": _csi,
    "escapes": _escapes,
    "osc": _osc,
    "strings": _strings,
    "controls": _controls,
    "c1": _c1,
    "bidi": _bidi,
    "zero width": _zero_width,
    "combining": _combining,
    "wide": _wide,
    "surrogates": _surrogates,
    "encodings": _broken_encodings,
    "formulas": _formulas,
    "search": _search,
    "times": _times,
    "marks": _marks,
    "json": _json,
    "paths": _paths,
    "html": _html,
    "long": _long,
}
KINDS = (*_CLASSES, "huge")
"""The classes."""


def _interleaved() -> tuple[Hostile, ...]:
    """One of each class in turn, so that any stretch of the corpus holds nearly every class."""
    classes = [[Hostile(kind, text) for text in dict.fromkeys(make())] for kind, make in _CLASSES.items()]
    return tuple(one for one in chain.from_iterable(zip_longest(*classes)) if one is not None)


CORPUS = _interleaved()
"""Every text but the huge ones; each text once in its class."""
HUGE = tuple(Hostile("huge", text) for text in _huge())
"""Texts of about a megabyte."""


def stretch(number: int, length: int) -> tuple[Hostile, ...]:
    """``length`` texts of the corpus; those of ``number`` 0, 1, 2 ... follow each other, round and round."""
    first = number * length
    return tuple(CORPUS[(first + index) % len(CORPUS)] for index in range(length))


if __name__ == "__main__":
    for kind in _CLASSES:
        print(f"{kind:12} {sum(one.kind == kind for one in CORPUS):4}")
    print(f"{'huge':12} {len(HUGE):4}\n{'all':12} {len(CORPUS) + len(HUGE):4}")
