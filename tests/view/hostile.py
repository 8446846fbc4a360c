"""A graph whose names and texts try to be something other than text."""

from itertools import pairwise

from newsgraph.ids import article_id, digest
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
    Quantity,
    Quote,
    QuoteKind,
    Role,
    Span,
)

NAMES = (
    '<img src=x onerror="alert(1)">',
    "</script><script>alert(2)</script>",
    "<!--<script>alert(3)//-->",
    "\"quoted\" & 'quoted' `ticks`",
    "{{7*7}} {% raw %} ${7*7}",
    "Abdul\u202egnp.exe\u202c Rahim",
    "شركة \u200fالميناء\u200e Ltd",
    "Zoë 👩‍🚀 O’Brien-Ångström",
    "x" * 10_000,
    "line\u2028separator\u2029s",
    "javascript:alert(4)",
    "<b>bold</b>&lt;i&gt;",
    "<a href='http://evil.example/'>href</a>",
)


def hostile_graph() -> KnowledgeGraph:
    """Return one article that names all of them, each in a sentence of its own, and statements of every sort."""
    text, spans = "", []
    for name in NAMES:
        shown = name.replace("\u2028", " ").replace("\u2029", " ")
        start = len(text) + len("So said ")
        spans.append(Span(start, start + len(shown)))
        text += f"So said {shown} on Monday.\n\n"
    headline = "<script>alert(5)</script> & \u202edaeh"
    article = Article(
        article_id("<b>evil</b>.txt", text), "<b>evil</b>.txt", digest(text), text, digest(text), (), (),
        headline=headline, outlet="<i>Outlet</i>", url="javascript:alert(6)",
    )  # fmt: skip
    entities = tuple(
        Entity(f"person/e{number:02}", Kind.PERSON, name, other_names=(name[:50] + "<u>",))
        for number, name in enumerate(NAMES)
    )
    return KnowledgeGraph(
        articles=(article,),
        entities=entities,
        local_entities=tuple(
            LocalEntity(
                f"local/{entity.id}",
                article.id,
                entity.kind,
                entity.name,
                entity.name,
                (Naming(span, "name"),),
                entity=entity.id,
            )
            for entity, span in zip(entities, spans, strict=True)
        ),
        quotes=tuple(
            Quote(article.id, span, QuoteKind.DIRECT, f"local/{entity.id}", spans[0])
            for entity, span in zip(entities, spans, strict=True)
        ),
        claims=tuple(
            Claim(
                f"claim/{number}<i>",
                article.id,
                f"local/{left.id}",
                "ng:<b>knows</b>",
                f"local/{right.id}",
                (spans[number],),
                attributed_to=f"local/{entities[number].id}",
                cue=spans[number],
                modality=Modality.ALLEGED if number % 2 else Modality.STATED,
                negated=number % 3 == 0,
            )
            for number, (left, right) in enumerate(pairwise(entities))
        ),
        events=tuple(
            Event(
                f"event/{number}",
                article.id,
                "ng:</script><script>alert(7)</script>",
                entity.name,
                (Role("ng:{{7*7}}<b>", f"local/{entity.id}", (span,)),),
                (span,),
                figures=(Quantity("<u>people</u>\u202e", value=3.0),),
                attributed_to=f"local/{entity.id}",
                cue=span,
            )
            for number, (entity, span) in enumerate(zip(entities, spans, strict=True))
        ),
        copies=(Copy(article.id, article.id, 0.5),),
        answers=(Answer("claim/1<i>", "claim/0<i>", agrees=False), Answer("event/1", "event/0", agrees=True)),
    )
