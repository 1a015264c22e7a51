"""From a document to its reading, with the shipped model."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepil.model import Commitment, Document, Problem, Reading
from kepil.reading import gate, sentences
from kepil.reading.decoding import Found
from kepil.reading.reader import Reader, read
from kepil.reading.tagger import Tagged
from kepil.sources import Options, open_all

STORY = Path(__file__).resolve().parent.parent.parent / "examples/story"


def document(text: str, **known: object) -> Document:
    made = Document(name="x", text=text, sha256="0" * 64, language="en", published=dt.date(2031, 4, 14))
    return dataclasses.replace(made, **known)  # type: ignore[arg-type]


def spans(reading: Reading) -> list[object]:
    return [span for statement in (*reading.commitments, *reading.reports) for span in gate.spans(statement)]


def only(text: str, **known: object) -> Commitment:
    (found,) = read(document(text, **known)).commitments
    return found


def test_a_promise_comes_out_with_its_coordinates() -> None:
    found = only(
        "The Government of Velmora will build 20 new reservoirs in Lower Sarn by the end of 2033 "
        "for the farmers of the valley.",
        speaker="Ilsa Marrow, President of Velmora",
        genre="speech",
    )
    assert found.kind == "pledge"
    assert found.specificity == "measurable"
    assert "build 20 new reservoirs" in found.action.text
    assert found.actor.name == "Government of Velmora"
    assert [(a.value, a.unit) for a in found.amounts] == [(20, "reservoir")]
    assert [(t.role, t.start, t.end) for t in found.times] == [("deadline", None, dt.date(2033, 12, 31))]
    assert found.speaker.name is not None
    assert "Marrow" in found.speaker.name


def test_an_order_is_a_directive() -> None:
    reading = read(
        document(
            "President Ilsa Marrow instructed the Ministry of Finance to:\n"
            "• pay 20,000 crowns to every flooded household by 1 June;\n"
            "• report on the payments every month.\n",
            title="List of tasks",
            genre="plan",
            currency={"crown": "XVC"},
        )
    )
    assert {c.kind for c in reading.commitments} == {"directive"}
    assert all("Ministry of Finance" in (c.actor.name or "") for c in reading.commitments)
    (pay, report) = reading.commitments
    assert (pay.amounts[0].value, pay.amounts[0].unit) == (20000, "XVC")
    assert [t.rule for t in report.times] == ["FREQ=MONTHLY"]


def test_what_was_done_is_a_report() -> None:
    reading = read(
        document("More than 119,000 people were evacuated from the flooded districts in April.", genre="report")
    )
    assert [r.status for r in reading.reports] == ["done"]
    assert not reading.commitments


def test_rhetoric_holds_nothing() -> None:
    text = "Unity is our strength. We thank all who stood with us. "
    text += "History will judge those who sought to divide this nation."
    reading = read(document(text, genre="speech"))
    assert (reading.commitments, reading.reports) == ((), ())


def test_no_statement_stands_in_page_furniture() -> None:
    text = (
        "The state will rebuild 400 houses in Halden by 1 October, the President said.\n\n"
        "READ MORE\nMinister: the motorway will open in June\n\nLeave a comment\n"
        "Your comment will appear once approved.\n"
    )
    reading = read(document(text, genre="report"))
    assert reading.commitments
    assert all(c.quote.end < text.index("READ MORE") for c in reading.commitments)


@pytest.mark.parametrize("language", ["kk", "ru", "fr", None])
def test_a_language_that_is_not_read_is_said(language: str | None) -> None:
    reading = read(document("Үкімет биыл 20 су қоймасын салады.", language=language))
    assert (reading.commitments, reading.reports) == ((), ())
    (problem,) = reading.problems
    assert (problem.code, problem.fatal) == ("language", True)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", ".", "🏗️", "الحكومة", "a" * 5000, "x\u0301" * 300, "\ufeff", "Will. " * 200]
)
def test_odd_texts_are_read_without_harm(text: str) -> None:
    reading = read(document(text))
    assert all(span.text == text[span.start : span.end] for span in spans(reading))  # type: ignore[attr-defined]


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "We will build ten clinics by 1 May. ",
                "“",
                "”",
                "«",
                "he said, ",
                "🏗 ",
                "ﬁ",
                "e\u0301",
                "\u202e",
                "\n\n",
                "• ",
                "The state pays $5 million. ",
            ]
        ),
        max_size=25,
    )
)
def test_every_span_is_the_text_at_its_offsets(parts: list[str]) -> None:
    text = "".join(parts)
    reading = read(document(text, speaker="Ilsa Marrow"))
    assert not [problem for problem in reading.problems if problem.code == "ungrounded"]
    assert all(span.text and span.text == text[span.start : span.end] for span in spans(reading))  # type: ignore[attr-defined]


def test_a_document_reads_the_same_alone_and_among_others() -> None:
    opened = list(open_all([str(STORY)], Options()))
    documents = [one for one in opened if isinstance(one, Document)]
    together = {reading.document.name: reading for reading in Reader().read_many(documents)}
    for one in documents[:3]:
        assert Reader().read(one) == together[one.name]


def test_another_process_gives_the_same_bytes() -> None:
    command = [sys.executable, "-m", "kepil", "read", str(STORY / "04-finance-release.txt"), "--format", "jsonl"]
    one, two = (subprocess.run(command, capture_output=True, check=True).stdout for _ in range(2))
    assert one == two
    assert json.loads(one)["commitments"]


def test_the_story_is_read_as_it_was_annotated() -> None:
    """The model has seen these texts: what is tested is that the whole way from file to statement is intact."""
    right = found = wanted = 0
    for opened in open_all([str(STORY)], Options()):
        assert not isinstance(opened, Problem)
        gold = json.loads((STORY / f"{opened.name}.json").read_text(encoding="utf-8"))["commitments"]
        reading = read(opened)
        assert all(gate.grounded(opened.text, span) for span in spans(reading))  # type: ignore[arg-type]
        actions = [c.action.text for c in reading.commitments]
        right += sum(any(g["action"] in a or a in g["action"] for a in actions) for g in gold)
        found, wanted = found + len(actions), wanted + len(gold)
    assert right / wanted > 0.85
    assert right / found > 0.85


class Marked:
    """A tagger that finds the actions it is told, with what it thinks of all of them."""

    version = "marked"

    def __init__(self, *actions: str, kind: str = "pledge", specificity: str = "specific") -> None:
        self._actions, self._kind, self._specificity = actions, kind, specificity

    def tag(self, document: Document, cut: list[sentences.Sentence]) -> list[Tagged]:
        out = []
        for sentence in cut:
            words = re.finditer(r"\w+|[^\w\s]", document.text[sentence.start : sentence.end])
            offsets = [(sentence.start + word.start(), sentence.start + word.end()) for word in words]
            found = []
            for action in self._actions:
                start = document.text.index(action)
                if sentence.start <= start < sentence.end:
                    inside = [at for at, (a, b) in enumerate(offsets) if a < start + len(action) and b > start]
                    run = (inside[0], inside[-1] + 1)
                    roles: dict[str, list[tuple[int, int]]] = {
                        role: [] for role in ("actor", "beneficiary", "place", "amount", "time", "condition")
                    }
                    found.append(
                        Found("commitments", run, run, 0.9, self._kind, self._specificity, "done", roles, [])  # type: ignore[arg-type]
                    )
            out.append(Tagged(sentence, offsets, found, []))
        return out


def marked(text: str, *actions: str, **thinks: str) -> list[Commitment]:
    return list(Reader({"en": Marked(*actions, **thinks)}).read(document(text)).commitments)  # type: ignore[dict-item]


def test_a_time_right_before_a_statement_is_its_own() -> None:
    first, second = marked(
        "By 1 May we will open a clinic, and by 1 June, we will open a school.",
        "By 1 May we will open a clinic",
        "we will open a school",
    )
    assert [time.end for time in first.times] == [dt.date(2031, 5, 1)]
    assert [time.end for time in second.times] == [dt.date(2031, 6, 1)]


def test_a_time_of_the_statement_before_is_not_taken() -> None:
    _, second = marked(
        "We will open a clinic by 1 May, we will also open a school.",
        "We will open a clinic by 1 May",
        "we will also open a school",
    )
    assert not second.times


def test_a_time_that_goes_on_beyond_its_statement_is_whole() -> None:
    (one,) = marked("We will open a clinic by 1 May 2033.", "We will open a clinic by 1 May")
    assert [time.end for time in one.times] == [dt.date(2033, 5, 1)]


def test_a_length_that_is_no_time_is_an_amount() -> None:
    (one,) = marked(
        "We will keep grain sufficient for no less than nine months.",
        "keep grain sufficient for no less than nine months",
    )
    assert [(amount.value, amount.unit) for amount in one.amounts] == [(9, "month")]
    assert not one.times


@pytest.mark.parametrize(
    ("action", "thinks", "expected"),
    [
        ("open a clinic by 1 May", "specific", "measurable"),
        ("open 20 clinics", "specific", "measurable"),
        ("open a clinic", "measurable", "specific"),
        ("open a clinic soon", "measurable", "measurable"),
        ("improve care by 1 May", "vague", "vague"),
        ("introduce a bill on care", "vague", "specific"),
    ],
)
def test_numbers_and_days_say_what_settles_a_commitment(action: str, thinks: str, expected: str) -> None:
    (one,) = marked(f"We will {action}.", action, specificity=thinks)
    assert one.specificity == expected


def test_a_list_within_a_list_is_led_by_its_own_item() -> None:
    text = "Tasks\n\n1. The Ministry is to:\n\n– open a clinic;\n– mend a road.\n\n2. We will lower the fee.\n"
    assert [one.kind for one in marked(text, "open a clinic", "mend a road", "lower the fee")] == [
        "directive",
        "directive",
        "pledge",
    ]


def test_what_leads_into_a_list_dates_and_limits_its_items() -> None:
    first, second = read(
        document(
            "Orders of the Cabinet\n\nOnce the law is passed, by 1 September 2031 the Ministry of Works is to:\n\n"
            "– repair the bridge at Oxley;\n– open 12 new schools by 1 May 2032.\n",
            genre="plan",
        )
    ).commitments
    assert [time.end for time in (*first.times, *second.times)] == [dt.date(2031, 9, 1), dt.date(2032, 5, 1)]
    assert {one.condition.text for one in (first, second) if one.condition} == {"Once the law is passed"}


def test_an_election_stands_over_what_is_promised_after_it_and_not_over_duties() -> None:
    text = (
        "If you give us your votes in May, we will cut the fee.\n\nThe roads are bad. We will build 12 new schools. "
        "Governors must report every month."
    )
    read_of = read(document(text, genre="speech", speaker="Ada Rill, leader of the River Party")).commitments
    _, promise, duty = read_of
    assert promise.condition is not None and promise.condition.text == "If you give us your votes in May"
    assert duty.condition is None
