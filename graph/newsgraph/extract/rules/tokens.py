"""Capitalised words and the runs they form; lower-case words are never looked at one by one."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

MAX_LENGTH = 60
"""A longer word is no name."""


def _upper_class() -> str:
    """Return the inside of a character class of all capitals: `re` has no name for it."""
    capitals = [code for code in range(sys.maxunicode + 1) if chr(code).isupper() or chr(code).istitle()]
    ranges = []
    for _, group in groupby(enumerate(capitals), key=lambda pair: pair[1] - pair[0]):
        run = [code for _, code in group]
        ranges.append(f"{chr(run[0])}-{chr(run[-1])}" if len(run) > 1 else chr(run[0]))
    return "".join(ranges)


UPPER = f"[{_upper_class()}]"
_CAPITALISED = re.compile(
    rf"(?<![\w@#/\\=<&])(?<![\w]['’.-])"
    rf"(?:"
    rf"(?:{UPPER}\.){{2,}}(?:{UPPER}(?!\w))?"  # U.S., J.K., N.J
    rf"|(?:(?:al|el|ar|as|ash|at|az|ul|an)-|[dl]['’])?{UPPER}\w*(?:['’&!–-]\w+)*"
    rf")(?![@\\=]|://|\.\w+/)"
)
_POSSESSIVE = re.compile(r"['’][sS]?\Z")
_NAME_PARTICLES = (
    "de|de la|de las|de los|de l'|del|della|di|da|das|do|dos|du|des|van|van de|van den|van der|van 't"
    "|von|von der|von dem|vom"
    "|zu|zur|bin|bint|ibn|ben|abu|el|al|la|le|les|ter|ten|y|und|af|av"
)
PARTICLES = frozenset(_NAME_PARTICLES.split("|"))
CONNECTORS = frozenset(
    {"of", "of the", "for", "for the", "and", "&", "on", "in", "against", "to", "and the", "the", "with"}
)
_ABBREVIATED = frozenset(
    "St Ste Mt Ft Mr Mrs Ms Dr Prof Sen Sens Rep Reps Gov Pres Gen Maj Col Lt Cpt Capt Cmdr Sgt Cpl Pvt Adm Brig Amb"
    " Atty Det Insp Supt Rev Fr Hon Jr Sr Messrs Mme Mlle Bros Ph No Asst Univ Dept Gov Cllr".split()
)
_TAILS = frozenset(
    "based born led era style run owned held bound like esque wide area made free type class level only old turned win"
    " won ruled owned rich size sized size born built elect friendly in on off up out to the of and or by s".split()
)
_PREFIXES = frozenset("anti pro non ex mid pre post neo trans cross inter un all self co sub pan so e i".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A capitalised word: where it stands, and what stands between it and the next word of its run."""

    text: str
    start: int
    end: int
    possessive: bool = False
    link: str | None = None
    """What joins it to the token before: "" for a space, a particle, a connector; None where a run starts."""
    opens: bool = False
    """Whether it may be capitalised only because a sentence begins with it."""


def tokens(text: str, *, kept_hyphens: frozenset[str] = frozenset()) -> Iterator[Token]:
    """Yield the capitalised words in order, hyphenated words parted where the parts are names of their own.

    `kept_hyphens` are whole words, such as Ki-moon, that are never parted.
    """
    end = 0
    for found in _CAPITALISED.finditer(text):
        if found.end() - found.start() > MAX_LENGTH:
            end = found.end()
            continue
        for start, stop, possessive in _parts(found[0], found.start(), kept_hyphens):
            gap = text[end:start] if start - end < 14 else None
            yield Token(text[start:stop], start, stop, possessive, _link(gap, text, end), _opens(text, start))
            end = stop + (_possessive_length(text, stop) if possessive else 0)


def runs(words: Iterator[Token]) -> Iterator[list[Token]]:
    """Yield the tokens gathered into runs; a possessive keeps its run open, for names such as Children's Hospital."""
    run: list[Token] = []
    for token in words:
        if token.link is None and run:
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _parts(word: str, start: int, kept: frozenset[str]) -> list[tuple[int, int, bool]]:
    end = start + len(word)
    possessive = False
    if "'" in word or "’" in word:
        found = _POSSESSIVE.search(word)
        if found:
            end, possessive = start + found.start(), True
            word = word[: found.start()]
    if ("-" in word or "–" in word) and word.replace("–", "-") not in kept:
        return _parted(word, start, end, possessive=possessive)
    if word.endswith("!"):
        return [(start, end - 1, possessive)]
    return [(start, end, possessive)]


def _parted(word: str, start: int, end: int, *, possessive: bool) -> list[tuple[int, int, bool]]:
    """Return the word whole, or without a lower-case tail (Chicago-based) or prefix (Anti-Trump)."""
    cut = max(word.rfind("-"), word.rfind("–"))
    tail = word[cut + 1 :]
    if tail[:1].islower() and word[:3].lower() not in ("al-", "el-") and _qualifies(tail):
        return [(start, start + word.find("-") if "-" in word else start + cut, False)]
    head, _, rest = word.replace("–", "-").partition("-")
    if head.lower() in _PREFIXES and rest[:1].isupper() and len(head) > 1:
        return [(start + len(head) + 1, end, possessive)]
    return [(start, end, possessive)]


def _qualifies(tail: str) -> bool:
    """Return whether the tail makes an adjective or a noun of a name (U.S.-led), and is no part of it (Kwok-kin)."""
    return tail in _TAILS or len(tail) > 6 or (len(tail) > 4 and tail.endswith("ed"))


def _possessive_length(text: str, stop: int) -> int:
    return 2 if text[stop + 1 : stop + 2] in ("s", "S") else 1


def _link(gap: str | None, text: str, end: int) -> str | None:
    """Return what joins a word to the one before, or None where they stand apart."""
    if gap is None or end == 0:
        return None
    if gap == " ":
        return ""
    if "\n" in gap or not gap:
        return None
    inside = gap.strip()
    if inside in CONNECTORS or inside in PARTICLES:
        return inside
    if gap in (". ", "."):
        low = max(0, end - 7)
        before = text[low:end].split()[-1:] or [""]
        word = before[0].lstrip("(\"'“‘[-")
        if word in _ABBREVIATED or (len(word) == 1 and word.isupper()):
            return ""
    return None


def _opens(text: str, start: int) -> bool:
    """Return whether a sentence, a quote or a line begins here."""
    at = start - 1
    while at >= 0 and text[at] in " \t\"'“”‘’«([*•-–—":
        if text[at] in '"“‘«([*•–—' and at > 0:
            return True
        at -= 1
    return at < 0 or text[at] in ".!?\n:;…"
