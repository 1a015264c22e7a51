"""Words of the grammar of English amounts: those that end a noun phrase, modifiers that drop out of a unit, plurals."""

from __future__ import annotations

STOP = frozenset(
    """
    a an the this that these those my your his her its our their one's each every any some no all both either
    neither such same of in on at by for to from with without within into onto over under above below about across
    after against along among amid around as before behind beneath beside besides between beyond despite down during
    except inside like near off out outside past per since through throughout till toward towards until up upon via
    than versus including concerning regarding because if unless although though while whereas whether so and or but
    nor yet not never only also even just then thus there here hence now today tomorrow yesterday tonight already
    again soon still always often ever once twice later earlier ago altogether together respectively instead too who
    whom whose which what when where why how i you he she it we they me him us them himself herself itself ourselves
    themselves am is are was were be been being has have had having do does did done doing will would shall should
    can could may might must ought need needs dare let made make makes making get gets got give gives given go goes
    went gone come came take takes took taken receive receives received include includes included remain remains
    remained become becomes became begin began begun start started get work works worked live lives lived cost costs
    run runs ran lie lies stand stands stood follow follows followed join joined benefit benefited affect affected
    rebuild rebuilt built build open opened close closed restore restored remain stay stayed arrive arrived reach
    reached return returned move moved wait waiting stay require required use used using were whose plus minus times
    apiece long wide deep high tall away back forward upfront annually monthly weekly daily yearly per earlier later
    yet else rather well worth round clock up out one two three four five six seven eight nine ten eleven twelve
    thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred thousand million billion trillion dozen half
    """.split()
)
"""Words that no counted noun phrase runs over."""

DROPPED = frozenset(
    """
    new newer additional extra further more fewer other another old older young younger small smaller large larger
    big bigger huge major minor main key core central local permanent temporary affordable rural urban remote
    national international regional provincial municipal federal domestic foreign global free full complete modern
    special important different separate equal existing current former future present recent first last next final
    remaining outstanding missing leading qualified experienced poor poorer rich vulnerable eligible disabled
    homeless unemployed elderly low-income high fast good better best top great strong single simple brand-new
    flagship strategic priority concrete specific particular various several individual successful senior junior
    professional skilled unskilled annual monthly weekly daily yearly long short wide deep heavy light early late
    northern southern eastern western north south east west coastal mountainous border river cross-border similar
    certain common joint heated damaged flooded unfinished broken planned unused prefabricated dead idle empty
    closed old illegal official ordinary outpatient freight housing volunteer executive theatre lime primary
    emergency consecutive whole entire equal actual potential possible real direct indirect total overall net gross
    very most least many few million thousand hundred billion high-quality part-time full-time able-bodied dry clean
    green smart electric solar mobile digital online innovative strategic critical essential medium-sized serious
    severe ambitious prestigious prominent significant substantial viable suitable safe secure stable sustainable
    healthy active underground reserve spare
    """.split()
) - {"illegal", "smart", "primary", "solar", "electric", "mobile", "priority", "border"}
"""Modifiers that say nothing about the kind of thing: "65 new trains" counts trains."""

COMPOUNDS = frozenset(
    {
        ("law", "enforcement"), ("health", "care"), ("high", "school"), ("day", "care"),
        ("world", "heritage"), ("control", "room"), ("social", "security"), ("child", "care"),
        ("real", "estate"), ("early", "childhood"), ("waste", "water"), ("drinking", "water"),
        ("hot", "water"), ("heavy", "goods"), ("power", "plant"), ("public", "transport"),
    }
)  # fmt: skip
"""Pairs that are one modifier: "law enforcement officer"."""

IRREGULAR = {
    "people": "person", "persons": "person", "children": "child", "men": "man", "women": "woman",
    "aircraft": "aircraft", "helicopters": "helicopter", "staff": "staff", "personnel": "personnel", "sheep": "sheep",
    "cattle": "cattle", "fish": "fish", "livestock": "livestock", "feet": "foot", "teeth": "tooth", "mice": "mouse",
    "lives": "life", "wives": "wife", "knives": "knife", "halves": "half", "leaves": "leaf", "wolves": "wolf",
    "shelves": "shelf", "criteria": "criterion", "data": "datum", "media": "medium", "phenomena": "phenomenon",
    "analyses": "analysis", "bases": "base", "crises": "crisis", "theses": "thesis", "buses": "bus", "gases": "gas",
    "viruses": "virus", "campuses": "campus", "bonuses": "bonus", "statuses": "status", "offspring": "offspring",
    "series": "series", "species": "species", "youth": "youth", "police": "police", "troops": "troop",
    "pence": "penny", "heroes": "hero", "potatoes": "potato", "volcanoes": "volcano", "echoes": "echo",
    "archives": "archive", "schoolchildren": "schoolchild", "grandchildren": "grandchild", "spokesmen": "spokesman",
    "policemen": "policeman", "fishermen": "fisherman", "servicemen": "serviceman", "businessmen": "businessman",
    "firemen": "fireman", "craftsmen": "craftsman", "movies": "movie", "cookies": "cookie", "ties": "tie",
    "premises": "premises", "headquarters": "headquarters", "barracks": "barracks", "hectares": "hectare",
    "crossroads": "crossroads", "houses": "house", "nurses": "nurse", "cases": "case", "courses": "course",
    "horses": "horse", "licences": "licence", "licenses": "license", "warehouses": "warehouse",
    "greenhouses": "greenhouse", "purchases": "purchase", "phases": "phase", "diseases": "disease",
    "databases": "database", "exercises": "exercise", "enterprises": "enterprise", "expenses": "expense",
    "leases": "lease", "releases": "release", "promises": "promise", "axes": "axis", "calves": "calf",
    "loaves": "loaf", "households": "household", "taxis": "taxi",
}  # fmt: skip
"""Plurals that the rules would get wrong, and plurals without an s."""

PERSONS = frozenset({"people", "persons", "person", "individuals", "souls"})
"""Heads that count people as such."""

NOT_PLURAL = frozenset(
    """
    as is was has this its his us yes plus thus various numerous previous serious famous dangerous religious
    indigenous continuous sometimes always perhaps besides towards afterwards nowadays overseas politics economics
    physics mathematics news gas bus virus campus status bonus census consensus focus business access process
    progress success address class glass press mass loss this whereas alas across unless less series
    """.split()
) - {"series"}
"""Words that end like a plural and are none."""

RUNS_ON = frozenset(
    "sports goods savings services communications arms customs operations systems sales news works earnings emissions"
    " women youth"
    " defence ladies mens womens children’s women’s men’s girls boys veterans cattle staff police data media".split()
)
"""Plurals that mostly modify the noun after them: "two sports halls"."""
