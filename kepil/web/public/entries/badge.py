"""A small picture that says how an entry stands on a day, to put on other pages."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

_COLOURS = {"good": "#1a6b3c", "warn": "#8a5a00", "bad": "#b3261e", "going": "#1c5aa3", "plain": "#5d5a53"}
_NARROW, _WIDE = frozenset("fijlrt.,:;|!'()[] 1-"), frozenset("mwMWШЩЖЮФшщжюфмы@%—")
_SIZE, _PAD, _HEIGHT = 11, 7, 20


def svg(left: str, right: str, tone: str, title: str) -> SafeString:
    """The picture, 20 pixels high.

    Args:
        left: What it is about.
        right: How it stands.
        tone: `good`, `warn`, `bad`, `going` or `plain`.
        title: The whole sentence, for readers who do not see it.
    """
    first, second = _width(left), _width(right)
    split, width = first + 2 * _PAD, first + second + 4 * _PAD
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img"'
        ' aria-label="{title}"><title>{title}</title>'
        '<clipPath id="r"><rect width="{w}" height="{h}" rx="4"/></clipPath>'
        '<g clip-path="url(#r)"><rect width="{split}" height="{h}" fill="#35332e"/>'
        '<rect x="{split}" width="{rest}" height="{h}" fill="{colour}"/></g>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,Noto Sans,sans-serif" font-size="{size}">'
        '<text x="{pad}" y="14" textLength="{first}" lengthAdjust="spacingAndGlyphs">{left}</text>'
        '<text x="{at}" y="14" textLength="{second}" lengthAdjust="spacingAndGlyphs">{right}</text></g></svg>\n',
        w=width,
        h=_HEIGHT,
        title=title,
        split=split,
        rest=width - split,
        colour=_COLOURS[tone],
        size=_SIZE,
        pad=_PAD,
        first=first,
        left=left,
        at=split + _PAD,
        second=second,
        right=right,
    )


def _width(text: str) -> int:
    """About how wide a text is in Verdana of 11 pixels; `textLength` makes it so in any other face."""
    return round(sum(4.2 if one in _NARROW else 9.6 if one in _WIDE else 6.8 for one in text))
