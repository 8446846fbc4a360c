"""Articles with entities for tests of linking, made from words that stand in a text."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from newsgraph.ids import local_entity_id
from newsgraph.link import link_entities
from newsgraph.model import (
    AnnotatedArticle,
    Article,
    Dateline,
    Kind,
    Link,
    LocalEntity,
    Mention,
    MentionForm,
    Naming,
    Span,
    Verdict,
)


@dataclass(frozen=True)
class Thing:
    """What the text calls by some words, with the key a reader would give it."""

    words: str
    kind: Kind
    key: str
    title: str | None = None
    within: str | None = None
    """The key of what contains it."""
    described: str | None = None
    """Words that refer to it without naming it."""


def place(words: str, key: str | None = None, *, within: str | None = None) -> Thing:
    return Thing(words, Kind.PLACE, key or words.casefold(), within=within)


def person(words: str, title: str | None = None, *, described: str | None = None) -> Thing:
    return Thing(words, Kind.PERSON, words.casefold(), title, described=described)


def body(words: str, key: str | None = None) -> Thing:
    return Thing(words, Kind.ORGANIZATION, key or words.casefold())


def people(words: str) -> Thing:
    return Thing(words, Kind.GROUP, words.casefold())


def law(words: str, key: str) -> Thing:
    return Thing(words, Kind.LEGISLATION, key)


def annotated(
    text: str, things: Iterable[Thing], *, on: date | None = None, dateline: str | None = None
) -> AnnotatedArticle:
    """Return an article in which every thing is named wherever its words stand."""
    line = Dateline(Span(0, len(dateline)), dateline, Span(0, len(dateline)), on) if dateline else None
    article = Article("tests", "page.txt", "", text, "", (), (), dateline=line, published=on)
    things = tuple(things)
    ids = {thing.key: local_entity_id(article.id, thing.kind, thing.key) for thing in things}
    entities, mentions = [], []
    for thing in things:
        spans = _spans(text, thing.words)
        described = _spans(text, thing.described) if thing.described else []
        namings = tuple(Naming(span, "name") for span in (*spans, *described))
        whole = ids[thing.within] if thing.within else None
        entities.append(
            LocalEntity(ids[thing.key], article.id, thing.kind, thing.key, thing.words, namings, part_of=whole)
        )
        mentions += [Mention(article.id, span, thing.kind, 0.9, "test", thing.title) for span in spans]
        mentions += [Mention(article.id, span, thing.kind, 0.9, "test", form=MentionForm.NOMINAL) for span in described]
    return AnnotatedArticle(article, mentions=tuple(mentions), entities=tuple(entities))


def links_of(made: AnnotatedArticle, words: str) -> list[Link]:
    """Return the links of the thing with that name, the likeliest first."""
    linked = link_entities(made)
    wanted = {entity.id for entity in linked.entities if entity.name == words}
    return [link for link in linked.links if link.local in wanted]


def accepted(made: AnnotatedArticle, words: str) -> str:
    """Return the accepted target of the thing with that name; `-` where none of them was accepted, or "none" was."""
    same = [link for link in links_of(made, words) if link.verdict is Verdict.SAME]
    assert len(same) <= 1
    return (same[0].target if same else None) or "-"


def without_positions(links: Iterable[Link]) -> list[Link]:
    return [replace(link, position=None) for link in links]


def _spans(text: str, words: str) -> list[Span]:
    found, start = [], text.find(words)
    while start >= 0:
        found.append(Span(start, start + len(words)))
        start = text.find(words, start + 1)
    assert found, f"{words!r} does not stand in the text"
    return found
