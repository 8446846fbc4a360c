"""Who is one person across articles: a table of pairs, then what a corpus of more articles changes."""

from datetime import date
from pathlib import Path

import pytest
from stories import entities_of, story

from newsgraph.model import AnnotatedArticle, Entity, Kind, Publicity, Verdict
from newsgraph.resolve import resolve

CASES = Path(__file__).parents[1] / "cases" / "identity" / "across-people.tsv"
PAIRS = [line.split("\t") for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(("expected", "reason", "first", "second"), PAIRS)
def test_pairs(expected: str, reason: str, first: str, second: str) -> None:
    articles = [story(first, origin="1.txt"), story(second, origin="2.txt")]
    _, entities, judgements = resolve(articles)
    people = [entity for entity in entities if entity.kind is Kind.PERSON]
    said = "\n".join(one.reason for one in judgements)
    assert len(people) == (1 if expected == "same" else 2), said
    if reason != "-":
        wanted = {Verdict.SAME} if expected == "same" else {Verdict.OPEN, Verdict.DIFFERENT}
        verdicts = {one.verdict for one in judgements if reason in one.reason}
        assert verdicts, said
        assert verdicts <= wanted


def test_two_public_namesakes_leave_a_bare_name_open() -> None:
    mayor = story("Mayor [p:Dana Orlov|Mayor] of [l:Ashford] spoke.", origin="1")
    striker = story("Striker [p:Dana Orlov|Striker] scored.", origin="2")
    bare = story("[p:Dana Orlov] was there.", origin="3")
    assert len(entities_of(Kind.PERSON, mayor, striker, bare)) == 3
    verdicts = [one.verdict for one in resolve([mayor, striker, bare])[2] if one.verdict is not Verdict.SAME]
    assert sorted(verdicts) == [Verdict.DIFFERENT, Verdict.OPEN, Verdict.OPEN]


def test_a_described_namesake_leaves_a_bare_name_open() -> None:
    mayor = story("Mayor [p:Dana Orlov|Mayor] met [p:Ana Pell].", origin="1")
    worker = story("[p:Dana Orlov], 34, a farm worker, spoke with [p:Ana Pell].", origin="2")
    bare = story("[p:Dana Orlov] was there with [p:Ana Pell].", origin="3")
    assert len(called(mayor, bare)) == 1
    assert len(called(mayor, worker, bare)) == 3


def called(*stories: AnnotatedArticle) -> list[Entity]:
    return [one for one in entities_of(Kind.PERSON, *stories) if one.name == "Dana Orlov"]


def test_company_decides_between_namesakes() -> None:
    mayor = story("Mayor [p:Dana Orlov|Mayor] met [p:Ana Pell] and [p:Tomas Reyl].", origin="1")
    striker = story("Striker [p:Dana Orlov|Striker] scored.", origin="2")
    bare = story("[p:Dana Orlov] left with [p:Ana Pell] and [p:Tomas Reyl].", origin="3")
    local_entities, _, _ = resolve([mayor, striker, bare])
    by_article = {local.article: local.entity for local in local_entities if local.name == "Dana Orlov"}
    assert by_article[bare.article.id] == by_article[mayor.article.id] != by_article[striker.article.id]


def test_a_bridge_does_not_join_what_conflicts() -> None:
    """A mayor of somewhere may be either mayor, and must not make one of the two."""
    first = story("[p:Dana Orlov|Mayor] of [l:Ashford] spoke.", origin="1")
    second = story("[p:Dana Orlov|Mayor] of [l:Derrow] spoke.", origin="2")
    bridge = story("Mayor [p:Dana Orlov|Mayor] spoke.", origin="3")
    local_entities, _, judgements = resolve([first, second, bridge])
    by_article = {local.article: local.entity for local in local_entities if local.name == "Dana Orlov"}
    assert by_article[first.article.id] != by_article[second.article.id]
    assert any("conflict" in one.reason for one in judgements)


def test_a_lifetime_parts_namesakes() -> None:
    old = story("Senator [p:Dana Orlov|Senator] spoke.", on=date(1920, 1, 1), origin="1")
    new = story("Senator [p:Dana Orlov|Senator] spoke.", on=date(2020, 1, 1), origin="2")
    assert len(entities_of(Kind.PERSON, old, new)) == 2


def test_two_people_of_one_article_stay_two() -> None:
    one = story("Senator [p:Dana Orlov|Senator] met [p:Daniel Orlov|Senator].", origin="1")
    other = story("Senator [p:D. Orlov|Senator] spoke.", origin="2")
    assert len(entities_of(Kind.PERSON, one, other)) == 3


def test_a_join_makes_public_and_keeps_names() -> None:
    (one,) = entities_of(
        Kind.PERSON,
        story("[p:Dana B. Orlov|Minister] spoke.", origin="1", place="DERROW"),
        story("[p:Dana Orlov] left.", origin="2", place="DERROW"),
    )
    assert one.publicity is Publicity.PUBLIC
    assert (one.name, one.other_names) == ("Dana B. Orlov", ("Dana Orlov",))
