"""What was joined, left apart or linked wrongly: one line an error, with sentences and reasons, for reading."""

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from newsgraph.evaluate.clusters import Place
from newsgraph.evaluate.linking import LinkOutcome
from newsgraph.evaluate.report import cell
from newsgraph.evaluate.resolution import ACROSS, WITHIN, link_outcomes, sides
from newsgraph.evaluate.resolving import Resolution
from newsgraph.model import Article, Judgement, Kind
from newsgraph.text import sentence_of, sentences

WRONG_JOIN, MISSED_JOIN = "wrong join", "missed join"
_COLUMNS = (
    "times", "error", "where", "kind", "left", "right", "reason", "left document", "left sentence", "right document",
    "right sentence",
)  # fmt: skip
_SHOWN_PAIRS = 40
"""Of one wrong entity, or one thing left in pieces, no more pairs than these are listed."""


@dataclass(frozen=True, slots=True)
class IdentityMistake:
    """Two names joined or left apart against the gold; or one name and its link."""

    error: str
    where: str
    kind: Kind
    times: int
    """How many pairs of names are concerned; 1 for links."""
    left: str
    right: str
    reason: str
    left_document: str
    left_sentence: str
    right_document: str = ""
    right_sentence: str = ""


def identity_mistakes(resolution: Resolution, *, kinds: Iterable[Kind] | None = None) -> tuple[IdentityMistake, ...]:
    """Return the errors, those that concern the most names first.

    Of joins across articles one pair stands for all pairs of the same two things.
    """
    chosen = frozenset(kinds) if kinds is not None else None
    compared = sides(resolution, chosen)
    telling = _Telling(resolution)
    found = [
        *_joins(WITHIN, compared.gold, _by_document(compared.found), telling),
        *_joins(ACROSS, compared.things, compared.told(compared.found), telling),
        *_links(resolution, chosen, telling),
    ]
    return tuple(
        sorted(
            found,
            key=lambda one: (
                -one.times,
                one.error,
                one.where,
                one.left,
                one.right,
                one.left_document,
                one.left_sentence,
            ),
        )
    )


def identity_table(mistakes: Iterable[IdentityMistake]) -> str:
    """Return the errors as tab-separated lines; no cell starts a spreadsheet formula."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter="\t", lineterminator="\n")
    writer.writerow(_COLUMNS)
    for one in mistakes:
        words = (
            one.error, one.where, str(one.kind), one.left, one.right, one.reason, one.left_document, one.left_sentence,
            one.right_document, one.right_sentence,
        )  # fmt: skip
        writer.writerow([one.times, *map(cell, words)])
    return file.getvalue()


class _Telling:
    """What to say of a name: its words, its sentence, and why our steps put it where they did."""

    def __init__(self, resolution: Resolution) -> None:
        self._articles = {one.article.id: one.article for one in resolution.documents}
        self._names = {one.article.id: one.document.name for one in resolution.documents}
        self.kinds = {
            Place(one.article.id, naming.span): naming.kind for one in resolution.documents for naming in one.namings
        } | {
            Place(one.article.id, mention.span): mention.kind
            for one in resolution.documents
            for mention in one.annotated.mentions
        }
        self._reasons = {place: naming.reason for place, _, naming in resolution.namings()}
        self._locals = {place: local.id for place, local, _ in resolution.namings()}
        self._judged: defaultdict[str, list[Judgement]] = defaultdict(list)
        for judgement in resolution.judgements:
            self._judged[judgement.left].append(judgement)
            self._judged[judgement.right].append(judgement)
        self._entities = {local.id: local.entity for local in resolution.local_entities}
        self._sentences: dict[str, tuple[object, ...]] = {}

    def words(self, place: Place) -> str:
        return place.span.of(self._articles[place.document].text)

    def document(self, place: Place) -> str:
        return self._names[place.document]

    def sentence(self, place: Place) -> str:
        article: Article = self._articles[place.document]
        return sentence_of(sentences(article.text), place.span).of(article.text)

    def reason(self, left: Place, right: Place) -> str:
        """Return why two names are where they are: the judgements on them, else why each name was read so."""
        one, other = self._locals.get(left), self._locals.get(right)
        if one != other:
            told = [
                f"{judgement.verdict}: {judgement.reason}"
                for judgement in self._judged.get(one or "", ())
                if self._concerns(judgement, one, other)
            ]
            joined = [
                f"{judgement.verdict}: {judgement.reason}"
                for judgement in self._judged.get(other or "", ())
                if self._concerns(judgement, other, one)
            ]
            if told or joined:
                return "; ".join(dict.fromkeys([*told, *joined]))
        return "; ".join(dict.fromkeys(self._reasons.get(place, "no entity") for place in (left, right)))

    def _concerns(self, judgement: Judgement, one: str | None, other: str | None) -> bool:
        partner = judgement.right if judgement.left == one else judgement.left
        return partner in (other, self._entities.get(other or ""), self._entities.get(one or ""))


def _by_document(found: Mapping[Place, str]) -> dict[Place, str]:
    return {place: f"{place.document} {cluster}" for place, cluster in found.items()}


def _joins(
    where: str, gold: Mapping[Place, str], found: Mapping[Place, str], telling: _Telling
) -> Iterator[IdentityMistake]:
    across = where == ACROSS
    yield from _pairs(WRONG_JOIN, where, found, gold, telling, across=across)
    yield from _pairs(MISSED_JOIN, where, gold, found, telling, across=across)


def _pairs(
    error: str,
    where: str,
    together: Mapping[Place, str],
    apart: Mapping[Place, str],
    telling: _Telling,
    *,
    across: bool,
) -> Iterator[IdentityMistake]:
    """Yield the pairs that one side has together and the other apart, one for each two clusters of the other side."""
    clusters: defaultdict[str, defaultdict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place in sorted(together):
        if place in apart:
            clusters[together[place]][apart[place]].append(place)
    for _, pieces in sorted(clusters.items()):
        ranked = sorted(pieces.values(), key=lambda places: (-len(places), places))
        listed = combinations(ranked, 2)
        for number, (many, few) in enumerate(listed):
            if number >= _SHOWN_PAIRS:
                break
            pair = _representatives(many, few, across=across)
            if pair is not None:
                yield _mistake(error, where, pair, _times(many, few, across=across), telling)


def _representatives(many: Sequence[Place], few: Sequence[Place], *, across: bool) -> tuple[Place, Place] | None:
    if not across:
        return many[0], few[0]
    return next(
        ((one, other) for one in many for other in few if one.document != other.document),
        None,
    )


def _times(many: Sequence[Place], few: Sequence[Place], *, across: bool) -> int:
    same = 0
    if across:
        here, there = (Counter(place.document for place in places) for places in (many, few))
        same = sum(here[document] * there[document] for document in here)
    return len(many) * len(few) - same


def _mistake(error: str, where: str, pair: tuple[Place, Place], times: int, telling: _Telling) -> IdentityMistake:
    left, right = pair
    return IdentityMistake(
        error=error,
        where=where,
        kind=telling.kinds[left],
        times=times,
        left=telling.words(left),
        right=telling.words(right),
        reason=telling.reason(left, right),
        left_document=telling.document(left),
        left_sentence=telling.sentence(left),
        right_document=telling.document(right),
        right_sentence=telling.sentence(right),
    )


def _links(resolution: Resolution, kinds: frozenset[Kind] | None, telling: _Telling) -> Iterator[IdentityMistake]:
    wrong = (LinkOutcome.WRONG, LinkOutcome.MISSED, LinkOutcome.INVENTED)
    for one in link_outcomes(resolution, kinds):
        if one.ours in wrong:
            yield IdentityMistake(
                error=str(one.ours),
                where="links",
                kind=one.kind,
                times=1,
                left=telling.words(one.place),
                right=one.target or "none",
                reason="; ".join(f"{link.label} <{link.target}>: {link.reason}" for link in one.accepted)
                or "; ".join(f"not accepted: {link.label} ({link.score:.2f})" for link in one.candidates[:3])
                or "no candidate",
                left_document=telling.document(one.place),
                left_sentence=telling.sentence(one.place),
            )
