"""Fetching: only what the user named, only from the open internet, within limits. The servers here are real."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from typing import Any, ClassVar

import pytest

from kepil.model import Document, Problem
from kepil.sources import open_all
from kepil.sources.addresses import Address, is_public
from kepil.sources.fetch import Fetched, Limits, fetch

PAGE = "<html><head><title>Bridges</title></head><body><p>Three bridges will be rebuilt by the end of May.</p></html>"
HERE = ipaddress.ip_address("127.0.0.1")


class Handler(BaseHTTPRequestHandler):
    hosts: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.hosts.append(self.headers["Host"])
        name, _, rest = self.path.lstrip("/").partition("/")
        getattr(self, f"_{name}")(rest)

    def _answer(self, data: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def _page(self, rest: str) -> None:
        self._answer(PAGE.encode())

    def _text(self, rest: str) -> None:
        self._answer("Straße nach Orsa".encode("latin-1"), "text/plain; charset=iso-8859-1")

    def _packed(self, rest: str) -> None:
        self._answer(gzip.compress(PAGE.encode()), Content_Encoding="gzip")

    def _bomb(self, rest: str) -> None:
        self._answer(gzip.compress(b"0" * 3_000_000), Content_Encoding="gzip")

    def _gone(self, rest: str) -> None:
        self._answer(b"gone", status=404)

    def _to(self, rest: str) -> None:
        self._answer(b"", status=302, Location=f"/{rest}")

    def _away(self, rest: str) -> None:
        self._answer(b"", status=301, Location=rest)

    def _round(self, rest: str) -> None:
        self._answer(b"", status=302, Location=f"/round/{rest}x")

    def _slow(self, rest: str) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100):
            time.sleep(0.05)
            try:
                self.wfile.write(b"a")
            except OSError:
                return

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Handler.hosts = []
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def _here(address: Address) -> bool:
    return address == HERE


def _code(result: Fetched | Problem, code: str) -> Problem:
    assert isinstance(result, Problem) and result.fatal and result.code == code, result
    assert result.message and result.remedy
    return result


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.0.8", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1", "::", "::1",
        "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1", "2001::1",
        "2002:7f00:1::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_this_machine_is_refused(server: str) -> None:
    _code(fetch(f"{server}/page"), "refused")
    port = server.rpartition(":")[2]
    for host in ("localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "127.1", "0x7f.1"):
        assert isinstance(fetch(f"http://{host}:{port}/page", limits=Limits(seconds=5)), Problem)
    assert Handler.hosts == []


def test_page_and_what_the_server_says_of_it(server: str) -> None:
    page = fetch(f"{server}/page", allow=_here)
    assert (
        isinstance(page, Fetched)
        and page.data == PAGE.encode()
        and (page.media_type, page.charset) == ("text/html", "utf-8")
    )
    packed = fetch(f"{server}/packed", allow=_here)
    assert isinstance(packed, Fetched) and packed.data == PAGE.encode()


def test_redirects_are_followed_and_checked_again(server: str) -> None:
    page = fetch(f"{server}/to/to/page", allow=_here)
    assert isinstance(page, Fetched) and page.url == f"{server}/page"
    for place in (
        "http://127.0.0.2/x",
        "http://[::1]/x",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "ftp://a.example/",
    ):
        _code(fetch(f"{server}/away/{place}", allow=_here), "refused")
    assert "6" not in str(_code(fetch(f"{server}/round/", allow=_here), "redirects").message)
    assert len(Handler.hosts) == 3 + 5 + 6


def test_limits(server: str) -> None:
    _code(fetch(f"{server}/bomb", allow=_here, limits=Limits(bytes=1 << 20)), "large")
    _code(fetch(f"{server}/slow", allow=_here, limits=Limits(seconds=0.4)), "timeout")
    _code(fetch(f"{server}/slow", allow=_here, limits=Limits(silence=0.01)), "timeout")
    assert "404" in _code(fetch(f"{server}/gone", allow=_here), "http").message


def test_server_that_sends_its_head_drop_by_drop_is_left_in_time() -> None:
    """Each byte comes within the limit of silence; the limit of time holds all the same."""
    listener = socket.create_server(("127.0.0.1", 0))

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            try:
                for byte in b"HTTP/1.1 200 OK\r\nX: " + b"a" * 400:
                    connection.sendall(bytes([byte]))
                    time.sleep(0.02)
            except OSError:
                return

    threading.Thread(target=drip, daemon=True).start()
    with listener:
        port = listener.getsockname()[1]
        _code(fetch(f"http://127.0.0.1:{port}/", allow=_here, limits=Limits(seconds=0.5, silence=5)), "timeout")


def test_nobody_answers() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    _code(fetch(f"http://127.0.0.1:{port}/", allow=_here), "network")


@pytest.mark.parametrize(
    "url",
    ["http://", "http:///x", "http://[::1", "http://a b/", "http://user:word@orsa.example/", "gopher://orsa.example/"],
)
def test_odd_addresses(url: str) -> None:
    result = fetch(url)
    assert isinstance(result, Problem) and result.code in ("address", "refused")
    assert "word" not in str(result).replace("password", "")


def _answers(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Makes every name resolve to one list of addresses after the other."""
    asked: list[str] = []
    genuine = socket.getaddrinfo

    def resolve(host: Any, port: Any, *rest: Any, **options: Any) -> Any:
        if str(host).endswith(".example"):
            asked.append(host)
            found = answers[min(len(asked), len(answers)) - 1]
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]
        return genuine(host, port, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def test_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _answers(monkeypatch, ["93.184.216.34", "10.0.0.7"])
    assert "10.0.0.7" in _code(fetch("http://orsa.example/"), "refused").message


def test_connection_goes_to_the_address_that_was_checked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that answers differently the second time is asked only once; the server still learns the name."""
    asked = _answers(monkeypatch, ["127.0.0.1"], ["10.255.255.1"])
    port = server.rpartition(":")[2]
    page = fetch(f"http://orsa.example:{port}/page", allow=_here)
    assert isinstance(page, Fetched) and asked == ["orsa.example"] and Handler.hosts == [f"orsa.example:{port}"]


def test_proxy_of_the_environment_is_not_asked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert isinstance(fetch(f"{server}/page", allow=_here), Fetched)


def test_certificate_is_checked_against_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if which("openssl") is None:
        pytest.skip("openssl is needed to make a certificate")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=orsa.example"]
    make += ["-addext", "subjectAltName=DNS:orsa.example", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(make, check=True, capture_output=True)
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate, key)
    running.socket = serving.wrap_socket(running.socket, server_side=True)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    _answers(monkeypatch, ["127.0.0.1"])
    trusting = ssl.create_default_context(cafile=certificate)
    port = running.server_port
    try:
        assert isinstance(fetch(f"https://orsa.example:{port}/page", allow=_here, context=trusting), Fetched)
        _code(fetch(f"https://talva.example:{port}/page", allow=_here, context=trusting), "network")
        _code(fetch(f"https://orsa.example:{port}/page", allow=_here), "network")
    finally:
        running.shutdown()
        running.server_close()


def test_address_becomes_a_document(server: str) -> None:
    items = list(open_all([f"{server}/page", f"{server}/text"], fetch=lambda url: fetch(url, allow=_here)))
    page, text = items
    assert isinstance(page, Document) and (page.name, page.title, page.url) == ("page", "Bridges", f"{server}/page")
    assert isinstance(text, Document) and text.text == "Straße nach Orsa"
    (refused,) = open_all([f"{server}/page"])
    assert isinstance(refused, Problem) and refused.code == "refused"
