import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings, strategies as st

from factory import article, mention, span
from generate import generated_graph
from newsgraph.assemble import assemble
from newsgraph.errors import NewsgraphError
from newsgraph.model import (
    AnnotatedArticle,
    Answer,
    Article,
    Claim,
    Copy,
    Entity,
    Event,
    Judgement,
    Kind,
    KnowledgeGraph,
    LocalEntity,
    Modality,
    Naming,
    Publicity,
    Qualifier,
    Quantity,
    Quote,
    QuoteKind,
    Role,
    Run,
    TimeBounds,
    Verdict,
)
from newsgraph.network import (
    co_mentions,
    event_words,
    links,
    quantity_words,
    relation_words,
    role_words,
    to_networkx,
    write_gexf,
    write_graphml,
)
from newsgraph.resolve import find_entities, resolve

THREE = Quantity("people", value=3.0)
STORY = article(
    "PORT ARLEN, March 2 — Ana Pell works for the Harbour League, Tomas Reyl said. "
    "The League cited the Entry Act. Ana Pell was cheered in Port Arlen.",
    headline="League cites act",
    dateline="PORT ARLEN, March 2 — ",
    place="PORT ARLEN",
    published=date(2026, 3, 2),
    outlet="North Herald",
)
PELL, REYL, LEAGUE, ARLEN, ACT, COAST = (
    Entity("person/pell", Kind.PERSON, "Ana Pell", ("A. Pell",), publicity=Publicity.PUBLIC),
    Entity("person/reyl", Kind.PERSON, "Tomas Reyl"),
    Entity("organization/league", Kind.ORGANIZATION, "Harbour League"),
    Entity("place/arlen", Kind.PLACE, "Port Arlen", part_of="place/coast"),
    Entity("legislation/act", Kind.LEGISLATION, "Entry Act", normal_form="Entry Act 2001"),
    Entity("place/coast", Kind.PLACE, "Coast"),
)


def local(entity: Entity, *words: str, source: Article = STORY) -> LocalEntity:
    counts: dict[str, int] = {}
    namings = []
    for word in words:
        namings.append(Naming(span(source.text, word, counts.get(word, 0)), "name"))
        counts[word] = counts.get(word, 0) + 1
    return LocalEntity(
        f"local/{source.id}/{entity.id}", source.id, entity.kind, entity.name, entity.name, tuple(namings),
        entity=entity.id,
    )  # fmt: skip


def graph_of_one_story() -> KnowledgeGraph:
    said = span(STORY.text, "Ana Pell works for the Harbour League")
    return KnowledgeGraph(
        articles=(STORY,),
        entities=(PELL, REYL, LEAGUE, ARLEN, ACT, COAST),
        local_entities=(
            local(PELL, "Ana Pell", "Ana Pell"),
            local(REYL, "Tomas Reyl"),
            local(LEAGUE, "Harbour League"),
            local(ARLEN, "PORT ARLEN", "Port Arlen"),
            local(ACT, "Entry Act"),
        ),
        quotes=(Quote(STORY.id, said, QuoteKind.INDIRECT, REYL.id),),
        claims=(
            Claim(
                "claim/works", STORY.id, f"local/{STORY.id}/{PELL.id}", "schema:worksFor", LEAGUE.id, (said,),
                attributed_to=REYL.id, cue=span(STORY.text, "said"), modality=Modality.ALLEGED, negated=True,
                confidence=0.5,
            ),
            Claim("claim/figure", STORY.id, "event/cheer", "ng:figure", THREE, (said,)),
            Claim("claim/lost", STORY.id, PELL.id, "schema:knows", "person/nobody", (said,)),
        ),
        events=(
            Event(
                "event/cheer", STORY.id, "ng:Rally", "cheers for Pell",
                (Role("ng:Affected", PELL.id, (span(STORY.text, "Ana Pell", 1),), according_to=REYL.id),),
                (span(STORY.text, "cheered"),), TimeBounds(earliest_begin=date(2026, 3, 1)), place=ARLEN.id,
            ),
        ),
    )  # fmt: skip


def told(kg: KnowledgeGraph) -> set[tuple[str, str, str]]:
    return {(link.source, link.relation, link.target) for link in links(kg)}


def test_every_kind_of_link_is_there_and_unknown_ends_are_not():
    page = f"article/{STORY.id}"
    assert told(graph_of_one_story()) == {
        (page, "mentions", PELL.id),
        (page, "mentions", REYL.id),
        (page, "mentions", LEAGUE.id),
        (page, "mentions", ARLEN.id),
        (page, "cites", ACT.id),
        (page, "written in", ARLEN.id),
        (page, "quotes", REYL.id),
        (page, "reports", "event/cheer"),
        (ARLEN.id, "contained in", COAST.id),
        (PELL.id, "worksFor", LEAGUE.id),
        ("event/cheer", "affected", PELL.id),
        ("event/cheer", "place", ARLEN.id),
    }


def test_nodes_carry_what_is_known():
    nodes = to_networkx(graph_of_one_story()).nodes
    assert nodes[f"article/{STORY.id}"] == {
        "label": "League cites act", "kind": "Article", "published": "2026-03-02", "outlet": "North Herald",
        "origin": "page.txt", "place": "PORT ARLEN", "mentions": 7, "entities": 5,
    }  # fmt: skip
    assert nodes[PELL.id] == {
        "label": "Ana Pell", "kind": "Person", "mentions": 2, "articles": 1, "other_names": "A. Pell",
        "publicity": "PublicFigure",
    }  # fmt: skip
    assert nodes["event/cheer"]["kind"] == "ReportedEvent"
    assert nodes["event/cheer"]["begins"] == "2026-03-01"
    assert nodes["event/cheer"]["figures"] == "3 people"
    assert nodes["event/cheer"]["label"] == "rally: cheers for Pell"
    assert nodes["event/cheer"]["type_label"] == "rally"


def test_a_quote_keeps_its_cue_and_how_close_it_is():
    kg = graph_of_one_story()
    quote = replace(kg.quotes[0], speaker=f"local/{STORY.id}/{REYL.id}", cue=span(STORY.text, "said"), score=0.75)
    parallel = to_networkx(replace(kg, quotes=(quote,)))[f"article/{STORY.id}"][REYL.id].values()
    (quoted,) = [attributes for attributes in parallel if attributes["relation"] == "quotes"]
    assert (quoted["quote"], quoted["cue"], quoted["confidence"]) == ("Indirect", "said", 0.75)


def reported(name: str, **changes) -> Event:
    return Event(
        name, STORY.id, "ng:Rally", "cheered", (Role("ng:Agent", LEAGUE.id, (span(STORY.text, "League"),)),),
        (span(STORY.text, "cheered"),), **changes,
    )  # fmt: skip


def test_what_a_source_tells_of_an_event_stays_with_the_source():
    event = reported(
        "event/told", attributed_to=f"local/{STORY.id}/{REYL.id}", cue=span(STORY.text, "said"), negated=True
    )
    graph = to_networkx(replace(graph_of_one_story(), events=(event,)))
    assert graph.nodes["event/told"]["label"] == "not: rally: cheered"
    assert graph.nodes["event/told"]["attributed_to"] == REYL.id
    for target, relation in ((LEAGUE.id, "agent"), ("event/told", "reports")):
        source = "event/told" if relation == "agent" else f"article/{STORY.id}"
        (edge,) = graph[source][target].values()
        assert edge["attributed_to"] == REYL.id
        assert edge["label"] == f"not: {relation} (according to Tomas Reyl)"


@pytest.mark.parametrize(("agrees", "relation"), [(True, "confirms"), (False, "denies")])
def test_answers_join_events_and_copies_join_articles(agrees: bool, relation: str):
    second = article("A second story.", origin="second.txt")
    kg = replace(
        graph_of_one_story(),
        articles=(STORY, second),
        events=(reported("event/first"), reported("event/second")),
        answers=(Answer("event/second", "event/first", agrees), Answer("claim/works", "event/first", agrees)),
        copies=(Copy(second.id, STORY.id, 0.91),),
    )
    graph = to_networkx(kg)
    assert [edge["relation"] for edge in graph["event/second"]["event/first"].values()] == [relation]
    ((_, copied),) = graph[f"article/{second.id}"][f"article/{STORY.id}"].items()
    assert (copied["relation"], copied["similarity"]) == ("copy of", 0.91)


@pytest.mark.parametrize(
    ("label", "changes", "title"),
    [
        ("rally: Ana Pell", {}, "rally: Ana Pell"),
        ("Rally of  nurses", {}, "Rally of nurses"),
        ("march", {}, "rally: march"),
        ("", {}, "rally"),
        ("rally: Ana Pell", {"modality": Modality.EXPECTED}, "expected: rally: Ana Pell"),
        ("rally", {"modality": Modality.ALLEGED, "negated": True}, "not, alleged: rally"),
    ],
)
def test_an_event_is_called_by_its_type_and_how_it_is_put(label: str, changes: dict, title: str):
    event = replace(reported("event/x"), label=label, **changes)
    graph = to_networkx(replace(graph_of_one_story(), events=(event,), claims=()))
    assert graph.nodes["event/x"]["label"] == title


def test_a_figure_keeps_its_source():
    kg = graph_of_one_story()
    claim = replace(kg.claims[1], attributed_to=REYL.id, modality=Modality.ALLEGED)
    graph = to_networkx(replace(kg, claims=(claim,)))
    assert graph.nodes["event/cheer"]["figures"] == "alleged: 3 people (according to Tomas Reyl)"
    aged = replace(claim, subject=f"local/{STORY.id}/{PELL.id}", predicate="ng:age", attributed_to=None)
    graph = to_networkx(replace(kg, claims=(aged,)))
    assert graph.nodes[PELL.id]["figures"] == "alleged: age: 3 people"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (relation_words("schema:alumniOf"), "studied at"),
        (relation_words("ng:isFondOf"), "is fond of"),
        (role_words("ng:LawApplied"), "law applied"),
        (role_words("ng:LookerOn"), "looker on"),
        (event_words("ng:LegislationSigned"), "legislation signed"),
        (event_words("ng:BoatRace"), "boat race"),
    ],
)
def test_terms_read_as_words(words: str, shown: str):
    assert words == shown


def test_a_claim_keeps_its_source_its_voice_and_its_words():
    graph = to_networkx(graph_of_one_story())
    ((key, attributes),) = graph[PELL.id][LEAGUE.id].items()
    assert key.startswith("worksfor-")
    assert attributes["evidence"].endswith("Ana Pell works for the Harbour League, Tomas Reyl said.")
    words = STORY.text[attributes["evidence_start"] : attributes["evidence_end"]]
    assert words == "Ana Pell works for the Harbour League"
    del attributes["evidence"], attributes["evidence_start"], attributes["evidence_end"]
    assert attributes == {
        "relation": "worksFor", "label": "not, alleged: works for (according to Tomas Reyl)",
        "article": f"article/{STORY.id}", "count": 1, "weight": 1.0,
        "statement": "claim/works", "attributed_to": REYL.id, "source_name": "Tomas Reyl", "cue": "said",
        "modality": "Alleged", "negated": True, "confidence": 0.5,
    }  # fmt: skip


def test_co_mentions_count_sentences():
    graph = co_mentions(graph_of_one_story())
    assert graph[PELL.id][ARLEN.id]["sentences"] == 2
    assert graph[PELL.id][ARLEN.id]["articles"] == 1
    assert graph[PELL.id][ARLEN.id]["evidence"].startswith("PORT ARLEN, March 2")
    assert not graph.has_edge(ACT.id, PELL.id)
    assert COAST.id in graph


def test_a_list_of_names_joins_nobody():
    names = [f"Ada Number{index}" for index in range(61)]
    story = article(", ".join(names) + " came.")
    entities = tuple(Entity(f"person/{name}", Kind.PERSON, name) for name in sorted(names))
    kg = KnowledgeGraph(
        articles=(story,),
        entities=entities,
        local_entities=tuple(local(entity, entity.name, source=story) for entity in entities),
    )
    assert co_mentions(kg).number_of_edges() == 0
    assert to_networkx(kg).number_of_edges() == 61


def test_an_empty_graph_gives_empty_graphs(tmp_path: Path):
    graph = to_networkx(KnowledgeGraph())
    assert len(graph) == len(co_mentions(KnowledgeGraph())) == 0
    write_graphml(graph, tmp_path / "g.graphml")
    write_gexf(graph, tmp_path / "g.gexf")
    assert len(nx.read_graphml(tmp_path / "g.graphml")) == len(nx.read_gexf(tmp_path / "g.gexf")) == 0


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity("people", Qualifier.ABOUT, 18000.0), "about 18,000 people"),
        (Quantity("people", Qualifier.AT_LEAST, minimum=21500.0), "at least 21,500 people"),
        (Quantity("USD", Qualifier.BETWEEN, minimum=1.5, maximum=2.0), "1.5 to 2 USD"),
        (Quantity("tonnes", value=7.0), "7 tonnes"),
    ],
)
def test_quantities_read_as_words(quantity: Quantity, words: str):
    assert quantity_words(quantity) == words


@pytest.mark.parametrize("nodes", [2, 15, 300])
def test_graphml_comes_back_the_same(tmp_path: Path, nodes: int):
    graph = to_networkx(generated_graph(nodes))
    write_graphml(graph, tmp_path / "g.graphml")
    back = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(back.edges(keys=True, data=True)) == sorted(graph.edges(keys=True, data=True))


@pytest.mark.parametrize("nodes", [15, 300])
def test_gexf_comes_back_the_same_without_a_date(tmp_path: Path, nodes: int):
    graph = to_networkx(generated_graph(nodes))
    write_gexf(graph, tmp_path / "g.gexf")
    assert b"lastmodifieddate" not in (tmp_path / "g.gexf").read_bytes()
    back = nx.read_gexf(tmp_path / "g.gexf")
    assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
    ids = [attributes.pop("id") for *_, attributes in back.edges(data=True)]
    assert len(set(ids)) == graph.number_of_edges()
    assert sorted(back.edges(keys=True, data=True)) == sorted(graph.edges(keys=True, data=True))


@pytest.mark.parametrize(("write", "read"), [(write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)])
def test_co_mentions_can_be_written(tmp_path: Path, write, read):
    graph = co_mentions(generated_graph(60))
    write(graph, tmp_path / "file")
    back = read(tmp_path / "file")
    assert {frozenset(pair) for pair in back.edges()} == {frozenset(pair) for pair in graph.edges()}


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.text(st.characters(), min_size=1, max_size=20))
def test_no_name_breaks_the_files(tmp_path_factory: pytest.TempPathFactory, name: str):
    folder = tmp_path_factory.mktemp("files")
    kg = graph_of_one_story()
    hostile = replace(kg, entities=(replace(PELL, name=name), *kg.entities[1:]))
    graph = to_networkx(hostile)
    write_graphml(graph, folder / "g.graphml")
    write_gexf(graph, folder / "g.gexf")
    back = nx.read_graphml(folder / "g.graphml", force_multigraph=True)
    assert set(back) == set(nx.read_gexf(folder / "g.gexf")) == set(graph)
    assert len(back.nodes[PELL.id]["label"]) <= len(name)


@pytest.mark.parametrize("bad", ["\x00", "\x1b", "\ud800", "\uffff", "a\x0bb"])
def test_what_xml_cannot_hold_is_replaced(tmp_path: Path, bad: str):
    graph = nx.MultiDiGraph()
    graph.add_node("n", label=f"<&>{bad}\"'")
    for write, read in ((write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)):
        write(graph, tmp_path / "g")
        label = read(tmp_path / "g").nodes["n"]["label"]
        assert label.startswith("<&>")
        assert "\ufffd" in label


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path):
    with pytest.raises(NewsgraphError, match="missing"):
        write_gexf(nx.MultiDiGraph(), tmp_path / "missing" / "g.gexf")


def test_the_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path):
    program = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from generate import generated_graph\n"
        "from newsgraph.network import co_mentions, to_networkx, write_gexf, write_graphml\n"
        "kg = generated_graph(80); out = Path(sys.argv[2])\n"
        "write_graphml(to_networkx(kg), out / 'a'); write_gexf(to_networkx(kg), out / 'b')\n"
        "write_graphml(co_mentions(kg), out / 'c')\n"
    )
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        subprocess.run(
            [sys.executable, "-c", program, str(Path(__file__).parent), str(folder)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        written.append([(folder / name).read_bytes() for name in "abc"])
    assert written[0] == written[1]


def test_an_open_question_of_identity_is_an_edge() -> None:
    articles = []
    for number in (1, 2):
        source = article(f"Tomas Reyl spoke in hall {number}.", origin=f"{number}.txt")
        annotated = AnnotatedArticle(source, (mention(source, "Tomas Reyl", Kind.PERSON),))
        articles.append(find_entities(annotated))
    local_entities, entities, judgements = resolve(articles)
    kg = assemble(
        articles, local_entities=local_entities, entities=entities, judgements=judgements, run=Run("run/x", "t", "0")
    )
    (edge,) = [link for link in links(kg) if link.relation == "may be the same as"]
    assert {edge.source, edge.target} == {entity.id for entity in entities}
    assert edge.modality is Modality.ASKED
    assert edge.evidence


def test_a_people_leads_to_its_country_which_the_article_does_not_name() -> None:
    source = article("Salvadoran bakers met.")
    made = find_entities(AnnotatedArticle(source, (mention(source, "Salvadoran", Kind.GROUP),)))
    local_entities, entities, judgements = resolve([made])
    run = Run("run/1", "newsgraph", "0", ())
    kg = assemble([made], local_entities=local_entities, entities=entities, judgements=judgements, run=run)
    told = {(link.relation, link.target.partition("/")[0]) for link in links(kg)}
    assert told == {("mentions", "group"), ("people of", "place")}
    assert all(link.evidence for link in links(kg))


def test_accepted_outside_identifiers_are_shown() -> None:
    entity = Entity("place/x", Kind.PLACE, "Ashford")
    judged = [
        Judgement("place/x", iri, verdict, 0.9, "why", "list")
        for iri, verdict in (("https://a.example/1", Verdict.SAME), ("https://a.example/2", Verdict.OPEN))
    ]
    kg = KnowledgeGraph(entities=(entity,), judgements=tuple(judged))
    assert dict(to_networkx(kg).nodes)["place/x"]["same_as"] == "https://a.example/1"
