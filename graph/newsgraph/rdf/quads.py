"""What the graph says, as RDF 1.1: a named graph per article, one for entities and judgements, one for runs.

Each part can be made alone, from the rows it needs: an article's graph from the article and what was read out of it,
what holds over the corpus from any of its rows. A whole graph is the parts one after another.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeVar

from newsgraph.model import (
    Answer,
    Article,
    Claim,
    Copy,
    Entity,
    Event,
    Judgement,
    Kind,
    KnowledgeGraph,
    LocalEntity,
    Mention,
    Publicity,
    Quote,
    Span,
)
from newsgraph.rdf.articles import ArticleNames, Denoted, tell_article, tell_mention, tell_quote, tell_stretch
from newsgraph.rdf.identity import (
    CorpusNames,
    answer_statements,
    copy_statements,
    entity_statements,
    judgement_statements,
    local_entity_statements,
    run_statements,
)
from newsgraph.rdf.nodes import Quad, Statements
from newsgraph.rdf.statements import evidence_spans, tell_claim, tell_event
from newsgraph.rdf.terms import DEFAULT_BASE, checked_base, iri, term

_WITHOUT_ENTITY = frozenset({Kind.DATE, Kind.QUANTITY})
"""Kinds of mentions that name nothing: the tables keep them, the quads tell of them only as evidence."""
_MENTION_LAYER = ("mention/", "local/", "judgement/")
_EVIDENCE = ("ng:evidence", "ng:cue", "ng:denotes")
_NO_RUN = "run/unknown"
Row = Entity | LocalEntity | Judgement | Copy | Answer
_TELLERS: dict[type, Callable[[CorpusNames, Any], Statements]] = {
    Entity: entity_statements,
    LocalEntity: local_entity_statements,
    Judgement: judgement_statements,
    Copy: copy_statements,
    Answer: answer_statements,
}
_Row = TypeVar("_Row", Mention, LocalEntity, Quote, Claim, Event)


def quads(graph: KnowledgeGraph, *, base: str = DEFAULT_BASE) -> Iterator[Quad]:
    """Yield the graph's quads: article graphs by id, then entities, then runs; each node's quads sorted.

    Raises:
        NewsgraphError: where the base is no absolute IRI.
    """
    for statements in graph_statements(graph, base=base):
        yield from statements.quads()


def graph_statements(graph: KnowledgeGraph, *, base: str = DEFAULT_BASE) -> Iterator[Statements]:
    """Yield the graph's statements, an article, an entity, a judgement or the like at a time, in the order of `quads`.

    Raises:
        NewsgraphError: where the base is no absolute IRI.
    """
    yield from article_statements_of(graph, base=base)
    yield from corpus_statements(
        base=base,
        run=run_of(graph),
        entities=graph.entities,
        local_entities=graph.local_entities,
        judgements=graph.judgements,
        copies=graph.copies,
        answers=graph.answers,
    )
    for made in graph.runs:
        yield run_statements(made, base=base)


def article_statements_of(part: KnowledgeGraph, *, base: str = DEFAULT_BASE) -> Iterator[Statements]:
    """Yield the graph of every article of the part.

    The part need hold nothing else than the articles, their mentions, local entities, quotes, claims and events, and
    the run.
    """
    mentions, local_entities = _by_article(part.mentions), _by_article(part.local_entities)
    quotes, claims, events = _by_article(part.quotes), _by_article(part.claims), _by_article(part.events)
    for article in part.articles:
        yield article_statements(
            article,
            base=base,
            run=run_of(part),
            mentions=mentions[article.id],
            local_entities=local_entities[article.id],
            quotes=quotes[article.id],
            claims=claims[article.id],
            events=events[article.id],
        )


def article_statements(
    article: Article,
    *,
    base: str = DEFAULT_BASE,
    run: str = _NO_RUN,
    mentions: Iterable[Mention] = (),
    local_entities: Iterable[LocalEntity] = (),
    quotes: Iterable[Quote] = (),
    claims: Iterable[Claim] = (),
    events: Iterable[Event] = (),
) -> Statements:
    """Return one article's graph, from what was read out of it; the rows' order makes no difference.

    The local entities carry in `entity` what they stand for over the corpus.
    """
    entity_of, denoted = _denoted(local_entities)
    names = ArticleNames(checked_base(base), article, run, entity_of)
    naming = [mention for mention in mentions if mention.kind not in _WITHOUT_ENTITY]
    to = Statements(names.graph)
    tell_article(to, names, article, denoted)
    for (start, end), score in _scored(naming, quotes, claims, events).items():
        tell_stretch(to, names, article, Span(start, end), score)
    for mention in naming:
        tell_mention(to, names, article, mention, denoted.get((mention.span.start, mention.span.end)))
    for quote in quotes:
        tell_quote(to, names, quote)
    for claim in claims:
        tell_claim(to, names, claim)
    for event in events:
        tell_event(to, names, event)
    return to


def corpus_statements(
    *,
    base: str = DEFAULT_BASE,
    run: str = _NO_RUN,
    entities: Iterable[Entity] = (),
    local_entities: Iterable[LocalEntity] = (),
    judgements: Iterable[Judgement] = (),
    copies: Iterable[Copy] = (),
    answers: Iterable[Answer] = (),
) -> Iterator[Statements]:
    """Yield what any of the rows say in the graph of entities, a row at a time.

    Two rows of the corpus bear on how others are told, and must be among the rows where those are: a local entity is
    told of only where one of the judgements speaks of it, and a judgement that would link a person to the outside only
    where the entity is of a person known to be public, or of no person.
    """
    judgements, entities = tuple(judgements), tuple(entities)
    private = {one.id for one in entities if one.kind is Kind.PERSON and one.publicity is not Publicity.PUBLIC}
    judged = {side for judgement in judgements for side in (judgement.left, judgement.right)}
    judged_locals = (local for local in local_entities if local.id in judged)
    shown = (one for one in judgements if not ("://" in one.right and one.left in private))
    yield from row_statements(chain(entities, judged_locals, shown, copies, answers), base=base, run=run)


def row_statements(rows: Iterable[Row], *, base: str = DEFAULT_BASE, run: str = _NO_RUN) -> Iterator[Statements]:
    """Yield what each of the rows says in the graph of entities; whether it may be told, the caller has seen to."""
    names = CorpusNames(checked_base(base), run)
    for row in rows:
        yield _TELLERS[type(row)](names, row)


def article_graph(article: str, *, base: str = DEFAULT_BASE) -> str:
    """Return the name of an article's graph, as a term."""
    return iri(f"{checked_base(base)}graph/article/{article}")


def run_of(graph: KnowledgeGraph) -> str:
    """Return the id of the run that made the graph."""
    return graph.runs[0].id if graph.runs else _NO_RUN


def base_of(graph: KnowledgeGraph) -> str:
    """Return the base IRI that the graph was built with, as its run tells."""
    settings = dict(graph.runs[0].settings) if graph.runs else {}
    return checked_base(settings.get("base", DEFAULT_BASE))


def flat_lines(statements: Iterable[Statements], *, base: str = DEFAULT_BASE) -> Iterator[str]:
    """Yield statements without their graph, as `subject predicate object`; no mentions, evidence and judgements.

    What several graphs say comes several times.
    """
    base = checked_base(base)
    hidden = tuple(f"<{base}{prefix}" for prefix in _MENTION_LAYER)
    dropped = tuple(f"{term(name)} " for name in _EVIDENCE)
    for one in statements:
        for node, told in one.told.items():
            if not node.startswith(hidden) and "#char=" not in node:
                yield from (f"{node} {said}" for said in told if not said.startswith(dropped))


def flat_triples(graph: KnowledgeGraph, *, base: str = DEFAULT_BASE) -> Iterator[tuple[str, str, str]]:
    """Yield the graph's triples once each, sorted, without mentions, evidence and judgements: for simple tools."""
    for line in sorted(set(flat_lines(graph_statements(graph, base=base), base=base))):
        subject, predicate, value = line.split(" ", 2)
        yield (subject, predicate, value)


def _scored(
    mentions: Iterable[Mention], quotes: Iterable[Quote], claims: Iterable[Claim], events: Iterable[Event]
) -> dict[tuple[int, int], float]:
    """Return every stretch that needs a node, once, with the surest reading that uses it."""
    uses = [(mention.span, mention.score) for mention in mentions]
    uses += [(span, quote.score) for quote in quotes for span in (quote.span, quote.cue) if span]
    uses += evidence_spans(claims, events)
    found: dict[tuple[int, int], float] = {}
    for span, score in uses:
        place = (span.start, span.end)
        found[place] = max(score, found.get(place, 0.0))
    return found


def _denoted(local_entities: Iterable[LocalEntity]) -> tuple[Mapping[str, str], Denoted]:
    """Return the entity over the corpus of each local one, and of each stretch that names one."""
    entity_of: dict[str, str] = {}
    denoted: Denoted = {}
    for local in sorted(local_entities, key=lambda local: local.id):
        entity = entity_of[local.id] = local.entity or local.id
        for naming in local.namings:
            denoted[naming.span.start, naming.span.end] = entity
    return entity_of, denoted


def _by_article(rows: tuple[_Row, ...]) -> dict[str, list[_Row]]:
    found: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        found[row.article].append(row)
    return found
