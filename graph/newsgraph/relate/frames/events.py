"""Events out of matches: roles, place, time bounds and figures, each with its words."""

from collections.abc import Iterator
from dataclasses import replace

from newsgraph.ids import short_hash, slug
from newsgraph.model import AnnotatedArticle, Event, Kind, Role, Span, TimeBounds
from newsgraph.relate.frames.fillers import Fillers
from newsgraph.relate.frames.matching import Index, Match, matches, shipped_index
from newsgraph.relate.frames.timing import Dates
from newsgraph.relate.frames.tree import Tree

_PLACES = ("in", "at", "near", "outside", "across", "inside", "on", "throughout", "around", "unmarked")
_PLACE = frozenset({Kind.PLACE})


def find_events(annotated: AnnotatedArticle, *, index: Index | None = None) -> AnnotatedArticle:
    """Return the article with the events its sentences tell of; requires `entities` and `sentences`, assigns `events`.

    People and bodies without a name that take part become groups of the article, local to it.
    """
    fillers = Fillers(annotated)
    dates = Dates(annotated)
    found: dict[str, Event] = {}
    for match in matches(annotated, index or shipped_index(relations=False), fillers):
        event = _event(annotated, match, fillers, dates)
        known = found.get(event.id)
        if known is None or len(known.roles) < len(event.roles):
            found[event.id] = event
    entities, mentions = fillers.added()
    return replace(
        annotated,
        events=tuple(sorted(found.values(), key=lambda event: (event.evidence[0], event.type))),
        entities=tuple(sorted({*annotated.entities, *entities}, key=lambda entity: entity.id)),
        mentions=tuple(sorted({*annotated.mentions, *mentions}, key=lambda found: (found.span, found.kind))),
    )


def _event(annotated: AnnotatedArticle, match: Match, fillers: Fillers, dates: Dates) -> Event:
    article, tree = annotated.article, match.tree
    speaker = match.said.speaker if match.said else None
    roles, figures = [], []
    for role, listed in match.fillers.items():
        for head, filler in listed:
            roles.append(Role(role, filler.id, (filler.span,), speaker))
            figures += [figure for figure in fillers.figures(tree, head) if figure not in figures]
    place = _place(match, fillers)
    when = dates.of(match)
    evidence = [match.span, *(role.evidence[0] for role in roles), *(found[1] for found in (place, when) if found)]
    if match.clause != match.trigger:
        word = tree.words[match.clause]
        evidence.insert(1, Span(word.start, word.end))
    kind = match.frame.name
    return Event(
        id=event_id(article.id, kind, match.span),
        article=article.id,
        type=kind,
        label=" ".join(article.text[evidence[0].start : evidence[0].end].split()),
        roles=tuple(sorted(roles, key=lambda role: (role.role, role.evidence, role.filler))),
        evidence=tuple(dict.fromkeys(evidence)),
        time=when[0] if when else TimeBounds(),
        place=place[0] if place else None,
        figures=tuple(figures),
        modality=match.stance.modality,
        negated=match.stance.negated,
        confidence=match.confidence,
    )


def event_id(article: str, kind: str, trigger: Span) -> str:
    """Return the id of an event, from its article, its type and where its trigger stands."""
    hashed = short_hash("event", article, kind, str(trigger.start), str(trigger.end))[:8]
    return f"event/{article}_{slug(kind.partition(':')[2])}-{hashed}"


def _place(match: Match, fillers: Fillers) -> tuple[str, Span] | None:
    """Return the place of the clause, or else one that hangs on a player: `protesters in Boston`."""
    used = {filler.id for listed in match.fillers.values() for _, filler in listed}
    heads = [at for path in _PLACES for at in match.arguments.get(path, ())]
    if match.clause != match.trigger:
        heads += _hanging(match.tree, match.clause)
    for listed in match.fillers.values():
        heads += [at for head, _ in listed for at in _hanging(match.tree, head) if at > match.trigger]
    for head in heads:
        found = fillers.filler(match.tree, head, _PLACE)
        if found and found.id not in used:
            return found.id, found.span
    return None


def _hanging(tree: Tree, head: int) -> Iterator[int]:
    for at in tree.children[head]:
        if tree.base(at) in ("nmod", "obl") and tree.case_of(at) in ("in", "at", "near", "outside"):
            yield at
