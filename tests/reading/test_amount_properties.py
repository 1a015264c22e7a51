"""Amounts on generated numbers and on any text at all."""

from __future__ import annotations

import string

from hypothesis import given, settings
from hypothesis import strategies as st

from kepil.model import Amount, Document, Span
from kepil.reading.coordinates import amount

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(number: int) -> str:
    """A number in English words, up to a billion."""
    for value, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= value:
            rest = number % value
            joint = " and " if value == 100 else " "
            return f"{spelled(number // value)} {word}" + (joint + spelled(rest) if rest else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


def document(text: str) -> Document:
    return Document(name="t", text=text, sha256="", language="en")


def only(text: str) -> Amount:
    """The one amount of a text, resolved."""
    doc = document(text)
    (span,) = amount.find(doc, 0, len(text))
    (found,) = amount.resolve(doc, span)
    return found


@given(st.integers(2, 10**9))
def test_numbers_in_words(number: int) -> None:
    found = only(f"We will plant {spelled(number)} saplings.")
    assert (found.value, found.unit) == (number, "sapling")


@given(st.integers(2100, 10**12), st.sampled_from([",", " ", "\u00a0", "\u202f", "’"]))
def test_digits_in_groups(number: int, separator: str) -> None:
    found = only(f"We will plant {number:,} saplings.".replace(",", separator))
    assert (found.value, found.unit) == (number, "sapling")


@given(st.integers(10**6, 10**12))
def test_digits_grouped_by_dots(number: int) -> None:
    written = f"{number:,}".replace(",", ".")
    assert only(f"We will plant {written} saplings.").value == number


@given(
    st.integers(0, 999),
    st.integers(1, 999),
    st.sampled_from([("thousand", 3), ("million", 6), ("billion", 9), ("trillion", 12)]),
)
def test_decimals_with_a_scale(whole: int, thousandths: int, scale: tuple[str, int]) -> None:
    found = only(f"It will cost {whole}.{thousandths:03d} {scale[0]} euros.")
    assert found.value == (whole * 1000 + thousandths) * 10 ** (scale[1] - 3)
    assert found.unit == "EUR"


@given(
    st.integers(1, 10**9),
    st.sampled_from([("€{}", "EUR"), ("EUR {}", "EUR"), ("{} euros", "EUR"), ("£{}", "GBP"), ("US${}", "USD"),
                     ("US$ {}", "USD"),
                     ("{} US dollars", "USD"), ("{} tenge", "KZT"), ("₸{}", "KZT"), ("{} CFA francs", "XOF"),
                     ("A${}", "AUD"),
                     ("{} Swiss francs", "CHF"), ("{} yuan", "CNY"), ("KZT {}", "KZT")]),
)  # fmt: skip
def test_money_before_and_after(number: int, form: tuple[str, str]) -> None:
    found = only(f"The ministry will pay {form[0].format(f'{number:,}')} in all.")
    assert (found.value, found.unit) == (number, form[1])


BOUNDS = st.sampled_from([("at least", "at_least"), ("more than", "at_least"), ("up to", "at_most"),
                          ("no more than", "at_most"),
                          ("about", "about"), ("nearly", "about"), ("another", "exact")])  # fmt: skip
UNITS = st.sampled_from([("schools", "school"), ("families", "family"), ("km", "km"), ("hectares", "ha"),
                         ("percent", "percent"),
                         ("people", "person"), ("tonnes", "t"), ("children", "child"), ("field hospitals",
                         "field hospital")])  # fmt: skip


@given(st.integers(2, 10**6), BOUNDS, UNITS)
def test_bound_number_and_unit(number: int, bound: tuple[str, str], unit: tuple[str, str]) -> None:
    written = f"{bound[0]} {number:,} {unit[0]}"
    text = f"The programme will reach {written} here."
    doc = document(text)
    (span,) = amount.find(doc, 0, len(text))
    assert span.text == written
    (found,) = amount.resolve(doc, span)
    assert (found.value, found.unit, found.bound) == (number, unit[1], bound[1])


@given(st.integers(2, 10**6), st.integers(1, 10**6), UNITS)
def test_ranges(low: int, more: int, unit: tuple[str, str]) -> None:
    text = f"Between {low:,} and {low + more:,} {unit[0]} are needed."
    doc = document(text)
    (span,) = amount.find(doc, 0, len(text))
    lower, upper = amount.resolve(doc, span)
    assert (lower.value, lower.bound, upper.value, upper.bound) == (low, "at_least", low + more, "at_most")
    assert lower.unit == upper.unit == unit[1]


PIECES = st.lists(
    st.sampled_from(
        [
            "12", "1,000", "3.5", "half", "a third", "two", "one", "twenty", "hundred", "million", "dozen", "of",
            "them", "the", "first", "rest", "$", "€", "US$", "per cent", "%", "km", "-", "–", "to", "and", "or",
            "between", "from", "at least", "no more than", "not", "under", "schools", "new", "people", "years", "old",
            "May", "2024", "Article", "G", "20", "½", "1/2", ".", ",", "\n", "out of", "ten", "of this sum", "halve",
            "dollars", "tens of thousands", "cents", "a", "men", "and women", "both", "٣٤", "²",
        ]
    ),
    max_size=30,
)  # fmt: skip
ANYTHING = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=string.digits + " ,.-–$%€ ½thofa\n", max_size=120),
    PIECES.map(" ".join),
    PIECES.map("".join),
)


@settings(max_examples=200)
@given(ANYTHING, st.data())
def test_any_text(text: str, data: st.DataObject) -> None:
    doc = document(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = amount.find(doc, start, end)
    position = start
    for span in spans:
        assert text[span.start : span.end] == span.text
        assert position <= span.start < span.end <= end
        position = span.end
        for one in amount.resolve(doc, span):
            assert text[one.span.start : one.span.end] == one.span.text
            assert span.start <= one.span.start and one.span.end <= span.end
            assert one.bound in ("exact", "about", "at_least", "at_most")
    assert spans == amount.find(doc, start, end)


@given(ANYTHING, st.data())
def test_any_run_can_be_resolved(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for one in amount.resolve(document(text), Span(text[start:end], start, end)):
        assert text[one.span.start : one.span.end] == one.span.text


AMOUNTS = st.builds(
    Amount,
    span=st.just(Span("", 0, 0)),
    value=st.one_of(st.none(), st.integers(-10, 10**15), st.floats()),
    unit=st.one_of(st.none(), st.sampled_from(["KZT", "kzt", "km", "person"])),
)


@given(AMOUNTS, AMOUNTS)
def test_compare_is_symmetric_and_between_nought_and_one(a: Amount, b: Amount) -> None:
    assert amount.compare(a, b) == amount.compare(b, a)
    assert 0 <= amount.compare(a, b) <= 1


@given(AMOUNTS)
def test_the_same_is_wholly_alike(a: Amount) -> None:
    if a.value is None or a.value == a.value:
        assert amount.compare(a, a) == 1
