"""Word lists of linking, in English, Russian and Kazakh."""

from __future__ import annotations

EMPTY = frozenset(
    """a an and are as at be been before being between both but by can could did do does done during each either every
    for from had has have having he her here hers him his how i if in into is it its itself just may me might more
    most much must my neither no nor not now of off on once only onto or other others our ours out over own per
    shall she should since so some still such than that the their theirs them then there these they this those
    through till to too towards under until up upon us very was we were what when where which while who whom whose
    why will with within without would yet you your also about again all already any far first last next remaining
    rest total ago later year years month months week weeks day days quarter quarters spring summer autumn winter
    end beginning middle term late early today tomorrow yesterday january february march april june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday one two three four
    five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
    thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion half percent cent said
    says told asked promised announced new newly least second third fourth fifth sixth after before almost instead
    am very only also because if although among against around across along without whether nevertheless however
    therefore и в во на по с со к ко о об от до из за у для при над под не ни а но или что чтобы как это этот эта
    эти того тем так также уже еще будет будут был была было были быть мы вы он она они я его ее их наш наша наши
    наших все всех каждый который которые которая год года году лет месяц месяца месяцев неделя дней дня день
    квартал конца конец концу января февраля марта апреля мая июня июля августа сентября октября ноября декабря один
    два три четыре пять шесть семь восемь девять десять тысяч тысяча тысячи млн млрд миллион миллионов миллиард
    миллиардов процентов процента заявил заявила сообщил сообщила новый новых новые более менее оставшиеся остальные
    және мен бен пен үшін бұл осы сол ол біз сіз олар бар жоқ емес деп де да та те ең жыл жылы жылдың жылға дейін ай
    айда күн бойынша туралы барлық бір екі үш төрт бес алты жеті сегіз тоғыз он мың миллион миллиард теңге пайыз
    қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан""".split()
)
"""Words that tell nothing of the subject; dates and numbers are compared as values."""

IRREGULAR = {
    word: base
    for base, words in {
        "pay": "paid payment payments payout payouts",
        "build": "built rebuilt rebuild",
        "buy": "bought",
        "begin": "began begun",
        "meet": "met",
        "hold": "held",
        "spend": "spent",
        "send": "sent",
        "give": "gave given",
        "take": "took taken",
        "go": "went gone",
        "sell": "sold",
        "choose": "chose chosen choice",
        "rise": "rose risen",
        "raise": "raised",
        "leave": "left",
        "cut": "cuts cutting",
        "lend": "lent",
        "bring": "brought",
        "teach": "taught",
        "grow": "grew grown growth",
        "drive": "drove driven",
        "write": "wrote written",
        "lay": "laid",
        "open": "reopen reopens reopened reopening",
    }.items()
    for word in words.split()
}
"""English forms that a stemmer does not bring together."""

SAME_ACT = {
    word: acts.split()[0]
    for acts in (
        "begin start launch commenc",
        "finish complet conclud",
        "buy purchas acquir procur",
        "stop halt discontinu",
        "hire recruit employ",
        "spend invest allot alloc earmark disburs",
        "publish releas",
        "abolish scrap",
        "examin inspect check audit",
        "repair renov refurbish",
        "farm farmer",
        "home hous dwell",
        "teach teacher",
        "train trainer",
        "постро стро построен построй строительств",
        "ремонт отремонтирова отремонтир отремонтирован",
        "выплачива выплат выплач выплачен",
        "израсходова расход",
    )
    for word in acts.split()
}
"""Stems of words that name one act or thing in official texts, to the first of their row."""

COMMON = frozenset(
    """act action address addit administr allow also begin bring build chang come commit continu countri creat deliv
    develop effect encourag enhanc ensur establish exist finish further futur get give go govern grow hand have help
    hold imple improv job includ increas initi introduc made make measur minist ministri nation need number open
    opportun order part peopl place plan present program programm project promot propos provid public publish put
    rais readi receiv reduc region report requir same seek servic set share stand state step strengthen support
    system take time use work дела действ завершен завершить край мер министерств обеспеч область област постро
    правительств провест программ работ район регион сдела созда""".split()
)
"""Stems that occur with any subject: in a sixth and more of 124 annotated texts, names of subjects left out. They tell
two promises apart less than their rarity says."""

MONEY = frozenset(
    """spend pay compens money fund budget cost financ grant subsidi transfer spent salari средств деньг бюджет
    выплачива выделя выдел направл израсходова қаржы төлем бюдже ақша""".split()
)
"""Stems of acts whose measure is money."""

GIVEN_UP = frozenset(
    "abandon cancel scrap abolish withdraw withdrawn drop shelv discontinu repeal отмен отмест отказа прекрат".split()
)
"""Stems of acts that end an earlier promise."""

LESS = frozenset("limit restrict reduc cut postpon delay suspend narrow halv сократ огранич отлож перенес".split())
"""Stems of acts that take something from an earlier promise."""

PART = frozenset(
    """remaining other others rest last missing more another further additional оставшиеся оставшихся остальные
    остальных оставшийся оставшаяся ещё еще последние последний последняя қалған басқа""".split()
)
"""Words that say that a statement speaks of a part of something named before."""

BACKWARDS = frozenset(
    """it its they them their theirs this these those that he she his her such он она оно они его ее их это эти этот ол
    бұл олар осы""".split()
)
"""Words that point back to something named before."""

HEDGES = frozenset("may might hope hopes seek aim aims try intend intends consider considers".split())
"""Words that bind less than "will" and "must"."""

BREAKS = frozenset(
    """of for on in at by to from with without under over against about into through within among between as that who
    which where so because after before until since per для на в во по с со о об при над под из за от до который
    которые которых""".split()
)
"""Words after which what follows describes the head of a phrase rather than being it."""

WHOLE = frozenset("all every each full fully entire whole весь все всех каждый каждого полностью барлық бүкіл".split())
"""Words that promise the whole of something."""
