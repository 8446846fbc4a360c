"""Gold in columns: schemes of tags, columns, sentences, documents and true texts."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from newsgraph.errors import NewsgraphError
from newsgraph.evaluate import read_gold
from newsgraph.evaluate.bio import decoded, looks_like_bio, read_bio
from newsgraph.evaluate.spacing import aligned, spaced

Name = tuple[int, int, str]
PER, ORG = "PER", "ORG"


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ("", []),
        ("O O", []),
        ("B-PER I-PER O B-ORG", [(0, 1, PER), (3, 3, ORG)]),
        ("I-PER I-PER O I-ORG", [(0, 1, PER), (3, 3, ORG)]),
        ("I-PER B-PER I-PER", [(0, 0, PER), (1, 2, PER)]),
        ("I-PER I-ORG", [(0, 0, PER), (1, 1, ORG)]),
        ("B-PER L-PER U-ORG U-ORG", [(0, 1, PER), (2, 2, ORG), (3, 3, ORG)]),
        ("B-PER I-PER L-PER I-PER", [(0, 2, PER), (3, 3, PER)]),
        ("B-PER M-PER E-PER S-ORG", [(0, 2, PER), (3, 3, ORG)]),
        ("B-political-party I-political-party", [(0, 1, "political-party")]),
        ("O L-PER O", [(1, 1, PER)]),
    ],
)
def test_one_reading_serves_all_schemes(tags: str, names: list[Name]) -> None:
    assert list(decoded(tags.split())) == names


@st.composite
def sentences_with_names(draw: st.DrawFn) -> tuple[list[str], list[Name]]:
    words = draw(
        st.lists(st.sampled_from("Ana Ruiz told 12 the Senate , . \" ' ( ) $ n't O B-2 # New".split()), min_size=1)
    )
    names: list[Name] = []
    at = 0
    while at < len(words):
        length = draw(st.integers(0, 3))
        if length and at + length <= len(words):
            names.append((at, at + length - 1, draw(st.sampled_from([PER, ORG, "GPE-LOC"]))))
        at += max(1, length)
    return words, names


def iob1(length: int, names: list[Name]) -> list[str]:
    tags = ["O"] * length
    for first, last, label in names:
        follows = any(end == first - 1 and other == label for _, end, other in names)
        tags[first : last + 1] = [f"{'B' if follows else 'I'}-{label}", *[f"I-{label}"] * (last - first)]
    return tags


def iob2(length: int, names: list[Name]) -> list[str]:
    tags = ["O"] * length
    for first, last, label in names:
        tags[first : last + 1] = [f"B-{label}", *[f"I-{label}"] * (last - first)]
    return tags


def bilou(length: int, names: list[Name]) -> list[str]:
    tags = ["O"] * length
    for first, last, label in names:
        inner = [f"B-{label}", *[f"I-{label}"] * (last - first - 1), f"L-{label}"]
        tags[first : last + 1] = inner if last > first else [f"U-{label}"]
    return tags


@given(sentences_with_names(), st.sampled_from([iob1, iob2, bilou]))
def test_a_sentence_comes_back_whatever_the_scheme(sentence: tuple[list[str], list[Name]], scheme: object) -> None:
    words, names = sentence
    tags = scheme(len(words), names)  # type: ignore[operator]
    assert list(decoded(tags)) == names
    rows = "".join(f"{word}\t{tag}\n" for word, tag in zip(words, tags, strict=True))
    (read,) = read_bio(rows, "x.tsv", "x")
    text, places = spaced(words)
    assert read.text == text
    assert [(mark.start, mark.end, mark.label) for mark in read.marks] == [
        (places[first][0], places[last][1], label) for first, last, label in names
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1), min_size=1), st.lists(st.booleans()))
def test_tokens_stand_where_they_are_said_to(tokens: list[str], glued: list[bool]) -> None:
    text, places = spaced(tokens, [*glued, *[False] * len(tokens)])
    assert len(places) == len(tokens)
    assert all(before[1] <= after[0] for before, after in pairwise(places))
    plain = {"-LRB-", "-RRB-", "-LSB-", "-RSB-", "-LCB-", "-RCB-", "``", "''"}.isdisjoint(tokens)
    assert not plain or [text[start:end] for start, end in places] == tokens


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("Ana Ruiz , 41 , spoke .", "Ana Ruiz, 41, spoke."),
        ("She did n't say ( she could not ) why .", "She didn't say (she could not) why."),
        ('" No , " he said , " not \'s " .', '"No," he said, "not\'s".'),
        ("the workers ' hall", "the workers' hall"),
        ("' Yes , ' she said", "'Yes,' she said"),
        ("a $ 5 fee , 12 % more", "a $5 fee, 12% more"),
        ("`` Go '' -LRB- now -RRB-", "“Go” (now)"),
        ("Ruiz ’s “ plan ” ; then", "Ruiz’s “plan”; then"),
        ("$ . . .", "$..."),
    ],
)
def test_tokens_are_spaced_as_print_does(tokens: str, text: str) -> None:
    assert spaced(tokens.split())[0] == text


@pytest.mark.parametrize(
    ("text", "tokens", "fits"),
    [
        ("Don't  go.", ["Do", "n't", "go", "."], True),
        ("a b", ["a b"], True),
        ("a b", ["a"], False),
        ("a b", ["a", "c"], False),
        ("", [], True),
    ],
)
def test_tokens_are_found_in_their_true_text(text: str, tokens: list[str], fits: bool) -> None:
    places = aligned(text, tokens)
    assert (places is not None) is fits
    assert places is None or [text[start:end] for start, end in places] == tokens


def read(tmp_path: Path, content: str, name: str = "gold.conll") -> list[tuple[str, str, list[str]]]:
    (tmp_path / name).write_text(content, encoding="utf-8")
    return [
        (one.name, one.text, [f"{gold.kind} {gold.span.of(one.text)}" for gold in one.names])
        for one in read_gold(tmp_path / name)
    ]


def test_sentences_without_document_marks_are_documents(tmp_path: Path) -> None:
    content = "Ana B-PER\nspoke O\n. O\n\n\nOdessa B-LOC\n"
    assert read(tmp_path, content) == [
        ("gold:1", "Ana spoke.", ["Person Ana"]),
        ("gold:2", "Odessa", ["Place Odessa"]),
    ]


def test_docstart_parts_documents_and_headlines_stand_alone(tmp_path: Path) -> None:
    content = (
        "-DOCSTART- -X- -X- O\n\nSTRIKE NN I-NP O\nENDS VB I-VP O\n\nAna NNP I-NP I-PER\nspoke VBD I-VP O\n. . O O\n\n"
        "She PRP I-NP O\nleft VBD I-VP O\n. . O O\n\n-DOCSTART- -X- -X- O\n\nOdessa NNP I-NP I-LOC\n"
    )
    assert read(tmp_path, content) == [
        ("gold:1", "STRIKE ENDS\n\nAna spoke. She left.", ["Person Ana"]),
        ("gold:2", "Odessa", ["Place Odessa"]),
    ]


def test_comments_give_documents_paragraphs_and_true_texts(tmp_path: Path) -> None:
    content = (
        "# newdoc id = alpha\n# sent_id = alpha-1\n# text = Ana Ruiz-Vega didn't go.\n"
        "1\tAna\tB-PER\t-\n2\tRuiz\tI-PER\t-\n3\t-\tI-PER\t-\n4\tVega\tI-PER\t-\n5\tdid\tO\t-\n6\tn't\tO\t-\n"
        "7\tgo\tO\t-\n8\t.\tO\t-\n\n"
        "# newpar\n# text = Not these words.\n1\tIn\tO\t-\n2\tOdessa\tB-LOC\tann\n3\t.\tO\t-\n\n"
        "# newdoc id = beta\n1\t1\tO\t-\n"
    )
    assert read(tmp_path, content, "gold.iob2") == [
        ("alpha", "Ana Ruiz-Vega didn't go.\n\nIn Odessa.", ["Person Ana Ruiz-Vega", "Place Odessa"]),
        ("beta", "1", []),
    ]


def test_a_hash_may_be_a_token(tmp_path: Path) -> None:
    content = "# a remark of the editors\n#strike O\n# O\nOdessa B-LOC\n"
    assert read(tmp_path, content) == [("gold:1", "#strike # Odessa", ["Place Odessa"])]


def test_line_breaks_spaces_and_a_mark_make_no_difference(tmp_path: Path) -> None:
    assert read(tmp_path, "\ufeffAna I-PER \u00a0\r\nspoke O\r\n\r\n") == [("gold:1", "Ana spoke", ["Person Ana"])]


def test_columns_may_say_where_no_space_follows(tmp_path: Path) -> None:
    content = "Trans\tB-ORG\tSpaceAfter=No\n-\tI-ORG\tSpaceAfter=No\nLine\tI-ORG\t_\nran\tO\t_\n"
    assert read(tmp_path, content) == [("gold:1", "Trans-Line ran", ["Organization Trans-Line"])]


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        ("Ana B-PER\nspoke\n", "line 2", "'spoke' has no tag"),
        ("Ana B-PER\nspoke O\nof O\nit X\n", "line 4", "'X' is no tag"),
        ("1\tAna\tPROPN\n2\tspoke\tVERB\n", "", "no column holds tags"),
        ("# only a remark\n", "", "no tokens"),
    ],
)
def test_a_bad_file_is_one_sentence_that_names_the_line(tmp_path: Path, content: str, line: str, told: str) -> None:
    with pytest.raises(NewsgraphError) as raised:
        read(tmp_path, content)
    assert all(part in str(raised.value) for part in ("gold.conll", line, told))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "looks"),
    [("Ana B-PER\nspoke O\n", True), ("Ana spoke .\nIt rained O\n[Person Ana]\n", False), ("", False)],
)
def test_columns_are_known_by_their_look(content: str, looks: bool) -> None:
    assert looks_like_bio(content) is looks
