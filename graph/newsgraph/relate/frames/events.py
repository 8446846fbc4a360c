"""Events out of matches: roles, place, time bounds and figures, each with its words."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from newsgraph.ids import short_hash, slug
from newsgraph.model import AnnotatedArticle, Event, Role, Span, TimeBounds
from newsgraph.relate.frames.fillers import Fillers
from newsgraph.relate.frames.labels import event_label
from newsgraph.relate.frames.matching import Index, Match, matches, shipped_index
from newsgraph.relate.frames.mishaps import type_of
from newsgraph.relate.frames.timing import Dates

_CLAUSES = frozenset({"acl", "advcl", "ccomp", "parataxis", "csubj", "xcomp", "conj"})


def find_events(annotated: AnnotatedArticle, *, index: Index | None = None) -> AnnotatedArticle:
    """Return the article with the events its sentences tell of; requires `entities` and `sentences`, assigns `events`.

    People and bodies without a name that take part become groups of the article, local to it. What somebody says has
    that source in `attributed_to`; where it is not known who says it, there is no event.
    """
    fillers = Fillers(annotated, guessing=True)
    dates = Dates(annotated)
    told = [
        match
        for match in matches(annotated, index or shipped_index(relations=False), fillers)
        if match.said is not None or not match.reported
    ]
    found: dict[str, Event] = {}
    for match in _once(told):
        event = _event(annotated, match, fillers, dates)
        found.setdefault(event.id, event)
    used = {role.filler for event in found.values() for role in event.roles}
    entities, mentions = fillers.added(used | {event.attributed_to for event in found.values() if event.attributed_to})
    return replace(
        annotated,
        events=tuple(sorted(found.values(), key=lambda event: (event.evidence[0], event.type))),
        entities=tuple(sorted({*annotated.entities, *entities}, key=lambda entity: entity.id)),
        mentions=tuple(sorted({*annotated.mentions, *mentions}, key=lambda found: (found.span, found.kind))),
    )


def _once(told: Iterable[Match]) -> list[Match]:
    """Return the matches without those that tell of the same happening in the same clause.

    Of several frames for one word the one that names most words around it stays, or else fills most roles; of a noun
    under a verb of the same type (`met for talks`) the verb.
    """
    best: dict[tuple[int, int], Match] = {}
    for match in told:
        here = id(match.tree), match.trigger
        known = best.get(here)
        if known is None or _closeness(match) > _closeness(known):
            best[here] = match
    kept = list(best.values())
    verbs = {(id(match.tree), match.clause, match.frame.name) for match in kept if match.clause == match.trigger}
    clauses = {(id(match.tree), match.clause, match.frame.name): _players(match) for match in kept}
    return [match for match in kept if not (_is_told_above(match, verbs) or _is_its_purpose(match, clauses))]


def _players(match: Match) -> set[str]:
    return {filler.id for listed in match.fillers.values() for _, filler in listed}


def _is_its_purpose(match: Match, clauses: Mapping[tuple[int, int, str], set[str]]) -> bool:
    """Return whether a clause of the same type and players governs it: `staged a walkout to protest`."""
    above = match.tree.head(match.clause)
    if above == match.clause or match.tree.base(match.clause) not in ("advcl", "xcomp"):
        return False
    players = _players(match)
    return bool(players) and players <= clauses.get((id(match.tree), above, match.frame.name), set())


def _closeness(match: Match) -> tuple[int, int]:
    return match.exactness, len(match.fillers)


def _is_told_above(match: Match, verbs: set[tuple[int, int, str]]) -> bool:
    at = match.trigger
    for above in match.tree.above(at):
        if match.tree.base(at) in _CLAUSES:
            return False
        if (id(match.tree), above, match.frame.name) in verbs:
            return True
        at = above
    return False


def _event(annotated: AnnotatedArticle, match: Match, fillers: Fillers, dates: Dates) -> Event:
    article, tree = annotated.article, match.tree
    speaker = match.said.speaker if match.said else None
    roles, figures = [], []
    for role, listed in match.fillers.items():
        for head, filler in listed:
            roles.append(Role(role, filler.id, (filler.span,), speaker))
            figures += [figure for figure in fillers.figures(tree, head) if figure not in figures]
    place, when = match.place, dates.of(match)
    evidence = [match.span, *(role.evidence[0] for role in roles), *(found[1] for found in (place, when) if found)]
    if match.clause != match.trigger:
        word = tree.words[match.clause]
        evidence.insert(1, Span(word.start, word.end))
    kind = type_of(match)
    return Event(
        id=event_id(article.id, kind, match.span),
        article=article.id,
        type=kind,
        label=event_label(match, fillers),
        roles=tuple(sorted(roles, key=lambda role: (role.role, role.evidence, role.filler))),
        evidence=tuple(dict.fromkeys(evidence)),
        time=when[0] if when else TimeBounds(),
        place=place[0] if place else None,
        figures=tuple(figures),
        modality=match.stance.modality,
        negated=match.stance.negated,
        confidence=match.confidence,
        attributed_to=speaker,
        cue=match.said.cue if match.said else None,
    )


def event_id(article: str, kind: str, trigger: Span) -> str:
    """Return the id of an event, from its article, its type and where its trigger stands."""
    hashed = short_hash("event", article, kind, str(trigger.start), str(trigger.end))[:8]
    return f"event/{article}_{slug(kind.partition(':')[2])}-{hashed}"
