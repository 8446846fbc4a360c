from dataclasses import replace
from itertools import pairwise

from hypothesis import given, strategies as st

from factory import article
from newsgraph.model import AnnotatedArticle, Kind, Mention, MentionForm, Span
from newsgraph.resolve.within import find_entities, names_of
from newsgraph.syntax import ParsedSentence, Word

WORDS = (
    "Ana Pell Dr. Mr. Mrs. President Orlov Jr. Sr. II de la Ruiz-García the The of and New York City State U.S. US"
    " Washington Ohio , . Department Education Party Senate House Times ICE (ICE) Inc. Act 1952 French Americans said"
    " he she his who its agency senator city A. B. O’Hara “ ” é ł 李 - \n\n"
).split(" ")
NAMED = [Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION, Kind.GROUP, Kind.LEGISLATION, Kind.EVENT]
VALUES = st.sampled_from([None, None, "US", "US-NY", "new york, US-NY", "Mr", "President", "Entry Act", "", " ", ","])


@st.composite
def articles(draw: st.DrawFn, *, disjoint: bool = True) -> AnnotatedArticle:
    """Return an article of odd words with mentions anywhere, and trees that may be broken."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30))
    text = " ".join(words)
    source = article(text)
    starts = [0]
    for word in words[:-1]:
        starts.append(starts[-1] + len(word) + 1)
    mentions, end = [], 0
    for at, word in enumerate(words):
        size = draw(st.integers(0, 3))
        last = min(len(words) - 1, at + size - 1)
        if size and (starts[at] >= end or not disjoint):
            span = Span(starts[at], starts[last] + len(words[last]))
            score = draw(st.sampled_from([0.3, 0.7, 0.95]))
            mentions.append(Mention(source.id, span, draw(st.sampled_from(NAMED)), score, "any", draw(VALUES)))
            end = max(end, span.end)
        del word
    heads = [draw(st.integers(0, len(words) - 1)) for _ in words]
    tags = draw(st.sampled_from([("PROPN", "nsubj"), ("NOUN", "det"), ("PRON", "acl:relcl"), ("VERB", "appos")]))
    tree = ParsedSentence(
        tuple(
            Word(start, start + len(word), tags[0] if number % 2 else "NOUN", head, tags[1] if number % 3 else "nsubj")
            for number, (start, word, head) in enumerate(zip(starts, words, heads, strict=True))
        )
    )
    return AnnotatedArticle(source, tuple(mentions), sentences=(tree,) if draw(st.booleans()) else ())


@given(articles())
def test_every_name_lands_in_exactly_one_entity(made: AnnotatedArticle) -> None:
    found = find_entities(made)
    homes = [(naming.span, entity.kind) for entity in found.entities for naming in entity.namings]
    named = [(m.span, m.kind) for m in found.mentions if m.kind in NAMED]
    assert sorted(homes) == sorted(set(homes)) == sorted(named)
    names = [m for m in found.mentions if m.form is MentionForm.NAME]
    assert len(names) == len(made.mentions)


@given(articles())
def test_spans_are_sorted_and_disjoint(made: AnnotatedArticle) -> None:
    spans = [mention.span for mention in find_entities(made).mentions]
    assert spans == sorted(spans)
    assert not any(left.overlaps(right) for left, right in pairwise(spans))


@given(articles(), st.randoms(use_true_random=False))
def test_the_order_of_mentions_is_no_matter(made: AnnotatedArticle, chance) -> None:
    shuffled = list(made.mentions)
    chance.shuffle(shuffled)
    assert find_entities(replace(made, mentions=tuple(shuffled))) == find_entities(made)


@given(articles(disjoint=False))
def test_overlapping_mentions_do_no_harm(made: AnnotatedArticle) -> None:
    found = find_entities(made)
    named = {(mention.span, mention.kind) for mention in found.mentions if mention.kind in NAMED}
    assert named == {(naming.span, entity.kind) for entity in found.entities for naming in entity.namings}


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 20), st.sampled_from(NAMED))))
def test_any_text_is_read(text: str, places: list[tuple[int, int, Kind]]) -> None:
    source = article(text)
    spans = [(Span(min(start, len(text)), min(start + size, len(text))), kind) for start, size, kind in places]
    mentions = tuple(Mention(source.id, span, kind, 0.9, "any") for span, kind in spans)
    found = find_entities(AnnotatedArticle(source, mentions))
    assert {mention.span for mention in mentions} <= {mention.span for mention in found.mentions} or any(
        mention.kind is Kind.GROUP for mention in found.mentions
    )


@given(articles())
def test_ids_are_unique_and_references_lead_somewhere(made: AnnotatedArticle) -> None:
    found = find_entities(made)
    ids = [entity.id for entity in found.entities]
    assert ids == sorted(set(ids))
    kinds = {(entity.kind, entity.key) for entity in found.entities}
    assert len(kinds) == len(ids)
    for entity in found.entities:
        assert {entity.part_of, entity.demonym_of} - {None} <= set(ids) - {entity.id}
        assert entity.name or not entity.namings
    assert set(names_of(found)) == set(ids)


@given(articles())
def test_every_naming_has_a_reason(made: AnnotatedArticle) -> None:
    assert all(naming.reason for entity in find_entities(made).entities for naming in entity.namings)


@given(articles())
def test_finding_again_finds_the_same(made: AnnotatedArticle) -> None:
    once = find_entities(made)
    assert find_entities(once).mentions == find_entities(find_entities(once)).mentions
