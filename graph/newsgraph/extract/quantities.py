"""Quantities in running text: a number with what it counts, and how exactly the source gives it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from newsgraph.model import Qualifier, Quantity, Span
from newsgraph.syntax import ParsedSentence, Word

_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_SHORT_SCALES = {"m": 10**6, "mn": 10**6, "bn": 10**9, "k": 1_000, "tn": 10**12}
_SMALL = {word: number for number, word in enumerate(_ONES, 1)} | {word: 10 * at for at, word in enumerate(_TENS, 2)}
_CURRENCIES = {
    "$": "dollars", "US$": "US dollars", "C$": "Canadian dollars", "A$": "Australian dollars", "£": "pounds sterling",
    "€": "euros", "¥": "yen", "₹": "rupees",
}  # fmt: skip
_QUALIFIERS = {
    Qualifier.ABOUT: (
        "about|around|roughly|approximately|almost|nearly|close to|some|an estimated|estimated|perhaps|maybe"
    ),
    Qualifier.AT_LEAST: (
        "at least|more than|over|no fewer than|not fewer than|no less than|not less than|upwards of|a minimum of"
        "|in excess of|as few as|as little as"
    ),
    Qualifier.AT_MOST: (
        "at most|up to|fewer than|less than|under|no more than|not more than|as many as|as much as|a maximum of"
    ),
}
_QUALIFIER_OF = {words: qualifier for qualifier, listed in _QUALIFIERS.items() for words in listed.split("|")}
_ANY_QUALIFIER = "|".join(sorted(_QUALIFIER_OF, key=len, reverse=True))
_WORD = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[:9])}))?|{'|'.join(reversed(_ONES))})"
_SCALE = rf"(?i:{'|'.join(_SCALES)})(?!\w)"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,7}(?:\.\d{1,2})?"
_CURRENCY = r"(?:US\$|C\$|A\$|\$|£|€|¥|₹)"


def _number(at: str) -> str:
    return (
        rf"(?:(?P<digits_{at}>{_DIGITS})(?![\d,]*\d)|(?P<word_{at}>(?i:{_WORD}|half\sa|an?))(?!\w))"
        rf"(?:[\s-](?P<scale_{at}>{_SCALE})(?:(?<=(?i:hundred))\s(?i:and\s)?(?P<rest_{at}>(?i:{_WORD}))(?!\w|\shundred))?"
        rf"(?:\s(?P<second_{at}>(?i:thousand|million))(?!\w))?|(?P<short_{at}>bn|mn|tn|[mk])(?!\w))?"
    )


_PATTERN = re.compile(
    rf"(?<![\w.,:/+#*='’-])(?:(?P<qualifier>(?i:{_ANY_QUALIFIER}))\s|(?<!\d[\s–—]))"
    rf"(?P<between>(?i:between|from)\s)?(?P<money>{_CURRENCY}\s?)?{_number('a')}"
    rf"(?:(?P<joint>\s?[-–—]\s?|\sto\s|\sand\s|\sor\s)(?P<money_b>{_CURRENCY}\s?)?{_number('b')})?"
    r"(?P<percent>\s?%|\s(?:percentage\spoints?|percent|per\scent|pct)(?!\w))?"
)
_AFTER = re.compile(r"(?:[-–—:/+*=°'’]?[\w$£€]|[.,:]\d|['’]s\b)")
_MEASURES = {
    "km": "kilometers", "kg": "kilograms", "cm": "centimeters", "mm": "millimeters", "ha": "hectares", "ft": "feet",
    "mph": "miles an hour", "kph": "kilometers an hour", "kmh": "kilometers an hour", "km/h": "kilometers an hour",
    "kW": "kilowatts", "MW": "megawatts", "GW": "gigawatts",
}  # fmt: skip
_MEASURE = re.compile(rf"\s?(?P<measure>{'|'.join(sorted(_MEASURES, key=len, reverse=True))})(?![\w/-])")
_VAGUE = re.compile(
    rf"(?<![\w-])(?:(?:(?:[Mm]any|[Ss]everal)\s)?(?P<tens>(?i:tens|dozens|scores|hundreds|thousands|millions|billions))"
    rf"\sof(?:\s(?P<of>thousands|millions|billions)\sof)?"
    rf"|(?i:several|a\sfew)\s(?P<some>{_SCALE})(?:\s(?P<more_of>thousand|million|billion)(?!\w))?)(?=\s[a-z])"
)
"""Counts of which only the size is told; a plural is at least two of them: `hundreds of people`."""
_TENS_OF = {"tens": 10, "scores": 20} | {f"{word}s": number for word, number in _SCALES.items()}
_UNIT = re.compile(r"\s(?P<unit>[a-z][a-z’'-]{2,30})(?![\w-])(?:\s(?P<more>[a-z][a-z-]{2,30})(?![\w-]))?")
_AMONG = re.compile(r"\sof\s(?:the\s|its\s|his\s|her\s|their\s|our\s|these\s|those\s)")
_NUMBERED = re.compile(
    r"\b(?:sections?|articles?|titles?|chapters?|flights?|routes?|highway|interstate|channel|rooms?|suite|levels?|phase"
    r"|grades?|type|class|area|proposition|measure|bill|order|resolution|precinct|district|wards?|lines?|tracks?|pages?"
    r"|volume|numbers?|nos?\.|pier|gate|berths?|day|week|year|game|round|step|tier|group|boeing|airbus|size|aged?|top"
    r"|platoon|squad|squadron|battalion|brigade|division|zone|sector|camp|terminal|reactor|tower|court|hall|camp|reactor"
    r"|radio|apollo|psalm|formula|windows|version|part|unit|act|rule|local|bus|engine|apartment|apt\.|box|covid|minus)"
    r"\s\Z",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"(?<![\w-])(?:{'|'.join(_ONES[:9])}|\d)\s(?:in|out\sof)\s(?:every\s)?\Z", re.IGNORECASE)
"""`one in five homes`: five are no homes."""
_YEAR = re.compile(r"(?:1[5-9]|20[0-4])\d\d")
_YEAR_BEFORE = re.compile(r"\b(?:in|since|until|during)\s\Z", re.IGNORECASE)
_CHANGES = re.compile(
    r"\b(?:r[io]s(?:e|es|en|ing)|rose|increas\w+|gr[eo]w\w*|f[ae]ll\w*|dropp?\w*|cut\w*|climb\w*|jump\w*|went|gone|reduc\w+"
    r"|rais\w+|lower\w*|swell\w*|swollen|shr[iau]nk\w*|mov\w+|up|down|expand\w*|declin\w+|chang\w+|soar\w*|slid\w*|doubl\w+)\b"
    r"[^.;:]*\Z",
    re.IGNORECASE,
)
_PLURALS = frozenset(
    "people men women children police feet mice teeth geese fish sheep deer aircraft personnel staff headcount cattle"
    " troops alumni criteria media persons dead wounded crew offspring".split()
)
_NO_PLURALS = frozenset(
    "was is as this its his has does says years-old always perhaps yes less unless across towards besides thus plus"
    " minus versus per bus gas class loss press address business boss process success progress access congress ours"
    " hers theirs yours days-long sometimes afterwards upwards downwards goes dies lies".split()
)
_TIME_AFTER = re.compile(
    r"\s?(?:[ap]\.?m\b|o['’]clock|(?:years?|months?|weeks?|days?)[-\s](?:old|ago)\b)", re.IGNORECASE
)
_COUNTED = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_DURATION = frozenset("hours days weeks months years decades".split())
_FARTHEST = 4
_ABSURD = 1e18


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A stretch of a text that gives a number of something."""

    span: Span
    quantity: Quantity


def find_quantities(
    text: str, sentences: Sequence[ParsedSentence] = (), *, taken: Iterable[Span] = ()
) -> tuple[FoundQuantity, ...]:
    """Return the quantities in a text, in order, disjoint; numbers that count nothing named are left out.

    Args:
        text: any text.
        sentences: its trees in order, where there are any: they tell which noun a number counts. Without them it is
            the plural noun that follows.
        taken: stretches to leave alone: names, laws, dates.
    """
    trees = _Trees(sentences)
    marked = bytearray(len(text))
    for span in taken:
        marked[span.start : span.end] = b"\1" * (span.end - span.start)
    found = []
    for match in sorted((*_VAGUE.finditer(text), *_PATTERN.finditer(text)), key=lambda one: one.start()):
        read = _reading(match, trees) if marked.find(1, *match.span()) < 0 else None
        if read:
            # Where a name stands in what is counted, as in `300 American troops`, the number stands alone.
            free = marked.find(1, read.span.start, read.span.end) < 0
            span = read.span if free else Span(read.span.start, match.end())
            marked[span.start : span.end] = b"\1" * (span.end - span.start)
            found.append(FoundQuantity(span, read.quantity))
    return tuple(found)


def in_words(quantity: Quantity) -> str:
    """Return a quantity in few words: `about 23000 people`, `12 to 15 percent`."""
    before = {Qualifier.ABOUT: "about ", Qualifier.AT_LEAST: "at least ", Qualifier.AT_MOST: "at most "}
    known = [number for number in (quantity.value, quantity.minimum, quantity.maximum) if number is not None]
    return f"{before.get(quantity.qualifier, '')}{' to '.join(map(_written, known))} {quantity.unit}"


def _written(number: float) -> str:
    return f"{number:.0f}" if number == int(number) else f"{Decimal(repr(number)):f}"


class _Trees:
    """The words of the sentences, found by their place."""

    def __init__(self, sentences: Sequence[ParsedSentence]) -> None:
        self._sentences = [sentence for sentence in sentences if sentence.words]
        self._starts = [sentence.words[0].start for sentence in self._sentences]

    def noun(self, number: Span) -> Sequence[Word] | None:
        """Return the noun that a number counts, with the words before it that say which: `police officers`."""
        at = bisect_right(self._starts, number.end - 1) - 1
        if at < 0:
            return None
        words = self._sentences[at].words
        last = bisect_right(words, number.end - 1, key=lambda word: word.start) - 1
        head = words[last].head
        # `two million people`: the words of a number hang on one another.
        while words[head].end <= number.end and words[head].head != head and head != last:
            last, head = head, words[head].head
        if words[last].relation not in ("nummod", "nmod", "case") or words[head].upos not in ("NOUN", "PROPN"):
            return None
        if words[head].start < number.end or head - last > _FARTHEST:
            return None
        counted = [word for word in words[last + 1 : head + 1] if word.start >= number.end]
        return counted if all(word.upos in _COUNTED for word in counted) else None


def _reading(match: re.Match[str], trees: _Trees) -> FoundQuantity | None:
    return _vague(match, trees) if match.re is _VAGUE else _read(match, trees)


def _vague(match: re.Match[str], trees: _Trees) -> FoundQuantity | None:
    number = _TENS_OF[match["tens"].lower()] if match["tens"] else _SCALES[match["some"].lower()]
    if match["of"]:
        number *= _TENS_OF[match["of"]]
    elif match["more_of"]:
        number *= _SCALES[match["more_of"]]
    elif match["tens"] and match["tens"].lower() == "tens":
        return None
    unit, end = _counted(match, match.end(), trees)
    return (
        FoundQuantity(Span(match.start(), end), Quantity(unit, Qualifier.AT_LEAST, minimum=2.0 * number))
        if unit
        else None
    )


def _read(match: re.Match[str], trees: _Trees) -> FoundQuantity | None:
    text = match.string
    numbers = list(_numbers(match))
    start, end = match.span()
    measured = bool(_MEASURE.match(text, end)) and not (match["money"] or match["percent"])
    if (
        not numbers
        or max(numbers) >= _ABSURD
        or _is_numbered(match)
        or (_AFTER.match(text, end) and not (match["percent"] or measured))
    ):
        return None
    pair = len(numbers) == 2
    if pair and not _is_range(match, numbers):
        return None
    unit, end = _unit(match, trees)
    if not unit:
        return None
    if not pair and match["between"]:
        start = match.end("between")
    qualifier = _qualifier(match) if match["qualifier"] else Qualifier.EXACT
    if unit in _DURATION and (match["qualifier"] or "").lower() == "over" and not pair:
        # `over four years` is as often during as more than.
        start, qualifier = match.end("qualifier") + 1, Qualifier.EXACT
    if pair:
        bounds = Quantity(unit, Qualifier.BETWEEN, minimum=numbers[0], maximum=numbers[1])
        return FoundQuantity(Span(start, end), bounds)
    return FoundQuantity(Span(start, end), _quantity(unit, qualifier, numbers[0]))


def _quantity(unit: str, qualifier: Qualifier, number: float) -> Quantity:
    if qualifier is Qualifier.AT_LEAST:
        return Quantity(unit, qualifier, minimum=number)
    if qualifier is Qualifier.AT_MOST:
        return Quantity(unit, qualifier, maximum=number)
    return Quantity(unit, qualifier, value=number)


def _qualifier(match: re.Match[str]) -> Qualifier:
    return _QUALIFIER_OF[" ".join(match["qualifier"].lower().split())]


def _is_numbered(match: re.Match[str]) -> bool:
    """Return whether the number is a label, an age, a time or a bare article: `Flight 370`, `34 years old`, `a`."""
    text, start, end = match.string, match.start(), match.end()
    bare = not (match["qualifier"] or match["money"])
    before = text[max(0, start - 24) : start]
    if bare and (_NUMBERED.search(before) or _SHARE.search(before)):
        return True
    if bare and _YEAR.fullmatch(match["digits_a"] or "") and _YEAR_BEFORE.search(before):
        return True
    word = (match["word_a"] or "").lower()
    if word in ("a", "an", "half a") and not match["scale_a"]:
        return True
    if word == "one" and not (match["scale_a"] or match["percent"] or match["qualifier"]):
        return True
    if match["short_a"] and not match["money"]:
        return True
    return bool(_TIME_AFTER.match(text, end))


def _is_range(match: re.Match[str], numbers: Sequence[float]) -> bool:
    joint, between = match["joint"].strip(), (match["between"] or "").strip().lower()
    if joint == "and":
        return between == "between" and numbers[0] < numbers[1]
    if joint == "or":
        return numbers[1] == numbers[0] + 1 and not between
    if between and (joint != "to" or _CHANGES.search(match.string[max(0, match.start() - 40) : match.start()])):
        return False
    return numbers[0] < numbers[1]


def _numbers(match: re.Match[str]) -> Iterator[float]:
    scale_b = match["scale_b"] or match["short_b"]
    for at in "ab":
        digits, word = match[f"digits_{at}"], (match[f"word_{at}"] or "").lower()
        if not (digits or word):
            continue
        number = Decimal(digits.replace(",", "")) if digits else _worded(word)
        scale = match[f"scale_{at}"] or match[f"short_{at}"] or (scale_b if digits else None)
        if scale:
            number *= _SCALES.get(scale.lower()) or _SHORT_SCALES[scale]
        if match[f"rest_{at}"]:
            number += _worded(match[f"rest_{at}"].lower())
        if match[f"second_{at}"]:
            number *= _SCALES[match[f"second_{at}"].lower()]
        yield float(number)


def _worded(word: str) -> Decimal:
    if word.startswith("half"):
        return Decimal("0.5")
    return Decimal(sum(_SMALL.get(part, 1) for part in word.split("-")))


def _unit(match: re.Match[str], trees: _Trees) -> tuple[str | None, int]:
    """Return what is counted, and where its words end."""
    text, end = match.string, match.end()
    if match["percent"]:
        return ("percentage points" if "point" in match["percent"] else "percent"), end
    if match["money"]:
        return _CURRENCIES[match["money"].strip()], end
    measure = _MEASURE.match(text, end)
    if measure:
        return _MEASURES[measure["measure"]], measure.end()
    return _counted(match, end, trees)


def _counted(match: re.Match[str], end: int, trees: _Trees) -> tuple[str | None, int]:
    """Return the noun that is counted, and where it ends: by the tree, or else the plural that follows."""
    text = match.string
    among = _AMONG.match(text, end)
    at = among.end() - 1 if among else end
    noun = None if among else trees.noun(Span(match.start(), end))
    if noun:
        words = text[noun[0].start : noun[-1].end]
        return " ".join(words.split()), noun[-1].end
    following = _UNIT.match(text, at)
    if not following:
        return None, end
    for group in ("unit", "more"):
        word = following[group]
        if word and word.endswith(("'s", "’s")):
            return None, end
        if word and _is_plural(word):
            return word, following.end(group)
    return None, end


def _is_plural(word: str) -> bool:
    if word.endswith(("men", "children")):
        return word not in ("specimen", "regimen", "omen", "abdomen", "acumen")
    return word in _PLURALS or (word.endswith("s") and not word.endswith("ss") and word not in _NO_PLURALS)
