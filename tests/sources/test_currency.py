"""What a money word means, from a specification."""

from __future__ import annotations

import pytest

from kepil.sources import parse_currency


@pytest.mark.parametrize(
    ("specification", "mapping"),
    [
        ("", {}),
        ("SGD", {"": "SGD", "$": "SGD", "dollar": "SGD"}),
        ("sgd", {"": "SGD", "$": "SGD", "dollar": "SGD"}),
        ("KZT", {"": "KZT", "tenge": "KZT"}),
        ("GBP", {"": "GBP", "pound": "GBP"}),
        ("CNY", {"": "CNY", "yuan": "CNY", "renminbi": "CNY"}),
        ("XVC", {"": "XVC"}),
        ("crown=XVC", {"crown": "XVC"}),
        ("Crown=xvc; KZT", {"crown": "XVC", "": "KZT", "tenge": "KZT"}),
        ("crown=XVC dollar=USD $=USD", {"crown": "XVC", "dollar": "USD", "$": "USD"}),
        # A word given by itself goes before what a code brings with it.
        ("AUD,$=USD", {"": "AUD", "$": "USD", "dollar": "AUD"}),
    ],
)
def test_specification(specification: str, mapping: dict[str, str]) -> None:
    assert dict(parse_currency(specification)) == mapping


@pytest.mark.parametrize("specification", ["dollars", "$", "crown=", "=XVC", "S$D", "crown=XVC crown=USD", "SGD USD"])
def test_wrong_specification_says_how_to_write_it(specification: str) -> None:
    with pytest.raises(ValueError, match="Write a code such as SGD"):
        parse_currency(specification)
