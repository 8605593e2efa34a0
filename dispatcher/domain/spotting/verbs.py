"""The verbs of promising: calling, answering, sending, coming, seeing to it; and in which person they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from dispatcher.values import dataclass

Person = Literal["first", "many", "third", "bare"]
"""German "rufe" is first, "rufen" first, many or an infinitive, "ruft" third; English has only "calls" and "call"."""

_GERMAN = """
ruf rufe|ruft|rufen|an zurueck durch|1
meld melde|meldet|melden|sich uns mich|1
- gebe|gibt|geben|bescheid rueckmeldung durch rueckantwort auskunft|1
sag sage|sagt|sagen|bescheid uns|1
- lasse|laesst|lassen|wissen zukommen|1
- kuemmere|kuemmert|kuemmern||1
- sorge|sorgt|sorgen||1
- veranlasse|veranlasst|veranlassen||1
- halte|haelt|halten|laufenden|1
- halte|haelt|halten|frei bereit|1
schick schicke|schickt|schicken||1
- sende|sendet|senden||1
- maile|mailt|mailen||1
- faxe|faxt|faxen||1
- reiche|reicht|reichen|nach ein|1
- leite|leitet|leiten|weiter|1
- informiere|informiert|informieren||1
- antworte|antwortet|antworten||1
- bestaetige|bestaetigt|bestaetigen||1
- klaere|klaert|klaeren||1
- pruefe|prueft|pruefen||0
- besorge|besorgt|besorgen||1
- bestelle|bestellt|bestellen||0
bring bringe|bringt|bringen|vorbei mit her zurueck|1
bring bringe|bringt|bringen||0
- hole|holt|holen|ab|0
komm komme|kommt|kommen|vorbei|1
komm komme|kommt|kommen||0
- liefere|liefert|liefern||0
- oeffne|oeffnet|oeffnen||0
- mache|macht|machen|auf|0
- schliesse|schliesst|schliessen|auf|0
- ueberweise|ueberweist|ueberweisen||1
- zahle|zahlt|zahlen||0
- bezahle|bezahlt|bezahlen||0
- unterschreibe|unterschreibt|unterschreiben||0
- nenne|nennt|nennen|uns termin|1
- entscheide|entscheidet|entscheiden||0
- schreibe|schreibt|schreiben||0
- schaue|schaut|schauen|nach an vorbei|1
- sehe|sieht|sehen|nach zu|1
- nehme|nimmt|nehmen|an vor mit|0
- stelle|stellt|stellen|frei bereit|1
- lege|legt|legen|bereit hin|1
- melde|meldet|melden|an|0
- erledige|erledigt|erledigen||0
- mache|macht|machen||0
- tausche|tauscht|tauschen||0
- repariere|repariert|reparieren||0
- baue|baut|bauen|ein|0
- richte|richtet|richten|ein|0
- erstelle|erstellt|erstellen||0
- vereinbare|vereinbart|vereinbaren||0
- bespreche|bespricht|besprechen||0
- frage|fragt|fragen|nach|0
- hake|hakt|haken|nach|1
- trage|traegt|tragen|ein nach|0
- teile|teilt|teilen|mit|1
- verbinde|verbindet|verbinden||0
- buche|bucht|buchen||0
- raeume|raeumt|raeumen||0
- uebernehme|uebernimmt|uebernehmen||0
- plane|plant|planen|ein|0
- hinterlege|hinterlegt|hinterlegen||0
- fahre|faehrt|fahren||0
- gehe|geht|gehen|hin vorbei|0
- beginne|beginnt|beginnen||0
- starte|startet|starten||0
- fange|faengt|fangen|an|0
- messe|misst|messen||0
- teste|testet|testen||0
- wechsle|wechselt|wechseln||0
- setze|setzt|setzen||0
- ziehe|zieht|ziehen||0
- verlege|verlegt|verlegen||0
- montiere|montiert|montieren||0
- schalte|schaltet|schalten||0
- programmiere|programmiert|programmieren||0
- zeige|zeigt|zeigen||0
- spreche|spricht|sprechen||0
- rede|redet|reden||0
- kontaktiere|kontaktiert|kontaktieren||1
- beauftrage|beauftragt|beauftragen||1
- storniere|storniert|stornieren||0
- verschiebe|verschiebt|verschieben||0
- spiele|spielt|spielen|ein|0
- versuche|versucht|versuchen||0
- lasse|laesst|lassen|rein herein ein|1
- gebe|gibt|geben|uns ihm ihr|1
- frage|fragt|fragen|chef chefin kollegen kollegin vermieter|1
- uebernehme|uebernimmt|uebernehmen|abstimmung anmeldung|1
- schliesse|schliesst|schliessen|auf|1
- ueberlege|ueberlegt|ueberlegen||0
"""
_ENGLISH = """
drive|drives|driving||0
go|goes|going|round over there|0
start|starts|starting||0
begin|begins|beginning||0
move|moves|moving||0
cancel|cancels|cancelling||0
contact|contacts|contacting||1
talk|talks|talking||0
speak|speaks|speaking||0
think|thinks|thinking||0
test|tests|testing||0
restore|restores|restoring||0
reset|resets|resetting||0
have|has|having|someone somebody cleared|0
get|gets|getting|us him her them|0
put|puts|putting||0
try|tries|trying||0
aim|aims|aiming||0
prepare|prepares|preparing||0
switch|switches|switching||0
call|calls|calling|back again us him her them you|1
ring|rings|ringing||1
phone|phones|phoning||1
call|calls|calling||0
get|gets|getting|back in touch|1
give|gives|giving|call ring notice us feedback|1
let|lets|letting|know|1
let|lets|letting|in|0
report|reports|reporting|back|1
send|sends|sending||1
email|emails|emailing||1
mail|mails|mailing||1
fax|faxes|faxing||1
text|texts|texting||1
forward|forwards|forwarding||1
be in touch|is in touch|-||1
keep|keeps|keeping|posted informed updated free loop|1
take care|takes care|taking care||1
look|looks|looking|into after|1
see to|sees to|seeing to||1
make sure|makes sure|making sure||1
find out|finds out|finding out||1
follow up|follows up|following up||1
sort out|sorts out|sorting out||1
sort|sorts|sorting|out|1
check|checks|checking||0
ask|asks|asking||0
confirm|confirms|confirming||1
answer|answers|answering||0
reply|replies|replying||1
inform|informs|informing||1
update|updates|updating||0
come|comes|coming|by round over back|0
come|comes|coming||0
drop|drops|dropping|off by round in|1
bring|brings|bringing||0
deliver|delivers|delivering||0
open|opens|opening|up us|1
open|opens|opening||0
register|registers|registering||1
pay|pays|paying||0
transfer|transfers|transferring||0
sign|signs|signing||0
name|names|naming||0
decide|decides|deciding||0
write|writes|writing||0
order|orders|ordering||0
fix|fixes|fixing||0
repair|repairs|repairing||0
replace|replaces|replacing||0
swap|swaps|swapping||0
install|installs|installing||0
arrange|arranges|arranging||0
provide|provides|providing||0
return|returns|returning||0
collect|collects|collecting||0
pick|picks|picking|up|0
do|does|doing||0
finish|finishes|finishing||0
have|has|having|fixed done ready|0
visit|visits|visiting||0
be there|is there|-||0
be on site|is on site|-||0
ship|ships|shipping||0
tell|tells|telling||1
hand|hands|handing|over in|0
leave|leaves|leaving|key|0
clear|clears|clearing||0
book|books|booking||0
chase|chases|chasing||1
"""


_NO_NOUN = "".join(rf"(?<!\b{word}\s)" for word in ("the", "a", "an", "our", "my", "this", "no", "his", "her", "their"))
"""Behind such a word "call" and "contact" are nouns."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in one of its forms: in which person, whether it promises without a day, and the language; ``keys`` are
    words of which one stands wherever it is said."""

    pattern: re.Pattern[str]
    person: Person
    strong: bool
    tongue: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """A verb that a clause says, and where."""

    verb: Verb
    at: int


_APART = frozenset(
    (
        "an",
        "zurueck",
        "durch",
        "nach",
        "ein",
        "weiter",
        "vorbei",
        "mit",
        "her",
        "ab",
        "auf",
        "zu",
        "frei",
        "bereit",
        "hin",
    )
)
"""Prefixes that stand apart from their verb, or before it in one word."""
_COMES_UP = re.compile(r"(?P<verb>\bkomm(?:t|en|e)\b).*\bauf (?:uns|ihn|sie|ihnen) zu\b")
_WORD = re.compile(r"[\w']+")


def _with(form: str, beside: str) -> re.Pattern[str]:
    """``form`` as whole words, and one of the words ``beside`` it somewhere in the clause."""
    near = rf"(?=.*\b(?:{beside.replace(' ', '|')})\b)" if beside else ""
    return re.compile(rf"^{near}.*?(?P<verb>{_NO_NOUN}(?<![\w'-])(?:{form})(?![\w-]))")


def _german(line: str) -> Iterator[Verb]:
    first, third, many, beside, strong = line.split("|")
    is_strong, firsts = strong == "1", [word for word in first.split() if word != "-"]
    persons: tuple[tuple[Person, list[str]], ...] = (("first", firsts), ("third", [third]), ("many", [many]))
    for person, forms in persons:
        yield Verb(_with("|".join(forms), beside), person, is_strong, "de", tuple(forms))
    apart = [word for word in beside.split() if word in _APART]
    for person, forms in (("many", [many, f"zu{many}"]), ("third", [third]), ("first", [firsts[-1]])) if apart else ():
        joined = tuple(prefix + form for prefix in apart for form in forms)
        yield Verb(re.compile(rf"(?P<verb>\b(?:{'|'.join(joined)})\b)"), person, is_strong, "de", joined)


def _english(line: str) -> Iterator[Verb]:
    base, third, going, beside, strong = line.split("|")
    is_strong = strong == "1"
    yield Verb(_with(base, beside), "bare", is_strong, "en", (base.split()[0],))
    yield Verb(_with(third, beside), "third", is_strong, "en", (third.split()[0],))
    if going != "-":
        form = rf"(?:is|are|am|\w+'s|\w+'re|\w+'m) (?:\w+ )?{going}"
        yield Verb(_with(form, beside), "third", is_strong, "en", (going.split()[0],))


@lru_cache(maxsize=1)
def _verbs() -> dict[str, tuple[tuple[int, Verb], ...]]:
    """Every verb in every form by its words, each with its weight: those that promise without a day come first."""
    found = [Verb(_COMES_UP, "third", True, "de", ("kommt", "kommen", "komme"))]
    found += [verb for line in _GERMAN.strip().splitlines() for verb in _german(line)]
    found += [verb for line in _ENGLISH.strip().splitlines() for verb in _english(line)]
    by_word: dict[str, list[tuple[int, Verb]]] = {}
    for place, verb in enumerate(sorted(found, key=lambda verb: not verb.strong)):
        for key in verb.keys:
            by_word.setdefault(key, []).append((place, verb))
    return {key: tuple(verbs) for key, verbs in by_word.items()}


def said_in(clause: str) -> Said | None:
    """The weightiest verb of promising in a clause; None where there is none."""
    by_word = _verbs()
    named = {one for word in _WORD.findall(clause) for one in by_word.get(word, ())}
    for _place, verb in sorted(named, key=lambda one: one[0]):
        if (found := verb.pattern.search(clause)) is not None:
            return Said(verb, found.start("verb"))
    return None
