"""The tables: the log, its tree and its checkpoints, the kept bytes, and the state as the last replay left it.

A row of the state holds its record as JSON, and beside it only the fields by which rows are looked up
(kepil.register.store.LOOKUPS).
"""

from __future__ import annotations

from django.db import models


class EventRow(models.Model):
    """One event. `entry` is the open leaf of the tree; `body` and `salt` are null once they were erased."""

    n = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    salt = models.BinaryField(null=True)
    body = models.TextField(null=True)
    entry = models.TextField()

    class Meta:
        db_table = "event"
        indexes = [models.Index(fields=["kind", "n"], name="event_kind")]


class SubjectRow(models.Model):
    """Which events bear on which record: the history of an entry without a walk over the log."""

    record = models.CharField(max_length=200)
    event = models.BigIntegerField()

    class Meta:
        db_table = "subject"
        constraints = [models.UniqueConstraint(fields=["record", "event"], name="subject_once")]


class TileRow(models.Model):
    """A tile of the tree: up to 256 hashes of one level."""

    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        db_table = "tile"
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="tile_once")]


class CheckpointRow(models.Model):
    """The signed root of the tree after a change."""

    size = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    note = models.TextField()

    class Meta:
        db_table = "checkpoint"


class BlobRow(models.Model):
    """Bytes known by their SHA-256: documents as they were published, and their texts."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()

    class Meta:
        db_table = "blob"


class KeyRow(models.Model):
    """A blocking key of a statement: what linking looks candidates up by."""

    key = models.CharField(max_length=200)
    statement = models.BigIntegerField()
    """Number of the statement."""

    class Meta:
        db_table = "link_key"
        constraints = [models.UniqueConstraint(fields=["key", "statement"], name="link_key_once")]


class KeyCountRow(models.Model):
    """How many statements have a blocking key."""

    key = models.CharField(max_length=200, primary_key=True)
    count = models.BigIntegerField()

    class Meta:
        db_table = "link_key_count"


class RecordRow(models.Model):
    id = models.CharField(max_length=200, primary_key=True)
    number = models.BigIntegerField(db_index=True)
    """Its place among the records of its type, in the order of the log."""
    record = models.TextField()

    class Meta:
        abstract = True
        ordering = ["number", "id"]


class HeadRow(RecordRow):
    class Meta(RecordRow.Meta):
        db_table = "head"


class DocumentRow(RecordRow):
    sha256 = models.CharField(max_length=64, db_index=True)
    url = models.TextField(null=True, db_index=True)
    name = models.TextField(db_index=True)

    class Meta(RecordRow.Meta):
        db_table = "document"


class StatementRow(RecordRow):
    document = models.CharField(max_length=32, db_index=True)
    entry = models.CharField(max_length=32, null=True, db_index=True)
    what = models.CharField(max_length=16)
    state = models.CharField(max_length=16)

    class Meta(RecordRow.Meta):
        db_table = "statement"


class EntryRow(RecordRow):
    merged_into = models.CharField(max_length=32, null=True, db_index=True)

    class Meta(RecordRow.Meta):
        db_table = "entry"


class LinkRow(RecordRow):
    a = models.CharField(max_length=32, db_index=True)
    b = models.CharField(max_length=32, db_index=True)
    state = models.CharField(max_length=16, db_index=True)
    relation = models.CharField(max_length=16)

    class Meta(RecordRow.Meta):
        db_table = "link"


class BodyRow(RecordRow):
    class Meta(RecordRow.Meta):
        db_table = "body"


class RegionRow(RecordRow):
    class Meta(RecordRow.Meta):
        db_table = "region"


class ProgrammeRow(RecordRow):
    class Meta(RecordRow.Meta):
        db_table = "programme"
