"""Words of the grammar of English places: prepositions, common nouns, and the heads of names that are no places."""

from __future__ import annotations

WITH_NOUN = frozenset(
    """
    region regions province district county state oblast rayon raion municipality commune canton prefecture
    governorate territory river canal dam lake embankment valley island islands atoll peninsula pass bay gulf strait
    coast desert basin delta mountains hills quarter settlement village town city suburb neighbourhood neighborhood
    borough ward port harbour harbor airport station highway motorway street road avenue square park border crossing
    corridor peninsula islets
    """.split()
)
"""Common nouns after a name that belong to the place: "Kandahar province"."""

AFTER_NAME = frozenset(
    """
    bridge reservoir refinery hospital plant mine line junction axis railway tunnel market school schools power
    pumping hydropower water nuclear clinic camp field fields quay pier wall road landfill desalination port stadium
    waterworks substation
    """.split()
)
"""Common nouns after a name that name a thing there; the place is the name: "the Umbeli bridge"."""

BEFORE_NAME = frozenset(
    "city town village region province district municipality county state settlement suburb island port districts"
    " regions provinces villages"
    " towns cities counties atoll commune quarter neighbourhood valley".split()
)
"""Common nouns before "of" and a name: "the town of Suvak"."""

CAPITAL_HEADS = frozenset(
    """
    street road avenue lane row square bridge river island islands valley coast bay pass province district county
    state region port airport station creek point hills heights quay canal strait desert peninsula ocean sea gulf
    lake mountains mountain delta basin forest atoll atolls falls harbour harbor reservoir dam highway railway park
    quarter territory oblast town village city border crossing market markets beach cape plain plateau corridor hill
    field fields gardens wharf terminal complex
    """.split()
)
"""Last words of names that are places whatever they are called: "Ferry Lane", "Upper Fell Valley"."""

STRICT = frozenset(
    "in at near above below behind across throughout around outside within into inside along beyond via".split()
)
"""Prepositions after which a capitalised name is a place, known or not."""

LOOSE = frozenset("to from of for on between through over like reaches reach toward towards connecting and".split())
"""Words after which a name is a place if the gazetteer or the document says that it is one."""

FOREIGN = frozenset("to from between through over toward towards on for".split())
"""Words after which a country other than the document's own is a place."""

NOT_PLACES = frozenset(
    """
    jan feb mar apr jun jul aug sep sept oct nov dec
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday christmas easter ramadan nauryz i mr mrs ms dr parliament government cabinet
    council congress assembly senate house chamber budget annex appendix article section chapter part english french
    russian kazakh arabic chinese spanish german internet covid covid-19 phase stage act law bill decree
    constitution order resolution opposition coalition labour labor liberal god islam christianity states president
    prime minister ministry governor secretary chancellor premier king queen prince treasury exchequer schedule
    table figure group team committee commission court police army navy force forces board bank fund agency
    authority office department institute association organisation organization corporation company ltd inc plc
    party union league federation confederation alliance movement front university school college academy programme
    program plan strategy initiative project scheme agreement treaty convention charter compact pact accord protocol
    declaration communique report statement speech address summit conference forum meeting session day week month
    year years award prize fund credit allowance grant benefit tax duty levy pension insurance service services
    system network centre center spring summer autumn winter women men children youth people nation nations
    community communities leaders members framework ministers agenda vision goals goal target targets standard
    standards rule rules code index study review survey census history heritage bulletin gazette christian muslim
    jewish buddhist european asian african american speaker deputy member representative research investment
    international aboriginal indigenous ambassador general director chairman chairwoman chair head chief mayor sir
    lady lord excellency madam dear thank mazhilis majilis maslikhat maslikhats kurultai kurultay majlis kenesh mejlis
    khural duma rada akimat akimats samruk kazyna baiterek bundestag bundesrat knesset sejm riksdag folketing storting
    """.split()
)
"""Capitalised words that are no place alone, and that make a longer name an organisation, a time or a paper."""

NOT_ALONE = frozenset(
    """
    western eastern northern southern upper lower central new old great park metro annex normal mobile energy power
    quarter north south east west street road avenue square bridge river island valley coast bay province district
    county region port airport station creek point lake city town village border market state house hall centre
    center canal dam normal most best many
    """.split()
)
"""Words of place names that name none by themselves."""

OPENERS = frozenset(
    """
    in on at to from by for of with and but or if when while as after before since until during through near across
    into under over between the a an this that these those every each all any some no both our their his her its my
    your we they he she it i there here then now today tomorrow yesterday also however once only not so such what
    who where why how which let last next first second third another one two three four five six seven eight nine
    ten according besides moreover further meanwhile finally still yet even just because although though outside
    inside around throughout within beyond towards toward along via like against about unlike despite
    """.split()
)
"""Words that begin a sentence with a capital and are no part of the name after them."""

PEOPLES = frozenset(
    "communities people peoples languages families firms companies children women youth citizens students businesses"
    " workers leaders nationals".split()
)
"""Common nouns before which a capitalised word is a people, not a place: "in Sami communities"."""

OFFICES = frozenset(
    """
    governor governors government mayor president minister ministers ministry king queen bank university council
    parliament people peoples head leader leaders akim akims ambassador republic kingdom citizens nation party state
    prime premier department chamber supreme court association institute administration authorities delegation
    bishop archbishop chancellor secretary speaker assembly congress union
    """.split()
)
"""Nouns before "of" and a place that make it somebody's office: "the governor of Atyrau"."""

COMMON_ENDINGS = (
    "tion", "sion", "ment", "ness", "ity", "ety", "ance", "ence", "ism", "ship", "ology", "ics", "culture", "ing",
    "ture",
)  # fmt: skip
"""Endings of common nouns, which official English likes to write with a capital: "in Safety and Planning"."""

_AREAS = """
    africa;asia;europe;north america;south america;latin america;central america;antarctica;oceania
    the americas;americas
    central asia;southeast asia;south asia;east asia;west africa;east africa;southern africa;north africa;middle east
    caribbean;pacific;arctic;balkans;caucasus;sahel;gaza;west bank;asia-pacific;indo-pacific;western europe
    eastern europe;horn of africa;black sea;caspian sea;caspian;baltic;mediterranean;aral sea;north;south;east;west
    european union;near east;far east;sub-saharan africa;siberia;kashmir;sinai;crimea;donbas;palestine
    jammu and kashmir;silk road;atlantic;indian ocean;pacific rim;blue pacific
"""
AREAS = frozenset(name.strip() for line in _AREAS.splitlines() for name in line.split(";") if name.strip())
"""Areas of the earth that are neither countries nor regions of one; they have no id."""

NATIONALITY = ("ian", "ish", "ese", "ans", "ians", "stani", "ean")
"""Endings of adjectives and peoples: "in Canadian cities"."""

DEMONYMS = {
    "british": "GB",
    "english": "GB", "french": "FR", "german": "DE", "germans": "DE", "dutch": "NL", "indian": "IN", "indians": "IN",
    "swiss": "CH", "spanish": "ES", "swedish": "SE", "danish": "DK", "norwegian": "NO", "polish": "PL",
    "finnish": "FI", "turkish": "TR", "irish": "IE", "greek": "GR", "chinese": "CN", "american": "US",
    "americans": "US", "canadian": "CA", "canadians": "CA", "mexican": "MX", "kazakh": "KZ", "kyrgyz": "KG",
    "uzbek": "UZ", "tajik": "TJ", "turkmen": "TM", "afghan": "AF", "thai": "TH", "filipino": "PH", "philippine": "PH",
    "iraqi": "IQ", "israeli": "IL", "omani": "OM", "qatari": "QA", "kuwaiti": "KW", "saudi": "SA", "emirati": "AE",
    "cypriot": "CY", "czech": "CZ", "slovak": "SK", "icelandic": "IS", "peruvian": "PE", "cuban": "CU",
    "fijian": "FJ", "maltese": "MT", "lao": "LA", "laotian": "LA", "malagasy": "MG", "new zealanders": "NZ",
    "ivorian": "CI", "iranian": "IR", "persian": "IR",
}  # fmt: skip
"""Adjectives and peoples that do not begin like the name of their country."""
