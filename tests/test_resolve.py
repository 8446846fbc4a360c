from collections.abc import Sequence

from hypothesis import given, strategies as st

from factory import article, mention, sample_articles, span
from newsgraph.model import AnnotatedArticle, Entity, Kind, Mention, Publicity, Verdict
from newsgraph.resolve import find_entities, resolve


def _place_article(text: str, *mentions: tuple[str, int, str | None, str | None]) -> AnnotatedArticle:
    source = article(text)
    found = tuple(
        Mention(source.id, span(source.text, words, nth), Kind.PLACE, 0.9, "test", value, whole)
        for words, nth, value, whole in mentions
    )
    return find_entities(AnnotatedArticle(source, found))


def test_a_part_of_a_law_brings_its_law() -> None:
    local_entities, entities, _ = resolve([find_entities(made) for made in sample_articles()])
    laws = {entity.normal_form: entity for entity in entities if entity.kind is Kind.LEGISLATION}
    assert laws["Entry Act § 12"].part_of == laws["Entry Act"].id
    assert all(local.entity for local in local_entities)


def _person_article(number: int, name: str, title: str | None) -> AnnotatedArticle:
    source = article(f"{name} spoke in town hall number {number}.", origin=f"{number}.txt")
    found = mention(source, name, Kind.PERSON, value=title)
    return find_entities(AnnotatedArticle(source, (found,)))


def _entities(*articles: AnnotatedArticle) -> Sequence[Entity]:
    return resolve(articles)[1]


def test_a_public_full_name_is_one_across_articles() -> None:
    (one,) = _entities(_person_article(1, "Dana Orlov", "Minister"), _person_article(2, "Dana Orlov", None))
    assert one.publicity is Publicity.PUBLIC


def test_private_namesakes_stay_apart_with_an_open_question() -> None:
    articles = [_person_article(1, "Tomas Reyl", None), _person_article(2, "Tomas Reyl", "Mr")]
    _, entities, judgements = resolve(articles)
    assert len(entities) == 2
    (doubt,) = judgements
    assert doubt.verdict is Verdict.OPEN
    assert "tomas reyl" in doubt.reason


def test_a_surname_alone_never_joins_across_articles() -> None:
    assert len(_entities(_person_article(1, "Orlov", "Minister"), _person_article(2, "Orlov", "Minister"))) == 2


@given(st.permutations(range(3)), st.integers(0, 2))
def test_order_is_no_matter_and_removal_is_as_never_added(order: list[int], removed: int) -> None:
    articles = [find_entities(made) for made in sample_articles()]
    assert resolve([articles[index] for index in order]) == resolve(articles)
    kept = [made for index, made in enumerate(articles) if index != removed]
    assert resolve([articles[index] for index in order if index != removed]) == resolve(kept)


def test_every_join_is_recorded_with_its_reason() -> None:
    local_entities, entities, judgements = resolve([find_entities(made) for made in sample_articles()])
    joined = {judgement.left for judgement in judgements if judgement.verdict is Verdict.SAME}
    for entity in entities:
        members = {local.id for local in local_entities if local.entity == entity.id}
        assert len(members) == 1 or members <= joined
    assert all(judgement.reason for judgement in judgements)


def test_a_bare_city_joins_where_its_article_names_the_container() -> None:
    first = _place_article(
        "Rain in Ashford, Ohio.", ("Ashford", 0, "ashford, US-OH", "US-OH"), ("Ohio", 0, "US-OH", None)
    )
    second = _place_article("Ohio saw rain in Ashford.", ("Ohio", 0, "US-OH", None), ("Ashford", 0, None, None))
    _, entities, judgements = resolve([second, first])
    assert sorted(entity.name for entity in entities) == ["Ashford", "Ohio"]
    assert any("names its container" in judgement.reason for judgement in judgements)
    other = _place_article("Rain in Ashford, Kent.", ("Ashford", 0, "ashford, GB-KEN", "GB-KEN"))
    assert len(resolve([first, second, other])[1]) == 4


def test_a_bare_city_in_another_article_is_a_question() -> None:
    first = _place_article(
        "Rain in Ashford, Ohio.", ("Ashford", 0, "ashford, US-OH", "US-OH"), ("Ohio", 0, "US-OH", None)
    )
    second = _place_article("Rain in Ashford again.", ("Ashford", 0, None, None))
    _, entities, judgements = resolve([first, second])
    assert len([entity for entity in entities if entity.name == "Ashford"]) == 2
    assert [judgement.verdict for judgement in judgements] == [Verdict.OPEN]
