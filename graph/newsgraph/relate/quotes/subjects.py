"""Which word says it: the subject of a cue, where the tree gives it and where it only stands beside it."""

import re

from newsgraph.model import Span
from newsgraph.relate.quotes.clauses import subject_before_pronoun
from newsgraph.relate.quotes.passage import Passages, Tree

_NOBODY = frozenset("nobody none neither few nothing".split())
SUBJECTS = ("nsubj",)
_MISREAD = ("flat", "nmod", "appos", "dep", "compound", "vocative", "dislocated")
"""What a title or a name before its verb is now and then read as."""
_TITLED = 8
"""A title with its name has at most so many words."""
_CLOSING = re.compile(r"[”\"'’»],?\s*\Z")
_IN_PHRASES = frozenset("DET ADJ NUM NOUN PROPN PRON PART ADP CCONJ SYM X".split())
_LONGEST_PHRASE = 14
_INNER = ("acl", "ccomp", "xcomp", "acl:relcl")
_QUOTING = frozenset("quoted quotes quoting quote cited cites citing reported".split())
_QUOTED_WITHIN = 20
_GOES_ON = frozenset(
    "went goes going emerged came continue continued continues continuing appeared appears seemed seems".split()
)
"""Verbs whose subject says what an infinitive behind them says: “went on to say that …”."""


def behind(number: int, tree: Tree, passages: Passages) -> int | None:
    """Return who follows a cue that itself follows closing marks, whatever it hangs on: “…,” added a comrade."""
    word = tree.words[number]
    if not _CLOSING.search(tree.text[max(0, word.start - 4) : word.start]):
        return None
    before = passages.quoted_in(Span(max(0, word.start - 3), word.start))
    if not any(quoted.span.end <= word.start for quoted in before):
        return None
    run: list[int] = []
    for at in range(number + 1, len(tree.words)):
        if tree.words[at].upos not in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"):
            break
        run.append(at)
    heads = [at for at in run if tree.words[at].head not in run]
    return heads[0] if heads and tree.words[heads[0]].upos in ("NOUN", "PROPN", "PRON") else None


def after_marks(number: int, tree: Tree, passages: Passages) -> list[int]:
    """Return the words between closing marks and a cue, where they end in a name or a pronoun: “…,” she said."""
    first = max(0, number - _TITLED - 2)
    closed = passages.closed_before(tree.words[number].start)
    if closed is None or closed < tree.words[first].start:
        return []
    words = [word for word in range(first, number) if tree.words[word].start >= closed]
    words = words[1:] if words and tree.words[words[0]].upos == "PUNCT" else words
    if not words or len(words) > _TITLED or any(tree.words[word].upos == "VERB" for word in words):
        return []
    named = passages.naming_at(tree.words[words[-1]].start)
    ends = named is not None and named.span.end == tree.words[words[-1]].end
    pronoun = len(words) == 1 and tree.form(words[0]) in ("he", "she", "they")
    return words if ends or pronoun else []


def before(number: int, tree: Tree, passages: Passages) -> int | None:
    """Return who stands right before a cue that commas set off: “The bridge, Orlov said, will close”."""
    if number == 0 or number + 1 >= len(tree.words) or tree.form(number + 1) not in (",", "."):
        return None
    if start_of_phrase(number, tree) is not None and tree.words[number - 1].upos in ("NOUN", "PROPN"):
        return number - 1
    if tree.form(number - 1) in ("he", "she", "they", "it") and number > 1 and tree.form(number - 2) == ",":
        return number - 1
    named = passages.naming_at(tree.words[number - 1].start)
    if named is None or named.span.end != tree.words[number - 1].end:
        return None
    before = tree.text[max(0, named.span.start - 2) : named.span.start]
    return number - 1 if before == ", " else None


def subject_of(number: int, tree: Tree, depth: int = 0) -> tuple[int | None, bool]:
    """Return the word that says it, and whether the cue is passive; a cue joined to another verb shares its subject."""
    for child in tree.children[number]:
        if tree.words[child].relation in ("nsubj:pass", "aux:pass"):
            return _agent(number, tree), True
    subjects = [child for child in tree.children[number] if tree.relation(child) in SUBJECTS]
    if subjects:
        # A title before a name may hang on the verb beside it.
        return min(subjects, key=lambda child: abs(child - number)), False
    if (misread := _misread(number, tree)) is not None:
        return misread, False
    if (displaced := _displaced(number, tree)) is not None:
        return displaced, False
    above = tree.words[number].head
    joined = _shares(number, tree) and above != number and depth < 4
    if joined and tree.words[above].upos in ("VERB", "AUX", "NOUN", "ADJ"):
        found, passive = subject_of(above, tree, depth + 1)
        if passive and tree.form(number).endswith("ing") and tree.words[above].relation in _INNER:
            return subject_of(tree.words[above].head, tree, depth + 1)
        if found is None and tree.form(number).endswith("ing") and tree.relation(above) in _INNER:
            return subject_of(tree.words[above].head, tree, depth + 1)
        if passive:
            found = next((child for child in tree.children[above] if tree.words[child].relation == "nsubj:pass"), None)
        return found, False
    return None, False


def _misread(number: int, tree: Tree) -> int | None:
    """Return a name or a title before a verb that has no subject: “Firefighter Robert Savo, who …, said …”."""
    found = [
        child
        for child in tree.children[number]
        if child < number and tree.relation(child) in _MISREAD and tree.words[child].upos in ("NOUN", "PROPN")
    ]
    return found[0] if found and tree.child(number, "case", "mark") is None else None


def _displaced(number: int, tree: Tree) -> int | None:
    """Return a subject read as that of the clause behind its verb: “Ana Pell, the mayor, says she will go”."""
    if (between := subject_before_pronoun(number, tree)) is not None:
        return between
    clause = tree.child(number, "ccomp")
    if clause is None or clause < number or tree.child(number, "mark", "case") is not None:
        return None
    if tree.form(number + 1) == ",":
        return None
    return next((c for c in tree.children[clause] if c < number and tree.relation(c) in SUBJECTS), None)


def _shares(number: int, tree: Tree) -> bool:
    """Return whether the subject of the verb above says it too."""
    relation, form = tree.relation(number), tree.form(number)
    if relation == "conj":
        return True
    if form.endswith("ing"):
        return relation in ("advcl", "parataxis", "xcomp")
    return relation in ("advcl", "xcomp") and tree.form(tree.words[number].head) in _GOES_ON


def _agent(number: int, tree: Tree) -> int | None:
    for child in tree.children[number]:
        case = tree.child(child, "case") if tree.relation(child) == "obl" else None
        if case is not None and tree.form(case) == "by":
            return child
    return None


def near(subject: int, number: int, tree: Tree) -> list[int]:
    """Return the words of a subject on its side of the cue."""
    below = tree.subtree(subject, without=frozenset({number}))
    return [word for word in below if (word < number) == (subject < number)]


def quoted_as(number: int, tree: Tree) -> tuple[int, int] | None:
    """Return who is quoted, and the verb that quotes: “the Gazette quoted one witness as saying”."""
    if tree.form(number) != "saying" or number < 2 or tree.form(number - 1) != "as":
        return None
    for verb in range(number - 2, max(-1, number - _QUOTED_WITHIN), -1):
        if tree.form(verb) in _QUOTING:
            passive = tree.child(verb, "nsubj") if verb == number - 2 else None
            who = passive if verb == number - 2 else tree.child(verb, "obj")
            if who is None and verb < number - 2 and tree.words[number - 2].upos in ("NOUN", "PROPN", "PRON"):
                who = number - 2
            return (who, verb) if who is not None and who < number else None
    return None


def start_of_phrase(number: int, tree: Tree) -> int | None:
    """Return the first word of the phrase that a comma parts from the clause before it and that ends before a cue."""
    at = number
    while at > 0 and number - at < _LONGEST_PHRASE and tree.words[at - 1].upos in _IN_PHRASES:
        at -= 1
    return at if 1 < at < number and tree.form(at - 1) == "," else None


def is_nobody(subject: int, tree: Tree) -> bool:
    """Return whether a subject says that nobody spoke."""
    determiner = tree.child(subject, "det")
    before = {tree.form(child) for child in tree.children[subject] if child < subject}
    return (
        tree.form(subject) in _NOBODY
        or "neither" in before
        or (determiner is not None and tree.form(determiner) in ("no", "neither"))
    )
