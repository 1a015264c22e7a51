"""What a local money word means in a text: from `SGD` or `crown=XVC` to a mapping that the amounts grammar reads.

A specification is any number of parts with `;`, `,` or spaces between them.

| part | mapping | says |
| --- | --- | --- |
| `SGD`, a dollar | `{"": "SGD", "$": "SGD", "dollar": "SGD"}` | the text's own money; a bare "$" or "dollars" is it |
| `KZT`, no dollar | `{"": "KZT", "tenge": "KZT"}` | the text's own money, and its word; a bare "$" stays open |
| `crown=XVC` | `{"crown": "XVC"}` | what one word means |
| `$=USD` | `{"$": "USD"}` | what one sign means |

Keys are money words in lower case and in the singular, `"$"`, and `""` for the text's own money. Values are ISO 4217
codes, or codes of the same form for money that ISO does not list. A word that is given by itself (`dollar=USD`) goes
before what follows from a code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

_CODE = re.compile(r"[A-Z]{3}")
_SEPARATORS = re.compile(r"[;,\s]+")
_EXAMPLE = "Write a code such as SGD, or a word and a code such as crown=XVC."

# The last word of the ISO name is the money word, but for these.
_WORDS = {"GBP": ("pound",), "CNY": ("yuan", "renminbi"), "BAM": ("mark",), "VES": ("bolivar",), "VED": ("bolivar",)}


@lru_cache(maxsize=256)
def parse_currency(specification: str) -> Mapping[str, str]:
    """The mapping of a specification; empty for an empty one.

    Raises:
        ValueError: with one sentence that says which part is wrong and how to write it.
    """
    given: dict[str, str] = {}
    implied: dict[str, str] = {}
    for part in _SEPARATORS.split(specification.strip()):
        if not part:
            continue
        word, equals, code = part.rpartition("=")
        code = code.upper()
        if not _CODE.fullmatch(code) or (equals and not word):
            raise ValueError(f"{part!r} is not a currency. {_EXAMPLE}")
        target = given if equals else implied
        for key in (word.lower(),) if equals else _keys(code):
            if target.setdefault(key, code) != code:
                raise ValueError(f"{specification!r} gives {key or 'the text’s own money'!r} two meanings. {_EXAMPLE}")
    return MappingProxyType(dict(sorted({**implied, **given}.items())))


def _keys(code: str) -> tuple[str, ...]:
    import pycountry

    currency = pycountry.currencies.get(alpha_3=code)
    if currency is None:
        return ("",)
    words = _WORDS.get(code) or (currency.name.split()[-1].lower(),)
    return ("", "$", *words) if "dollar" in words else ("", *words)
