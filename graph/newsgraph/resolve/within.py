"""Who is who within one article: mentions become local entities, each naming with its reason."""

import re
from collections import defaultdict
from dataclasses import replace

from newsgraph.ids import local_entity_id
from newsgraph.model import AnnotatedArticle, Kind, LocalEntity, Mention, Naming, Publicity
from newsgraph.resolve.names import fold, is_shortened, organization_key, person_parts, readable, surname_parts

COURTESY = frozenset("mr mrs ms mx miss dr sir madam señor señora sr sra don doña mme monsieur herr frau".split())
"""Titles that say nothing about public life."""
_NAMED_KINDS = (Kind.PLACE, Kind.ORGANIZATION, Kind.LEGISLATION, Kind.EVENT, Kind.GROUP)
_SHORTENED = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2,4}|[A-Z][a-z]{1,4}\.")
_Chains = dict[str, list[tuple[Mention, str]]]


def find_entities(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Return the article with its mentions gathered into local entities; requires `mentions`, assigns `entities`."""
    text = annotated.article.text
    by_kind: dict[Kind, list[Mention]] = defaultdict(list)
    for mention in annotated.mentions:
        by_kind[mention.kind].append(mention)
    found = _entities(annotated, Kind.PERSON, _person_chains(by_kind[Kind.PERSON], text))
    for kind in _NAMED_KINDS:
        found += _entities(annotated, kind, _key_chains(by_kind[kind], text))
    return replace(annotated, entities=_with_wholes(tuple(found), annotated))


def _entities(annotated: AnnotatedArticle, kind: Kind, chains: _Chains) -> list[LocalEntity]:
    entities = []
    for key, chain in chains.items():
        mentions = [mention for mention, _ in chain]
        publicity, basis = _publicity(mentions) if kind is Kind.PERSON else (None, None)
        entities.append(
            LocalEntity(
                id=local_entity_id(annotated.article.id, kind, key),
                article=annotated.article.id,
                kind=kind,
                key=key,
                name=best_name([mention.span.of(annotated.article.text) for mention in mentions], kind),
                namings=tuple(sorted((Naming(m.span, reason) for m, reason in chain), key=lambda n: n.span)),
                publicity=publicity,
                publicity_basis=basis,
            )
        )
    return entities


def best_name(names: list[str], kind: Kind) -> str:
    """Return the name to show: the most complete for people and bodies, the most frequent for the rest.

    A place goes by an abbreviation only where it has no other name: New Jersey, not N.J.
    """
    complete = kind in (Kind.PERSON, Kind.ORGANIZATION)

    def rank(name: str) -> tuple[bool, bool, bool, int, int, str]:
        words = len(name.split())
        shortened = kind is Kind.PLACE and _SHORTENED.fullmatch(name) is not None
        return (shortened, complete and words < 2, name.isupper() and words > 1, -names.count(name), -len(name), name)

    name = min(sorted(set(names)), key=rank)
    return readable(name) if kind in (Kind.PERSON, Kind.PLACE) else name


def _publicity(mentions: list[Mention]) -> tuple[Publicity, str | None]:
    for mention in mentions:
        title = (mention.value or "").strip()
        if title and fold(title) not in COURTESY:
            return Publicity.PUBLIC, f"named with the title or role “{title}”"
    return Publicity.UNKNOWN, None


def _person_chains(mentions: list[Mention], text: str) -> _Chains:
    parts = {mention: person_parts(mention.span.of(text)) for mention in mentions}
    full = sorted(
        {found for found in parts.values() if len(found) > 1}, key=lambda found: (-len("".join(found)), found)
    )
    bearer: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in full:
        longer = [other for other in full if bearer.get(other) == other and is_shortened(name, other)]
        bearer[name] = longer[0] if len(longer) == 1 else name
    bearers = sorted(set(bearer.values()))
    chains: _Chains = defaultdict(list)
    for mention in mentions:
        name = parts[mention]
        if len(name) > 1:
            key, reason = (
                bearer[name],
                "full name" if bearer[name] == name else "shorter form of the full name",
            )
        else:
            key, reason = _bearer_of_one_word(name, bearers)
        chains[" ".join(key)].append((mention, reason))
    return chains


def _bearer_of_one_word(name: tuple[str, ...], bearers: list[tuple[str, ...]]) -> tuple[tuple[str, ...], str]:
    """Return whose name a single word stands for, where only one bearer is possible."""
    by_surname = [bearer for bearer in bearers if surname_parts(bearer).issuperset(name)]
    if len(by_surname) == 1:
        return by_surname[0], f"surname of “{' '.join(by_surname[0])}”, the only bearer in this article"
    by_first = [bearer for bearer in bearers if bearer[:1] == name]
    if not by_surname and len(by_first) == 1:
        return by_first[0], f"first name of “{' '.join(by_first[0])}”, the only bearer in this article"
    return (
        name,
        "one word, with several possible bearers"
        if by_surname or by_first
        else "one word, no full name in this article",
    )


def _key_chains(mentions: list[Mention], text: str) -> _Chains:
    """Gather mentions whose value, or else folded words, agree; bare words join the one valued chain that uses them."""
    words = {mention: _folded(mention.span.of(text), mention.kind) for mention in mentions}
    users: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.value:
            users[words[mention]].add(mention.value)
            users[_folded(mention.value, mention.kind)].add(mention.value)
            users[fold(mention.value.split(",")[0])].add(mention.value)
    chains: _Chains = defaultdict(list)
    for mention in mentions:
        shown = words[mention]
        if mention.value:
            same = _folded(mention.value, mention.kind) == shown
            chains[_key(mention.value, mention.kind)].append(
                (mention, "name" if same else f"read as “{mention.value}”")
            )
        elif len(users[shown]) == 1:
            (value,) = users[shown]
            chains[_key(value, mention.kind)].append((mention, f"read as “{value}”, as elsewhere in this article"))
        else:
            chains[shown].append((mention, "name"))
    return chains


def _folded(name: str, kind: Kind) -> str:
    return organization_key(name) if kind is Kind.ORGANIZATION else fold(name)


def _key(value: str, kind: Kind) -> str:
    return _folded(value, kind) if kind in (Kind.ORGANIZATION, Kind.GROUP, Kind.EVENT) else value


def _with_wholes(entities: tuple[LocalEntity, ...], annotated: AnnotatedArticle) -> tuple[LocalEntity, ...]:
    """Link parts to their wholes; a law cited only by a part becomes an entity with no naming of its own."""
    wholes: dict[tuple[Kind, str], str] = {}
    for mention in annotated.mentions:
        if mention.whole and mention.value:
            wholes[(mention.kind, _key(mention.value, mention.kind))] = mention.whole
    known = {(entity.kind, entity.key): entity for entity in entities}
    for (kind, _), whole in sorted(wholes.items()):
        if kind is Kind.LEGISLATION and (kind, whole) not in known:
            made = local_entity_id(annotated.article.id, kind, whole)
            known[(kind, whole)] = LocalEntity(made, annotated.article.id, kind, whole, whole, ())
    linked = []
    for (kind, key), entity in known.items():
        container = known.get((kind, wholes.get((kind, key), "")))
        linked.append(replace(entity, part_of=container.id) if container and container is not entity else entity)
    return tuple(sorted(linked, key=lambda entity: entity.id))
