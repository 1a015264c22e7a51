"""What Kepil's data files say of the scales of others, to be translated."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

NOTES = (
    _(
        "Tells how delivery looks on the day, with an outlook (on track, off track) that Kepil has not. It has no "
        "label for partly kept, and one for promises too unclear to rate."
    ),
    _(
        "Scores each member for each commitment in the time from one summit to the next, as +1, 0 or −1. A score tells "
        "of that time and not of the day on which the commitment says it is due."
    ),
    _(
        "Checks the promises of one government's platform, once, at the end of the term. Whether measures were taken "
        "towards the goal is enough for a promise that names only a goal. What was prepared but not brought to a vote "
        "in the term is broken."
    ),
    _(
        "Tells how far the activities of a commitment were carried out by the end of the action plan; assessed once, "
        "four months after that. It tells neither why nor how late. Substantial and Complete together are its high "
        "completion. Before its end nothing is rated."
    ),
    _(
        "Rates the pledges of one mandate, by its end. Since 2022 the reports tell kept in part from in progress; "
        "before, both were one verdict. At the end of a mandate, what is not kept at least in part counts as broken."
    ),
    _(
        "Rates outcomes, not intentions, and whole promises. Three labels tell of progress, three are findings; none "
        "is final. Time has no label of its own: a date in a promise is the day on which it can be judged."
    ),
)
"""What stands beside the names of scales."""
