"""Unfinished work of reviewing and coding: who looks at which statement, coding rounds, what each coder said."""

from __future__ import annotations

from django.db import models


class Claim(models.Model):
    """Somebody looks at a statement of the review queue, or has put it off, until a moment."""

    statement = models.CharField(max_length=40)
    who = models.CharField(max_length=150, db_index=True)
    until = models.DateTimeField()
    skipped = models.BooleanField(default=False)
    """Put off by this person: others may have it at once."""

    class Meta:
        db_table = "desk_claim"
        constraints = (models.UniqueConstraint(fields=["statement", "who"], name="desk_claim_once"),)


class Round(models.Model):
    """Texts or statements that several people code, each alone."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=200)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    what = models.CharField(max_length=20)
    """`statements`: a unit is a statement that was found; `documents`: a unit is a sentence."""
    seed = models.CharField(max_length=80, blank=True)
    """Of the sample; empty where nothing was drawn."""
    blind = models.BooleanField(default=True)
    """Whether coders do not see what the machine found."""
    fulfilment = models.BooleanField(default=False)
    """Whether coders also say what came of it."""
    closed = models.BooleanField(default=False)
    """Whether coding has ended."""

    class Meta:
        db_table = "coding_round"
        ordering = ("-id",)


class Coder(models.Model):
    """Somebody who codes a round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="coders")
    who = models.CharField(max_length=150, db_index=True)

    class Meta:
        db_table = "coding_coder"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["round", "who"], name="coding_coder_once"),)


class Unit(models.Model):
    """What is coded: a run of a document's text, in code points."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="units")
    place = models.IntegerField()
    """Its place in the round, from 1."""
    document = models.CharField(max_length=40)
    statement = models.CharField(max_length=40, blank=True)
    """The statement of the register that it is about; empty for a sentence in which none was found."""
    start = models.IntegerField()
    end = models.IntegerField()

    class Meta:
        db_table = "coding_unit"
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=["round", "place"], name="coding_unit_place"),)


class Coding(models.Model):
    """What one coder says of one unit, as kepil.web.desk.coding.fields has it."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="codings")
    who = models.CharField(max_length=150)
    said = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        db_table = "coding_coding"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["unit", "who"], name="coding_coding_once"),)


class Decision(models.Model):
    """What the adjudicator made of a unit, and the events of the register that came of it."""

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, related_name="decision")
    by = models.CharField(max_length=150)
    said = models.JSONField()
    at = models.DateTimeField()
    first = models.BigIntegerField(null=True)
    """First and last event that it became; null where nothing had to change."""
    last = models.BigIntegerField(null=True)

    class Meta:
        db_table = "coding_decision"
