from dataclasses import replace
from itertools import zip_longest

import pytest

import linkable
import reconciler as fake
from newsgraph.errors import NewsgraphError
from newsgraph.link.asking import Wishes, checked_properties, plan, settled_by, suggested_types
from newsgraph.link.reconciliation import Query, read_manifest
from newsgraph.model import Entity, Judgement, Kind, KnowledgeGraph, Publicity, Verdict


def _manifest(**more):
    return read_manifest(fake.manifest(**more), service="https://a.example/")


def _graph(*entities: Entity, articles: int = 1) -> KnowledgeGraph:
    return linkable.graph(*entities, articles=articles)


def test_people_are_asked_about_only_where_they_act_in_public_life():
    planned = plan(linkable.graph(), _manifest())
    names = {question.entity.name for question in planned.questions}
    assert "Dana Orlov" in names
    assert "Tomas Reyl" not in names
    assert planned.private == 1
    assert {question.entity.kind for question in planned.questions} == {Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION}


def test_private_people_are_asked_about_on_demand():
    planned = plan(linkable.graph(), _manifest(), wishes=Wishes(private=True))
    assert "Tomas Reyl" in {question.entity.name for question in planned.questions}
    assert planned.private == 0


@pytest.mark.parametrize("publicity", [None, Publicity.UNKNOWN, Publicity.PRIVATE])
def test_unknown_means_private(publicity):
    planned = plan(_graph(Entity("person/a", Kind.PERSON, "Ana", publicity=publicity)), _manifest())
    assert (planned.questions, planned.private) == ((), 1)


def test_the_most_named_come_first_and_the_first_local_stands_for_all():
    graph = linkable.graph()
    planned = plan(graph, _manifest(), wishes=Wishes(limit=2))
    counts = [len(question.locals) for question in planned.questions]
    assert counts == sorted(counts, reverse=True)
    assert len(planned.questions) == 2
    assert planned.beyond_limit == len(plan(graph, _manifest()).questions) - 2
    for question in planned.questions:
        assert question.locals == tuple(
            sorted(local.id for local in graph.local_entities if local.entity == question.entity.id)
        )


def test_the_plan_does_not_depend_on_the_order():
    entities = [Entity(f"place/{name}", Kind.PLACE, name) for name in "cab"]
    assert plan(_graph(*entities), _manifest()).queries == plan(_graph(*reversed(entities)), _manifest()).queries


_BY = "service https://a.example/"


@pytest.mark.parametrize(
    ("left", "right", "by", "verdict", "is_settled"),
    [
        ("local", "https://things.example/T4", _BY, Verdict.SAME, True),
        ("local", "https://things.example/T4", "Ana", Verdict.SAME, True),
        ("entity", "https://things.example/T4", "a list", Verdict.SAME, True),
        ("local", "https://elsewhere.example/T4", _BY, Verdict.SAME, True),
        ("local", "https://elsewhere.example/T4", "Ana", Verdict.SAME, False),
        ("local", "https://things.example/T4", _BY, Verdict.OPEN, False),
        ("local", "https://things.example/T4", "Ana", Verdict.DIFFERENT, False),
        ("other", "https://things.example/T4", "Ana", Verdict.SAME, False),
    ],
)
def test_what_is_linked_already_is_not_asked_about(left, right, by, verdict, is_settled):
    graph = _graph(Entity("place/a", Kind.PLACE, "Arlen"))
    ids = {"local": graph.local_entities[0].id, "entity": "place/a", "other": "place/b"}
    settled = settled_by([Judgement(ids[left], right, verdict, 1.0, "x", by)], _manifest(), by=_BY)
    planned = plan(graph, _manifest(), settled=settled)
    assert (planned.settled, len(planned.questions)) == (int(is_settled), 1 - int(is_settled))


def test_facts_are_sent_where_the_service_takes_them():
    country = Entity("place/c", Kind.PLACE, "Arlenia")
    state = Entity("place/b", Kind.PLACE, "North Arlen", part_of="place/c")
    town = Entity("place/a", Kind.PLACE, "Port Arlen", part_of="place/b")
    wishes = Wishes(properties={"country": "P17", "container": "P131"})
    takes = _manifest(suggest={"property": {}, "entity": {}})
    graph = _graph(town, state, country)
    assert all(not query.properties for query in plan(graph, takes, wishes=wishes).queries)
    takes = _manifest(suggest={"property": {"service_url": "https://a.example"}})
    assert plan(graph, takes, wishes=wishes).queries == [
        Query("Port Arlen", properties=(("P131", "North Arlen"), ("P17", "Arlenia"))),
        Query("North Arlen", properties=(("P131", "Arlenia"), ("P17", "Arlenia"))),
        Query("Arlenia"),
    ]
    assert all(not query.properties for query in plan(graph, takes).queries)


def test_a_circle_of_parts_ends():
    ring = [Entity(f"place/{here}", Kind.PLACE, here, part_of=f"place/{there}") for here, there in ("ab", "bc", "ca")]
    takes = _manifest(suggest={"property": True})
    queries = plan(_graph(*ring), takes, wishes=Wishes(properties={"country": "P17"})).queries
    assert [query.properties for query in queries] == [(("P17", "c"),), (("P17", "a"),), (("P17", "b"),)]


@pytest.mark.parametrize(
    ("values", "sent"),
    [((), ()), (("minister",), (("P39", "minister"),)), (("senator", "minister", "senator"), (("P39", "senator"),)),
     (("minister", "governor"), (("P39", "governor"),))],
)  # fmt: skip
def test_the_role_most_often_given_is_sent(values, sent):
    takes = _manifest(suggest={"property": True})
    person = Entity("person/a", Kind.PERSON, "Ana Pell", publicity=Publicity.PUBLIC)
    graph = _graph(person, articles=3)
    mentions = (replace(one, value=value) for one, value in zip_longest(graph.mentions, values))
    graph = replace(graph, mentions=tuple(mentions))
    (query,) = plan(graph, takes, wishes=Wishes(properties={"role": "P39"})).queries
    assert query.properties == sent


def test_facts_of_a_law():
    law = Entity("legislation/a", Kind.LEGISLATION, "Entry Act", jurisdiction="US", year=1952)
    takes = _manifest(suggest={"property": True})
    wishes = Wishes(kinds=(Kind.LEGISLATION,), properties={"jurisdiction": "a", "year": "b", "role": "c"})
    (query,) = plan(_graph(law), takes, wishes=wishes).queries
    assert query.properties == (("a", "US"), ("b", "1952"))


_WIKIDATA = {"identifierSpace": "http://www.wikidata.org/entity/"}
_WIKIDATA_TYPES = {
    "Person": "Q5",
    "Organization": "Q43229",
    "Place": "Q2221906",
    "Legislation": "Q49371",
    "Event": "Q1656682",
}


@pytest.mark.parametrize(
    ("more", "types"),
    [
        (_WIKIDATA, _WIKIDATA_TYPES),
        ({"defaultTypes": []}, {}),
        ({"defaultTypes": [{"id": "/people/person", "name": "Person"}]}, {"Person": "/people/person"}),
        ({"defaultTypes": [{"id": "/o", "name": "Corporate Name"}]}, {"Organization": "/o"}),
        ({"defaultTypes": [{"id": "/l", "name": "Geographic Name"}]}, {"Place": "/l"}),
        ({"defaultTypes": [{"id": "foaf:Person", "name": "people of note"}]}, {"Person": "foaf:Person"}),
        ({"defaultTypes": [{"id": "http://a.example/core#Location", "name": "core:Location"}]},
         {"Place": "http://a.example/core#Location"}),
        ({"defaultTypes": [{"id": "A", "name": "Person"}, {"id": "B", "name": "Person"}]}, {"Person": "A"}),
        ({"defaultTypes": [{"id": "Thing", "name": "anything"}]}, {}),
    ],
)  # fmt: skip
def test_suggested_types(more, types):
    assert suggested_types(_manifest(**more)) == types


def test_named_types_go_over_suggested_ones():
    wishes = Wishes(types={Kind.PLACE: "Town", Kind.ORGANIZATION: None})
    manifest = _manifest(**_WIKIDATA)
    planned = plan(linkable.graph(), manifest, wishes=wishes)
    types = {question.entity.kind: question.query.type for question in planned.questions}
    assert types == {Kind.PLACE: "Town", Kind.ORGANIZATION: None, Kind.PERSON: "Q5"}


def test_names_are_sent_clean_and_bounded():
    (query,) = plan(_graph(Entity("place/a", Kind.PLACE, "A\x1b\u202eb\n" + "x" * 999)), _manifest()).queries
    assert query.name.startswith("Ab x")
    assert len(query.name) == 300


def test_equal_questions_are_asked_once():
    planned = plan(_graph(Entity("place/a", Kind.PLACE, "Arlen"), Entity("place/b", Kind.PLACE, "Arlen")), _manifest())
    assert len(planned.questions) == 2
    assert planned.queries == [Query("Arlen")]


def test_only_known_facts_can_be_sent():
    assert checked_properties([("country", "P17")]) == {"country": "P17"}
    with pytest.raises(NewsgraphError, match="'mood' is nothing a graph can send"):
        checked_properties([("mood", "P1")])
