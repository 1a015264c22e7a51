"""When the records of a register were last changed, from its log."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max

from kepil.register.database.models import EventRow, SubjectRow


def last_changed(alias: str) -> dict[str, dt.datetime]:
    """For each record the time of the last event that bears on it, of the database with this alias. Events whose
    bodies were erased do not count.
    """
    kept = EventRow._default_manager.using(alias).filter(body__isnull=False)
    subjects = SubjectRow._default_manager.using(alias).filter(event__in=kept.values("n"))
    last = dict(subjects.order_by("record").values("record").annotate(last=Max("event")).values_list("record", "last"))
    wanted = set(last.values())
    times = {n: at for n, at in kept.values_list("n", "at").iterator(chunk_size=5000) if n in wanted}
    return {record: times[n] for record, n in last.items()}
