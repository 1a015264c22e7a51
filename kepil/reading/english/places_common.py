"""English places without a name: "in the flooded districts", "at any post office", "the bed of the Sarn", "abroad".

A common noun says where only when it is set apart from others of its kind: by a modifier ("the eastern counties"), by
pointing ("this valley"), by counting them all ("every town hall"), or because a text has only one ("the coast").
"""

from __future__ import annotations

import re

_AT = r"(?i:in|inside|within|into|at|on|onto|to|across|throughout|around|along|near|behind|outside|of|through)"
_ONE = r"(?i:the|this|that|its|their|our)"
_ANY = r"(?i:every|each|any|all|both)"
_MODIFIER = (
    r"(?!(?:rest|end|name|basis|case|whole|same|other|way|course|event|absence|use|aim|number|first|second|third|last"
    r"|next|most|more|less|many|few|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|rural|urban|local"
    r"|regional|national|neighbouring|various|different|remaining|of|and|or|in|to|for|by|with)\b)[a-z]+"
)
_AREAS = (
    r"(?:districts|counties|provinces|municipalities|parishes|villages|towns|suburbs|neighbou?rhoods|quarters|zones?"
    r"|valleys?|shores?|coasts?|banks|plains?|lowlands|highlands|uplands|borders?)"
)
_SIDED = r"(?:north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|left|right|river|lake|sea)\s(?:bank|side)"
_LAND = r"(?:coast|mountains|highlands|lowlands|foothills|lagoon|estuary|steppe|desert|delta|plateau)"
_HERE = r"(?:city|town|village|region|district|province|island|valley|shore)"
_HOUSE = (
    r"(?:(?:town|city|village)\shalls?|post\soffices?|librar(?:y|ies)|markets|(?:bus|car)\sparks?"
    r"|(?:polling|police|fire|railway|bus)\sstations?)"
)

_PLACED = re.compile(
    rf"\b{_AT}\s({_ONE}\s{_MODIFIER}(?:\s(?:flood|river|lake|border))?\s{_AREAS}|the\s{_SIDED}"
    rf"|{_ANY}\s{_MODIFIER}\s(?:regions?|districts?|villages?|towns?|county|counties|provinces?)"
    rf"|(?:mountain|border|coastal|arid|flooded|burnt|steppe|northern|southern|eastern|western)(?:ous)?"
    r"\s(?:areas|regions|districts|villages|settlements|provinces|towns)"
    rf"|(?:this|that|the)\s{_LAND}|this\s{_HERE})"
    r"(?![\w-]|\s(?:council|administration|authorit\w+|governments?|plans?|police|halls?|where)\b)"
)
_HOUSED = re.compile(rf"\b(?i:in|at|behind|near|outside|inside)\s((?:{_ONE}|{_ANY}|a|an)\s{_HOUSE})(?!\w)")
_PART = re.compile(
    r"(?<![\w-])((?:the\s)?(?:(?:upper|lower|left|right|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|old)\s)?"
    r"(?:bed|reaches|banks?|shores?|mouth|estuary|quarters|outskirts|slopes|foot)\sof\s(?:the\s)?"
    r"(?:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?|town|city|river|lake|village))(?!\w)"
)
_ADVERB = re.compile(
    r"(?<![\w-])(abroad|overseas|nationwide|countrywide)(?![\w-])(?!\s(?!and\b|or\b|for\b|by\b|in\b|to\b|as\b)[a-z])"
)


def find(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Offsets of the places without a name in text[start:end], in order, not overlapping."""
    found: list[tuple[int, int]] = []
    for pattern in (_PART, _PLACED, _HOUSED, _ADVERB):
        for match in pattern.finditer(text, start, end):
            if all(match.end(1) <= low or match.start(1) >= high for low, high in found):
                found.append(match.span(1))
    return sorted(found)
