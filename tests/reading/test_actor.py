"""Which body is meant: named, pointed at, ordered, or only standing behind the one who speaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepil.model import Actor, Document, Span
from kepil.reading import voices
from kepil.reading.coordinates import actor
from kepil.reading.english.bodies_words import DETERMINERS


def document(text: str, **known: str) -> Document:
    return Document(name="x", text=text, sha256="0" * 64, language="en", **known)  # type: ignore[arg-type]


def resolve(text: str, statement: str, words: str | None = None, *, kind: str = "pledge", **known: str) -> Actor:
    """The actor of a statement, given the words that a tagger found for it."""
    one = document(text, **known)
    bodies = actor.Bodies.prepare(one, voices.listen(one))
    start = text.index(statement)
    span = None
    if words is not None:
        at = text.find(words, start, start + len(statement))
        at = at if at >= 0 else text.index(words)
        span = Span(words, at, at + len(words))
    return bodies.resolve(span, start, start + len(statement), kind=kind)


SPEECH = {"genre": "speech", "speaker": "Olga Marin, President of Arvenia"}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("We", "Government of Arvenia"),
        ("I", "Olga Marin, President of Arvenia"),
        ("The state", "Government of Arvenia"),
        ("The Government", "Government of Arvenia"),
        ("The federal government", "Federal government of Arvenia"),
        ("Our Government", "Government of Arvenia"),
        ("The Ministry of Works", "Ministry of Works of Arvenia"),
        ("Parliament", "Parliament of Arvenia"),
        ("Governors", "Governors of Arvenia"),
        ("The army", "Army of Arvenia"),
        ("The Government of Sarland", "Government of Sarland"),
        ("The Minister of Works", "Minister of Works of Arvenia"),
        ("The Central Bank", "Central Bank of Arvenia"),
        ("The country", "Government of Arvenia"),
        ("Arvenia", "Government of Arvenia"),
    ],
)
def test_words_are_resolved_to_the_body_that_a_reader_expects(words: str, name: str) -> None:
    text = f"{words} will mend the old bridge by June."
    found = resolve(text, text, words, **SPEECH)
    assert found.name == name
    assert found.span is not None and found.span.text == words


def test_a_short_name_means_the_last_full_one() -> None:
    text = (
        "The Water Agency reports to us.\n\nThe Housing Agency will build 40 flats. "
        "The agency will let them by May. It will take no deposits."
    )
    assert resolve(text, "The agency will let them", "The agency", **SPEECH).name == "Housing Agency of Arvenia"
    assert resolve(text, "It will take no deposits", "It", **SPEECH).name == "Housing Agency of Arvenia"


def test_they_are_the_many() -> None:
    text = "Governors must meet the residents. They will report every month."
    assert resolve(text, "They will report every month", "They", **SPEECH).name == "Governors of Arvenia"


@pytest.mark.parametrize(
    ("text", "statement", "words"),
    [
        (
            "The Ministry of Works will mend the bridge.",
            "The Ministry of Works will mend the bridge",
            "The Ministry of Works",
        ),
        (
            "By 1 May the Ministry of Works will mend it.",
            "By 1 May the Ministry of Works will mend it",
            "the Ministry of Works",
        ),
        (
            "I instruct the Ministry of Works to mend it.",
            "I instruct the Ministry of Works to mend it",
            "the Ministry of Works",
        ),
        (
            "The Ministry of Works was tasked to mend it.",
            "The Ministry of Works was tasked to mend it",
            "The Ministry of Works",
        ),
        (
            "It will be mended by the Ministry of Works.",
            "It will be mended by the Ministry of Works",
            "the Ministry of Works",
        ),
        ("The Ministry of Works will check and mend it.", "mend it", "The Ministry of Works"),
        ("The Ministry of Works is to:\n\n– check the bridge;\n– mend it.", "mend it", "The Ministry of Works"),
        ("Mend the bridge | Ministry of Works | by May 2031", "Mend the bridge", "Ministry of Works"),
        (
            "If rain falls, the Ministry of Works will mend it.",
            "If rain falls, the Ministry of Works will mend it",
            "the Ministry of Works",
        ),
    ],
)
def test_the_actor_is_found_where_no_tagger_found_it(text: str, statement: str, words: str) -> None:
    found = resolve(text, statement, **SPEECH)
    assert found.name == "Ministry of Works of Arvenia"
    assert found.span is not None and found.span.text == words


@pytest.mark.parametrize(
    "statement",
    [
        "The bridge will be mended by June.",
        "It is necessary to mend the bridge.",
        "Parents will receive 300 crowns.",
        "The bill will be submitted to Parliament.",
        "No school will be closed.",
    ],
)
def test_a_statement_that_names_nobody_is_that_of_the_speakers_side(statement: str) -> None:
    assert resolve(statement, statement, **SPEECH) == Actor("Government of Arvenia")


@pytest.mark.parametrize(
    ("speaker", "side"),
    [
        ("Ada Lunt, Minister of Health of Arvenia", "Ministry of Health of Arvenia"),
        ("Ada Lunt, Minister of Finance of Arvenia", "Government of Arvenia"),
        ("Minister for Foreign Affairs of Arvenia", "Government of Arvenia"),
        ("Rolf Stein, Governor of Lower Tarn", "Administration of Lower Tarn"),
        ("Nils Aagard, leader of the Harbour Party", "Harbour Party"),
        ("Australian Labor Party", "Australian Labor Party"),
        ("Ministry of Health of Arvenia", "Ministry of Health of Arvenia"),
        ("Brunnau City Council", "Brunnau City Council"),
        ("Heads of State of the Tarn Pact", "Member states of the Tarn Pact"),
        ("Prime Minister of Fiji", "Government of Fiji"),
    ],
)
def test_the_side_of_a_speaker(speaker: str, side: str) -> None:
    text = "Forty wells will be dug."
    assert resolve(text, text, genre="release", speaker=speaker).name == side


def test_a_ministry_answers_for_its_own_release() -> None:
    text = "Forty wells will be dug."
    known = {"speaker": "Ada Lunt, Minister of Finance of Arvenia", "publisher": "Ministry of Finance of Arvenia"}
    assert resolve(text, text, genre="release", **known).name == "Ministry of Finance of Arvenia"


def test_what_is_asked_of_everybody_at_the_united_nations() -> None:
    text = "The debt of small islands must be forgiven."
    known = {"genre": "speech", "speaker": "Prime Minister of Fiji", "publisher": "United Nations"}
    assert (
        resolve(text, text, kind="proposal", **known).name == "International community (United Nations member states)"
    )
    assert resolve(text, text, kind="pledge", **known).name == "Government of Fiji"


def test_no_country_is_invented() -> None:
    text = "The government will mend the bridge by June."
    assert resolve(text, text, "The government", genre="report").name == "Government"
    assert resolve("It will be mended.", "It will be mended.", genre="report").name == "Government"


def test_a_town_is_not_the_country() -> None:
    text = (
        "President Olga Marin came to Almaty. In Almaty she met residents of Almaty. "
        "“Almaty will get a metro,” she said. In Almaty it snowed. The people of Kazakhstan and of western Kazakhstan "
        "were glad for Almaty. Kazakhstan will pay."
    )
    assert resolve(text, "Almaty will get a metro", genre="report").name != "Government of Almaty"
    assert resolve(text, "Kazakhstan will pay", "Kazakhstan", genre="report").name == "Government of Kazakhstan"


def test_a_local_paper_writes_of_its_council() -> None:
    text = "Brunnau Town Council met on Monday. The lido will open in May. Brunnau Town Council took three hours."
    assert resolve(text, "The lido will open in May", genre="report").name == "Brunnau Town Council"


def test_find_names_offices_and_bodies() -> None:
    text = "We asked the Ministry of Works, the governors and Mayor Ines Pohl to help the farmers."
    found = actor.find(document(text), 0, len(text))
    assert [span.text for span in found] == ["the Ministry of Works", "the governors", "Mayor Ines Pohl"]
    assert all(text[span.start : span.end] == span.text for span in found)
    assert [span.text for span in actor.find(document(text), 0, 30)] == ["the Ministry of Works"]


@pytest.mark.parametrize(
    ("one", "two", "least", "most"),
    [
        ("Government of Arvenia", "Government of Arvenia", 1.0, 1.0),
        ("Government of Arvenia", "the government of Arvenia", 1.0, 1.0),
        ("Government", "Government of Arvenia", 0.9, 0.9),
        ("Government of Arvenia", "Government of Sarland", 0.0, 0.5),
        ("Ministry of Health", "Harbour Party", 0.0, 0.0),
    ],
)
def test_compare(one: str, two: str, least: float, most: float) -> None:
    value = actor.compare(Actor(one), Actor(two))
    assert least <= value <= most
    assert value == actor.compare(Actor(two), Actor(one))


def test_what_is_unknown_is_like_nothing() -> None:
    assert actor.compare(Actor(), Actor("Government")) == 0.0
    assert actor.compare(Actor(), Actor()) == 0.0
    assert actor.compare(Actor(span=Span("the Senate", 0, 10)), Actor("Senate")) == 1.0


NAMES = st.text(st.sampled_from("abc of the Ministry,.'’-éя "), max_size=40)


@given(NAMES, NAMES)
def test_compare_is_a_likeness(one: str, two: str) -> None:
    value = actor.compare(Actor(one), Actor(two))
    assert 0.0 <= value <= 1.0
    assert value == actor.compare(Actor(two), Actor(one))
    assert not one or actor.compare(Actor(one), Actor(one)) == 1.0


WORDS = (
    "the _Ministry _of _for _Works _President _Olga _Marin_, _. _\n_\n\n_We _it _They _will _was instructed _to _by _"
    "and _The Government _is to:\n_– _| _'s _’s _(_)_his _Her Excellency _who leads _UN _II _🏗_\u0301_"
    "state _governors _said _5 "
)
PIECES = st.sampled_from(WORDS.split("_"))


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=50).map("".join), st.data())
def test_any_statement_has_an_answer(text: str, data: st.DataObject) -> None:
    one = document(text, genre="report", title=text[:30], publisher=text[-30:], speaker=text[5:25] or "x")
    bodies = actor.Bodies.prepare(one, voices.listen(one))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first = data.draw(st.integers(start, end))
    for kind in ("pledge", "proposal", "report"):
        for span in (None, Span(text[first:end], first, end)):
            found = bodies.resolve(span, start, end, kind=kind)
            assert found.name is None or isinstance(found.name, str)
            assert found.span is None or text[found.span.start : found.span.end] == found.span.text
            if span is not None and span.text.lower() not in DETERMINERS:
                assert found.span == span
    for span in actor.find(one, start, end):
        assert start <= span.start < span.end <= end and text[span.start : span.end] == span.text


def test_a_lone_determiner_grows_to_what_it_opens() -> None:
    text = "In Velmora the Ministry of Finance will pay. The President of Velmora said so."
    one = document(text, genre="report")
    bodies = actor.Bodies.prepare(one, voices.listen(one))
    at = text.index("the Ministry")
    found = bodies.resolve(Span("the", at, at + 3), 0, 44, kind="pledge")
    assert found.span is not None
    assert found.span.text == "the Ministry of Finance"


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("I order the Ministry of Works to mend the bridge.", "I", "the Ministry of Works"),
        ("The President told the three idle towns to mend the bridge.", "The President", "the three idle towns"),
        ("She has asked the port board in May to mend the bridge.", "She", "the port board"),
        ("We would urge both ports to mend the bridge.", "We", "both ports"),
        ("The Cabinet passed a rule obliging ferrymen to mend the bridge.", "The Cabinet", "ferrymen"),
        ("He ordered the mayor to pay and the governors to mend the bridge.", "the mayor", "the mayor"),
        (
            "The set of tasks facing the new Government boils down to the following: mend the bridge.",
            "the new Government",
            "the new Government",
        ),
        ("The board's requests this year add up to three: mend the bridge.", "The board", "The board"),
    ],
)
def test_who_is_ordered_acts_and_not_the_one_who_orders(text: str, words: str, who: str) -> None:
    found = resolve(text, text, words, kind="directive", **SPEECH)
    assert found.span is not None and found.span.text == who


def test_who_will_order_acts_first() -> None:
    text = "We will require firms to publish their prices."
    found = resolve(text, text, "We", kind="directive", **SPEECH)
    assert found.span is not None and found.span.text == "We"


def test_the_second_of_two_who_are_ordered_has_its_own_infinitive() -> None:
    text = "He ordered the Ministry of Works to pay and the governors to mend the bridge."
    found = resolve(text, "the governors to mend the bridge", "the Ministry of Works", kind="directive", **SPEECH)
    assert found.span is not None and found.span.text == "the governors"


@pytest.mark.parametrize(
    ("statement", "who"),
    [
        ("Owners of wells must close them by May.", "Owners of wells"),
        ("Grocers were ordered to lower the price.", "Grocers"),
        ("Meters must be installed by May.", None),
    ],
)
def test_a_duty_binds_its_subject_whoever_it_is(statement: str, who: str | None) -> None:
    found = resolve(statement, statement, kind="directive", **SPEECH)
    assert (found.span.text if found.span else None) == who


@pytest.mark.parametrize(
    ("text", "statement", "who"),
    [
        ("We'll mend the bridge.", "We'll mend the bridge", "We"),
        ("The Ministry of Works won't mend it.", "The Ministry of Works won't mend it", "The Ministry of Works"),
        ("(b) The Working Group will mend it.", "(b) The Working Group will mend it", "The Working Group"),
        ("All nine Governors agreed to mend it.", "All nine Governors agreed to mend it", "Governors"),
        ("4.1 | Mend it | Ministry of Works | May", "Mend it", "Ministry of Works"),
        ("It creates a Bridge Fund, which shall mend it.", "which shall mend it", "a Bridge Fund"),
        (
            "The Minister of Works, who had come along, was told to mend it.",
            "The Minister of Works, who had come along, was told to mend it",
            "The Minister of Works",
        ),
    ],
)
def test_the_subject_is_found_behind_what_stands_around_it(text: str, statement: str, who: str) -> None:
    found = resolve(text, statement, **SPEECH)
    assert found.span is not None and found.span.text == who


def test_who_only_receives_does_not_act() -> None:
    for text in ("Parents will receive 300 crowns.", "Firms will be able to get a loan."):
        assert resolve(text, text, text.split()[0], **SPEECH) == Actor("Government of Arvenia")
    law = "A bill will create new bridges."
    assert resolve(law, law, "A bill", **SPEECH).name == "Government of Arvenia"
