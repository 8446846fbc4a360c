"""The whole step: whatever the article, an entity has few links, which sum to 1 at most and come out the same again."""

import subprocess
import sys
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given, strategies as st
from linked import annotated, body, law, links_of, people, person, place

from newsgraph.link import ACCEPTED, Context, candidates, link_entities
from newsgraph.model import AnnotatedArticle, Kind, Verdict

THINGS = (
    place("Paris"),
    place("Texas", "US-TX"),
    place("France", "FR"),
    place("Springfield"),
    place("Georgia"),
    place("Washington"),
    place("New York"),
    place("Newark", "newark, US-NJ"),
    place("Port Ellery", "port ellery, US-NJ"),
    people("Russians"),
    person("Mike Johnson", "Speaker"),
    person("John Kennedy"),
    person("Trump"),
    person("Dana Orlov", "Minister"),
    body("Supreme Court"),
    body("ICE"),
    body("Harbour League"),
    law("8 USC 1101", "8 U.S.C. § 1101"),
    law("Entry Act", "Entry Act (2001)"),
)
DAYS = st.none() | st.dates(date(1700, 1, 1), date(2100, 1, 1))


@st.composite
def articles(draw) -> AnnotatedArticle:
    """Draw an article that names some of the things, in some order, in sentences or in one."""
    chosen = draw(st.lists(st.sampled_from(THINGS), min_size=1, unique=True))
    text = draw(st.sampled_from((". ", ", ", "’s ", " of "))).join(thing.words for thing in chosen)
    dateline = chosen[0].words if draw(st.booleans()) else None
    return annotated(text, chosen, on=draw(DAYS), dateline=dateline)


@given(made=articles())
def test_links_are_few_and_at_most_one_is_accepted(made):
    linked = link_entities(made)
    known = {entity.id for entity in made.entities}
    by_local = defaultdict(list)
    for link in linked.links:
        by_local[link.local].append(link)
    assert set(by_local) <= known
    for links in by_local.values():
        assert 2 <= len(links) <= 5
        assert sum(link.score for link in links) <= 1 + 1e-9
        assert [link.target for link in links].count(None) == 1
        assert len({link.target for link in links}) == len(links)
        assert links == sorted(links, key=lambda link: (-link.score, link.target or ""))
        same = [link for link in links if link.verdict is Verdict.SAME]
        assert len(same) <= 1
        assert same == [link for link in links if link.score >= (ACCEPTED if link.target else 0.8)]
        assert all(link.reason and link.label and link.by for link in links)


@given(made=articles())
def test_the_same_article_gives_the_same_links(made):
    again = link_entities(made)
    assert again == link_entities(made)
    assert link_entities(again) == again


@given(made=articles(), seed=st.randoms(use_true_random=False))
def test_the_order_of_entities_does_not_matter(made, seed):
    entities = list(made.entities)
    seed.shuffle(entities)
    shuffled = AnnotatedArticle(made.article, mentions=made.mentions, entities=tuple(entities))
    assert sorted(map(repr, link_entities(made).links)) == sorted(map(repr, link_entities(shuffled).links))


@given(name=st.text(), kind=st.sampled_from(list(Kind)), limit=st.integers(0, 6))
def test_any_name_may_be_asked_for(name, kind, limit):
    found = candidates(name, kind, limit=limit)
    assert len(found) <= limit
    assert sum(offer.score for offer in found) <= 1 + 1e-9


@given(
    name=st.sampled_from(("Paris", "Georgia", "Springfield", "Victoria", "Washington")),
    codes=st.frozensets(st.sampled_from(("US", "US-TX", "FR", "CA", "XX", ""))),
    within=st.none() | st.sampled_from(("US-TX", "FR", "XX", "US-XX", "")),
)
def test_any_context_may_be_given(name, codes, within):
    found = candidates(name, Kind.PLACE, context=Context(codes=codes, beside=codes, within=within))
    assert sum(offer.score for offer in found) <= 1 + 1e-9


def test_an_article_without_entities_stays_as_it_is():
    made = annotated("It rained.", [])
    assert link_entities(made) == made


def test_entities_that_no_list_knows_get_no_links():
    made = annotated("Dana Orlov left Port Ellery.", [person("Dana Orlov"), place("Port Ellery")])
    assert link_entities(made).links == ()
    assert links_of(made, "Port Ellery") == []


@pytest.mark.parametrize("module", ["newsgraph.link", "newsgraph.cli"])
def test_the_lists_are_read_on_use_only(module):
    code = (
        f"import {module}, newsgraph.gazetteers as g; "
        "print(g.settlements.cache_info().currsize + g.countries.cache_info().currsize)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "0"
