"""What can be typed into the command line: one table of words, what follows them, and what each comes to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from dispatcher.domain.free import free_at, free_lanes, minute_of
from dispatcher.domain.refusal import Refusal
from dispatcher.locale import N_, _
from dispatcher.queries.rows import LaneRow
from dispatcher.values import dataclass

if TYPE_CHECKING:
    from dispatcher.domain.phrases import Office

Kind = Literal["customer", "ticket", "number", "free", "day", "note", "undo", "quiet", "help", "status", "move"]
_MOST_NAMED = 5
_LONGEST_QUIET = 240
"""Minutes that the bell may be silent at most."""
_NUMBER = re.compile(r"(?:[kt]\s*)?-?\s*(\d{1,9})", re.IGNORECASE)
_MOVED = re.compile(r"(?:t\s*-?\s*)?(\d{3,9})\s+(\S.*)", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"\s*(#|[^\W\d_]+)\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a command is typed: who works today, and when and where a time phrase is read."""

    lanes: Sequence[LaneRow]
    today: date
    zone: str
    now: datetime
    office: Callable[[], Office]


@dataclass(frozen=True, slots=True)
class Order:
    """A command as it was understood; ``echo`` says so in the language in use."""

    kind: Kind
    echo: str
    number: int = 0
    day: date | None = None
    text: str = ""
    technician: int | None = None
    at: datetime | None = None
    """When something happened, where that was said."""


Read = Callable[[str, Scene], Order | Refusal]


@dataclass(frozen=True, slots=True)
class Command:
    """One row of the table. ``words`` are accepted whatever the language; ``usage`` shows what follows them."""

    words: tuple[str, ...]
    usage: str
    read: Read


def read_command(typed: str, scene: Scene, answer: str = "") -> Order | Refusal:
    """What ``typed`` comes to. A number alone is a ticket's, with a time behind it its appointment is moved there; what
    begins with no word of the table is a day for the plan; anything else is refused (code "unknown") and may become a
    note. ``answer`` is the key of what is meant by a day that means two."""
    text = typed.strip()
    if re.fullmatch(r"\d{3,9}", text):
        return _ticket(text, scene)
    if (moved := _MOVED.fullmatch(text)) is not None:
        return _move(int(moved[1]), moved[2], scene)
    command, rest = _command_in(text)
    if command is not None:
        return command.read(rest, scene)
    meant = _day(text, scene, answer)
    if isinstance(meant, Refusal) and meant.code == "unknown":
        from dispatcher.console.status_command import read_status

        return read_status(text, scene) or meant
    return meant


def meanings(typed: str, scene: Scene) -> list[str]:
    """The keys of what ``typed`` can mean, where it is a day that means several."""
    from dispatcher.domain.phrases import Asked, understand

    text = typed.strip()
    meant = understand(text, scene.office()) if text and _command_in(text)[0] is None else None
    return [choice.key for choice in meant.choices] if isinstance(meant, Asked) else []


def _command_in(text: str) -> tuple[Command | None, str]:
    """The row of the table that ``text`` begins with, and what follows."""
    found = _WORD.fullmatch(text)
    return (command_of(found[1]), found[2].strip()) if found is not None else (None, text)


def command_of(word: str) -> Command | None:
    """The row of the table that a word belongs to."""
    return next((one for one in COMMANDS if word.lower() in one.words), None)


def completions(typed: str, scene: Scene) -> list[str]:
    """What the last word of ``typed`` could become: a command, or behind ``free`` a skill."""
    *before, begun = typed.lstrip().split(" ")
    if not begun:
        return []
    if before:
        is_free = command_of(before[0]) is FREE
        skills = sorted({skill for lane in scene.lanes for skill in lane.skills}) if is_free else []
        return [" ".join([*before, skill, ""]) for skill in skills if skill.lower().startswith(begun.lower())]
    words = [word for command in COMMANDS for word in command.words if word.isalpha() and len(word) > 1]
    return [f"{word} " for word in words if word.startswith(begun.lower())]


def _numbered(kind: Kind, rest: str, echo: str, usage: str) -> Order | Refusal:
    found = _NUMBER.fullmatch(rest)
    if found is None:
        return Refusal("number", _("A number is missing. Like: {example}").format(example=_(usage)))
    return Order(kind, echo.format(number=int(found[1])), int(found[1]))


def _customer(rest: str, _scene: Scene) -> Order | Refusal:
    return _numbered("customer", rest, _("customer K-{number}"), "k 1042")


def _ticket(rest: str, _scene: Scene) -> Order | Refusal:
    return _numbered("ticket", rest, _("ticket T-{number}"), "t 4711")


def _move(number: int, target: str, scene: Scene) -> Order | Refusal:
    from dispatcher.domain.phrases import understand

    meant = understand(target, replace(scene.office(), grabbed=scene.now))
    if isinstance(meant, Refusal):
        return Refusal("move", meant.sentence)
    return Order("move", _("move T-{number}: {target}").format(number=number, target=target), number, text=target)


def _any_number(rest: str, scene: Scene) -> Order | Refusal:
    if rest[:1].lower() == "k":
        return _customer(rest, scene)
    return _numbered("number", rest, _("ticket or customer {number}"), "# 4711")


def _note(rest: str, _scene: Scene) -> Order | Refusal:
    return Order("note", _("note: {text}").format(text=rest) if rest else _("note"), text=rest)


def _undo(_rest: str, _scene: Scene) -> Order | Refusal:
    return Order("undo", _("undo my last action"))


def _quiet(rest: str, _scene: Scene) -> Order | Refusal:
    minutes = int(rest) if rest.isascii() and rest.isdigit() and len(rest) <= len(str(_LONGEST_QUIET)) else 0
    if not 0 < minutes <= _LONGEST_QUIET:
        return Refusal("quiet", _("For how many minutes, at most {n}? Like: quiet 30").format(n=_LONGEST_QUIET))
    return Order("quiet", _("no bell for {n} min, but for an emergency").format(n=minutes), minutes)


def _help(_rest: str, _scene: Scene) -> Order | Refusal:
    return Order("help", _("everything that can be typed here"))


def usages() -> str:
    """How each command is typed, in the language in use."""
    rest = [_("4802 wed 9"), _("a day: wed, 25.11"), _("a technician: wo 4, wo 4 0905")]
    return "   ".join([*(_(command.usage) for command in COMMANDS), *rest])


def _day(text: str, scene: Scene, answer: str = "") -> Order | Refusal:
    from dispatcher.domain.phrases import Asked, Understood, echo, understand

    meant = understand(text, scene.office())
    if isinstance(meant, Asked):
        meant = meant.take(answer) or meant
    if isinstance(meant, Understood):
        told = echo(meant, scene.now, scene.zone).partition(" - ")[0]
        return Order("day", _("plan of {day}").format(day=told), day=meant.day)
    if isinstance(meant, Refusal) and meant.code == "unknown":
        return Refusal("unknown", _("not understood.  Enter = note   help = what there is"))
    return Refusal("day", meant.sentence)


def _free(rest: str, scene: Scene) -> Order | Refusal:
    known = {skill.lower(): skill for lane in scene.lanes for skill in lane.skills}
    words = re.findall(r"\d[\d:.]*|[^\W\d]+", rest)
    skills = [known[word.lower()] for word in words if word.lower() in known]
    time = " ".join(word for word in words if word.lower() not in known)
    if time and time.isalpha():
        names = " ".join(sorted(known.values()))
        return Refusal("skill", _("Nobody has the skill {word}. There are: {skills}").format(word=time, skills=names))
    told = _free_then(time, skills, scene) if time else _free_now(skills, scene)
    if isinstance(told, Refusal):
        return told
    return Order("free", told, text=" ".join(skills).lower())


def _free_now(skills: Sequence[str], scene: Scene) -> str:
    free = free_lanes(scene.lanes, skills, scene.today, scene.zone, scene.now)
    who = ", ".join(f"{lane.code} {_clock(minute)}" for lane, minute in free[:_MOST_NAMED])
    return _("free today{skills}: {who}").format(skills=_of(skills), who=who or _("nobody"))


def _free_then(time: str, skills: Sequence[str], scene: Scene) -> str | Refusal:
    from dispatcher.domain.phrases import Understood, understand

    meant = understand(time, scene.office())
    if not isinstance(meant, Understood):
        return Refusal("time", meant.sentence)
    if meant.day != scene.today or meant.day_only:
        return Refusal("time", _("A time that still lies ahead today is missing. Like: free 14 tk"))
    free = free_at(scene.lanes, skills, meant.starts, scene.today, scene.zone)
    at = minute_of(meant.starts, scene.today, scene.zone)
    kept = [lane.reserve is not None and lane.reserve[0] <= at < lane.reserve[1] for lane, _minute in free]
    told = sorted(zip(kept, free, strict=True), key=lambda pair: pair[0])
    who = ", ".join(_until(lane.code, minute, is_kept) for is_kept, (lane, minute) in told)
    when = _clock(at)
    return _("free at {time}{skills}: {who}").format(time=when, skills=_of(skills), who=who or _("nobody"))


def _until(code: str, minute: int, is_kept: bool) -> str:
    """Until when somebody is free; who is kept for emergencies then stands behind the others, and it is said."""
    told = _("{who} until {time}").format(who=code, time=_clock(minute))
    return f"{told} ({_('reserve')})" if is_kept else told


def _of(skills: Sequence[str]) -> str:
    return f", {','.join(skills)}" if skills else ""


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


FREE = Command(("free", "frei"), N_("free 14 tk"), _free)
COMMANDS: tuple[Command, ...] = (
    Command(("k",), "k 1042", _customer),
    Command(("t",), "t 4711", _ticket),
    Command(("#",), "# 4711", _any_number),
    FREE,
    Command(("note", "notiz"), N_("note TEXT"), _note),
    Command(("undo", "zurück"), N_("undo"), _undo),
    Command(("quiet", "still"), N_("quiet 30"), _quiet),
    Command(("help", "hilfe"), N_("help"), _help),
)
"""Every command. A later verb adds its row here and its kind to :data:`Kind`."""
