"""Gold files: formats known by name and look, names in brackets, labels, kinds, and the article made of them."""

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from newsgraph.errors import NewsgraphError
from newsgraph.evaluate import GoldDocument, GoldName, article_of, kind_named, labels_from, read_gold
from newsgraph.model import Kind, PartRole, Span
from newsgraph.text import source_span

BRACKETS = """\
# council, plain
STRIKE ENDS IN [Place Odessa]
[Person Ana Ruiz] told the [Organization Harbor Council] so.
It was late.

# sports
The [Group Marish] fans left [Place Odessa]'s square.
"""


def test_names_in_brackets(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text(BRACKETS)
    first, second = read_gold(path)
    assert first.text == "STRIKE ENDS IN Odessa\n\nAna Ruiz told the Harbor Council so. It was late."
    assert [f"{one.kind} {one.span.of(first.text)}" for one in first.names] == [
        "Place Odessa", "Person Ana Ruiz", "Organization Harbor Council",
    ]  # fmt: skip
    assert (first.name, second.name) == ("own:1", "own:2")
    assert second.text == "The Marish fans left Odessa's square."
    assert first.kinds == second.kinds == {Kind.PLACE, Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP}


@pytest.mark.parametrize("line", ["a [stray", "a stray]", "[Person]", "[Person [Place Odessa] Ruiz]", "[ Person Ana]"])
def test_a_stray_bracket_is_one_sentence(tmp_path: Path, line: str) -> None:
    (tmp_path / "own.txt").write_text(f"Fine.\n{line}\n")
    with pytest.raises(NewsgraphError, match=r"own\.txt, line 2: the bracket in"):
        read_gold(tmp_path / "own.txt")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", "[Person Ana] left."),
        ("a.gold", "[Person Ana] left."),
        ("a.txt", "Ana I-PER\nleft O\n"),
        ("a.txt", '{"text": "Ana left", "spans": [[0, 3, "PER"]]}'),
        ("a.JSONL", '{"text": "Ana left", "spans": [[0, 3, "PER"]]}'),
        ("a", '[{"text": "Ana left", "spans": [[0, 3, "PER"]]}]'),
    ],
)
def test_formats_are_known_by_name_or_look(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    (document,) = read_gold(tmp_path / name)
    assert [(one.kind, one.span.of(document.text)) for one in document.names] == [(Kind.PERSON, "Ana")]
    assert document.name == "a:1"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "Cannot read the gold file"),
        (b"", "is empty"),
        (b"\x00\x01", "is binary"),
        (b"caf\xc3\xa9 \xff", "is not UTF-8"),
        (b"# nothing but a remark\n", "no document"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path, content: bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / "own.txt").write_bytes(content)
    with pytest.raises(NewsgraphError) as raised:
        read_gold(tmp_path / "own.txt")
    assert "own.txt" in str(raised.value)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        *((label, "Person") for label in ("Person", "PER", "PERS", "person", "politician")),
        *((label, "Place") for label in ("Place", "LOC", "GPE", "FAC", "Location", "geo-loc", "country")),
        *((label, "Organization") for label in ("ORG", "organisation", "corporation", "politicalparty", "Company")),
        *((label, "Legislation") for label in ("Legislation", "LAW")),
        *((label, "Event") for label in ("Event", "EVENT", "election")),
        *((label, "Group") for label in ("Group", "NORP")),
        *((label, None) for label in ("MISC", "PRODUCT", "creative-work", "DATE", "X")),
    ],
)
def test_labels_of_other_people(tmp_path: Path, label: str, kind: str | None) -> None:
    (tmp_path / "own.txt").write_text(f"[{label} Ana] left.")
    (document,) = read_gold(tmp_path / "own.txt")
    assert [str(one.kind) for one in document.names] == ([kind] if kind else [])
    assert document.ignored == (() if kind else (label,))


def test_what_the_user_says_of_labels_goes_first(tmp_path: Path) -> None:
    path = tmp_path / "own.txt"
    path.write_text("[group Reds] [creative-work Ode] [FAC Pier] [a=b_c Ana]".replace("a=b_c", "a_b"))
    labels = labels_from(["Group=organization", "Creative_Work=Event", "FAC=none", "a_b=Person"])
    (document,) = read_gold(path, labels=labels)
    assert [str(one.kind) for one in document.names] == ["Organization", "Event", "Person"]
    assert document.ignored == ("FAC",)


@pytest.mark.parametrize("setting", ["PER", "=Person", "PER=", "PER=Persn", "--=Person"])
def test_a_bad_map_is_one_sentence(setting: str) -> None:
    with pytest.raises(NewsgraphError):
        labels_from([setting])


def test_kinds_are_those_marked_unless_named(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("[PER Ana]\n\n[LOC Odessa]")
    assert {one.kinds for one in read_gold(tmp_path / "own.txt")} == {frozenset({Kind.PERSON, Kind.PLACE})}
    assert {one.kinds for one in read_gold(tmp_path / "own.txt", kinds=[kind_named("event")])} == {
        frozenset({Kind.EVENT})
    }


def test_space_at_the_edges_of_a_name_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "to  Ana , then", "spans": [[2, 8, "PER"], [4, 7, "PER"]]}')
    (document,) = read_gold(tmp_path / "a.jsonl")
    assert document.names == (GoldName(Span(4, 7), Kind.PERSON),)


def document(text: str, headline: str | None = None) -> GoldDocument:
    return GoldDocument("d", text, (), frozenset(), "s", headline)


@pytest.mark.parametrize(
    ("text", "headline", "roles"),
    [
        ("One line", None, ["paragraph"]),
        ("A headline\n\nA story.", None, ["headline", "paragraph"]),
        ("A headline\n\nA deck\n\nA story.\n\nA subhead\n\nMore.", None,
         ["headline", "subhead", "paragraph", "subhead", "paragraph"]),
        ("A story.\n\nA subhead\n\nMore.", None, ["paragraph", "subhead", "paragraph"]),
        ("Does it end?\n\nA story.", "Does it end?", ["headline", "paragraph"]),
        ("A story begins\n\nMore.", "Elsewhere", ["subhead", "paragraph"]),
        ("NAIROBI, Kenya — The council met.", None, ["dateline", "paragraph"]),
        ("Talks end\n\nNAIROBI, Kenya — The council met.\n\nMore.", None,
         ["headline", "dateline", "paragraph", "paragraph"]),
        (" ".join(["word"] * 31) + "\n\nA story.", None, ["paragraph", "paragraph"]),
        ("", None, []),
    ],
)  # fmt: skip
def test_an_article_has_the_parts_that_a_build_gives_it(text: str, headline: str | None, roles: list[str]) -> None:
    article = article_of(document(text, headline))
    assert [part.role.value for part in article.parts] == roles
    if PartRole.DATELINE in {part.role for part in article.parts}:
        assert article.dateline is not None
        assert article.dateline.place == "NAIROBI, Kenya"
        assert article.dateline.place_span is not None
        assert article.dateline.place_span.of(article.text) == "NAIROBI, Kenya"


@given(st.text(st.sampled_from("Aa é\u0301\xad \xa0\n\u200b.—")), st.none() | st.text(st.sampled_from("Aa \n.")))
def test_an_article_is_regular_and_leads_back(text: str, headline: str | None) -> None:
    article = article_of(document(text, headline))
    for part in article.parts:
        assert part.span.start < part.span.end <= len(article.text)
        assert source_span(article.alignment, part.span) is not None
