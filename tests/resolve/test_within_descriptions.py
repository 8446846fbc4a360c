import pytest
from marked_text import added, clusters, read

from newsgraph.model import Kind, MentionForm
from newsgraph.resolve.within import names_of

NOMINAL, PRONOUN = MentionForm.NOMINAL, MentionForm.PRONOUN

SENATOR = (
    "Senator/NOUN/2/compound Ana/PROPN/4/nsubj Pell/PROPN/2/flat spoke/VERB/0/root ./PUNCT/4/punct\n"
    "The/DET/2/det senator/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct"
)
AGENCY = (
    "The/DET/3/det Border/PROPN/3/compound Agency/PROPN/4/nsubj spoke/VERB/0/root ./PUNCT/4/punct\n"
    "The/DET/2/det agency/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct"
)
TWO_AGENCIES = (
    "The/DET/3/det Border/PROPN/3/compound Agency/PROPN/7/nsubj and/CCONJ/6/cc Farm/PROPN/6/compound"
    " Agency/PROPN/3/conj spoke/VERB/0/root ./PUNCT/7/punct\n"
    "The/DET/2/det agency/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct"
)
OTHER_AGENCY = (
    "The/DET/3/det Border/PROPN/3/compound Agency/PROPN/4/nsubj spoke/VERB/0/root ./PUNCT/4/punct\n"
    "The/DET/3/det farm/NOUN/3/compound agency/NOUN/4/nsubj left/VERB/0/root ./PUNCT/4/punct\n"
    "The/DET/2/det agency/NOUN/3/nsubj came/VERB/0/root ./PUNCT/3/punct"
)
CITY = (
    "Rain/NOUN/2/nsubj fell/VERB/0/root in/ADP/4/case Ashford/PROPN/2/obl ,/PUNCT/6/punct Ohio/PROPN/4/appos"
    " ./PUNCT/2/punct\n"
    "The/DET/2/det city/NOUN/3/nsubj flooded/VERB/0/root ./PUNCT/3/punct"
)
APPOSED = (
    "Ana/PROPN/7/nsubj Pell/PROPN/1/flat ,/PUNCT/5/punct a/DET/5/det carpenter/NOUN/1/appos ,/PUNCT/5/punct"
    " spoke/VERB/0/root ./PUNCT/7/punct\n"
    "The/DET/2/det carpenter/NOUN/3/nsubj left/VERB/0/root ./PUNCT/3/punct"
)


@pytest.mark.parametrize(
    ("marked", "trees", "kind", "expected"),
    [
        (
            "Senator {Person|Senator:Ana Pell} spoke. The senator left.",
            SENATOR,
            Kind.PERSON,
            [["Ana Pell", "The senator"]],
        ),
        (
            "{Person:Ana Pell}, a carpenter, spoke. The carpenter left.",
            APPOSED,
            Kind.PERSON,
            [["Ana Pell", "The carpenter"]],
        ),
        (
            "The {Organization:Border Agency} spoke. The agency left.",
            AGENCY,
            Kind.ORGANIZATION,
            [["Border Agency", "The agency"]],
        ),
        (
            "The {Organization:Border Agency} and {Organization:Farm Agency} spoke. The agency left.",
            TWO_AGENCIES,
            Kind.ORGANIZATION,
            [["Border Agency"], ["Farm Agency"]],
        ),
        (
            "The {Organization:Border Agency} spoke. The farm agency left. The agency came.",
            OTHER_AGENCY,
            Kind.ORGANIZATION,
            [["Border Agency"]],
        ),
        (
            "Rain fell in {Place:Ashford}, {Place:Ohio}. The city flooded.",
            CITY,
            Kind.PLACE,
            [["Ashford", "The city"], ["Ohio"]],
        ),
    ],
)  # fmt: skip
def test_descriptions_that_fit_one_thing(marked: str, trees: str, kind: Kind, expected: list[list[str]]) -> None:
    assert clusters(read(marked, trees=trees), kind) == expected


def test_without_trees_nothing_is_added() -> None:
    made = read("Senator {Person|Senator:Ana Pell} spoke. The senator left.")
    assert added(made, NOMINAL) == added(made, PRONOUN) == []


SPOKE = "Ana/PROPN/3/nsubj Pell/PROPN/1/flat spoke/VERB/0/root ./PUNCT/3/punct\n"
SHE = "She/PRON/2/nsubj left/VERB/0/root ./PUNCT/2/punct"
MISTER = "Mr./PROPN/2/compound Tay/PROPN/4/nsubj Pell/PROPN/2/flat spoke/VERB/0/root ./PUNCT/4/punct\n"
MET = "Ana/PROPN/3/nsubj Pell/PROPN/1/flat met/VERB/0/root Rosa/PROPN/3/obj Quill/PROPN/4/flat ./PUNCT/3/punct\n" + SHE
TEACHER = "A/DET/2/det teacher/NOUN/3/nsubj met/VERB/0/root Ana/PROPN/3/obj Pell/PROPN/4/flat ./PUNCT/3/punct\n"
WHO = (
    "Ana/PROPN/6/nsubj Pell/PROPN/1/flat ,/PUNCT/1/punct who/PRON/5/nsubj sang/VERB/1/acl:relcl left/VERB/0/root"
    " ./PUNCT/6/punct"
)
ITS = "Brask/PROPN/2/nsubj closed/VERB/0/root its/PRON/4/nmod:poss plant/NOUN/2/obj ./PUNCT/2/punct"


@pytest.mark.parametrize(
    ("marked", "trees", "expected"),
    [
        ("{Person:Ana Pell} spoke. She left.", SPOKE + SHE, ["She"]),
        ("Mr. {Person:Tay Pell} spoke. She left.", MISTER + SHE, []),
        ("{Person:Ana Pell} spoke. He left.", SPOKE + SHE.replace("She", "He"), []),
        ("{Person:Tay Pell} spoke. He left.", SPOKE.replace("Ana", "Tay") + SHE.replace("She", "He"), ["He"]),
        ("{Person:Tay Pell} met {Person:Wyn Quill}. She left.", MET.replace("Ana", "Tay").replace("Rosa", "Wyn"), []),
        ("Mrs. {Person:Tay Pell} met {Person:Wyn Quill}. She left.",
         "Mrs./PROPN/2/compound Tay/PROPN/4/nsubj Pell/PROPN/2/flat met/VERB/0/root Wyn/PROPN/4/obj Quill/PROPN/5/flat"
         " ./PUNCT/4/punct\n" + SHE, ["She"]),
        ("A teacher met {Person:Ana Pell}. She left.", TEACHER + SHE, []),
        ("{Person:Ana Pell}, who sang left.", WHO, ["who"]),
        ("{Organization:Brask} closed its plant.", ITS, ["its"]),
        ("{Person:Ana Pell} spoke. “She left.”", SPOKE + "“/PUNCT/3/punct She/PRON/3/nsubj left/VERB/0/root", []),
    ],
)  # fmt: skip
def test_pronouns_that_can_mean_one_only(marked: str, trees: str, expected: list[str]) -> None:
    assert added(read(marked, trees=trees), PRONOUN) == expected


def test_added_mentions_never_become_names() -> None:
    made = read("{Person:Ana Pell} spoke. She left.", trees=SPOKE + SHE)
    (entity,) = made.entities
    assert (entity.name, names_of(made)) == ("Ana Pell", {entity.id: ("Ana Pell",)})
    (pronoun,) = [found for found in made.mentions if found.form is PRONOUN]
    assert (pronoun.extractor, pronoun.kind) == ("coreference", Kind.PERSON)
    assert pronoun.score <= 0.9


def test_reading_again_changes_nothing() -> None:
    from newsgraph.resolve.within import find_entities

    made = read("{Person:Ana Pell} spoke. She left.", trees=SPOKE + SHE)
    assert find_entities(made) == made
