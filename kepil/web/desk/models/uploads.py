"""Uploads: what was given to the desk to read, how far it is, what came of each file and address."""

from __future__ import annotations

from django.db import models

STATES = ("coming", "waiting", "running", "done", "stopped")
"""Of an upload. `coming`: its files are being kept; `stopped`: the server ended before it was through."""
ITEM_STATES = ("waiting", "running", "added", "known", "failed", "stopped")


class Upload(models.Model):
    """Some files and addresses that were given together, with what is known of all of them."""

    id = models.BigAutoField(primary_key=True)
    who = models.CharField(max_length=150)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default="coming", db_index=True)
    known = models.JSONField(default=dict)
    """Published, title, speaker, publisher, language, currency: as given, where given."""
    server = models.CharField(max_length=40, blank=True)
    """The process that reads it."""
    beat = models.DateTimeField(null=True)
    """When that process last said that it is at work."""
    ended = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_upload"
        ordering = ("-id",)


class UploadItem(models.Model):
    """One file or address of an upload."""

    id = models.BigAutoField(primary_key=True)
    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="items")
    number = models.IntegerField()
    name = models.CharField(max_length=500)
    """What the editor's file is called, or the address."""
    size = models.BigIntegerField(default=0)
    address = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="waiting", db_index=True)
    problem = models.TextField(blank=True)
    remedy = models.TextField(blank=True)
    document = models.CharField(max_length=32, blank=True)
    """The document in the register."""
    statements = models.IntegerField(default=0)
    entries = models.IntegerField(default=0)
    links = models.IntegerField(default=0)
    seen = models.BooleanField(default=False)
    """Whether an editor has put its problem aside."""

    class Meta:
        db_table = "desk_upload_item"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["upload", "number"], name="desk_upload_item_once"),)
