"""What English web pages say around their articles: menus, bylines, share lines, teasers, comments, rights."""

from __future__ import annotations

import re

LONGEST_LINE = 400
"""Code points of a line of furniture at most."""
LONGEST_HEAD = 120


def _any(patterns: tuple[str, ...], *, around: str = "") -> re.Pattern[str]:
    return re.compile(around + "(?:" + "|".join(f"(?:{pattern})" for pattern in patterns) + ")" + around, re.IGNORECASE)


_TAIL = _any(
    (
        r"(?:recent|latest|popular) (?:posts|news|articles|comments|stories)",
        r"(?:\d{1,6} )?(?:reader )?comments?(?: \(\d{1,6}\))?(?:  .{0,40})?",
        r"(?:leave|write|post|add) a (?:comment|reply)",
        r"join the (?:discussion|conversation)",
        r"comments are closed.{0,60}",
        r"your e-?mail address will not be published.{0,80}",
        r"exit mobile version.{0,20}",
        r"you (?:may|might) also like",
        r"about the author",
        r"related (?:articles|posts|stories|news|content)",
        r"more (?:from|on this) .{1,40}",
        r"most (?:read|viewed|popular)",
        r"trending(?: now)?",
        r"read (?:more|next)",
        r"also read",
        r"don['’]t miss",
        r"share this(?: article| post)?:?",
        r"tags",
    ),
    around=r"\W{0,4}",
)
"""A line that is the head of what stands below an article."""

_SHARE = (
    r"(?:share|save|print|send|listen|copy link|facebook|twitter|x|whatsapp|telegram|linkedin|e-?mail|by e-?mail"
    r"|for later)"
)
_CLOCK = r"(?:\d{1,2}[:.]\d{2}|updated|\d{1,7}\b|.{0,24}read|.{0,16}comments|from our).{0,60}"
_LINE = _any(
    (
        # the head of a page
        r"\W{0,4}skip to (?:main )?content",
        r"(?:log|sign) in\b.{0,80}",
        r"subscribe\b.{0,80}",
        r"\W{0,4}menu(?:\s{2,8}.{0,80})?",
        r"\W{0,4}sign up(?: (?:for|to|here|now)\b.{0,60})?",
        r"(?:this (?:web)?site|we|our (?:web)?site|by continuing)\b.{0,80}\bcookies?\b.{0,160}",
        r"cookies?(?: settings| policy|:).{0,80}",
        r"your privacy matters.{0,120}",
        r".{0,30}\bmanage choices\b.{0,60}",
        r"you have read \d{1,3} of .{0,60}",
        r"home ?[>›»/|] ?.{1,120}",
        r"home (?:news|breaking|politics|world|economy)\b.{0,160}",
        # who wrote it, and when
        r"(?:written|reported|edited|story|text|words|compiled) by\b.{0,90}",
        r"(?:author|editor)s? ?:.{0,90}",
        r"from our (?:correspondent|reporter)\b.{0,90}",
        r"(?:published|updated|posted|last (?:updated|modified))\b(?: on)?:? (?=.{0,60}\d)[\w ,:.|·-]{4,80}",
        rf"(?:\w{{3,9}},? )?\d{{1,2}}\.? \w{{3,9}}\.?,? \d{{4}}(?:[\s,|·•–-]{{1,4}}{_CLOCK}){{0,3}}",
        r"\d{1,2}[./]\d{1,2}[./]\d{2,4}(?:[\s,|·-]{1,4}\d{1,2}[:.]\d{2})?",
        r"(?:.{1,30}\W )?\d{1,3} ?min(?:utes?)? read\b.{0,60}",
        r"\d{1,7} (?:views|comments|shares|likes)\W{0,4}",
        r"\d{1,3} (?:minutes?|hours?|days?|weeks?) ago\W{0,4}",
        # sharing, pictures, advertisements
        rf"{_SHARE}(?:[\s|·•/]{{1,6}}(?:{_SHARE}|on \w{{1,20}})){{1,12}}\W{{0,6}}",
        r".{0,12}\blisten\b.{0,40}\bshare\W{0,4}",
        r"\W{0,4}(?:copy link|e-?mail this|print this page)\W{0,4}",
        r"(?:photos?|photograph|image|picture|file photo|illustration|graphic)(?: credit| by)? ?:.{0,120}",
        r"(?:credit|source) ?:.{0,120}",
        r"\[(?:image|photo|video|caption)\].{0,240}",
        r".{0,240}\bphotos?(?:graph)? ?(?:by|:) .{1,60}",
        r"\W{0,4}advertisement\W{0,4}",
        r"\W{0,4}sponsored(?: content| post| by\b|\W{1,3}).{0,160}",
        # other stories
        r"\W{0,4}(?:read (?:also|more|next)|also read|see also|related|more) ?:\s.{1,200}",
        r"\W{0,4}(?:watch|video|listen|opinion|gallery|photos) ?:\s.{1,200}",
        r"(?:>>|›{1,2})\s.{1,200}",
        r"(?:continue|keep) reading.{0,40}",
        r"(?:next|previous) (?:chapter|article|page|post|story)\b.{0,120}",
        r"table of contents\b.{0,120}",
        r"back to (?:the )?(?:top|list)\b.{0,40}",
        r"tags? ?:.{0,240}",
        r"(?:filed|posted) (?:under|in)\b.{0,120}",
        r"(?:topics?|keywords|categories) ?:.{0,160}",
        # readers
        r"newsletter ?[:·|].{0,200}",
        r"get the .{1,60} (?:every (?:morning|day|week)|in your inbox|by e-?mail).{0,120}",
        r"follow us\b.{0,120}",
        r"download (?:our|the) app\b.{0,80}",
        r"was this (?:article|page)\b.{0,80}",
        r"report an (?:error|issue)\b.{0,120}",
        r"insulting (?:posts|comments).{0,120}",
        r"comments (?:are (?:closed|checked|moderated)|close after)\b.{0,120}",
        r"your (?:comment|name|message|e-?mail)\b.{0,120}",
        r"(?:name|e-?mail|website) ?\*.{0,120}",
        r"\[?\(?your e-?mail\W.{0,40}",
        r"exit mobile version.{0,40}",
        # the publisher
        r"© ?.{0,160}",
        r"\(c\) (?=\d{4}).{0,160}",
        r"copyright (?:©|\(c\)|\d{4}|by\b|:).{0,160}",
        r".{0,120}\ball rights reserved\b.{0,120}",
        r"(?:terms of use|privacy policy|imprint)\b.{0,120}",
        r"(?:press (?:office|contact|desk)|media (?:contact|enquiries)|enquiries|contacts?) ?:.{0,200}",
        r"for (?:further|more) information ?:.{0,200}",
        r"(?:in case of reprinting|reprint(?:ing)? (?:is|only|permitted|allowed)).{0,160}",
        r"printed by\b.{0,120}",
    )
)  # fmt: skip
"""A whole line that is none of the article."""

_UP = "A-ZÀ-ÖØ-ÞĀ-Ž"
_BYLINE = re.compile(rf"(?:By|by|BY) (?:[{_UP}][\w.'’-]{{0,25}}(?: |,|$)|our |and |de |van |von ).{{0,90}}")
_SAYS = re.compile(r"\b(?:will|shall|must|would|is|are|was|were|has|have|had|can|should|the end of)\b", re.IGNORECASE)
_DOUBTFUL = re.compile(
    r"(?:from our|written|reported|published|updated|posted|source|contacts?|home|this|we|our)\b", re.IGNORECASE
)
_OPENS_ASIDE = re.compile(
    r"\W{0,4}(?:advertisement\W{0,4}$|ADVERTISEMENT\b"
    r"|(?:[Ss]ponsored|SPONSORED|[Pp]romoted|PROMOTED|Poll|POLL|Quiz|QUIZ|Newsletter|NEWSLETTER)\s?[:·|–-])"
)
_STATES = re.compile(
    r"\b(?:will|shall|must|would|should|is|are|was|were|has|have|had|can|may|need|needs|we|our)\b"
    r"|^(?:never again |not )?to (?!the\b|an?\b|our\b)",
    re.IGNORECASE,
)


def heads_tail(line: str) -> bool:
    """Whether a line opens what stands below an article: teasers, comments, a comment form."""
    return len(line) <= LONGEST_HEAD and _TAIL.fullmatch(line) is not None


def is_line(line: str) -> bool:
    """Whether a line alone is furniture."""
    if len(line) > LONGEST_LINE:
        return False
    if _BYLINE.fullmatch(line):
        return not (_SAYS.search(line) or line.endswith((".", ":", ";", ",")))
    if _LINE.fullmatch(line) is None:
        return False
    doubtful = _DOUBTFUL.match(line) and "cookie" not in line.lower()
    return not (doubtful and (_SAYS.search(line) or line.endswith((":", ";", ","))))


def opens_aside(line: str) -> bool:
    """Whether a line opens an advertisement or a poll that goes on to the next empty line."""
    return _OPENS_ASIDE.match(line) is not None


def states(line: str) -> bool:
    """Whether a line without a full stop says something of somebody, as list items do and headings do not."""
    return _STATES.search(line) is not None
