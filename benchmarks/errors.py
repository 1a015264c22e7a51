"""What the reader misses and what it finds in excess, grouped and with the sentences: `make errors`.

    python -m benchmarks.errors [--shared ../shared] [--folds build/folds] [--sentences N] [--output build/errors.html]

Over the five folds: every text is read by the model that did not see it. The page holds the sentences of the annotated
texts, which are other people's: it is for the desk, and never published or committed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import heldout
from benchmarks.causes import RULES, Error, errors, length
from benchmarks.heldout import GROUPS, Text

WIDTH = 150
"""Code points of a sentence in the terminal."""
VIEWS = ("cause", "label", "genre", "length")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of counts."""

    name: str
    missed: int
    annotated: int
    extra: int
    found: int


def rows(texts: Sequence[Text], wrong: Iterable[Error], group: str, view: str) -> list[Row]:
    """How many items are missed and extra in each class of a view, most errors first; no totals by cause."""
    missed: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    for one in wrong:
        if one.group == group:
            (missed if one.side == "missed" else extra)[getattr(one, view)] += 1
    annotated, found = (_totals(texts, group, view, side) for side in ("gold", "found"))
    names = sorted({*missed, *extra, *annotated, *found}, key=lambda name: (-missed[name] - extra[name], name))
    return [Row(name, missed[name], annotated[name], extra[name], found[name]) for name in names]


def _totals(texts: Sequence[Text], group: str, view: str, side: str) -> Counter[str]:
    out: Counter[str] = Counter()
    if view == "cause":
        return out
    for text in texts:
        for item in getattr(text, side)[group]:
            if view == "genre":
                out[text.genre] += 1
            elif view == "length":
                out[length(text.text[slice(*item["span"])])] += 1
            else:
                out[item.get("kind") or item["status"]] += 1
    return out


def counts(texts: Sequence[Text], wrong: Sequence[Error]) -> list[str]:
    """The tables, as lines."""
    lines = []
    for group in GROUPS:
        side = {name: [one for one in wrong if one.group == group and one.side == name] for name in RULES}
        annotated, found = (sum(len(getattr(text, name)[group]) for text in texts) for name in ("gold", "found"))
        lines += [
            "",
            f"{group}: {len(side['missed'])} of {annotated} annotated are missed, "
            f"{len(side['extra'])} of {found} found are extra",
        ]
        for name, those in side.items():
            lines.append(f"  {name}, by cause")
            for cause, number in Counter(one.cause for one in those).most_common():
                lines.append(f"    {cause:<32} {number:>5}  {number / len(those):>4.0%}")
        for view in VIEWS[1:]:
            lines.append(f"  by {'kind' if view == 'label' else view:<32} missed            extra")
            for row in rows(texts, wrong, group, view):
                lines.append(f"    {row.name:<30} {_part(row.missed, row.annotated)}  {_part(row.extra, row.found)}")
    return lines


def _part(number: int, of: int) -> str:
    return f"{number:>5} of {of:<5} {number / of if of else 0:>4.0%}"


def sentences(wrong: Sequence[Error], most: int) -> list[str]:
    """The sentences of each cause, largest cause first, as lines; the action in square brackets."""
    lines = []
    for (group, side, cause), those in grouped(wrong):
        lines += ["", f"{group}, {side}: {cause} ({len(those)})"]
        lines += [f"  {one.name} {one.label}: {shown(one)}" for one in those[:most]]
    return lines


def grouped(wrong: Sequence[Error]) -> list[tuple[tuple[str, str, str], list[Error]]]:
    """Errors by group, side and cause; the largest first, commitments before reports."""
    out: dict[tuple[str, str, str], list[Error]] = {}
    for one in wrong:
        out.setdefault((one.group, one.side, one.cause), []).append(one)
    return sorted(out.items(), key=lambda entry: (entry[0][0], -len(entry[1]), entry[0]))


def shown(one: Error) -> str:
    """The sentence with its action in square brackets, cut to the width of a terminal around it."""
    start, end = one.action
    text = one.sentence[:start] + "[" + one.sentence[start:end] + "]" + one.sentence[end:]
    text = " ".join(text.split())
    at = max(0, min(text.find("[") - 40, len(text) - WIDTH))
    cut = ("…" if at else "") + text[at : at + WIDTH] + ("…" if at + WIDTH < len(text) else "")
    return f"{cut}  ↔ {' '.join(one.beside.split())[:80]}" if one.beside else cut


PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Errors of the reader</title>
<style>
body { font: 16px/1.5 Georgia, serif; max-width: 62rem; margin: 2rem auto; padding: 0 1.5rem; color: #1e1c19;
  background: #fbfaf6; }
pre, small, summary { font-family: system-ui, sans-serif; font-size: .85rem; }
pre { font-family: ui-monospace, monospace; overflow-x: auto; }
summary { cursor: pointer; padding: .4rem 0; border-bottom: 1px solid #dedad0; }
mark { background: #ffe9a8; } li { margin: .6rem 0; } small { color: #5d5a53; display: block; }
</style>
<h1>Errors of the reader, over five folds</h1>
<p>Other people's texts: for the desk, never published.</p>
<pre>{{ counts }}</pre>
{% for (group, side, cause), those in groups %}
<details{% if loop.first %} open{% endif %}>
<summary>{{ group }}, {{ side }}: {{ cause }} ({{ those | length }})</summary>
<ul>{% for one in those %}
<li>{{ one.sentence[:one.action[0]] }}<mark>{{ one.sentence[one.action[0]:one.action[1]] }}</mark>
{{- one.sentence[one.action[1]:] }}
<small>{{ one.name }} · {{ one.label }} · {{ one.length }}{% if one.beside %} · other side: {{ one.beside }}{% endif %}
</small></li>{% endfor %}
</ul></details>
{% endfor %}
</html>
"""


def page(texts: Sequence[Text], wrong: Sequence[Error]) -> str:
    """The same as one HTML page, with every sentence."""
    from jinja2 import Environment

    template = Environment(autoescape=True).from_string(PAGE)
    return template.render(counts="\n".join(counts(texts, wrong)), groups=grouped(wrong))


def main(arguments: list[str] | None = None) -> None:
    parser = heldout.options(__doc__)
    parser.add_argument("--sentences", type=int, default=0, help="show so many of each cause")
    parser.add_argument("--output", type=Path, help="write a page with every sentence there")
    args = parser.parse_args(arguments)
    texts = heldout.texts(args.shared, args.folds)
    wrong = [error for text in texts for error in errors(text)]
    print("errors, every text read by a model that did not see it", end="")
    print("\n".join(counts(texts, wrong)))
    print("\n".join(sentences(wrong, args.sentences) if args.sentences else []))
    if args.output:
        args.output.parent.mkdir(parents=True, exist_ok=True)
        args.output.write_text(page(texts, wrong), encoding="utf-8")
        print(f"every sentence: {args.output}")


if __name__ == "__main__":
    main()
