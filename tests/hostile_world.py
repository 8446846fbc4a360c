"""A small graph in which every name, text, address and reason tries to be something else than text."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from newsgraph.ids import article_id, digest, entity_id, local_entity_id
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
    Modality,
    Naming,
    Quantity,
    Quote,
    QuoteKind,
    Role,
    Run,
    Span,
    Verdict,
)

NAMES = (
    '<img src=x onerror="alert(1)">',
    "</script><script>alert(2)</script>",
    "</title></style></textarea><svg onload=alert(3)>",
    "<!--<script>alert(4)//-->",
    "\"quoted\" & 'quoted' `ticks` onmouseover=alert(5) x=",
    "{{7*7}} {% raw %} {# no #} ${7*7} <%= 7*7 %>",
    '"""^^<http://evil.example/> . } ; DELETE WHERE { ?s ?p ?o } #',
    "<http://evil.example/s> <http://evil.example/p> <http://evil.example/o> .",
    "Abdul\u202egnp.exe\u202c Rahim",
    "شركة \u200fالميناء\u200e Ltd",
    "Zoë 👩‍🚀 O’Brien-Ångström",
    "x" * 10_000,
    "javascript:alert(6)",
    "<b>bold</b>&lt;i&gt;&amp;amp;&#x3c;u&#x3e;",
    "<a href='http://evil.example/'>href</a>",
    "../../etc/passwd%2F..%2f?q=<u>#frag",
)
_KINDS = (Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.LEGISLATION, Kind.GROUP, Kind.EVENT)


def hostile_graph(names: Sequence[str] = NAMES) -> KnowledgeGraph:
    """Return an article for each name, in which a neighbour is named too, and statements of every sort."""
    articles = [_article(number, name, names[number - 1]) for number, name in enumerate(names)]
    entities = [_entity(number, name) for number, name in enumerate(names)]
    locals_, mentions, spans = [], [], []
    for number, article in enumerate(articles):
        for place, entity in enumerate((entities[number], entities[number - 1])):
            start = (
                article.text.rindex(" so said ") + len(" so said ") if place == 0 else article.text.rindex("with ") + 5
            )
            span = Span(start, start + len(entity.name))
            assert span.of(article.text) == entity.name
            mentions.append(Mention(article.id, span, entity.kind, 0.9, "test", value=entity.name))
            locals_.append(
                LocalEntity(
                    local_entity_id(article.id, entity.kind, f"{place}"),
                    article.id,
                    entity.kind,
                    entity.name,
                    entity.name,
                    (Naming(span, entity.name),),
                    entity=entity.id,
                )
            )
            spans.append(span)
    own, other = locals_[::2], locals_[1::2]
    claims = [
        _claim(number, one, two, spans[2 * number]) for number, (one, two) in enumerate(zip(own, other, strict=True))
    ]
    events = [
        _event(number, one, two, spans[2 * number]) for number, (one, two) in enumerate(zip(own, other, strict=True))
    ]
    return KnowledgeGraph(
        articles=tuple(sorted(articles, key=lambda one: one.id)),
        mentions=tuple(mentions),
        entities=tuple(sorted(entities, key=lambda one: one.id)),
        local_entities=tuple(locals_),
        quotes=tuple(
            Quote(one.article, Span(mine.start - 4, mine.end + 3), QuoteKind.DIRECT, one.id, neighbour)
            for one, mine, neighbour in zip(own, spans[::2], spans[1::2], strict=True)
        ),
        claims=tuple(claims),
        events=tuple(events),
        judgements=tuple(_judgements(own, other)),
        copies=tuple(Copy(one.id, two.id, 0.9) for one, two in pairwise(articles[:4])),
        answers=(
            *(Answer(two.id, one.id, agrees=one.negated == two.negated) for one, two in pairwise(claims)),
            *(Answer(two.id, one.id, agrees=True) for one, two in pairwise(events)),
        ),
        runs=(Run("run/1", "newsgraph", "0", (("setting <b>", names[1]),)),),
    )  # fmt: skip


def _article(number: int, name: str, before: str) -> Article:
    text = f"{name}\n\nIt was “so said {name}” , so said {name} on Monday with {before} there.\n\n{name}"
    day = date(2026, 1, 1) + timedelta(days=32 * (number % 12) + number)
    return Article(
        article_id(name, text), f"{name}.txt", digest(text), text, digest(text), (), (),
        headline=name, outlet=name, byline=name, published=day,
        url=(name, "https://evil.example/" + name, "javascript:alert(7)")[number % 3], language="en",
    )  # fmt: skip


def _entity(number: int, name: str) -> Entity:
    kind = _KINDS[number % len(_KINDS)]
    return Entity(
        entity_id(kind, f"{number}"), kind, name, other_names=(f"{name}<u>", "</bdi></a>" + name[:40]),
        normal_form=name, jurisdiction=name[:20], publicity_basis=name,
    )  # fmt: skip


def _claim(number: int, one: LocalEntity, two: LocalEntity, span: Span) -> Claim:
    figure = Quantity(f"<u>{one.name[:30]}</u>", value=3.5)
    return Claim(
        f"claim/{one.article}_knows-{number:08x}", one.article, one.id,
        ("ng:leads", "ng:holdsPost", "ng:age")[number % 3],
        figure if number % 3 == 2 else two.id, (span,), attributed_to=two.id if number % 2 else None, cue=span,
        modality=Modality.ALLEGED if number % 2 else Modality.STATED, negated=number % 4 == 0,
    )  # fmt: skip


def _event(number: int, one: LocalEntity, two: LocalEntity, span: Span) -> Event:
    return Event(
        f"event/{one.article}_meeting-{number:08x}", one.article, "ng:Meeting", f"meeting: {one.name}",
        (Role("ng:Agent", one.id, (span,)), Role("ng:Counterpart", two.id, (span,), according_to=one.id)), (span,),
        place=two.id, figures=(Quantity(f"</dd><u>{one.name[:30]}", minimum=1, maximum=2),),
        attributed_to=two.id, cue=span,
    )  # fmt: skip


def _judgements(own: list[LocalEntity], other: list[LocalEntity]) -> list[Judgement]:
    made = []
    for number, (one, two) in enumerate(zip(own, other, strict=True)):
        verdict = (Verdict.SAME, Verdict.DIFFERENT, Verdict.OPEN)[number % 3]
        made.append(Judgement(one.id, two.id, verdict, 0.5, f"because {one.name}", f"by <i>{one.name[:50]}"))
        if one.kind is not Kind.PERSON and one.entity:
            outside = "https://evil.example/?x=\"><script>alert(8)</script>'"
            made.append(Judgement(one.entity, outside, Verdict.SAME, 0.9, one.name, "list"))
    return made
