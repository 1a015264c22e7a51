"""Reviewed texts as annotated texts: every quote is found where it stands, and what reads such texts reads them."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import Client

from kepil.cli.annotations import annotations_
from kepil.register import events as e
from kepil.register.records import DocumentRecord, StatementRecord
from kepil.web.desk.coding.annotations import Skipped, annotated, files, reviewed
from kepil.web.site import Site

TRAINING = Path(__file__).resolve().parents[3] / "training"


def review(site: Site, documents: list[str], *, leave: int = 0) -> None:
    """Accept every statement of documents but the second of each, which is rejected; leave some of them."""
    with site.register.change("asel", "read") as change:
        for document in documents:
            found = site.store().where(StatementRecord, document=document)
            for number, one in enumerate(found[: len(found) - leave]):
                event = e.StatementRejected if number == 1 else e.StatementAccepted
                change.append(event(statement=one.id))


def documents(site: Site, number: int) -> list[str]:
    return [one.id for one in site.store().all(DocumentRecord)][:number]


def locate(text: str, quote: str, nth: int) -> int:
    at = -1
    for _ in range(nth):
        at = text.find(quote, at + 1)
    return at


def test_only_documents_reviewed_whole_are_written(site: Site) -> None:
    first, second, third = documents(site, 3)
    review(site, [first])
    review(site, [second], leave=1)
    assert [one.document.id for one in annotated(site.register)] == [first]
    found = {one.document.id: one for one in reviewed(site.store())}
    assert found[first].whole and not found[second].whole and not found[third].whole
    assert (found[second].waiting, found[first].rejected) == (1, 1)


def test_every_quote_is_found_by_its_number_where_it_stands(site: Site) -> None:
    ids = documents(site, 12)
    review(site, ids)
    for one in annotated(site.register):
        assert not isinstance(one, Skipped)
        accepted = [s for s in site.store().where(StatementRecord, document=one.document.id) if s.state == "accepted"]
        starts = {(s.what, s.said["quote"]["start"], s.said["action"]["text"]) for s in accepted}
        items = [("commitment", item) for item in one.note["commitments"]]
        items += [("report", item) for item in one.note["reports"]]
        assert {(what, locate(one.text, item["quote"], item["nth"]), item["action"]) for what, item in items} == starts
        assert all(item["action"] in item["quote"] for _, item in items)


def test_a_corrected_value_stands_as_corrected(site: Site) -> None:
    from kepil.register.editing import correct

    [first] = documents(site, 1)
    one = next(s for s in site.store().where(StatementRecord, document=first) if s.said.get("kind"))
    correct(site.register, one.id, "kind", "proposal", by="asel", reason="read")
    review(site, [first])
    with site.register.change("asel", "read") as change:
        change.append(e.StatementAccepted(statement=one.id))
    note = next(found.note for found in annotated(site.register) if not isinstance(found, Skipped))
    assert [item["kind"] for item in note["commitments"] if item["quote"] == one.said["quote"]["text"]] == ["proposal"]


def test_an_action_outside_its_quote_leaves_the_document_out_and_says_so(site: Site) -> None:
    [first] = documents(site, 1)
    text = site.register.text(first)
    one = site.store().where(StatementRecord, document=first)[0]
    review(site, [first])
    with site.register.change("asel", "read") as change:
        value = {"text": text[:9], "start": 0, "end": 9}
        change.append(e.StatementCorrected(statement=one.id, coordinate="action", value=value))
    [found] = annotated(site.register)
    assert isinstance(found, Skipped) and one.id in found.why


def test_the_command_writes_what_checks_and_training_read(site: Site, folder: Path, tmp_path: Path) -> None:
    ids = documents(site, 4)
    review(site, ids)
    out = tmp_path / "out"
    arguments = [str(out), "-r", str(folder)]
    result = CliRunner().invoke(annotations_, arguments)
    assert result.exit_code == 0, result.output
    assert result.output.startswith("4 reviewed texts in ")
    assert len(list(out.glob("*.json"))) == 4
    assert (out / "sources.csv").read_text().startswith("file,title,publisher,published")
    again = CliRunner().invoke(annotations_, arguments)
    assert again.exit_code == 1 and "--force" in again.output
    assert CliRunner().invoke(annotations_, [*arguments, "--force"]).exit_code == 0
    read_by_training(out)


def read_by_training(out: Path) -> None:
    """As `training/data.py` reads a folder: every annotated statement gets its tokens."""
    pytest.importorskip("tokenizers")
    from tokenizers import Tokenizer

    from kepil.reading import tagger

    model = Path(tagger.__file__).parent / "data"
    found = next(iter(sorted(model.glob("**/*tokenizer*.json"))), None)
    if found is None:
        pytest.skip("no tokenizer is shipped")
    sys.path.insert(0, str(TRAINING))
    try:
        spec = importlib.util.spec_from_file_location("training_data", TRAINING / "data.py")
        assert spec and spec.loader
        data = importlib.util.module_from_spec(spec)
        sys.modules["training_data"] = data
        spec.loader.exec_module(data)
        texts = data.load(out.parent, Tokenizer.from_file(str(found)), (out.name,))
    finally:
        sys.path.remove(str(TRAINING))
    notes = [json.loads(path.read_text()) for path in sorted(out.glob("*.json"))]
    assert [len(text.items) for text in texts] == [len(note["commitments"]) + len(note["reports"]) for note in notes]


def test_the_corpus_finds_no_problem_in_them(site: Site, tmp_path: Path) -> None:
    shared = Path(os.environ.get("KEPIL_SHARED", TRAINING.parents[1] / "shared"))
    if not (shared / "corpus" / "check.py").is_file():
        pytest.skip("the annotated corpus is not beside the repository")
    review(site, documents(site, 12))
    for one in files(site.register):
        assert not isinstance(one, Skipped), one
        (tmp_path / one[0]).write_text(one[1], encoding="utf-8")
    check = [sys.executable, str(shared / "corpus" / "check.py"), str(tmp_path)]
    checked = subprocess.run(check, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert checked.stdout.splitlines()[-1].startswith("12 files, ")


def test_the_desk_hands_the_same_files_out(asel: Client, site: Site) -> None:
    review(site, documents(site, 2))
    page = asel.get("/desk/annotations/").content.decode()
    assert "2 documents are ready" in page
    packed = asel.get("/desk/annotations/annotations.zip").content
    assert packed == asel.get("/desk/annotations/annotations.zip").content
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    assert found == dict(one for one in files(site.register) if not isinstance(one, Skipped))
