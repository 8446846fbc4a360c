from collections.abc import Sequence

import pytest
from hypothesis import given, strategies as st

from factory import article, mention, sample_articles, span
from newsgraph.model import AnnotatedArticle, Entity, Kind, LocalEntity, Mention, Publicity, Verdict
from newsgraph.resolve import find_entities, resolve
from newsgraph.resolve.names import fold, is_shortened, person_parts, readable, surname_parts
from newsgraph.resolve.within import best_name


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("the U.S.", "US"),
        ("Ruiz-García’s", "Ruiz Garcia"),
        ("BORDER AGENCY", "Border Agency"),
        ("O’Hara", "O'Hara"),
        ("St. Louis", "St Louis"),
    ],
)
def test_spellings_that_fold_alike(left: str, right: str) -> None:
    assert fold(left) == fold(right)


@pytest.mark.parametrize(("left", "right"), [("Niger", "Nigeria"), ("The", "Them"), ("Jon Pell", "John Pell")])
def test_names_that_stay_apart(left: str, right: str) -> None:
    assert fold(left) != fold(right)


@given(st.text())
def test_folding_twice_changes_nothing_more(name: str) -> None:
    assert fold(fold(name)) in (fold(name), fold(fold(fold(name))))


def test_parts_of_people_s_names() -> None:
    assert person_parts("Marcus Webb Jr.") == ("marcus", "webb")
    assert surname_parts(person_parts("Lucía Ortega de la Vega")) == {"ortega", "vega"}
    assert surname_parts(person_parts("Dana J. Orlov")) == {"orlov"}


@pytest.mark.parametrize(
    ("short", "full", "expected"),
    [
        ("Lucía Ortega", "Lucía Ortega Vega", True),
        ("L. Ortega", "Lucía Ortega", True),
        ("Dana Orlov", "Dana J. Orlov", True),
        ("Marta Ortega", "Lucía Ortega Vega", False),
        ("Lucía Vega Ortega", "Lucía Ortega Vega", False),
    ],
)
def test_shorter_forms(short: str, full: str, expected: bool) -> None:
    assert is_shortened(person_parts(short), person_parts(full)) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("PORT ARLEN", "Port Arlen"),
        ("Port Arlen", "Port Arlen"),
        ("USA", "USA"),
        ("SAN JOSÉ DE LA VEGA", "San José de la Vega"),
    ],
)
def test_readable_names(name: str, expected: str) -> None:
    assert readable(name) == expected


def _people(text: str, *names: tuple[str, int] | str, titles: dict[str, str] | None = None) -> list[LocalEntity]:
    source = article(text)
    mentions = []
    for item in names:
        words, nth = item if isinstance(item, tuple) else (item, 0)
        mentions.append(mention(source, words, Kind.PERSON, nth=nth, value=(titles or {}).get(words)))
    mentions.sort(key=lambda found: found.span)
    return list(find_entities(AnnotatedArticle(source, tuple(mentions))).entities)


def test_a_surname_joins_the_only_bearer() -> None:
    (one,) = _people("Dana Orlov spoke. Orlov left.", "Dana Orlov", ("Orlov", 1))
    assert one.name == "Dana Orlov"
    assert [naming.reason.split(" of ")[0] for naming in one.namings] == ["full name", "surname"]


def test_a_surname_of_two_bearers_stays_apart() -> None:
    found = _people("Dana Orlov met Ivan Orlov. Orlov left.", "Dana Orlov", "Ivan Orlov", ("Orlov", 2))
    assert sorted(entity.name for entity in found) == ["Dana Orlov", "Ivan Orlov", "Orlov"]


def test_either_of_two_surnames_stands_for_the_bearer() -> None:
    (one,) = _people("Lucía Ortega Vega spoke. Ortega left.", "Lucía Ortega Vega", ("Ortega", 1))
    assert len(one.namings) == 2


def test_a_courtesy_title_makes_nobody_public() -> None:
    (one,) = _people("Mrs Ana Pell spoke.", "Ana Pell", titles={"Ana Pell": "Mrs"})
    assert one.publicity is Publicity.UNKNOWN
    (other,) = _people("Mayor Ana Pell spoke.", "Ana Pell", titles={"Ana Pell": "Mayor"})
    assert other.publicity is Publicity.PUBLIC
    assert "Mayor" in (other.publicity_basis or "")


def _place_article(text: str, *mentions: tuple[str, int, str | None, str | None]) -> AnnotatedArticle:
    source = article(text)
    found = tuple(
        Mention(source.id, span(source.text, words, nth), Kind.PLACE, 0.9, "test", value, whole)
        for words, nth, value, whole in mentions
    )
    return find_entities(AnnotatedArticle(source, found))


def test_a_bare_city_joins_the_one_with_its_state() -> None:
    made = _place_article(
        "Rain fell in Ashford, Ohio. Ashford flooded.",
        ("Ashford", 0, "ashford, US-OH", "US-OH"),
        ("Ohio", 0, "US-OH", None),
        ("Ashford", 1, None, None),
    )
    by_key = {entity.key: entity for entity in made.entities}
    assert set(by_key) == {"ashford, US-OH", "US-OH"}
    assert by_key["ashford, US-OH"].part_of == by_key["US-OH"].id
    assert len(by_key["ashford, US-OH"].namings) == 2


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


def test_a_company_and_its_short_form_are_one() -> None:
    source = article("Brask Pigments Inc. paid. Brask Pigments would not say how much.")
    found = tuple(
        mention(source, words, Kind.ORGANIZATION, nth=nth)
        for words, nth in (("Brask Pigments Inc", 0), ("Brask Pigments", 1))
    )
    (one,) = find_entities(AnnotatedArticle(source, found)).entities
    assert one.name == "Brask Pigments Inc"


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


@pytest.mark.parametrize(
    ("names", "kind", "shown"),
    [
        (["N.J.", "N.J.", "New Jersey"], Kind.PLACE, "New Jersey"),
        (["US", "U.S.", "US"], Kind.PLACE, "US"),
        (["St. Louis", "St. Louis", "Saint Louis"], Kind.PLACE, "St. Louis"),
        (["Calif.", "Calif.", "CALIFORNIA"], Kind.PLACE, "California"),
    ],
)
def test_a_place_is_shown_by_an_abbreviation_only_where_it_has_no_other_name(names, kind, shown):
    assert best_name(names, kind) == shown
