"""Which place is which in an article: cities by what contains them, countries and divisions by their codes."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newsgraph.model import Kind, Mention
from newsgraph.resolve.names import fold
from newsgraph.resolve.within.chain import Chain, Source
from newsgraph.resolve.within.known_places import (
    AMBIGUOUS,
    ISO,
    abbreviations,
    behind_comma,
    codes,
    divisions,
    usual_names,
)

_DIVISION_BEHIND = re.compile(
    r"(?: (?:state|province)\b(?! (?:university|college|police|legislature|senate|house))"
    r"|, (?:the|a) (?:U\.?S\.? )?(?:state|province)\b"
    r"| (?:Gov\b|Governor\b|Lt\. Gov|Lieutenant Governor|Attorney General))",
    re.IGNORECASE,
)
_DIVISION_BEFORE = re.compile(r"\b(?:state|province|commonwealth) of $", re.IGNORECASE)
_DIVISION_NAMED = re.compile(r"^(?:state|province|commonwealth) of ")
_CITY_BEFORE = re.compile(r"^(?:city|town|village|township|borough|municipality) of ")
_LETTERS = re.compile(r"(?:[A-Z]\.? ?){2,3}")
_OTHER_NAMES = {
    "nyc": "new york city", "vegas": "las vegas", "philly": "philadelphia", "frisco": "san francisco",
}  # fmt: skip
_SHORT_CITIES = {"new york city": "new york", "washington dc": "washington", "quebec city": "quebec"}
"""Cities that go by a name which a division bears as well."""


@dataclass(frozen=True, slots=True)
class _Place:
    mention: Mention
    name: str
    """Its folded name."""
    code: str | None
    """Its own code."""
    within: str | None
    """What contains it, as the article says: a code, or another reader's words."""
    key: str | None
    """Another reader's value, which is neither a code nor a name within one."""

    @property
    def identity(self) -> str:
        if self.code:
            return self.code
        return self.key or (f"{self.name}, {self.within}" if self.within else self.name)


def place_chains(mentions: Sequence[Mention], source: Source) -> list[Chain]:
    """Return the chains of places: each mention lands in exactly one."""
    read = [_read(mention, source) for mention in mentions]
    places = [_contained(place, following, source) for place, following in zip(read, [*read[1:], None], strict=False)]
    finest = _finest(places)
    gathered: dict[str, list[_Place]] = defaultdict(list)
    for place in places:
        gathered[finest.get(place.identity, place.identity)].append(place)
    meant = {**_initials(gathered, source), **_bare(gathered)}
    meant = {key: target for key, target in meant.items() if _followed(key, meant) not in meant}
    chains = {key: _chain(key, found) for key, found in gathered.items() if key not in meant}
    for key in meant:
        target = _followed(key, meant)
        for place in gathered[key]:
            chains[target].add(place.mention, f"read as “{target}”, as elsewhere in this article")
    return list(chains.values())


def _read(mention: Mention, source: Source) -> _Place:
    words = source.words(mention)
    name = fold(words) or words
    name = _OTHER_NAMES.get(name, _CITY_BEFORE.sub("", name))
    if words.rstrip(".") == "L.A":
        name = "los angeles"
    division = divisions().get(_DIVISION_NAMED.sub("", name).removesuffix(" state"))
    if division and (
        _DIVISION_NAMED.match(name)
        or _DIVISION_BEFORE.search(source.before(mention.span.start, reach=20))
        or _DIVISION_BEHIND.match(source.after(mention.span.end, reach=20))
        or name.endswith(" state")
    ):
        return _Place(mention, name, division, None, None)
    value = mention.value
    if value is None:
        known = _abbreviated(mention, words, source) or (codes().get(name) if name not in AMBIGUOUS else None)
        return _Place(mention, name, known, None, None)
    city, comma, within = value.partition(", ")
    if comma and ISO.fullmatch(within):
        return _Place(mention, fold(city) if name == fold(city) else name, None, within, None)
    if ISO.fullmatch(value):
        itself = (
            codes().get(name) == value
            or divisions().get(name) == value
            or value in (behind_comma().get(words), abbreviations().get(words))
        )
        return _Place(
            mention, name, value if itself or name == value.casefold() else None, None if itself else value, None
        )
    return _Place(mention, name, None, mention.whole, None if fold(value) == name else value)


def _abbreviated(mention: Mention, words: str, source: Source) -> str | None:
    """Return the code of a division by its abbreviation, whose full stop may stand behind the mention."""
    behind = source.before(mention.span.start).endswith(", ")
    for form in (words, f"{words}." if source.after(mention.span.end, reach=1) == "." else words):
        code = abbreviations().get(form) or (behind_comma().get(form) if behind else None)
        if code:
            return code
    return None


def _contained(place: _Place, following: _Place | None, source: Source) -> _Place:
    """Return the place within the country or division that follows behind a comma."""
    if following is None or place.code or place.within or place.key or not following.code:
        return place
    gap = source.text[place.mention.span.end : following.mention.span.start]
    return replace(place, within=following.code) if gap in (", ", "., ") else place


def _finest(places: Sequence[_Place]) -> dict[str, str]:
    """Return the name within a division for each name within its country, where only one division is named."""
    within: dict[str, set[str]] = defaultdict(set)
    for place in places:
        if place.within:
            within[place.name].add(place.within)
    finest = {}
    for name, known in within.items():
        for coarse in (code for code in known if "-" not in code):
            fine = sorted(code for code in known if code.startswith(f"{coarse}-"))
            if len(fine) == 1:
                finest[f"{name}, {coarse}"] = f"{name}, {fine[0]}"
    return finest


def _bare(gathered: dict[str, list[_Place]]) -> dict[str, str]:
    """Return what names alone stand for: the only place of the article that is called so with more words."""
    called: dict[str, set[str]] = defaultdict(set)
    for key, places in gathered.items():
        for place in places:
            short = _SHORT_CITIES.get(place.name)
            if place.code or place.within or place.key or short:
                called[place.name].add(key)
                called[place.name.removesuffix(" state") if place.code else place.name].add(key)
            if short:
                called[short].add(key)
    meant = {}
    for key, places in gathered.items():
        if any(place.code or place.within or place.key for place in places):
            continue
        targets = called.get(key, set()) - {key}
        if len(targets) == 1 and not _said_first(places, gathered[min(targets)]):
            meant[key] = min(targets)
    return {key: target for key, target in meant.items() if target not in meant}


def _said_first(bare: Sequence[_Place], full: Sequence[_Place]) -> bool:
    """Return whether a name that means two things stood alone before an article said of one that it is this."""
    first = min(place.mention.span.start for place in bare)
    return bare[0].name in AMBIGUOUS and first < min(place.mention.span.start for place in full)


def _initials(gathered: dict[str, list[_Place]], source: Source) -> dict[str, str]:
    """Return what two or three capital letters stand for: the only place of the article with such initials."""
    short = {
        key: found for key, found in gathered.items() if all(_LETTERS.fullmatch(source.words(p.mention)) for p in found)
    }
    meant = {}
    for key, found in short.items():
        letters = fold(source.words(found[0].mention)).replace(" ", "")
        spelled = [
            other for other, places in gathered.items()
            if other not in short and "".join(word[0] for word in places[0].name.split()) == letters
        ]  # fmt: skip
        if len(spelled) == 1 and not ISO.fullmatch(key):
            meant[key] = spelled[0]
    return meant


def _followed(key: str, meant: Mapping[str, str]) -> str:
    """Return what a name stands for in the end: "LA" for "L.A.", and that for the city; a ring leads nowhere."""
    seen = {key}
    while key in meant and meant[key] not in seen:
        key = meant[key]
        seen.add(key)
    return key


def _chain(key: str, places: Sequence[_Place]) -> Chain:
    chain = Chain(Kind.PLACE, key)
    chain.code = key if any(place.code for place in places) else None
    within = sorted({place.within for place in places if place.within}, key=lambda code: (-len(code), code))
    chain.whole = within[0] if within and not chain.code else None
    usual = usual_names().get(key)
    for place in places:
        same = fold(usual or key.partition(", ")[0]) == place.name
        chain.add(place.mention, "name" if same and not chain.whole else f"read as “{usual or key}”")
    return chain
