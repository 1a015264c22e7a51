"""The cheap tests before the costly patterns of amounts let through everything that the patterns match."""

from __future__ import annotations

from pathlib import Path

import pytest

from kepil.reading.english import amounts_bounds, amounts_money, amounts_scan

TEXTS = "\n".join(
    path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[2] / "training/more").glob("*.txt"))
)
CASES = """
Half the villages, a dozen schools, tens of thousands of trees, hundreds of wells, thirty-one clinics, two thirds of it.
US$ 5 million, US$5m, A$ 40, R 300, €2.5bn, £1/2 million, KZT 300, Rs. 500, Ksh 40, FCFA 3 million, ₸70 bn, ½ a litre.
up to the 40, no less than a 50, nearly all 60, some 70, ~ 80, ≈90, a maximum of 100, well over the 110, another 120.
300 US dollars, 40 million tenge, 5 (US$) bn, 7 crowns, 8 cents, 9 euro-cents, 10 pounds sterling, 11 KZT, 12 billion €.
"""


@pytest.mark.parametrize("text", [TEXTS, CASES], ids=["texts", "cases"])
def test_every_number_begins_where_one_is_looked_for(text: str) -> None:
    at = found = 0
    while match := amounts_scan._CORE.search(text, at):
        quick = amounts_scan._next(text, at, len(text))
        assert quick is not None and quick.span() == match.span(), text[match.start() - 20 : match.end() + 20]
        at, found = match.end(), found + 1
    assert found > 30
    assert amounts_scan._next(text, at, len(text)) is None


@pytest.mark.parametrize("text", [TEXTS, CASES], ids=["texts", "cases"])
def test_every_bound_and_every_money_word_passes_the_test_before_its_pattern(text: str) -> None:
    bounds = coins = 0
    for match in amounts_scan._CORE.finditer(text):
        low = max(0, match.start() - amounts_bounds._REACH)
        if amounts_bounds._LEAD.search(text[low : match.start()]):
            assert amounts_bounds._may_close(text, low, match.start()), text[low : match.end()]
            bounds += 1
        if amounts_money._SUFFIX.match(text, match.end()):
            assert amounts_money._may_follow(text, match.end()), text[match.start() : match.end() + 20]
            coins += 1
    assert bounds > 5 and coins > 5
