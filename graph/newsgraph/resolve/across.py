"""Who is who across articles, by exact keys: joins are recorded judgements with reasons, doubts stay open.

People are joined with care (DESIGN section 5): a full name shared by several articles joins them only where at least
one article names its bearer with a public title or role; otherwise they stay apart, and an open judgement waits for a
person.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from newsgraph.ids import entity_id
from newsgraph.model import AnnotatedArticle, Entity, Judgement, Kind, LocalEntity, Publicity, Verdict
from newsgraph.resolve.within import best_name

_BY = "exact key"
_ISO = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_Names = dict[str, list[str]]


def resolve(
    articles: Iterable[AnnotatedArticle],
) -> tuple[tuple[LocalEntity, ...], tuple[Entity, ...], tuple[Judgement, ...]]:
    """Return the local entities with their entities set, the entities, and the judgements, whatever the order."""
    articles = tuple(articles)
    contained = _contained_places(articles)
    groups: dict[tuple[Kind, str], list[LocalEntity]] = defaultdict(list)
    names: _Names = {}
    for annotated in articles:
        for local in annotated.entities:
            groups[(local.kind, contained.get(local.id, local.key))].append(local)
            names[local.id] = [naming.span.of(annotated.article.text) for naming in local.namings] or [local.name]
    clusters: list[tuple[str, list[LocalEntity]]] = []
    judgements: list[Judgement] = []
    for (kind, key), members in sorted(groups.items()):
        members.sort(key=lambda local: local.id)
        made, judged = _join(kind, key, members)
        clusters += made
        judgements += judged
    judgements += _bare_places(groups)
    resolved = [replace(local, entity=identity) for identity, members in clusters for local in members]
    entity_of = {local.id: local.entity for local in resolved}
    entities = [_entity(identity, members, names, entity_of) for identity, members in clusters]
    return (
        tuple(sorted(resolved, key=lambda local: local.id)),
        tuple(sorted(entities, key=lambda entity: entity.id)),
        tuple(sorted(judgements, key=lambda judgement: (judgement.left, judgement.right))),
    )


def _join(
    kind: Kind, key: str, members: list[LocalEntity]
) -> tuple[list[tuple[str, list[LocalEntity]]], list[Judgement]]:
    if kind is not Kind.PERSON:
        identity = entity_id(kind, key)
        return [(identity, members)], _joined(identity, key, members, f"same {kind.lower()} key “{key}”", 0.9)
    public = any(member.publicity is Publicity.PUBLIC for member in members)
    if len(key.split()) > 1 and public:
        identity = entity_id(kind, key)
        reason = f"same full name “{key}”; named with a public title or role in at least one article"
        return [(identity, members)], _joined(identity, key, members, reason, 0.9)
    apart = [(entity_id(kind, f"{key} in {member.article}"), [member]) for member in members]
    why = (
        "full name, but no article gives a public role"
        if len(key.split()) > 1
        else "single word, too little to tell by"
    )
    doubts = [
        Judgement(members[0].id, member.id, Verdict.OPEN, 0.5, f"same {why}: “{key}”", _BY) for member in members[1:]
    ]
    return apart, doubts


def _contained_places(articles: Iterable[AnnotatedArticle]) -> dict[str, str]:
    """Return the full key of each city named alone in an article that names what contains it.

    `Ashford` alone, in an article that names Ohio, is the `ashford, US-OH` of other articles where the corpus knows of
    no other Ashford.
    """
    places = [[local for local in annotated.entities if local.kind is Kind.PLACE] for annotated in articles]
    qualified: dict[str, set[str]] = defaultdict(set)
    for local in (local for found in places for local in found if ", " in local.key):
        qualified[local.key.partition(", ")[0]].add(local.key)
    contained = {}
    for found in places:
        named = {local.key for local in found}
        for local in found:
            only = qualified.get(local.key, set())
            if len(only) == 1 and min(only).partition(", ")[2] in named:
                contained[local.id] = min(only)
    return contained


def _bare_places(groups: Mapping[tuple[Kind, str], list[LocalEntity]]) -> Iterator[Judgement]:
    """Yield an open question for a city named alone where the corpus names one of that name within a state or country.

    They are not joined: `Paris` alone is not the one in Texas because an article about Texas stands beside it.
    """
    qualified: dict[str, list[str]] = defaultdict(list)
    for kind, key in sorted(groups):
        if kind is Kind.PLACE and ", " in key:
            qualified[key.partition(", ")[0]].append(key)
    for base, keys in qualified.items():
        for bare in groups.get((Kind.PLACE, base), [])[:1]:
            for key in keys:
                other = groups[(Kind.PLACE, key)][0]
                yield Judgement(bare.id, other.id, Verdict.OPEN, 0.5, f"same name “{base}”, without its container", _BY)


def _joined(identity: str, key: str, members: list[LocalEntity], reason: str, score: float) -> list[Judgement]:
    if len(members) < 2:
        return []
    judged = []
    for member in members:
        why = reason
        if member.kind is Kind.PLACE and ", " in key and member.key != key:
            why = f"“{member.key}” in an article that names its container; no other “{member.key}” in the corpus"
        judged.append(Judgement(member.id, identity, Verdict.SAME, score, why, _BY))
    return judged


def _entity(identity: str, members: list[LocalEntity], names: _Names, entity_of: dict[str, str | None]) -> Entity:
    kind = members[0].kind
    used = [name for member in members for name in names[member.id]]
    name = best_name(used, kind)
    wholes = Counter(entity_of[member.part_of] for member in members if member.part_of)
    public = sorted(member.publicity_basis or "" for member in members if member.publicity is Publicity.PUBLIC)
    return Entity(
        id=identity,
        kind=kind,
        name=name,
        other_names=tuple(sorted(set(used) - {name})),
        publicity=(Publicity.PUBLIC if public else Publicity.UNKNOWN) if kind is Kind.PERSON else None,
        publicity_basis=public[0] if public else None,
        part_of=min(wholes, key=lambda whole: (-wholes[whole], whole or "")) if wholes else None,
        normal_form=_normal_form(kind, members[0].key),
    )


def _normal_form(kind: Kind, key: str) -> str | None:
    """Return the agreed citation of a law, the ISO 3166 code of a place, and nothing for names that are only folded."""
    if kind is Kind.LEGISLATION or (kind is Kind.PLACE and _ISO.fullmatch(key)):
        return key
    return None
