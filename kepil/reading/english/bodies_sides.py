"""On whose side an English speaker stands: the body that "we" means and that answers for what nobody is named for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kepil.model import Document
from kepil.reading.english import bodies_offices as offices
from kepil.reading.english import bodies_words as lexicon
from kepil.reading.english.bodies_country import Home, country_name
from kepil.reading.english.bodies_mentions import Mention, mentions
from kepil.reading.english.voices_people import upper_first

_NATIONAL = frozenset({"president", "premier", "minister"})
"""Roles of those who speak for the country."""


class Sides:
    """The bodies for which the speakers of one document speak."""

    def __init__(self, document: Document, found: Sequence[Mention], home: Home) -> None:
        self.document = document
        self.home = home
        self._ministries: dict[frozenset[str], str] = {}
        self._councils: Counter[str] = Counter()
        self._proper: Counter[str] = Counter()
        roles: Counter[str] = Counter()
        regions_named: set[str] = set()
        for mention in found:
            if mention.head == "ministry" and " " in mention.label:
                self._ministries.setdefault(offices.portfolio(mention.label), mention.label)
            if mention.head in offices.COUNCILS and len(mention.label.split()) > 1 and not mention.owner:
                self._councils[upper_first(mention.label)] += 1
            if mention.kind == "name" and offices.PARTY.search(mention.person):
                self._proper[mention.person] += 1
            if (
                mention.head == "governor"
                and mention.kind in ("office", "person")
                and " of " in mention.label
                and "bank" not in mention.label.lower()
            ):
                regions_named.add(offices.scope_of(mention.label))
            roles[mention.head if mention.kind in ("person", "office") else ""] += 1
        self._national = sum(roles[role] for role in _NATIONAL)
        regions = Counter(match.group() for match in offices.REGION.finditer(document.text, 0, 50_000))
        regions.update(match.group() for match in offices.REGION.finditer(document.title or ""))
        self._region = min(regions, key=lambda name: (-regions[name], name), default=None)
        self._regions = sorted(regions_named)
        self._sides: dict[str, str | None] = {}
        self.main = self._main(found)

    # the document as a whole

    def _main(self, found: Sequence[Mention]) -> str:
        document = self.document
        title = document.title or ""
        told = next((one for one in mentions(title, 0, len(title)) if one.kind in ("office", "person")), None)
        if told and re.search(r"\b[Rr]eport(?:s|ed)?\b", title):
            side = self.side(f"{told.person}, {told.label}" if told.person else told.label)
            if side:
                return side
        for name in (document.speaker, document.publisher):
            if (
                name
                and (document.genre in ("release", "plan", "speech") or name == document.speaker)
                and self._is_official(name)
            ):
                return self.side(name) or self.home.government
        council = self._councils.most_common(1)
        if council and not self.home.country and not self._national:
            return council[0][0]
        if not self._national and any(mention.head == "mayor" for mention in found):
            return f"City of {self.home.country}" if self.home.country else "City council"
        if not self._has_head_of_government(found) and len(self._ministries) == 1:
            return self.home.of(next(iter(self._ministries.values())))
        return self.home.government

    @staticmethod
    def _has_head_of_government(found: Sequence[Mention]) -> bool:
        return any(mention.head in ("president", "premier") for mention in found)

    def _is_official(self, name: str) -> bool:
        """Whether a publisher or speaker is a body or an office, and not a newspaper."""
        if offices.PARTY.search(name) or offices.CITY.search(name):
            return True
        return any(
            (one.kind in ("office", "person") and one.head) or one.head in offices.OFFICIAL or one.kind == "offices"
            for one in mentions(name, 0, len(name))
        ) and not offices.NEWS.search(name)

    def default(self, speaker: str | None, kind: str, words: str = "") -> str:
        """The body that answers where the text names none.

        Args:
            speaker: who says it; None for the reporter.
            kind: the kind of the statement.
            words: the statement.
        """
        if kind == "proposal" and self._before_united_nations():
            return "International community (United Nations member states)"
        if kind == "report" and speaker and offices.ONLY_REPORTS.search(speaker):
            return self.home.government
        side = (self.side(speaker) if speaker else None) or self.main
        if side.startswith("Ministry") and offices.LAW.search(words):
            return self.home.government
        if (kind == "report" and speaker is None) or (kind == "report" and not side.startswith("Administration")):
            return self._region_of(words) or side
        return side

    def _region_of(self, words: str) -> str | None:
        """The administration of the one region that a report is about: "Upper Sarn: 700 of 700 homes complete"."""
        named = {name for name in self._regions if re.search(rf"(?:^|[Ii]n ){re.escape(name)}\b", words)}
        return f"Administration of {named.pop()}" if len(named) == 1 else None

    def _before_united_nations(self) -> bool:
        known = f"{self.document.title or ''} {self.document.publisher or ''}"
        return "United Nations" in known or "UN General Assembly" in known

    # a speaker

    def side(self, speaker: str) -> str | None:
        """The body for which a speaker, given by name and office, speaks; None where that cannot be told."""
        if speaker not in self._sides:
            self._sides[speaker] = self._side(speaker)
        return self._sides[speaker]

    def _side(self, speaker: str) -> str | None:
        governing = offices.GOVERNING.search(speaker)
        if governing:
            return f"{self.home.government} ({governing.group(1)})"
        found = [one for one in mentions(speaker, 0, len(speaker)) if one.kind != "pronoun"]
        headed = [one for one in found if one.head]
        if not headed:
            if offices.CITY.match(speaker) or offices.PARTY.search(speaker):
                return speaker.split(",")[0]
            return speaker if self.is_organisation(speaker) else None
        one = headed[0]
        if one.kind in ("office", "person", "offices"):
            return self._of_office(one, speaker)
        return self._of_body(one, speaker)

    def _of_office(self, one: Mention, speaker: str) -> str | None:
        scope = offices.scope_of(one.label)
        if "bank" in one.label.lower():
            return scope or None
        if one.kind == "offices" and one.head in ("president", "premier"):
            return self._of_leaders(scope, speaker)
        if one.head in ("president", "premier") and not re.search(r"\b[Rr]egional\b", one.label):
            other = country_name(scope) if scope else None
            if other and self.home.country and other != self.home.country:
                return f"Government of {other}"
            return self.home.government
        if one.head == "minister":
            return self._of_minister(one.label)
        if one.head == "governor":
            scope = scope if scope not in ("region", "province", "county") else ""
            return f"Administration of {scope or self._region}" if scope or self._region else "Regional administration"
        if one.head == "president":
            return "Regional government"
        if one.head in ("mayor", "councillor"):
            council = self._councils.most_common(1)
            if not council and one.head == "mayor" and not scope:
                return self.main
            return council[0][0] if council else f"City of {scope}" if scope and one.head == "mayor" else None
        if one.head in ("leader", "spokesman"):
            if not self._national and self._councils:
                return self.main_council()
            if scope:
                return scope
            if one.label.lower().startswith("party") and self._proper:
                return min(self._proper, key=lambda name: (-self._proper[name], name))
            party = re.match(r"(.{2,60}?) (?:leader|group|spokes)", one.label)
            return f"{party.group(1)} party" if party and party.group(1).lower() != "council" else self.main_council()
        if one.head in ("director", "secretary-general") and scope:
            return self.home.of(scope)
        return None

    def _of_leaders(self, scope: str, speaker: str) -> str:
        """The members of a pact for its "Heads of State"; both governments for "Prime Ministers A of X and B of Y"."""
        if speaker.startswith("Heads"):
            return f"Member states of the {scope}" if scope else self.home.government
        countries = re.findall(r" of (?:the )?([A-Z][\w’'-]{2,30}(?: [A-Z][\w’'-]{2,30})?)", speaker)
        if len(countries) >= 2:
            return f"Governments of {', '.join(countries[:-1])} and {countries[-1]}"
        return f"Member states of the {scope}" if scope else self.home.government

    def main_council(self) -> str | None:
        council = self._councils.most_common(1)
        return council[0][0] if council else None

    def _of_minister(self, label: str) -> str:
        portfolio = offices.portfolio(label)
        if not portfolio or portfolio & offices.OF_THE_WHOLE:
            publisher = self.document.publisher or ""
            issues = self.document.genre == "release" and portfolio and portfolio <= set(lexicon.words(publisher))
            if not issues:
                return self.home.government
        known = self._ministries.get(portfolio)
        if known is None:
            known = next((text for words, text in self._ministries.items() if words and words <= portfolio), None)
        if known is None:
            known = offices.ministry_of(label)
        return self.home.of(upper_first(known))

    def _of_body(self, one: Mention, speaker: str) -> str:
        if one.head in lexicon.GOVERNMENT and " " not in one.label:
            return self.home.government
        if one.head in ("office", "service") and offices.OF_GOVERNMENT.search(one.label):
            return self.home.government
        if one.head in ("parliament", "assembly") and self.document.genre == "speech":
            return self.home.government
        if one.head in ("ministry", "department") and offices.portfolio(one.label) & offices.OF_THE_WHOLE:
            return self.home.government
        first = speaker.split(",")[0]
        name = first if first.endswith(one.label) or one.label in first else one.label
        return name if offices.PARTY.search(name) else self.home.of(name)

    def office(self, speaker: str | None) -> str | None:
        """The office of a speaker with its country: what "I" means."""
        if not speaker:
            return None
        for one in mentions(speaker, 0, len(speaker)):
            if one.kind in ("office", "person") and one.label:
                office = self.home.of(upper_first(one.label))
                return f"{one.person}, {office}" if one.person else office
        return None

    # names

    def is_organisation(self, name: str) -> bool:
        return bool(offices.PARTY.search(name)) or any(
            one.head in lexicon.BODIES for one in mentions(name, 0, len(name))
        )

    def party_government(self, label: str) -> str | None:
        """The party that issues the text, for "a Labor government" in it."""
        issuer = self.document.speaker or self.document.publisher or ""
        if not (offices.PARTY.search(issuer) or (self.document.genre == "plan" and not self._is_official(issuer))):
            return None
        return issuer if set(lexicon.words(label)) & set(lexicon.words(issuer)) - {"government"} else None

    def issuer_with(self, head: str) -> str | None:
        """The issuer of the document, where its name has a head word ("the Ministry")."""
        for name in (self.document.speaker, self.document.publisher):
            if name and head in lexicon.words(name):
                return self.side(name) or name
        return None

    def territory(self, word: str, speaker: str | None) -> str | None:
        """What "the region", "the city" or "the country" means, as one who acts."""
        if word in ("country", "nation"):
            return self.home.government
        side = self.side(speaker) if speaker else None
        if side and side != self.home.government:
            return side
        return f"Administration of {self._region}" if word in ("region", "province") and self._region else None

    def known_as(self, name: str) -> str | None:
        """The issuing party, where a short name means it ("Labor")."""
        issuer = self.document.speaker or self.document.publisher or ""
        if offices.PARTY.search(issuer) and name.split()[0] in issuer.split():
            return issuer
        return None
