"""A corpus whose identities stay up to date: adding, removing and deciding re-compute only what they touch."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from newsgraph.model import AnnotatedArticle, Entity, Judgement, LocalEntity
from newsgraph.resolve.across.blocking import WEAK, keys, needs_company
from newsgraph.resolve.across.components import (
    SettledComponent,
    by_side,
    echoed,
    outside_verdicts,
    placed,
    settled_component,
)
from newsgraph.resolve.across.profiles import Member, members_of

Resolution = tuple[tuple[LocalEntity, ...], tuple[Entity, ...], tuple[Judgement, ...]]


def resolve(articles: Iterable[AnnotatedArticle], *, judgements: Iterable[Judgement] = ()) -> Resolution:
    """Return the local entities with their entities set, the entities, and the judgements, whatever the order.

    `judgements` are people's decisions, free of contradiction: on two local entities, or on a local entity and an
    outside identifier. They overrule, and come back among the judgements as they were given.
    """
    corpus = Corpus()
    corpus.judge(judgements)
    for annotated in articles:
        corpus.add(annotated)
    return corpus.resolved()


class Corpus:
    """Articles with their identities. Whatever the order of calls, the result is that of a rebuild from nothing."""

    def __init__(self) -> None:
        self.pairs_scored = 0
        """How many pairs were scored in the life of this corpus: what a re-computation costs."""
        self._articles: dict[str, AnnotatedArticle] = {}
        self._locals: dict[str, LocalEntity] = {}
        self._members: dict[str, Member] = {}
        self._keys: dict[str, frozenset[str]] = {}
        self._holders: dict[str, set[str]] = defaultdict(set)
        self._callers: dict[str, set[str]] = defaultdict(set)
        self._decisions: dict[str, list[Judgement]] = {}
        self._component_of: dict[str, str] = {}
        self._settled: dict[str, tuple[tuple[str, ...], SettledComponent]] = {}
        self._waiting: set[str] = set()
        self._looked_through: set[str] = set()
        """Keys whose holders have all been set waiting since the last computation."""

    def add(self, annotated: AnnotatedArticle) -> None:
        """Take an article in; one of the same id is replaced."""
        self.remove(annotated.article.id)
        self._articles[annotated.article.id] = _light(annotated)
        self._take_in(annotated)

    def remove(self, article: str) -> None:
        """Forget an article; nothing happens where it is not there."""
        if known := self._articles.pop(article, None):
            self._let_go(known)

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Set people's decisions: those given before and not now are undone."""
        given = by_side(judgements)
        sides = {*given, *self._decisions}
        changed = {side for side in sides if given.get(side) != self._decisions.get(side)}
        touched = sorted({self._members[side].article for side in changed if side in self._members})
        for article in touched:
            self._let_go(self._articles[article])
        self._decisions = given
        for article in touched:
            self._take_in(self._articles[article])

    def resolved(self) -> Resolution:
        """Return the resolution of all articles; only what changed since the last call is computed."""
        for member in sorted(self._waiting):
            if member in self._waiting:
                self._settle(self._component(member))
        self._looked_through.clear()
        settled = [one for _, found in self._settled.values() for one in found.clusters]
        entity_of = {member: one.entity.id for one in settled for member in one.members}
        local_entities = (replace(self._locals[member], entity=entity_of[member]) for member in sorted(entity_of))
        judgements = [judgement for _, found in self._settled.values() for judgement in found.questions]
        judgements += (judgement for one in settled for judgement in one.judgements)
        judgements += echoed(self._decisions, self._members)
        return (
            tuple(local_entities),
            tuple(sorted((placed(one, entity_of) for one in settled), key=lambda entity: entity.id)),
            tuple(sorted(judgements, key=lambda one: (one.left, one.right, one.by, one.verdict, one.reason))),
        )

    def _take_in(self, annotated: AnnotatedArticle) -> None:
        self._locals.update((local.id, local) for local in annotated.entities)
        decided = {local.id: outside_verdicts(self._decisions.get(local.id, ())) for local in annotated.entities}
        for member in members_of(annotated, decided):
            identifier = member.id
            self._members[identifier] = member
            found = keys(member.profile)
            self._keys[identifier] = found
            for key in found:
                self._holders[key].add(identifier)
                if needs_company(member.profile):
                    self._callers[key].add(identifier)
            self._waiting.add(identifier)
            self._reopen_neighbours(identifier)

    def _let_go(self, annotated: AnnotatedArticle) -> None:
        for local in annotated.entities:
            self._reopen(local.id)
        for local in annotated.entities:
            for key in self._keys.pop(local.id):
                self._holders[key].discard(local.id)
                self._callers[key].discard(local.id)
                if not self._holders[key]:
                    del self._holders[key]
                    self._callers.pop(key, None)
            del self._members[local.id], self._locals[local.id]
            self._waiting.discard(local.id)

    def _reopen(self, identifier: str) -> None:
        """Let the component of a local entity wait for its computation."""
        component = self._component_of.pop(identifier, None)
        if component in self._settled:
            members, _ = self._settled.pop(component)
            for member in members:
                self._component_of.pop(member, None)
                self._waiting.add(member)

    def _reopen_neighbours(self, identifier: str) -> None:
        """Let all components wait that a new local entity belongs to; each key is looked through once a time."""
        for key in self._keys[identifier] - self._looked_through:
            if self._connects(key):
                self._looked_through.add(key)
                for holder in self._holders[key]:
                    self._reopen(holder)
        for judgement in self._decisions.get(identifier, ()):
            self._reopen(judgement.left)
            self._reopen(judgement.right)

    def _connects(self, key: str) -> bool:
        return not key.startswith(WEAK) or bool(self._callers.get(key))

    def _component(self, start: str) -> list[str]:
        found = {start}
        fresh = [start]
        seen_keys: set[str] = set()
        while fresh:
            member = fresh.pop()
            new_keys = self._keys[member] - seen_keys
            seen_keys |= new_keys
            near = {one for key in new_keys if self._connects(key) for one in self._holders[key]}
            near.update(side for one in self._decisions.get(member, ()) for side in (one.left, one.right)
                        if side in self._members)  # fmt: skip
            fresh += near - found
            found |= near
        return sorted(found)

    def _settle(self, component: list[str]) -> None:
        members = {identifier: self._members[identifier] for identifier in component}
        found = settled_component(members, self._decisions)
        self.pairs_scored += found.pairs
        self._settled[component[0]] = (tuple(component), found)
        for identifier in component:
            self._component_of[identifier] = component[0]
            self._waiting.discard(identifier)


def _light(annotated: AnnotatedArticle) -> AnnotatedArticle:
    """Return the article without what identity never reads."""
    return replace(annotated, quotes=(), claims=(), events=(), sentences=())
