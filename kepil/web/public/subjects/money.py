"""Sums of money in the reader's language."""

from __future__ import annotations

from django.utils import formats
from django.utils.translation import gettext, gettext_lazy

from kepil.web.templatetags.kepil import number

_SCALES = (
    (10**12, gettext_lazy("%s trillion")),
    (10**9, gettext_lazy("%s billion")),
    (10**6, gettext_lazy("%s million")),
)


def money(value: int | float, unit: str) -> str:
    """`XVC 2.4 billion`; what is no round number is written out."""
    return gettext("%(unit)s %(value)s") % {"unit": unit, "value": short(value)}


def short(value: int | float) -> str:
    """`2.4 billion`, `119,000`: large round numbers are named, all others are written out."""
    for scale, words in _SCALES:
        if abs(value) >= scale and (value * 1000) % scale == 0:
            shown = f"{value / scale:.3f}".rstrip("0").rstrip(".")
            places = len(shown.partition(".")[2])
            return str(words) % formats.number_format(value / scale, places, use_l10n=True)
    return number(value)
