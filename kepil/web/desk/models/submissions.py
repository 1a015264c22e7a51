"""What readers send in, until an editor has taken it up or turned it down."""

from __future__ import annotations

from django.db import models


class Submission(models.Model):
    """An error pointed out, evidence sent, or a reply of the promiser.

    Name and way to reach are for the editors alone: of them, only the name of a promiser who replies ever enters the
    log, because readers have to know who says it.
    """

    class Kind(models.TextChoices):
        ERROR = "error"
        EVIDENCE = "evidence"
        REPLY = "reply"

    class State(models.TextChoices):
        WAITING = "waiting"
        TAKEN = "taken"
        DECLINED = "declined"

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=Kind)
    entry = models.CharField(max_length=32)
    text = models.TextField(max_length=4000)
    url = models.CharField(max_length=500, blank=True)
    name = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING, db_index=True)
    decided_by = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)
    """Why it was turned down."""
    event = models.BigIntegerField(null=True)
    """Number of the event of the log that it became."""

    class Meta:
        db_table = "desk_submission"
        ordering = ("id",)
