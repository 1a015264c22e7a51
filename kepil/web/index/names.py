"""What values of the index are called: words of the interface for what is no name."""

from __future__ import annotations

import functools
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kepil.web.words import word

TOPICS: dict[str, Any] = {
    "macroeconomics": _("The economy and taxes"),
    "civil_rights": _("Civil rights and liberties"),
    "health": _("Health"),
    "agriculture": _("Agriculture and food"),
    "labour": _("Work and employment"),
    "education": _("Education"),
    "environment": _("Environment and water"),
    "energy": _("Energy"),
    "immigration": _("Immigration and refugees"),
    "transport": _("Transport"),
    "law_and_crime": _("Law, crime and disasters"),
    "social_welfare": _("Social welfare"),
    "housing": _("Housing and towns"),
    "commerce": _("Business, banks and tourism"),
    "defence": _("Defence"),
    "technology": _("Science and technology"),
    "foreign_trade": _("Foreign trade"),
    "international_affairs": _("International affairs"),
    "government": _("How government works"),
    "public_lands": _("Land and water resources"),
    "culture": _("Culture and sport"),
}
HAVING: dict[str, Any] = {
    "duty": _("a duty that comes again"),
    "slip": _("a deadline that was put off"),
    "conflict": _("figures that contradict each other"),
    "repeat": _("said in several documents"),
    "amount": _("an amount"),
    "evidence": _("evidence"),
    "reply": _("a reply of the promiser"),
    "verdict": _("a verdict"),
}
_WORDS = ("kinds", "fulfilments", "statuses", "records")


def shown(field: str, value: str, name: str | None) -> str:
    """What a value of a field of `Query` is called, in the reader's language where it is no name.

    Args:
        name: Its name in the register, where it has one.
    """
    return _word(field, value, get_language() or "") or name or value.removeprefix("~")


@functools.lru_cache(maxsize=1 << 10)
def _word(field: str, value: str, language: str) -> str | None:
    if field in _WORDS:
        return word(value)
    known = TOPICS.get(value) if field == "topics" else HAVING.get(value) if field == "having" else None
    return None if known is None else str(known)
