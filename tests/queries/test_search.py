"""The search, as somebody types it while the telephone rings; on both databases, and alike."""

from __future__ import annotations

import pytest

from dispatcher.actions.customer import add_customer
from dispatcher.actions.note import file_note
from dispatcher.actions.ticket import file_ticket
from dispatcher.domain.ball import Ball
from dispatcher.domain.contact import Note
from dispatcher.domain.customer import AddCustomer
from dispatcher.domain.imported import ImportedNumber, ImportedPerson, ImportedSite
from dispatcher.domain.ticket import FileTicket
from dispatcher.queries.rows import HitRow
from dispatcher.queries.search import search
from dispatcher.store.place import Place
from dispatcher.store.store import Store, open_store
from tests.queries.test_reading import done
from tests.store.offices import NOW, saved

HOSTILE = (
    '"', "'", '"""', "* OR *", "a* NEAR b", "NEAR(maier meyer, 5)", "maier AND", "NOT maier", "words:maier", "-maier",
    "^maier", "(", ")", "{maier}", "maier*", "maier:*", "a & b | !c", "<->", "'; DROP TABLE customer; --", "%", "_%_",
    "?", "??", ":1", "\\", "\x00", "\x00maier", "\x1b[2J", "\u202ereiam", "maier\n\nmaier", "🙂", "ſ", "İ", "٣٤٥",
    "²³¹", "a" * 5000, "a b c d e f g h i j k l", "1" * 80, "-" * 200, "k", "t-", "k99999999999", "t0", "k0",
)  # fmt: skip


ASKED = (
    "maier", "schmid", "smidt", "web", "abc", "m", "lindenstr 3", "lodz", "arø", "5471", "471", "04103", "k1", "k100",
    "t4", "brandmelder", "brandm 7", "oeffnen", "meldet piept", "xyz",
)  # fmt: skip
NAMES = ("Meyer", "Maier", "Mayer", "Weber", "Veber", "Weberei", "Schmidt", "Schmitt", "Śmidt")


def customer(store: Store, name: str, *, number: str = "", **more: object) -> int:
    shown = f"0{number[3:5]} {number[5:]}" if number else ""
    numbers = (ImportedNumber("phone", number, shown),) if number else ()
    return done(store, add_customer, AddCustomer(name, numbers=numbers, **more))  # type: ignore[arg-type]


def hits(store: Store, typed: str) -> tuple[HitRow, ...]:
    with store.reading() as connection:
        return search(connection, typed)


def customers(store: Store, typed: str) -> tuple[HitRow, ...]:
    return tuple(hit for hit in hits(store, typed) if hit.kind == "customer")


def names(store: Store, typed: str) -> list[str]:
    return [hit.customer_name for hit in customers(store, typed)]


def texts(store: Store, typed: str) -> list[str]:
    return [hit.detail for hit in hits(store, typed) if hit.kind == "entry"]


def embassy(store: Store) -> int:
    gate = ImportedSite("Gatehouse", "Klarastr. 4", "10117", "Berlin")
    villa = ImportedSite("Villa am See", "Seestr. 9", "14467", "Potsdam")
    calvet = ImportedPerson("Calvet", "Herr", numbers=(ImportedNumber("phone", "+493023125471", "030 23125-471"),))
    return customer(store, "Botschaft von Tarvonien", number="+493023125100", sites=(gate, villa), people=(calvet,))


@pytest.mark.parametrize(
    "typed",
    [
        "471", "5471", "25471", "5-471", "125/471", "23125-471", "030 23125471", "(030) 23125 471", "030/23125-471",
        "+49 30 23125471", "+49 (0)30 23125-471", "0049 30 23125471", " 5 4 7 1 ",
    ],
)  # fmt: skip
def test_the_end_of_a_number_finds_who_calls_x8(store: Store, typed: str) -> None:
    embassy(store)
    (hit,) = hits(store, typed)
    assert (hit.customer_name, hit.phone, hit.how) == ("Botschaft von Tarvonien", "030 23125-471", "phone")
    assert hit.detail.startswith("Calvet")


@pytest.mark.parametrize("typed", ["5472", "54711", "47", "+43 1 23125471", "1471"])
def test_another_number_finds_nobody(store: Store, typed: str) -> None:
    embassy(store)
    assert hits(store, typed) == ()


def test_x3_a_number_names_the_one_person_whose_own_it_is(store: Store) -> None:
    shared = ImportedNumber("mobile", "+491701234567", "0170 1234567")
    own = ImportedNumber("phone", "+493023125118", "030 23125-118")
    bonnard = ImportedPerson("Bonnard", "Frau", numbers=(own, shared))
    calvet = ImportedPerson("Calvet", "Herr", numbers=(shared,))
    customer(store, "Botschaft", number="+493023125100", people=(calvet, bonnard))
    (whose,) = customers(store, "25118")
    assert whose.detail.startswith("Bonnard")
    assert whose.person is not None
    assert [hit.person for typed in ("4567", "25100", "botschaft") for hit in customers(store, typed)] == [None] * 3


def test_x3_a_number_that_is_the_customers_too_still_names_its_person(store: Store) -> None:
    same = ImportedNumber("phone", "+493023125118", "030 23125-118")
    customer(store, "Kanzlei Bonnard", number="+493023125118", people=(ImportedPerson("Bonnard", numbers=(same,)),))
    (hit,) = customers(store, "25118")
    assert hit.person is not None


def test_a_switchboard_of_many_sites_is_one_answer(store: Store) -> None:
    desk = ImportedNumber("phone", "+493023125100", "030 23125-100")
    sites = tuple(ImportedSite(f"House {n}", numbers=(desk,)) for n in range(12))
    done(store, add_customer, AddCustomer("Wohnbau Nord", sites=sites))
    assert names(store, "125100") == ["Wohnbau Nord"]


def test_numbers_come_in_the_order_of_their_digits_and_end_at_thirty(store: Store) -> None:
    for n in range(40):
        customer(store, f"Customer {n}", number=f"+49307{n:02d}4711")
    found = hits(store, "4711")
    assert len(found) == 30
    assert [hit.phone[::-1] for hit in found] == sorted(hit.phone[::-1] for hit in found)


@pytest.mark.parametrize(("typed", "town"), [("10117", "Berlin"), ("14467", "Potsdam"), ("01067", "Dresden")])
def test_a_postcode_keeps_its_zero_and_finds_the_site(store: Store, typed: str, town: str) -> None:
    embassy(store)
    customer(store, "Kanzlei Weber", sites=(ImportedSite("", postcode="01067", place="Dresden"),))
    (hit,) = hits(store, typed)
    assert (hit.how, hit.detail.rsplit(", ", 1)[-1]) == ("postcode", town)


def test_an_austrian_postcode_has_four_digits(store: Store) -> None:
    customer(store, "Amt Salzburg", sites=(ImportedSite("", postcode="5020", place="Salzburg", country="AT"),))
    assert names(store, "5020") == ["Amt Salzburg"]


@pytest.mark.parametrize("typed", ["k1001", "K-1001", "k 1001"])
def test_our_number_finds_the_customer_first(store: Store, typed: str) -> None:
    ident = embassy(store)
    assert [(hit.customer, hit.how) for hit in hits(store, typed)] == [(ident, "number")]


def test_the_beginning_of_our_number_finds_the_lowest_first(store: Store) -> None:
    for n in range(20):
        customer(store, f"Customer {n}")
    assert [hit.customer_number for hit in hits(store, "k10")] == list(range(1001, 1013))
    assert [hit.customer_number for hit in hits(store, "k1")] == [1]


@pytest.mark.parametrize("typed", ["t4411", "T-4411", "t 44", "t4"])
def test_a_ticket_number_finds_the_ticket_and_its_customer(store: Store, typed: str) -> None:
    (hit,) = hits(store, typed)
    assert (hit.kind, hit.ticket_number, hit.detail, hit.customer_name) == ("ticket", 4411, "Heizung kalt", "Maier")


@pytest.mark.parametrize("typed", ["Müller", "Mueller", "MULLER", "muller", " müller ", "Mu\u0308ller"])
def test_umlauts_may_be_written_in_any_way_x23(store: Store, typed: str) -> None:
    found = customers(store, typed)
    assert [(hit.customer_name, hit.group, hit.how) for hit in found] == [("Müller", "muller", "exact")]


def test_a_name_heard_wrong_is_found_by_its_sound_n2(store: Store) -> None:
    customer(store, "Sandner Elektro")
    for typed in ("zandn", "zandner", "Zantner"):
        assert [(hit.customer_name, hit.how) for hit in customers(store, typed)] == [("Sandner Elektro", "sound")]


def test_an_exact_maier_does_not_hide_meyer(store: Store) -> None:
    for n in range(40):
        customer(store, f"Maier {n}")
    for name in ("Meyer", "Mayr", "Meier"):
        customer(store, name)
    found = customers(store, "maier")
    assert [hit.how for hit in found] == ["exact"] * 12 + ["sound"] * 3
    assert {hit.customer_name for hit in found[12:]} == {"Meyer", "Mayr", "Meier"}


def test_a_beginning_comes_before_a_sound_and_a_sound_before_an_error(store: Store) -> None:
    for name in ("Weberei", "Veber", "Wegber", "Weber"):
        customer(store, name)
    assert [(hit.customer_name, hit.how) for hit in customers(store, "weber")] == [
        ("Weber", "exact"), ("Weberei", "prefix"), ("Veber", "sound"), ("Wegber", "typo"),
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["Tarvonein", "Tarvonen", "Tarvomien", "Tarvonnien", "Tavronien"])
def test_one_typing_error_is_forgiven(store: Store, typed: str) -> None:
    embassy(store)
    assert "Botschaft von Tarvonien" in names(store, typed)


def test_two_errors_are_not(store: Store) -> None:
    embassy(store)
    assert names(store, "Turvokien") == []


@pytest.mark.parametrize(
    ("typed", "detail"),
    [
        ("klarastr", "Gatehouse, Klarastr. 4, Berlin"),
        ("berlin", "Gatehouse, Klarastr. 4, Berlin"),
        ("Seestr 9", "Villa am See, Seestr. 9, Potsdam"),
        ("potsdam", "Villa am See, Seestr. 9, Potsdam"),
        ("calvet", "Gatehouse, Klarastr. 4, Berlin"),
    ],
)
def test_a_street_a_place_and_a_person_lead_to_the_site(store: Store, typed: str, detail: str) -> None:
    embassy(store)
    found = hits(store, typed)
    assert [(hit.customer_name, hit.detail, hit.phone) for hit in found] == [
        ("Botschaft von Tarvonien", detail, "030 23125-471")
    ]


def test_words_narrow_each_other_in_any_order(store: Store) -> None:
    for place in ("Leipzig", "Halle"):
        customer(store, f"Müller {place}", sites=(ImportedSite("", f"Lindenweg {len(place)}", place=place),))
    assert names(store, "müller leipzig") == names(store, "leip mueller") == ["Müller Leipzig"]
    assert names(store, "lindenweg 5") == ["Müller Halle"]
    assert names(store, "lindenweg halle müll") == ["Müller Halle"]
    assert names(store, "müller dresden") == []


def test_words_of_a_text_lead_to_the_entry_newest_first(store: Store) -> None:
    for n in range(12):
        done(store, file_note, Note(1, f"Brandmelder piept, Anruf {n}", "in", "T"))
    assert texts(store, "brandmelder") == [f"Brandmelder piept, Anruf {n}" for n in range(11, 3, -1)]
    assert texts(store, "brandm piept") == texts(store, "brandmelder")
    hit = hits(store, "piept")[0]
    assert (hit.kind, hit.how, hit.customer_name, hit.seq is not None) == ("entry", "text", "Maier", True)


def test_a_whole_word_comes_before_one_that_begins_so(store: Store) -> None:
    for text in ("Pumpe neu", "Pumpenhaus zu", "Pumpe leckt"):
        done(store, file_note, Note(1, text))
    assert texts(store, "pumpe") == ["Pumpe leckt", "Pumpe neu", "Pumpenhaus zu"]


def test_three_letters_are_a_whole_word_of_a_text(store: Store) -> None:
    done(store, file_note, Note(1, "BMA meldet wieder"))
    assert texts(store, "bma") == ["BMA meldet wieder"]
    assert texts(store, "mel") == texts(store, "bm") == []
    assert texts(store, "bma meld") == ["BMA meldet wieder"]


def test_a_beginning_of_very_many_words_finds_the_newest_like_one_of_few(store: Store) -> None:
    for n in range(120):
        done(store, file_note, Note(1, f"Wartung{n:03d} {'Nordtor' if n % 2 else 'Westtor'}"))
    assert texts(store, "wartung")[:3] == ["Wartung119 Nordtor", "Wartung118 Westtor", "Wartung117 Nordtor"]
    assert texts(store, "wartung westt")[:2] == ["Wartung118 Westtor", "Wartung116 Westtor"]
    assert texts(store, "wartung11 nordt") == [f"Wartung11{n} Nordtor" for n in (9, 7, 5, 3, 1)]
    assert texts(store, "wartung südt") == texts(store, "wartungx") == []


def test_a_report_is_found_by_its_words(store: Store) -> None:
    done(store, file_ticket, FileTicket(2, "Türöffner klemmt", Ball("us", "call", NOW), text="seit gestern"))
    assert texts(store, "türöffner") == texts(store, "gestern") == ["Türöffner klemmt ⏎ seit gestern"]


def test_an_erased_text_is_found_no_more(store: Store) -> None:
    seq = done(store, file_note, Note(1, "Geheimnis verraten"))
    assert texts(store, "geheimnis") == ["Geheimnis verraten"]
    saved(store, lambda uow: uow.erase([seq], [("customer", 1)], {"text": "asked for"}))
    assert texts(store, "geheimnis") == []


@pytest.mark.parametrize("typed", ["", " ", "\t\n", "12", "()", "..."])
def test_an_empty_question_has_an_empty_answer(store: Store, typed: str) -> None:
    assert hits(store, typed) == ()


def test_what_is_typed_is_never_a_query_language(store: Store) -> None:
    before = hits(store, "maier")
    for typed in HOSTILE:
        assert len(hits(store, typed)) <= 38
    assert hits(store, "NOT maier") == hits(store, "maier* OR") == ()
    assert names(store, '"maier"') == names(store, "-maier") == names(store, "maier*") == ["Maier"]
    assert hits(store, "maier") == before


def test_both_databases_give_the_same_answers(file_place: Place, server_place: Place) -> None:
    answers = []
    for place in (file_place, server_place):
        store = open_store(place)
        embassy(store)
        for n, name in enumerate(NAMES):
            site = ImportedSite(f"Haus {n}", f"Lindenstraße {n}", f"0410{n}", "Leipzig" if n % 2 else "Łódź")
            ident = customer(store, name, number=f"+49341{n}55471", sites=(site,))
            done(store, file_note, Note(ident, f"{name} meldet: Brandmelder {n} piept, ÖFFNEN bei Ærø"))
        answers.append({one: hits(store, one) for one in (*ASKED, *HOSTILE)})
        store.close()
    assert answers[0] == answers[1]


def test_a_customer_with_many_sites_hides_nobody(store: Store) -> None:
    many = AddCustomer("Ladenetz", sites=tuple(ImportedSite(f"Standort {n}", place="Berlin") for n in range(60)))
    done(store, add_customer, many)
    done(store, add_customer, AddCustomer("Sandner", sites=(ImportedSite("Haus", place="Berlin"),)))
    assert [hit.customer_name for hit in hits(store, "berlin")] == ["Ladenetz", "Sandner"]


@pytest.mark.parametrize("typed", ["Frau Sandner", "Fr. Sandner", "Herr Dr. Sandner", "sandner Herrn"])
def test_a_form_of_address_is_no_name(store: Store, typed: str) -> None:
    customer(store, "Sandner")
    assert "Sandner" in {hit.customer_name for hit in hits(store, typed)}


def test_what_only_sounds_alike_by_its_beginning_is_no_answer(store: Store) -> None:
    customer(store, "Zentrum")
    customer(store, "Sander")
    assert [hit.customer_name for hit in hits(store, "zander")] == ["Sander"]


def test_x8_a_hit_shows_its_extension_as_the_other_numbers_of_the_customer_do(store: Store) -> None:
    embassy(store)
    typed_whole = ImportedPerson("Bonnard", "Frau", numbers=(ImportedNumber("phone", "+493023125119", "030 23125119"),))
    dashed = ImportedPerson("Calvet", "Herr", numbers=(ImportedNumber("phone", "+493023125118", "030 23125-118"),))
    customer(store, "Kita West", people=(dashed, typed_whole))
    assert [hit.phone for hit in hits(store, "5119")] == ["030 23125-119"]
