import pytest
from hypothesis import given, strategies as st

from newsgraph.extract.embedded.hints import hint_bits
from newsgraph.extract.embedded.pieces import FEATURES, Bit, case_bits
from newsgraph.extract.embedded.words import words
from newsgraph.extract.lexicon import lexicon
from newsgraph.model import Kind, Span

SHOUTED, LOWERED, TITLED = 1 << Bit.SHOUTED, 1 << Bit.LOWERED, 1 << Bit.TITLED
KINDS = {Kind.PLACE: Bit.PLACE, Kind.ORGANIZATION: Bit.ORGANIZATION, Kind.GROUP: Bit.GROUP, Kind.EVENT: Bit.EVENT}


def forms(text: str) -> list[str]:
    return [span.of(text) for span in words(text, Span(0, len(text)))]


def listed(text: str, bit: int, case: int = 0) -> list[str]:
    found = forms(text)
    return [form for form, bits in zip(found, hint_bits(found, case), strict=True) if bits >> bit & 1]


@pytest.mark.parametrize(
    ("text", "bit", "expected"),
    [
        ("Rain fell in Boston today", Bit.PLACE, "Boston"),
        ("They met in St. Louis, Missouri", Bit.PLACE, "St. Louis Missouri"),
        ("From New Jersey to Guinea-Bissau", Bit.PLACE, "New Jersey Guinea - Bissau"),
        ("From Côte d'Ivoire, Côte d’Ivoire", Bit.PLACE, "Côte d'Ivoire Côte d’Ivoire"),
        ("He left the U.S. for the U.K.", Bit.PLACE, "U.S. U.K."),
        ("the State Department and the FBI", Bit.ORGANIZATION, "State Department FBI"),
        ("Mexican and Democrats", Bit.GROUP, "Mexican Democrats"),
        ("during World War II they", Bit.EVENT, "World War II"),
        # The longest name counts: `New Mexico` is no `Mexico`, but both are places.
        ("in New Mexico", Bit.PLACE, "New Mexico"),
        ("rain in boston and new jersey", Bit.PLACE, ""),
        ("Anna Bell", Bit.GIVEN_NAME, "Anna"),
        ("the mayor and Dr. Pell", Bit.TITLE_WORD, "mayor Dr."),
        ("the house is old", Bit.COMMON, "the house is old"),
        ("the Harbor Ministry", Bit.ORGANIZATION_WORD, "Ministry"),
        ("of Arlen County", Bit.PLACE_WORD, "County"),
        ("under Hurricane Pell", Bit.EVENT_WORD, "Hurricane"),
        ("Garcia said", Bit.SURNAME, "Garcia"),
    ],
)
def test_listed_names_and_words(text: str, bit: int, expected: str) -> None:
    assert " ".join(listed(text, bit)) == expected


@pytest.mark.parametrize(
    ("text", "case", "bit", "expected"),
    [
        ("FIRE IN NEW JERSEY", SHOUTED, Bit.PLACE, "NEW JERSEY"),
        ("fire in new jersey", LOWERED, Bit.PLACE, "new jersey"),
        ("fire in boston", LOWERED, Bit.PLACE, "boston"),
        ("FIRE IN NEW JERSEY", 0, Bit.PLACE, ""),
        ("fire in new jersey", TITLED, Bit.PLACE, ""),
        ("ANNA QUITS", SHOUTED, Bit.GIVEN_NAME, "ANNA"),
        ("anna quits", LOWERED, Bit.GIVEN_NAME, "anna"),
        ("anna quits", 0, Bit.GIVEN_NAME, ""),
    ],
)
def test_where_capitals_tell_nothing_the_lists_are_asked_without(text: str, case: int, bit: int, expected: str) -> None:
    assert " ".join(listed(text, bit, case)) == expected


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_nearly_every_listed_name_is_found_in_its_words(kind: Kind) -> None:
    listed_names = [name for name, meaning in sorted(lexicon().phrases.items()) if meaning.kind is kind][::7]
    missed = [name for name in listed_names if not all(bits >> KINDS[kind] & 1 for bits in hint_bits(forms(name), 0))]
    # Names that begin small, with a mark or a number are not asked for where capitals tell names.
    assert len(missed) <= 1 + 0.02 * len(listed_names), missed


@given(st.text(max_size=60), st.sampled_from([0, SHOUTED, LOWERED, TITLED]))
def test_any_text_has_bits_for_each_word_and_none_of_another_sort(text: str, case: int) -> None:
    found = forms(text)
    bits = hint_bits(found, case)
    assert len(bits) == len(found)
    assert all(word >> Bit.GIVEN_NAME << Bit.GIVEN_NAME == word < 1 << FEATURES for word in bits)
    assert bits == hint_bits(found, case)


@given(
    st.lists(
        st.sampled_from("New York Jersey St. Louis of the State Department , ' - ( ) ’s U.S.".split()), max_size=12
    )
)
def test_names_run_together_do_no_harm(found: list[str]) -> None:
    for case in (0, SHOUTED, LOWERED, case_bits(found)):
        assert len(hint_bits(found, case)) == len(found)
