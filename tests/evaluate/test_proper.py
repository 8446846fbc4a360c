"""The name within a mention that a treebank marks whole."""

import pytest

from newsgraph.evaluate.proper import Head, Token, named_part
from newsgraph.model import Kind, MentionForm

PERSON, PLACE, BODY = Kind.PERSON, Kind.PLACE, Kind.ORGANIZATION


def tokens(marked: str, head: int) -> list[Token]:
    """Return the words of "the/DET Court/PROPN"; all hang on the head, and the head on itself."""
    found = []
    for pair in marked.split():
        form, _, upos = pair.partition("/")
        found.append(Token(form, upos.rstrip("+"), upos.startswith("PROPN"), upos.endswith("+"), head))
    return found


@pytest.mark.parametrize(
    ("marked", "head", "kind", "name"),
    [
        ("Thomas/PROPN Sam/PROPN ,/PUNCT 42/NUM", 0, PERSON, "Thomas Sam"),
        ("Dr./PROPN Glennie/PROPN", 1, PERSON, "Glennie"),
        ("President/PROPN Osgrove/PROPN", 0, PERSON, "Osgrove"),
        ("creator/NOUN Mark/PROPN Lee/PROPN", 0, PERSON, "Mark Lee"),
        ("the/DET Court/PROPN", 1, BODY, "Court"),
        ("University/PROPN of/ADP California/PROPN ,/PUNCT Berkeley/PROPN", 0, BODY, "University of California"),
        ("Ohio/PROPN State/PROPN University/PROPN in/ADP Columbus/PROPN", 2, BODY, "Ohio State University"),
        ("Study/PROPN in/ADP the/DET Behavioral/PROPN Sciences/PROPN", 0, BODY, "Study in the Behavioral Sciences"),
        ("US/PROPN -/PUNCT 75/NUM South/PROPN", 0, PLACE, "US - 75 South"),
        ("Washington/PROPN ,/PUNCT D.C./PROPN", 0, PLACE, "Washington"),
    ],
)
def test_names(marked: str, head: int, kind: Kind, name: str) -> None:
    words = tokens(marked, head)
    found = named_part(words, 0, len(words) - 1, kind)
    assert found.form is MentionForm.NAME
    assert " ".join(word.form for word in words[found.first : found.last + 1]) == name


@pytest.mark.parametrize(
    ("marked", "head", "kind"),
    [
        ("the/DET President/PROPN", 1, PERSON),
        ("his/PRON wife/NOUN", 1, PERSON),
        ("the/DET capital/NOUN of/ADP France/PROPN", 1, PLACE),
        ("northern/ADJ England/PROPN", 1, PLACE),
        ("mainland/NOUN Australia/PROPN", 1, PLACE),
    ],
)
def test_descriptions(marked: str, head: int, kind: Kind) -> None:
    words = tokens(marked, head)
    assert named_part(words, 0, len(words) - 1, kind) == Head(MentionForm.NOMINAL, 0, len(words) - 1, kind)


def test_pronouns_and_peoples() -> None:
    assert named_part(tokens("he/PRON", 0), 0, 0, PERSON).form is MentionForm.PRONOUN
    assert named_part(tokens("Americans/PROPN+", 0), 0, 0, PERSON) == Head(MentionForm.NAME, 0, 0, Kind.GROUP)
