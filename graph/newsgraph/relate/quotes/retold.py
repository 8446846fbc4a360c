"""What a speaker reports of another within quotation marks: “My friend told me that some would call the police”."""

from collections.abc import Iterator, Sequence

from newsgraph.model import Quote, QuoteKind
from newsgraph.relate.quotes.attributions import TOO_LONG
from newsgraph.relate.quotes.clauses import content_of, is_real
from newsgraph.relate.quotes.cues import cues
from newsgraph.relate.quotes.linking import Linked
from newsgraph.relate.quotes.passage import Passages, Tree
from newsgraph.relate.quotes.speakers import Speakers
from newsgraph.relate.quotes.subjects import is_nobody, subject_of

_SCORE = 0.75
_MARKS = "'‘’\"“”"
"""Words that are marked once more are not told in sense."""
_OWN = frozenset("i we you it that this what which there".split())
"""“I said” in somebody's words are still that speaker's."""


def retold(passages: Passages, speakers: Speakers, linked: Sequence[Linked]) -> Iterator[Quote]:
    """Yield the reported clauses within direct speech whose source is somebody other than its speaker.

    The source is who is named or described. A pronoun's is left open, as those outside the marks tell little of whom
    the speaker means; without it what is retold would stand as the speaker's own word.
    """
    known = cues()
    direct = {each.quoted.span for each in linked}
    for sentence in passages.sentences:
        words = sentence.words
        if len(words) > TOO_LONG:
            continue
        tree = None
        for number, word in enumerate(words):
            cue = known.get(passages.text[word.start : word.end].lower())
            around = passages.in_quote(word.start) if cue and word.upos == "VERB" else None
            if cue is None or around is None or around.span not in direct:
                continue
            tree = tree or Tree(sentence, passages.text)
            subject, passive = subject_of(number, tree)
            if subject is None or passive or tree.form(subject) in _OWN or is_nobody(subject, tree):
                continue
            content = content_of(number, cue, tree)
            inside = content is not None and around.inner.covers(content) and content != around.inner
            if content is None or not inside or content.covers(tree.span([number])) or not is_real(number, tree):
                continue
            beside = passages.text[word.end : content.start + 1]
            if not speakers.is_speaker(tree, subject) or any(mark in beside for mark in _MARKS):
                continue
            source = speakers.retold(tree, subject)
            yield Quote(passages.article, content, QuoteKind.INDIRECT, source, tree.span([number]), _SCORE)
