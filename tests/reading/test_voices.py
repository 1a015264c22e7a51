"""Who is speaking: attributions, free continuations, transcripts, issuers and the reporter's own voice."""

from __future__ import annotations

import pytest

from kepil.model import Document
from kepil.reading import voices


def document(text: str, **known: str) -> Document:
    return Document(name="x", text=text, sha256="0" * 64, language="en", **known)  # type: ignore[arg-type]


def who(text: str, run: str, **known: str) -> str | None:
    """The name of the one who says a run of a text."""
    at = text.index(run)
    return voices.listen(document(text, **known)).speaker(at, at + len(run)).name


NEWS = {"genre": "report"}


@pytest.mark.parametrize(
    "text",
    [
        'President Olga Marin of Arvenia said: "We will pave the coast road by June."',
        '"We will pave the coast road by June," President Olga Marin of Arvenia said.',
        '"We will," said President Olga Marin of Arvenia, "pave the coast road by June."',
        "President Olga Marin of Arvenia promised that the coast road would be paved by June.",
        "According to President Olga Marin of Arvenia, the coast road will be paved by June.",
        "The coast road will be paved by June, President Olga Marin of Arvenia announced on Monday.",
        "Asked about the coast road, President Olga Marin of Arvenia said she would have it paved by June.",
        "President Olga Marin of Arvenia, who toured the coast on Monday, ordered it to be paved by June.",
        "In the view of President Olga Marin of Arvenia, the coast road should be paved by June.",
        "On the coast road President Olga Marin of Arvenia was brief: «It will be paved by June.»",
        "“We will pave the coast road by June”, stressed President Olga Marin of Arvenia.",
        "„We will pave it by June“, President Olga Marin of Arvenia added.",
        "'We will pave it by June,' President Olga Marin of Arvenia told reporters.",
    ],
)
def test_an_attribution_names_its_speaker_wherever_it_stands(text: str) -> None:
    assert who(text, "by June", **NEWS) == "Olga Marin, President of Arvenia"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("“The bridge will open in May,” she said.", "Olga Marin, President"),
        ("“The bridge will open in May,” Marin added.", "Olga Marin, President"),
        ("“The bridge will open in May,” the head of state said.", "Olga Marin, President"),
        (
            "“The bridge will open in May,” Mr Tadeo Brill, the Minister of Works, said.",
            "Tadeo Brill, Minister of Works",
        ),
        ("“The bridge will open in May,” the interior ministry said.", "Interior ministry"),
    ],
)
def test_a_short_name_is_resolved_by_the_text(sentence: str, expected: str) -> None:
    text = f"President Olga Marin visited the site on Friday.\n\nShe spoke for an hour.\n\n{sentence}"
    assert who(text, "The bridge will open in May", **NEWS) == expected


def test_offices_are_told_apart() -> None:
    text = (
        "Minister of Health Ada Lunt said that two clinics would open.\n\n"
        "Minister of Energy Piet Roe said that a dam would be built.\n\n"
        "The Minister of Health said that nurses would be paid more."
    )
    assert who(text, "nurses would be paid", **NEWS) == "Ada Lunt, Minister of Health"


def test_two_speakers_in_one_sentence() -> None:
    text = "Mayor Ines Pohl said the pool would open, and Councillor Bert Ahl said that the library would close."
    assert who(text, "the pool would open", **NEWS) == "Ines Pohl, Mayor"
    assert who(text, "the library would close", **NEWS) == "Bert Ahl, Councillor"


def test_a_sentence_after_an_attributed_one_goes_on() -> None:
    text = (
        "Prime Minister Ezra Holm said that fares would fall. Pensioners will travel free of charge.\n\n"
        "The railway was built in 1911. It has 40 stations."
    )
    assert who(text, "Pensioners will travel", **NEWS) == "Ezra Holm, Prime Minister"
    assert who(text, "It has 40 stations", **NEWS) is None


def test_what_nobody_is_said_to_say_is_the_reporters() -> None:
    text = "It was announced that the port will close in May. The repairs are expected to take a year."
    assert who(text, "the port will close", **NEWS) is None
    assert who(text, "The repairs are expected", **NEWS) is None


def test_orders_in_the_passive_are_those_of_the_one_who_leads_the_meeting() -> None:
    text = (
        "Prime Minister Ezra Holm chaired a meeting on the harvest.\n\n"
        "The Ministry of Farming was instructed to buy 40 dryers by August.\n\n"
        "The governors are to report every week."
    )
    assert who(text, "to buy 40 dryers", **NEWS) == "Ezra Holm, Prime Minister"
    assert who(text, "to report every week", **NEWS) == "Ezra Holm, Prime Minister"
    alone = "Shops were ordered to close at noon."
    assert who(alone, "to close at noon", **NEWS) is None


def test_a_list_is_said_by_the_one_who_leads_into_it() -> None:
    text = (
        "President Olga Marin set the following tasks:\n\n1. To plant 100 trees.\n2. To clean the canal.\n\nIt rained."
    )
    assert who(text, "To clean the canal", **NEWS) == "Olga Marin, President"
    assert who(text, "It rained", **NEWS) is None


def test_the_issuer_speaks_a_release_but_for_those_it_quotes() -> None:
    text = (
        "The tram will run until midnight.\n\n"
        '"We will add two lines," said Deputy Mayor Rolf Stein. "Both will open in May."\n\n'
        "Tickets will not become dearer."
    )
    known = {"genre": "release", "publisher": "City of Brunnau"}
    assert who(text, "The tram will run", **known) == "City of Brunnau"
    assert who(text, "Both will open", **known) == "Rolf Stein, Deputy Mayor"
    assert who(text, "Tickets will not", **known) == "City of Brunnau"


def test_a_speech_is_its_speakers_words() -> None:
    text = "Fellow citizens,\n\nThe Minister of Works promised you a bridge. We will build it by 2030."
    known = {"genre": "speech", "speaker": "Olga Marin, President of Arvenia"}
    assert who(text, "We will build it", **known) == "Olga Marin, President of Arvenia"


@pytest.mark.parametrize("title", ["Address by President Olga Marin", "Report of President Olga Marin to Parliament"])
def test_a_title_names_the_speaker_where_the_source_does_not(title: str) -> None:
    assert who("Forty wells will be dug.", "wells", genre="report", title=title) == "Olga Marin, President"


def test_a_report_about_its_speaker_is_not_his_own_voice() -> None:
    text = (
        "Olga Marin opened a school on Monday. The roof leaks.\n\n"
        "“We will mend it,” the President said. Marin added that pupils would get books."
    )
    known = {"genre": "report", "speaker": "Olga Marin"}
    assert who(text, "The roof leaks", **known) is None
    assert who(text, "We will mend it", **known) == "Olga Marin, President"
    assert who(text, "pupils would get books", **known) == "Olga Marin, President"


def test_a_column_is_its_authors_voice() -> None:
    text = "I have waited long. We were told much. I know the harbour. My party will dredge it. We will pay for it."
    known = {"genre": "report", "speaker": "Nils Aagard, leader of the Harbour Party"}
    assert who(text, "My party will dredge it", **known) == "Nils Aagard, leader of the Harbour Party"


@pytest.mark.parametrize(
    ("question", "answer"),
    [("Q: ", "A: "), ("COURIER: ", "MARIN: "), ("Courier: ", "Marin: "), ("– ", "– ")],
)
def test_an_interview_is_answered_by_the_one_who_is_asked(question: str, answer: str) -> None:
    turns = [
        "President Olga Marin talks to the Courier",
        f"{question}Will the dam be built?",
        f"{answer}Yes, by 2030.",
        "It will hold more than the old one.",
        f"{question}And who will pay?",
        f"{answer}The state will pay.",
        f"{question}Is that all?",
        f"{answer}It is.",
    ]
    text = "\n\n".join(turns)
    known = {"genre": "report", "publisher": "The Courier"}
    assert who(text, "by 2030", **known) == "Olga Marin, President"
    assert who(text, "It will hold more", **known) == "Olga Marin, President"
    assert who(text, "And who will pay", **known) is None


def test_a_parliament_has_many_turns() -> None:
    text = (
        "The Minister for Housing (Ms Ada Lunt): No rent will rise.\n\n"
        "Mr Dell: And next year?\n\n"
        "Ms Lunt: Nor then.\n\n"
        "Mr Dell: I shall ask again."
    )
    assert who(text, "Nor then", **NEWS) == "Ada Lunt, Minister for Housing"
    assert who(text, "I shall ask again", **NEWS) == "Dell"


def test_a_colon_alone_makes_no_transcript() -> None:
    text = "Homes: 40 built.\n\nRoads: none built.\n\nHomes: 50 planned.\n\nThe rest will follow."
    known = {"genre": "report", "speaker": "Ministry of Works of Arvenia"}
    assert who(text, "The rest will follow", **known) == "Ministry of Works of Arvenia"


def test_the_words_of_the_speaker_are_grounded() -> None:
    text = "Olga Marin, the President, spoke. “We will go,” she said."
    speaker = voices.listen(document(text, **NEWS)).speaker(text.index("We will go"), text.index("We will go") + 10)
    assert speaker.span is not None
    assert text[speaker.span.start : speaker.span.end] == speaker.span.text == "she"


def test_a_language_that_cannot_be_read_is_said() -> None:
    with pytest.raises(KeyError, match="language"):
        voices.listen(Document(name="x", text="Мост откроют.", sha256="0", language="ru"))


def test_an_empty_text_has_no_voice() -> None:
    heard = voices.listen(document(""))
    assert heard.turns == () and heard.quotes == ()
    assert heard.speaker(0, 0).name is None
    assert not heard.quoted(0, 0)
