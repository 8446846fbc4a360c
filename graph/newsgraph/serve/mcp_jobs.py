"""What workers do for the Model Context Protocol server: five tools, each answer bounded in rows and characters.

All that goes out is plain data; words of articles stay in fields of their own, so that quotations can be told apart.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from newsgraph.errors import NewsgraphError
from newsgraph.library.articles import ArticleLine
from newsgraph.library.asking import find_entity, sparql
from newsgraph.library.evidence import Evidence, evidence
from newsgraph.library.facts import Facts, Thing
from newsgraph.library.paths import paths
from newsgraph.library.values import ARTICLE, Hit
from newsgraph.serve.result import Result
from newsgraph.vocab import ENTITY_CLASSES

if TYPE_CHECKING:
    from newsgraph.library import Library

MOST_ROWS = 200
MOST_CHARACTERS = 40_000
"""In one answer, as JSON."""
_LONGEST_CELL = 2000
_LONGEST_SENTENCE = 600
_NEIGHBOURS = 15
_ARTICLES = 10

Json = dict[str, Any]


def answer_tool(library: "Library", arguments: Mapping[str, Any]) -> Result:
    """Return what the tool of the name in `tool` answers to the other arguments, as JSON."""
    given = {name: value for name, value in arguments.items() if name != "tool"}
    made = _fitting(_TOOLS[arguments["tool"]](library, **given))
    return Result(200, "application/json", json.dumps(made, ensure_ascii=False).encode("utf-8", "replace"))


def _search(
    library: "Library", *, text: str, kind: str, outlet: str, since: str, until: str, limit: int, offset: int
) -> Json:
    if kind and kind not in (*ENTITY_CLASSES, ARTICLE):
        raise NewsgraphError(f"There is no kind {kind!r}; there are {', '.join((*ENTITY_CLASSES, ARTICLE))}.")
    found = library.index.search(
        text, limit=_rows(limit), offset=max(0, offset), kinds=(kind,) if kind else (), outlet=outlet or None,
        since=_day(since), until=_day(until),
    )  # fmt: skip
    facts = Facts(library)
    return {"total": found.total, "hits": [_hit(facts, hit) for hit in found.hits]}


def _hit(facts: Facts, hit: Hit) -> Json:
    if hit.kind != ARTICLE:
        return _full(
            iri=facts.iri(hit.id),
            kind=hit.kind,
            name=hit.label,
            matched_name=hit.snippet,
            named_in_articles=hit.articles,
        )
    return {"kind": ARTICLE, **_article(facts, facts.line(hit.id)), "snippet": hit.snippet}


def _entity(library: "Library", *, name: str, limit: int) -> Json:
    facts = Facts(library)
    thing = find_entity(facts, name)
    known = library.index.entity(thing.id)
    if known is None:
        raise NewsgraphError(f"The graph says nothing of {thing.iri}; search for its name.")
    told = evidence(library, thing.id, most=_rows(limit))
    return _full(
        **_thing(thing),
        other_names=list(known.other_names),
        public_life=known.publicity or "",
        part_of=_thing(facts.thing(facts.iri(known.part_of))) if known.part_of else None,
        agreed_form=known.normal_form or "",
        jurisdiction=known.jurisdiction or "",
        named_in_articles=known.articles,
        told=[_piece(facts, one) for one in told],
        named_with=[
            {"iri": facts.iri(one.id), "name": one.name, "kind": one.kind, "articles": one.articles}
            for one in library.index.co_mentions(thing.id, _NEIGHBOURS)
        ],
        newest_articles=[
            _article(facts, facts.line(one.article.id)) for one in library.index.appearances(thing.id, _ARTICLES)
        ],
    )


def _path(library: "Library", *, one: str, other: str, most: int, longest: int) -> Json:
    found = paths(library, one, other, most=max(1, min(most, 10)), longest=max(1, min(longest, 6)))
    facts = Facts(library)
    made = [
        {
            "things": [_thing(thing) for thing in path.things],
            "steps": [
                {
                    "from": step.one.name,
                    "to": step.other.name,
                    "how": _HOW[step.how],
                    "evidence": [_piece(facts, piece) for piece in step.evidence],
                }
                for step in path.steps
            ],
        }
        for path in found
    ]
    return {"paths": made, **({} if made else {"note": "Nothing connects the two within these bounds."})}


_HOW = {
    "told": "a claim or an event joins them",
    "said": "one speaks of the other",
    "shared": "only named in one article; nobody tells how they are related",
}


def _sparql(library: "Library", *, query: str, limit: int) -> Json:
    found = sparql(library, query, most=_rows(limit))
    table = [[_cut(cell, _LONGEST_CELL) for cell in row] for row in found.rows]
    return {"columns": list(found.columns), "rows": table, "more_rows": found.more}


def _evidence(library: "Library", *, of: str, other: str, limit: int) -> Json:
    most = _rows(limit)
    found = evidence(library, of, other or None, most=most + 1)
    facts = Facts(library)
    return {"evidence": [_piece(facts, one) for one in found[:most]], "more": len(found) > most}


_TOOLS: Mapping[str, Callable[..., Json]] = {
    "search": _search,
    "entity": _entity,
    "path": _path,
    "sparql": _sparql,
    "evidence": _evidence,
}


def _piece(facts: Facts, piece: Evidence) -> Json:
    said_by: object = {"source": _thing(piece.says) if piece.says else "a source", "article": "the article itself"}.get(
        piece.voice, "not made sure by the text"
    )
    first = piece.words[0].span if piece.words else None
    iri = facts.iri(piece.article.id) if piece.article else ""
    return _full(
        kind=piece.kind,
        told=piece.told,
        said_by=said_by if piece.kind not in ("judgement", "shared") else None,
        manner=piece.modality if piece.kind in ("claim", "event") else "",
        denied=piece.negated or None,
        reader_confidence=piece.confidence,
        words=[_cut(one.text, _LONGEST_SENTENCE) for one in piece.words],
        cue=piece.cue.text if piece.cue else "",
        sentences=[_cut(one.text, _LONGEST_SENTENCE) for one in piece.passages],
        article=_article(facts, piece.article) if piece.article else None,
        place_in_article=f"{iri}#char={first.start},{first.end}" if first else "",
        statement=piece.statement,
        reason=piece.reason or "",
    )


def _article(facts: Facts, line: ArticleLine) -> Json:
    address = next(iter(facts.values(line.id, "schema:url")), "")
    return _full(
        iri=facts.iri(line.id), headline=line.headline, outlet=line.outlet, published=line.published, url=address
    )


def _thing(thing: Thing) -> Json:
    return {"iri": thing.iri, "name": thing.name, "kind": thing.kind}


def _full(**fields: object) -> Json:
    """Return the fields that hold something."""
    return {name: value for name, value in fields.items() if value not in ("", None, [])}


def _fitting(made: Json) -> Json:
    """Return the answer with rows taken from the end of its longest list until it fits, and how many were taken."""
    left_out: dict[str, int] = {}
    while len(json.dumps(made, ensure_ascii=False)) > MOST_CHARACTERS:
        lists = {name: value for name, value in made.items() if isinstance(value, list) and value}
        if not lists:
            raise NewsgraphError("The answer is too long; ask for less, or for fewer columns.")
        name = max(lists, key=lambda one: (len(json.dumps(lists[one])), one))
        kept = len(lists[name]) * 3 // 4
        left_out[name] = left_out.get(name, 0) + len(lists[name]) - kept
        made = {**made, name: lists[name][:kept]}
    return {**made, "left_out": left_out} if left_out else made


def _rows(limit: int) -> int:
    return max(1, min(limit, MOST_ROWS))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise NewsgraphError(f"{text[:40]!r} is not a day; write it as 2026-03-31.") from None
