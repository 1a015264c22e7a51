"""English words after which a full stop does not end a sentence."""

from __future__ import annotations

ABBREVIATIONS = frozenset(
    """
    mr mrs ms mx dr prof sr jr st rev hon rt messrs mme gov gen col capt cmdr lt maj sgt sen rep pres min
    no nos art sec para paras pp p vol ch fig ed eds cf ca approx est incl excl vs v viz resp
    e.g i.e eg ie a.m p.m am pm u.s u.k u.n e.u u.s.a d.c
    jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri
    inc ltd co corp plc bros dept univ assn ave blvd rd hwy mt ft
    """.split()
)

ONLY_BEFORE_NUMBERS = frozenset("no nos art sec para paras pp p vol ch fig ca approx est v am pm a.m p.m".split())
"""Those of them that are abbreviations only when a number follows ("No. 5"), and end sentences otherwise ("He said
no.").
"""
