"""Which pairs are asked about, in which order, and with which words."""

from dataclasses import replace
from datetime import date

from factory import article, mention, sample_graph
from newsgraph.assemble import assemble
from newsgraph.ids import short_hash
from newsgraph.model import AnnotatedArticle, Judgement, Kind, KnowledgeGraph, Link, Run, Verdict
from newsgraph.resolve import find_entities, resolve
from newsgraph.resolve.ties import Record
from newsgraph.review import Pair, joined_pairs, open_pairs

IRI = "https://register.example/people/12"


def graph(*, open_with: tuple[Judgement, ...] = ()) -> KnowledgeGraph:
    """Return three articles of people who share no name, with the judgements given."""
    made = []
    for number, name in enumerate(("Ana Pell", "Bea Quill", "Carl Roe")):
        found = article(
            f"The ferry was late. {name} waited for it in the rain. Later {name} went home.",
            headline=f"{name} waits",
            published=date(2026, 3, 2 + number),
            origin=f"{number}.txt",
        )
        mentions = tuple(mention(found, name, Kind.PERSON, nth=nth) for nth in range(3))
        made.append(find_entities(AnnotatedArticle(found, mentions)))
    locals_, entities, judgements = resolve(made)
    return assemble(
        made,
        local_entities=locals_,
        entities=entities,
        judgements=(*judgements, *open_with),
        run=Run("run/x", "t", "1"),
    )


def asked(left: str, right: str, score: float, by: str = "newsgraph") -> Judgement:
    return Judgement(left, right, Verdict.OPEN, score, "alike", by)


PLAIN = graph()
A, B, C = (local.id for local in sorted(PLAIN.local_entities, key=lambda local: local.name))


def said(verdict: Verdict, left: str, right: str, by: str = "ana") -> Record:
    left, right = (left, right) if "://" in right else sorted((left, right))
    return Record(1, Judgement(left, right, verdict, 1.0, "read", by, date(2026, 3, 11)))


def pairs_of(found: tuple[Pair, ...]) -> list[set[str]]:
    return [set(pair.identifiers) for pair in found]


def test_the_nearest_to_a_join_comes_first() -> None:
    made = graph(open_with=(asked(A, B, 0.3), asked(C, B, 0.8), asked(A, C, 0.5)))
    found = open_pairs(made)
    assert pairs_of(found) == [{B, C}, {A, C}, {A, B}]
    assert [pair.value for pair in found] == sorted((pair.value for pair in found), reverse=True)
    assert open_pairs(replace(made, judgements=made.judgements[::-1])) == found


def test_what_would_join_more_articles_is_worth_more() -> None:
    made = graph(open_with=(asked(A, B, 0.6), asked(B, C, 0.6)))
    entity = next(local.entity for local in made.local_entities if local.id == C)
    more = tuple(
        replace(local, id=f"{local.id[:-1]}{number}", article=short_hash(str(number)))
        for number, local in enumerate(local for local in made.local_entities if local.entity == entity)
    )
    assert pairs_of(open_pairs(replace(made, local_entities=(*made.local_entities, *more)))) == [{B, C}, {A, B}]


def test_what_is_decided_or_follows_is_not_asked() -> None:
    made = graph(open_with=(asked(A, B, 0.6), asked(B, C, 0.6), asked(A, C, 0.6)))
    assert pairs_of(open_pairs(made, [said(Verdict.SAME, A, B), said(Verdict.SAME, B, C)])) == []
    assert pairs_of(open_pairs(made, [said(Verdict.SAME, A, B), said(Verdict.DIFFERENT, B, C)])) == []
    assert len(open_pairs(made, [said(Verdict.DIFFERENT, A, B)])) == 2


def test_what_a_person_left_open_waits_and_what_a_service_offers_does_not() -> None:
    made = graph(open_with=(asked(A, B, 0.6),))
    assert open_pairs(made, [said(Verdict.OPEN, A, B)]) == ()
    assert len(open_pairs(made, [said(Verdict.OPEN, A, B)], again=True)) == 1
    offered = open_pairs(made, [said(Verdict.OPEN, A, B, "service x"), said(Verdict.OPEN, A, IRI, "service x")])
    assert {frozenset(pair.identifiers): pair.judgement.by for pair in offered} == {
        frozenset((A, B)): "newsgraph",
        frozenset((A, IRI)): "service x",
    }


def test_a_question_of_an_entity_is_asked_of_the_thing_that_fits_best() -> None:
    entity = next(local.entity or "" for local in PLAIN.local_entities if local.id == A)
    made = graph(open_with=(asked(entity, IRI, 0.4, "a list"),))
    links = (Link(A, IRI, "Pell, Ana", 0.4, Verdict.OPEN, "same name", "a list"),)
    (pair,) = open_pairs(replace(made, links=links))
    assert pair.identifiers == (A, IRI)
    assert (pair.right.name, pair.right.kind) == ("Pell, Ana", None)
    assert list(pair.right.passages()) == []
    assert pair.record(pair.judgement).names == ("Ana Pell", "Pell, Ana")


def test_things_of_no_article_are_not_asked_about() -> None:
    gone = "local/ffffffffffffffff_gone-ffffffff"
    assert open_pairs(graph(open_with=(asked(A, gone, 0.6),)), [said(Verdict.OPEN, gone, B, "service x")]) == ()


def test_kinds_can_be_chosen() -> None:
    made = graph(open_with=(asked(A, B, 0.6),))
    assert open_pairs(made, kinds=[Kind.PLACE]) == ()
    assert len(open_pairs(made, kinds=[Kind.PLACE, Kind.PERSON])) == 1


def test_running_text_is_shown_before_the_headline() -> None:
    (pair,) = open_pairs(graph(open_with=(asked(A, B, 0.6),)))
    side = pair.left if pair.left.identifier == A else pair.right
    shown = list(side.passages())
    assert (shown[0].before, shown[0].named, shown[0].after) == ("", "Ana Pell", " waited for it in the rain.")
    assert (shown[1].before, shown[1].named) == ("Later ", "Ana Pell")
    assert (shown[2].named, shown[2].after) == ("Ana Pell", " waits")


def test_joins_are_shown_most_doubtful_first() -> None:
    made = sample_graph()
    found = joined_pairs(made)
    there = {local.id: local.entity for local in made.local_entities}
    assert found
    for pair in found:
        assert there[pair.identifiers[0]] == there[pair.identifiers[1]]
    doubts = [pair.value for pair in found]
    assert doubts == sorted(doubts, reverse=True)
    first = found[0]
    assert first not in joined_pairs(made, [said(Verdict.SAME, *first.identifiers)])
    assert joined_pairs(made, kinds=[Kind.EVENT]) == ()
