"""Every statement of the sample graph leads to its words; two things together to what joins them."""

from collections.abc import Iterator

import pytest
from opened import opened

from factory import sample_graph
from newsgraph.errors import NewsgraphError
from newsgraph.library import Library
from newsgraph.library.evidence import Evidence, evidence
from newsgraph.store import rows

GRAPH = sample_graph()


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with opened(GRAPH, tmp_path_factory.mktemp("graph")) as made:
        yield made


def of(library: Library, wanted: str) -> Evidence:
    (found,) = evidence(library, wanted)
    return found


def test_a_claim_leads_to_its_words_and_the_sentence_around_them(library: Library) -> None:
    claim = next(one for one in GRAPH.claims if one.predicate == "schema:worksFor")
    found = of(library, claim.id)
    text = next(one.text for one in GRAPH.articles if one.id == claim.article)
    assert (found.kind, found.told) == ("claim", "Ana Pell: works for Harbour League")
    assert [(one.span, one.text) for one in found.words] == [(one, one.of(text)) for one in claim.evidence]
    assert all(one.text in text and found.words[0].text in one.text for one in found.passages)
    assert (found.voice, found.says, found.modality, found.negated) == ("article", None, "Stated", False)
    assert found.article is not None
    assert (found.article.outlet, found.article.published) == ("South Courier", "2026-03-04")


def test_what_is_alleged_denied_or_put_to_a_source_says_so(library: Library) -> None:
    cites = next(one for one in GRAPH.claims if one.predicate == "schema:citation")
    assert (of(library, cites.id).modality, of(library, cites.id).negated) == ("Alleged", True)
    figure = of(library, next(one for one in GRAPH.claims if one.predicate == "ng:figure").id)
    assert figure.says is not None
    assert (figure.voice, figure.says.name, figure.cue and figure.cue.text) == ("source", "Dana Orlov", "said")
    assert "about 18,000 people" in figure.told


def test_an_event_tells_roles_place_figures_and_time(library: Library) -> None:
    found = of(library, GRAPH.events[0].id)
    told = "deportation (agent: Border Agency; place: Port Arlen; about 18,000 people; "
    assert found.told.startswith(told)
    assert "2026-02-01" in found.told


def test_a_quote_has_its_speaker_and_cue(library: Library) -> None:
    quoted = GRAPH.quotes[0]
    found = of(library, f"mention/{quoted.article}_{quoted.span.start}-{quoted.span.end}")
    assert (found.kind, found.told, found.voice) == ("quote", "Ana Pell is quoted (direct)", "source")
    assert found.cue is not None
    assert found.cue.text == "said"


def test_a_mention_leads_to_its_words(library: Library) -> None:
    one = next(one for one in GRAPH.mentions if one.kind == "Person")
    found = of(library, f"{library.base}mention/{one.article}_{one.span.start}-{one.span.end}")
    assert (found.kind, found.told, found.words[0].text) == ("mention", "names Dana Orlov", "Dana Orlov")


def test_a_judgement_gives_its_reason_and_a_piece_for_each_article(library: Library) -> None:
    judgements = rows(library.store, "SELECT ?j { ?j a ng:Link }", prefixes=library.prefixes).rows
    assert judgements
    for (iri,) in judgements:
        found = evidence(library, iri)
        assert {one.kind for one in found} == {"judgement"}
        assert all(one.reason and one.reason.endswith("(by newsgraph)") for one in found)
        assert len({one.article for one in found}) == len(found)


def test_two_things_are_joined_by_what_is_told_before_where_they_are_named_together(library: Library) -> None:
    found = evidence(library, "Ana Pell", "Harbour League")
    assert [one.kind for one in found] == ["claim", "shared"]
    assert [one.text for one in found[1].words] == ["Harbour League", "Ana Pell"]
    assert found == evidence(library, "Ana Pell", "Harbour League")
    assert evidence(library, "Ana Pell", "Harbour League", most=1) == found[:1]
    assert [one.kind for one in evidence(library, "Harbour League", "Ana Pell")] == ["claim", "shared"]
    assert evidence(library, "Ana Pell", "Tomas Reyl") == ()


def test_a_thing_or_an_article_alone_gives_what_is_told_of_it(library: Library) -> None:
    kinds = [one.kind for one in evidence(library, "Ana Pell")]
    assert kinds == ["claim", "quote"]
    article = f"article/{GRAPH.events[0].article}"
    assert sorted(one.kind for one in evidence(library, article)) == ["claim", "claim", "event"]


def test_what_has_no_evidence_says_so(library: Library) -> None:
    with pytest.raises(NewsgraphError, match="is no statement, article or entity"):
        evidence(library, f"{library.base}dataset")
    with pytest.raises(NewsgraphError, match="Both are the same thing"):
        evidence(library, "Ana Pell", "ana pell")
