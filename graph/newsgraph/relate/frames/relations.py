"""Claims out of matches: who or what is related to whom or what."""

from dataclasses import replace

from newsgraph.ids import short_hash, slug
from newsgraph.model import AnnotatedArticle, Claim, Span
from newsgraph.relate.frames.fillers import Filler, Fillers
from newsgraph.relate.frames.frame import OBJECT, SUBJECT
from newsgraph.relate.frames.matching import Index, Match, matches, shipped_index


def find_relations(annotated: AnnotatedArticle, *, index: Index | None = None) -> AnnotatedArticle:
    """Return the article with the relations its sentences state; requires `entities` and `sentences`, assigns `claims`.

    What a clause of saying reports is its speaker's; without a speaker that stands for an entity it is left out, for it
    would stand as the article's own word.
    """
    fillers = Fillers(annotated)
    found: dict[str, Claim] = {}
    for match in matches(annotated, index or shipped_index(relations=True), fillers):
        if match.reported and match.said is None:
            continue
        for _, subject in match.fillers[SUBJECT]:
            for _, filler in match.fillers[OBJECT]:
                claim = _claim(annotated, match, subject, filler)
                found.setdefault(claim.id, claim)
    entities, mentions = fillers.added()
    return replace(
        annotated,
        claims=tuple(sorted(found.values(), key=lambda claim: (claim.evidence[0], claim.predicate, claim.id))),
        entities=tuple(sorted({*annotated.entities, *entities}, key=lambda entity: entity.id)),
        mentions=tuple(sorted({*annotated.mentions, *mentions}, key=lambda found: (found.span, found.kind))),
    )


def _claim(annotated: AnnotatedArticle, match: Match, subject: Filler, filler: Filler) -> Claim:
    article = annotated.article.id
    predicate = match.frame.name
    return Claim(
        id=claim_id(article, predicate, match.span, subject.id, filler.id),
        article=article,
        subject=subject.id,
        predicate=predicate,
        object=filler.id,
        evidence=tuple(dict.fromkeys((match.span, subject.span, filler.span))),
        attributed_to=match.said.speaker if match.said else None,
        cue=match.said.cue if match.said else None,
        modality=match.stance.modality,
        negated=match.stance.negated,
        confidence=match.confidence,
    )


def claim_id(article: str, predicate: str, trigger: Span, subject: str, filler: str) -> str:
    """Return the id of a claim, from its article, its predicate, where its trigger stands, and what it relates."""
    hashed = short_hash("claim", article, predicate, str(trigger.start), str(trigger.end), subject, filler)[:8]
    return f"claim/{article}_{slug(predicate.partition(':')[2])}-{hashed}"
