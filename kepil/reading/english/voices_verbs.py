"""English verbs with which somebody is quoted, promises, or orders."""

from __future__ import annotations

from kepil.reading.english.bodies_words import listed

SAYING = listed(
    """
    said says say saying told tells telling stated states noted notes noting stressed stresses stressing
    emphasized emphasised emphasizes emphasizing emphasising underlined underlines underscored highlighted
    highlights added adds adding announced announces announcing declared declares explained explains recalled
    recalls reminded reminds remarked remarks observed observes warned warns warning assured assures confirmed
    confirms confirming revealed reveals reported reports informed informs replied replies replying answered
    answers responded responds concluded concludes continued insisted insists argued argues admitted admits
    acknowledged claimed claims called calls calling suggested suggests commented comments wrote writes
    writing affirmed affirms specified specifies reiterated reiterates clarified quipped joked asserted
    maintained maintains conceded concedes denied denies estimates estimated regretted regrets hailed
    reaffirmed reaffirms expressed expresses believes believed thinks hopes hoped expects expected doubts
    finds speaks spoke put puts drew thanked thanks outlined outlines presented presents introduced named
    listed asked asks answered spoke disclosed
    """
)
"""Forms of verbs that report what was said."""

PROMISING = listed(
    """
    promised promises promising pledged pledges pledging vowed vows vowing swore swears undertook undertakes
    undertaking guaranteed guarantees guaranteeing committed commits offered offers offering ruled intends
    intended plans wants wanted proposed proposes proposing announced ensured set unveiled agreed agrees
    """
)
"""Forms of verbs with which a speaker binds themselves or proposes."""

ORDERING = listed(
    """
    instructed instructs instructing ordered orders ordering directed directs directing tasked tasks tasking
    charged charges charging obliged obliges required requires requiring demanded demands demanding advised
    advises advising exhorted exhorts invited invites forbade forbids recommended recommends recommending
    urged urges urging requested requests requesting asked asks asking reminded gave gives giving called calls
    calling told tells proposed entrusted entrusts assigned assigns authorised authorized mandated
    """
)
"""Forms of verbs with which a speaker obliges or asks somebody else."""

SOFT = listed(
    """
    told tells asked asks called calls calling gave gives reminded proposed
    """
)
"""Those of them that are as often used where nobody is obliged."""

CHAIRING = listed(
    """
    chaired chairs chairing presided presides held holds opened addressing addressed received receives met
    visited
    """
)
"""Forms of verbs that make a person the one who leads the event that a text tells of."""

BE = listed("was were is are be been being am 's")
ADVERBS = listed(
    """
    also then further again later earlier once had has have having himself herself itself themselves meanwhile
    therefore thus still already even simply only just now repeatedly afterwards afterward today yesterday in
    turn turn moreover additionally separately specifically particularly especially not never did does do
    further too both and on monday tuesday wednesday thursday friday saturday sunday
    """
)
"""Words that may stand between the one who speaks and the verb."""

BODY_VERBS = (SAYING | PROMISING | ORDERING) - listed(
    """
    set put puts held plans intends intended agreed agrees expected expects presented presents introduced
    requires required reports finds named listed outlined offers offered gave gives giving calls commits
    guarantees guaranteed committed charged charges orders states invites proposes estimates notes
    """
)
"""The verbs that make a body, rather than a person, the speaker: those that cannot well be its acts."""

IMPERSONAL = listed(
    """
    expected planned decided announced agreed assumed envisaged foreseen resolved reported
    """
)
"""Participles after "it is" or "it was" that attribute to nobody."""

NOTED = listed(
    """
    noted stressed emphasized emphasised recommended proposed determined stated said recalled pointed
    instructed ordered
    """
)
"""Participles after "it was" that stand for the one who leads the event."""

DECIDING = listed("decided decides resolved resolves")
"""Verbs that make a body which decides by vote the speaker."""

DECIDERS = listed(
    """
    council cabinet government commission committee board assembly parliament leaders ministers states parties
    """
)

DUTY = listed("must shall")

VIEWS = listed(
    """
    opinion view words reckoning estimation judgment judgement assessment eyes account
    """
)
"""Nouns of "in her view", "in the President's words"."""
