"""A run with stub workers in a process of its own, to be killed.

python corpus_program.py OUTPUT DOCUMENTS ENGINE PAUSE
"""

from __future__ import annotations

import sys
from pathlib import Path

from corpus_stubs import VERSION, stub, texts

from kepil.corpus.blocks import Size
from kepil.corpus.engines.pool import Pool
from kepil.corpus.engines.serial import Serial
from kepil.corpus.run import run
from kepil.corpus.shards import Output


def main(output: str, documents: str, engine: str, pause: str) -> None:
    recipe = stub(pause=float(pause))
    with Serial(recipe) if engine == "serial" else Pool(recipe, 2) as reads:
        run(lambda: texts(int(documents)), Output(Path(output)), reads, VERSION, size=Size(documents=4))


if __name__ == "__main__":
    main(*sys.argv[1:])
