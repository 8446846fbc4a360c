"""Gold documents through our own steps: clusters, links, descriptions, errors; and reports that stay the same."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from newsgraph.evaluate import (
    IdentityDocument,
    identity_mistakes,
    identity_table,
    json_resolution,
    markdown_resolution,
    read_identities,
    resolution_scores,
    resolve_documents,
    text_resolution,
)
from newsgraph.evaluate.resolution import ACROSS, WITHIN, Row, sides
from newsgraph.extract import find_extractor
from newsgraph.model import AnnotatedArticle, Kind, LocalEntity, Mention, MentionForm, Naming, Span

RULES = find_extractor("rules")
ONE = "Senator Imelda Osgrove spoke in Phoenix, Arizona. Osgrove left. She came back to Phoenix."
TWO = "Senator Imelda Osgrove flew to Phoenix, Arizona, to meet Mr. Varga."
PHOENIX = "https://sws.geonames.org/5308655/"


def record(name: str, text: str, *marks: tuple[str, str, str]) -> str:
    """Return a record whose marks are words, label and entity, each of the words' next occurrence."""
    spans, at = [], 0
    for words, label, entity in marks:
        at = text.index(words, at)
        span = {"start": at, "end": at + len(words), "label": label, "entity": entity}
        if entity in ("phoenix", "osgrove"):
            span["target"] = PHOENIX if entity == "phoenix" else None
        if words == "She":
            span["form"] = "pronoun"
        spans.append(span)
        at += len(words)
    return json.dumps({"id": name, "text": text, "spans": spans})


@pytest.fixture
def documents(tmp_path: Path) -> tuple[IdentityDocument, ...]:
    path = tmp_path / "gold.jsonl"
    marks = [
        ("Imelda Osgrove", "Person", "osgrove"), ("Phoenix", "Place", "phoenix"), ("Arizona", "Place", "arizona"),
    ]  # fmt: skip
    more = [("Osgrove", "Person", "osgrove"), ("She", "Person", "osgrove"), ("Phoenix", "Place", "phoenix")]
    path.write_text(
        f"{record('one', ONE, *marks, *more)}\n{record('two', TWO, *marks, ('Varga', 'Person', 'varga'))}\n"
    )
    return read_identities(path)


def row(rows: tuple[Row, ...], part: str, measure: str) -> Row:
    return next(row for row in rows if (row.part, row.measure) == (part, measure))


def test_names_of_the_gold(documents: tuple[IdentityDocument, ...]) -> None:
    scores = resolution_scores(resolve_documents(documents, RULES))
    assert (scores.documents, scores.names, scores.entities, scores.things) == (2, 9, 7, 4)
    assert row(scores.rows, WITHIN, "B³").ours.tally.f1 == 1
    # the exact string parts Osgrove from Imelda Osgrove: of two mentions each, one half is found
    assert row(scores.rows, WITHIN, "B³").baseline.tally.recall == pytest.approx(8 / 9)
    assert row(scores.rows, ACROSS, "pairs of names").ours.tally.gold == 2 + 2 + 1
    assert row(scores.rows, ACROSS, "pairs of names").ours.tally.recall == 1
    assert row(scores.rows, ACROSS, "pairs of things").baseline.tally.recall == pytest.approx(3 / 4)
    every = next(link for link in scores.links if link.kind == "all")
    assert (every.ours.right, every.ours.right_nil, every.ours.accuracy) == (3, 3, 1)
    assert every.offered == 3


def test_names_that_the_extractor_reads(documents: tuple[IdentityDocument, ...]) -> None:
    ends = resolve_documents(documents, RULES, end_to_end=True)
    scores = resolution_scores(ends)
    recall = row(scores.rows, WITHIN, "B³").ours.tally.recall
    assert recall is not None
    assert recall > 0.8
    mentions = {mention.extractor for one in ends.documents for mention in one.annotated.mentions}
    assert mentions == {"rules"}
    found = sides(ends).found
    assert {place.span for place in found if place.document == ends.documents[1].article.id} >= {Span(8, 22)}


def test_kinds_are_the_users_to_say(documents: tuple[IdentityDocument, ...]) -> None:
    scores = resolution_scores(resolve_documents(documents, RULES), kinds=[Kind.PLACE])
    assert (scores.names, scores.things) == (5, 2)
    assert [link.kind for link in scores.links] == ["Place", "all"]


def test_a_gold_that_knows_one_document_at_a_time(documents: tuple[IdentityDocument, ...]) -> None:
    alone = [replace(document, across=False) for document in documents]
    scores = resolution_scores(resolve_documents(alone, RULES))
    assert scores.things is None
    assert {row.part for row in scores.rows} == {WITHIN}
    assert "nothing across them is scored" in text_resolution(scores, mode="gold")


def test_errors_have_sentences_and_reasons(documents: tuple[IdentityDocument, ...]) -> None:
    one, two = documents
    # a gold that holds the senators for two, Varga for the first of them, and Arizona for a city in Peru
    wrong = replace(
        two,
        namings=tuple(
            replace(naming, thing="varga", entity="varga") if naming.entity == "osgrove" else naming
            for naming in two.namings
        ),
    )
    odd = replace(
        one,
        namings=tuple(
            replace(naming, target="https://sws.geonames.org/1/") if naming.entity == "phoenix" else naming
            for naming in one.namings
        ),
    )
    resolution = resolve_documents([odd, wrong], RULES)
    mistakes = identity_mistakes(resolution)
    assert {(one.error, one.where, one.times) for one in mistakes} == {
        ("wrong join", ACROSS, 2), ("missed join", WITHIN, 1), ("wrong link", "links", 1),
    }  # fmt: skip
    join = next(one for one in mistakes if one.error == "wrong join")
    assert (join.left_document, join.right_document) in (("one", "two"), ("two", "one"))
    assert "Osgrove" in join.left_sentence
    assert join.reason
    assert all(one.reason for one in mistakes)
    table = identity_table(mistakes).splitlines()
    assert table[0].split("\t")[:5] == ["times", "error", "where", "kind", "left"]
    assert len(table) == len(mistakes) + 1


def test_descriptions_and_pronouns_are_a_line_of_their_own(documents: tuple[IdentityDocument, ...]) -> None:
    resolution = resolve_documents(documents, RULES)
    one = resolution.documents[0].article

    def with_pronoun(local: LocalEntity, name: str) -> LocalEntity:
        at = one.text.index("She")
        namings = (*local.namings, Naming(Span(at, at + 3), "the only woman"))
        return replace(local, namings=namings) if (local.article, local.name) == (one.id, name) else local

    local = [one for one in resolution.local_entities if not any(n.span.of(ONE) == "She" for n in one.namings)]
    for name, right in (("Imelda Osgrove", 1), ("Phoenix", 0)):
        resolved = replace(resolution, local_entities=tuple(with_pronoun(entity, name) for entity in local))
        scores = resolution_scores(resolved)
        assert (scores.described.gold, scores.described.found, scores.described.right) == (1, 1, right)
        assert row(scores.rows, WITHIN, "B³").ours.tally.f1 == 1


def test_a_step_that_breaks_off_leaves_names_alone(documents: tuple[IdentityDocument, ...]) -> None:
    def broken(annotated: AnnotatedArticle) -> AnnotatedArticle:
        if "flew" in annotated.article.text:
            raise ValueError("out\nof order")
        return RULES(annotated)

    scores = resolution_scores(resolve_documents(documents, broken))
    assert [failure[1:] for failure in scores.failures] == [("two", "ValueError: out of order")]
    assert row(scores.rows, ACROSS, "pairs of names").ours.tally.recall == 0
    assert row(scores.rows, WITHIN, "B³").ours.tally.f1 == 1
    assert "A step broke off on two" in text_resolution(scores, mode="gold")


def test_the_same_bytes_each_time(documents: tuple[IdentityDocument, ...]) -> None:
    first, again = (resolution_scores(resolve_documents(order, RULES)) for order in (documents, documents[::-1]))
    assert text_resolution(first, mode="gold") == text_resolution(again, mode="gold")
    assert json_resolution(first, mode="gold") == json_resolution(again, mode="gold")
    lines = list(markdown_resolution(first))
    assert lines == list(markdown_resolution(again))
    assert {line.count("|") for line in lines if "B³" in line} == {9}


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    text = "=HYPERLINK(1) Osgrove left.\tOsgrove came."
    path = tmp_path / "hostile.jsonl"
    path.write_text(
        record("=1+1", text, ("=HYPERLINK(1) Osgrove", "Person", "a"), ("Osgrove", "Person", "a")), encoding="utf-8"
    )
    resolution = resolve_documents(read_identities(path), RULES)
    parted = replace(
        resolution,
        local_entities=(),
    )
    table = identity_table(identity_mistakes(parted))
    assert "\t=" not in table
    assert "'=1+1" in table


def test_gold_mentions_carry_what_the_words_parse_to(documents: tuple[IdentityDocument, ...]) -> None:
    resolution = resolve_documents(documents, RULES)
    mentions: dict[str, Mention] = {
        mention.span.of(ONE): mention
        for mention in resolution.documents[0].annotated.mentions
        if mention.form is MentionForm.NAME
    }
    assert mentions["Arizona"].value == "US-AZ"
    assert mentions["Imelda Osgrove"].value == "Senator"
    assert {mention.extractor for mention in mentions.values()} == {"gold"}
