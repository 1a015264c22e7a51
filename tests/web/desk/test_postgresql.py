"""The desk over PostgreSQL: all of its pages, the queue, an upload; with a server of its own, skipped without one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from web_story import LAST_DAY

from kepil.publish.register.export import export
from kepil.register.importing import import_export
from kepil.register.records import StatementRecord
from kepil.register.register import KEY, Register
from kepil.web import site as sites
from kepil.web.desk.models import UploadItem
from kepil.web.desk.queue.waiting import Asked, Queue, queue_of
from kepil.web.desk.uploads import jobs
from kepil.web.site import Options, Site

from .test_pages import pages
from .whole_desk import FIRST, fill

sys.path.append(str(Path(__file__).resolve().parents[2] / "register"))


@pytest.fixture
def over(story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The story's register in PostgreSQL, served by this process."""
    register_server = pytest.importorskip("register_server")
    copy, folder = tmp_path / "copy", tmp_path / "register"
    shutil.copytree(story, copy)
    with closing(Register.open(copy)) as register:
        export(register, tmp_path / "export")
    folder.mkdir()
    shutil.copy(copy / KEY, folder / KEY)
    try:
        with register_server.server() as server:
            server.run("CREATE DATABASE web")
            monkeypatch.setenv("KEPIL_DATABASE_URL", server.url("web"))
            import_export(tmp_path / "export", folder).register.close()
            found = sites.open_site(folder, Options(second_factor=False), now=lambda: LAST_DAY)
            sites.use(found)
            yield found
            jobs.wait()
            connections.close_all()
    except register_server.NoServerError as error:
        pytest.skip(str(error))


def test_the_whole_desk(over: Site) -> None:
    client = Client()
    client.cookies["sessionid"] = fill(over)
    assert len(pages(client)) > 40
    waiting = queue_of(over).items(over.store())
    last = over.register.history(FIRST)[-1].n
    assert client.post(f"/desk/queue/{FIRST}/decide/", {"act": "accept", "seen": last}).status_code == 302
    assert set(waiting) - set(queue_of(over).items(over.store())) == {FIRST}
    anew = Queue(over.register).sorted(over.store(), over.frame().bodies, Asked())
    assert queue_of(over).sorted(over.store(), over.frame().bodies, Asked()) == anew
    # uploads: read by a thread and a process of their own, into the same database
    text = b"The Government of Velmora will build 40 schools by 1 September 2034."
    files = [SimpleUploadedFile("speech.txt", text), SimpleUploadedFile("broken.pdf", b"%PDF-1.7")]
    sent = client.post("/desk/uploads/new/", {"files": files, "published": "2034-01-05", "language": "en"})
    assert sent.status_code == 302, sent.content
    jobs.wait(300)
    added, broken = UploadItem.objects.order_by("upload", "number").filter(upload__id=2)
    assert (added.state, broken.state) == ("added", "failed"), (added.problem, broken.problem)
    assert over.store().where(StatementRecord, document=added.document)
    assert client.get("/desk/uploads/2/").status_code == 200
