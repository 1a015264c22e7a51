"""The marks of list paragraphs in a Word file, which stand in its styles and not in its text: "• ", "1. ", "2.1 "."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of one file. `mark` is to be asked of its paragraphs in their order, because it counts."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    """Levels of each list, by the number of the list."""
    styles: dict[str, tuple[str | None, int]] = field(default_factory=dict)
    """List and level that a paragraph style brings with it."""
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    def mark(self, paragraph: Any) -> str:
        """What stands before the text of a paragraph; empty for one that is no list item."""
        number, depth = self._place(paragraph)
        if not number or number == "0":
            return ""
        level = self.levels.get(number, {}).get(depth)
        if level is None or level.form == "bullet":
            return "• "
        if level.form == "none":
            return ""
        counts = self.counts[number]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        text = level.pattern
        for other in range(depth + 1):
            shape = self.levels[number].get(other, level)
            text = text.replace(f"%{other + 1}", _written(counts.get(other, shape.start), shape.form))
        return f"{text.strip()} " if text.strip() else ""

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None, 0
        style = properties.find(f"{_W}pStyle")
        number, depth = self.styles.get(_value(style) or "", (None, 0))
        direct = properties.find(f"{_W}numPr")
        if direct is not None:
            number = _value(direct.find(f"{_W}numId")) or number
            level = _value(direct.find(f"{_W}ilvl"))
            depth = int(level) if level and level.isdecimal() else depth
        return number, depth


def numbering_of(document: Any) -> Numbering:
    """The lists of a file that python-docx has opened."""
    numbering = Numbering()
    root = next((part.element for part in parts_of(document, "/numbering")), None)
    if root is not None:
        abstract = {
            element.get(f"{_W}abstractNumId"): {
                int(level.get(f"{_W}ilvl", "0")): _level(level) for level in element.findall(f"{_W}lvl")
            }
            for element in root.findall(f"{_W}abstractNum")
        }
        for element in root.findall(f"{_W}num"):
            base = _value(element.find(f"{_W}abstractNumId"))
            numbering.levels[element.get(f"{_W}numId")] = dict(abstract.get(base, {}))
    for style in document.styles.element.findall(f"{_W}style"):
        properties = style.find(f"{_W}pPr/{_W}numPr")
        if properties is not None:
            level = _value(properties.find(f"{_W}ilvl"))
            number = _value(properties.find(f"{_W}numId"))
            numbering.styles[style.get(f"{_W}styleId")] = (number, int(level) if level and level.isdecimal() else 0)
    return numbering


def parts_of(document: Any, kind: str) -> list[Any]:
    """The parts of a file that are of a kind, such as `/footnotes`: what its type ends with."""
    found = [
        relation
        for relation in document.part.rels.values()
        if relation.reltype.endswith(kind) and not relation.is_external
    ]
    return [relation.target_part for relation in sorted(found, key=lambda relation: relation.rId)]


def _level(element: Any) -> _Level:
    start = _value(element.find(f"{_W}start"))
    return _Level(
        form=_value(element.find(f"{_W}numFmt")) or "decimal",
        pattern=_value(element.find(f"{_W}lvlText")) or "",
        start=int(start) if start and start.isdecimal() else 1,
    )


def _value(element: Any) -> str | None:
    return None if element is None else element.get(f"{_W}val")


def _written(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, letters in zip(_VALUES, _ROMAN, strict=True):
            roman += letters * (number // value)
            number %= value
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02d}" if form == "decimalZero" else str(number)
