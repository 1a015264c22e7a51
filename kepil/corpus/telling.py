"""What is said of a run, in sentences for people: what lies ahead, how far it is, what it did."""

from __future__ import annotations

from kepil.corpus.probe import Plan
from kepil.corpus.run import Progress, Statistics

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_ENGINES = {
    "serial": "this process alone",
    "pool": "a pool of processes on this machine",
    "ray": "Ray",
}


def tell_plan(plan: Plan) -> list[str]:
    """What lies ahead, a sentence or two a line."""
    workers = "1 worker" if plan.workers == 1 else f"{plan.workers:,} workers"
    lines = [
        f"Engine: {_ENGINES.get(plan.engine, plan.engine)}, {workers}. Reader: {plan.version}.",
        f"Input: {plan.documents:,} documents in {plan.blocks:,} blocks, {_volume(plan.volume)}.",
    ]
    there = plan.blocks - plan.unread_blocks
    if there:
        lines.append(f"Already there: {there:,} blocks, {plan.documents - plan.unread_documents:,} documents.")
    if not plan.unread_blocks:
        lines.append("Nothing is left to read.")
    elif plan.seconds is None or plan.work is None:
        lines.append("How long it takes is not known: no document could be tried.")
    else:
        lines.append(
            f"To read: {plan.unread_documents:,} documents, about {duration(plan.seconds)} "
            f"({duration(plan.work)} of one worker, from {plan.sample} documents tried)."
        )
    return lines


def tell_progress(progress: Progress, plan: Plan | None) -> str:
    """How far a run is, in one line."""
    total = f" of {plan.unread_documents:,}" if plan else ""
    left = f", about {duration(progress.left)} left" if progress.left is not None else ""
    return f"{progress.documents:,}{total} documents, {rate(progress.rate)}{left}"


def tell_statistics(done: Statistics) -> list[str]:
    """What a run did, a sentence or two a line."""
    counts = done.manifest.counts
    unread = sum(counts.problems.values())
    pace = rate(done.read.documents / done.seconds) if done.seconds else rate(0)
    lines = []
    if done.written:
        lines.append(f"Read {done.read.documents:,} documents in {duration(done.seconds)}, {pace}.")
    if done.written and done.seconds:
        share = min(done.busy / (done.seconds * done.workers), 1.0)
        lines.append(f"The workers read for {share:.0%} of that time.")
    if done.replaced:
        ended = "1 worker" if done.replaced == 1 else f"{done.replaced:,} workers"
        lines.append(f"Ended unexpectedly and replaced: {ended}.")
    if done.kept:
        lines.append(f"Kept {done.kept:,} shards that were there.")
    if done.aside:
        lines.append(f"Put aside {done.aside:,} shards that are not of this input, in the folder aside/.")
    lines.append(
        f"The output holds {counts.documents:,} documents, {counts.commitments:,} commitments, "
        f"{counts.reports:,} reports in {done.manifest.shards:,} shards."
    )
    if unread:
        codes = ", ".join(f"{code} {number:,}" for code, number in counts.problems.items())
        lines.append(f"Not read: {unread:,} documents ({codes}).")
    return lines


def duration(seconds: float) -> str:
    """A length of time to two digits or so: "40 seconds", "2 hours 10 minutes"."""
    if seconds < 1:
        return "less than a second"
    if seconds < 2 * _MINUTE:
        return _count(round(seconds), "second")
    if seconds < 2 * _HOUR:
        return _count(round(seconds / _MINUTE), "minute")
    if seconds < 2 * _DAY:
        minutes = round(seconds / (10 * _MINUTE)) * 10
        rest = f" {minutes % 60} minutes" if minutes % 60 else ""
        return _count(minutes // 60, "hour") + rest
    return _count(round(seconds / _DAY), "day")


def rate(each_second: float) -> str:
    """Documents a second, a minute or an hour, whichever is a number that one can see."""
    if each_second >= 1 or each_second == 0:
        return f"{each_second:,.1f} documents a second"
    if each_second * _MINUTE >= 1:
        return f"{each_second * _MINUTE:,.1f} documents a minute"
    return f"{each_second * _HOUR:,.1f} documents an hour"


def _volume(size: int) -> str:
    for unit, large in (("TB", 10**12), ("GB", 10**9), ("MB", 10**6)):
        if size >= large:
            return f"{size / large:,.1f} {unit}"
    return f"{size / 1000:,.1f} kB"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" + ("" if number == 1 else "s")
