"""Amounts in English sentences: what is found, how it is cut, and what it means."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from kepil.model import Amount, Document, Span
from kepil.reading.coordinates import amount


def document(text: str, **known: object) -> Document:
    currency = known.pop("currency", {})
    return Document(name="t", text=text, sha256="", language="en", currency=MappingProxyType(currency), **known)  # type: ignore[arg-type]


def found(text: str, **known: object) -> list[str]:
    return [span.text for span in amount.find(document(text, **known), 0, len(text))]


def meant(text: str, words: str | None = None, **known: object) -> list[tuple[object, object, object]]:
    """(value, unit, bound) of every amount found, or of the amounts of `words`."""
    doc = document(text, **known)
    if words is None:
        spans = amount.find(doc, 0, len(text))
    else:
        at = text.index(words)
        spans = [Span(words, at, at + len(words))]
    return [(a.value, a.unit, a.bound) for span in spans for a in amount.resolve(doc, span)]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "bound"),
    [
        ("The state will set aside 2.6 trillion tenge.", "2.6 trillion tenge", 2_600_000_000_000, "KZT", "exact"),
        ("More than 84,000 people will be moved.", "More than 84,000 people", 84_000, "person", "at_least"),
        ("We will hire up to €14 million worth of trucks.", "up to €14 million", 14_000_000, "EUR", "at_most"),
        ("Six field hospitals will be opened.", "Six field hospitals", 6, "field hospital", "exact"),
        ("About 60 thousand families will move in.", "About 60 thousand families", 60_000, "family", "about"),
        ("They sent over 1700 tons of flour.", "over 1700 tons", 1700, "t", "at_least"),
        ("No more than 7 per cent will be charged.", "No more than 7 per cent", 7, "percent", "at_most"),
        ("It is not less than two fifths of the fleet.", "not less than two fifths", 40, "percent", "at_least"),
        ("The levy falls by half next year.", "half", 50, "percent", "exact"),
        ("A third of the coal will be local.", "A third", 33, "percent", "exact"),
        ("Nine out of ten clinics will be reached.", "Nine out of ten", 90, "percent", "exact"),
        (
            "It will send tens of thousands of nurses abroad.",
            "tens of thousands of nurses",
            10_000,
            "nurse",
            "at_least",
        ),
        ("We will lay 1,250 km of pipe.", "1,250 km", 1250, "km", "exact"),
        ("Plots of 3.5 hectares will be given out.", "3.5 hectares", 3.5, "ha", "exact"),
        ("A plant of 640 MW will be built.", "640 MW", 640, "MW", "exact"),
        ("Five pupils or more make a class.", "Five pupils or more", 5, "pupil", "at_least"),
        ("The first 300 houses will be ready.", "The first 300 houses", 300, "house", "exact"),
        ("We will buy 65 new electric buses.", "65 new electric buses", 65, "electric bus", "exact"),
        ("The ministry hires another 40 case workers.", "another 40 case workers", 40, "case worker", "exact"),
        ("He promised half a million saplings.", "half a million saplings", 500_000, "sapling", "exact"),
        ("Tk 35 crore will be given.", "Tk 35 crore", 350_000_000, "BDT", "exact"),
        ("US$ 190 a month will be paid.", "US$ 190", 190, "USD", "exact"),
        ("£3.4m will be spent.", "£3.4m", 3_400_000, "GBP", "exact"),
        ("It is raised to $4.2 million (US).", "$4.2 million (US)", 4_200_000, "USD", "exact"),
        ("The pool will hold 50 liters a day for each.", "50 liters a day", 50, "L/d", "exact"),
        ("The canal opened two years behind schedule.", "two years", 2, "year", "exact"),
        ("A stock for a 45-day siege, a 45-day reserve of coal.", "45-day", 45, "day", "exact"),
    ],
)
def test_one_amount(text: str, words: str, value: float, unit: str, bound: str) -> None:
    assert words in found(text)
    assert meant(text, words) == [(value, unit, bound)]


@pytest.mark.parametrize(
    ("word", "bound"),
    [
        ("at least", "at_least"), ("more than", "at_least"), ("over", "at_least"), ("no fewer than", "at_least"),
        ("not less than", "at_least"), ("a minimum of", "at_least"), ("above", "at_least"), ("in excess of",
        "at_least"),
        ("up to", "at_most"), ("at most", "at_most"), ("no more than", "at_most"), ("fewer than", "at_most"),
        ("under", "at_most"), ("a maximum of", "at_most"), ("below", "at_most"),
        ("about", "about"), ("around", "about"), ("some", "about"), ("approximately", "about"), ("nearly", "about"),
        ("an estimated", "about"), ("another", "exact"), ("a further", "exact"), ("all", "exact"), ("only", "exact"),
    ],
)  # fmt: skip
def test_bounds(word: str, bound: str) -> None:
    text = f"The council will repair {word} 120 bridges."
    assert found(text) == [f"{word} 120 bridges"]
    assert meant(text) == [(120, "bridge", bound)]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("No household will pay more than 40 dollars.", "at_most"),
        ("The fee must never exceed 40 dollars.", "at_most"),
        ("Nobody may earn less than 40 dollars.", "at_most"),
        ("They cannot be paid less than 40 dollars.", "at_least"),
        ("The subsidy is limited to 40 dollars.", "at_most"),
    ],
)
def test_a_bound_is_turned_by_a_negation(text: str, bound: str) -> None:
    assert meant(text) == [(40, "USD", bound)]


@pytest.mark.parametrize(
    ("text", "whole", "upper", "low", "high", "unit"),
    [
        ("Between 300 and 350 tonnes will arrive.", "Between 300 and 350 tonnes", "350 tonnes", 300, 350, "t"),
        ("It will cost 30 to 35 million dollars.", "30 to 35 million dollars", "35 million dollars", 3e7, 3.5e7, "USD"),
        ("Grants of €5,000 to €40,000 will be paid.", "€5,000 to €40,000", "€40,000", 5000, 40_000, "EUR"),
        ("Losses fall to 10-15 per cent.", "10-15 per cent", "15 per cent", 10, 15, "percent"),
        ("A loan of $5–8 million is ready.", "$5–8 million", "8 million", 5e6, 8e6, "USD"),
        ("Placements of 4 to 12 weeks are offered.", "4 to 12 weeks", "12 weeks", 4, 12, "week"),
        ("Two or three schools will open.", "Two or three schools", "three schools", 2, 3, "school"),
    ],
)
def test_a_range_is_two_amounts(text: str, whole: str, upper: str, low: float, high: float, unit: str) -> None:
    doc = document(text)
    (span,) = amount.find(doc, 0, len(text))
    assert span.text == whole
    lower, upmost = amount.resolve(doc, span)
    assert (lower.span.text, lower.value, lower.unit, lower.bound) == (whole, low, unit, "at_least")
    assert (upmost.span.text, upmost.value, upmost.unit, upmost.bound) == (upper, high, unit, "at_most")
    assert text[upmost.span.start : upmost.span.end] == upper


def test_from_one_to_another_after_a_verb_of_change_is_no_range() -> None:
    text = "The ticket will be cut from 42 to 29 euros."
    assert found(text) == ["42", "29 euros"]
    assert meant(text) == [(42, "EUR", "exact"), (29, "EUR", "exact")]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("Power is back in 58 of the 64 settlements.", "58", 58, "settlement"),
        ("We ordered 5,000 heated tents; the first 400 will leave tonight.", "the first 400", 400, "tent"),
        ("In all, 12 stations will be built, and 7 repainted.", "7", 7, "station"),
        ("In all, 12 stations will be built, and 7 older ones repainted.", "7 older ones", 7, "station"),
        ("They are to inspect evacuation centres twice. Two of them had none.", "Two of them", 2, "evacuation centre"),
        ("We bought 320 buses. No fewer than 80 will go north.", "No fewer than 80", 80, "bus"),
        ("The pension rises from 830 to 1,200 pula.", "830", 830, "BWP"),
        ("It cuts the toll from nine to eight to six per cent.", "nine", 9, "percent"),
        ("We gave 118.3 million lari, and 131 million will follow.", "131 million", 131_000_000, "GEL"),
        ("Of 1,400 homes, 1,020 are ready.", "1,020", 1020, "home"),
        ("Seventy percent comes from the bank, the rest from the city.", "the rest", 30, "percent"),
        (
            "For roads 980 million dollars are set aside; half of this sum is for bridges.",
            "half of this sum",
            490_000_000,
            "USD",
        ),
        ("It gives 4,500 jobs, a third of them in the hills.", "a third of them", 1500, "job"),
    ],
)
def test_units_taken_from_the_neighbours(text: str, words: str, value: float, unit: str) -> None:
    assert meant(text, words)[0][:2] == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "It will end in 2027.", "The plan for 2026 and 2027 is ready.", "They meet on 12 May.",
        "They meet on May 1, 2031.",
        "Article 5 and section 12 will be repealed.", "The Vision 2030 programme goes on.", "He will attend COP28.",
        "The Group of 20 will meet.", "The M4 motorway will be closed.", "Resolution 1325 will be carried out.",
        "The session opens at 10:30.", "Doors open at 10 a.m.", "The 43rd session will be held here.",
        "One of the ministers will come.", "No one will be left behind.", "The fight against COVID-19 goes on.",
        "The second bridge will follow.", "The First World War is remembered.", "We will work in three ways.",
        "The 2030 Agenda will be met.",
    ],
)  # fmt: skip
def test_false_friends(text: str) -> None:
    assert found(text) == []


def test_durations_are_left_to_the_times_unless_they_are_what_is_promised() -> None:
    assert found("The programme will run for five years.") == []
    assert found("The road will be ready within three months.") == []
    assert found("Sentences of up to 10 years will be passed.") == ["up to 10 years"]
    assert found("Debtors get a three-month grace period.") == ["three-month"]


@pytest.mark.parametrize(
    ("text", "known", "unit"),
    [
        ("We will spend $5 million.", {"currency": {"": "SGD", "$": "SGD", "dollar": "SGD"}}, "SGD"),
        ("We will spend 5 million dollars.", {"currency": {"": "SGD", "$": "SGD", "dollar": "SGD"}}, "SGD"),
        ("We will spend US$5 million.", {"currency": {"": "SGD", "$": "SGD", "dollar": "SGD"}}, "USD"),
        ("We will spend 5 million crowns.", {"currency": {"crown": "XVC"}}, "XVC"),
        ("We will spend 5 million zorins.", {"currency": {"zorin": "XZZ"}}, "XZZ"),
        ("We will spend $5 million.", {"publisher": "Government of Canada"}, "CAD"),
        ("We will spend $5 million.", {"publisher": "Australian Labor Party"}, "AUD"),
        ("We will spend $5 million.", {"title": "Statement of Kazakhstan"}, "USD"),
        ("We will spend 5 million francs.", {"publisher": "Government of Senegal"}, "XOF"),
        ("We will spend 5 million pesos.", {"publisher": "Government of the Philippines"}, "PHP"),
        ("We will spend 5 million pesos.", {}, "peso"),
        ("A fee of 310 CFA francs is set. That is 25 francs more.", {}, "XOF"),
        ("We will spend A$5 million.", {}, "AUD"),
        ("We will spend 5 million Australian dollars.", {}, "AUD"),
        ("We will spend EUR 5 million.", {}, "EUR"),
    ],
)
def test_which_currency(text: str, known: dict[str, object], unit: str) -> None:
    assert meant(text, **known)[-1][1] == unit


def test_cents_are_parts_of_the_money_of_the_text() -> None:
    text = "The levy brings 210 million euros. Petrol will cost 12 cents more."
    assert meant(text, "12 cents") == [(0.12, "EUR", "exact")]
    assert meant("Petrol will cost 12 cents more.", "12 cents") == [(12, "cent", "exact")]


def test_a_unit_that_nothing_says_is_none() -> None:
    assert meant("At least 400 will be given.", "At least 400") == [(400, None, "at_least")]


def test_words_without_a_number() -> None:
    assert meant("They will install a telephone line.", "a telephone line") == [(1, "telephone line", "exact")]
    assert meant("They will install lines.", "lines") == []


def test_only_inside_the_run_that_is_asked_for() -> None:
    text = "We will build 20 schools and 30 clinics. We will buy 40 buses."
    doc = document(text)
    cut = text.index(" clinics")
    assert [span.text for span in amount.find(doc, 3, cut)] == ["20 schools", "30"]


def test_a_language_without_words_is_an_error() -> None:
    doc = Document(name="t", text="5", sha256="", language="xx")
    with pytest.raises(KeyError):
        amount.find(doc, 0, 1)


def test_compare() -> None:
    span = Span("x", 0, 1)
    assert amount.compare(Amount(span, 5, "KZT"), Amount(span, 5, "KZT")) == 1
    assert amount.compare(Amount(span, 5, "KZT"), Amount(span, 5, "USD")) == 0
    assert amount.compare(Amount(span, 4, "km"), Amount(span, 5, "km")) == pytest.approx(0.8)
    assert amount.compare(Amount(span, None, "km"), Amount(span, 5, "km")) == 0
    assert amount.compare(Amount(span, 5, None), Amount(span, 5, "km")) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The levy of 4 dollars buys a 2-room flat.", ["4 dollars"]),
        ("Scales for trucks of 12 tonnes will stand at kilometres 8 and 23.", ["12 tonnes"]),
        ("Ferries of 9 tonnes will sail between 6 and 9 in the morning.", ["9 tonnes"]),
        ("The dyke rises by one metre. Not one had been finished.", ["one metre"]),
        ("We will extend the scheme by two years.", ["two years"]),
        ("We will finish the scheme in two years.", []),
    ],
)
def test_a_label_a_clock_time_and_a_sort_are_no_amounts(text: str, expected: list[str]) -> None:
    assert found(text) == expected
