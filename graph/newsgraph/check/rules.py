"""Promises that join several nodes, or that depend on which named graph a statement stands in.

As SPARQL constraints they would take minutes where this takes seconds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from enum import StrEnum

import rdflib
from rdflib import RDF
from rdflib.namespace import PROV
from rdflib.term import Node

from newsgraph.check.violation import Violation
from newsgraph.vocab import PREFIXES

_NG = rdflib.Namespace(PREFIXES["ng"])
_OA = rdflib.Namespace(PREFIXES["oa"])
_SCHEMA = rdflib.Namespace(PREFIXES["schema"])
_SEM = rdflib.Namespace(PREFIXES["sem"])

_Triple = tuple[Node, Node, Node]


class Rule(StrEnum):
    """The rules, each by the message that says how it was broken."""

    CLAIM_EVIDENCE = "claim: its evidence lies in another article"
    EVENT_EVIDENCE = "event: its evidence lies in another article"
    QUOTE_CUE = "quote: its cue lies in another article"
    ROLE_EVIDENCE = "role: its evidence lies in another article"
    MENTIONS = "article: lists what its mentions denote"
    ABOUT = "article: mentions what it is about"
    SAME_AS = "sameAs: needs an accepted link behind it"
    PRIVATE_LINK = "person: private, so no link to the outside"
    PRIVATE_ARTICLES = "person: private, so known from several articles only behind accepted links"
    LOCAL_LINK = "local entity: links inside the graph only"
    PLAIN_MISSING = "claim: the article states it, so the plain triple stands beside it"
    PLAIN_EXTRA = "claim: must not also be asserted as plain fact"
    ONE_GRAPH = "article: described in one graph only"
    MISPLACED = "statement: stands outside the graph of its article"


_Found = Iterator[tuple[Rule, Node]]


def broken_rules(graph: rdflib.Graph | rdflib.Dataset, merged: rdflib.Graph) -> set[Violation]:
    """Return what breaks a rule; `merged` holds all triples of `graph`, which tells the named graphs apart."""
    standing = _standing(graph)
    found = [item for check in _CHECKS for item in check(merged)]
    found += _plain_facts(merged, standing)
    if isinstance(graph, rdflib.Dataset):
        found += _misplaced(merged, standing)
    return {Violation(str(rule), str(focus)) for rule, focus in found}


def _standing(graph: rdflib.Graph | rdflib.Dataset) -> Callable[[_Triple], set[Node | None]]:
    if isinstance(graph, rdflib.Dataset):
        dataset = graph
        return lambda triple: {quad[3] for quad in dataset.quads((*triple, None))}
    return lambda triple: {None} if triple in graph else set()


def _evidence_elsewhere(graph: rdflib.Graph) -> _Found:
    rules = {_NG.Claim: Rule.CLAIM_EVIDENCE, _NG.ReportedEvent: Rule.EVENT_EVIDENCE, _NG.Quote: Rule.QUOTE_CUE}
    for focus_class, rule in rules.items():
        for node in graph.subjects(RDF.type, focus_class):
            if not _all_within(graph, node, graph.value(node, PROV.wasDerivedFrom)):
                yield rule, node
    for event, role in graph.subject_objects(_SEM.hasActor):
        if not _all_within(graph, role, graph.value(event, PROV.wasDerivedFrom)):
            yield Rule.ROLE_EVIDENCE, role


def _all_within(graph: rdflib.Graph, node: Node, article: Node | None) -> bool:
    spans = [*graph.objects(node, _NG.evidence), *graph.objects(node, _NG.cue)]
    return all(source == article for span in spans for source in graph.objects(span, _OA.hasSource))


def _unlisted_mentions(graph: rdflib.Graph) -> _Found:
    for mention, thing in graph.subject_objects(_NG.denotes):
        for article in graph.objects(mention, _OA.hasSource):
            if (article, _SCHEMA.mentions, thing) not in graph:
                yield Rule.MENTIONS, article
    for article, thing in graph.subject_objects(_SCHEMA.about):
        if (article, _SCHEMA.mentions, thing) not in graph:
            yield Rule.ABOUT, article


def _unjudged_identity(graph: rdflib.Graph) -> _Found:
    for thing, outside in graph.subject_objects(_SCHEMA.sameAs):
        links = set(graph.subjects(_NG.linkSubject, thing)) & set(graph.subjects(_NG.linkTarget, outside))
        if not any((link, _NG.linkStatus, _NG.Accepted) in graph for link in links):
            yield Rule.SAME_AS, thing


def _exposed_people(graph: rdflib.Graph) -> _Found:
    for person in _people_to_protect(graph):
        named_outside = (person, _SCHEMA.sameAs, None) in graph or (None, _SCHEMA.sameAs, person) in graph
        if named_outside or any(not _is_inside(graph, other) for other in _linked(graph, person)):
            yield Rule.PRIVATE_LINK, person
        sources = {
            source
            for mention in graph.subjects(_NG.denotes, person)
            for source in graph.objects(mention, _OA.hasSource)
        }
        if len(sources) > 1 and not sources <= _judged_sources(graph, person):
            yield Rule.PRIVATE_ARTICLES, person
    for local in graph.subjects(RDF.type, _NG.LocalEntity):
        named_outside = (local, _SCHEMA.sameAs, None) in graph
        if named_outside or any(not _is_described(graph, other) for other in _linked(graph, local)):
            yield Rule.LOCAL_LINK, local


def _judged_sources(graph: rdflib.Graph, person: Node) -> set[Node]:
    """Return the articles whose own knowledge of a person was judged to be of this person."""
    accepted = {
        local
        for link in graph.subjects(_NG.linkTarget, person)
        if (link, _NG.linkStatus, _NG.Accepted) in graph
        for local in graph.objects(link, _NG.linkSubject)
    }
    return {article for local in accepted for article in graph.objects(local, PROV.wasDerivedFrom)}


def _people_to_protect(graph: rdflib.Graph) -> set[Node]:
    # A person of unstated publicity is private until someone says otherwise.
    people = set(graph.subjects(RDF.type, _SCHEMA.Person))
    return {person for person in people if set(graph.objects(person, _NG.publicity)) != {_NG.PublicFigure}}


def _linked(graph: rdflib.Graph, thing: Node) -> set[Node]:
    """Return what a link names beside the thing; a refused link names it too."""
    ends = ((_NG.linkSubject, _NG.linkTarget), (_NG.linkTarget, _NG.linkSubject))
    return {other for near, far in ends for link in graph.subjects(near, thing) for other in graph.objects(link, far)}


def _is_inside(graph: rdflib.Graph, thing: Node) -> bool:
    return (thing, RDF.type, _NG.LocalEntity) in graph or (thing, RDF.type, _SCHEMA.Person) in graph


def _is_described(graph: rdflib.Graph, thing: Node) -> bool:
    return (thing, RDF.type, None) in graph


def _plain_facts(graph: rdflib.Graph, standing: Callable[[_Triple], set[Node | None]]) -> _Found:
    """Yield claims whose plain triple is missing from their graph, or stands there though nobody vouches for it."""
    vouched: dict[_Triple, set[Node | None]] = defaultdict(set)
    others: list[tuple[Node, _Triple, set[Node | None]]] = []
    for claim in graph.subjects(RDF.type, _NG.Claim):
        triple = _stated(graph, claim)
        if triple is None:
            continue
        places = standing((claim, RDF.type, _NG.Claim))
        if _is_own_voice(graph, claim):
            vouched[triple] |= places
            if not places <= standing(triple):
                yield Rule.PLAIN_MISSING, claim
        else:
            others.append((claim, triple, places))
    for claim, triple, places in others:
        if places & standing(triple) - vouched[triple]:
            yield Rule.PLAIN_EXTRA, claim


def _stated(graph: rdflib.Graph, claim: Node) -> _Triple | None:
    subject, predicate, value = (graph.value(claim, part) for part in (RDF.subject, RDF.predicate, RDF.object))
    return None if subject is None or predicate is None or value is None else (subject, predicate, value)


def _is_own_voice(graph: rdflib.Graph, claim: Node) -> bool:
    article = graph.value(claim, _NG.reportedIn)
    negated = graph.value(claim, _NG.negated)
    return (
        set(graph.objects(claim, _NG.attributedTo)) == {article}
        and (claim, _NG.modality, _NG.Stated) in graph
        and isinstance(negated, rdflib.Literal)
        and negated.value is False
        and not _is_over(graph, claim, article)
    )


def _is_over(graph: rdflib.Graph, claim: Node, article: Node | None) -> bool:
    """Return whether a claim says that it no longer held on the article's day, or may not have, where it has none."""
    last = graph.value(claim, _SEM.hasLatestEndTimeStamp)
    published = graph.value(article, _SCHEMA.datePublished)
    return last is not None and (published is None or str(last) < str(published))


def _misplaced(graph: rdflib.Graph, standing: Callable[[_Triple], set[Node | None]]) -> _Found:
    """Yield what stands outside its article's graph, so that replacing the article would leave it behind."""
    home = {
        article: standing((article, RDF.type, _SCHEMA.NewsArticle))
        for article in graph.subjects(RDF.type, _SCHEMA.NewsArticle)
    }
    for article, places in home.items():
        if len(places) > 1:
            yield Rule.ONE_GRAPH, article
    locals_ = set(graph.subjects(RDF.type, _NG.LocalEntity))
    for node, article in graph.subject_objects(PROV.wasDerivedFrom):
        if node not in locals_ and article in home:
            places = standing((node, PROV.wasDerivedFrom, article))
            if not places <= home[article]:
                yield Rule.MISPLACED, node


_CHECKS = (_evidence_elsewhere, _unlisted_mentions, _unjudged_identity, _exposed_people)
