"""A reader for tests that need none of the model: every sentence with "will" is a pledge, with "was" a report.

As a program, it is `kepil` with this reader: `python fake_reader.py read …`. KEPIL_TEST_WAIT is how many seconds
the text `second` takes, KEPIL_TEST_DELAY after how many the bar shows.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from types import ModuleType

from kepil.model import Actor, Commitment, Document, Problem, Reading, Report, Span

_SENTENCE = re.compile(r"[^.\n]+\.?")


def read(document: Document) -> Reading:
    if document.name == "second":
        time.sleep(float(os.environ.get("KEPIL_TEST_WAIT", "0")))
    if document.language not in (None, "en"):
        problem = Problem(document.name, "language", "it is in a language that is not read.", "Give English.")
        return Reading(document, "fake 1", problems=(problem,))
    commitments, reports = [], []
    for match in _SENTENCE.finditer(document.text):
        quote = Span(match.group(), *match.span())
        for word, found in ((" will ", commitments), (" was ", reports)):
            before, middle, after = quote.text.partition(word)
            if middle:
                start = quote.start + len(before) + len(word)
                action = Span(after, start, start + len(after))
                who = Actor(before.strip(), Span(before, quote.start, quote.start + len(before)))
                if word == " will ":
                    kind = "proposal" if "perhaps" in after else "pledge"
                    found.append(
                        Commitment(
                            quote,
                            kind,
                            "specific",
                            0.4 if "perhaps" in after else 0.9,
                            Actor(document.speaker),
                            who,
                            action,
                        )
                    )
                else:
                    found.append(Report(quote, "done", 0.8, who, action))
    return Reading(document, "fake 1", tuple(commitments), tuple(reports))


class Reader:
    def read(self, document: Document) -> Reading:
        return read(document)

    def read_many(self, documents: Iterable[Document], ahead: int = 0) -> Iterator[Reading]:
        return map(read, documents)


def module() -> ModuleType:
    made = ModuleType("kepil.reading.reader")
    made.Reader, made.read = Reader, read  # type: ignore[attr-defined]
    return made


if __name__ == "__main__":
    sys.modules["kepil.reading.reader"] = module()
    from kepil.cli import main, progress

    progress.DELAY = float(os.environ.get("KEPIL_TEST_DELAY", progress.DELAY))

    main(prog_name="kepil")
