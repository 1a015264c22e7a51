"""English words and signs for money: what each may mean, and where it stands beside its number."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

ISO = frozenset(
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD
    CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR
    LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN
    PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB
    TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
    """.split()
)
"""Codes of ISO 4217 that may stand beside a number ("USD 2.5 million")."""


@dataclass(frozen=True, slots=True)
class Money:
    """A money word: `word` in the singular, the codes it may mean, and the one it means if nothing says otherwise."""

    word: str
    codes: tuple[str, ...]
    default: str | None = None
    divisor: int = 1
    """How many of it make one of the currency: 100 for a cent."""


def _sole(word: str, code: str) -> Money:
    return Money(word, (code,), code)


_DOLLARS = (
    "USD", "AUD", "CAD", "NZD", "SGD", "HKD", "TWD", "FJD", "JMD", "BBD", "BSD", "TTD", "GYD", "NAD", "LRD",
    "SRD", "XCD", "BZD", "BND", "SBD", "KYD", "BMD",
)  # fmt: skip
_DOLLAR = Money("dollar", _DOLLARS, "USD")
_POUND = Money("pound", ("GBP", "EGP", "SYP", "LBP", "SDG", "SSP", "GIP", "FKP"), "GBP")
_WORDS: dict[str, Money] = {
    "dollar": _DOLLAR, "pound": _POUND, "cent": Money("cent", (), None, 100),
    "franc": Money("franc", ("CHF", "XOF", "XAF", "RWF", "BIF", "CDF", "GNF", "DJF", "KMF", "XPF"), "CHF"),
    "peso": Money("peso", ("MXN", "PHP", "ARS", "CLP", "COP", "UYU", "CUP", "DOP")),
    "dinar": Money("dinar", ("RSD", "KWD", "JOD", "IQD", "DZD", "TND", "LYD", "BHD")), "denar": _sole("denar", "MKD"),
    "dirham": Money("dirham", ("AED", "MAD")), "shilling": Money("shilling", ("KES", "TZS", "UGX", "SOS"), "KES"),
    "rupee": Money("rupee", ("INR", "PKR", "LKR", "NPR", "MUR", "SCR"), "INR"),
    "rial": Money("rial", ("IRR", "OMR", "YER")), "riyal": Money("riyal", ("SAR", "QAR"), "SAR"),
    "krone": Money("krone", ("NOK", "DKK")), "krona": Money("krona", ("SEK", "ISK"), "SEK"),
    "koruna": _sole("koruna", "CZK"), "crown": Money("crown", ("CZK", "SEK", "NOK", "DKK", "ISK")),
    "lira": Money("lira", ("TRY", "LBP", "SYP"), "TRY"), "leu": Money("leu", ("RON", "MDL"), "RON"),
    "lev": _sole("lev", "BGN"), "manat": Money("manat", ("AZN", "TMT"), "AZN"),
    "som": Money("som", ("KGS", "UZS"), "KGS"), "kwacha": Money("kwacha", ("ZMW", "MWK"), "ZMW"),
    "won": Money("won", ("KRW", "KPW"), "KRW"), "rouble": Money("rouble", ("RUB", "BYN"), "RUB"),
    "real": Money("real", ("BRL",)), "kopeck": Money("kopeck", ("RUB",), "RUB", 100),
}  # fmt: skip
_SOLE = {
    "euro": "EUR",
    "tenge": "KZT", "soum": "UZS", "sum": "UZS", "yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "yen": "JPY",
    "hryvnia": "UAH", "lari": "GEL", "dram": "AMD", "somoni": "TJS", "tugrik": "MNT", "togrog": "MNT", "taka": "BDT",
    "afghani": "AFN", "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "dong": "VND", "kyat": "MMK", "kip": "LAK",
    "riel": "KHR", "naira": "NGN", "cedi": "GHS", "rand": "ZAR", "pula": "BWP", "birr": "ETB", "nakfa": "ERN",
    "kwanza": "AOA", "metical": "MZN", "ariary": "MGA", "leone": "SLE", "dalasi": "GMD", "ouguiya": "MRU",
    "lek": "ALL", "forint": "HUF", "zloty": "PLN", "złoty": "PLN", "kuna": "HRK", "shekel": "ILS", "quetzal": "GTQ",
    "lempira": "HNL", "cordoba": "NIO", "guarani": "PYG", "boliviano": "BOB", "sol": "PEN", "bolivar": "VES",
    "gourde": "HTG", "kina": "PGK", "vatu": "VUV", "tala": "WST", "loti": "LSL", "lilangeni": "SZL",
    "ngultrum": "BTN", "rufiyaa": "MVR", "kroon": "EEK", "pataca": "MOP", "balboa": "PAB", "colon": "CRC",
}  # fmt: skip
_PLURALS = {
    "kroner": "krone", "kronor": "krona", "kronur": "krona", "korunas": "koruna", "koruny": "koruna", "lei": "leu",
    "leva": "lev", "reais": "real", "rubles": "rouble", "ruble": "rouble", "rand": "rand", "soles": "sol",
    "hryvnias": "hryvnia", "hryvnya": "hryvnia", "meticais": "metical", "pence": "penny", "roubles": "rouble",
    "colones": "colon", "maloti": "loti",
}  # fmt: skip
_NOUNS_TOO = frozenset({"dong", "rand", "won", "som", "crown", "kip", "lev", "lek"})
"""Words that are money in the singular only after a scale: "3 billion won"."""
_SCALED_ONLY = frozenset({"sum", "real", "sol", "colon", "leone"})
"""Words that are money only after a scale, singular or plural: "two sums" are no money."""

_QUALIFIED = {
    "us": "USD", "u.s.": "USD", "u.s": "USD", "american": "USD", "united states": "USD", "australian": "AUD",
    "canadian": "CAD", "new zealand": "NZD", "singapore": "SGD", "hong kong": "HKD", "fijian": "FJD", "fiji": "FJD",
    "jamaican": "JMD", "namibian": "NAD", "swiss": "CHF", "cfa": "XOF", "central african cfa": "XAF",
    "west african cfa": "XOF", "rwandan": "RWF", "burundian": "BIF", "congolese": "CDF", "guinean": "GNF",
    "mexican": "MXN", "philippine": "PHP", "argentine": "ARS", "chilean": "CLP", "colombian": "COP", "cuban": "CUP",
    "uruguayan": "UYU", "dominican": "DOP", "serbian": "RSD", "kuwaiti": "KWD", "jordanian": "JOD", "iraqi": "IQD",
    "algerian": "DZD", "tunisian": "TND", "libyan": "LYD", "bahraini": "BHD", "emirati": "AED", "uae": "AED",
    "moroccan": "MAD", "kenyan": "KES", "kenya": "KES", "tanzanian": "TZS", "ugandan": "UGX", "somali": "SOS",
    "indian": "INR", "pakistani": "PKR", "pakistan": "PKR", "sri lankan": "LKR", "nepalese": "NPR", "nepali": "NPR",
    "mauritian": "MUR", "iranian": "IRR", "omani": "OMR", "yemeni": "YER", "saudi": "SAR", "qatari": "QAR",
    "norwegian": "NOK", "danish": "DKK", "swedish": "SEK", "icelandic": "ISK", "czech": "CZK", "turkish": "TRY",
    "romanian": "RON", "moldovan": "MDL", "bulgarian": "BGN", "azerbaijani": "AZN", "turkmen": "TMT", "kyrgyz": "KGS",
    "uzbek": "UZS", "zambian": "ZMW", "malawian": "MWK", "south korean": "KRW", "korean": "KRW", "russian": "RUB",
    "belarusian": "BYN", "brazilian": "BRL", "british": "GBP", "sterling": "GBP", "egyptian": "EGP", "syrian": "SYP",
    "lebanese": "LBP", "sudanese": "SDG", "macedonian": "MKD", "ghana": "GHS", "ghanaian": "GHS",
    "south african": "ZAR", "chinese": "CNY", "japanese": "JPY", "malaysian": "MYR", "thai": "THB",
}  # fmt: skip
_SIGNS = {
    "us$": "USD", "usd": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD", "ca$": "CAD", "cdn$": "CAD", "nz$": "NZD",
    "s$": "SGD", "hk$": "HKD", "nt$": "TWD", "r$": "BRL", "fj$": "FJD", "j$": "JMD", "€": "EUR", "¥": "JPY",
    "₹": "INR", "₽": "RUB", "₸": "KZT", "₺": "TRY", "₴": "UAH", "₦": "NGN", "₵": "GHS", "₱": "PHP", "₩": "KRW",
    "₫": "VND", "₪": "ILS", "₾": "GEL", "₼": "AZN", "฿": "THB", "₡": "CRC", "₲": "PYG", "tk": "BDT", "tk.": "BDT",
    "ksh": "KES", "kshs": "KES", "tsh": "TZS", "ush": "UGX", "rm": "MYR", "rp": "IDR", "gh¢": "GHS", "fcfa": "XOF",
    "euro": "EUR",
}  # fmt: skip
_CODES = "|".join(
    sorted(ISO - {"ALL", "TOP", "COP", "CUP", "SOS", "PEN", "TRY"})
)  # words of headings: ALL 31 DISTRICTS
_DOLLAR_MARKS = ("US", "AU", "A", "CA", "CDN", "C", "NZ", "S", "HK", "NT", "R", "FJ", "J", "GH")
PREFIX = (
    rf"(?:(?:(?<![A-Za-z])(?:{'|'.join(_DOLLAR_MARKS)})\s?\$|[$€£¥₹₽₸₺₴₦₵₱₩₫₪₾₼฿₡₲]"
    rf"|\b(?:{_CODES}|Tk\.?|Rs\.?|K[Ss]hs?\.?|TSh|USh|RM|Rp\.?|FCFA)(?![A-Za-z]))[\s\u00a0]?)"
)
"""A sign or code before a number. Case matters."""
PREFIX_WORDS = frozenset(
    {*ISO, *_DOLLAR_MARKS, "Tk", "Rs", "Ksh", "KSh", "Kshs", "KShs", "TSh", "USh", "RM", "Rp", "FCFA"}
)
"""The letters that `PREFIX` can begin with."""


def _alternatives(words: Iterable[str]) -> str:
    """A pattern for any of some words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_SUFFIX = re.compile(
    rf"[\s-]{{0,2}}(?:(?P<qualifier>(?i:{_alternatives(_QUALIFIED)}))\s)?"
    rf"(?:(?P<sign>[$€£¥₹₽₸₺₴₦₵₱₩₫₪₾₼]|(?:{_CODES})\b)|(?P<word>(?i:"
    + _alternatives({*_WORDS, *_SOLE, *_PLURALS, "penny", *(word + "s" for word in (*_WORDS, *_SOLE))})
    + r"))\b)(?:\s?\((?P<after>US|AU|A|NZ|C)\$?\))?"
)
_NEXT = re.compile(r"[\s-]{0,2}([^\W\d_]+|[$€£¥₹₽₸₺₴₦₵₱₩₫₪₾₼])")
_SIGNED = frozenset("$€£¥₹₽₸₺₴₦₵₱₩₫₪₾₼") | ISO
_WORDED = frozenset(
    [re.split(r"[\s.]", word)[0] for word in _QUALIFIED]
    + [*_WORDS, *_SOLE, *_PLURALS, "penny", *(word + "s" for word in (*_WORDS, *_SOLE))]
)
"""The first words that `_SUFFIX` can match."""
_AFTER = re.compile(r"\s?\((US|AU|A|NZ|C)\$?\)")
_AFTER_CODES = {"US": "USD", "AU": "AUD", "A": "AUD", "NZ": "NZD", "C": "CAD"}


def of_prefix(prefix: str) -> Money:
    """What a match of `PREFIX` means."""
    key = re.sub(r"[\s\u00a0]", "", prefix)
    if key in ISO:
        return _sole(key, key)
    lower = key.lower()
    if lower in _SIGNS or lower.rstrip(".") in _SIGNS:
        code = _SIGNS.get(lower) or _SIGNS[lower.rstrip(".")]
        return _sole(code, code)
    if key == "$":
        return Money("$", _DOLLARS, "USD")
    if key == "£":
        return Money("£", _POUND.codes, "GBP")
    return {"rs": _WORDS["rupee"]}[lower.rstrip(".")]


def after_number(text: str, position: int, *, scaled: bool, others: frozenset[str]) -> tuple[Money, int] | None:
    """The money word right after a number and where it ends, or None.

    Args:
        scaled: whether the number ends in "million" or the like, after which even "sum" is money.
        others: local money words of this document, in the singular and lower case, that no list has.
    """
    match = _SUFFIX.match(text, position) if _may_follow(text, position) else None
    if match:
        if match["sign"]:
            return of_prefix(match["sign"]), match.end()
        word = match["word"].lower()
        money = of_word(word)
        if money is not None and (
            scaled or match["qualifier"] or money.word in others or not _another_word(money.word, word)
        ):
            if match["qualifier"]:
                code = _QUALIFIED[re.sub(r"\s", " ", match["qualifier"].lower())]
                return Money(money.word, (code,), code, money.divisor), match.end()
            if match["after"]:
                code = _AFTER_CODES[match["after"]]
                return _sole(code, code), match.end()
            return money, match.end()
    for word in sorted(others):
        local = _local(word).match(text, position) if word.isalpha() else None
        if local:
            return Money(word, ()), local.end()
    return None


def _may_follow(text: str, position: int) -> bool:
    """Whether the next word or sign is one that money after a number can begin with."""
    following = _NEXT.match(text, position)
    return following is not None and (following[1] in _SIGNED or following[1].lower() in _WORDED)


@functools.cache
def _local(word: str) -> re.Pattern[str]:
    return re.compile(rf"[\s-]{{0,2}}{re.escape(word)}(?:e?s)?\b", re.IGNORECASE)


def _another_word(word: str, written: str) -> bool:
    return word in _SCALED_ONLY or (word in _NOUNS_TOO and word == written)


def bracketed(text: str, position: int) -> tuple[Money, int] | None:
    """The country of the dollar in brackets after the number: "$4.2 million (US)"."""
    match = _AFTER.match(text, position)
    if not match:
        return None
    code = _AFTER_CODES[match[1]]
    return _sole(code, code), match.end()


def of_word(word: str) -> Money | None:
    """The money that a word means, singular or plural; None when it is no money word."""
    word = word.lower()
    for form in (_PLURALS.get(word, word), word, word[:-1] if word.endswith("s") else word):
        if form in _WORDS:
            return _WORDS[form]
        if form in _SOLE:
            return _sole(form, _SOLE[form])
    if word in ("penny", "pence"):
        return Money("penny", ("GBP",), "GBP", 100)
    return None
