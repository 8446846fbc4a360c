"""The name within a mention that a treebank marks whole: `Thomas Sam` in `their neighbour, Thomas Sam, 42`."""

from collections.abc import Sequence
from typing import NamedTuple

from newsgraph.extract.lexicon import lexicon
from newsgraph.model import Kind, MentionForm


class Token(NamedTuple):
    """A word of a sentence."""

    form: str
    upos: str
    proper: bool
    plural: bool
    head: int
    """Which word of the sentence it hangs on; itself for a root."""


class Head(NamedTuple):
    """How a mention refers, and by which words."""

    form: MentionForm
    first: int
    last: int
    kind: Kind


_CAPITALISED = frozenset({"NUM", "ADJ", "NOUN", "X", "VERB"})
_SMALL = frozenset("of for and the & de del la le las los der des du di da do y 's ’s ' ’ on".split())
_JOINTS = frozenset({"-", "–", "/"})
_FARTHEST = 3


def named_part(words: Sequence[Token], first: int, last: int, kind: Kind) -> Head:
    """Return the name in a mention that reaches from the first word to the last, and whether it is one at all.

    It is the run of proper nouns around the word that the mention hangs by. A person's title or role is no part of it;
    a person referred to by a title alone ("the President") is described, not named, and so is a part of a place
    ("northern England"). People named by a plural ("Americans") are a group.
    """
    head = next(
        (at for at in range(first, last + 1) if words[at].head == at or not first <= words[at].head <= last), first
    )
    if words[head].upos == "PRON":
        return Head(MentionForm.PRONOUN, first, last, kind)
    described = Head(MentionForm.NOMINAL, first, last, kind)
    start = first
    if not words[head].proper:
        # "creator Mark Lee": the name hangs on the role right before it.
        behind = head + 1 <= last and words[head + 1].proper and words[head + 1].head == head
        if kind is not Kind.PERSON or not behind:
            return described
        start = head = head + 1
    low, high = _run(words, head, start, last, loose=kind is not Kind.PERSON)
    if kind is Kind.PLACE and low > first and _narrows(words[low - 1]):
        return described
    if kind is Kind.PERSON:
        found = _without_title(words, low, high)
        if found is None:
            return described
        low, high = found
        kind = Kind.GROUP if words[head].plural and low <= head else kind
    return Head(MentionForm.NAME, low, high, kind)


def _narrows(word: Token) -> bool:
    """Return whether a word before a place's name makes it another place: "northern England", "mainland Australia"."""
    return word.upos in ("ADJ", "NOUN", "ADV") and word.form[0].islower()


def _run(words: Sequence[Token], head: int, first: int, last: int, *, loose: bool) -> tuple[int, int]:
    low = high = head
    while low > first and (step := _step(words, low, first, -1, loose=loose)):
        low -= step
    while high < last and (step := _step(words, high, last, 1, loose=loose)):
        high += step
    while low < high and words[low].upos in ("DET", "PUNCT"):
        low += 1
    return low, high


def _step(words: Sequence[Token], at: int, limit: int, way: int, *, loose: bool) -> int:
    """Return how many words further the name goes; only bodies, places and events hold "of", "and" and "'s"."""
    following = words[at + way]
    capital = following.upos in _CAPITALISED and following.form[0].isupper()
    if following.proper or capital or (loose and way > 0 and following.form.isdigit()):
        return 1
    for size in range(2, _FARTHEST + 1):
        end = at + way * size
        if (limit - end) * way < 0:
            return 0
        between = words[min(at, end) + 1 : max(at, end)]
        # "Study in the Sciences" is one name, "State University in Columbus" is a name and where it is.
        small = _SMALL | {"in"} if size == _FARTHEST else _SMALL
        joined = all(one.form in _JOINTS or (loose and one.form.lower() in small) for one in between)
        # "US-75" is a road, not the country.
        numbered = way > 0 and loose and all(one.form in _JOINTS for one in between) and words[end].form.isdigit()
        if joined and (words[end].proper or numbered):
            return size
    return 0


def _without_title(words: Sequence[Token], low: int, high: int) -> tuple[int, int] | None:
    """Return a person's name behind the last title word; None for a title or role alone."""
    known = lexicon()
    if words[high].form.lower() in known.roles:
        return None
    for at in range(high, low - 1, -1):
        word = words[at].form.lower().strip(".")
        if word in known.titles and word.title() not in known.first_names:
            return (at + 1, high) if at < high else None
    return low, high
