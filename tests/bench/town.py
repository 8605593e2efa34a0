"""Invented customers of a German office, drawn from a seed: names, streets, places, numbers, sentences.

The vocabulary grows with the number of customers as a real one does: few names are frequent, many are rare.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

One = TypeVar("One")


def _listed(words: str) -> list[str]:
    return words.split()


FREQUENT = _listed(
    "Müller Schmidt Schneider Fischer Weber Meyer Maier Mayer Meier Mayr Wagner Becker Schulz Hoffmann Schäfer Koch "
    "Bauer Richter Klein Wolf Schröder Neumann Schwarz Braun Krüger Hofmann Hartmann Lange Werner Krause Lehmann "
    "Köhler Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Keller Vogel Roth Beck Lorenz Günther Sandner "
    "Böhm Yılmaz Nowak"
)
FIRST_PART = _listed(
    "Acker Alten Berg Birn Brand Breiten Buchen Burg Dorn Eber Eich Eisen Erlen Falken Feld Fichten Gold Grün Haber "
    "Hag Hasel Heiden Hirsch Hohen Holz Hopfen Horn Kalten Kirch Klingen Kron Küh Lauter Leiten Linden Löwen Mark "
    "Mühl Neu Nieder Nuss Ober Oster Pfaffen Quell Reb Reichen Ried Rosen Rüb Sauer Schild Schön Silber Stein Stock "
    "Sunder Tannen Traut Ulmen Unter Vier Wald Weiden Wester Wiesen Wild Winkel Zeller Ziegel"
)
LAST_PART = _listed(
    "mann meier bauer hof stein berg bach brunner hauser feld reuter thal wirth kamp huber müller egger inger horst "
    "dörfer wald moser rieder linger städter holzer leitner kofler mayr schmid hammer reiter gruber vogt körner "
    "zeller böck"
)
GIVEN = _listed(
    "Anna Bernd Carla David Elena Frank Greta Hannes Irina Jonas Katrin Lars Maria Nils Olga Peter Rita Stefan Tanja "
    "Uwe Vera Walter Yusuf Zoe Ahmed Birgit Claudia Dieter Eva Fatma Gerd Heike Ivan Jana Klaus Lena Markus Nadine "
    "Oskar Petra Renate Sabine Thomas Ulrike Viktor Wiebke Björn Jörg Käthe Sören Zoë Łukasz"
)
TRADES = _listed(
    "Sanitär Metallbau Heizung Elektro Dachbau Tischlerei Malerbetrieb Gartenbau Kältetechnik Brandschutz Aufzüge "
    "Druckerei Bäckerei Fleischerei Apotheke Optik Autohaus Logistik Spedition Textil Möbel Papier Medien Software "
    "Hotel Gasthof"
)
HOUSES = _listed(
    "Hausverwaltung Kanzlei Praxis Steuerbüro Notariat Seniorenheim Kindergarten Grundschule Gymnasium Pfarramt "
    "Sparkasse Volksbank Klinik Labor Wohnbau Stiftung Museum Theater Stadtwerke Feuerwehr Gemeinde"
)
FORMS = ("GmbH", "GmbH & Co. KG", "AG", "OHG", "e.K.", "KG", "eG", "mbH", "")
STREET_ENDS = ("straße", "weg", "allee", "platz", "gasse", "ring", "damm", "ufer")
PLACES = (
    ("Berlin", "101", "30"), ("Berlin", "126", "30"), ("Potsdam", "144", "331"), ("Leipzig", "041", "341"),
    ("Dresden", "010", "351"), ("Chemnitz", "091", "371"), ("Halle", "061", "345"), ("Magdeburg", "391", "391"),
    ("Erfurt", "990", "361"), ("Jena", "077", "3641"), ("Rostock", "180", "381"), ("Schwerin", "190", "385"),
    ("Hamburg", "200", "40"), ("Lübeck", "235", "451"), ("Kiel", "241", "431"), ("Bremen", "281", "421"),
    ("Hannover", "301", "511"), ("Göttingen", "370", "551"), ("Kassel", "341", "561"), ("Dortmund", "441", "231"),
    ("Essen", "451", "201"), ("Köln", "506", "221"), ("Bonn", "531", "228"), ("Aachen", "520", "241"),
    ("Mainz", "551", "6131"), ("Frankfurt am Main", "603", "69"), ("Wiesbaden", "651", "611"),
    ("Mannheim", "681", "621"),
    ("Saarbrücken", "661", "681"), ("Stuttgart", "701", "711"), ("Tübingen", "720", "7071"), ("Freiburg", "791", "761"),
    ("Ulm", "890", "731"), ("Augsburg", "861", "821"), ("München", "803", "89"), ("Rosenheim", "830", "8031"),
    ("Passau", "940", "851"), ("Regensburg", "930", "941"), ("Nürnberg", "904", "911"), ("Würzburg", "970", "931"),
)  # fmt: skip
"""Place, the first three figures of its postcodes, its area code without the zero."""
THINGS = _listed(
    "Brandmelder Heizkreispumpe Telefonanlage Aufzug Türöffner Lüftung Rauchabzug Wasseruhr Thermostat "
    "Sicherungskasten Notruf Sprechanlage Rolltor Schranke Kühlzelle Speicher Brenner Umwälzpumpe Fühler Steuergerät "
    "Leuchte Ladesäule Wechselrichter Zähler Schließanlage Kamera Antenne Router Switch Anschlussdose Netzteil "
    "Display Keller Dachboden Treppenhaus Tiefgarage Serverraum Empfang Heizraum Hofeinfahrt"
)
FAULTS = _listed(
    "tropft pfeift blinkt klemmt überhitzt rauscht klappert steht flackert vibriert stinkt leckt piept brummt"
)
SENTENCES = (
    "ruft an und fragt nach dem Termin", "bittet um Rückruf am Nachmittag", "meldet {thing} {fault}",
    "Ersatzteil für {thing} ist bestellt", "Techniker war vor Ort, {thing} {fault} wieder",
    "Zugang nur über den Empfang, Ausweis nötig", "Parken im Hof, Schranke mit Code",
    "Hausmeister öffnet ab sieben Uhr", "{thing} wurde getauscht und geprüft", "Kunde ist verärgert über die Wartezeit",
    "Angebot per Mail geschickt", "Freigabe durch Verwaltung fehlt noch", "Termin auf nächste Woche verschoben",
    "niemand erreicht, Mailbox besprochen", "Wartung {thing} ohne Befund", "Messwerte am {thing} im Protokoll",
    "Lieferant nennt Liefertermin in vierzehn Tagen", "bitte vor Anfahrt anrufen", "Rechnung wurde reklamiert",
    "Störung {thing} ist behoben", "zweiter Mann wird benötigt wegen {thing}", "Schlüssel liegt beim Nachbarn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as it is dialled and as people write it."""

    value: str
    shown: str


class Town:
    """Draws names, places and sentences; the same seed draws the same ones in the same order."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self.surnames = [first + last for first in FIRST_PART for last in LAST_PART]

    def below(self, bound: int) -> int:
        """A number from 0 on, below ``bound``."""
        return int(self._random.random() * bound)

    def skewed(self, bound: int) -> int:
        """The same, small numbers far more often than large ones."""
        return int(self._random.random() ** 2 * bound)

    def shuffle(self, kinds: bytearray) -> None:
        """Mix in place."""
        self._random.shuffle(kinds)

    def salt(self) -> str:
        """Sixteen bytes, as an entry's payload is salted with."""
        return f"{self._random.getrandbits(128):032x}"

    def one_of(self, choices: Sequence[One]) -> One:
        """One of ``choices``, each as likely as the others."""
        return choices[int(self._random.random() * len(choices))]

    def surname(self) -> str:
        """Two of five persons have one of the frequent names."""
        return FREQUENT[self.skewed(len(FREQUENT))] if self._random.random() < 0.4 else self.one_of(self.surnames)

    def person(self) -> str:
        """Given name and surname."""
        return f"{self.one_of(GIVEN)} {self.surname()}"

    def customer(self) -> str:
        """A firm, an institution or a person."""
        kind = self._random.random()
        if kind < 0.35:
            return self.person()
        if kind < 0.75:
            return f"{self.surname()} {self.one_of(TRADES)} {self.one_of(FORMS)}".strip()
        if kind < 0.9:
            return f"{self.one_of(HOUSES)} {self.surname()}"
        return f"{self.one_of(HOUSES)} {self.one_of(PLACES)[0]} {self.one_of(FIRST_PART)}{self.one_of(STREET_ENDS)}"

    def street(self) -> str:
        """Street and house number."""
        return f"{self.one_of(FIRST_PART)}{self.one_of(STREET_ENDS)} {1 + self.below(180)}"

    def postcode(self, start: str) -> str:
        """A postcode of the place whose first three figures are given."""
        return f"{start}{self.below(100):02d}"

    def phone(self, area: str) -> Phone:
        """A number in the area, half of them with an extension set apart."""
        number, extension = str(1_000_000 + self.below(8_999_999)), self.below(2) and str(10 + self.below(90))
        shown = f"0{area} {number}-{extension}" if extension else f"0{area} {number}"
        return Phone(f"+49{area}{number}{extension or ''}", shown)

    def sentence(self) -> str:
        """One thing that is said about a job."""
        said = self.one_of(SENTENCES)
        return said.format(thing=self.one_of(THINGS), fault=self.one_of(FAULTS)) if "{" in said else said

    def text(self) -> str:
        """What is logged of a call: two to five sentences, now and then with somebody's name."""
        said = [self.sentence() for _count in range(2 + self.below(4))]
        if self._random.random() < 0.3:
            said.insert(0, self.person())
        return ". ".join(said)
