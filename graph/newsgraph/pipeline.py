"""From sources to a graph: the order of the steps, and a report of what was read, found and skipped."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsgraph.assemble import assemble, disassemble
from newsgraph.errors import NewsgraphError
from newsgraph.extract import DEFAULT, extractor_settings, find_extractor
from newsgraph.ids import short_hash
from newsgraph.language import is_english
from newsgraph.link import link_entities
from newsgraph.model import AnnotatedArticle, Article, Judgement, Kind, KnowledgeGraph, Run, Verdict
from newsgraph.read import DEFAULT_LIMIT, Skipped, raw_sources
from newsgraph.reading import Component, Reader, check_order
from newsgraph.relate.ages import find_ages
from newsgraph.relate.answers import find_answers
from newsgraph.relate.children import find_children
from newsgraph.relate.frames import find_events, find_relations
from newsgraph.relate.quotes import find_quotes
from newsgraph.resolve import find_entities, resolve
from newsgraph.resolve.copies import find_copies
from newsgraph.resolve.ties import consistent
from newsgraph.version import __version__

DEFAULT_EXTRACTOR = DEFAULT
Progress = Callable[[int, str], None]
"""Called after each page with the count of articles so far and the page's name."""


@dataclass(frozen=True)
class Report:
    """What a build read, found and skipped, and how long each step took in seconds."""

    counts: dict[str, int]
    skipped: tuple[Skipped, ...]
    timings: dict[str, float]


def build(
    sources: Iterable[str | Path],
    *,
    extractor: str = DEFAULT_EXTRACTOR,
    base: str | None = None,
    limit_bytes: int = DEFAULT_LIMIT,
    threads: int | None = None,
    judgements: Iterable[Judgement] = (),
) -> KnowledgeGraph:
    """Return the graph of all articles in the files and folders; what people judged overrules the program.

    Raises:
        NewsgraphError: where nothing could be read, the extractor is unknown, or the judgements contradict one another.
    """
    return build_with_report(
        sources, extractor=extractor, base=base, limit_bytes=limit_bytes, threads=threads, judgements=judgements
    )[0]


def build_with_report(
    sources: Iterable[str | Path],
    *,
    extractor: str = DEFAULT_EXTRACTOR,
    base: str | None = None,
    limit_bytes: int = DEFAULT_LIMIT,
    threads: int | None = None,
    judgements: Iterable[Judgement] = (),
    progress: Progress | None = None,
) -> tuple[KnowledgeGraph, Report]:
    """Return the graph, and the report of its making; one bad article or page never stops the rest."""
    judgements = consistent(judgements)
    reader = Reader(component_chain(extractor, threads=threads))
    annotated: dict[str, AnnotatedArticle] = {}
    digests: dict[str, str] = {}
    skipped: list[Skipped] = []
    pages = found = furniture = 0
    for raw in raw_sources([Path(source) for source in sources], limit_bytes=limit_bytes):
        if isinstance(raw, Skipped):
            skipped.append(raw)
            continue
        # An article that several pages hold is read from the one with the smallest digest, so that no order counts.
        page = reader.read(raw, lambda article, raw=raw: raw.digest < digests.get(article.id, "~"))  # type: ignore[misc]
        skipped += page.skipped
        pages += bool(page.articles) or not page.skipped
        found += len(page.articles)
        furniture += page.furniture
        digests.update({one: min(raw.digest, digests.get(one, "~")) for one in page.articles})
        annotated.update({each.article.id: each for each in page.annotated})
        if progress:
            progress(len(annotated), page.origin)
    if not annotated:
        raise NewsgraphError(nothing_read(skipped))
    started = time.perf_counter()
    graph = resolved(annotated.values(), run=run_of(extractor, base), judgements=judgements)
    reader.timings["resolve"] += time.perf_counter() - started
    read = {
        "pages": pages,
        "duplicate articles": found - len(digests),
        "stretches outside articles": furniture,
        "words": sum(words_of(each.article) for each in annotated.values()),
    }
    ordered = tuple(sorted(skipped, key=lambda one: (one.origin, one.reason)))
    return graph, Report(counts_of(graph, read), ordered, dict(reader.timings))


def words_of(article: Article) -> int:
    """Return how many words a report counts for an article."""
    return len(article.text.split())


def resolve_again(graph: KnowledgeGraph, *, judgements: Iterable[Judgement] = ()) -> KnowledgeGraph:
    """Return the graph with its entities found anew under the judgements, without reading the articles again.

    It equals a build of the same articles with the same judgements; those the graph was built with are not kept.

    Raises:
        NewsgraphError: where the judgements contradict one another.
    """
    return resolved(disassemble(graph), run=graph.runs[0], judgements=consistent(judgements))


def component_chain(extractor: str, *, threads: int | None = None) -> tuple[Component, ...]:
    """Return the steps in order.

    Raises:
        NewsgraphError: where the extractor is unknown, or a step needs what no earlier one adds.
    """
    chain = (
        Component(extractor, find_extractor(extractor, threads=threads), frozenset(), frozenset({"mentions"})),
        Component("entities", find_entities, frozenset({"mentions"}), frozenset({"entities"})),
        Component("quotes", find_quotes, frozenset({"entities"}), frozenset({"quotes"})),
        Component("events", find_events, frozenset({"entities", "quotes"}), frozenset({"events"})),
        Component("relations", find_relations, frozenset({"entities", "quotes"}), frozenset({"claims"})),
        Component("ages", find_ages, frozenset({"entities", "quotes", "events"}), frozenset({"claims"})),
        Component("children", find_children, frozenset({"entities", "quotes"}), frozenset({"claims"})),
        Component("links", link_entities, frozenset({"entities"}), frozenset({"links"})),
    )
    check_order(chain)
    return chain


def run_of(extractor: str, base: str | None) -> Run:
    """Return the run of a build with these settings."""
    settings = (("extractor", extractor), *extractor_settings(extractor), *((("base", base),) if base else ()))
    return Run(
        id=f"run/{short_hash('newsgraph', __version__, *(part for pair in settings for part in pair))}",
        tool="newsgraph",
        version=__version__,
        settings=settings,
    )


def resolved(annotated: Iterable[AnnotatedArticle], *, run: Run, judgements: tuple[Judgement, ...]) -> KnowledgeGraph:
    """Return the graph of what the articles say, with all that holds over the corpus alone."""
    annotated = tuple(annotated)
    local_entities, entities, judged = resolve(annotated, judgements=judgements)
    copies = find_copies(read.article for read in annotated)
    answers = find_answers(
        claims=(claim for read in annotated for claim in read.claims),
        events=(event for read in annotated for event in read.events),
        articles=(read.article for read in annotated),
        entity_of={local.id: local.entity or local.id for local in local_entities},
        copies=copies,
        entities=entities,
        groups={local.id for local in local_entities if local.kind is Kind.GROUP},
    )
    return assemble(
        annotated,
        local_entities=local_entities,
        entities=entities,
        judgements=judged,
        run=run,
        copies=copies,
        answers=answers,
    )


def counts_of(graph: KnowledgeGraph, read: Mapping[str, int]) -> dict[str, int]:
    """Return the counts that a report gives of a graph; `read` holds those that the graph does not tell."""
    kinds = Counter(str(entity.kind) for entity in graph.entities)
    foreign = Counter(str(article.language) for article in graph.articles if not is_english(article.language))
    verdicts = Counter(judgement.verdict for judgement in graph.judgements)
    named = Counter(mention.kind for mention in graph.mentions)
    sources = [*(claim.attributed_to for claim in graph.claims), *(event.attributed_to for event in graph.events)]
    return {
        "pages": read.get("pages", 0),
        "articles": len(graph.articles),
        "duplicate articles": read.get("duplicate articles", 0),
        **{f"left unread, in another language: {code}": foreign[code] for code in sorted(foreign)},
        "stretches outside articles": read.get("stretches outside articles", 0),
        "words": read.get("words", 0),
        "mentions": named.total() - named[Kind.DATE] - named[Kind.QUANTITY],
        "dates": named[Kind.DATE],
        "quantities": named[Kind.QUANTITY],
        "entities": len(graph.entities),
        **{f"entities: {kind}": kinds[kind] for kind in sorted(kinds)},
        "quotes": len(graph.quotes),
        "events": len(graph.events),
        "claims": len(graph.claims),
        "claims and events put to a source": sum(source is not None for source in sources),
        "denials and confirmations": len(graph.answers),
        "copies of other articles": len(graph.copies),
        "joins": verdicts[Verdict.SAME],
        "open questions of identity": verdicts[Verdict.OPEN],
        "judgements from outside the program": sum(judgement.when is not None for judgement in graph.judgements),
    }


def nothing_read(skipped: Sequence[Skipped]) -> str:
    """Return in one sentence why no article could be read."""
    if not skipped:
        return "There is nothing to read; name a file or a folder of .txt, .md, .html or .jsonl articles."
    first = f"{skipped[0].origin}: {skipped[0].reason}"
    more = f" (and {len(skipped) - 1} more)" if len(skipped) > 1 else ""
    return f"No article could be read: {first}{more}"
