"""How values of a register are written on a page: days, numbers, amounts, words, addresses of assets."""

from __future__ import annotations

import datetime as dt
import hashlib
from functools import cache
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import get_script_prefix
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from kepil.model import Amount
from kepil.publish import wording
from kepil.web import words

register = template.Library()


@register.simple_tag
def asset(name: str) -> str:
    """The address of a bundled file, with a mark of its content, so that browsers may keep it."""
    return f"{static(name)}?v={_mark(name)}"


@cache
def _mark(name: str) -> str:
    path = finders.find(name)
    if path is None:
        raise template.TemplateSyntaxError(f"There is no bundled file {name}.")
    with open(str(path), "rb") as file:  # noqa: PTH123
        return hashlib.sha256(file.read()).hexdigest()[:10]


@register.filter
def word(value: object) -> str:
    """`kept_late` as `kept late`, in the reader's language."""
    return words.word(value)


@register.filter
def tone(value: object) -> str:
    """`good`, `warn`, `bad`, `going` or `plain`: the class that colours a status."""
    return words.TONES.get(str(value), "plain")


@register.filter
def badge(value: object) -> SafeString:
    """A status as a small label."""
    return format_html('<span class="badge {}">{}</span>', tone(value), words.word(value))


@register.filter
def day(value: dt.date | dt.datetime | None) -> SafeString | str:
    """A day in the reader's language, machine-readable too; nothing for None."""
    if value is None:
        return ""
    date = timezone.localtime(value).date() if isinstance(value, dt.datetime) else value
    shown = _written(date, "DATE_FORMAT")
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), shown)


@register.filter
def moment(value: dt.datetime | None) -> SafeString | str:
    """A day and a time in UTC."""
    if value is None:
        return ""
    shown = _written(timezone.localtime(value), "DATETIME_FORMAT")
    return format_html('<time datetime="{}">{} UTC</time>', value.isoformat(), shown)


def _written(value: dt.date, form: str) -> str:
    shown = formats.date_format(value, form)
    # Django's names of months are for the head of a calendar, where Kazakh writes them large
    return shown.lower() if get_language() == "kk" else shown


@register.simple_tag(takes_context=True)
def away(context: Any, value: dt.date | None) -> str:
    """How far a day is from the day of the page: `in 3 days`, `today`, `12 days late`."""
    if value is None:
        return ""
    days = (value - context["scene"].day).days
    if days == 0:
        return gettext("today")
    length = span(abs(days))
    return gettext("%s late") % length if days < 0 else gettext("in %s") % length


def span(days: int) -> str:
    """A number of days, rounded to months from 61 on and to years from 730 on."""
    if days < 61:
        return ngettext("%d day", "%d days", days) % days
    if days < 730:
        months = round(days / 30.44)
        return ngettext("%d month", "%d months", months) % months
    years = round(days / 365.25)
    return ngettext("%d year", "%d years", years) % years


@register.filter
def number(value: float | int | None) -> str:
    """A number with the separators of the reader's language."""
    if value is None:
        return ""
    shown = round(float(value), 2)
    whole = shown == int(shown)
    return formats.number_format(int(shown) if whole else shown, use_l10n=True, force_grouping=True)


@register.filter
def unlocalised(value: float | int) -> str:
    """A number as machines read it, for attributes."""
    return repr(value)


@register.filter
def amount(value: Amount) -> str:
    """An amount as a value, or its own words where it has none."""
    return wording.amount(value) or value.span.text


@register.simple_tag(takes_context=True)
def here_in(context: Any, language: str) -> str:
    """The address of this page in another language, on the same day."""
    scene = context["scene"]
    day = f"on/{scene.day.isoformat()}/" if scene.past else ""
    tongue = "" if language == "en" else f"{language}/"
    return f"/{tongue}{day}{scene.path.lstrip('/')}"


@register.simple_tag(takes_context=True)
def here_now(context: Any) -> str:
    """The address of this page as it is today."""
    scene = context["scene"]
    tongue = "" if scene.language == "en" else f"{scene.language}/"
    return f"/{tongue}{scene.path.lstrip('/')}"


@register.simple_tag(takes_context=True)
def absolute(context: Any, path: str) -> str:
    """A path as the whole address that readers elsewhere need."""
    return str(context["scene"].site.options.address) + path


@register.simple_tag
def root() -> str:
    """The front page, in the language and on the day of this page."""
    return get_script_prefix()
