"""What kind of thing a chunk of capitalised words names: by lists, by shape, by title, by the words around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from newsgraph.extract.lexicon import Lexicon, not_a_name, straight
from newsgraph.extract.rules.cues import (
    behind_the,
    closes,
    container_follows,
    role_after,
    role_before,
    speaks_or_ages,
    stands_in_place,
)
from newsgraph.extract.rules.tokens import Token
from newsgraph.model import Kind

_OUTLETS = frozenset(
    "Times Herald Tribune Gazette Chronicle Telegraph Zeitung Courier Examiner Inquirer Weekly Magazine".split()
)
_SURE_PLACE = 0.95
_LONGEST = 24
"""So many words in a row may make up names; a line of more is a heading set in capitals word by word."""
_FUNCTION = frozenset(
    "a about above after again against all along also although am among an and any are around as at away back"
    " be because been before being below beneath beside besides between beyond both but by can could despite"
    " did do does down during each either else even ever every few for from further get had has have having he"
    " hence her here hers him his how however i if in indeed inside instead into is it its itself just last"
    " later least less like likewise many may maybe me meanwhile might more moreover most much must my near"
    " nearly neither never nevertheless next no nobody none nor not nothing now of off often on once one only"
    " onto or other others otherwise our out outside over overall own per perhaps please rather same several"
    " shall she should since so some somebody someone something sometimes soon still such than that the their"
    " them then there therefore these they this those though three through throughout thus to today together"
    " tomorrow tonight too toward towards two under unless unlike until up upon us very via was we well were"
    " what whatever when where whereas whether which while who whom whose why will with within without yes"
    " yesterday yet you your according earlier former additionally currently recently finally eventually"
    " originally former dear hello hi thanks thank photo image video"
    " source sources see ex then-president late early".split()
)
_CLITICS = frozenset({"s", "d", "m", "ll", "re", "ve"})
_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV", "V", "VI", "VII", "VIII", "XIV", "XVI", "XXIII"})
_COMPASS = frozenset("North South East West Northern Southern Eastern Western Central Upper Lower Greater New".split())
_DOTLESS = re.compile(r"^(St|Ste|Mt|Ft) ")
_MERGING = frozenset({"US", "U.S.", "U.S", "UK", "U.K.", "United States", "British", "American", "EU", "UN", "U.N."})
"""Before the name of a body these are part of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a stretch: what it names, how surely, and what it parses to."""

    start: int
    end: int
    kind: Kind | None
    """None where nothing but its shape speaks for a name."""
    score: float
    value: str | None = None
    opens: bool = False


def read_chunk(chunk: Sequence[Token], text: str, lexicon: Lexicon) -> list[Reading]:
    """Return the names in a chunk, in order; those of unknown kind among them."""
    pieces = (chunk[at : at + _LONGEST] for at in range(0, len(chunk), _LONGEST))
    return [reading for piece in pieces for reading in _read(list(piece), text, lexicon, title=None)]


def _read(words: list[Token], text: str, lexicon: Lexicon, *, title: str | None) -> list[Reading]:
    return list(_read_once(tuple(words), text, lexicon, title))


@lru_cache(maxsize=512)
def _read_once(tokens: tuple[Token, ...], text: str, lexicon: Lexicon, title: str | None) -> tuple[Reading, ...]:
    """Return the names in some words; kept, since a long line of capitalised words asks for each of its ends again."""
    return tuple(_names_of(list(tokens), text, lexicon, title=title))


def _names_of(words: list[Token], text: str, lexicon: Lexicon, *, title: str | None) -> list[Reading]:
    words = _trimmed(words, lexicon)
    if not words:
        return []
    whole = _known(words, text, lexicon)
    if whole and whole.kind is Kind.GROUP and _is_language(text, whole.start, whole.end):
        return []
    if whole and not (title and len(words) == 1 and whole.kind is Kind.PLACE and whole.score < _SURE_PLACE):
        return [whole]
    at, length = _title_at(words, lexicon)
    if at == 0:
        return _behind_title(words, length, text, lexicon)
    shaped = _shape(words, text, lexicon)
    if not shaped and len(words) <= 3 and container_follows(text, words[-1].end, lexicon) and not title:
        return [Reading(words[0].start, words[-1].end, Kind.PLACE, 0.85)]
    if (
        at > 0
        and at + length < len(words)
        and not (shaped and at + length == len(words) - 1 and shaped.kind is not Kind.PERSON)
    ):
        return [*_read(words[:at], text, lexicon, title=None), *_behind_title(words[at:], length, text, lexicon)]
    if at > 0 and at + length == len(words) and not shaped:
        return _read(words[:at], text, lexicon, title=None)
    if shaped and not title:
        return [shaped]
    known = lexicon.phrases.get(words[0].text) if len(words) > 1 and not title else None
    person = None if known and known.kind is Kind.GROUP else _person(words, text, lexicon, title=title)
    if person:
        return [person]
    return _by_prefix(words, text, lexicon)


def _trimmed(words: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return the words without what a sentence begins with, and without days and numerals at the edges."""
    while words and _begins_nothing(words, lexicon):
        if len(words) > 1 and _text(words) in lexicon.phrases:
            break
        if words[0].text == "Will" and len(words) > 1 and not words[0].opens:
            break
        words = words[1:]
    while words and _ends_nothing(words[-1].text, lexicon) and not _is_full_name(words, lexicon):
        words = words[:-1]
    return words


def _begins_nothing(words: list[Token], lexicon: Lexicon) -> bool:
    """Return whether the first word only opens a sentence; in capitals, `US` and `WHO` are names."""
    word = words[0].text
    if len(word) == 1:
        return len(words) == 1 or words[0].end == words[1].start - 1
    plain = word.replace("’", "'")
    base, _, rest = plain.lower().partition("'")
    return (
        not_a_name(word)
        or (base in _FUNCTION and not (word.isupper() and word in lexicon.phrases) and (not rest or rest in _CLITICS))
        or plain.endswith(("n't", "N'T"))
    )


def _ends_nothing(word: str, lexicon: Lexicon) -> bool:
    if word in _SUFFIXES or len(word) == 1 or (word.isupper() and word in lexicon.phrases):
        return False
    return not_a_name(word) or word.lower() in _FUNCTION


def _is_full_name(words: list[Token], lexicon: Lexicon) -> bool:
    """Return whether the last word, common as it is, follows a given name: "James To"."""
    return len(words) == 2 and words[0].text in lexicon.first_names


def _text(words: Sequence[Token]) -> str:
    """Return the name as the lists write it."""
    name = words[0].text
    for before, token in pairwise(words):
        owner = "'s" if before.possessive else ""
        name += f"{owner} {token.link} {token.text}" if token.link else f"{owner} {token.text}"
    return straight(name)


def _known(words: list[Token], text: str, lexicon: Lexicon) -> Reading | None:
    name = _text(words)
    end = words[-1].end
    found = lexicon.phrases.get(name) or lexicon.phrases.get(_DOTLESS.sub(r"\1. ", name))
    if text[end : end + 1] == "." and f"{name}." in lexicon.phrases:
        found, end = lexicon.phrases[f"{name}."], end + 1
    if not found and text[words[0].start - 2 : words[0].start] == ", ":
        dotted = text[end : end + 1] == "." and f"{name}." in lexicon.behind_comma
        found = lexicon.behind_comma.get(f"{name}." if dotted else name)
        end += dotted
    if not found:
        return None
    article = 4 if name.startswith("The ") else 0
    return Reading(words[0].start + article, end, found.kind, found.score, found.value)


def _is_language(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 12) : start]
    return (
        before.endswith(("speak ", "speaks ", "spoke ", "speaking ", "into ", " in "))
        and not text[end : end + 2].strip(" ").isalpha()
    ) or text[end : end + 10].startswith((" language", "-speaking", "-language"))


def _title_at(words: list[Token], lexicon: Lexicon) -> tuple[int, int]:
    """Return where the first title stands and how many words it has; (-1, 0) where there is none."""
    for at in range(len(words)):
        if at and words[at].link:
            continue
        for length in range(min(4, len(words) - at), 0, -1):
            title = _text(words[at : at + length]).lower().replace(".", "")
            if title not in lexicon.titles:
                continue
            given = at > 0 and (words[at - 1].text in lexicon.first_names or len(words[at - 1].text) == 1)
            given = given or (length == 1 and len(words) > at + 1 and words[at].text in lexicon.first_names)
            body = _text(words[: at + 1]) in lexicon.phrases if at else False
            if (not given or length > 1) and not body:
                return at, length
    return -1, 0


def _behind_title(words: list[Token], length: int, text: str, lexicon: Lexicon) -> list[Reading]:
    """Return the readings of a chunk that begins with a title."""
    rest = words[length:]
    shaped = _shape(words, text, lexicon) if rest else None
    if shaped and shaped.kind is not Kind.PERSON and rest[0].text not in lexicon.first_names:
        return [shaped]
    if not rest or rest[0].link:
        return _read(rest, text, lexicon, title=None) if rest else []
    title = text[words[0].start : words[length - 1].end]
    if words[length - 1].possessive:
        return _read(rest, text, lexicon, title=None)
    return _read(rest, text, lexicon, title=title)


def _shape(words: list[Token], text: str, lexicon: Lexicon) -> Reading | None:
    """Return what the form of a name of several words tells: an ending, a head before "of", a legal form."""
    if len(words) < 2:
        return None
    first, last = words[0].text, words[-1].text
    start, end = words[0].start, words[-1].end
    two = " ".join(token.text for token in words[-2:])
    if last in lexicon.company_ends or f"{last}." in lexicon.company_ends:
        end += text[end : end + 1] == "." and f"{last}." in lexicon.company_ends
        return Reading(start, end, Kind.ORGANIZATION, 0.9)
    for token, following in pairwise(words):
        if following.link in ("of", "of the"):
            return _headed(words, token.text, lexicon)
        if following.link in ("for", "for the", "on", "against"):
            return Reading(start, end, Kind.ORGANIZATION, 0.82)
    given = first in lexicon.first_names and first.lower() not in lexicon.common and first not in lexicon.phrases
    if given and len(words) in (2, 3) and last in lexicon.surnames:
        return None
    if last in lexicon.organization_ends or two in lexicon.organization_ends:
        return Reading(start, end, Kind.ORGANIZATION, 0.85)
    if last in lexicon.outlet_ends and (last in _OUTLETS or _text(words[:-1]) in lexicon.phrases):
        return Reading(start, end, Kind.ORGANIZATION, 0.85)
    if last in lexicon.event_ends or first in lexicon.event_heads:
        return Reading(start, end, Kind.EVENT, 0.75)
    if last in lexicon.place_ends or two in lexicon.place_ends:
        return Reading(start, end, Kind.PLACE, 0.8)
    if first in lexicon.place_heads and len(words) < 4 and not words[1].link and _heads_place(words, lexicon):
        return Reading(start, end, Kind.PLACE, 0.75)
    return None


def _heads_place(words: list[Token], lexicon: Lexicon) -> bool:
    """Return whether a first word such as Mount, San or Northern makes a place of the rest."""
    if words[0].text in _COMPASS:
        return _text(words[1:]) in lexicon.phrases
    return len(words) == 2 and words[1].text.lower() not in lexicon.titles


def _headed(words: list[Token], head: str, lexicon: Lexicon) -> Reading | None:
    start, end = words[0].start, words[-1].end
    if head in lexicon.event_of and head not in lexicon.organization_heads:
        return Reading(start, end, Kind.EVENT, 0.8)
    if head in lexicon.organization_heads:
        return Reading(start, end, Kind.ORGANIZATION, 0.86)
    if head in lexicon.place_of:
        return Reading(start, end, Kind.PLACE, 0.8)
    return None


def _person(words: list[Token], text: str, lexicon: Lexicon, *, title: str | None) -> Reading | None:
    start, end = words[0].start, words[-1].end
    if words[-1].text in ("Jr", "Sr") and text[end : end + 1] == ".":
        end += 1
    while len(words) > 2 and words[-1].text.lower() in lexicon.common and words[-1].text not in lexicon.surnames:
        words = words[:-1]
        end = words[-1].end
    if len(words) > 5:
        return None
    score = 0.92 if title else _person_score(words, text, lexicon)
    role = title or role_before(text, start, lexicon) or role_after(text, end, lexicon)
    if not score and role and not any(token.text.lower() in lexicon.common for token in words):
        score = 0.75 if len(words) > 1 else 0.65
    if not score and speaks_or_ages(text, end) and not words[0].text.isupper():
        plain = sum(token.text.lower() in lexicon.common for token in words)
        score = 0.7 if plain == 0 and len(words) < 4 else 0.0
    return Reading(start, end, Kind.PERSON, score, role) if score else None


def _person_score(words: list[Token], text: str, lexicon: Lexicon) -> float:
    first, last = words[0].text, words[-1].text
    if len(words) == 1:
        known = first in lexicon.first_names and first not in lexicon.weak_first_names
        known = known or (first in lexicon.surnames and first.lower() not in lexicon.common)
        return 0.6 if known and not (words[0].opens and first.lower() in lexicon.common) else 0.0
    plain = last.lower() in lexicon.common and last not in lexicon.surnames
    if first in lexicon.first_names and first not in lexicon.weak_first_names:
        return 0.6 if plain else 0.92
    if first in lexicon.weak_first_names:
        return 0.0 if plain or (words[0].opens and last.lower() in lexicon.common) else 0.85
    if first.lower() in lexicon.common:
        return 0.0
    if len(first.replace(".", "")) == 1 or ("." in first and len(first) < 7):
        return 0.0 if plain else 0.85
    if last in _SUFFIXES:
        return 0.85
    if any(token.text in lexicon.first_names or len(token.text) == 1 for token in words[1:-1]):
        return 0.75
    if last in lexicon.surnames or last in lexicon.first_names:
        return 0.7
    return 0.0


def _by_prefix(words: list[Token], text: str, lexicon: Lexicon) -> list[Reading]:
    """Return the longest known name at the chunk's beginning or end and the readings of the rest; else the unknown."""
    for cut in range(len(words) - 1, 0, -1):
        if words[cut].link:
            continue
        head = _known(words[:cut], text, lexicon)
        if head:
            rest = _read(words[cut:], text, lexicon, title=None)
            sure = [reading for reading in rest if reading.kind is not None]
            if sure:
                return _merged(head, sure, text)
            if head.score >= _SURE_PLACE:
                return [Reading(head.start, head.end, head.kind, head.score - 0.2, head.value)]
            break
    for cut in range(1, len(words)):
        if words[cut].link or words[cut - 1].text.lower() not in lexicon.common:
            continue
        rest = [reading for reading in _read(words[cut:], text, lexicon, title=None) if reading.kind is not None]
        if rest and (words[0].opens or rest[0].kind in (Kind.PERSON, Kind.PLACE)):
            return rest
    return _by_context(words, text, lexicon)


def _merged(head: Reading, rest: list[Reading], text: str) -> list[Reading]:
    """Return the readings, a country joined to the body behind it: US State Department."""
    body = rest[0]
    if body.kind is Kind.ORGANIZATION and body.start == head.end + 1 and text[head.start : head.end] in _MERGING:
        return [Reading(head.start, body.end, body.kind, body.score, body.value), *rest[1:]]
    return [head, *rest]


def _impersonal(token: Token, lexicon: Lexicon) -> bool:
    """Return whether a word is unlikely in the name of an unknown person: a common word, an acronym, an "of"."""
    shouted = token.text.isupper() and len(token.text) > 1
    return bool(token.link) or shouted or token.text.lower() in lexicon.common


def _by_context(words: list[Token], text: str, lexicon: Lexicon) -> list[Reading]:
    start, end = words[0].start, words[-1].end
    if all(token.text.lower() in lexicon.common for token in words):
        return []
    acronym = len(words) == 1 and words[0].text.isupper() and 2 <= len(words[0].text) <= 6 and words[0].text.isalpha()
    if acronym:
        sure = bool(behind_the(text, start))
        return [Reading(start, end, Kind.ORGANIZATION if sure else None, 0.65 if sure else 0.3, None, words[0].opens)]
    if stands_in_place(text, start) and len(words) <= 3 and closes(text, end) and text[end : end + 1] != "-":
        return [Reading(start, end, Kind.PLACE, 0.55)]
    if 2 <= len(words) <= 3 and not any(_impersonal(token, lexicon) for token in words):
        if behind_the(text, start):
            return [Reading(start, end, None, 0.3)]
        return [Reading(start, end, Kind.PERSON, 0.5)]
    return [Reading(start, end, None, 0.3, None, words[0].opens)]
