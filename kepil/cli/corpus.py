"""`kepil corpus`: the same reading over millions of documents, and questions to what came out."""

from __future__ import annotations

import click

from kepil.cli.corpus_copies import duplicates
from kepil.cli.corpus_query import list_questions, query
from kepil.cli.corpus_run import run
from kepil.cli.corpus_status import status

_ABOUT = """Read a corpus: folders, tables, web crawls, archives, on all cores of this machine or on a cluster. What was
found comes out as tables (Parquet) to ask questions of, and to add to a register from.
"""

_EPILOG = """\b
Examples:
  kepil corpus run debates/ news.jsonl.gz out/     read it; stopped, run it again
  kepil corpus duplicates out/                     mark reprints
  kepil corpus query out/ --question announced     which amounts were announced again
  kepil add --from out/ --where "kind = 'pledge'"  into a register
"""


@click.group(help=_ABOUT, epilog=_EPILOG, short_help="Read millions of texts, and ask questions of them.")
def corpus() -> None:
    pass


for _command in (run, status, duplicates, query, list_questions):
    corpus.add_command(_command)
