"""Whose a promise is, and where: names, offices, terms; regions in regions."""

from __future__ import annotations

import pytest
from view_book import Book, day, place

from kepil.register import events as e
from kepil.register.state import RegisterError
from kepil.register.views.body import body_view, region_view
from kepil.register.views.entry import holder
from kepil.register.views.names import new_id
from kepil.register.views.select import Filters, select


def body(book: Book, id: str, name: str, what: str = "body", **more: object) -> None:
    book.do(e.BodyAdded(id=id, name=name, what=what, **more))  # type: ignore[arg-type]


def office(book: Book) -> None:
    """A governor's office, held by Old until the end of 2031 and by New from then on."""
    body(book, "governor", "Governor of Arden", "office", aliases=("Administration of Arden",))
    body(book, "old", "Piet Old", "person")
    body(book, "new", "Edda New", "person")
    book.do(e.TermAdded(office="governor", person="old", start=day("2028-01-01"), end=day("2031-12-31")))
    book.do(e.TermAdded(office="governor", person="new", start=day("2032-01-01")))


@pytest.mark.parametrize(
    "name", ["Government of Vélmora", "the  government of\nVELMORA", "Cabinet", "government-of-velmora"]
)
def test_a_body_goes_by_its_name_and_aliases_in_any_spelling(book: Book, name: str) -> None:
    body(book, "gov", "Government of Velmora", aliases=("the Cabinet",))
    book.promise("2031-01-01", actor=name)
    assert book.on("2031-01-01").rows[0].owner.body == "gov"


def test_a_name_of_two_bodies_is_nobodys(book: Book) -> None:
    body(book, "gov", "Government of Velmora", aliases=("the state",))
    body(book, "president", "President", aliases=("State",))
    book.promise("2031-01-01", actor="the state")
    survey = book.on("2031-01-01")
    assert survey.rows[0].owner.body is None
    with pytest.raises(RegisterError, match="gov and president"):
        survey.bodies.find("State")


@pytest.mark.parametrize("name", ["Piet Old", "Piet Old, Governor of Arden", "Piet Old, head of the region"])
def test_a_persons_promise_belongs_to_the_office_they_held_on_the_day(book: Book, name: str) -> None:
    office(book)
    book.promise("2031-06-01", actor=name)
    owner = book.on("2033-01-01").rows[0].owner
    assert owner.body == "governor"
    assert (owner.person == "old") == (name != "Piet Old, Governor of Arden")


def test_a_person_out_of_office_or_in_two_offices_stands_for_themselves(book: Book) -> None:
    office(book)
    book.promise("2032-01-01", "We will plant trees.", actor="Piet Old")
    assert book.on("2032-06-01").rows[0].owner.body == "old"
    body(book, "minister", "Minister of Water", "office")
    book.do(e.TermAdded(office="minister", person="new"))
    book.promise("2032-02-01", "We will dig wells.", actor="Edda New")
    book.promise(None, "We will rest.", actor="Piet Old")
    assert [row.owner.body for row in book.on("2032-06-01").rows] == ["old", "new", "old"]


def test_who_held_the_office_then_and_who_holds_it_now(book: Book) -> None:
    office(book)
    book.promise("2031-06-01", actor="Administration of Arden")
    survey = book.on("2033-01-01")
    found = holder(survey, survey.rows[0])
    assert found is not None
    assert (found.then, found.now) == ("Piet Old", "Edda New")
    view = body_view(survey, survey.bodies.by_id["old"])
    assert [other.id for _, other in view.terms] == ["governor"]


def test_a_term_given_again_with_an_end_ends(book: Book) -> None:
    office(book)
    book.do(e.TermAdded(office="governor", person="new", start=day("2032-01-01"), end=day("2032-06-30")))
    bodies = book.on("2033-01-01").bodies
    assert bodies.holder("governor", day("2032-06-30")) == "new"
    assert bodies.holder("governor", day("2032-07-01")) is None
    assert bodies.holder("governor", day("2031-12-31")) == "old"


def test_of_two_terms_on_one_day_the_later_one_holds(book: Book) -> None:
    office(book)
    book.do(e.TermAdded(office="governor", person="old", start=day("2033-03-01"), end=day("2033-03-31")))
    bodies = book.on("2033-01-01").bodies
    assert [bodies.holder("governor", day(f"2033-{month}-15")) for month in ("02", "03", "04")] == ["new", "old", "new"]


def test_a_term_without_a_first_day_began_before_all_others(book: Book) -> None:
    office(book)
    body(book, "first", "Ada First", "person")
    book.do(e.TermAdded(office="governor", person="first"))
    bodies = book.on("2033-01-01").bodies
    assert [bodies.holder("governor", day(f"{year}-06-01")) for year in (2020, 2030, 2033)] == ["first", "old", "new"]


def test_a_body_has_the_promises_of_its_parts(book: Book) -> None:
    body(book, "gov", "Government")
    body(book, "ministry", "Ministry of Housing", part_of="gov")
    book.promise("2031-01-01")
    book.promise("2031-01-01", actor="Government")
    book.promise("2031-01-01", actor="Parliament")
    survey = book.on("2031-01-01")
    assert [row.id for row in select(survey, Filters(body="government"))] == ["E1", "E2"]
    assert [row.id for row in select(survey, Filters(body="ministry"))] == ["E1"]
    assert [row.id for row in select(survey, Filters(body="the PARLIAMENT"))] == ["E3"]
    assert body_view(survey, survey.bodies.by_id["gov"]).total.promised == 2


def regions(book: Book) -> None:
    book.do(e.RegionAdded(id="country", name="Kazakhstan", aliases=("iso3166:KZ",)))
    book.do(e.RegionAdded(id="zhetysu", name="Zhetysu", aliases=("iso3166:KZ-33", "Jetisu region"), within="country"))


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        (place("the Jetisu  Region"), ("country", "zhetysu")),
        (place("here", "iso3166:KZ-33"), ("country", "zhetysu")),
        (place("Abai", "iso3166:KZ-10"), ("country",)),
        (place("Almaty", "geonames:1526384"), ("country",)),
        (place("Astana"), ()),
        (place("Berlin", "geonames:2950159"), ()),
    ],
)
def test_a_place_is_in_the_region_of_its_words_or_codes_and_in_those_around(
    book: Book, said: object, counts: tuple[str, ...]
) -> None:
    regions(book)
    book.promise("2031-01-01", places=[said])
    assert book.on("2031-01-01").rows[0].regions == counts


def test_without_a_place_the_region_that_the_body_answers_for_counts(book: Book) -> None:
    regions(book)
    body(book, "akim", "Akim of Zhetysu", "office", region="zhetysu")
    book.promise("2031-01-01", actor="Akim of Zhetysu")
    book.promise("2031-01-01", actor="Akim of Zhetysu", places=[place("Kazakhstan", "iso3166:KZ")])
    survey = book.on("2031-01-01")
    assert [row.regions for row in survey.rows] == [("country", "zhetysu"), ("country",)]
    view = region_view(survey, survey.regions.by_id["zhetysu"])
    assert [row.id for row in view.rows] == ["E1"]
    assert [one.id for one in view.bodies] == ["akim"]


def test_a_place_filter_takes_regions_words_and_codes(book: Book) -> None:
    regions(book)
    book.promise("2031-01-01", places=[place("Jetisu region")])
    book.promise("2031-01-01", places=[place("Marl"), place("Oxley", "geonames:1")])
    survey = book.on("2031-01-01")
    assert [row.id for row in select(survey, Filters(place="kazakhstan"))] == ["E1"]
    assert [row.id for row in select(survey, Filters(place="MARL"))] == ["E2"]
    assert [row.id for row in select(survey, Filters(place="geonames:1"))] == ["E2"]
    assert select(survey, Filters(place="Mar")) == ()


def test_identifiers_are_made_of_names_and_never_taken_twice(book: Book) -> None:
    assert new_id(book.store, "The Ministry of  Finance", None) == "ministry-of-finance"
    assert new_id(book.store, "Қаржы министрлігі", None) == "қаржы-министрлігі"
    book.do(e.RegionAdded(id="arden", name="Arden"))
    for name, given in (("Arden", None), ("E5", None), ("…", None), ("Arden", "two words"), ("Arden", "S12")):
        with pytest.raises(RegisterError):
            new_id(book.store, name, given)
