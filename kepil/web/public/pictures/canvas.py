"""Drawing with matplotlib: a figure in CSS pixels, colours that follow the reader's light or dark, text as text."""

from __future__ import annotations

import datetime as dt
import io
import re
import threading
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils import formats

from kepil.web.public.pictures.periods import ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDE, NARROW = 580, 360
"""Widths in CSS pixels."""
INK, SOFT, LINE, ACCENT, GOOD, WARN, BAD, PLAIN, OVER = (f"#0{n}0{n}0{n}" for n in range(1, 10))
"""Stand for the colours of the page: they are drawn with, and become CSS variables in the file."""
_LIGHT = ("#1e1c19", "#5d5a53", "#dedad0", "#1c5aa3", "#2c8a55", "#b98220", "#b3261e", "#cfcbc0", "#e39b93")
_DARK = ("#e5e2da", "#a9a69b", "#36383d", "#82b7f5", "#4fa878", "#e6bd5c", "#ff9a90", "#4a4c52", "#b4625a")
STEP = 46
"""Height of a line of a list, in CSS pixels; of one with a second line of words, `TALL`."""
TALL = 62
_ABOVE, _BELOW = 26, 28
"""Pixels over the first bar of a list, and under the last one."""
_PIXEL = 72
"""Dots an inch at which a point is a pixel."""
_LETTER = 0.56
"""Width of a letter on average, of its height."""
_LOCK = threading.Lock()


def canvas(height: int, *, narrow: bool = False, left: int = 8, right: int = 8, top: int = 8, bottom: int = 26) -> Axes:
    """Axes on a figure of this height, with margins in pixels; without a frame."""
    # imported late, as it takes a second and most pages need none of it
    import matplotlib
    from matplotlib.figure import Figure

    # the same figure gives the same bytes; text stays text, and a dollar sign no formula
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "kepil", "text.parse_math": False})
    warnings.filterwarnings("ignore", message=r"Glyph .* missing from", category=UserWarning)
    width = NARROW if narrow else WIDE
    figure = Figure(figsize=(width / _PIXEL, height / _PIXEL), dpi=_PIXEL)
    figure.patch.set_alpha(0)
    box = (left / width, bottom / height, 1 - (left + right) / width, 1 - (top + bottom) / height)
    axes = figure.add_axes(box)
    axes.patch.set_alpha(0)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, labelsize=12, labelcolor=SOFT, pad=5)
    axes.set_axisbelow(True)
    return axes


def svg(axes: Axes) -> bytes:
    """The figure as a file whose colours are those of the page, light or dark."""
    figure: Figure = axes.figure  # type: ignore[assignment]
    out = io.StringIO()
    # fonts and hashes of matplotlib are shared by all threads
    with _LOCK:
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    text = out.getvalue()
    names = ("ink", "soft", "line", "accent", "good", "warn", "bad", "plain", "over")
    for name, colour in zip(names, (INK, SOFT, LINE, ACCENT, GOOD, WARN, BAD, PLAIN, OVER), strict=True):
        text = text.replace(colour, f"var(--{name})")
    light, dark = (
        "".join(f"--{name}:{colour};" for name, colour in zip(names, theme, strict=True)) for theme in (_LIGHT, _DARK)
    )
    style = (
        f"<style>:root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"
        'text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif!important}</style>'
    )
    text = re.sub(r"<\?xml.*?<svg", "<svg", text, count=1, flags=re.DOTALL)
    text = re.sub(r"<metadata>.*?</metadata>\s*", "", text, count=1, flags=re.DOTALL)
    text = re.sub(r"(<svg[^>]*>)", lambda found: found[1] + style, text, count=1)
    return text.encode("utf-8")


def label_days(axes: Axes, first: dt.date, last: dt.date, most: int) -> list[float]:
    """Write months or years under a picture over time, at most so many; where they stand."""
    days, years = ticks(first, last, most)
    axes.set_xticks([day.toordinal() for day in days])
    axes.set_xticklabels([str(day.year) if years else formats.date_format(day, "M Y") for day in days])
    return [float(day.toordinal()) for day in days]


def lines(titles: Sequence[str], *, narrow: bool, step: int = STEP, **margins: int) -> Axes:
    """Axes for a list: one line of so many pixels for each title, from the top down, the title over the line.

    The middle of line n is at y = n.
    """
    axes = canvas(height_of(len(titles), step), narrow=narrow, **{"top": 4, "bottom": 26, **margins})
    # the first title stands a little below the edge, whatever the height of a line
    axes.set_ylim(max(len(titles), 1) - 1 + _BELOW / step, -_ABOVE / step)
    axes.set_yticks([])
    width = (NARROW if narrow else WIDE) - 16
    for place, title in enumerate(titles):
        axes.text(0, place - 16 / step, fitted(title, width, 13), size=13, color=INK, transform=_row(axes), va="center")
    return axes


def height_of(rows: int, step: int = STEP) -> int:
    """Pixels of a list of so many lines."""
    return (max(rows, 1) - 1) * step + _ABOVE + _BELOW + 30


def posts(axes: Axes, at: Sequence[float], rows: int, step: int = STEP, colour: str = LINE) -> None:
    """Thin lines across the bars of a list, and not across its words."""
    for place in range(rows):
        axes.vlines(at, place - 5 / step, place + 9 / step, color=colour, linewidth=1, zorder=0)


def _row(axes: Axes) -> Any:
    """Across by the share of the axes, down by its lines."""
    return axes.get_yaxis_transform()


def fitted(text: str, width: float, size: float) -> str:
    """A text cut to a width in pixels, at a size in pixels."""
    most = max(int(width / (size * _LETTER)), 4)
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"
