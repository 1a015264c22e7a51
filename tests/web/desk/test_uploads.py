"""Uploads: what is given is read in the background; nothing that is given can hurt the server or reach its network."""

from __future__ import annotations

import datetime as dt
import io
import socket
import threading
import zipfile
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kepil.register.records import DocumentRecord, StatementRecord
from kepil.web.desk.models import Act, Upload, UploadItem
from kepil.web.desk.uploads import jobs, limits
from kepil.web.desk.uploads.reading import Hand, Task
from kepil.web.site import Site

SPEECH = b"The Government of Velmora will build 40 schools by 1 September 2034. We will repair every bridge in Marl."


def give(client: Client, *files: tuple[str, bytes], addresses: str = "", **known: str) -> Any:
    """Upload files and addresses, and wait until they were read."""
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    answer = client.post("/desk/uploads/new/", {"files": sent, "addresses": addresses, **known})
    jobs.wait(300)
    return answer


def items() -> list[UploadItem]:
    return list(UploadItem.objects.order_by("upload", "number"))


def test_files_are_read_into_the_register_with_what_is_known_of_them(editor: Client, site: Site) -> None:
    answer = give(
        editor,
        ("address.txt", SPEECH),
        ("damaged.pdf", b"%PDF-1.7 and nothing else"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(99)),
        ("again.txt", SPEECH),
        ("page.html", b"<html><title>T</title><p>Parliament will meet on 3 May 2034.</p></html>"),
        published="2034-01-05",
        speaker="Ilsa Marrow",
        publisher="Office",
        language="en",
    )
    assert answer.headers["Location"] == "/desk/uploads/1/"
    assert [one.state for one in items()] == ["added", "failed", "failed", "known", "added"]
    assert all(one.problem for one in items() if one.state == "failed")
    found = site.register.store.get(DocumentRecord, items()[0].document)
    assert found is not None
    assert (found.name, found.published, found.speaker, found.publisher, found.language) == (
        "address",
        dt.date(2034, 1, 5),
        "Ilsa Marrow",
        "Office",
        "en",
    )
    statements = site.register.store.where(StatementRecord, document=found.id)
    assert len(statements) == items()[0].statements > 0
    assert next(event.by for event in site.register.history(found.id)) == "edda"
    page = editor.get("/desk/uploads/1/").content.decode()
    assert "http-equiv" not in page and "damaged.pdf" in page
    assert Upload.objects.get().state == "done" and not (site.folder / "uploads" / "1").exists()
    assert "2 with a problem" in editor.get("/desk/uploads/").content.decode()
    editor.post("/desk/uploads/1/seen/")
    assert not UploadItem.objects.filter(state="failed", seen=False).exists()
    assert list(Act.objects.filter(what__startswith="upload").order_by("id").values_list("what", flat=True)) == [
        "upload.started",
        "upload.ended",
        "upload.seen",
    ]


def test_progress_is_shown_by_a_page_that_refreshes_itself(editor: Client, site: Site) -> None:
    upload = Upload.objects.create(
        who="edda", at=site.register.now(), state="running", server="another", beat=dt.datetime.now(dt.UTC)
    )
    for number, state in enumerate(("added", "running", "waiting")):
        UploadItem.objects.create(upload=upload, number=number, name=f"{number}.txt", state=state)
    page = editor.get(f"/desk/uploads/{upload.pk}/").content.decode()
    assert '<noscript><meta http-equiv="refresh"' in page and "1 of 3" in page and 'max="3" value="1"' in page


def test_an_upload_whose_server_ended_is_marked_and_its_files_are_deleted(editor: Client, site: Site) -> None:
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=5)
    upload = Upload.objects.create(who="edda", at=site.register.now(), state="running", server="another", beat=long_ago)
    UploadItem.objects.create(upload=upload, number=0, name="a.txt", state="added")
    UploadItem.objects.create(upload=upload, number=1, name="b.txt", state="running")
    place = jobs.folder(site, upload.pk)
    place.mkdir(parents=True)
    (place / "1").write_bytes(b"x")
    editor.get("/desk/")
    upload.refresh_from_db()
    assert (upload.state, [one.state for one in items()]) == ("stopped", ["added", "stopped"])
    assert not place.exists()


def test_nothing_to_read_and_wrong_addresses_are_said(editor: Client) -> None:
    assert give(editor).status_code == 422
    for wrong in ("ftp://example.org/x", "file:///etc/passwd", "javascript:alert(1)", "example.org", "http://"):
        answer = give(editor, addresses=wrong)
        assert answer.status_code == 422 and "is no address" in answer.content.decode(), wrong
    assert give(editor, ("a.txt", SPEECH), language="english").status_code == 422
    assert give(editor, ("a.txt", SPEECH), currency="???").status_code == 422
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(("limit", "size"), [("FILE", 100), ("TOTAL", 100), ("FILES", 1)])
def test_too_much_is_stopped_while_it_comes_in(
    editor: Client, monkeypatch: pytest.MonkeyPatch, limit: str, size: int
) -> None:
    monkeypatch.setattr(limits, limit, size)
    answer = give(editor, ("one.txt", SPEECH), ("two.txt", SPEECH))
    assert answer.status_code == 422 and Upload.objects.count() == 0
    assert Act.objects.filter(what="upload.refused").count() == 1


def test_files_are_dropped_everywhere_else_and_from_everybody_else(
    editor: Client, signed_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    monkeypatch.setattr(limits.Guard, "receive_data_chunk", lambda self, data, start: kept.append(len(data)))
    file = SimpleUploadedFile("a.txt", SPEECH)
    for client, path in (
        (Client(), "/desk/uploads/new/"),
        (signed_in("coder"), "/desk/uploads/new/"),
        (Client(), "/desk/sign-in/"),
        (editor, "/desk/entries/E1/title/"),
        (Client(), "/corrections/new/"),
    ):
        file.seek(0)
        client.post(path, {"files": file, "title": "x"})
    assert kept == []


def docx(text: bytes) -> bytes:
    """A Word file with this body, packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", text)
    return made.getvalue()


def bombs() -> list[tuple[str, bytes]]:
    lol = b"<!DOCTYPE l [<!ENTITY a 'x'>" + b"".join(
        b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 20 if n > 1 else b"&a;" * 20) for n in range(1, 12)
    )
    deep = b"<html><body>" + b"<div>" * 200_000 + b"x"
    return [
        ("zeros.docx", docx(b"\x00" * (700 << 20 >> 3) + b"x")),  # 88 MB in 90 kB
        ("entities.docx", docx(lol + b"]><w>&a11;</w>")),
        ("entities.html", lol + b"]><html><p>&a11;</p></html>"),
        ("deep.html", deep),
        ("nested.pdf", b"%PDF-1.7\n" + b"[" * 500_000),
        ("long.txt", b"word " * 400_000),
    ]


def test_bombs_fail_and_what_stands_beside_them_is_read(editor: Client) -> None:
    give(editor, *bombs(), ("speech.txt", SPEECH))
    states = {one.name: one.state for one in items()}
    assert states.pop("speech.txt") == "added"
    assert states.pop("deep.html") in ("added", "failed")  # much nesting is no crime; it only must not hurt
    assert states.pop("entities.html") in ("added", "failed")
    assert set(states.values()) == {"failed"}, [(one.name, one.problem) for one in items()]
    assert all(one.statements < 10 for one in items())


def test_what_takes_too_long_or_too_much_memory_is_ended(tmp_path: Path) -> None:
    slow = tmp_path / "slow.txt"
    slow.write_bytes(SPEECH * 3000)
    task = Task(slow, "slow.txt", "slow", ".txt")
    with Hand(seconds=0.05) as hand:
        found = hand.read(task, slow.read_bytes())
        assert getattr(found, "code", None) == "timeout"
        hand._seconds = 120
        quick = tmp_path / "quick.txt"
        quick.write_bytes(SPEECH)
        assert hand.read(Task(quick, "quick.txt", "quick", ".txt"), SPEECH).commitments  # type: ignore[union-attr]


# Addresses


class Site1(BaseHTTPRequestHandler):
    """A page at /page, a way to another address at /to?…, anything else is secret."""

    asked: Sequence[str] = ()

    def do_GET(self) -> None:
        type(self).asked = (*type(self).asked, self.path)
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(SPEECH)

    def log_message(self, *_: object) -> None:
        return None


@pytest.fixture
def loopback() -> Iterator[int]:
    """A server on this machine that nobody at the desk may reach; its port."""
    Site1.asked = ()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site1) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_address[1]
        server.shutdown()


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server of our own: `inside.example` is this machine, `both.example` two addresses, one of them here."""
    known = {
        "inside.example": ["127.0.0.1"],
        "six.example": ["::1"],
        "mapped.example": ["::ffff:127.0.0.1"],
        "cloud.example": ["169.254.169.254"],
        "lan.example": ["10.0.0.5"],
        "both.example": ["93.184.216.34", "127.0.0.1"],
        "open.example": ["127.0.0.2"],
    }
    real = socket.getaddrinfo

    def resolve(host: Any, port: Any, *more: Any, **options: Any) -> Any:
        if host not in known:
            return real(host, port, *more, **options)
        family = [socket.AF_INET6 if ":" in one else socket.AF_INET for one in known[host]]
        return [(kind, socket.SOCK_STREAM, 6, "", (one, port)) for kind, one in zip(family, known[host], strict=True)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


def test_addresses_of_this_machine_and_its_network_are_refused(editor: Client, loopback: int, names: None) -> None:
    hosts = (
        *("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "0x7f.1", "127.1"),
        *("inside.example", "six.example", "mapped.example", "cloud.example", "lan.example", "both.example"),
    )
    given = [f"http://{host}:{loopback}/secret" for host in hosts]
    accepted = [one for one in given if give(editor, addresses=one).status_code == 302]
    assert len(accepted) >= 9
    assert [one.state for one in items()] == ["failed"] * len(accepted)
    assert all("not an address of the open internet" in one.problem or "not known" in one.problem for one in items())
    assert Site1.asked == ()
    assert not list(Path(current_folder()).glob("uploads/*"))


def current_folder() -> Path:
    from kepil.web.site import current

    return current().folder


def test_a_redirect_into_the_network_is_refused(
    editor: Client, loopback: int, names: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first server counts as open here, this machine itself does not."""
    monkeypatch.setattr(jobs, "is_public", lambda address: str(address) == "127.0.0.2")
    with ThreadingHTTPServer(("127.0.0.2", 0), Site1) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        inside = f"http://inside.example:{loopback}/secret"
        address = f"http://open.example:{port}"
        give(editor, addresses=f"{address}/to?{inside}\n{address}/to?/page\n{address}/to?file:///etc/passwd")
        server.shutdown()
    assert [one.state for one in items()] == ["failed", "added", "failed"]
    assert "/secret" not in Site1.asked and "/page" in Site1.asked
