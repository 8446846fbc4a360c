"""The extractor `embedded`: a small trained model for names and trees, on the CPU, with no download.

Assigns `mentions` (Person, Place, Organization, Group, Legislation, Event, Date, Quantity) and `sentences`; requires
nothing. Laws are grammar and gazetteer first: the model only proposes; dates and quantities are grammar alone. Text in
another language than English is left unread.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from newsgraph.extract.embedded.figures import figures
from newsgraph.extract.embedded.model_file import DEFAULT_THREADS, loaded
from newsgraph.extract.embedded.reading import ReadName, ReadText, read_text
from newsgraph.extract.embedded.values import with_values
from newsgraph.extract.embedded.vote import second_look
from newsgraph.extract.laws import Citation, Law, find_laws, parse_citation
from newsgraph.extract.lexicon import lexicon
from newsgraph.extract.rules.names import Reading
from newsgraph.extract.rules.places import dateline_places
from newsgraph.language import is_english
from newsgraph.model import AnnotatedArticle, Article, Kind, Mention, PartRole, Span

NAME = "embedded"
LEAST = 0.4
"""A name the model holds less likely than this is dropped."""
LEAST_LAW = 0.5
_SURE_LAW = 0.8
_SURE_NAME = 0.7
_CALENDAR = frozenset(
    "January February March April May June July August September October November December"
    " Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
_HEADINGS = frozenset({PartRole.HEADLINE, PartRole.SUBHEAD})


def extract(
    annotated: AnnotatedArticle, *, threads: int = DEFAULT_THREADS, place: Path | None = None
) -> AnnotatedArticle:
    """Return the article with names, dates and quantities as mentions, sorted and disjoint, and its sentences as trees.

    The model is the one that ships, or the one in the folder `place`.

    Raises:
        NewsgraphError: where the model's files are missing or damaged.
    """
    article = annotated.article
    if not article.text.strip() or not is_english(article.language):
        return annotated
    read = read_text(article.text, loaded(threads=threads, place=place))
    return replace(annotated, mentions=_mentions(article, read), sentences=read.sentences)


def settings(*, threads: int = DEFAULT_THREADS) -> tuple[tuple[str, str], ...]:
    """Return what a run must record to be repeated: the model's version and digest."""
    model = loaded(threads=threads)
    return (("model", f"{NAME}-{model.version}"), ("model-sha256", model.digest))


def _mentions(article: Article, read: ReadText) -> tuple[Mention, ...]:
    text = article.text
    headings = tuple(part.span for part in article.parts if part.role in _HEADINGS)
    laws = find_laws(text, headings)
    dated = list(dateline_places(article.dateline, text, lexicon())) if article.dateline else []
    kept = [name for name in read.names if _holds(name, text, laws)]
    proposed = [_reading(name) for name in second_look(kept, text)]
    chosen = _disjoint([dated, list(_cited(laws, proposed)), proposed])
    cited = {
        Span(reading.start, reading.end): _citation(reading, laws, text)
        for reading in chosen
        if reading.kind is Kind.LEGISLATION
    }
    valued = with_values([_normalised(reading, cited) for reading in chosen], text)
    names = [_mention(article.id, reading, cited) for reading in valued]
    taken = [*(name.span for name in names), *(law.span for law in laws)]
    return tuple(sorted([*names, *figures(article, read.sentences, taken, NAME)], key=lambda mention: mention.span))


def _holds(name: ReadName, text: str, laws: Iterable[Law]) -> bool:
    """Return whether a name is kept: likely enough, no month or day, and not two laws of the grammar in one."""
    if name.kind is Kind.LEGISLATION:
        inside = sum(name.span.covers(law.span) and law.score >= _SURE_LAW for law in laws)
        return name.score >= LEAST_LAW and inside < 2
    return name.score >= LEAST and (name.kind is Kind.PERSON or name.span.of(text) not in _CALENDAR)


def _reading(name: ReadName) -> Reading:
    return Reading(name.span.start, name.span.end, name.kind, name.score)


def _cited(laws: Iterable[Law], proposed: Iterable[Reading]) -> Iterator[Reading]:
    """Yield the laws of the grammar that the model does not read otherwise.

    Where both read a law, a sure one of the grammar has the better bounds; where the model is sure of a name of another
    kind it is right.
    """
    named = list(proposed)
    for law in laws:
        met = [name for name in named if name.start < law.span.end and law.span.start < name.end]
        sure = law.score >= _SURE_LAW
        least = _SURE_NAME if sure else LEAST
        if not any(not sure if name.kind is Kind.LEGISLATION else name.score >= least for name in met):
            yield Reading(law.span.start, law.span.end, Kind.LEGISLATION, law.score)


def _citation(reading: Reading, laws: Iterable[Law], text: str) -> Citation | None:
    """Return what the words of a law cite: by the grammar's reading of just these words, or of words within them."""
    span = Span(reading.start, reading.end)
    met = [law for law in laws if law.span.overlaps(span)]
    exact = [law.citation for law in met if law.span == span]
    return exact[0] if exact else parse_citation(span.of(text))


def _normalised(reading: Reading, cited: Mapping[Span, Citation | None]) -> Reading:
    citation = cited.get(Span(reading.start, reading.end))
    return replace(reading, value=citation.normal_form) if citation else reading


def _mention(article: str, reading: Reading, cited: Mapping[Span, Citation | None]) -> Mention:
    span = Span(reading.start, reading.end)
    kind = reading.kind or Kind.ORGANIZATION
    citation = cited.get(span)
    whole, jurisdiction = (citation.part_of, citation.jurisdiction) if citation else (None, None)
    if kind is Kind.PLACE and reading.value:
        # A city in a division is written `newark, US-NJ`.
        whole = reading.value.partition(", ")[2] or None
    return Mention(article, span, kind, round(reading.score, 2), NAME, reading.value, whole, jurisdiction)


def _disjoint(layers: Iterable[list[Reading]]) -> list[Reading]:
    """Return the readings in order of place; where two overlap the earlier layer's wins."""
    chosen: list[Reading] = []
    for layer in layers:
        free = [new for new in layer if not any(old.start < new.end and new.start < old.end for old in chosen)]
        chosen += free
    return sorted(chosen, key=lambda reading: reading.start)
