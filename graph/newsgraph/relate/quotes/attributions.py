"""Cues in the trees of an article, with their speakers and the clauses that they give."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsgraph.model import Kind, Span
from newsgraph.relate.quotes.clauses import LONGEST, clause_of, content_of, is_finite, is_real, judged
from newsgraph.relate.quotes.cues import Cue, cues
from newsgraph.relate.quotes.nouns import can_speak, is_document
from newsgraph.relate.quotes.passage import Passages, Tree
from newsgraph.relate.quotes.speakers import Speakers
from newsgraph.relate.quotes.subjects import (
    SUBJECTS,
    after_marks,
    before,
    behind,
    is_nobody,
    near,
    quoted_as,
    start_of_phrase,
    subject_of,
)
from newsgraph.relate.quotes.turns import Turn

TOO_LONG = 300
"""A sentence of more words is a list or a table."""
_ADDED = re.compile(r",? (?:and )?(\w+ing)\b")
_INNER = frozenset("obj obl nmod conj xcomp advcl nummod appos nsubj".split())
_REACH = 3_000
"""Quotation marks further off than so many characters are not a cue's."""


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
    verdict: bool = False
    """Whether the content is the verb's objects, which only count for the words in quotation marks among them."""


def attributions(passages: Passages, speakers: Speakers) -> Iterator[Attribution]:
    """Yield the cues outside headlines and quotation marks, in order."""
    known = cues()
    text = passages.text
    for sentence in passages.sentences:
        if len(sentence.words) > TOO_LONG:
            continue
        forms = [text[word.start : word.end].lower() for word in sentence.words]
        spoken = [number for number, form in enumerate(forms) if form in known]
        according = [n for n, form in enumerate(forms[:-1]) if form == "according" and forms[n + 1] == "to"]
        if not (spoken or according) or passages.in_heading(sentence.words[0].start):
            continue
        tree = Tree(sentence, text)
        last: Attribution | None = None
        for number in sorted([*spoken, *according]):
            if passages.in_quote(tree.words[number].start):
                continue
            if number in according:
                found = _according(number, tree, passages, speakers)
            else:
                found = _spoken(number, known[forms[number]], tree, passages, speakers)
            if found is not None:
                found = _joined(found, last, tree)
                last = found
                speakers.hear(Turn(found.speaker, found.cue, found.sentence, found.content))
                yield found


def _spoken(number: int, cue: Cue, tree: Tree, passages: Passages, speakers: Speakers) -> Attribution | None:
    word = tree.words[number]
    if word.upos != "VERB" or tree.relation(number) in ("amod", "case", "compound"):
        return None
    if tree.form(number) == "called" and tree.relation(number) in ("acl", "advcl"):
        return None
    subject, passive = subject_of(number, tree)
    quoting = quoted_as(number, tree)
    if quoting is not None:
        subject, passive = quoting[0], False
    if subject is None and not passive:
        subject = behind(number, tree, passages) or before(number, tree, passages)
    between = after_marks(number, tree, passages) if subject is None and not passive else ()
    subject = between[-1] if between else subject
    if "speaker" in cue.takes and (subject is None or not speakers.is_speaker(tree, subject)) and not passive:
        return None
    start = _start(subject, number, tree) if subject is not None and not passive and quoting is None else None
    content = content_of(number, cue, tree, said_before=start) if subject is not None or passive else None
    verdict = content is None and subject is not None and bool(cue.takes & {"names", "part"})
    content = judged(number, tree) if verdict else content
    if content is not None and not is_real(number, tree):
        content = None
    if subject is not None and is_nobody(subject, tree):
        return None
    own = subject is None or tree.words[subject].head == number
    if not own and subject is not None and not speakers.is_speaker(tree, subject):
        return None
    speaker = None
    if subject is not None and _could_be(number, content, tree, passages):
        speaker = speakers.find(tree, subject, _words(number, content, tree, passages))
    span = Span(word.start, word.end)
    parts = [number, *between] if subject is None or passive or between else [number, *near(subject, number, tree)]
    titles = [child for child in tree.children[number] if child < min(parts) and tree.relation(child) in SUBJECTS]
    parts += [word for title in titles for word in near(title, number, tree)]
    if quoting is not None:
        reporter = tree.child(quoting[1], *SUBJECTS)
        parts += [quoting[1], *(tree.subtree(reporter) if reporter is not None and reporter < quoting[1] else [])]
    frame = tree.span(parts)
    return Attribution(
        span, frame, max(frame.end, _end(number, content, tree, passages)), tree.span(range(len(tree.words))),
        passages.line_of(word.start), speaker, cue.takes, subject is not None and subject > number, content,
        verdict=verdict,
    )  # fmt: skip


def _joined(found: Attribution, last: Attribution | None, tree: Tree) -> Attribution:
    """Return an attribution with what a participle beside a cue tells: “The dam, Orlov said, adding that it was …”."""
    content = found.content
    if content is not None and content.start < found.frame.start and found.cue.end < content.end:
        behind = _ADDED.match(tree.text, found.end, content.end)
        if behind is not None and behind[1] in cues():
            before = tree.text[content.start : found.frame.start].rstrip(" ,")
            return replace(found, content=Span(content.start, content.start + len(before)) if before else None)
    beside = _ADDED.match(tree.text, last.end, found.cue.end) if last is not None else None
    if last is not None and beside is not None and beside.end() == found.cue.end:
        return replace(found, speaker=last.speaker)
    return found


def _start(subject: int, number: int, tree: Tree) -> int | None:
    """Return the first word of a subject that stands right before its verb."""
    if subject >= number:
        return None
    return start_of_phrase(number, tree) or min(near(subject, number, tree))


def _words(number: int, content: Span | None, tree: Tree, passages: Passages) -> list[Span]:
    """Return what a cue may give: its clause, and the quoted words right before it."""
    said = [content] if content is not None else []
    start = tree.words[number].start
    before = passages.quoted_in(Span(tree.words[max(0, number - 4)].start, start))
    return said + [quoted.span for quoted in before[-1:] if quoted.span.end <= start]


def _could_be(number: int, content: Span | None, tree: Tree, passages: Passages) -> bool:
    """Return whether a cue may give words at all, so that a speaker without a name is worth making."""
    if content is not None:
        return True
    at = tree.words[number].start
    line = passages.line_of(at)
    end = passages.lines[min(line + 1, len(passages.lines) - 1)].end
    return bool(passages.quoted_in(Span(max(passages.lines[line].start, at - _REACH), min(end, at + _REACH))))


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
    for _ in tree.words:  # Heads may run in a circle.
        if is_finite(clause, tree) or tree.words[clause].head == clause or tree.relation(clause) not in _INNER:
            break
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
