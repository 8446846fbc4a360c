"""The extractor `rules`: names by lists, shapes and cues alone; quick, and the measure for the others.

Assigns `mentions` (Person, Place, Organization, Legislation, Event, Group) and requires nothing.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsgraph.extract.laws import Citation, find_laws
from newsgraph.extract.lexicon import Lexicon, Name, lexicon, straight
from newsgraph.extract.rules.caseless import caseless_lines, known_names
from newsgraph.extract.rules.chunks import chunks
from newsgraph.extract.rules.elections import elections
from newsgraph.extract.rules.memory import Memory, defined_acronyms, remember, settled
from newsgraph.extract.rules.names import Reading, read_chunk
from newsgraph.extract.rules.places import dateline_places, with_containers
from newsgraph.extract.rules.tokens import Token, runs, tokens
from newsgraph.language import is_english
from newsgraph.model import AnnotatedArticle, Article, Kind, Mention, PartRole, Span

NAME = "rules"
_HEADINGS = frozenset({PartRole.HEADLINE, PartRole.SUBHEAD})


def extract(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Return the article with its names as mentions: sorted, disjoint, offsets in code points of its text.

    An article in another language than English is left as it is: its words would only be misread.
    """
    if not is_english(annotated.article.language):
        return annotated
    return replace(annotated, mentions=find_mentions(annotated.article))


def find_mentions(article: Article) -> tuple[Mention, ...]:
    """Return the names of an article, sorted, none overlapping another."""
    text = article.text
    words = lexicon()
    headings = tuple(part.span for part in article.parts if part.role in _HEADINGS)
    cited = find_laws(text, headings)
    laws = [
        Reading(law.span.start, law.span.end, Kind.LEGISLATION, law.score, law.citation.normal_form) for law in cited
    ]
    dated = list(dateline_places(article.dateline, text, words)) if article.dateline else []
    votes = list(elections(text))
    lines = caseless_lines(text, headings)
    taken = _Taken([*laws, *dated, *votes], lines, article)
    found = _readings(text, words, taken)
    acronyms = defined_acronyms(text, found, words)
    memory = remember([*found, *acronyms.values()], text, words)
    sure = [reading for reading in (settled(item, text, memory, acronyms) for item in found) if reading]
    own = _own_names(sure, memory, acronyms, text, words)
    shouted = [reading for line in lines for reading in known_names(text, line, own, words)]
    defined = [reading for reading in acronyms.values() if len(reading.value or "") > 0]
    chosen = _disjoint([laws, dated, votes, sure, defined, shouted])
    citations = {law.span: law.citation for law in cited}
    return tuple(
        _mention(article.id, item, item.kind, citations) for item in with_containers(chosen, text) if item.kind
    )


def _mention(article: str, reading: Reading, kind: Kind, citations: Mapping[Span, Citation]) -> Mention:
    span = Span(reading.start, reading.end)
    citation = citations.get(span)
    whole, jurisdiction = (citation.part_of, citation.jurisdiction) if citation else (None, None)
    if kind is Kind.PLACE and reading.value:
        # A city in a division is written `newark, US-NJ`.
        whole = reading.value.partition(", ")[2] or None
    return Mention(article, span, kind, round(reading.score, 3), NAME, reading.value, whole, jurisdiction)


class _Taken:
    """Stretches that the capitalised-word rules leave alone."""

    def __init__(self, readings: Sequence[Reading], lines: Sequence[Span], article: Article) -> None:
        spans = [(reading.start, reading.end) for reading in readings] + [(line.start, line.end) for line in lines]
        if article.dateline:
            spans.append((article.dateline.span.start, article.dateline.span.end))
        self._spans = sorted(spans)
        self._at = 0

    def holds(self, token: Token) -> bool:
        """Return whether a token lies in a taken stretch; tokens must come in order."""
        while self._at < len(self._spans) and self._spans[self._at][1] <= token.start:
            self._at += 1
        return any(start < token.end and token.start < end for start, end in self._spans[self._at : self._at + 3])


def _readings(text: str, words: Lexicon, taken: _Taken) -> list[Reading]:
    found: list[Reading] = []
    for run in runs(tokens(text, kept_hyphens=words.hyphenated)):
        free = _without_taken(run, taken)
        for part in free:
            for chunk in chunks(part, words):
                found += read_chunk(chunk, text, words)
    return found


def _without_taken(run: list[Token], taken: _Taken) -> list[list[Token]]:
    pieces: list[list[Token]] = [[]]
    for token in run:
        if taken.holds(token):
            pieces.append([])
        elif pieces[-1]:
            pieces[-1].append(token)
        else:
            pieces[-1].append(replace(token, link=None))
    return [piece for piece in pieces if piece]


def _own_names(
    sure: Sequence[Reading], memory: Memory, acronyms: dict[str, Reading], text: str, words: Lexicon
) -> dict[str, Name]:
    """Return the article's own names by lower-case form, for its headlines; none that is a common word."""
    own = {
        straight(name).lower(): Name(reading.kind, reading.value, reading.score)
        for name, reading in sorted(memory.short.items())
        if reading.kind and name.lower() not in words.common
    }
    for reading in sure:
        name = straight(text[reading.start : reading.end]).lower()
        if reading.kind and (" " in name or name not in words.common):
            own[name] = Name(reading.kind, None if reading.kind is Kind.PERSON else reading.value, reading.score)
    for name, reading in sorted(acronyms.items()):
        if reading.kind:
            own[name.lower()] = Name(reading.kind, reading.value, reading.score)
    return own


def _disjoint(layers: Sequence[Sequence[Reading]]) -> list[Reading]:
    """Return readings in order of place; where two overlap the earlier layer's wins, then the longer."""
    starts: list[int] = []
    chosen: list[Reading] = []
    for layer in layers:
        for reading in sorted(layer, key=lambda item: (item.start - item.end, item.start)):
            at = bisect_right(starts, reading.start)
            free = at == 0 or chosen[at - 1].end <= reading.start
            if reading.start < reading.end and free and (at == len(starts) or reading.end <= starts[at]):
                starts.insert(at, reading.start)
                chosen.insert(at, reading)
    return chosen
