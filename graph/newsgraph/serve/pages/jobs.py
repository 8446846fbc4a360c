"""What workers do for pages: an IRI as HTML or RDF, the home page, search, suggestions."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from newsgraph.library.article_card import article_card
from newsgraph.library.cards import entity_card, judged, outlet_card, plain_card
from newsgraph.library.description import description, written
from newsgraph.library.facts import Facts, kind_of
from newsgraph.library.statements import claim, claims_about, event, statement_thing
from newsgraph.questions import saved_questions
from newsgraph.serve.pages.article import marks_by_form, text_blocks
from newsgraph.serve.pages.bars import chart
from newsgraph.serve.pages.forms import FORMATS
from newsgraph.serve.pages.rendering import page
from newsgraph.serve.pages.site import Site, page_number
from newsgraph.serve.result import Result, refusal

if TYPE_CHECKING:
    from newsgraph.library.opening import Library
    from newsgraph.library.values import IndexedEntity

Arguments = Mapping[str, Any]

ENTITIES = ("Person", "Organization", "Place", "Legislation", "Event", "Group")
_ENTITY_KINDS = frozenset(ENTITIES)
_EXPLORER: Mapping[str, str] = {
    "mode": "server",
    "title": "newsgraph",
    "home": "/",
    "query": "/query",
    "graph": "/explore/graph",
    "details": "/explore/details",
    "words": "/explore/words/",
}
_HITS = 20
_THINGS = 10
_UNRESERVED = re.compile(r"%(2[DEd-e]|3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]|5[Ff]|7[Ee])")
_BEYOND_ASCII = re.compile(r"(?:%[89A-Fa-f][0-9A-Fa-f])+")
_FORBIDDEN = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


def answer_page(library: "Library", arguments: Arguments) -> Result:
    """Answer an IRI of the graph as a page: `path` as it was sent, `parameters` of the query string."""
    facts = Facts(library)
    site = _site(library, arguments)
    name = found_name(facts, str(arguments["path"]))
    if name is None:
        return page("missing.html", site, status=404, iri=facts.base + str(arguments["path"]))
    site.own_path = site.path(name)
    made = _PAGES.get(kind_of(name), _plain)(facts, name, site)
    return made or _plain(facts, name, site) or page("missing.html", site, status=404, iri=facts.iri(name))


def answer_data(library: "Library", arguments: Arguments) -> Result:
    """Answer an IRI of the graph as RDF in the form of that `media_type`."""
    facts = Facts(library)
    name = found_name(facts, str(arguments["path"]))
    if name is None:
        return refusal(404, "The graph says nothing of this IRI.")
    number = page_number(str(arguments.get("page", "")))
    media_type = str(arguments["media_type"])
    quads, has_more = description(facts, name, page=number)
    headers = {"content-location": f"{Site(facts.base).path(name)}?format={_short(media_type)}"}
    if has_more:
        headers["link"] = f'<{Site(facts.base).path(name)}?format={_short(media_type)}&page={number + 1}>; rel="next"'
    return Result(200, media_type, written(facts, quads, media_type), headers)


def answer_home(library: "Library", arguments: Arguments) -> Result:
    """Answer the home page."""
    index = library.index
    facts = Facts(library)
    return page(
        "home.html",
        _site(library, arguments),
        counts=index.counts(),
        named={kind: _often(index.most_named(kind, 8)) for kind in ENTITIES},
        latest=tuple(facts.lines([head.id for head in index.articles(8)]).values()),
        questions=saved_questions(),
    )


def answer_explore(library: "Library", arguments: Arguments) -> Result:
    """Answer the explorer's page, which holds where its data are."""
    return page("explore.html", Site(library.base, path="/explore"), about=_EXPLORER, here="explore")


def answer_search(library: "Library", arguments: Arguments) -> Result:
    """Answer the search page: things by name, then articles with the words marked."""
    site = _site(library, arguments)
    given = site.parameters
    sought, kind, outlet = (given.get(name, "").strip()[:300] for name in ("q", "kind", "outlet"))
    since, until = _day(given.get("since", "")), _day(given.get("until", ""))
    narrowed = bool(outlet or since or until)
    index = library.index
    number = site.page("articles")
    things = articles = None
    if sought and not narrowed and kind != "Article":
        kinds = {kind} if kind in _ENTITY_KINDS else _ENTITY_KINDS
        size = _HITS if kind in _ENTITY_KINDS else _THINGS
        things = index.search(sought, kinds=kinds, limit=size, offset=(site.page("things") - 1) * size)
    if sought and kind in ("", "Article"):
        articles = index.search(
            sought,
            kinds=("Article",),
            limit=_HITS,
            offset=(number - 1) * _HITS,
            outlet=outlet or None,
            since=since,
            until=until,
        )
    return page(
        "search.html", site, sought=sought, kind=kind, outlet=outlet, since=since, until=until, things=things,
        things_size=_HITS if kind in _ENTITY_KINDS else _THINGS, articles=articles, kinds=ENTITIES,
        outlets=[name for name, _ in index.counts().outlets[:200]],
    )  # fmt: skip


def answer_suggest(library: "Library", arguments: Arguments) -> Result:
    """Answer what somebody who types may mean, as JSON for our own box or, with `form=opensearch`, for browsers."""
    site = _site(library, arguments)
    sought = site.parameters.get("q", "")[:300]
    found = library.index.suggest(sought, 10)
    if site.parameters.get("form") == "opensearch":
        body: Any = [sought, [one.label for one in found]]
        return _json(body, "application/x-suggestions+json")
    rows = [
        {
            "id": one.id,
            "label": site.shorter(one.label, 140),
            "matched": site.shorter(one.matched, 100) if one.matched != one.label else "",
            "href": site.path(one.id),
            "kind": site.look(one.kind).one,
            "style": site.look(one.kind).style,
            "sign": site.look(one.kind).sign,
            "articles": one.articles,
        }
        for one in found
    ]
    return _json({"suggestions": rows}, "application/json")


def found_name(facts: Facts, path: str) -> str | None:
    """Return the identifier that a path, as it was sent, stands for; None where the graph says nothing of it.

    The path is tried as it is; with what need not be percent-encoded decoded (RFC 3986, section 6.2.2.2); with letters
    beyond ASCII decoded, as an IRI holds them; and wholly decoded.
    """
    normal = _UNRESERVED.sub(lambda match: unquote(match[0]), path)
    as_iri = _BEYOND_ASCII.sub(lambda match: unquote(match[0], errors="strict"), normal) if _is_utf8(normal) else normal
    for candidate in dict.fromkeys((path, normal, as_iri, unquote(path))):
        if candidate and not _FORBIDDEN.search(candidate) and facts.is_known(candidate):
            return candidate
    return None


def _often(things: "tuple[IndexedEntity, ...]") -> "tuple[IndexedEntity, ...]":
    """Return the things that several articles name; of kinds that mostly one article names, nothing is left."""
    return tuple(one for one in things if one.articles > 1)


def _article(facts: Facts, name: str, site: Site) -> Result | None:
    card = article_card(facts, name, _pages(site))
    if card is None:
        return None
    kinds = list(dict.fromkeys(one.thing.kind for one in card.named))
    groups = [(kind, [one for one in card.named if one.thing.kind == kind]) for kind in kinds]
    return page(
        "article.html", site, card=card, blocks=text_blocks(card, site),
        marks={"mention": 0, "quote": 0, "event": 0, "claim": 0, **marks_by_form(card)}, kinds=kinds,
        groups=groups,
    )  # fmt: skip


def _entity(facts: Facts, name: str, site: Site) -> Result | None:
    card = entity_card(facts, name, _pages(site))
    return None if card is None else page("entity.html", site, card=card, chart=chart(card.months))


def _event(facts: Facts, name: str, site: Site) -> Result | None:
    node = facts.node(name)
    if "sem:eventType" not in node:
        return None
    about = claims_about(facts, name, page=site.page("claims"))
    return page("event.html", site, event=event(facts, name, node), claims=about)


def _claim(facts: Facts, name: str, site: Site) -> Result | None:
    node = facts.node(name)
    if "rdf:subject" not in node:
        return None
    return page("claim.html", site, claim=claim(facts, name, node), title=statement_thing(facts, name, node).name)


def _judgement(facts: Facts, name: str, site: Site) -> Result | None:
    return page("judgement.html", site, judgement=judged(facts, name), iri=facts.iri(name))


def _outlet(facts: Facts, name: str, site: Site) -> Result | None:
    card = outlet_card(facts, name, _pages(site))
    return None if card is None else page("outlet.html", site, card=card)


def _graph(facts: Facts, name: str, site: Site) -> Result | None:
    article = name.removeprefix("graph/")
    line = facts.line(article) if article.startswith("article/") else None
    return page("graph.html", site, name=name, iri=facts.iri(name), line=line)


def _plain(facts: Facts, name: str, site: Site) -> Result | None:
    card = plain_card(facts, name)
    return None if card is None else page("plain.html", site, card=card)


_Page = Callable[[Facts, str, Site], Result | None]
_PAGES: Mapping[str, _Page] = {
    "Article": _article,
    "Claim": _claim,
    "Graph": _graph,
    "Judgement": _judgement,
    "Outlet": _outlet,
    "ReportedEvent": _event,
    **dict.fromkeys(ENTITIES, _entity),
}


def _site(library: "Library", arguments: Arguments) -> Site:
    parameters = {str(name): str(value) for name, value in dict(arguments.get("parameters", {})).items()}
    return Site(library.base, path=f"/{arguments.get('path', '')}", parameters=parameters)


def _pages(site: Site) -> dict[str, int]:
    return {name: page_number(value) for name, value in site.parameters.items()}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _short(media_type: str) -> str:
    return next(form.name for form in FORMATS if form.media_type == media_type)


def _json(value: Any, media_type: str) -> Result:
    return Result(200, media_type, json.dumps(value, ensure_ascii=True).encode())


def _is_utf8(path: str) -> bool:
    try:
        unquote(path, errors="strict")
    except UnicodeDecodeError:
        return False
    return True
