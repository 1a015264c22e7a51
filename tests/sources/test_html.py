"""Web pages: everything that is seen is in the text, and what is not the article is outside."""

from __future__ import annotations

import datetime as dt
import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepil.model import Problem
from kepil.sources.content import Content
from kepil.sources.html import read_html

ARTICLE = [
    "Three bridges over the river Sarn will be rebuilt by the end of next year, the Minister of Works, Ann Orr, said.",
    "“We have set aside 12 million crowns, and the work begins in May,” she told the Assembly of the province.",
    "The governors of the five regions were instructed to submit the lists of damaged roads within ten days.",
]
MENU = ["Home", "Politics", "Economy", "Weather"]
TEASERS = ["Harbour will open in spring, Minister says", "Government to cut ferry fares from May"]


def _read(page: str, **options: str) -> Content:
    content = read_html(page.encode(), "page.html", **options)
    assert isinstance(content, Content), content
    position = 0
    for start, end in content.outside:
        assert position <= start < end <= len(content.text)
        position = end
    return content


def _outside(content: Content) -> str:
    return "\n".join(content.text[start:end] for start, end in content.outside)


def _page(head: str = "", body: str = "", before: str = "", after: str = "") -> str:
    teasers = "".join(f"<p><a href=/x>{item}</a></p>" for item in TEASERS)
    paragraphs = body or "".join(f"<p>{line}</p>" for line in ARTICLE)
    return (
        f"<!DOCTYPE html><html lang='en-GB'><head><title>Bridges | Orsa Post</title>{head}</head><body>"
        f"<nav><ul>{''.join(f'<li><a href=/{item}>{item}</a></li>' for item in MENU)}</ul></nav>{before}"
        f"<main><article><h1>Bridges</h1>{paragraphs}</article></main>"
        f"<aside class='related'><h3>Recent posts</h3>{teasers}</aside>"
        f"{after}<form><label>Leave a comment</label><textarea>x</textarea></form><footer>© Orsa Post</footer></body>"
    )


def test_article_is_inside_and_furniture_outside() -> None:
    content = _read(_page())
    outside = _outside(content)
    for line in ARTICLE:
        assert line in content.text and line not in outside
    for line in [*MENU, *TEASERS, "Leave a comment", "© Orsa Post", "Recent posts"]:
        assert line in content.text and line in outside
    assert (content.title, content.language) == ("Bridges", "en")


def test_long_page_of_plain_boxes_without_any_names() -> None:
    boxes = "".join(f"<div>{line}</div>" for line in ARTICLE * 3)
    menu = "".join(f"<a href='/{item}'>{item}</a> " for item in MENU)
    content = _read(f"<html><body><div>{menu}</div><h1>Bridges</h1><div>{boxes}</div></body></html>")
    outside = _outside(content)
    assert not any(line in outside for line in ARTICLE) and "Politics" in outside


def test_comments_of_readers_are_outside() -> None:
    comments = "<div id='comments'><div class='comment'>They will raise the tax again, you’ll see!</div></div>"
    assert "raise the tax" in _outside(_read(_page(after=comments)))


def test_lists_tables_breaks_and_quotation_marks() -> None:
    body = (
        f"<p>{ARTICLE[0]}</p><p>The Government is to:</p>"
        "<ul><li>build twenty reservoirs in the south of the country by 2026;</li>"
        "<li>repair <b>fif</b>teen&nbsp;of them.</li></ul>"
        "<ol start=3><li>The Ministry of Works draws up the plan<ol><li><p>of the roads</p></li></ol></li></ol>"
        "<table><tr><th>Place</th><th>Sum</th></tr><tr><td>Orsa</td><td>12\n million</td></tr></table>"
        f"<p>{ARTICLE[1]}<br>It be&shy;gins <q>in May</q>.<br><br>It ends&#32;in &lt;June&gt; &amp; for &euro;5.</p>"
        f"<p>{ARTICLE[2]}</p>"
    )
    text = _read(_page(body=body)).text
    assert "\n• build twenty reservoirs in the south of the country by 2026;\n• repair fifteen of them.\n" in text
    assert "\n3. The Ministry of Works draws up the plan\n1. of the roads\n" in text
    assert "Place | Sum\nOrsa | 12 million\n" in text
    assert f"{ARTICLE[1]}\nIt begins “in May”.\n\nIt ends in <June> & for €5.\n" in text


def test_what_is_not_seen_is_not_there() -> None:
    hidden = (
        "<script>var a = 'secret';</script><style>p {secret}</style><template>secret</template><p hidden>secret</p>"
        "<p style='display: none'>secret</p><!-- secret --><noscript>secret</noscript><svg><title>secret</title></svg>"
    )
    assert "secret" not in _read(_page(body=f"<p>{ARTICLE[0]}</p>{hidden}<p>{ARTICLE[1]}</p>")).text


def test_text_after_dropped_elements_stays() -> None:
    assert (
        "one two three"
        in _read(_page(body=f"<p>one <!-- x -->two <script>x</script>three</p><p>{ARTICLE[0]}</p>")).text
    )


def test_table_of_layout_is_read_as_blocks() -> None:
    cell = "".join(f"<p>{line}</p>" for line in ARTICLE * 2)
    text = _read(f"<table><tr><td><table><tr><td>{cell}</td></tr></table></td></tr></table>").text
    assert f"{ARTICLE[0]}\n\n{ARTICLE[1]}" in text


@pytest.mark.parametrize(
    "head",
    [
        "<meta property='article:published_time' content='2031-05-12T08:00:00+05:00'>",
        "<meta property='article:modified_time' content='2031-06-01'>"
        "<meta property='article:published_time' content='2031-05-12'>",
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "datePublished": "2031-05-12"}</script>',
    ],
)
def test_date_of_the_head(head: str) -> None:
    assert _read(_page(head)).published == dt.date(2031, 5, 12)


def test_date_line_of_the_page() -> None:
    body = "".join(f"<p>{line}</p>" for line in ["By Mara Tell, 12 May 2031, 07:40", *ARTICLE])
    assert _read(_page(body=body)).published == dt.date(2031, 5, 12)


def test_no_date_is_made_up() -> None:
    assert _read(_page()).published is None
    # Neither the day of a plan in the text nor the year of the copyright line.
    body = "".join(f"<p>{line}</p>" for line in [*ARTICLE, "The last bridge is to open on 1 December 2032."])
    assert _read(_page(body=body, after="<p>© 2030</p>")).published is None


def test_publisher_and_address() -> None:
    head = "<meta property='og:site_name' content='Orsa Post'><link rel=canonical href='https://orsa.example/bridges'>"
    content = _read(_page(head))
    assert (content.publisher, content.url) == ("Orsa Post", "https://orsa.example/bridges")


@pytest.mark.parametrize("encoding", ["windows-1251", "utf-8", "iso-8859-5"])
def test_declared_encoding(encoding: str) -> None:
    line = "Правительство построит двадцать водохранилищ к концу следующего года, сказал министр."
    page = f"<html><head><meta charset='{encoding}'></head><body><p>{line}</p></body></html>".encode(encoding)
    content = read_html(page, "page.html")
    assert isinstance(content, Content) and content.text == line and not content.problems


def test_encoding_that_the_server_declares() -> None:
    content = read_html("<p>Straße zum Schloß über die Brücke</p>".encode("latin-1"), "page", "iso-8859-1")
    assert isinstance(content, Content) and content.text == "Straße zum Schloß über die Brücke"


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><script>app()</script><div id=root></div></body></html>",
        "<html><body><nav><a href=/>Home</a></nav><footer>© Orsa Post</footer></body></html>",
        "<!-- nothing -->",
    ],
)
def test_page_without_content(page: str) -> None:
    problem = read_html(page.encode(), "page.html")
    assert isinstance(problem, Problem) and problem.code == "empty" and "browser" in problem.remedy


def test_huge_page_is_read_whole() -> None:
    content = _read(f"<html><body><nav>Home</nav>{''.join(f'<p>{line}</p>' for line in ARTICLE * 4000)}</body></html>")
    assert content.text.count(ARTICLE[0]) == 4000 and _outside(content) == "Home"
    assert [problem.code for problem in content.problems] == ["large"]


def test_same_bytes_same_content() -> None:
    assert read_html(_page().encode(), "a") == read_html(_page().encode(), "a")


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class=ad>",
                "</div>",
                "<li>",
                "<ul>",
                "</ol>",
                "<table><tr><td>",
                "</td>",
                "<br>",
                "<q>",
                "a b",
                "&#xD800;",
                "&nbsp;",
                "\x00",
                "Die Brücke wird gebaut. ",
                "<nav>",
                "</nav>",
                "<a href=x>",
                "</a>",
                "<pre>\n x",
            ]
        ),
        max_size=40,
    )
)
def test_any_tags_in_any_order(pieces: list[str]) -> None:
    content = read_html("".join(pieces).encode(), "page.html")
    if isinstance(content, Content):
        assert content.text.strip() == content.text.encode("utf-8").decode().strip()
        position = 0
        for start, end in content.outside:
            assert position <= start < end <= len(content.text)
            position = end


@pytest.mark.parametrize("name", ["page-01.txt", "page-02.txt", "page-03.txt"])
def test_annotated_pages(shared: Path, name: str) -> None:
    """The article of each page stays inside, its teasers go outside, when the page is dressed as HTML."""
    lines = [
        line.strip()
        for line in (shared / "corpus" / "written" / name).read_text(encoding="utf-8").split("\n")
        if line.strip()
    ]
    long = [line for line in lines if len(line) > 150]
    first, last = lines.index(long[0]), lines.index(long[-1])
    dressed = [
        f"<div class='site-top'><a href='/{number}'>{html.escape(line)}</a></div>"
        for number, line in enumerate(lines[: first - 3])
    ]
    dressed.append("<div class='entry-content'>")
    for line in lines[first - 3 : last + 1]:
        dressed.append(
            f"<p>{html.escape(line)}</p>"
            if line in long
            else f"<div class='share'><a href=#>{html.escape(line)}</a></div>"
        )
    dressed.append("</div><div class='widget-area'>")
    dressed += [f"<p><a href='/{number}'>{html.escape(line)}</a></p>" for number, line in enumerate(lines[last + 1 :])]
    content = _read(f"<html><body>{''.join(dressed)}</div></body></html>")
    outside = _outside(content)
    assert not any(line in outside for line in long)
    assert all(" ".join(line.split()) in outside for line in lines[last + 1 :])
