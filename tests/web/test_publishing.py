"""The static site: every link leads to a file, it opens from a disk, and searching works there."""

from __future__ import annotations

import html
import json
import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kepil.web.public.search import words
from kepil.web.publishing import file_of, relative, wanted

LINK = re.compile(r'\s(?:href|src|action)="([^"]*)"')
PATHS = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="/?#%"), min_size=1, max_size=8), max_size=4)


def run(folder: Path, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kepil", "publish", str(out), "-r", str(folder), "--now", "2033-12-13", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def written(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    done = run(story, out, "--address", "https://promises.example.org", "--language", "en")
    assert done.returncode == 0, done.stderr
    return out


def test_every_link_leads_to_a_file(written: Path) -> None:
    pages = sorted(written.rglob("*.html"))
    assert len(pages) > 100
    broken = []
    for page in pages:
        for found in LINK.findall(page.read_text("utf-8")):
            parts = urlsplit(html.unescape(found))
            if parts.scheme or parts.netloc or not parts.path:
                continue
            target = posixpath.normpath(posixpath.join(page.parent.as_posix(), unquote(parts.path)))
            if not Path(target).is_file():
                broken.append((page.relative_to(written).as_posix(), found))
    assert broken == []


def test_nothing_leads_to_what_needs_a_server(written: Path) -> None:
    for page in written.rglob("*.html"):
        text = page.read_text("utf-8")
        assert not re.search(r'\s(?:href|action)="[^"]*(?:desk/|corrections/new|/on/)', text), page
        assert "csrfmiddlewaretoken" not in text


def test_again_writes_nothing_and_takes_away_what_is_no_more(story: Path, written: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(written, tmp_path / "site"))
    listing = json.loads((out / "kepil-site.json").read_text())
    (out / "old").mkdir()
    (out / "old" / "index.html").write_text("gone")
    (out / "mine.txt").write_text("not Kepil's")
    listing["files"].append("old/index.html")
    (out / "kepil-site.json").write_text(json.dumps(listing))
    second = run(story, out, "--address", "https://promises.example.org", "--language", "en")
    assert " 0 files written, 1 removed" in second.stderr
    assert not (out / "old" / "index.html").exists()
    assert (out / "mine.txt").exists()


def test_two_workers_write_the_same_bytes(story: Path, written: Path, tmp_path: Path) -> None:
    options = ("--address", "https://promises.example.org", "--language", "en", "--workers", "2")
    assert run(story, tmp_path / "site", *options).returncode == 0
    one, two = (
        {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
        for root in (written, tmp_path / "site")
    )
    assert one == two


def test_a_folder_with_other_things_is_left_alone(story: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    done = run(story, tmp_path)
    assert done.returncode == 1
    assert "other things in it" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["thesis.doc"]


@pytest.mark.browser
def test_it_opens_from_a_disk_and_finds_words(written: Path, browser: Any) -> None:
    # not by the fixture `tab`: from a disk, browsers refuse script modules, and say so; pages do without them
    page = browser.new_page()
    page.goto((written / "index.html").as_uri())
    page.get_by_role("searchbox").first.fill("dams upper sarn")
    page.keyboard.press("Enter")
    page.wait_for_selector("#found li")
    assert "dams" in page.locator("#found li").first.inner_text().lower()
    page.locator("#found a").first.click()
    page.wait_for_selector("main h1")
    assert "/entries/E" in page.url
    page.close()


@given(PATHS, st.sampled_from(["", "page=2", "kind=pledge&page=3", "body=a%2Fb%3Fc"]))
def test_a_file_stays_inside_the_site(parts: list[str], query: str) -> None:
    from urllib.parse import quote

    address = "/" + "".join(quote(one, safe="") + "/" for one in parts) + (f"?{query}" if query else "")
    file = file_of(address)
    assert file.endswith("index.html")
    assert not file.startswith("/")
    assert posixpath.normpath(file) == file
    assert not file.startswith("..")


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/entries/E1/", True),
        ("/kk/entries/?kind=pledge&page=2", True),
        ("/entries/?kind=pledge&status=overdue", False),
        ("/entries/?q=dams", False),
        ("/entries/?sort=due", False),
        ("/on/2031-01-01/entries/", False),
        ("/ru/desk/", False),
        ("/corrections/new/?entry=E1", False),
        ("/corrections/", True),
    ],
)
def test_what_becomes_a_file(address: str, expected: bool) -> None:
    assert wanted(address) is expected


def test_links_are_made_relative() -> None:
    text, links = relative(
        '<a href="/entries/E2/#S4">x</a><a href="/desk/">d</a><a href="https://e.org/">y</a>', "/ru/bodies/a/"
    )
    assert text == '<a href="../../../entries/E2/index.html#S4">x</a><a >d</a><a href="https://e.org/">y</a>'
    assert links == ("/entries/E2/",)


def test_words_are_folded_as_the_script_folds_them() -> None:
    assert words("Ёлка, Ә́лем — naïve E12 a") == {"елка", "әлем", "naive", "e12"}
