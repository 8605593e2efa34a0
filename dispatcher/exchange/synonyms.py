"""What columns are called in German and English lists, by what they hold.

The names are folded (ä = a, ß = ss, ae = a) and without signs and blanks.
"""

from __future__ import annotations

from typing import Literal

from dispatcher.domain.text import fold

_NAMES = {
    "customer.key": "kundennummer kundennr kundenid kdnr kundenr debitor debitorennummer debitornr customerid"
    " customernumber customerno customernr clientid mandant",
    "row.key": "id nr no nummer number key schlussel lfdnr laufendenummer objektnummer objektnr uuid",
    "company": "firma firmenname unternehmen company companyname organisation organization kunde kundenname customer"
    " customername client betrieb betreiber auftraggeber name1 account accountname",
    "name": "name bezeichnung fullname vollername nameundvorname",
    "first name": "vorname firstname givenname",
    "last name": "nachname familienname lastname surname",
    "person": "ansprechpartner ansprechpartnerin kontaktperson kontakt contact contactperson contactname melder anrufer"
    " gesprachspartner person caller",
    "form": "anrede salutation titel",
    "role": "funktion position rolle abteilung role function jobtitle department",
    "long name": "namelang langname longname name2 firma2 firmenzusatz zusatz namenszusatz",
    "language": "sprache language",
    "remark": "bemerkung bemerkungen notiz notizen anmerkung anmerkungen kommentar remark remarks note notes comment"
    " comments hinweis hinweise info",
    "site": "objekt objektname standort standortbezeichnung filiale niederlassung site sitename location liegenschaft",
    "street": "strasse str anschrift adresse street address address1 strassehausnummer strasseundhausnummer"
    " strassehausnr strassenr strassenname streetaddress",
    "house number": "hausnummer hausnr hnr housenumber houseno streetnumber",
    "postcode": "plz postleitzahl zip zipcode postcode postalcode",
    "place": "ort stadt wohnort city town place ortschaft gemeinde",
    "state": "bundesland federalstate",
    "country": "land country staat landercode countrycode lkz",
    "latitude": "breitengrad latitude lat geobreite",
    "longitude": "langengrad longitude lon lng geolange",
    "access": "zugang access zutritt",
    "parking": "parken parkplatz parking",
    "code": "kurzel code kurz kurzzeichen shortcode sign personalnummer personalnr",
    "skills": "fahigkeiten fahigkeit qualifikation qualifikationen skills kenntnisse gewerk gewerke",
    "region": "region gebiet bezirk area",
    "hours": "arbeitszeit arbeitszeiten hours workinghours",
    "ticket": "ticket ticketnummer ticketnr ticketid auftrag auftragsnummer auftragsnr auftragid vorgang vorgangsnummer"
    " vorgangsnr storungsnummer orderid case caseid incident",
    "title": "titel betreff title subject kurzbeschreibung kurztext summary thema",
    "text": "text beschreibung description details meldung fehlerbeschreibung storung langtext inhalt content body",
    "ticket state": "status state zustand",
    "reported": "gemeldet gemeldetam meldedatum eingang eingangsdatum eingegangen erstellt erstelltam angelegt"
    " angelegtam reported reportedat created createdat opened openedat opendate",
    "closed": "geschlossen geschlossenam erledigt erledigtam abgeschlossen abgeschlossenam closed closedat resolved"
    " resolvedat enddatum",
    "due": "fallig falligkeit falligam falligbis falligkeitsdatum du dudate duat deadline frist zieltermin",
    "urgent": "dringend dringlichkeit prioritat prio priority urgent urgency",
    "minutes": "dauer minuten dauermin duration minutes dauerinminuten",
    "technicians": "techniker technikerin technician technicians monteur monteure",
    "start": "beginn start von startzeit anfang termin starttime startsat begin",
    "end": "ende end bis endzeit endtime endsat",
    "window": "zeitfenster window",
    "travel": "fahrzeit fahrtzeit anfahrt travel traveltime",
    "date": "datum date tag zeitpunkt wann happened timestamp",
    "time": "uhrzeit zeit time",
    "direction": "richtung direction",
    "channel": "kanal channel medium art kontaktart",
    "login": "login anmeldename benutzername username",
    "right": "recht rechte right rights",
    "deputy": "vertretung stellvertreter stellvertretung standin deputy",
    "contract": "vertrag vertragsname vertragsart contract contractname",
    "response": "reaktionszeit responsetime response",
    "availability": "verfugbarkeit availability sla",
    "service": "dienst dienstname service servicename",
    "customers": "kunden customers",
    "author": "autor author bearbeiter sachbearbeiter mitarbeiter user benutzer",
}

SYNONYMS: dict[str, tuple[str, ...]] = {what: tuple(names.split()) for what, names in _NAMES.items()}
"""Names of columns by what they hold, the surest first."""

NumberKind = Literal["phone", "mobile", "fax", "mail"]

_NUMBERS: tuple[tuple[NumberKind, tuple[str, ...]], ...] = (
    ("fax", ("fax", "telefax", "faksimile")),
    ("mobile", ("mobil", "handy", "cell")),
    ("mail", ("email", "mail")),
    ("phone", ("telefon", "tel", "phone", "fon", "rufnummer", "festnetz", "zentrale", "durchwahl")),
)


def plain(name: str) -> str:
    """The name of a column, folded, without signs and blanks."""
    return "".join(sign for sign in fold(name) if sign.isalnum())


def number_kind(name: str) -> NumberKind | None:
    """phone, mobile, fax or mail for a column whose name says so; else None."""
    folded = plain(name)
    return next((kind for kind, beginnings in _NUMBERS if folded.startswith(beginnings)), None)
