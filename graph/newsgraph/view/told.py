"""What a card tells of each link: who says it, how, in which words, and what answers it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsgraph.model import Answer, Claim, Event, KnowledgeGraph, Modality, Quantity, Span
from newsgraph.network import MAYBE_SAME, Link, quantity_words
from newsgraph.network.statements import figure_links
from newsgraph.view.passages import Passages

Item = dict[str, Any]

_WHOLES = ("contained in", "part of", "people of")
_ANSWERS = ("confirms", "denies")


def voice_of(link: Link) -> str:
    """Return what the line looks like.

    One of `naming`, `quote`, `whole`, `copy`, `open`, `answer`, `own` (the article states it), `attributed` (its source
    states it), `hedged` (alleged, expected, proposed or asked, by either) and `negated` (denied by either).
    """
    if link.relation in _WHOLES and link.statement is None:
        return "whole"
    if link.relation == MAYBE_SAME:
        return "open"
    if link.quote is not None:
        return "quote"
    if link.similarity is not None:
        return "copy"
    if link.statement is None or link.relation == "reports":
        return "naming"
    return "answer" if link.relation in _ANSWERS else stance_of(link)


def stance_of(told: Link | Event) -> str:
    """Return `negated`, `hedged`, `attributed` or `own`: the first that holds."""
    if told.negated:
        return "negated"
    if told.modality is not Modality.STATED:
        return "hedged"
    return "own" if told.attributed_to is None else "attributed"


def triggers(kg: KnowledgeGraph) -> dict[str, tuple[Span, ...]]:
    """Return by event the word that tells of it."""
    return {event.id: event.evidence[:1] for event in kg.events}


def evidence_of(link: Link, told_by: Mapping[str, tuple[Span, ...]]) -> tuple[Span, ...]:
    """Return the stretches that a link rests on, each once; `told_by` are `triggers`.

    The word that tells of an event stands by the words that name who takes part.
    """
    return tuple(dict.fromkeys((*link.evidence, *told_by.get(link.statement or "", ()))))


@dataclass(frozen=True, slots=True)
class _Answered:
    """One side of an answer: what the other side says about the statement that is shown."""

    other: Claim | Event
    agrees: bool
    later: bool


class Teller:
    """Tells links as the page's data; keeps which sources it has named."""

    def __init__(self, kg: KnowledgeGraph, passages: Passages) -> None:
        self._passages = passages
        self._entity_of = kg.entity_of
        self._triggers = triggers(kg)
        self._answers = _answers(kg.answers, (*kg.claims, *kg.events))
        self._figures: dict[str, list[tuple[Link, Quantity]]] = defaultdict(list)
        for link, value in figure_links(kg, self._resolve):
            self._figures[link.source].append((link, value))
        self.sources: set[str] = set()

    def told(self, link: Link) -> Item:
        """Return what the page tells of a link, with its passages."""
        shown, more = self._passages.collect(link.article, evidence_of(link, self._triggers))
        told: Item = {"relation": link.plain, "article": self._passages.article(link.article), "passages": shown}
        if more:
            told["more"] = more
        if link.similarity is not None:
            told["similarity"] = round(link.similarity, 2)
        if link.quote is not None:
            told["quote"] = link.quote.lower()
        if link.cue is not None and (cue := self._passages.words(link.article, link.cue)):
            told["cue"] = cue
        if link.statement is not None:
            told |= self._statement(link, link.statement)
        return told

    def figures(self, node: str) -> list[Item]:
        """Return what the page tells of each number that is stated of a node, with its `value`."""
        return [self.told(link) | {"value": quantity_words(value)} for link, value in self._figures[node]]

    def _resolve(self, name: str) -> str:
        return self._entity_of.get(name, name)

    def _statement(self, link: Link, statement: str) -> Item:
        told: Item = {"sure": round(link.confidence, 2)}
        if link.attributed_to is not None:
            told["by"] = self._source(link.attributed_to)
        if link.modality is not Modality.STATED:
            told["modality"] = str(link.modality).lower()
        if link.negated:
            told["negated"] = True
        if statement in self._answers:
            told["statement"] = statement
            told["answers"] = [self._answer(found) for found in self._answers[statement]]
        return told

    def _answer(self, found: _Answered) -> Item:
        other = found.other
        told: Item = {
            "agrees": found.agrees,
            "later": found.later,
            "article": self._passages.article(other.article),
            "statement": other.id,
        }
        if other.attributed_to is not None:
            told["by"] = self._source(other.attributed_to)
        return told

    def _source(self, name: str) -> str:
        source = self._resolve(name)
        self.sources.add(source)
        return source


def _answers(answers: Sequence[Answer], statements: Sequence[Claim | Event]) -> Mapping[str, list[_Answered]]:
    """Return by statement what answers it, and what it answers."""
    known = {statement.id: statement for statement in statements}
    found: dict[str, list[_Answered]] = defaultdict(list)
    for answer, later, earlier in _both_known(answers, known):
        found[earlier.id].append(_Answered(later, answer.agrees, later=True))
        found[later.id].append(_Answered(earlier, answer.agrees, later=False))
    return found


def _both_known(
    answers: Sequence[Answer], known: Mapping[str, Claim | Event]
) -> Iterator[tuple[Answer, Claim | Event, Claim | Event]]:
    for answer in answers:
        if answer.statement in known and answer.earlier in known:
            yield answer, known[answer.statement], known[answer.earlier]
