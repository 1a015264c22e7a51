"""How to cite an entry as it stood on a day: in several styles, for BibTeX, and for reference managers."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass

from django.urls import get_script_prefix, reverse

from kepil.publish.facts import tidy
from kepil.publish.wording import LONG_MONTHS, MONTHS
from kepil.register.proof.checkpoint import Checkpoint
from kepil.web.scene import Scene

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{one: "\\" + one for one in "&%$#_{}"},
}
_UNFIT = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """One form of it."""

    style: str
    text: str
    code: bool = False
    """Whether it is read by programs."""


def permalink(scene: Scene, name: str, id: str) -> str:
    """The whole address of a page as of the day, without a language; a site without a server has only today's."""
    path = reverse(name, args=[id]).removeprefix(get_script_prefix())
    if scene.site.options.static:
        return f"{scene.site.options.address}/{path}"
    return f"{scene.site.options.address}/on/{scene.day.isoformat()}/{path}"


def citations(scene: Scene, id: str, title: str, checkpoint: Checkpoint | None) -> tuple[Citation, ...]:
    """The forms in which an entry is cited. They name the register, the day, and the state of its log.

    Args:
        title: Of the entry, as it is.
        checkpoint: The newest one of that day; its size and root pin down what the register said.
    """
    title, site, day = tidy(title).rstrip("."), tidy(scene.site.name), scene.day
    link = permalink(scene, "entry", id)
    log = "" if checkpoint is None else f"log of {checkpoint.size} events, root {checkpoint.root.hex()[:16]}"
    note = f"{id}, {log}" if log else id
    return (
        Citation("APA", f"{site}. ({day.year}, {_month(day)} {day.day}). {title} [{note}]. {link}"),
        Citation("Chicago", f"{site}. “{title}.” {id}. As of {_month(day)} {day.day}, {day.year}. {link}."),
        Citation("MLA", f"“{title}.” {site}, {id}, {day.day} {MONTHS[day.month - 1]}. {day.year}, {link}."),
        Citation(
            "ГОСТ Р 7.0.100", f"{title} // {site} : [сайт]. – {id}. – URL: {link} (дата обращения: {day:%d.%m.%Y})."
        ),
        Citation("BibTeX", _bibtex(scene, id, title, site, link, note), code=True),
        Citation("CSL-JSON", _csl(id, title, site, link, note, day), code=True),
    )


def _month(day: dt.date) -> str:
    return LONG_MONTHS[day.month - 1]


def _bibtex(scene: Scene, id: str, title: str, site: str, link: str, note: str) -> str:
    day = scene.day
    key = _UNFIT.sub("", scene.frame.head.origin.lower()) or "register"
    lines = (
        ("title", "{" + _escaped(title) + "}"),
        ("author", "{" + _escaped(site) + "}"),
        ("date", day.isoformat()),
        ("year", str(day.year)),
        ("url", link),
        ("urldate", day.isoformat()),
        ("note", _escaped(note)),
    )
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in lines)
    return f"@online{{{key}-{id.lower()}-{day:%Y%m%d},\n{fields}\n}}"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(one, one) for one in text)


def _csl(id: str, title: str, site: str, link: str, note: str, day: dt.date) -> str:
    parts = {"date-parts": [[day.year, day.month, day.day]]}
    item = {
        "id": f"{id}-{day.isoformat()}",
        "type": "entry",
        "title": title,
        "container-title": site,
        "publisher": site,
        "issued": parts,
        "accessed": parts,
        "URL": link,
        "note": note,
    }
    return json.dumps([item], ensure_ascii=False, indent=1)
