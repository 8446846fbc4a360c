"""The chains of an article become its local entities, with their ids, wholes and peoples."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from newsgraph.ids import local_entity_id
from newsgraph.model import AnnotatedArticle, Kind, LocalEntity, Mention, MentionForm, Naming
from newsgraph.resolve.within.bodies import body_chains
from newsgraph.resolve.within.chain import Chain, Source, source_of
from newsgraph.resolve.within.groups import group_chains, people_of
from newsgraph.resolve.within.kinds import settle_kinds
from newsgraph.resolve.within.known_places import region_names, usual_names
from newsgraph.resolve.within.laws import jurisdiction_of, valued_chains
from newsgraph.resolve.within.nominals import add_nominals
from newsgraph.resolve.within.people import person_chains
from newsgraph.resolve.within.person import with_couples
from newsgraph.resolve.within.places import place_chains
from newsgraph.resolve.within.pronouns import add_pronouns
from newsgraph.resolve.within.publicity import publicity_of
from newsgraph.resolve.within.showing import best_name
from newsgraph.resolve.within.trees import readings

EXTRACTOR = "coreference"
"""What the mentions added here carry as their extractor."""
_NAMED = frozenset({Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION, Kind.LEGISLATION, Kind.EVENT, Kind.GROUP})


def find_entities(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Return the article with its mentions gathered into local entities; requires `mentions`, assigns `entities`.

    Descriptions and pronouns that can stand for one entity only are added as mentions of their own form. A mention
    may change its kind, where the same words are surely something else in the article, and its span, where it names
    a couple. The order of the mentions given is no matter.
    """
    kept = [found for found in annotated.mentions if found.extractor != EXTRACTOR]
    names = sorted({m for m in kept if m.form is MentionForm.NAME and m.kind in _NAMED}, key=_place)
    others = [found for found in kept if found.form is not MentionForm.NAME or found.kind not in _NAMED]
    source = source_of(annotated)
    settled, notes = settle_kinds(names, source)
    settled = with_couples(sorted(settled, key=_place), source)
    chains = _distinct(_chains(settled, source))
    taken = [found.span for found in (*settled, *others)]
    sentences = readings(chains, source)
    added = add_nominals(chains, sentences, source, taken)
    added += add_pronouns(sentences, source, [*taken, *(found.span for found in added)])
    entities = [_entity(chain, source, notes) for chain in chains]
    return replace(
        annotated,
        mentions=tuple(sorted([*settled, *others, *added], key=_place)),
        entities=_linked(chains, entities, source),
    )


def _place(mention: Mention) -> tuple[int, int, str, float, str, str, str]:
    span = mention.span
    return (
        span.start, span.end, mention.kind, -mention.score, mention.extractor, mention.value or "", mention.whole or "",
    )  # fmt: skip


def _chains(names: Sequence[Mention], source: Source) -> list[Chain]:
    by_kind: dict[Kind, list[Mention]] = defaultdict(list)
    for mention in names:
        by_kind[mention.kind].append(mention)
    places = by_kind[Kind.PLACE]
    return [
        *person_chains(by_kind[Kind.PERSON], source),
        *place_chains(places, source),
        *body_chains(by_kind[Kind.ORGANIZATION], [*places, *by_kind[Kind.GROUP]], source),
        *valued_chains(Kind.LEGISLATION, by_kind[Kind.LEGISLATION], source),
        *valued_chains(Kind.EVENT, by_kind[Kind.EVENT], source),
        *group_chains(by_kind[Kind.GROUP], source),
    ]


def _distinct(chains: Sequence[Chain]) -> list[Chain]:
    """Return the chains in order of place; where two have one key, the later one's says so."""
    ordered = sorted(
        (chain for chain in chains if chain.members), key=lambda chain: (chain.start, chain.kind, chain.key)
    )
    keys: set[tuple[Kind, str]] = set()
    for chain in ordered:
        number, key = 2, chain.key
        while (chain.kind, chain.key) in keys:
            chain.key = f"{key} ({number})"
            number += 1
        keys.add((chain.kind, chain.key))
    return ordered


def _entity(chain: Chain, source: Source, notes: Mapping[Mention, str]) -> LocalEntity:
    mentions = [member.mention for member in chain.members]
    names = [source.words(found) for found in mentions if found.form is MentionForm.NAME]
    publicity, basis = publicity_of(mentions) if chain.kind is Kind.PERSON else (None, None)
    namings = {Naming(found.mention.span, notes.get(found.mention, found.reason)) for found in chain.members}
    return LocalEntity(
        id=local_entity_id(source.article, chain.kind, chain.key),
        article=source.article,
        kind=chain.kind,
        key=chain.key,
        name=best_name(names, chain.kind),
        namings=tuple(sorted(namings, key=lambda naming: (naming.span, naming.reason))),
        publicity=publicity,
        publicity_basis=basis,
        jurisdiction=jurisdiction_of(chain),
    )


def _linked(chains: Sequence[Chain], entities: Sequence[LocalEntity], source: Source) -> tuple[LocalEntity, ...]:
    """Link parts to wholes and peoples to places; what only a part or a people tells of gets no naming of its own."""
    known = {(entity.kind, entity.key): entity for entity in entities}
    wholes: dict[str, str] = {}
    for chain, entity in zip(chains, entities, strict=True):
        whole = known.get((chain.kind, chain.whole or ""))
        if chain.kind is Kind.LEGISLATION and chain.whole and chain.whole != chain.key and whole is None:
            whole = _unnamed(source, Kind.LEGISLATION, chain.whole, chain.whole, entity.jurisdiction)
            known[whole.kind, whole.key] = whole
        if whole is not None and whole.id != entity.id:
            wholes[entity.id] = whole.id
    peoples = _peoples(chains, known, source)
    return tuple(
        sorted(
            (
                replace(entity, part_of=wholes.get(entity.id), demonym_of=peoples.get(entity.id))
                for entity in known.values()
            ),
            key=lambda entity: entity.id,
        )
    )


def _peoples(chains: Sequence[Chain], known: dict[tuple[Kind, str], LocalEntity], source: Source) -> dict[str, str]:
    """Return the place of each people by the group's id; a place that the article does not name is made."""
    named = {key for kind, key in known if kind is Kind.PLACE}
    peoples = {}
    for chain in chains:
        key = people_of(chain.key, named) if chain.kind is Kind.GROUP else None
        if key is None:
            continue
        place = known.get((Kind.PLACE, key))
        if place is None:
            place = _unnamed(source, Kind.PLACE, key, usual_names().get(key) or region_names().get(key, key), None)
            known[Kind.PLACE, key] = place
        peoples[known[Kind.GROUP, chain.key].id] = place.id
    return peoples


def _unnamed(source: Source, kind: Kind, key: str, name: str, jurisdiction: str | None) -> LocalEntity:
    identifier = local_entity_id(source.article, kind, key)
    return LocalEntity(identifier, source.article, kind, key, name, (), jurisdiction=jurisdiction)
