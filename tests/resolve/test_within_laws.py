from dataclasses import replace

from marked_text import annotated, clusters, entity, read

from newsgraph.model import Kind
from newsgraph.resolve.within import find_entities


def test_names_of_one_law_are_one() -> None:
    made = read(
        "The {Legislation|Entry Act (1951):1951 Entry Act} stands. The {Legislation:Entry Act} of old."
        " {Legislation|Entry Act (1951):EA}"
    )
    assert clusters(made, Kind.LEGISLATION) == [["1951 Entry Act", "Entry Act", "EA"]]
    assert entity(made, "EA").key == "Entry Act (1951)"


def test_years_may_be_left_out() -> None:
    made = read("The {Legislation:Entry and Exit Act 2022} passed. The {Legislation:Entry and Exit Act} binds.")
    assert len(clusters(made, Kind.LEGISLATION)) == 1
    made = read("{Legislation:Entry Act of 1951} and {Legislation:Entry Act of 1990}. {Legislation:Entry Act}")
    assert len(clusters(made, Kind.LEGISLATION)) == 3


def test_a_part_brings_its_law_and_its_jurisdiction() -> None:
    made = annotated("{Legislation|Entry Act § 12:section 12 of the Entry Act} binds.")
    cited = replace(made.mentions[0], whole="Entry Act", jurisdiction="US")
    found = find_entities(replace(made, mentions=(cited,)))
    part, whole = sorted(found.entities, key=lambda one: -len(one.key))
    assert (part.part_of, part.jurisdiction) == (whole.id, "US")
    assert (whole.key, whole.namings, whole.jurisdiction) == ("Entry Act", (), "US")


def test_the_jurisdiction_is_the_most_frequent() -> None:
    made = annotated("{Legislation:Entry Act} {Legislation:Entry Act} {Legislation:Entry Act}")
    given = [replace(one, jurisdiction=code) for one, code in zip(made.mentions, ("GB", "US", "US"), strict=True)]
    assert [one.jurisdiction for one in find_entities(replace(made, mentions=tuple(given))).entities] == ["US"]
