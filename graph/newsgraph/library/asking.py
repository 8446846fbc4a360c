"""Asking a graph: SPARQL with bounds, and which thing a name, an id or an IRI stands for."""

import re
from typing import TYPE_CHECKING

from newsgraph.errors import NewsgraphError
from newsgraph.library.facts import Facts, Thing
from newsgraph.library.search import textual
from newsgraph.link.bearers import folded_words
from newsgraph.store import Rows, rows
from newsgraph.vocab import ENTITY_CLASSES

if TYPE_CHECKING:
    from newsgraph.library.opening import Library

_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\\x7f-\x9f]+", re.IGNORECASE)
_ID = re.compile(r"[a-z]+/[^\s<>\"{}|^`\\\x00-\x20]+")
_LISTED = 8
_NAMESAKES = 200
_LONGEST_NAME = 300
_LONGEST_SHOWN = 80


def sparql(library: "Library", query: str, *, most: int = 1000) -> Rows:
    """Return the first rows of a query's answer, at most `most`: texts, an unbound cell empty.

    ASK gives one row, CONSTRUCT and DESCRIBE give the triples. The default graph is the union of all named graphs, and
    `ng:matches` searches texts and names. How long a query may run is for the caller to bound: it cannot be stopped
    inside its process.

    Raises:
        NewsgraphError: where the query is malformed, an update, or asks another server with SERVICE.
    """
    return rows(library.store, textual(query, library), prefixes=library.prefixes, most=most)


def find(facts: Facts, wanted: str) -> Thing:
    """Return what an IRI, an id (`person/ana-pell-0f3a91bc`), its prefix form, or an entity's name stands for.

    A name counts letter case, accents and punctuation aside; who has it as main name comes before who has it as
    another.

    Raises:
        NewsgraphError: where nothing bears it, or several things do; the sentence lists them.
    """
    wanted = wanted.strip()[:_LONGEST_NAME]
    iri = _address(facts, wanted)
    if iri and _is_known(facts, iri):
        return facts.thing(iri)
    bearers = _bearers(facts, wanted)
    shown = repr(wanted if len(wanted) <= _LONGEST_SHOWN else wanted[:_LONGEST_SHOWN] + "…")
    if not bearers:
        raise NewsgraphError(f"There is no {shown} in the graph; give a whole name, an id or an IRI, or search for it.")
    if len(bearers) > 1:
        listed = "; ".join(f"{one.name} ({one.kind}): {one.iri}" for one in bearers[:_LISTED])
        more = f"; and {len(bearers) - _LISTED} more" if len(bearers) > _LISTED else ""
        raise NewsgraphError(f"{shown} names {len(bearers)} things, so give the IRI of one: {listed}{more}.")
    return bearers[0]


def find_entity(facts: Facts, wanted: str) -> Thing:
    """Return the entity that an IRI, an id or a name stands for.

    Raises:
        NewsgraphError: as `find`, and where it is something else, such as an article.
    """
    thing = find(facts, wanted)
    if thing.kind not in ENTITY_CLASSES:
        raise NewsgraphError(
            f"{thing.iri} is {_with_article(thing.kind)}; name a person, place, body, law, event or group."
        )
    return thing


def _address(facts: Facts, wanted: str) -> str:
    """Return the IRI that a text is, or that it stands for as an id or in prefix form; nothing for a plain name."""
    prefix, colon, local = wanted.partition(":")
    if colon and prefix in facts.library.prefixes and not local.startswith("//"):
        return facts.library.prefixes[prefix] + local
    return facts.iri(wanted) if _IRI.fullmatch(wanted) or _ID.fullmatch(wanted) else ""


def _is_known(facts: Facts, iri: str) -> bool:
    from pyoxigraph import NamedNode  # noqa: PLC0415

    try:
        node = NamedNode(iri)
    except ValueError:
        return False
    return next(iter(facts.library.store.quads_for_pattern(node, None, None, None)), None) is not None


def _bearers(facts: Facts, name: str) -> list[Thing]:
    """Return the entities that bear the name, the most named first; by another name only where there are no others."""
    found = facts.library.index.suggest(name, limit=_NAMESAKES, kinds=ENTITY_CLASSES)
    wanted = folded_words(name)
    by_main = [one for one in found if folded_words(one.label) == wanted]
    bearers = by_main or [one for one in found if folded_words(one.matched) == wanted]
    return [Thing(one.id, facts.iri(one.id), one.label, one.kind) for one in bearers]


def _with_article(kind: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind).lower()
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words}"
