"""The English words of time and what they mean, as tables."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """A set of words from a line of them."""
    return frozenset(text.split())


def numbered(text: str, start: int = 1, step: int = 1) -> dict[str, int]:
    """Words in their order to numbers; words joined by "/" have the same number."""
    return {
        name: start + step * i
        for i, group in enumerate(text.split())
        for name in group.split("/")
    }  # fmt: skip


MONTHS = numbered(
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sept/sep october/oct "
    "november/nov december/dec"
)
WEEKDAYS = numbered(
    "monday/mondays tuesday/tuesdays wednesday/wednesdays thursday/thursdays friday/fridays saturday/saturdays "
    "sunday/sundays",
    start=0,
)
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""Season to its first month, north of the equator."""
HOLIDAYS: dict[tuple[str, ...], tuple[int, int]] = {
    ("christmas", "day"): (12, 25), ("christmas", "eve"): (12, 24), ("christmas",): (12, 25),
    ("all", "saints"): (11, 1), ("all", "saints'", "day"): (11, 1), ("boxing", "day"): (12, 26),
    ("new", "year's", "day"): (1, 1), ("new", "year's", "eve"): (12, 31), ("new", "year's"): (1, 1),
    ("new", "year"): (1, 1), ("nowruz",): (3, 21), ("nauryz",): (3, 21), ("epiphany",): (1, 6),
    ("labour", "day"): (5, 1), ("may", "day"): (5, 1), ("halloween",): (10, 31), ("midsummer",): (6, 24),
}  # fmt: skip
EASTERS: dict[tuple[str, ...], int] = {
    ("easter", "monday"): 1, ("easter", "sunday"): 0, ("easter",): 0, ("good", "friday"): -2, ("pentecost",): 49,
    ("whitsun",): 49,
}  # fmt: skip
"""Days after Easter Sunday."""
ORDINALS = numbered(
    "first/1st second/2nd third/3rd fourth/4th fifth/5th sixth/6th seventh/7th eighth/8th ninth/9th tenth/10th "
    "eleventh/11th twelfth/12th thirteenth/13th fourteenth/14th fifteenth/15th sixteenth/16th seventeenth/17th "
    "eighteenth/18th nineteenth/19th twentieth/20th 21st 22nd 23rd 24th 25th 26th 27th 28th 29th thirtieth/30th 31st"
) | {"last": -1, "final": -1}
CARDINALS = numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
) | numbered("twenty thirty forty fifty sixty seventy eighty ninety", start=20, step=10)
UNITS: dict[str, tuple[int, str]] = {
    "minute": (1, "TM"), "hour": (1, "H"), "day": (1, "D"), "night": (1, "D"), "weekday": (1, "D"), "week": (1, "W"),
    "fortnight": (2, "W"), "month": (1, "M"), "quarter": (3, "M"), "trimester": (3, "M"), "semester": (6, "M"),
    "year": (1, "Y"), "decade": (10, "Y"), "century": (100, "Y"),
}  # fmt: skip
"""Unit to how many of which designator of ISO 8601 it is (`H` and `TM` stand after the `T`)."""
UNITS |= {f"{name}s": value for name, value in UNITS.items()} | {"centuries": (100, "Y"), "annum": (1, "Y")}
UNITS |= {f"{name}'": value for name, value in UNITS.items() if name.endswith("s")}
ADVERBS: dict[str, tuple[int, str]] = {
    "hourly": (1, "H"), "daily": (1, "D"), "nightly": (1, "D"), "weekly": (1, "W"), "fortnightly": (2, "W"),
    "biweekly": (2, "W"), "monthly": (1, "M"), "bimonthly": (2, "M"), "quarterly": (3, "M"), "semiannually": (6, "M"),
    "semiannual": (6, "M"), "biannually": (6, "M"), "biannual": (6, "M"), "yearly": (1, "Y"), "annually": (1, "Y"),
    "annual": (1, "Y"), "biennially": (2, "Y"), "biennial": (2, "Y"), "triennially": (3, "Y"),
}  # fmt: skip
"""Adverb or adjective to its step."""
HEDGES = words(
    "about around approximately roughly almost nearly some only just at least most up to more less no not longer than "
    "over under maximum minimum further additional another initial whole entire full"
)
"""Words between the preposition of a length and its number."""
WORKING = words("working business sitting school banking")
"""Adjectives of days that the calendar alone cannot count."""
LENGTH_ADJECTIVES = words(
    "full calendar further more additional consecutive successive whole financial fiscal academic short other straight"
)
DETERMINERS = words("the this that these those its our their his her my your each every a an any")
OWNERS = words("the its our their his her my your")
BEFORE = words("last past previous preceding")
AFTER = words("next coming following upcoming forthcoming ensuing subsequent")
NOW = words("this current present same ongoing")
HOURS = words("morning noon afternoon evening night midnight midday")
YEAR_KINDS = {
    "financial": "fiscal", "fiscal": "fiscal", "budget": "fiscal", "tax": "fiscal", "academic": "school",
    "school": "school", "calendar": "calendar",
}  # fmt: skip
EVENTS = words(
    "session meeting budget sitting summit parliament election elections congress assembly conference harvest plenary "
    "hearing presidency term mandate campaign season programme plan examinations holidays reporting cycle legislature "
    "government forum intake round phase stage period review occasion convocation"
)
"""Things that happen at a time which the calendar alone does not tell."""
LASTING = EVENTS | words(
    "life course crisis downturn visit war pandemic emergency winter summer spring autumn outbreak transition works "
    "construction strike blockade peak hours night nights weekends year years months weeks days peacetime wartime "
    "heating tenure chairmanship decade century day evening morning seasons quarter flood storm exam exams"
)
"""What something can happen during."""
BEGINNINGS = EVENTS | words(
    "start beginning end launch outbreak adoption establishment introduction war pandemic flood crisis inception "
    "opening creation fall revolution storm earthquake signing founding address"
)
"""What something can have gone on since."""
ACTS = words(
    "publication adoption signing signature entry promulgation ratification approval completion expiry date day end "
    "election"
)
"""What a term can be counted from."""
PLANS = words("plan programme program strategy period roadmap framework")
"""Things whose years the title of a document may tell."""
BODIES = words(
    "house parliament court courts committee assembly council chamber public nation law commission tribunal congress "
    "senate us you me them him her god cabinet minister people all board panel deputies world"
)
"""What one stands before, rather than what comes later."""
COUNTED = words(
    "people persons families family households homes houses jobs villages towns schools pupils students children "
    "teachers doctors nurses units places beds vehicles buses km kilometres kilometers metres meters m miles hectares "
    "ha acres tonnes tons t kg litres liters megawatts mw gw kwh million billion trillion thousand hundred percent per "
    "euros dollars pounds crowns tenge rupees yen francs workers farmers farms companies firms residents citizens "
    "businesses apartments flats women men young new additional more jobseekers youths trees saplings wells bridges "
    "dams kits boxes copies points tb gb mb"
)
"""Words after which a number from 1800 to 2199 is a quantity and no year."""
MEASURES = words("meters metres tonnes tons litres liters barrels megawatts passengers vehicles flights patients cubic")
"""What is counted by the day to say how large a plant is, and not how often something is done."""
NAMED_BY_RATE = words(
    "report reports life lives average averages conference meeting general newspaper newspapers lunch review statement "
    "statements accounts bread needs routine monitor gazette budget budgets leave growth inflation gdp turnover "
    "turnovers salary salaries revenue revenues income incomes wage wages earnings sales profit profits consumption "
    "output production capacity limit grant living"
)
"""Nouns before which "annual" or "daily" names a thing, and promises no repetition."""
BEFORE_LENGTH = words(
    "for in within after over of is was are such as from by at about than half not with only what quite has have had "
    "be been to on hours and or until before since once one this that every during through into just take takes took "
    "spend give gave given"
)
"""Words after which "a year" is a length and no rate."""
FUNCTION_WORDS = words(
    "of and or to in on at by for from with without as is are was were will would shall should must can could may "
    "might has have had be the a an this that these those we i you he she it they our its their his her my not no but "
    "if when while where which who than then so all each every only also until before after since because provided "
    "there both least about around more over under up first again"
)
"""Words that can stand after a time without making one noun phrase with it."""
