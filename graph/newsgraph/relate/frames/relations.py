"""Claims out of matches: who or what is related to whom or what, and when."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from newsgraph.ids import short_hash, slug
from newsgraph.model import AnnotatedArticle, Claim, Kind, LocalEntity, Modality, Span
from newsgraph.relate.frames.fillers import Fillers
from newsgraph.relate.frames.holding import Holding, went_on
from newsgraph.relate.frames.matching import Index, Match, matches, shipped_index
from newsgraph.relate.frames.mending import mended
from newsgraph.relate.frames.pairs import Pair, Pairs
from newsgraph.relate.frames.words import stance_words

_HEADS = {"ng:leads", "ng:governs", "ng:represents", "ng:owns"}
_MORE_SPECIFIC = {
    "schema:affiliation": {"schema:worksFor", "schema:memberOf", "ng:holdsPost", *_HEADS},
    "schema:worksFor": {"ng:holdsPost", *_HEADS},
    "ng:holdsPost": _HEADS,
    "ng:comesFrom": {"schema:birthPlace", "schema:homeLocation", "ng:holdsPost", *_HEADS},
    "ng:represents": {"ng:governs"},
}
"""By predicate those that say more of the same two: one clause states the latter only."""
_DOUBTS = frozenset({Modality.ALLEGED, Modality.EXPECTED, Modality.PROPOSED})
_BESIDE = frozenset({"appos", "nmod:desc", "flat"})
"""Relations of a description to the name beside it, or of the name to it."""
_INDEFINITE = frozenset("a an another one two three four five some several".split())
_SYMMETRIC = frozenset({"schema:spouse", "schema:sibling"})


def find_relations(annotated: AnnotatedArticle, *, index: Index | None = None) -> AnnotatedArticle:
    """Return the article with the relations its sentences state; requires `entities` and `sentences`, assigns `claims`.

    What a clause of saying reports is its speaker's; without a speaker that stands for an entity it is left out, for it
    would stand as the article's own word. That holds for titles and descriptions on the way, too (`said that the mayor,
    Ana Ruiz, was late`): they may be the reporter's, but nobody can tell. A tie that is over (`former`, `was`) has an
    end; without a day that can be its end it is left out.
    """
    fillers = Fillers(annotated)
    pairs, holding = Pairs(annotated, fillers), Holding(annotated)
    index = index or shipped_index(relations=True)
    found: dict[str, Claim] = {}
    for match in matches(mended(annotated, _roles(index)), index, fillers):
        if match.reported and match.said is None:
            continue
        held = holding.of(match)
        if held is None:
            continue
        for pair in pairs.of(match):
            claim = _claim(annotated, match, pair, held[1])
            found.setdefault(claim.id, replace(claim, time=held[0]))
    entities, mentions = fillers.added()
    unnamed = {entity.id for entity in (*annotated.entities, *entities) if not is_named(entity)}
    named = (claim for claim in found.values() if unnamed.isdisjoint((claim.subject, str(claim.object))))
    kept = _specific(annotated, named)
    return replace(
        annotated,
        claims=tuple(sorted(kept, key=lambda claim: (claim.evidence[0], claim.predicate, claim.id))),
        entities=tuple(sorted({*annotated.entities, *entities}, key=lambda entity: entity.id)),
        mentions=tuple(sorted({*annotated.mentions, *mentions}, key=lambda found: (found.span, found.kind))),
    )


def is_named(entity: LocalEntity) -> bool:
    """Return whether an entity has a name; `a doctor` and `two men` have none."""
    return entity.name.lower().partition(" ")[0] not in _INDEFINITE


@cache
def _roles(index: Index) -> frozenset[str]:
    """Return the forms of nouns that are said of persons."""
    return frozenset(
        form
        for form, frames in index.nouns.items()
        if any(
            ("bearer",) in slot.paths and Kind.PERSON in slot.kinds for frame in frames for slot in frame.noun.values()
        )
    )


def _specific(annotated: AnnotatedArticle, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims without those that another of the same sentence and the same two says more closely."""
    starts = [sentence.words[0].start for sentence in annotated.sentences if sentence.words]
    told: dict[tuple[int, frozenset[str]], list[Claim]] = {}
    for claim in claims:
        at = bisect_right(starts, claim.evidence[0].start)
        told.setdefault((at, frozenset((claim.subject, str(claim.object)))), []).append(claim)
    for listed in told.values():
        predicates = {claim.predicate for claim in listed}
        symmetric: set[str] = set()
        for claim in listed:
            if predicates & _MORE_SPECIFIC.get(claim.predicate, set()) or claim.predicate in symmetric:
                continue
            if claim.predicate in _SYMMETRIC:
                symmetric.add(claim.predicate)
            yield claim


def _claim(annotated: AnnotatedArticle, match: Match, pair: Pair, dated: Span | None) -> Claim:
    article = annotated.article.id
    predicate = match.frame.name
    evidence = [pair.title, pair.subject_span, pair.object_span, *([dated] if dated else [])]
    return Claim(
        id=claim_id(article, predicate, match.span, pair.subject, pair.object),
        article=article,
        subject=pair.subject,
        predicate=predicate,
        object=pair.object,
        evidence=tuple(dict.fromkeys(evidence)),
        attributed_to=match.said.speaker if match.said else None,
        cue=match.said.cue if match.said else None,
        modality=_modality(match),
        negated=match.stance.negated,
        confidence=match.confidence,
    )


def _modality(match: Match) -> Modality:
    """Return how the tie is put; what stands before a role doubts it too: `the suspected leader`."""
    tree, at = match.tree, match.trigger
    if went_on(tree, at):
        return Modality.STATED
    if match.stance.modality is not Modality.STATED or tree.upos(at) == "VERB":
        return match.stance.modality
    adjectives = stance_words().adjectives
    effects = [adjectives.get(tree.forms[child]) for child in tree.children[at] if child < at]
    return next((Modality(effect) for effect in effects if effect in _DOUBTS), Modality.STATED)


def claim_id(article: str, predicate: str, trigger: Span, subject: str, filler: str) -> str:
    """Return the id of a claim, from its article, its predicate, where its trigger stands, and what it relates."""
    hashed = short_hash("claim", article, predicate, str(trigger.start), str(trigger.end), subject, filler)[:8]
    return f"claim/{article}_{slug(predicate.partition(':')[2])}-{hashed}"
