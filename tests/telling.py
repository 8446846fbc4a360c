"""Three invented articles that state, quote, deny, allege, copy and answer: every way of telling that a page shows."""

from datetime import date

from factory import article, span
from newsgraph.model import (
    Answer,
    Article,
    Claim,
    Copy,
    Entity,
    Event,
    Kind,
    KnowledgeGraph,
    LocalEntity,
    Modality,
    Naming,
    Qualifier,
    Quantity,
    Quote,
    QuoteKind,
    Role,
    Span,
    TimeBounds,
)

FIRST = article(
    "Police arrested Omar Brandt under the Entry Act on Monday. Ines Tolva works for Harlow Bank. "
    "“He took the money,” Ines Tolva said, and she claimed that Omar Brandt owns Harlow Bank.",
    headline="Harlow man arrested", published=date(2026, 3, 3), outlet="North Herald", origin="herald.txt",
)  # fmt: skip
SECOND = article(
    "Omar Brandt denied that he was arrested. Omar Brandt does not own Harlow Bank, he said. "
    "Ines Tolva may have worked for Harlow Bank.",
    headline="Brandt denies it", published=date(2026, 3, 5), outlet="South Courier", origin="courier.txt",
)  # fmt: skip
THIRD = article(
    FIRST.text.partition("\n\n")[2], headline="Man arrested", published=date(2026, 3, 4), outlet="East Wire",
    origin="wire.txt",
)  # fmt: skip
BRANDT, TOLVA, BANK, ACT, POLICE = (
    Entity("person/brandt", Kind.PERSON, "Omar Brandt"),
    Entity("person/tolva", Kind.PERSON, "Ines Tolva"),
    Entity("organization/bank", Kind.ORGANIZATION, "Harlow Bank"),
    Entity("legislation/act", Kind.LEGISLATION, "Entry Act"),
    Entity("group/police", Kind.GROUP, "Police"),
)
ENTITIES = (BRANDT, TOLVA, BANK, ACT, POLICE)


def telling_graph() -> KnowledgeGraph:
    """Return the articles as a graph whose statements hold local ids, as those of a build do."""
    return KnowledgeGraph(
        articles=(FIRST, SECOND, THIRD),
        local_entities=tuple(_local(entity, source) for source in (FIRST, SECOND, THIRD) for entity in ENTITIES),
        entities=ENTITIES,
        quotes=(
            Quote(FIRST.id, _span(FIRST, "He took the money,"), QuoteKind.DIRECT, _id(TOLVA, FIRST),
                  _span(FIRST, "said")),
        ),
        claims=(
            _claim("works", FIRST, TOLVA, "schema:worksFor", "Ines Tolva works for Harlow Bank", confidence=0.93),
            _claim("works-copy", THIRD, TOLVA, "schema:worksFor", "Ines Tolva works for Harlow Bank"),
            _claim("worked", SECOND, TOLVA, "schema:worksFor", "may have worked", modality=Modality.ALLEGED),
            _claim("owns", FIRST, BRANDT, "ng:owns", "Omar Brandt owns Harlow Bank", by=TOLVA, cue="claimed",
                   confidence=0.8),
            _claim("owns-not", SECOND, BRANDT, "ng:owns", "Omar Brandt does not own Harlow Bank", by=BRANDT,
                   cue="said", negated=True),
            Claim("claim/age", FIRST.id, _id(BRANDT, FIRST), "ng:age", Quantity("years", value=41.0),
                  (_span(FIRST, "Omar Brandt"),), attributed_to=_id(TOLVA, FIRST), cue=_span(FIRST, "said")),
        ),
        events=(
            Event("event/arrest", FIRST.id, "ng:Arrest", "arrest: Omar Brandt",
                  (_role("ng:Agent", POLICE, FIRST), _role("ng:Affected", BRANDT, FIRST),
                   _role("ng:LawApplied", ACT, FIRST)),
                  (_span(FIRST, "arrested", 1),), TimeBounds(date(2026, 3, 2), latest_end=date(2026, 3, 2)),
                  figures=(Quantity("people", Qualifier.ABOUT, 1200.0),)),
            Event("event/denied", SECOND.id, "ng:Arrest", "arrest: Omar Brandt",
                  (_role("ng:Affected", BRANDT, SECOND),), (_span(SECOND, "arrested"),), negated=True,
                  attributed_to=_id(BRANDT, SECOND), cue=_span(SECOND, "denied")),
        ),
        copies=(Copy(THIRD.id, FIRST.id, 0.97),),
        answers=(
            Answer("claim/owns-not", "claim/owns", agrees=False),
            Answer("event/denied", "event/arrest", agrees=False),
        ),
    )  # fmt: skip


def _id(entity: Entity, source: Article) -> str:
    return f"local/{source.id}/{entity.id}"


def _span(source: Article, words: str, nth: int = 0) -> Span:
    return span(source.text, words, nth)


def _local(entity: Entity, source: Article) -> LocalEntity:
    found = (Naming(_span(source, entity.name), "name"),) if entity.name in source.text else ()
    return LocalEntity(_id(entity, source), source.id, entity.kind, entity.name, entity.name, found, entity=entity.id)


def _role(role: str, entity: Entity, source: Article) -> Role:
    return Role(role, _id(entity, source), (_span(source, entity.name),))


def _claim(
    name: str, source: Article, subject: Entity, predicate: str, words: str, *, by: Entity | None = None,
    cue: str | None = None, modality: Modality = Modality.STATED, negated: bool = False, confidence: float = 1.0,
) -> Claim:  # fmt: skip
    return Claim(
        f"claim/{name}", source.id, _id(subject, source), predicate, _id(BANK, source), (_span(source, words),),
        attributed_to=_id(by, source) if by else None, cue=_span(source, cue) if cue else None, modality=modality,
        negated=negated, confidence=confidence,
    )  # fmt: skip
