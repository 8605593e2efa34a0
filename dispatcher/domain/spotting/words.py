"""The words of promising, German and English: who acts, what he does, and what makes a sentence no promise.

All patterns are read against lower case with umlauts spelt out; a time that was named stands there as "§".
"""

from __future__ import annotations

import re


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


def _whole(*words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){_any(*words)}(?![\w-])")


WE = _whole(
    "ich", "wir", "i", "we", "i'll", "we'll", "i'm", "we're", "i'd", "we'd", "unsere?", "our", "ours",
    "techniker(?:in)?", "monteur(?:in)?", "technician", "engineer", "fitter",
)  # fmt: skip
"""Who acts for us."""
COLLEAGUE = re.compile(
    r"(?<!seine )(?<!seinem )(?<!ihre )(?<!ihrem )(?<!his )(?<!her )(?<!their )\b(?:kolleg(?:e|in)|colleague)\b"
)
THEY = _whole(
    "er", "sie", "kunden?", "kundin", "kd", "customer", "client", "he", "she", "they", "he'll", "she'll", "they'll",
    "he's", "she's", "they're", "he'd", "she'd", "they'd", "herrn?", "frau", "hr", "fr", "mr", "ms", "mrs",
    "hausmeister(?:in)?", "caretaker", "vermieter(?:in)?", "landlord", "lieferant", "supplier", "chef(?:in)?", "boss",
    "pfoertner", "reception", "empfang", "sekretariat", "zentrale", "head office", "buchhaltung", "deputy",
    "vertretung", "kollegin", "kollege", "colleague", "man", "jemand", "somebody", "someone", "verwaltung", "mieter",
    "tenant", "neighbour", "nachbarin?", "wache", "guard", "secretary", "it-abteilung", "hersteller", "manufacturer",
    "who", "assistant", "manager", "management", "provider", "versicherung", "insurance",
)  # fmt: skip
"""Who acts on the other side."""
TO_US = _whole("uns", "mich", "mir", "us", "me", "bei uns", "zu uns")
TO_THEM = _whole(
    "ihn", "ihm", "ihr", "ihnen", "him", "her", "them", "dem kunden", "der kundin", "den kunden", "the customer",
    "the client", "you", "herrn", "euch", "dir",
)  # fmt: skip
FROM_THEM = re.compile(
    r"\b(?:vo[mn] (?:der |dem )?(?:kund\w+|ihm|ihr|ihnen|lieferant\w*|vermieter\w*)|from (?:the )?(?:customer"
    r"|client|supplier|landlord|him|her|them)\b)"
)
FROM_US = re.compile(r"\b(?:von uns|from us|unsererseits|(?:from |on )?our side|unserer seite)\b")
FROM_SOMEBODY = re.compile(r"\b(?:vo[nm]|from|by)\s(?!uns\b|us\b|our\b|unserer|§|\d)\w")

NOT = re.compile(
    r"\b(?:nicht|nie|niemals|kein\w*|niemand\w*|weder|never|no|not|nobody|cannot|without|ohne|neither|none)\b|n't\b"
)
"""What is denied is not promised."""
ASKED_FOR = re.compile(
    r"\b(?:bitte|bittet|bitten|bat|please|soll|sollen|sollst|sollte[nst]?|should|wuenscht|braucht|brauchen|needs?"
    r"|wartet|warten|waits?|waiting|fragt|fragte|asks?|asked|kann|koennen|koennten?|konnte|can|could|may|might"
    r"|duerfen?|darf|wuerde[nst]?|would like|wants? us|want him|want her|wants? to be|moechte|moechten|haette"
    r"|warum|why|weshalb"
    r"|beschwert|complains?|erwartet|expects?|verlangt|fordert|demands?|hofft|hopes?|wollte wissen)\b|^(?:if"
    r"|falls|ob|whether)\b"
)
"""What somebody wants of the other is no promise of his."""
ASKS_ALL = re.compile(r"^(?:if|falls|sollte|sofern|in case|unless|warum|why|weshalb|wieso)\b")
"""A sentence that begins so says what would be, or asks."""
ONLY_IF = re.compile(
    r"^(?:wenn|falls|sofern|if|ob|whether|unless|in case|sobald|as soon as|once|when|until|solange|while"
    r"|waehrend|bis)\b"
)
"""A clause that begins so is no promise, whatever the others of its sentence say."""
NEEDED = re.compile(r"\b(?:muss|muessen|must|has to|have to|needs to|mussten?)\b")
GONE_BY = re.compile(
    r"\b(?:gestern|vorgestern|yesterday|damals|vorhin|letzte[nrsm]?|vergangene[nrsm]?|vorige[nrsm]?|last|ago"
    r"|earlier|bereits|schon|already"
    r"|seit|since|always|immer|gerade|derzeit|momentan|currently|usually|normalerweise|meistens|jedes mal|every"
    r"|jede[nrs]?)\b"
)
"""What was, what is going on, and what happens again and again is not promised."""
HAPPENED = re.compile(
    r"\b(?:hat|habe|hab|haben|hatte[nst]?|ist|sind|war|waren|wurde[nst]?|worden|has|had|was|were|been|did)\b"
)
THINGS_FAIL = re.compile(
    r"\b(?:fehler|stoerung|anlage|server|drucker|geraet|system|alarm|meldung|error|fault|printer|device|heating"
    r"|heizung|sensor"
    r"|steuerung|melder|pumpe|pump|software|telefon|telefonanlage|router|licht|light|wasser|water|strom|power)\b"
)
"""What acts by itself promises nothing, unless a day is named."""
IS_SO = re.compile(
    r"\b(?:abwesend|urlaub|ferien|krank|geschlossen|zu|offen|geoeffnet|weg|gesperrt|gueltig|laeuft|laufzeit"
    r"|garantie|da|haus"
    r"|erreichbar|dauert|bleibt|befristet|besetzt|defekt|absent|away|closed|open|leave|holiday|sick|ill|runs|valid"
    r"|warranty|oeffnungszeiten|hours|steht|stands|frei|free|off|stays|lasts|ausser|out of|wieder|back|feiertag"
    r"|vertrag|contract|frist|deadline)\b"
)
"""States that last until a day: no promise by that day."""

COMMITTED = re.compile(
    r"\b(?:zugesagt|versprochen|zugesichert|verspricht|versichert|verspreche[n]?|sichere[n]? zu"
    r"|sagt (?:fest )?zu|sage[n]? (?:fest )?zu|zusage"
    r"|promised|promises|promise|committed|assured|assures|guaranteed|agreed to|agrees to)\b"
)
"""Words that say it is a promise."""
ARRANGED = re.compile(
    r"\b(?:vereinbart|verstaendigt|ausgemacht|abgemacht|verabredet|vorgemerkt|eingeplant|booked|scheduled"
    r"|arranged|owe|schulden|schulde)\b"
)
"""Words that say so, where a day is named with them."""
BROKEN = re.compile(
    r"\b(?:wurde[n]? (?:\w+ )*(?:versprochen|zugesagt)|(?:was|were|been) (?:\w+ )*promised"
    r"|hatte[nst]? (?:\w+ )*(?:versprochen|zugesagt)"
    r"|had (?:\w+ )*(?:promised|agreed)|versprochene[nrsm]?|zugesagte[nrsm]?|(?:the|a) promised|nobody|niemand"
    r"|nichts)\b"
)
"""A promise of former times, about which somebody complains."""
TOLD = re.compile(r"\b(?:told|said|says|promised|agreed|assured|gesagt|sagt|sagte|zugesagt|versprochen)\b")
WOULD = re.compile(r"\b(?:would|\w+'d)\b")

WILL = re.compile(
    r"^going to\b|\b(?:will|werden?|wird|shall|'ll|\w+'ll|(?:is|are|am|'s|'re|'m|\w+'s|\w+'re|\w+'m) going to|gonna"
    r"|wants? to|intends? to|plans? to|means? to"
    r"|wollen|agrees to|promises to|promised to|agreed to|muss|must|have to|has to)\b"
)
"""What makes a verb one of the future."""

CALLS = re.compile(
    r"\b(?:zurueck(?:zu)?rufen?|(?:ruf|rufe|rufen|ruft)\b.*\b(?:zurueck|an|wieder an)|an(?:zu)?rufen?|call(?:s"
    r"|ing)?\b.*\b(?:back|again|him|her|them)"
    r"|ring(?:s|ing)?\b.*\b(?:back|him|her|them)|rueckruf\w*|call-?back)\b"
)
"""What comes to a call of ours."""
CALL_BACK = re.compile(r"\b(?:rueckruf\w*|zwischenstand|next update|naechste info|call-?back|ring-?back|rr)\b")
NOTICE = re.compile(
    r"\b(?:rueckmeldung|bescheid|antwort|feedback|reply|answer|bestaetigung|confirmation|termin|appointment)\b"
)
THING = re.compile(
    r"\b(?:angebot\w*|kostenvoranschlag\w*|bericht\w*|protokoll\w*|rechnung\w*|ersatzgeraet\w*|ersatzteil\w*"
    r"|techniker(?:in)?|monteur\w*|quote|report"
    r"|invoice|estimate|minutes|replacement\w*|technician|engineer|plan|\w*plan|\w*liste|list|unterlagen"
    r"|documents?|vollmacht|authori[sz]ation|daten"
    r"|data|zugangsdaten|vertrag|contract|teil|part|material|freigabe|approval|bestellung|order|schluessel|key"
    r"|bilder|pictures|photos|fotos|mail|e-mail"
    r"|gutschrift|credit note|nummer|number|text|ansagetext|offer|lieferung|delivery|goods|ware|termin|date"
    r"|messprotokoll|zahlung|payment|ueberweisung|purchase order|floor plan|grundriss|nachweis|pruefbericht)\b"
)
PAYMENT = re.compile(r"\b(?:zahlung|payment|ueberweisung|purchase order|bestellung)\b")
GOES = re.compile(
    r"\b(?:kommt|kommen|folgt|folgen|comes|come|coming|follows|follow|erfolgt|erfolgen|geht .*\braus"
    r"|gehen .*\braus|geht raus|goes out|go out|going out|rausgeht|geht|gehen|goes)\b"
)
"""What a thing does that is promised."""
GETS = re.compile(
    r"\b(?:\w+'d have|will have|hoert|hoeren|hears?|bekomm\w*|erhaelt|erhalten|kriegt|kriegen|gets?|receives?|get)\b"
)
BE_THERE = re.compile(
    r"\b(?:(?:bin|sind|ist|kommen|kommt|komme|be|is|are|'ll be)\b.*\b(?:vor ort|there|on site|bei ihm|bei ihr"
    r"|bei ihnen|with (?:you|him|her|them))"
    r"|(?:vor ort|on site)\b.*\b(?:bin|sind))\b"
)
DELIVERED = re.compile(r"\b(?:geliefert|delivered|shipped|zugestellt)\b")
HAVE_DONE = re.compile(
    r"\b(?:laesst|lassen)\b.*\b\w{3,}en\b|\b(?:has|have)\s(?:the|a|his|her|their|our)\s(?:\w+\s){1,3}\w+(?:ed|ut|ne)\b"
)
"""Somebody has it done by others."""
ACTS = re.compile(
    r"\b(?!ge\w+t\b|nicht\b|jetzt\b|seit\b|dort\b|erst\b|fast\b|selbst\b|statt\b|bereit\b|laut\b|recht\b"
    r"|geraet\b|zeit\b|hat\b|ist\b|mit\b|gut\b|samt\b|amt\b|platt\b|kalt\b|sent\b|went\b|kept\b|left\b|lost\b"
    r"|built\b|brought\b|bought\b|met\b|got\b|felt\b|meant\b|that\b|about\b|out\b|at\b|it\b|let\b"
    r"|put\b)[a-z]{2,}t\b"
)
"""A German verb of the present, said of one who acts."""
DONE = re.compile(
    r"\b(?:(?!geschlossen\b|gesperrt\b)\w*ge\w{3,}(?:t|en)|geschickt|vorbeigeschickt|zugeschickt|gesendet"
    r"|zugesandt|gesandt|erledigt|repariert|getauscht|ausgetauscht|behoben|geliefert|gemacht|bestellt"
    r"|eingebaut|montiert|geprueft|geklaert|erstellt|angerufen|zurueckgerufen|informiert|abgeholt|angemeldet"
    r"|geoeffnet|bezahlt|ueberwiesen"
    r"|sent|done|fixed|repaired|replaced|swapped|delivered|shipped|installed|checked|ordered|called|informed"
    r"|collected|paid|finished|fertig|ready)\b"
)
"""What will be done to a thing."""
