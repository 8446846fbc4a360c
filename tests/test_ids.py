import pytest
from hypothesis import given, strategies as st

from newsgraph.ids import article_id, digest, entity_id, local_entity_id, mention_id, short_hash, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Elena Ruiz-García", "elena-ruiz-garcia"),
        ("8 U.S.C. § 1101", "8-u-s-c-1101"),
        ("李明", "unnamed"),
        ("", "unnamed"),
        ("--x--", "x"),
        ("a" * 100, "a" * 48),
    ],
)
def test_slug_is_plain(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(), st.text())
def test_parts_do_not_run_together(left: str, right: str) -> None:
    assert short_hash(left, right) == short_hash(left, right)
    if left:
        assert short_hash(left, right) != short_hash("", left + right)


@given(st.text(alphabet=st.characters()), st.text())
def test_every_identifier_is_plain_ascii(name: str, origin: str) -> None:
    article = article_id(origin, name)
    for made in (
        article,
        local_entity_id(article, "Person", name),
        entity_id("Person", name),
        mention_id(article, 1, 2),
    ):
        assert made.isascii()
        assert not set(made) & set(' <>"{}|^`\\#?%')


def test_digest_takes_lone_surrogates() -> None:
    assert len(digest("\ud800")) == 64


def test_same_name_of_two_kinds_has_two_ids() -> None:
    assert entity_id("Place", "Washington") != entity_id("Person", "Washington")
