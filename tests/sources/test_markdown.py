"""Markdown: the source is the text; front matter, code and comments are outside."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from kepil.sources.content import Content
from kepil.sources.markdown import read_markdown

TEXT = """---
title: "Roads: a plan"
date: 2031-04-14T10:00:00Z
publisher: Orsa Post
lang: en
speaker: Ann Orr
---

# Roads and bridges

The road will be built.

```
will = build(road)
```

<!-- The bridge will be built. -->

~~~
open fence
"""


def _read(text: str) -> Content:
    content = read_markdown(text.encode(), "a.md")
    assert isinstance(content, Content)
    return content


def test_source_as_it_is() -> None:
    content = _read(TEXT)
    assert content.text == TEXT
    assert (content.title, content.published, content.publisher) == ("Roads: a plan", dt.date(2031, 4, 14), "Orsa Post")
    assert (content.language, content.speaker) == ("en", "Ann Orr")
    outside = [content.text[start:end] for start, end in content.outside]
    assert outside[0].startswith("---") and "Roads and bridges" not in outside[0]
    assert any("will = build(road)" in run for run in outside) and any("The bridge" in run for run in outside)
    assert not any("The road will be built." in run for run in outside)


def test_heading_is_the_title() -> None:
    assert _read("# Roads #\n\nThe road will be built.").title == "Roads"
    assert _read("Roads\n=====\n\nThe road will be built.").title == "Roads"
    assert _read("The road will be built.").title is None


def test_date_line_in_marks() -> None:
    assert _read("# Roads\n\n*14 April 2031*\n\nThe road will be built.").published == dt.date(2031, 4, 14)


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    content = _read("---\n\nThe road will be built.\n")
    assert content.outside == ()


def test_wrong_date_in_front_matter_is_said() -> None:
    content = _read("---\ndate: tomorrow\n---\nThe road will be built.")
    (problem,) = content.problems
    assert content.published is None and not problem.fatal and "tomorrow" in problem.message


@given(st.text(alphabet="-`~#<!> \na:=\"'*x", min_size=1))
def test_marks_in_any_order(text: str) -> None:
    content = _read(text)
    assert content.text == text
    position = 0
    for start, end in content.outside:
        assert position <= start < end <= len(text)
        position = end
