from datetime import date

import pytest

import reconciler as fake
from newsgraph.link.asking import Question
from newsgraph.link.offering import left_open, offered, with_shared_left_open
from newsgraph.link.reconciliation import Candidate, Query, read_manifest
from newsgraph.model import Entity, Judgement, Kind, Verdict

_BY = "service https://a.example/"
_TOWN = Entity("place/arlen", Kind.PLACE, "Port Arlen", ("Arlen Port", "PORT ARLEN"))


def _question(entity=_TOWN, locals_=("local/a", "local/b")):
    return Question(entity, locals_, Query(entity.name))


def _offered(*candidates, entity=_TOWN, manifest=None, **more):
    known = read_manifest(manifest or fake.manifest(standardizedScore=True), service="https://a.example/")
    return [offer.judgement for offer in offered(_question(entity), candidates, known, by=_BY, **more)]


def test_a_candidate_becomes_an_open_judgement_with_its_reason():
    candidate = Candidate("T4", "Port Arlen", 90.0, match=True, types=("town",), description="a town")
    assert _offered(candidate, when=date(2026, 3, 1)) == [
        Judgement(
            left="local/a",
            right="https://things.example/T4",
            verdict=Verdict.OPEN,
            score=0.95,
            reason="Invented things offers “Port Arlen” (a town; type town) for “Port Arlen”; its word: score 90 of "
            "100, sure of it; the names agree; likely by 0.95",
            by=_BY,
            when=date(2026, 3, 1),
        )
    ]


@pytest.mark.parametrize(
    ("scores", "is_standard", "likely"),
    [
        ([90.0], True, [0.95]),
        ([0.9], True, [0.504]),
        ([None], True, [1.0]),
        ([0.9, 0.5], False, [0.95, 0.75]),
        ([45.0], False, [0.725]),
        ([1000.0, 500.0], False, [1.0, 0.75]),
        ([-5.0], False, [0.5]),
        ([None], False, [1.0]),
        ([250.0], True, [1.0]),
    ],
)
def test_scores_on_any_scale(scores, is_standard, likely):
    candidates = [Candidate(f"T{place}", "Port Arlen", score) for place, score in enumerate(scores)]
    made = _offered(*candidates, manifest=fake.manifest(standardizedScore=is_standard))
    assert [judgement.score for judgement in made] == pytest.approx(likely, abs=1e-3)


def test_a_name_that_differs_lowers_the_score_and_is_told():
    (made,) = _offered(Candidate("T9", "Lake Mead", 100.0))
    assert made.score < 0.7
    assert "the names differ" in made.reason


@pytest.mark.parametrize(
    ("candidates", "is_accepted"),
    [
        ([Candidate("T4", "Port Arlen", 90.0, match=True)], True),
        ([Candidate("T4", "PORT ARLÉN", None, match=True)], True),
        ([Candidate("T4", "Port Arlen", 100.0, match=False)], False),
        ([Candidate("T4", "Port Arlington", 100.0, match=True)], False),
        ([Candidate("T4", "Port Arlen", 90.0, match=True), Candidate("T5", "Port Arlen", 90.0)], True),
        ([Candidate("T4", "Port Arlen", 90.0, match=True), Candidate("T5", "Port Arlen", 90.0, match=True)], False),
    ],
)
def test_matches_are_accepted_on_demand_where_all_agrees(candidates, is_accepted):
    assert all(one.verdict is Verdict.OPEN for one in _offered(*candidates))
    verdicts = {one.right[-2:]: one.verdict for one in _offered(*candidates, accept_matches=True)}
    assert verdicts["T4"] is (Verdict.SAME if is_accepted else Verdict.OPEN)
    assert verdicts.get("T5", Verdict.OPEN) is Verdict.OPEN


def test_a_surname_alone_does_not_accept_a_person():
    person = Entity("person/orlov", Kind.PERSON, "Dana Orlov", ("Orlov",))
    (made,) = _offered(Candidate("T1", "Orlov", 100.0, match=True), entity=person, accept_matches=True)
    assert made.verdict is Verdict.OPEN


def test_an_other_name_counts_for_places_and_bodies():
    (made,) = _offered(Candidate("T4", "Arlen Port", 100.0, match=True), accept_matches=True)
    assert made.verdict is Verdict.SAME


def test_what_is_judged_already_is_not_offered_again():
    candidates = (Candidate("T4", "Port Arlen"), Candidate("T5", "Port Arlen"))
    made = _offered(*candidates, judged=[("local/b", "https://things.example/T4")])
    assert [one.right for one in made] == ["https://things.example/T5"]


def test_candidates_without_an_address_are_left_out_and_equal_addresses_come_once():
    name = "Port Arlen"
    made = _offered(Candidate("https://a b", name), Candidate("T4", name), Candidate("https://things.example/T4", name))
    assert [one.right for one in made] == ["https://things.example/T4"]


@pytest.mark.parametrize(("score", "is_offered"), [(30.0, False), (100.0, True), (None, False)])
def test_nobody_is_asked_about_the_unlikely(score, is_offered):
    assert bool(_offered(Candidate("T9", "Lake Mead", score))) is is_offered


def test_hostile_words_stay_on_one_plain_line():
    hostile = "a\tb\nc\x1b[2J\u202e" + "x" * 5000
    entity = Entity("place/x", Kind.PLACE, hostile)
    (made,) = _offered(Candidate("T4", hostile, description=hostile, types=(hostile,)), entity=entity)
    assert made.reason.isprintable()
    assert len(made.reason) <= 400


def test_one_thing_accepted_for_several_stays_open():
    known = read_manifest(fake.manifest(), service="https://a.example/")
    candidates = [Candidate("T4", "Port Arlen", match=True)]
    (first,) = offered(_question(), candidates, known, by=_BY, accept_matches=True)
    (other,) = offered(_question(locals_=("local/c",)), candidates, known, by=_BY, accept_matches=True)
    assert first.name == "Port Arlen"
    assert with_shared_left_open([first]) == [first]
    opened = [offer.judgement for offer in with_shared_left_open([first, other])]
    assert [one.verdict for one in opened] == [Verdict.OPEN, Verdict.OPEN]
    (opened_again,) = with_shared_left_open([first], [other.judgement])
    assert opened_again.judgement.reason.endswith("it matches other things of the graph as well")
    assert left_open(opened_again, "x") is opened_again
