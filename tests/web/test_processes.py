"""A server of several processes: what one of them writes, all of them show."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path

from web_server import serving

from kepil.register import events as e
from kepil.register.register import Register

TITLE = "Thirty bridges, no fewer"


def fetched(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return str(answer.read().decode())


def test_all_processes_follow_the_log(folder: Path) -> None:
    with serving(folder, "--no-second-factor", "--processes", "3") as address:
        # so many connections that more than one process answers
        before = [fetched(f"{address}/entries/") for _ in range(12)]
        found = re.search(r'href="/entries/(E\d+)/"', before[0])
        assert found is not None
        register = Register.open(folder)
        with register.change("Asel Demo", "as it is written") as change:
            change.append(e.EntryTitled(entry=found[1], title=TITLE))
        register.close()
        after = [fetched(f"{address}/entries/") for _ in range(12)]
        searched = [fetched(f"{address}/entries/?q=fewer") for _ in range(12)]
    assert len(set(before)) == len(set(after)) == len(set(searched)) == 1
    assert TITLE not in before[0]
    assert TITLE in after[0]
    assert found[1] in searched[0]
