"""What people did at the desk that is no event of the register."""

from __future__ import annotations

from django.db import models


class Act(models.Model):
    """One action: who, when, what, on what, from which address. Rows are only ever added."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    who = models.CharField(max_length=150, blank=True, db_index=True)
    """The name of the account; empty where nobody was signed in."""
    what = models.CharField(max_length=60, db_index=True)
    """Such as `sign-in`, `sign-in.failed`, `account.role`, `upload.started`."""
    subject = models.CharField(max_length=200, blank=True, db_index=True)
    """On what: an account, an entry, an upload."""
    detail = models.JSONField(default=dict)
    """What else is known of it, as plain values; never a password or a code."""
    address = models.CharField(max_length=45, blank=True)
    """The internet address that it came from."""

    class Meta:
        db_table = "desk_act"
        ordering = ("-id",)
