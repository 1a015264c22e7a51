"""The tables of the index: one row an entry, what values are called, and the words to search, by the means of SQLite
(FTS5) or of PostgreSQL (tsvector with a GIN index). They are made here, not by migrations, and thrown away at will.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Any

import msgspec
import numpy as np

from kepil.web.index.card import Card
from kepil.web.index.connecting import Connecting
from kepil.web.index.making import Keys, Made
from kepil.web.index.words import Asked, Phrase

FORM = 2
"""The form of the tables and of what is in them: of another number, they are made anew."""
_MANY = 500
"""Values in one statement."""
_WEIGHTS = (10.0, 4.0, 1.0, 1.0)
"""Of words in the title, the quotes, the owner's name, the places' names."""
_META = "form, register, made, size, day, done, stamp"
_PLAIN = ("id", "title", "owner", "kind", "fulfilment", "status", "record", "said", "due", "amount", "unit")
"""Columns for whoever reads the file by other means; Kepil itself reads `card` and `keys`."""
_DAMAGE = ("no such table", "does not exist", "malformed", "no such column", "not a database")

_ENCODER = msgspec.json.Encoder(order="deterministic")
_CARDS = msgspec.json.Decoder(Card)
_KEYS = msgspec.json.Decoder(Keys)


@dataclass(slots=True)
class Meta:
    """How far the tables are."""

    form: int
    register: str
    """Which register they are of."""
    made: int
    """When they were made, in nanoseconds since 1970: tells them from other ones."""
    size: int
    """Events of the log that are in them."""
    day: str
    """For which statuses were computed."""
    done: int | None
    """While all entries are gone through: the last number done. None when that is over."""
    stamp: int
    """Grows with every write; rows carry that of theirs."""


class Tables:
    """The tables, with few verbs."""

    def __init__(self, connecting: Connecting) -> None:
        self.connecting = connecting

    @property
    def _sqlite(self) -> bool:
        return self.connecting.vendor == "sqlite"

    def meta(self, cursor: Any) -> Meta | None:
        """How far the tables are; None where there are none."""
        if not self._there(cursor):
            return None
        cursor.execute("SELECT form FROM index_meta")
        row = cursor.fetchone()
        if row is None or row[0] != FORM:
            return None
        cursor.execute(f"SELECT {_META} FROM index_meta")
        return Meta(*cursor.fetchone())

    def _there(self, cursor: Any) -> bool:
        if self._sqlite:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'index_meta'")
        else:
            cursor.execute(
                "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema AND tablename = 'index_meta'"
            )
        return bool(cursor.fetchone()[0])

    def make(self, cursor: Any, meta: Meta) -> None:
        """Make them anew, empty."""
        for table in ("index_text", "index_entry", "index_name", "index_meta"):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
        cursor.execute(
            "CREATE TABLE index_meta (form INTEGER, register TEXT, made BIGINT, size BIGINT, day TEXT, done BIGINT, "
            "stamp BIGINT)"
        )
        cursor.execute(
            "CREATE TABLE index_name (field TEXT, value TEXT, name TEXT, stamp BIGINT, PRIMARY KEY (field, value))"
        )
        real = "REAL" if self._sqlite else "DOUBLE PRECISION"
        words = "" if self._sqlite else ", words tsvector"
        cursor.execute(
            "CREATE TABLE index_entry (number BIGINT PRIMARY KEY, stamp BIGINT, id TEXT, title TEXT, owner TEXT, "
            f"kind TEXT, fulfilment TEXT, status TEXT, record TEXT, said TEXT, due TEXT, amount {real}, unit TEXT, "
            f"card TEXT, keys TEXT{words})"
        )
        cursor.execute("CREATE INDEX index_entry_stamp ON index_entry (stamp)")
        if self._sqlite:
            cursor.execute(
                "CREATE VIRTUAL TABLE index_text USING fts5("
                "title, quotes, owner, places, tokenize = 'unicode61 remove_diacritics 0')"
            )
        else:
            cursor.execute("CREATE INDEX index_entry_words ON index_entry USING gin (words)")
        cursor.execute(f"INSERT INTO index_meta ({_META}) VALUES (%s, %s, %s, %s, %s, %s, %s)", [*astuple(meta)])

    def note(self, cursor: Any, meta: Meta) -> None:
        """Write how far they are."""
        cursor.execute("UPDATE index_meta SET size = %s, day = %s, done = %s, stamp = %s", [*astuple(meta)[3:]])

    def write(self, cursor: Any, meta: Meta, found: Sequence[Made], gone: Iterable[int]) -> int:
        """Write what changed.

        Args:
            meta: Its stamp grows where something is written.
            found: Entries as they are now.
            gone: Numbers of entries that are to be listed no more.

        Returns:
            How many rows were written.
        """
        rows = {one.number: (_json(one.card), _json(one.keys)) for one in found}
        gone = set(gone) - rows.keys()
        before = self._stored(cursor, [*rows, *gone])
        changed = [one for one in found if before.get(one.number) != rows[one.number]]
        left = [number for number in gone if before.get(number, ("", ""))[0]]
        if not changed and not left:
            return 0
        meta.stamp += 1
        self._words_off(cursor, [number for number in (*left, *(one.number for one in changed)) if number in before])
        self._names(cursor, meta.stamp, changed)
        columns = ("number", "stamp", *_PLAIN, "card", "keys", *(() if self._sqlite else ("words",)))
        # a row that is gone stays as a sign for other processes
        values = [self._values(meta.stamp, one, *rows[one.number]) for one in changed]
        empty = [None] * (len(columns) - 2)
        values += [[number, meta.stamp, *empty] for number in left]
        marks = ", ".join(["%s"] * len(columns))
        updates = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
        cursor.executemany(
            f"INSERT INTO index_entry ({', '.join(columns)}) VALUES ({marks}) "
            f"ON CONFLICT (number) DO UPDATE SET {updates}",
            values,
        )
        if self._sqlite:
            cursor.executemany(
                "INSERT INTO index_text (rowid, title, quotes, owner, places) VALUES (%s, %s, %s, %s, %s)",
                [(one.number, *one.words) for one in changed],
            )
        return len(values)

    def tidy(self) -> None:
        """Let nothing stay in the files of what is in the tables no more; outside a transaction."""
        with self.connecting.cursor() as cursor:
            if self._sqlite:
                cursor.execute("INSERT INTO index_text (index_text) VALUES ('optimize')")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                cursor.fetchall()
            else:
                cursor.execute("VACUUM (ANALYZE) index_entry")

    def _stored(self, cursor: Any, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        found: dict[int, tuple[str, str]] = {}
        for part in _parts(numbers):
            cursor.execute(f"SELECT number, card, keys FROM index_entry WHERE number IN ({_marks(part)})", part)
            found |= {number: (card or "", keys or "") for number, card, keys in cursor.fetchall()}
        return found

    def _values(self, stamp: int, one: Made, card: str, keys: str) -> list[Any]:
        shown = one.card
        days = [day.isoformat() if day else None for day in (shown.said, shown.due)]
        plain = [shown.id, shown.title, shown.owner_name, shown.kind, shown.fulfilment, shown.status, shown.record]
        words = [] if self._sqlite else [_vector(one.words)]
        amount = None if shown.amount is None else float(shown.amount)
        return [one.number, stamp, *plain, *days, amount, shown.unit, card, keys, *words]

    def _words_off(self, cursor: Any, numbers: Sequence[int]) -> None:
        if self._sqlite:
            for part in _parts(numbers):
                cursor.execute(f"DELETE FROM index_text WHERE rowid IN ({_marks(part)})", part)

    def _names(self, cursor: Any, stamp: int, found: Iterable[Made]) -> None:
        names = {key: name for one in found for key, name in one.names.items()}
        cursor.executemany(
            "INSERT INTO index_name (field, value, name, stamp) VALUES (%s, %s, %s, %s) ON CONFLICT (field, value) "
            "DO UPDATE SET name = excluded.name, stamp = excluded.stamp WHERE index_name.name <> excluded.name",
            [(*key, name, stamp) for key, name in names.items()],
        )

    def beyond(self, cursor: Any, number: int) -> list[int]:
        """Numbers of the entries after this one that are listed."""
        cursor.execute("SELECT number FROM index_entry WHERE number > %s AND card IS NOT NULL", [number])
        return [row[0] for row in cursor.fetchall()]

    def keys(self, cursor: Any, stamp: int) -> Iterator[tuple[int, Keys | None]]:
        """What was written after a stamp: numbers and keys; None for what is listed no more."""
        cursor.execute("SELECT number, keys FROM index_entry WHERE stamp > %s ORDER BY number", [stamp])
        while rows := cursor.fetchmany(2000):
            for number, keys in rows:
                yield number, None if keys is None else _KEYS.decode(keys)

    def names(self, cursor: Any, stamp: int) -> dict[tuple[str, str], str]:
        """What values written after a stamp are called, by field and value."""
        cursor.execute("SELECT field, value, name FROM index_name WHERE stamp > %s", [stamp])
        return {(field, value): name for field, value, name in cursor.fetchall()}

    def cards(self, numbers: Sequence[int]) -> dict[int, Card]:
        """Entries as lists show them."""
        found: dict[int, Card] = {}
        with self.connecting.cursor() as cursor:
            for part in _parts(numbers):
                cursor.execute(f"SELECT number, card FROM index_entry WHERE number IN ({_marks(part)})", part)
                found |= {number: _CARDS.decode(card) for number, card in cursor.fetchall() if card}
        return found

    def having(self, asked: Asked) -> np.ndarray[Any, np.dtype[np.int64]] | None:
        """Numbers of the entries that have all words that are wanted and none that is unwanted, in no order.

        Returns:
            None where nothing unwanted is left out of everything: where only unwanted words are named, see `unwanted`.
        """
        if not asked.wanted:
            return None
        return self._numbers(asked.wanted, " AND ", " & ")

    def unwanted(self, asked: Asked) -> np.ndarray[Any, np.dtype[np.int64]]:
        """Numbers of the entries that have an unwanted word."""
        if not asked.unwanted:
            return np.empty(0, np.int64)
        return self._numbers(asked.unwanted, " OR ", " | ")

    def _numbers(self, phrases: Sequence[Phrase], fts: str, ts: str) -> np.ndarray[Any, np.dtype[np.int64]]:
        # one long text, as one row a number is many times as slow
        with self.connecting.cursor() as cursor:
            if self._sqlite:
                cursor.execute(
                    "SELECT group_concat(rowid, ' ') FROM index_text WHERE index_text MATCH %s",
                    [fts.join(map(_fts, phrases))],
                )
            else:
                cursor.execute(
                    "SELECT string_agg(number::text, ' ') FROM index_entry WHERE words @@ %s::tsquery",
                    [ts.join(map(_ts, phrases))],
                )
            text = cursor.fetchone()[0]
        return np.array(text.split(), np.int64) if text else np.empty(0, np.int64)

    def ranked(self, asked: Asked, numbers: Sequence[int]) -> list[int]:
        """Numbers of entries that `having` gave, the best match first."""
        with self.connecting.cursor() as cursor:
            if self._sqlite:
                weights = ", ".join(map(str, _WEIGHTS))
                cursor.execute(
                    f"SELECT rowid FROM index_text WHERE index_text MATCH %s AND rank MATCH 'bm25({weights})' "
                    "ORDER BY rank, rowid",
                    [" AND ".join(map(_fts, asked.wanted))],
                )
            else:
                cursor.execute(
                    "SELECT number FROM index_entry WHERE words @@ %s::tsquery "
                    "ORDER BY ts_rank('{0.1, 0.1, 0.4, 1.0}', words, %s::tsquery, 1) DESC, number",
                    [" & ".join(map(_ts, asked.wanted))] * 2,
                )
            kept = set(numbers)
            return [row[0] for row in cursor.fetchall() if row[0] in kept]


def damaged(error: Exception) -> bool:
    """Whether an error of the database says that the tables are not as they must be."""
    return any(sign in str(error).lower() for sign in _DAMAGE)


def _json(value: Any) -> str:
    return _ENCODER.encode(value).decode()


def _parts(numbers: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _MANY):
        yield list(numbers[start : start + _MANY])


def _marks(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _fts(phrase: Phrase) -> str:
    """A phrase in the words of FTS5; terms are letters and digits only."""
    return f'"{" ".join(phrase.terms)}"' + ("*" if phrase.begins else "")


def _ts(phrase: Phrase) -> str:
    """A phrase in the words of PostgreSQL."""
    *before, last = phrase.terms
    return "(" + " <-> ".join([*(f"'{one}'" for one in before), f"'{last}'" + (":*" if phrase.begins else "")]) + ")"


def _vector(words: Sequence[str]) -> str:
    """Words as PostgreSQL keeps them: each with its places and weights."""
    places: dict[str, list[str]] = {}
    at = 0
    for text, weight in zip(words, "ABCD", strict=True):
        for term in text.split():
            at += 1
            found = places.setdefault(term, [])
            if len(found) < 250 and at < 16_000:
                found.append(f"{at}{weight}")
        at += 10  # a phrase does not reach from one column into the next
    return " ".join(f"'{term}':{','.join(found)}" if found else f"'{term}'" for term, found in places.items())
