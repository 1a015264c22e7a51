"""Uploads in the background: one thread of the server works through them, one file or address after the other.

What is to be read lies in `uploads/` in the register's folder until it was read. An upload that another process was
reading when it ended is marked as stopped, never begun again by itself.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
import secrets
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import unquote, urlsplit

from django.db import connections, transaction

from kepil.model import Problem
from kepil.register.adding import add, known_document
from kepil.register.state import RegisterError
from kepil.sources.addresses import is_public
from kepil.sources.fetch import Limits, fetch
from kepil.web.desk import audit
from kepil.web.desk.models import Upload, UploadItem
from kepil.web.desk.uploads.limits import FILE
from kepil.web.desk.uploads.reading import Hand, Task
from kepil.web.site import Site, current

SERVER = secrets.token_hex(8)
"""This process, as the table calls it."""
BEAT = 5.0
"""Seconds between two signs of life of a process that reads."""
SILENT = dt.timedelta(seconds=30)
"""After so long without one, it has ended."""
SECONDS = 60.0
"""That fetching one address may take."""
_log = logging.getLogger(__name__)
_lock = threading.Lock()
_worker: threading.Thread | None = None
_busy = False
"""Whether the worker will look for another upload once more; set and asked under the lock."""
OPEN = ("coming", "waiting", "running")


class Chunks(Protocol):
    """A file as it came in."""

    name: str | None
    size: int | None

    def chunks(self) -> Iterable[bytes]: ...


def folder(site: Site, upload: int) -> Path:
    """Where the files of an upload lie until they were read."""
    return site.folder / "uploads" / str(upload)


def begin(site: Site, who: str, files: Sequence[Chunks], addresses: Sequence[str], known: Mapping[str, str]) -> Upload:
    """Take an upload in, and have it read in the background.

    Args:
        who: The editor, for the log.
        files: Their names are not trusted.
        addresses: What to fetch.
        known: What the editor knows of all of them: fields of `kepil.sources.content.Options` as texts.
    """
    with transaction.atomic():
        upload = Upload._default_manager.create(
            who=who,
            at=site.register.now(),
            known=dict(known),
            state="coming",
            server=SERVER,
            beat=dt.datetime.now(dt.UTC),
        )
        names = [*((clean(one.name or ""), one.size or 0, False) for one in files)]
        names += [(one, 0, True) for one in addresses]
        UploadItem._default_manager.bulk_create(
            UploadItem(upload=upload, number=number, name=name[:500], size=size, address=address)
            for number, (name, size, address) in enumerate(names)
        )
    place = folder(site, upload.id)
    place.mkdir(parents=True, exist_ok=True)
    for number, one in enumerate(files):
        with (place / str(number)).open("wb") as kept:
            for chunk in one.chunks():
                kept.write(chunk)
    Upload._default_manager.filter(pk=upload.pk).update(state="waiting")
    wake(site)
    return upload


def clean(name: str) -> str:
    """A file's name without folders and control characters; never empty."""
    last = PurePosixPath(name.replace("\\", "/")).name
    shown = "".join(one for one in last if one.isprintable()).strip()
    return shown[-150:] or "file"


def wake(site: Site) -> None:
    """See to it that somebody works through what waits."""
    global _worker, _busy
    with _lock:
        if not _busy:
            _busy = True
            _worker = threading.Thread(target=_work, args=(site,), name="kepil-uploads", daemon=True)
            _worker.start()


def wait(seconds: float = 60.0) -> None:
    """Wait until nothing is being read by this process."""
    worker = _worker
    if worker is not None:
        worker.join(seconds)


def sweep(site: Site) -> None:
    """Mark uploads as stopped whose process has ended; files that nobody will read are deleted."""
    silent = dt.datetime.now(dt.UTC) - SILENT
    for upload in Upload._default_manager.filter(state__in=OPEN):
        alive = upload.beat is not None and upload.beat > silent
        if upload.server == SERVER:
            alive = _busy or (upload.state == "coming" and alive)
        if not alive:
            _stop(site, upload)


def _stop(site: Site, upload: Upload) -> None:
    changed = Upload._default_manager.filter(pk=upload.pk, state=upload.state).update(
        state="stopped", ended=site.register.now()
    )
    if changed:
        left = upload.items.filter(state__in=("waiting", "running"))  # type: ignore[attr-defined]
        left.update(state="stopped", problem="The server ended before it was read.", remedy="Upload it once more.")
        shutil.rmtree(folder(site, upload.pk), ignore_errors=True)
        audit.record(None, "upload.stopped", str(upload.pk), who=upload.who)


def _work(site: Site) -> None:
    global _busy
    try:
        with Hand() as hand:
            while (upload := _next(site)) is not None:
                with _beating():
                    _read_all(site, upload, hand)
    except Exception:  # a thread has nobody above it to tell; what it was reading is marked as stopped by `sweep`
        _log.exception("Uploads were cut off.")
        _busy = False
        raise
    finally:
        connections.close_all()


def _next(site: Site) -> Upload | None:
    """The next upload; None, and the worker is done, where there is none."""
    global _busy
    with _lock:
        upload = _take() if current() is site else None
        _busy = upload is not None
        return upload


def _take() -> Upload | None:
    """The next upload that waits, marked as ours."""
    for upload in Upload._default_manager.filter(state="waiting").order_by("id"):
        taken = Upload._default_manager.filter(pk=upload.pk, state="waiting").update(
            state="running", server=SERVER, beat=dt.datetime.now(dt.UTC)
        )
        if taken:
            return upload
    return None


@contextmanager
def _beating() -> Iterator[None]:
    """Give signs of life while uploads are read."""
    over = threading.Event()

    def beat() -> None:
        try:
            while not over.wait(BEAT):
                ours = Upload._default_manager.filter(server=SERVER, state__in=OPEN)
                ours.update(beat=dt.datetime.now(dt.UTC))
        finally:
            connections.close_all()

    heart = threading.Thread(target=beat, name="kepil-uploads-beat", daemon=True)
    heart.start()
    try:
        yield
    finally:
        over.set()
        heart.join()


def _read_all(site: Site, upload: Upload, hand: Hand) -> None:
    items = UploadItem._default_manager.filter(upload=upload)
    for item in items.order_by("number"):
        items.filter(pk=item.pk).update(state="running")
        try:
            found = _read(site, upload, item, hand)
        except RegisterError as error:
            found = _failed(error.message, error.remedy)
        except Exception as error:  # noqa: BLE001 – one file must not stop the others, whatever is wrong with it
            _log.exception("Upload %s, item %s", upload.pk, item.number)
            found = _failed(f"It could not be read: {type(error).__name__}.", "Tell those who look after the server.")
        items.filter(pk=item.pk).update(**found)
    Upload._default_manager.filter(pk=upload.pk).update(state="done", ended=site.register.now())
    shutil.rmtree(folder(site, upload.pk), ignore_errors=True)
    states = list(items.values_list("state", flat=True))
    counts = {state: states.count(state) for state in ("added", "known", "failed")}
    audit.record(None, "upload.ended", str(upload.pk), who=upload.who, **counts)


def _read(site: Site, upload: Upload, item: UploadItem, hand: Hand) -> dict[str, object]:
    """Read one item into the register; what its row says then."""
    path = folder(site, upload.pk) / str(item.number)
    given = _fetched(path, item, upload) if item.address else _named(path, item, upload)
    if isinstance(given, Problem):
        return _failed(given.message, given.remedy)
    data = path.read_bytes()
    known = known_document(site.register, hashlib.sha256(data).hexdigest())
    if known is not None:
        return {"state": "known", "document": known.id}
    reading = hand.read(given, data)
    if isinstance(reading, Problem):
        return _failed(reading.message, reading.remedy)
    unread = next((one for one in reading.problems if one.fatal), None)
    if unread is not None and unread.code == "language":
        return _failed(unread.message, "If it is one of the languages that are read, upload it again and say which.")
    if unread is not None:
        return _failed(unread.message, unread.remedy)
    added = add(site.register, reading, by=upload.who, reason=f"upload {upload.pk}")
    doubts = [*reading.problems, *added.problems]
    return {
        "state": "added" if added.new else "known",
        "document": added.document.id,
        "statements": len(added.statements),
        "entries": len(added.entries),
        "links": len(added.links),
        "problem": " ".join(dict.fromkeys(one.message for one in doubts))[:2000],
    }


def _failed(message: str, remedy: str) -> dict[str, object]:
    return {"state": "failed", "problem": message[:2000], "remedy": remedy[:500]}


def _named(path: Path, item: UploadItem, upload: Upload) -> Task:
    name = PurePosixPath(item.name)
    return Task(path, item.name, name.stem, name.suffix.lower(), known=upload.known)


def _fetched(path: Path, item: UploadItem, upload: Upload) -> Task | Problem:
    """What stands at an address, kept as a file; private networks are never asked."""
    found = fetch(item.name, allow=is_public, limits=Limits(seconds=SECONDS, bytes=FILE))
    if isinstance(found, Problem):
        return found
    path.write_bytes(found.data)
    last = PurePosixPath(unquote(urlsplit(found.url).path))
    name = clean(last.stem or urlsplit(found.url).hostname or "page")
    return Task(
        path, item.name, name, last.suffix.lower(), found.media_type, found.charset, found.url, known=upload.known
    )
