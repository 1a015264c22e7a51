"""The same text with other names, numbers, dates and quotation marks: token for token, so that every label keeps its
place.

What a statement is does not hang on who is named in it or how much is promised (data augmentation by mention
replacement, Dai and Adel 2020, for what needs no knowledge of the kind). A replacement has as many word pieces as what
it stands for and is the same throughout a text, so that what a text says twice it still says twice.
"""

from __future__ import annotations

import dataclasses
import random
import re
from collections.abc import Iterator, Sequence

from data import Text
from tokenizers import Tokenizer

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
QUOTES = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("‘", "’"))
YEARS = range(1950, 2050)
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-4])\d(?!\d)")
_WITHIN = re.compile(r"(?<=[a-z,] )[A-Z][^\W\d_]+")

Pieces = tuple[int, ...]


class Varied:
    """Texts with other names in them, of what stands in `texts`."""

    def __init__(self, texts: Sequence[Text], tokenizer: Tokenizer) -> None:
        vocabulary: dict[str, int] = tokenizer.get_vocab()
        self.ids = vocabulary
        self.digits: dict[tuple[bool, int], list[int]] = {}
        for piece, number in sorted(vocabulary.items()):
            bare = piece.removeprefix("##")
            if bare.isascii() and bare.isdigit() and not (len(bare) == 4 and int(bare) in YEARS):
                self.digits.setdefault((piece != bare, len(bare)), []).append(number)
        self.number = {n: kind for kind, some in self.digits.items() for n in some}
        self.months = [vocabulary[name] for name in MONTHS if name != "may"]
        self.days = [vocabulary[name] for name in DAYS]
        lower, within, placed, names = set[str](), set[str](), set[Pieces](), dict[Pieces, None]()
        for text in texts:
            lower.update(word for word in _WORD.findall(text.text) if word.islower())
            within.update(word.lower() for word in _WITHIN.findall(text.text))
        self.known = within - lower - {*MONTHS, *DAYS}
        for text in texts:
            for number, at, pieces in self._names(text):
                names[pieces] = None
                if text.labels and text.labels["place"][number][at] > 0:
                    placed.add(pieces)
        self.placed = placed
        self.names: dict[tuple[bool, int], list[Pieces]] = {}
        for name in names:
            self.names.setdefault((name in placed, len(name)), []).append(name)

    def _names(self, text: Text) -> Iterator[tuple[int, int, Pieces]]:
        """(sentence, first token, pieces) of each word that has a capital within sentences, always."""
        for number, tokens in enumerate(text.tokens):
            offsets = tokens.offsets
            first = 0
            while first < len(offsets):
                last = first + 1
                while last < len(offsets) and offsets[last][0] == offsets[last - 1][1]:
                    word = text.text[offsets[first][0] : offsets[last][1]]
                    if not _WORD.fullmatch(word):
                        break
                    last += 1
                word = text.text[offsets[first][0] : offsets[last - 1][1]]
                if len(word) > 2 and word[0].isupper() and word[1:].islower() and word.lower() in self.known:
                    yield number, first, tuple(int(i) for i in tokens.ids[first:last])
                first = last

    def vary(self, text: Text, rng: random.Random) -> Text:
        """A copy of `text` with other ids."""
        single = dict[int, int]()
        years = [match.span() for match in _YEAR.finditer(text.text)]
        shift = rng.randint(-20, 15)
        moved = {int(text.text[start:end]): int(text.text[start:end]) + shift for start, end in years}
        if all(str(year) in self.ids for pair in moved.items() for year in pair):
            single |= {self.ids[str(year)]: self.ids[str(later)] for year, later in moved.items()}
        for group in (self.months, self.days):
            single |= dict(zip(group, rng.sample(group, len(group)), strict=True))
        opened, closed = rng.choice(QUOTES)
        if opened in self.ids and closed in self.ids:
            single |= {self.ids["“"]: self.ids[opened], self.ids["”"]: self.ids[closed]}
        named = dict[Pieces, Pieces]()
        ids = [list(tokens.ids) for tokens in text.tokens]
        for number, at, pieces in self._names(text):
            if pieces not in named:
                named[pieces] = rng.choice(self.names.get((pieces in self.placed, len(pieces)), [pieces]))
            ids[number][at : at + len(pieces)] = named[pieces]
        dates = {at for span in years for at in range(*span)}
        for tokens, row in zip(text.tokens, ids, strict=True):
            for at, piece in enumerate(row):
                if piece in self.number:
                    if tokens.offsets[at][0] in dates:
                        continue
                    if piece not in single:
                        single[piece] = rng.choice(self.digits[self.number[piece]])
                row[at] = single.get(piece, piece)
        tokens = [dataclasses.replace(one, ids=row) for one, row in zip(text.tokens, ids, strict=True)]
        return dataclasses.replace(text, tokens=tokens)
