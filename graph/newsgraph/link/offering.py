"""A service's candidates as open judgements: scored again by our own eyes, with the reason in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from newsgraph.kinds import Kind
from newsgraph.link.asking import Question
from newsgraph.link.bearers import folded_words, name_score
from newsgraph.link.reconciliation import Candidate, Manifest, cleaned, iri_of
from newsgraph.model import Entity, Judgement, Verdict

WORTH_JUDGING = 0.4
"""The least score with which a candidate is put before a person."""
_AGREES = 0.95
_SHARED = "it matches other things of the graph as well"
_REASON_LENGTH = 400


@dataclass(frozen=True, slots=True)
class Offer:
    """A judgement that a service's candidate gave rise to, and the candidate's name, for human eyes."""

    judgement: Judgement
    name: str


def offered(
    question: Question,
    candidates: Iterable[Candidate],
    manifest: Manifest,
    *,
    by: str,
    when: date | None = None,
    accept_matches: bool = False,
    judged: Iterable[tuple[str, str]] = (),
) -> list[Offer]:
    """Return a judgement for each likely candidate that has an address, best first: all open, with one exception.

    `accept_matches` accepts a candidate that the service is sure of, if it is sure of no other, and the names agree.
    `judged` are pairs of identifiers that judgements stand for already: they are not offered again. The score is the
    mean of the service's, brought to 0 to 1, and of our own of the names; below `WORTH_JUDGING` nobody is asked.
    """
    candidates = list(candidates)
    names = _full_names(question.entity)
    scale = _scale(candidates, manifest)
    taken = set(judged)
    is_only_match = sum(candidate.match for candidate in candidates) == 1
    made: dict[str, Offer] = {}
    for candidate in candidates:
        target = iri_of(candidate.id, manifest)
        ours = max(name_score(name, candidate.name) for name in names)
        likely = _score(candidate, ours, scale)
        if target is None or likely < WORTH_JUDGING or any((local, target) in taken for local in question.locals):
            continue
        is_accepted = accept_matches and candidate.match and is_only_match and ours >= _AGREES
        judgement = Judgement(
            left=question.locals[0],
            right=target,
            verdict=Verdict.SAME if is_accepted else Verdict.OPEN,
            score=likely,
            reason=_reason(question.entity, candidate, ours, scale, manifest=manifest),
            by=by,
            when=when,
        )
        made.setdefault(target, Offer(judgement, candidate.name))
    return sorted(made.values(), key=lambda offer: (-offer.judgement.score, offer.judgement.right))


def with_shared_left_open(offers: Iterable[Offer], standing: Iterable[Judgement] = ()) -> list[Offer]:
    """Return the offers, but open where one thing would be accepted for several of ours.

    Accepting it for each would make these one, and a name alone must not do that.
    """
    offers = list(offers)
    judged = (*(offer.judgement for offer in offers), *standing)
    accepted = Counter(one.right for one in judged if one.verdict is Verdict.SAME)
    return [left_open(one, _SHARED) if accepted[one.judgement.right] > 1 else one for one in offers]


def left_open(offer: Offer, why: str) -> Offer:
    """Return the offer with an accepted judgement made open again, and the reason for that."""
    judgement = offer.judgement
    if judgement.verdict is Verdict.OPEN:
        return offer
    return replace(offer, judgement=replace(judgement, verdict=Verdict.OPEN, reason=f"{judgement.reason}; {why}"))


def _full_names(entity: Entity) -> tuple[str, ...]:
    """Return the names to compare by; a person's shorter ones, such as the surname, would agree with too many."""
    if entity.kind is not Kind.PERSON:
        return (entity.name, *entity.other_names)
    words = len(folded_words(entity.name))
    return (entity.name, *(name for name in entity.other_names if len(folded_words(name)) >= words))


def _scale(candidates: list[Candidate], manifest: Manifest) -> float:
    """Return the score that would be a perfect one; before 1.0 a service need not say, so the answer's range tells."""
    best = max((candidate.score or 0.0 for candidate in candidates), default=0.0)
    if manifest.has_standard_scores:
        return 100.0
    return 1.0 if best <= 1 else max(best, 100.0)


def _score(candidate: Candidate, ours: float, scale: float) -> float:
    if candidate.score is None:
        return round(ours, 3)
    theirs = min(max(candidate.score / scale, 0.0), 1.0)
    return round((theirs + ours) / 2, 3)


def _reason(entity: Entity, candidate: Candidate, ours: float, scale: float, *, manifest: Manifest) -> str:
    about = [candidate.description] if candidate.description else []
    about += [f"type {', '.join(candidate.types)}"] if candidate.types else []
    said = []
    if candidate.score is not None:
        said.append(f"score {candidate.score:.4g} of {scale:.4g}")
    if candidate.match:
        said.append("sure of it")
    aside = f" ({'; '.join(about)})" if about else ""
    parts = [
        f"{manifest.name} offers “{candidate.name}”{aside} for “{entity.name}”",
        f"its word: {', '.join(said)}" if said else "",
        _agreement(ours),
        f"likely by {_score(candidate, ours, scale):.2f}",
    ]
    return cleaned("; ".join(part for part in parts if part), length=_REASON_LENGTH)


def _agreement(ours: float) -> str:
    if ours >= _AGREES:
        return "the names agree"
    return f"the names are alike by {ours:.2f}" if ours >= 0.5 else f"the names differ (alike by {ours:.2f})"
