"""Where no statement is found: menus, bylines, teasers, comments, headings, other scripts; and nothing else."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kepil.model import Document
from kepil.reading import furniture

STORY = Path(__file__).resolve().parents[2] / "examples" / "story"
BODY = (
    "The ministry will repair the harbour wall before the winter storms, "
    "and the ferry will sail again from the first of May."
)


def document(text: str, **known: object) -> Document:
    return Document(name="x", text=text, sha256="0" * 64, language="en", **known)  # type: ignore[arg-type]


def outside(text: str, **known: object) -> list[str]:
    return [text[start:end] for start, end in furniture.outside(document(text, **known))]


def covered(text: str, run: str, **known: object) -> bool:
    at = text.index(run)
    return any(start <= at and at + len(run) <= end for start, end in furniture.outside(document(text, **known)))


@pytest.mark.parametrize(
    "line",
    [
        "Skip to content",
        "Home  Politics  Economy  Sport",
        "Home > Politics > Harbour",
        "News | Video | Opinion | Jobs",
        "Live | Video | Elections 2031 | Horoscope",
        "HARBOUR · 3 min read",
        "Log in | Subscribe from 2.50 a week",
        "This site uses cookies so that pages load faster.",
        "By Runa Feld, Port Sorrel",
        "by Runa Feld and agencies",
        "17 March 2031, 08:15",
        "12.03.2031 09:30",
        "Monday, 17 March 2031 · 4 min read",
        "Share  Facebook  WhatsApp  Copy link",
        "Save | Print | Send by e-mail",
        "Photo: R. Feld",
        "[Image] The harbour wall on Monday. Photo: R. Feld",
        "ADVERTISEMENT",
        "READ ALSO: Minister will open the lighthouse in spring",
        "RELATED: Government to plant a million trees",
        ">> Mayor vows free ferries",
        "Tags: harbour, ferry, winter",
        "Newsletter: we will send you the news every morning.",
        "Get the Post every morning. We will never sell your address.",
        "© 2031 Sorrel Media. All rights reserved.",
        "Was this article useful? Yes 3 No 1",
        "Report an error. We will correct it.",
        "Press office: 12 Quay Street, weekdays from 9 to 5.",
        "Голландские компании построят порт.",
    ],
)
def test_a_line_of_furniture_between_paragraphs(line: str) -> None:
    text = f"{BODY}\n\n{line}\n\n{BODY}"
    assert covered(text, line)
    assert outside(text) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By May the wall will be repaired",
        "Share prices will be published daily",
        "Copyright law will be changed by 2032",
        "The regulator will ban tracking cookies",
        "Comments will be accepted until 15 May",
        "Home owners will get a grant",
        "Related costs will be met by the state",
        "Newsletter staff will keep their jobs",
        "- avoid any closure of schools",
        "• hire 400 nurses",
        "To open three clinics",
        "(c) the council set new dates",
        "4.1 | Open 20 clinics in the hills | Ministry of Health | by June 2031",
        "We will",
        "The Government is to:",
    ],
)
def test_what_may_state_something_is_kept(line: str) -> None:
    text = f"{BODY}\n\n{line}\n\n{BODY}"
    assert outside(text) == []


def test_headings_are_furniture_and_list_items_are_not() -> None:
    text = (
        f"Roads and Harbours\n\n{BODY}\n\nThe council will:\n\n- mend the pier\n- dredge the basin\n\nMoney\n\n{BODY}"
    )
    assert outside(text) == ["Roads and Harbours", "Money"]


def test_the_title_is_furniture() -> None:
    title = "Minister will mend the harbour wall"
    assert outside(f"{title}\n\n{BODY}", title=title) == [title]
    assert outside(f"{title}\n\n{BODY}", title="Something else") == []


def test_the_masthead_is_furniture() -> None:
    known = {"publisher": "The Sorrel Post"}
    assert outside(f"THE SORREL POST · Harbour desk\n\n{BODY}", **known) == ["THE SORREL POST · Harbour desk"]
    text = f"The Sorrel Post will print the plan in full on Monday\n\n{BODY}"
    assert outside(text, **known) == []


def test_what_stands_below_the_article_goes_to_the_end() -> None:
    text = (
        f"{BODY}\n\n{BODY}\n\nREAD MORE\nMinister will open the pool in June\nMayor vows free buses for all\n\n"
        "COMMENTS (2)\nolle_77: They will never build it, you will see!\nmia: We shall pay for it all.\n\n"
        "Leave a comment\nYour comment will appear once it has been read.\n"
    )
    (tail,) = outside(text)
    assert tail.startswith("READ MORE") and tail.endswith("once it has been read.")


def test_an_advertisement_ends_at_the_empty_line() -> None:
    text = f"{BODY}\n\nADVERTISEMENT\nBoots from 40 crowns. We will deliver!\n\nThe pier will open in May."
    assert outside(text) == ["ADVERTISEMENT\nBoots from 40 crowns. We will deliver!"]


def test_teasers_in_another_language_at_the_end() -> None:
    text = f"{BODY}\n\n{BODY}\n\nAnna Lind\n\nRecent Posts\n\nПорт построят в мае\n\n3 часа назад"
    (tail,) = outside(text)
    assert tail.startswith("Anna Lind") and tail.endswith("назад")


def test_a_sentence_that_is_broken_at_the_margin_is_no_furniture() -> None:
    text = (
        "The government will fight crime that is paid for from abroad and\n"
        "sponsored by the gangs of the coast, and it will do so by the\nend of the year with the help of all."
    )
    assert outside(text) == []


def test_what_the_format_showed_is_taken_over() -> None:
    text = f"links of all kinds\n{BODY}"
    assert furniture.outside(document(text)) == []
    assert furniture.outside(document(text, outside=((0, 13), (5, 10)))) == [(0, 13)]
    assert furniture.outside(document(text, outside=((0, 10_000),))) == [(0, len(text))]


WORDS = (
    "Recent Posts_Tags_READ MORE_By Anna Lind_Roads_ADVERTISEMENT__ _Порт_a | b | c_POLL: yes?_- item_© 2031_"
    "\u202eabc_\0_🏗 🏗 🏗_mia: We shall pay."
)
LINES = st.sampled_from([BODY, "x" * 500, *WORDS.split("_")])


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=30).map("\n".join))
def test_runs_are_sorted_apart_and_in_range(text: str) -> None:
    last = -1
    for start, end in furniture.outside(document(text, title="Roads")):
        assert last < start < end <= len(text)
        assert text[start:end].strip()
        last = end


@pytest.mark.skipif(not STORY.is_dir(), reason="the example texts are not in this checkout")
def test_no_annotated_statement_of_the_examples_is_furniture() -> None:
    with (STORY / "sources.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    statements = 0
    for path in sorted(STORY.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        row = rows[path.name]
        runs = furniture.outside(document(text, title=row["title"], published=dt.date.fromisoformat(row["published"])))
        note = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        for item in note["commitments"] + note["reports"]:
            at = text.index(item["quote"])
            statements += 1
            assert not any(start < at + len(item["quote"]) and end > at for start, end in runs), item["quote"]
    assert statements > 100
