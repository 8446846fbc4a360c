"""Cues in the trees of an article, with their speakers and the clauses that they give."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsgraph.model import Kind, Span
from newsgraph.relate.quotes.clauses import LONGEST, clause_of, content_of, is_finite, is_real
from newsgraph.relate.quotes.cues import Cue, cues
from newsgraph.relate.quotes.nouns import can_speak, is_document
from newsgraph.relate.quotes.passage import Passages, Tree
from newsgraph.relate.quotes.speakers import Speakers

_NOBODY = frozenset("nobody none neither few nothing".split())
_SUBJECTS = ("nsubj",)
_TITLED = 8
"""A title with its name has at most so many words."""
_CLOSING = re.compile(r"[”\"'’»],?\s*\Z")


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue with its speaker, and the clause it gives where the tree shows one."""

    cue: Span
    frame: Span
    """From the subject or the verb, whichever stands first, to the last of the two."""
    end: int
    """Where the words that belong to the verb end: “told reporters on Monday”."""
    sentence: Span
    line: int
    speaker: str | None
    takes: frozenset[str]
    inverted: bool = False
    content: Span | None = None
    score: float = 0.85


def attributions(passages: Passages, speakers: Speakers) -> Iterator[Attribution]:
    """Yield the cues outside headlines and quotation marks, in order."""
    known = cues()
    text = passages.text
    for sentence in passages.sentences:
        forms = [text[word.start : word.end].lower() for word in sentence.words]
        spoken = [number for number, form in enumerate(forms) if form in known]
        according = [n for n, form in enumerate(forms[:-1]) if form == "according" and forms[n + 1] == "to"]
        if not (spoken or according) or passages.in_heading(sentence.words[0].start):
            continue
        tree = Tree(sentence, text)
        for number in sorted([*spoken, *according]):
            if passages.in_quote(tree.words[number].start):
                continue
            if number in according:
                found = _according(number, tree, passages, speakers)
            else:
                found = _spoken(number, known[forms[number]], tree, passages, speakers)
            if found is not None:
                yield found


def _spoken(number: int, cue: Cue, tree: Tree, passages: Passages, speakers: Speakers) -> Attribution | None:
    word = tree.words[number]
    if word.upos != "VERB" or tree.relation(number) in ("amod", "case", "compound"):
        return None
    if tree.form(number) == "called" and tree.relation(number) in ("acl", "advcl"):
        return None
    subject, passive = _subject(number, tree)
    if subject is None and not passive:
        subject = _behind(number, tree, passages) or _before(number, tree, passages)
    between = _after_marks(number, tree, passages) if subject is None and not passive else ()
    subject = between[-1] if between else subject
    if "speaker" in cue.takes and (subject is None or not speakers.is_speaker(tree, subject)) and not passive:
        return None
    content = content_of(number, cue, tree) if subject is not None or passive else None
    if content is not None and not is_real(number, tree):
        content = None
    if subject is not None and _is_nobody(subject, tree):
        return None
    own = subject is None or tree.words[subject].head == number
    if not own and subject is not None and not speakers.is_speaker(tree, subject):
        return None
    speaker = (
        speakers.find(tree, subject) if subject is not None and _could_be(number, content, tree, passages) else None
    )
    span = Span(word.start, word.end)
    parts = [number, *between] if subject is None or passive or between else [number, *_near(subject, number, tree)]
    parts += [child for child in tree.children[number] if child < min(parts) and tree.relation(child) in _SUBJECTS]
    frame = tree.span(parts)
    return Attribution(
        span, frame, max(frame.end, _end(number, content, tree, passages)), tree.span(range(len(tree.words))),
        passages.line_of(word.start), speaker, cue.takes, subject is not None and subject > number, content,
    )  # fmt: skip


def _could_be(number: int, content: Span | None, tree: Tree, passages: Passages) -> bool:
    """Return whether a cue may give words at all, so that a speaker without a name is worth making."""
    if content is not None:
        return True
    line = passages.line_of(tree.words[number].start)
    end = passages.lines[min(line + 1, len(passages.lines) - 1)].end
    return bool(passages.quoted_in(Span(passages.lines[line].start, end)))


def _behind(number: int, tree: Tree, passages: Passages) -> int | None:
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


def _after_marks(number: int, tree: Tree, passages: Passages) -> list[int]:
    """Return the words between closing marks and a cue, where they end in a name or a pronoun: “…,” she said."""
    start = tree.words[number].start
    line = passages.line_of(start)
    before = passages.quoted_in(Span(passages.lines[line].start, start))
    closed = max((quoted.span.end for quoted in before if quoted.span.end <= start), default=None)
    words: list[int] = []
    while closed is not None and number - len(words) > 0 and tree.words[number - len(words) - 1].start >= closed:
        words.insert(0, number - len(words) - 1)
    words = [word for word in words if tree.words[word].upos != "PUNCT" or word != min(words)]
    if not words or len(words) > _TITLED or any(tree.words[word].upos == "VERB" for word in words):
        return []
    named = passages.naming_at(tree.words[words[-1]].start)
    ends = named is not None and named.span.end == tree.words[words[-1]].end
    pronoun = len(words) == 1 and tree.form(words[0]) in ("he", "she", "they")
    return words if ends or pronoun else []


def _before(number: int, tree: Tree, passages: Passages) -> int | None:
    """Return the name right before a cue that commas set off: “The bridge, Orlov said, will close”."""
    if number == 0 or number + 1 >= len(tree.words) or tree.form(number + 1) != ",":
        return None
    named = passages.naming_at(tree.words[number - 1].start)
    if named is None or named.span.end != tree.words[number - 1].end:
        return None
    before = tree.text[max(0, named.span.start - 2) : named.span.start]
    return number - 1 if before == ", " else None


def _subject(number: int, tree: Tree, depth: int = 0) -> tuple[int | None, bool]:
    """Return the word that says it, and whether the cue is passive; a cue joined to another verb shares its subject."""
    for child in tree.children[number]:
        if tree.words[child].relation in ("nsubj:pass", "aux:pass"):
            return _agent(number, tree), True
    subjects = [child for child in tree.children[number] if tree.relation(child) in _SUBJECTS]
    if subjects:
        # A title before a name may hang on the verb beside it.
        return min(subjects, key=lambda child: abs(child - number)), False
    above = tree.words[number].head
    shares = tree.relation(number) == "conj" or (
        tree.relation(number) in ("advcl", "parataxis") and tree.form(number).endswith("ing")
    )
    if shares and above != number and depth < 4 and tree.words[above].upos in ("VERB", "AUX", "NOUN", "ADJ"):
        found, passive = _subject(above, tree, depth + 1)
        if passive:
            found = next((child for child in tree.children[above] if tree.words[child].relation == "nsubj:pass"), None)
        return found, False
    return None, False


def _agent(number: int, tree: Tree) -> int | None:
    for child in tree.children[number]:
        case = tree.child(child, "case") if tree.relation(child) == "obl" else None
        if case is not None and tree.form(case) == "by":
            return child
    return None


def _near(subject: int, number: int, tree: Tree) -> list[int]:
    """Return the words of a subject on its side of the cue."""
    below = tree.subtree(subject, without=frozenset({number}))
    return [word for word in below if (word < number) == (subject < number)]


def _is_nobody(subject: int, tree: Tree) -> bool:
    determiner = tree.child(subject, "det")
    return tree.form(subject) in _NOBODY or (determiner is not None and tree.form(determiner) in ("no", "neither"))


def _end(number: int, content: Span | None, tree: Tree, passages: Passages) -> int:
    """Return where the adjuncts of a verb end that stand behind it and before what it gives."""
    end = tree.words[number].end
    behind = passages.quoted_in(Span(end, max(end, tree.words[-1].end)))
    opening = next((quoted.span.start for quoted in behind if quoted.span.start >= end), None)
    for child in tree.children[number]:
        if child > number and tree.relation(child) in ("iobj", "obl", "advmod", "obj", "nsubj", "compound"):
            span = tree.span(tree.subtree(child))
            if opening is not None and span.end > opening:
                continue
            if content is None or span.end <= content.start or content.end <= tree.words[number].start:
                end = max(end, span.end)
    return end


def _according(number: int, tree: Tree, passages: Passages, speakers: Speakers) -> Attribution | None:
    head = tree.words[number].head
    if head <= number or tree.relation(number) not in ("case", "fixed") or len(tree.words) > LONGEST:
        return None
    clause = tree.words[head].head
    if clause == head or tree.relation(head) not in ("obl", "nmod", "parataxis"):
        return None
    noun = tree.form(head)
    speaker = speakers.find(tree, head) if tree.words[head].upos == "PROPN" or can_speak(noun) else None
    if speaker is None and not (is_document(noun) and tree.words[head].upos == "NOUN" and noun != "plan"):
        return None
    while not is_finite(clause, tree) and tree.words[clause].head != clause and tree.relation(clause) in (
        "obj", "obl", "nmod", "conj", "xcomp", "advcl", "nummod", "appos", "nsubj",
    ):  # fmt: skip
        clause = tree.words[clause].head
    content = clause_of(clause, tree, without=frozenset({head}))
    span = Span(tree.words[number].start, tree.words[number + 1].end)
    frame = tree.span([number, *tree.subtree(head)])
    if content is None or content.covers(frame):
        return None
    apposed = passages.naming_from(content.start)
    if apposed is not None and tree.text[apposed.span.end : content.end].startswith(","):
        # “According to the coach, Ana Pell, the team lost”: the name is the coach's, not the clause's.
        if apposed.entity.kind is not Kind.PERSON or tree.text[frame.end : content.start].strip() != ",":
            return None
        rest = tree.text[apposed.span.end + 1 : content.end]
        speaker = apposed.entity.id
        content = Span(content.end - len(rest.lstrip()), content.end)
    return Attribution(
        span, frame, frame.end, tree.span(range(len(tree.words))), passages.line_of(span.start), speaker,
        frozenset({"clause"}), True, content,
    )  # fmt: skip
