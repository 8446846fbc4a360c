"""Small invented articles for tests of identity: names marked in running text, read as an extractor would."""

import re
from collections.abc import Mapping
from datetime import date

from factory import article
from newsgraph.model import AnnotatedArticle, Entity, Judgement, Kind, Link, Mention, Span, Verdict
from newsgraph.resolve import find_entities, resolve

_MARK = re.compile(r"\[(\w+):([^\]|]*)(?:\|([^\]|]*))?(?:\|([^\]|]*))?\]")
_KINDS = {
    "p": Kind.PERSON, "o": Kind.ORGANIZATION, "l": Kind.PLACE, "g": Kind.GROUP, "e": Kind.EVENT, "a": Kind.LEGISLATION,
}  # fmt: skip


def story(
    marked: str,
    *,
    on: date | None = date(2026, 3, 2),
    origin: str = "",
    place: str | None = None,
    outlet: str | None = None,
    links: Mapping[str, str] | None = None,
) -> AnnotatedArticle:
    """Return the article of a marked text: `[p:Dana Orlov|Minister] spoke in [l:Ashford|ashford, US-OH|US-OH].`

    Behind the first bar stands the mention's value, behind the second its whole. `links` gives local names their
    accepted outside identifiers; a name ending in ? has an open one.
    """
    text, found = "", []
    rest = 0
    for mark in _MARK.finditer(marked):
        text += marked[rest : mark.start()]
        found.append((Span(len(text), len(text) + len(mark[2])), _KINDS[mark[1]], mark[3] or None, mark[4] or None))
        text += mark[2]
        rest = mark.end()
    text += marked[rest:]
    dateline = f"{place} — " if place else None
    source = article(text, published=on, origin=origin or f"{hash_of(marked)}.txt", outlet=outlet,
                     dateline=dateline, place=place)  # fmt: skip
    mentions = tuple(Mention(source.id, span, kind, 0.9, "test", value, whole) for span, kind, value, whole in found)
    made = find_entities(AnnotatedArticle(source, mentions))
    return _with_links(made, links or {})


def hash_of(marked: str) -> str:
    return str(sum(ord(letter) * place for place, letter in enumerate(marked, 1)))


def _with_links(made: AnnotatedArticle, links: Mapping[str, str]) -> AnnotatedArticle:
    found = []
    for name, target in links.items():
        local = next(local for local in made.entities if local.name == name)
        verdict = Verdict.OPEN if target.endswith("?") else Verdict.SAME
        found.append(Link(local.id, target.rstrip("?"), name, 0.9, verdict, "test list", "list"))
    return AnnotatedArticle(made.article, made.mentions, made.entities, links=tuple(found))


def judged_pair(first: str, second: str, **how: object) -> tuple[int, list[Judgement]]:
    """Return how many entities bear the last name of two stories, and the judgements that are no joins."""
    articles = [story(first, origin="1.txt"), story(second, origin="2.txt")]
    _, entities, judgements = resolve(articles)
    return len(entities), [judgement for judgement in judgements if judgement.verdict is not Verdict.SAME]


def entities_of(kind: Kind, *articles: AnnotatedArticle) -> list[Entity]:
    """Return the entities of a kind."""
    return [entity for entity in resolve(articles)[1] if entity.kind is kind]


def local_of(made: AnnotatedArticle, name: str) -> str:
    """Return the id of the local entity of that name."""
    return next(local.id for local in made.entities if local.name == name)
