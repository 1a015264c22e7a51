"""Addresses that readers send in, as links; the operator's own text, as safe HTML."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def outside(address: str) -> SafeString | str:
    """A link to another site, shown by its host and the beginning of its path; anything but http as plain text."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return address
    path = parts.path.rstrip("/")
    shown = parts.netloc + (path if len(path) <= 40 else path[:39] + "…")
    return format_html('<a href="{}" rel="nofollow noopener ugc">{}</a>', address, shown)


@register.filter
def code(text: str) -> SafeString:
    """A text with what stands between backticks as code."""
    parts = enumerate(text.split("`"))
    return format_html_join("", "{}", ((format_html("<code>{}</code>", one) if n % 2 else one,) for n, one in parts))
