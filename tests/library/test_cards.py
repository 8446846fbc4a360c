"""What is told of things: claims, events and quotes with their words; names, judgements, company; lists by pages."""

import pytest
from opened import opened

from factory import sample_graph
from newsgraph.library import Library, wording
from newsgraph.library.article_card import article_card
from newsgraph.library.cards import entity_card, judged, outlet_card, plain_card
from newsgraph.library.facts import Facts, kind_of, mention_place
from newsgraph.library.statements import (
    claim,
    claims_about,
    claims_by,
    event,
    events_with,
    passages,
    quotes_by,
    statement_thing,
)
from newsgraph.library.wording import event_words, figure_words, relation_words, role_words, time_words
from newsgraph.model import Modality, Qualifier, Quantity, Span
from newsgraph.network import wording as network_wording

GRAPH = sample_graph()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory):
    with opened(GRAPH, tmp_path_factory.mktemp("cards")) as held:
        yield held


@pytest.fixture
def facts(library: Library) -> Facts:
    return Facts(library)


def entity(local: str) -> str:
    return GRAPH.entity_of.get(local, local)


def texts() -> dict[str, str]:
    return {f"article/{article.id}": article.text for article in GRAPH.articles}


@pytest.mark.parametrize("given", GRAPH.claims, ids=lambda one: one.id)
def test_a_claim_is_told_as_it_was_read(facts: Facts, given):
    told = claim(facts, given.id)
    assert told.subject.id == entity(given.subject)
    assert told.relation == relation_words(given.predicate)
    assert (told.filler.id if told.filler else None) == (
        None if isinstance(given.object, Quantity) else entity(given.object)
    )
    assert bool(told.figure) == isinstance(given.object, Quantity)
    assert (told.told.source.id if told.told.source else None) == (
        entity(given.attributed_to) if given.attributed_to else None
    )
    assert told.told.negated == given.negated
    assert told.told.modality == given.modality
    assert [words.span for words in told.told.evidence] == sorted(given.evidence)
    assert told.told.article.id == f"article/{given.article}"
    assert statement_thing(facts, given.id).name.startswith(told.subject.name)


@pytest.mark.parametrize("given", GRAPH.events, ids=lambda one: one.id)
def test_an_event_is_told_as_it_was_read(facts: Facts, given):
    told = event(facts, given.id)
    assert told.label == given.label
    assert told.type == event_words(given.type)
    assert [(one.role, one.thing.id) for one in told.roles] == [
        (role_words(role.role), entity(role.filler)) for role in given.roles
    ]
    assert (told.place.id if told.place else None) == (entity(given.place) if given.place else None)
    assert len(told.figures) == len(given.figures)


def test_what_is_told_of_a_thing_is_found_from_it(facts: Facts):
    for given in GRAPH.claims:
        assert given.id in {one.id for one in claims_about(facts, entity(given.subject)).rows}
        if given.attributed_to:
            assert given.id in {one.id for one in claims_by(facts, entity(given.attributed_to)).rows}
    for given in GRAPH.events:
        for role in given.roles:
            assert given.id in {one.id for one in events_with(facts, entity(role.filler)).rows}
    for given in GRAPH.quotes:
        if given.speaker:
            spans = {(one.words.article, one.words.span) for one in quotes_by(facts, entity(given.speaker)).rows}
            assert (f"article/{given.article}", given.span) in spans


def test_words_are_those_of_the_text(facts: Facts):
    for given in (*GRAPH.claims, *GRAPH.events):
        told = (claim if given in GRAPH.claims else event)(facts, given.id).told
        text = texts()[told.article.id]
        assert all(words.text == words.span.of(text) for words in told.evidence)
        assert told.passages
        for passage in told.passages:
            assert passage.span.of(text) in passage.text
            shown = [mark.of(passage.text) for mark in passage.marks]
            assert all(any(words.text in one or one in words.text for words in told.evidence) for one in shown)


def test_lists_come_in_pages_newest_first(facts: Facts):
    busiest = max(GRAPH.entities, key=lambda one: (quotes_by(facts, one.id).total, one.id)).id
    whole = quotes_by(facts, busiest, size=100)
    assert whole.total == len(whole.rows) > 0
    parts = [quotes_by(facts, busiest, page=number, size=1).rows for number in range(1, whole.total + 1)]
    assert [row for rows in parts for row in rows] == list(whole.rows)
    assert quotes_by(facts, busiest, page=whole.total + 1, size=1).rows == ()
    days = [one.article.published for one in whole.rows]
    assert days == sorted(days, reverse=True)


def test_an_entity_has_names_articles_and_company(facts: Facts):
    for given in GRAPH.entities:
        card = entity_card(facts, given.id, {})
        assert card is not None
        assert card.thing.name == given.name
        assert card.articles.total == card.about.articles
        assert len(card.articles.rows) == min(card.articles.total, 25)
        named = {local.article for local in GRAPH.local_entities if local.entity == given.id}
        assert {f"article/{article}" for article in named} <= {row.article.id for row in card.articles.rows}
        for row in card.articles.rows:
            for passage in row.passages:
                assert passage.marks
    assert entity_card(facts, "person/nobody", {}) is None


def test_judgements_are_told_with_their_reasons(facts: Facts, library: Library):
    for given in GRAPH.judgements:
        found = [judged(facts, name) for name, _ in facts.subjects("ng:linkSubject", given.left)]
        assert given.reason in {one.reason for one in found}
        assert given.verdict in {one.verdict for one in found}
        entity_id = library.index.entity_of(given.left)
        if entity_id:
            card = entity_card(facts, entity_id, {})
            assert card is not None
            assert card.judgements.has_more or given.reason in {one.reason for one in card.judgements.rows}


def test_an_article_numbers_its_statements_in_the_order_of_the_text(facts: Facts):
    for given in GRAPH.articles:
        card = article_card(facts, f"article/{given.id}", {})
        assert card is not None
        assert card.claims.total == len([one for one in GRAPH.claims if one.article == given.id])
        assert card.events.total == len([one for one in GRAPH.events if one.article == given.id])
        assert card.quotes.total == len([one for one in GRAPH.quotes if one.article == given.id])
        for rows in (card.claims.rows, card.events.rows, card.quotes.rows):
            assert [card.numbers[row.id] for row in rows] == list(range(1, len(rows) + 1))
        starts = [one.words.span.start for one in card.quotes.rows]
        assert starts == sorted(starts)
    assert article_card(facts, "article/none", {}) is None


def test_outlets_and_plain_things(facts: Facts):
    outlets = {value for given in GRAPH.articles for value in facts.values(f"article/{given.id}", "schema:publisher")}
    for iri in outlets:
        card = outlet_card(facts, facts.id(iri), {})
        assert card is not None
        assert card.total == len(card.articles) > 0
    assert outlet_card(facts, "outlet/none", {}) is None
    for name in ("dataset", GRAPH.runs[0].id):
        plain = plain_card(facts, name)
        assert plain is not None
        assert plain.properties
    assert plain_card(facts, "tool/none") is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("person/ana-1a2b", "Person"), ("event/0123456789abcdef_arrest-1", "ReportedEvent"),
        ("event/games-1", "Event"), ("https://evil.example/", "Outside"), ("nothing/x", "Outside"),
        ("graph/entities", "Graph"), ("dataset", "Dataset"),
    ],
)  # fmt: skip
def test_an_identifier_tells_its_kind(name: str, kind: str):
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("mention/ab12_3-9", ("article/ab12", Span(3, 9))),
        ("mention/ab12_9-3", None),
        ("mention/ab12", None),
        ("claim/ab12_3-9", None),
        ("mention/a/b_3-9", None),
    ],
)
def test_a_mention_tells_its_place(name: str, place: object):
    assert mention_place(name) == place


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (("2026-03-01",) * 4, "on 2026-03-01"),
        (("2026-03-01", "", "", "2026-03-31"), "between 2026-03-01 and 2026-03-31"),
        (("2026-03-01", "2026-03-01", "2026-03-31", "2026-03-31"), "from 2026-03-01 to 2026-03-31"),
        (("2026-03-01", "2026-03-01", "", ""), "from 2026-03-01 on"),
        (("2026-03-01", "", "", ""), "since 2026-03-01 or later"),
        (("", "", "2026-03-01", "2026-03-01"), "until 2026-03-01"),
        (("", "", "", "2026-03-01"), "by 2026-03-01"),
        (("", "2026-03-01", "", ""), "begun by 2026-03-01"),
        (("", "", "2026-03-01", ""), "until 2026-03-01 or later"),
        (("", "", "", ""), ""),
    ],
)
def test_times_in_words(bounds: tuple[str, ...], words: str):
    names = ("EarliestBegin", "LatestBegin", "EarliestEnd", "LatestEnd")
    node = {f"sem:has{name}TimeStamp": [day] for name, day in zip(names, bounds, strict=True) if day}
    assert time_words(node) == words


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (
            {"schema:value": ["18000"], "schema:unitText": ["people"], "ng:qualifier": ["ng:About"]},
            "about 18,000 people",
        ),
        ({"schema:minValue": ["14"], "schema:maxValue": ["17"], "schema:unitText": ["ships"]}, "14 to 17 ships"),
        ({"schema:minValue": ["14"], "ng:qualifier": ["https://w3id.org/newsgraph/ns#AtLeast"]}, "at least 14"),
        ({"schema:value": ["6.5"], "schema:unitText": ["USD"]}, "6.5 USD"),
        ({}, ""),
    ],
)
def test_figures_in_words(node: dict[str, list[str]], words: str):
    assert figure_words(node) == words


@pytest.mark.parametrize(
    "quantity",
    [
        Quantity("people", Qualifier.ABOUT, value=18_000.0), Quantity("ships", minimum=14.0, maximum=17.0),
        Quantity("USD", value=6.5), Quantity("years", Qualifier.AT_LEAST, minimum=1.0), Quantity(""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("negated", [True, False])
def test_quantities_and_stances_read_as_in_the_drawing(quantity: Quantity, negated: bool):
    assert wording.quantity_words(quantity) == network_wording.quantity_words(quantity)
    for modality in Modality:
        drawn = network_wording.stance_words(modality, negated=negated)
        assert wording.stance_words(modality, negated=negated) == drawn


def test_very_long_sentences_are_cut_around_the_words():
    text = "word " * 400 + "HERE" + " word" * 400

    class Held:
        def text(self, article: str) -> str:
            return text

    start = text.index("HERE")
    (passage,) = passages(Held(), [("article/x", Span(start, start + 4))])  # type: ignore[arg-type]
    assert len(passage.text) < 500
    assert [mark.of(passage.text) for mark in passage.marks] == ["HERE"]
    assert passage.text.startswith("… ")
    assert passage.text.endswith(" …")
