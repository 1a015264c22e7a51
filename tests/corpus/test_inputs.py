"""Every format that comes in, whole and damaged: which documents are there, under which keys, and what is said of the
damage.
"""

from __future__ import annotations

import bz2
import datetime as dt
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow")
pytest.importorskip("fastwarc")
fsspec = pytest.importorskip("fsspec")

import pyarrow.parquet as pq  # noqa: E402
from warc_making import page, warc, wet  # noqa: E402

from kepil.corpus.inputs import InputError, InputOptions, open_corpus  # noqa: E402
from kepil.corpus.records import Raw  # noqa: E402
from kepil.sources.content import Options  # noqa: E402

FIRST, SECOND = "The ministry will open ten clinics.", "The council will plant trees."
ROWS = [{"text": FIRST, "title": "One", "date": "2031-04-14"}, {"text": SECOND, "title": "Two", "date": "2031-04-15"}]


def lines(rows: Iterable[object]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode() + b"\n" for row in rows)


def table(rows: list[dict[str, str]]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def zstd(data: bytes) -> bytes:
    packed: bytes = pa.compress(data, codec="zstd", asbytes=True)
    return packed


@pytest.fixture
def put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, bytes], str]:
    """Writes a file below the working folder and gives its name."""
    monkeypatch.chdir(tmp_path)

    def write(name: str, data: bytes) -> str:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
        return name

    return write


Put = Callable[[str, bytes], str]


def said(raw: Raw) -> str:
    """The text of a document, or the code of its problem between hyphens."""
    if raw.problem:
        return f"-{raw.problem.code}-"
    return raw.text if raw.text is not None else (raw.data or b"").decode()


def read(*names: str, options: InputOptions | None = None) -> list[tuple[str, str]]:
    return [(raw.key, said(raw)) for raw in open_corpus(names, options)]


FORMATS = {
    "a.jsonl": lines(ROWS),
    "a.ndjson.gz": gzip.compress(lines(ROWS)),
    "a.jsonl.bz2": bz2.compress(lines(ROWS)),
    "a.jsonl.zst": zstd(lines(ROWS)),
    "a.csv": f"title,text,date\nOne,{FIRST},2031-04-14\nTwo,{SECOND},2031-04-15\n".encode(),
    "semicolons.csv": f"title;text;date\r\nOne;{FIRST};2031-04-14\r\nTwo;{SECOND};2031-04-15\r\n".encode("utf-8-sig"),
    "a.tsv": f"Title\tText\tDate\nOne\t{FIRST}\t2031-04-14\nTwo\t{SECOND}\t2031-04-15\n".encode(),
    "a.parquet": table(ROWS),
}


@pytest.mark.parametrize("name", FORMATS)
def test_the_rows_of_every_table_with_what_is_known_of_them(put: Put, name: str) -> None:
    found = list(open_corpus([put(name, FORMATS[name])]))
    assert [(raw.key, raw.text) for raw in found] == [(f"{name}#1", FIRST), (f"{name}#2", SECOND)]
    assert [dict(raw.meta) for raw in found] == [{"published": row["date"], "title": row["title"]} for row in ROWS]


def test_values_of_a_parquet_table_that_are_no_texts(put: Put) -> None:
    rows = pa.table({
        "body": [b"<html><p>One</p></html>", None],
        "id": [7, 8],
        "published": [dt.datetime(2031, 4, 14, 9, 30), None],
    })  # fmt: skip
    out = io.BytesIO()
    pq.write_table(rows, out)
    first, second = open_corpus([put("a.parquet", out.getvalue())])
    assert (first.name, first.data, first.meta["published"]) == ("7", b"<html><p>One</p></html>", "2031-04-14T09:30:00")
    assert (second.name, second.text) == ("8", "")


def test_options_name_columns_and_stand_behind_the_rows(put: Put) -> None:
    name = put("a.csv", f"day,story,who\n2031-04-14,{FIRST},\n".encode())
    options = InputOptions(
        columns={"text": "story", "published": "day", "speaker": "who"},
        known=Options(speaker="Ilsa Marrow", published=dt.date(2000, 1, 1), language="en"),
    )
    (raw,) = open_corpus([name], options)
    assert dict(raw.meta) == {"language": "en", "published": "2031-04-14", "speaker": "Ilsa Marrow"}


def test_a_table_whose_text_has_another_name_is_one_problem_not_one_a_row(put: Put) -> None:
    for name, data in (
        ("a.csv", b"x,y\n1,2\n3,4\n"),
        ("a.jsonl", b'{"x": 1}\n{"x": 2}\n'),
        ("a.parquet", table([{"x": "1"}])),
    ):
        (raw,) = open_corpus([put(name, data)])
        assert raw.problem and "--column" in raw.problem.message and "'x'" in raw.problem.message
        (raw,) = open_corpus([name], InputOptions(columns={"text": "body"}))
        assert raw.problem and "no column 'body'" in raw.problem.message


def test_lines_that_are_no_documents_are_error_rows_and_the_others_are_read(put: Put) -> None:
    data = b"".join(
        (
            "\ufeff".encode() + lines(ROWS[:1]),
            b"{broken\n[1, 2]\n\n",
            b'{"text": "\xff\xfe"}\n',
            b'{"title": "no text"}\n{"text": null}\n{"text": 7}\n',
            b'{"text": ' + b"[" * 100_000 + b"\n",
            lines(ROWS[1:]),
            b'{"text": "cut o',
        )
    )
    assert read(put("a.jsonl", data)) == [
        ("a.jsonl#1", FIRST), ("a.jsonl#2", "-row-"), ("a.jsonl#3", "-row-"), ("a.jsonl#5", "-encoding-"),
        ("a.jsonl#6", "-row-"), ("a.jsonl#7", ""), ("a.jsonl#8", "-row-"), ("a.jsonl#9", "-row-"),
        ("a.jsonl#10", SECOND), ("a.jsonl#11", "-row-"),
    ]  # fmt: skip


def test_what_is_too_large_is_an_error_row_wherever_it_stands(put: Put) -> None:
    small = InputOptions(largest=200)
    long = "x" * 1000
    assert read(put("a.jsonl", lines([{"text": long}, ROWS[0]])), options=small) == [
        ("a.jsonl#1", "-large-"), ("a.jsonl#2", FIRST)
    ]  # fmt: skip
    assert read(put("a.txt", long.encode()), options=small) == [("a.txt", "-large-")]
    assert read(put("b.txt.gz", gzip.compress(long.encode())), options=small) == [("b.txt.gz", "-large-")]
    assert read(put("a.parquet", table([{"text": long}, ROWS[0]])), options=small) == [
        ("a.parquet#1", "-large-"), ("a.parquet#2", FIRST)
    ]  # fmt: skip
    assert read(put("a.zip", zipped([("x.txt", long.encode())])), options=small) == [("a.zip!x.txt", "-large-")]
    assert read(put("a.warc", warc([page("http://a.example/x", long.encode())])), options=small) == [
        ("a.warc#1", "-large-")
    ]  # fmt: skip
    assert read(put("a.csv", f"text\n{long}\n".encode()), options=small) == [("a.csv", "-damaged-")]


def test_csv_with_wrong_rows(put: Put) -> None:
    data = (
        f'text,title\n{FIRST},One,too,many\n"{SECOND}\nover two lines",Two\n\nshort\n'.encode() + b"\xe9t\xe9,Three\n"
    )
    assert read(put("a.csv", data)) == [
        ("a.csv#1", "-row-"), ("a.csv#2", f"{SECOND}\nover two lines"), ("a.csv#4", "short"),
        ("a.csv#5", "-encoding-"),
    ]  # fmt: skip
    assert read("a.csv", options=InputOptions(encoding="cp1252"))[-1] == ("a.csv#5", "été")


@pytest.mark.parametrize(
    ("name", "pack"), [("a.jsonl.gz", gzip.compress), ("a.jsonl.bz2", bz2.compress), ("a.jsonl.zst", zstd)]
)
def test_a_packed_table_that_is_cut_off_says_so_wherever(put: Put, name: str, pack: Callable[[bytes], bytes]) -> None:
    whole = pack(lines(ROWS))
    for at in range(1, len(whole)):
        found = read(put(name, whole[:at]))
        assert found[-1] == (name, "-damaged-"), at
        assert set(found[:-1]) <= {
            (f"{name}#1", FIRST),
            (f"{name}#2", SECOND),
            (f"{name}#2", "-row-"),
            (f"{name}#1", "-row-"),
        }


def test_an_empty_file_of_each_kind(put: Put) -> None:
    assert read(put("a.jsonl", b"")) == []
    assert read(put("a.csv", b"")) == [("a.csv", "-damaged-")]
    assert read(put("a.warc", b"")) == []
    assert read(put("a.txt", b"")) == [("a.txt", "")]
    for name in ("a.parquet", "a.zip", "a.tar", "a.jsonl.zst"):
        assert read(put(name, b"")) in ([(name, "-damaged-")], []), name
    assert read(put("a.zip", zipped([]))) == []
    assert read(put("a.parquet", table([{"text": ""}])[:-20])) == [("a.parquet", "-damaged-")]


FILES = [
    ("../../out.txt", FIRST.encode()),
    ("b/c.jsonl.gz", gzip.compress(lines(ROWS))),
    ("same.txt", b"one"),
    ("same.txt", b"another"),
    ("picture.png", b"\x89PNG"),
    (".hidden.txt", b"x"),
    ("sources.csv", b"file,title\nsame.txt,Same\n"),
    ("inner.zip", zipped([("x.txt", b"x")])),
]
MEMBERS = [
    ("../../out.txt", FIRST), ("b/c.jsonl.gz#1", FIRST), ("b/c.jsonl.gz#2", SECOND), ("same.txt", "one"),
    ("same.txt!2", "another"), ("inner.zip", "-damaged-"),
]  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_archives_give_each_file_by_its_format_and_write_nothing(put: Put, tmp_path: Path) -> None:
    for name, data in {
        "a.zip": zipped(FILES),
        "a.tar": tarred(FILES),
        "a.tgz": gzip.compress(tarred(FILES)),
        "a.tar.zst": zstd(tarred(FILES)),
    }.items():
        assert read(put(name, data)) == [(f"{name}!{key}", text) for key, text in MEMBERS], name
    assert not (tmp_path.parent.parent / "out.txt").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tar", "a.tar.zst", "a.tgz", "a.zip"]


def test_zip_bombs_are_refused_unread(put: Put) -> None:
    name = put("a.zip", zipped([("bomb.txt", bytes(50 << 20)), ("good.txt", FIRST.encode())]))
    assert read(name) == [("a.zip!bomb.txt", "-bomb-"), ("a.zip!good.txt", FIRST)]


def test_a_damaged_file_in_a_zip_leaves_the_others(put: Put) -> None:
    data = bytearray(zipped([("a.txt", FIRST.encode() * 20), ("b.txt", SECOND.encode())]))
    at = data.index(b"a.txt") + 12
    data[at : at + 8] = b"\xff" * 8
    assert read(put("a.zip", bytes(data))) == [("a.zip!a.txt", "-damaged-"), ("a.zip!b.txt", SECOND)]
    assert read(put("a.zip", bytes(data[:-10]))) == [("a.zip", "-damaged-")]


def test_an_encrypted_file_in_a_zip(put: Put) -> None:
    data = bytearray(zipped([("a.txt", b"secret")]))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert read(put("a.zip", bytes(data))) == [("a.zip!a.txt", "-encrypted-")]


def test_a_tar_that_is_cut_off_says_so_wherever(put: Put) -> None:
    whole = tarred([("a.txt", FIRST.encode()), ("b.txt", SECOND.encode())])
    for at in (1, 100, 511, 512, 520, 1023, 1024, 1100, 1536, 1600, 2047, 2048):
        found = read(put("a.tar", whole[:at]))
        assert ("a.tar", "-damaged-") in found, at
        assert set(found) <= {("a.tar!a.txt", FIRST), ("a.tar!b.txt", SECOND), ("a.tar", "-damaged-"),
                              ("a.tar!a.txt", "-damaged-"), ("a.tar!b.txt", "-damaged-")}  # fmt: skip


def test_folders_globs_and_names_twice(put: Put) -> None:
    for name in ("t/b.txt", "t/a.txt", "t/z/c.txt", "t/.git/x.txt", "t/p.png", "t/d.jsonl"):
        put(name, lines(ROWS) if name.endswith("jsonl") else name.encode())
    put("t/sources.csv", b"file,title,published,currency\na.txt,First,2031-04-14,SGD;crown=XVC\nnone.txt,,,\n")
    found = list(open_corpus(["t"]))
    assert [raw.key for raw in found] == [
        "t/sources.csv, row 3#1", "t/a.txt", "t/b.txt", "t/d.jsonl#1", "t/d.jsonl#2", "t/z/c.txt",
    ]  # fmt: skip
    assert found[1].meta["title"] == "First"
    assert found[1].meta["currency"].split(";")[0] == "SGD" and "crown=XVC" in found[1].meta["currency"]
    assert [key for key, _ in read("t/*.txt")][1:] == ["t/a.txt", "t/b.txt"]
    assert [key for key, _ in read("t/b.txt", "t")][1:] == [
        "t/b.txt",
        "t/a.txt",
        "t/d.jsonl#1",
        "t/d.jsonl#2",
        "t/z/c.txt",
    ]
    assert read("./t/d.jsonl")[-1] == ("t/d.jsonl#2", SECOND)


def test_a_name_that_is_nothing_ends_the_run_before_it_begins(put: Put) -> None:
    for name in ("none.jsonl", "none/*.txt", "nosuch://x/y", "memory://none"):
        with pytest.raises(InputError, match=name.replace("*", r"\*")):
            open_corpus([name])


def test_a_file_that_goes_away_before_it_is_read(put: Put, tmp_path: Path) -> None:
    corpus = open_corpus([put("a.txt", b"a"), put("b.txt", b"b")])
    (tmp_path / "a.txt").unlink()
    assert [(raw.key, said(raw)) for raw in corpus] == [("a.txt", "-damaged-"), ("b.txt", "b")]


def test_addresses_that_fsspec_knows(put: Put) -> None:
    system = fsspec.filesystem("memory")
    system.pipe({"/corpus/b.jsonl.gz": gzip.compress(lines(ROWS)), "/corpus/a.parquet": table(ROWS)})
    system.pipe({"/corpus/z/x.zip": zipped([("x.txt", b"x")])})
    assert read("memory://corpus") == [
        ("memory:///corpus/a.parquet#1", FIRST), ("memory:///corpus/a.parquet#2", SECOND),
        ("memory:///corpus/b.jsonl.gz#1", FIRST), ("memory:///corpus/b.jsonl.gz#2", SECOND),
        ("memory:///corpus/z/x.zip!x.txt", "x"),
    ]  # fmt: skip
    assert [key for key, _ in read("memory://corpus/*.gz")] == [
        "memory:///corpus/b.jsonl.gz#1", "memory:///corpus/b.jsonl.gz#2"
    ]  # fmt: skip


def test_pages_of_a_web_crawl(put: Put) -> None:
    html = b"<html><body><p>We will build.</p></body></html>"
    records = [
        page("http://a.example/news/one.html", html),
        page("http://a.example/two", gzip.compress(html), more="Content-Encoding: gzip\r\n"),
        page(
            "http://a.example/three",
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(html), html),
            more="Transfer-Encoding: chunked\r\n",
        ),
        page("http://a.example/left", html, more="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        page("http://a.example/gone", html, status="404 Not Found"),
        page("http://a.example/damaged", gzip.compress(html)[:-12], more="Content-Encoding: gzip\r\n"),
        page("http://a.example/unknown", html, more="Content-Encoding: zip\r\n"),
        page("http://a.example/picture.png", b"\x89PNG", media="image/png"),
        page("http://a.example/", "Привет".encode("cp1251"), media="text/plain; charset=windows-1251"),
    ]
    found = list(open_corpus([put("a.warc.gz", warc(records, pack=gzip.compress))]))
    assert [(raw.key, raw.name, raw.problem.code if raw.problem else raw.data) for raw in found] == [
        ("a.warc.gz#1", "one", html), ("a.warc.gz#2", "two", html), ("a.warc.gz#3", "three", html),
        ("a.warc.gz#4", "left", html), ("a.warc.gz#6", "damaged", "warc"), ("a.warc.gz#7", "unknown", "warc"),
        ("a.warc.gz#9", "a.example", "Привет".encode("cp1251")),
    ]  # fmt: skip
    assert found[0].meta["url"] == "http://a.example/news/one.html"
    assert (found[-1].meta["charset"], found[-1].meta["media_type"]) == ("windows-1251", "text/plain")


def test_texts_of_a_web_crawl_and_an_archive_that_is_cut_off(put: Put) -> None:
    whole = warc([wet("http://a.example/x", "Мы построим школу.".encode()), wet("http://a.example/y", FIRST.encode())])
    assert read(put("a.wet", whole)) == [("a.wet#1", "Мы построим школу."), ("a.wet#2", FIRST)]
    end = len(whole) - 4  # of the last text; behind it stand two line ends
    border = whole.rindex(b"WARC/1.0")
    for at in range(1, end):
        if border - 4 <= at <= border:
            continue
        found = read(put("a.wet", whole[:at]))
        assert found and found[-1] == ("a.wet", "-damaged-"), at


def test_how_far_it_has_come(put: Put) -> None:
    put("t/a.jsonl", lines(ROWS))
    put("t/b.txt", b"x" * 500)
    corpus = open_corpus(["t"])
    assert (corpus.done, corpus.total()) == (0, len(lines(ROWS)) + 500)
    behind = [corpus.done for _ in corpus]
    assert behind == sorted(behind) and corpus.done == corpus.total()
