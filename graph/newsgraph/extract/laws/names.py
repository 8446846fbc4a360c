"""The words of a law's name, read backwards from the noun it ends in: `Armed Forces (Special Powers)` before `Act`."""

import re
from functools import cache

from newsgraph.extract.laws.known import citations
from newsgraph.extract.laws.owners import place_code

_TOKEN = re.compile(r"\([^()\n]{1,60}\)|[^\s()]+|[\n()]")
_JOINS = frozenset("of and the for on in to against by or de from with & at into a".split())
_BEFORE_THE = frozenset("of to against Of To Against Between between".split())
_NOUNS = frozenset(
    "Act Acts Bill Bills Ordinance Decree Statute Treaty Pact Accord Accords Protocol Code Law Constitution Ordinances Codes Laws".split()
)
_POINTERS = frozenset("This These That Those Such Said Next".split())
_OPENERS = frozenset(
    "The This That A An Under Of Since In By For With And But If When As At On Both Says After Before Through Their His Her Its Our How Why"
    " Whether While Although Because Unlike Like Does Did Is Was Are Were Has Have Had Said Until Though Where Which Who What Yet Also Even"
    " Instead Citing Invoking Using Then Only These Those No Per Via See So Now Today Yesterday Despite Violating Amending From To Or"
    " Regarding Without Within Between Every Each Any Not Another Former Still Meanwhile However Congress Parliament".split()
)
_ABOUT_LAWS = frozenset(
    "Violations Violation Provisions Parts Part Opponents Critics Supporters Passage Repeal Terms Enforcement Sponsors Sponsor Authors"
    " Author Backers Foes Defenders Application Interpretation Expansion Renewal Reauthorization Extension Copies Breach Breaches"
    " Implementation Amendments Section Sections Article Articles Title Titles Chapter Schedule".split()
)
_TREATY_NOUNS = frozenset("Convention Conventions Agreement Charter Covenant".split())
_LONGEST = 13
_WINDOW = 170


def name_before(text: str, noun: int, least: int = 0, *, treaty: bool = False) -> int:
    """Return where the name that ends before `noun` begins, at `least` or later; `noun` itself where there is none.

    Names of treaties are shorter: of the small words only `of` and `and` are theirs, and no comma.
    """
    from_ = max(least, noun - _WINDOW)
    tokens = [(match[0], match.start()) for match in _TOKEN.finditer(text, from_, noun)]
    if from_ > 0 and tokens and text[from_ - 1 : from_].isalnum():
        tokens = tokens[1:]
    start, pending, size = noun, 0, 0
    following = ""
    for word, at in reversed(tokens):
        if size >= _LONGEST or not _goes_on(word, following, pending):
            break
        if (treaty and (word.endswith(",") or (word in _JOINS and word not in ("of", "the", "and")))) or (
            pending and word in _TREATY_NOUNS
        ):
            break
        following = word
        if word.rstrip(",") in _JOINS:
            pending += 1
            continue
        start, pending, size = at, 0, size + 1
    return _without_openers(text, start, noun)


def _goes_on(word: str, following: str, pending: int) -> bool:
    """Return whether a word before the part of a name read so far is of the name too."""
    stem = word.rstrip(",")
    if stem in _JOINS:
        # A comma behind a join, or an article that is not the name's own, ends it.
        own = pending < 3 and not (word.endswith(",") and stem != "and")
        return own and bool(following) and not (following == "the" and word not in _BEFORE_THE)
    if following == "the" and word not in _BEFORE_THE:
        return False
    if pending and following == "a":
        return False
    if (
        stem in _POINTERS
        or (stem in _NOUNS and (pending or word.endswith(",")))
        or (word.endswith((".", ":", ";", "!", "?", "…")) and not re.fullmatch(r"(?:[A-Z]\.)+|No\.|St\.", word))
    ):
        return False
    if word[0] in "()":
        return bool(re.match(r"\([A-Z]\w{2}", word))
    return bool(re.fullmatch(r"[“\"]?(?:[A-Z][\w'’.&/–-]*|U\.S\.|2[01]st),?", word)) and not (
        word.endswith(",") and following[:1].islower() and following not in ("and", "or")
    )


def _without_openers(text: str, start: int, noun: int) -> int:
    """Return where the name begins behind words that open a sentence, a part, a quotation mark and whose law it is."""
    while start < noun:
        word = re.match(r"[“\"]+|\S+\s+", text[start:noun])
        if not word:
            break
        bareword = word[0].strip().rstrip(",")
        owned = _owner_words(text[start:noun])
        if owned:
            start += owned
        elif bareword in _ABOUT_LAWS:
            behind = re.match(r"\S+(?: [\w.,()]+){0,3}? (?:of|to) (?:the )?", text[start:noun])
            if not behind:
                break
            start += behind.end()
        elif bareword.capitalize() in _OPENERS or set(bareword) <= {"“", '"'} or bareword in _JOINS:
            start += word.end()
        else:
            break
    return start


@cache
def _listed() -> frozenset[str]:
    """Return the names of listed laws without the noun that ends them."""
    return frozenset(name.rpartition(" ")[0] for name in citations() if " " in name)


def _owner_words(name: str) -> int:
    """Return how many characters a possessive takes at the head of a name where it says whose law it is, and is no part."""
    for match in re.finditer(r"(?P<who>[^'’]+?)(?:['’]s|s['’]|['’](?= )) ", name):
        words = [word for word in match["who"].split() if word.capitalize() not in _OPENERS]
        if not words or "," in match["who"]:
            continue
        known = any(
            place_code(" ".join(words[-size:]), division=True)
            or place_code(" ".join(words[-size:]) + "s", division=True)
            for size in (1, 2, 3, 4)
        )
        if (
            known
            or name[match.end() :].strip() in _listed()
            or words[-1].isupper()
            or (len(words) == 2 and all(word[:1].isupper() for word in words))
        ):
            return match.end()
    return 0
