"""Words by which a customer asks where his matter stays, and words that name no matter; in both languages."""

from __future__ import annotations

import re

from dispatcher.domain.text import fold, words

_ASKING = (
    # German
    r"\bwann (?:\w+ ){0,4}(?:komm\w*|endlich|jemand|techniker\w*|monteur\w*|rechnen|termin|repariert|erledigt)",
    r"\bwo (?:bleib\w*|steckt)\b",
    r"\bendlich\b",
    r"\b(?:immer noch|noch immer) (?:\w+ ){0,3}(?:nicht\w*|kein\w*|niemand\w*|defekt|kaputt|ohne|aus|tot)",
    r"\b(?:warte|warten|wartet|gewartet)\b (?:\w+ ){0,4}(?:seit|noch|schon|darauf|auf)\b",
    r"\bseit (?:\w+ ){0,3}(?:wart\w*|gewartet)\b",
    r"\b(?:niemand|keiner|kein techniker|kein monteur)\b (?:\w+ ){0,4}(?:gekommen|da|erschienen|gemeldet)\b",
    r"\b(?:niemand|keiner)\b (?:\w+ ){0,4}(?:zuruckgerufen|angerufen|aufgetaucht|kummert)\b",
    r"\b(?:nicht|nie|niemand) (?:\w+ ){0,3}(?:gemeldet|zuruckgerufen|erschienen|gekommen|aufgetaucht)\b",
    r"\b(?:nachfrage|nachfragen|nachgefragt|nachhaken|nachgehakt|erneut|sachstand|zwischenstand|mahnung)\b",
    r"\bfragt (?:wieder|nochmal|noch einmal|erneut|nach\b|wann|wo)",
    r"\b(?:erinner\w*|anmahnen)\b",
    r"\bzum (?:zweiten|dritten|vierten|funften|x ten|wiederholten|letzten) mal\b",
    r"\bwas (?:ist|wird) (?:\w+ ){0,2}(?:mit|aus)\b",
    r"\bstand der (?:dinge|sache)\b",
    r"\bwie (?:ist|sieht) (?:\w+ ){0,3}(?:stand|aus)\b",
    r"\bwie lange (?:\w+ ){0,3}(?:noch|dauert|warten|soll)\b",
    r"\b(?:passiert|tut sich|geschieht|geschehen) (?:\w+ ){0,3}nichts\b|\bnichts (?:passiert|geschehen|gehort)\b",
    r"\b(?:vergessen|im stich gelassen)\b",
    r"\b(?:bereits|schon|schon einmal|schon mehrfach|mehrfach) (?:\w+ ){0,3}(?:gemeldet|angerufen|geschrieben)\b",
    r"\btermin (?:\w+ ){0,3}(?:war|ware|ausgefallen|verstrichen|geplatzt|nicht eingehalten)\b",
    r"\bwieder (?:nichts|niemand|keiner|nicht gekommen)\b",
    # English
    r"\bwhen (?:is|are|will|does|do|can|may) (?:\w+ ){0,5}(?:coming|come|comes|fix\w*|expect|finally|last)\b",
    r"\bwhen (?:is|are|will|does|do|can|may) (?:\w+ ){0,5}(?:somebody|someone|anyone|technician|engineer)\b",
    r"\bwhen (?:at last|finally)\b",
    r"\b(?:finally|at last)\b",
    r"\bstill (?:\w+ ){0,3}(?:not|no|nobody|waiting|broken|dead|down|open|nothing|haven|hasn|isn|unresolved)\b",
    r"\b(?:nobody|no one|no technician|no engineer)\b (?:\w+ ){0,3}(?:came|come|called|turned|showed|shown|been)\b",
    r"\b(?:any|some) (?:news|update|progress)\b",
    r"\b(?:status|what s happening|what is happening) (?:of|with|on)\b",
    r"\bwhat about\b|\bwhat (?:s|is) the (?:status|state)\b",
    r"\bwhere (?:is|s|are) (?:the|your|our|my)\b",
    r"\bhow (?:much )?long(?:er)?\b (?:\w+ ){0,4}(?:take|wait|longer|last)\b|\bhow much longer\b",
    r"\b(?:chas(?:e|es|ed|ing)|reminder|reminding|remind)\b",
    r"\bfollow(?:ing|ed)? up (?:on|about|again)\b",
    r"\b(?:second|third|fourth|fifth|umpteenth|2nd|3rd|4th) time\b",
    r"\b(?:asks?|asked|asking|called|calls|calling|rang|rings) again\b",
    r"\bbeen waiting\b|\bwaiting (?:for|since) (?:\w+ ){0,4}(?:weeks?|days?|months?|hours?|ages)\b",
    r"\balready (?:\w+ ){0,2}(?:reported|called|told|mentioned|wrote|written)\b",
    r"\breported (?:this|it|that) (?:\w+ ){0,4}(?:ago|already|before|last)\b",
    r"\bappointment (?:was|passed|missed|fell)\b",
    r"\b(?:forgotten|forgot) (?:about )?(?:us|me|it)\b|\bforgotten\b",
    r"\bnothing (?:has )?(?:happened|happens|is happening|heard)\b|\bheard nothing\b",
)
"""How somebody asks about what he has reported; held against the folded words of a text, one blank between them."""
ASKING = tuple(re.compile(fold(pattern)) for pattern in _ASKING)

_NO_MATTER = """
wegen aber alle allem allen aller alles also am an auch auf aus bei beim bereits bin bis bitte da dabei damit danach
dann das dass dazu dein dem den denn der des deshalb die dies diese diesem diesen dieser dieses doch dort dringend du
durch eben ein eine einem einen einer eines eigentlich eilig eilt endlich er erneut erst es etwas euch euer frage
fragt frau fur ganz gar gegen gekommen gemeldet gerade gern gerne gestern guten gute geht habe haben hallo hat hatte
hatten herr herrn heute hier hin ich ihm ihn ihnen ihr ihre ihren im immer in ins ist ja jede jeden jemand jetzt kann
kein keine keinen keiner kommen kommt konnen konnten konnte lange liebe lieber machen mal man mehr mein meine melden
meldet mich mir mit monteur morgen moin muss mussen nach nachfrage nachricht nein nicht nichts nie niemand noch
nochmal nun nur ob oder ohne problem rufen ruft ruckruf sache schon sehr geehrte geehrter seit seitdem sein seine sich
sie sind so sofort soll sollen sollte stand storung tag tage tagen tauscht techniker technik termin uber uhr um und
uns unser unsere unserem unseren unserer unverzuglich vergessen viel viele vielen vom von vor wann war ware waren
warte warten wartet warum was weil welche wenn wer werden wie wieder wir wird wo woche wochen wollen wurde wurden zu
zum zur zuruck zwei drei vier funf sechs mal dank danke grusse grussen freundlichen mfg lg hilfe hilft meldung melde
ticket vorgang kunde kundin anruf anrufen ruf angerufen defekt kaputt geht gehen funktioniert funktionieren fehler
ausgefallen montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar marz april mai juni juli august
september oktober november dezember
a about again ago all already also am an and any anyone anything appointment are as asap ask asked asking asks at be
because been before but by call called calling calls came can cannot come comes coming could customer date day days
dear did do dos does done down engineer ever fault finally fix fixed for forgotten from get getting give go god good
got had happen happened happening has have haven hasn didn wasn weren doesn wouldn couldn he hello help her here hi
him his hour hours how i if immediately in into is it its ive just kind know last like long longer make matter may me
mister mr mrs ms month months more morning my need needed needs news no nobody not nothing now of off ok on once one
only or our out over please possible problem promised question regarding regards reminder report reported reports rang
ring said same say see send she should since so some somebody someone something son soon status still technician tel
tell than thank thanks that the their them then there they thing this three till time times to today tomorrow told
tried try two umpteenth until up update urgent urgently us very visit wait waited waiting want wants was we week weeks
well went were what when where which who whole why will wish with without working works would write wrote year yes
yesterday yet you your broken dead
"""
NO_MATTER = frozenset(words(_NO_MATTER))
"""Words that tell nothing of what is broken: small ones, greetings, words of asking, what every fault is called."""
