"""What the pages of promises and documents need in their templates: links that may be followed, both ends of a link."""

from __future__ import annotations

from html import escape
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from kepil.publish.facts import visible
from kepil.register.records import DocumentRecord, StatementRecord
from kepil.register.views.changes import Pair, Side
from kepil.web.public.entries.marked import LONGEST, part_of, parts_of
from kepil.web.templatetags.kepil import span

register = template.Library()


@register.filter
def followed(address: str | None) -> str:
    """An address that may become a link: only of the web; empty for any other, such as `javascript:`."""
    return address if address and address.lower().startswith(("https://", "http://")) else ""


@register.filter
def seen(text: str) -> str:
    """A text with control characters, which HTML cannot hold, shown as U+FFFD."""
    return visible(text)


@register.filter
def inner(text: str) -> SafeString:
    """A text escaped for the inside of an element, where quotation marks may stay and JSON is a third shorter; never
    for an attribute.
    """
    return mark_safe(escape(text, quote=False))


@register.filter
def sides(pair: Pair) -> tuple[Side, Side]:
    """Both ends of a link, the earlier first."""
    return pair.a, pair.b


@register.simple_tag(takes_context=True)
def words_in(context: Any, document: DocumentRecord, statement: StatementRecord) -> str:
    """Where the words of a statement stand marked in its document."""
    path, page = reverse("document", args=[document.id]), 1
    if document.characters > LONGEST:
        text = context["scene"].site.register.log.blob(document.text_sha256) or b""
        page = part_of(parts_of(text.decode("utf-8")), statement.said["quote"]["start"])
    return f"{path}?page={page}#{statement.id}" if page > 1 else f"{path}#{statement.id}"


@register.simple_tag
def later(days: int) -> str:
    """How long after something else: `3 months later`."""
    return gettext("%s later") % span(days)
