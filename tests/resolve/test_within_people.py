import pytest
from marked_text import clusters, entity, read

from newsgraph.model import Kind, Publicity

JOINED = [
    ("{Person:Dana Orlov} spoke. {Person:Orlov} left.", "surname"),
    ("{Person:Dana Orlov}'s plan. {Person:Orlov’s} idea.", "possessive"),
    ("{Person:Dana Orlov} spoke. {Person:Dana} left.", "first name"),
    ("President {Person|President:Dana Orlov} spoke. President {Person|President:Orlov} left.", "title"),
    ("{Person:President Dana Orlov} spoke. {Person:Mr. Orlov} left.", "titles inside the mention"),
    ("{Person:Lucía Ortega Vega} spoke. {Person:Ortega} left.", "first of two surnames"),
    ("{Person:Lucía Ortega Vega} spoke. {Person:Ortega Vega} left.", "both surnames"),
    ("{Person:Lucía Ortega Vega} spoke. {Person:Vega} left.", "second of two surnames"),
    ("{Person:Lucía Ruiz-García} spoke. {Person:Ruiz García} left.", "hyphen"),
    ("{Person:Iván García} spoke. {Person:Ivan Garcia} left.", "accents"),
    ("{Person:T. K. Maas} spoke. {Person:TK Maas} left.", "initials"),
    ("{Person:Tomas Karl Maas} spoke. {Person:T.K. Maas} left.", "initials for names"),
    ("{Person:Dana J. Orlov} spoke. {Person:Dana Orlov} left.", "middle initial left out"),
    ("{Person:William Reyl} spoke. {Person:Bill Reyl} left.", "nickname"),
    ("{Person:Ottilie “Tillie” Brandt} spoke. {Person:Tillie Brandt} left.", "nickname of its own"),
    ("{Person:Anna van der Meulen} spoke. {Person:Van der Meulen} left.", "Dutch particles"),
    ("{Person:Anna van der Meulen} spoke. {Person:Meulen} left.", "Dutch name without particles"),
    ("{Person:João dos Reyes} spoke. {Person:Dos Reyes} left.", "Portuguese particle"),
    ("{Person:Karim al-Hadid} spoke. {Person:al-Hadid} left. {Person:Hadid} stayed.", "Arabic article"),
    ("{Person:Han Sung-ho} spoke. {Person:Han} left.", "family name first"),
    ("{Person:Sung-ho Han} spoke. {Person:Han Sung-ho} left.", "family name moved"),
    ("{Person:Kovari Viktor} spoke. {Person:Viktor Kovari} left.", "Hungarian order"),
    ("{Person:DANA ORLOV} speaks. {Person:Dana Orlov} spoke.", "capitals"),
    ("{Person:Marcus Webb} Jr. spoke. {Person:Webb} left.", "suffix behind the mention"),
    ("{Person:Abdul Rahman Sel} spoke. {Person:Abdulrahman Sel} left.", "spaced otherwise"),
    ("{Person:Van Holmer} spoke. {Person:Holmer} left.", "a given name like a particle"),
]
APART = [
    ("{Person:Dana Orlov} met {Person:Ivan Orlov}. {Person:Orlov} left.", 3, "surname of two"),
    ("{Person:Marcus Webb Sr.} met {Person:Marcus Webb Jr.}. {Person:Webb} left.", 3, "father and son"),
    ("{Person:Marcus Webb} met {Person:Marcus Webb Jr.}.", 2, "father without suffix"),
    ("Ms. {Person:Sel} met Mr. {Person:Sel}.", 2, "courtesy titles"),
    ("{Person:Piet W. Maas} met {Person:Piet H. W. Maas}.", 2, "middle initials"),
    ("{Person:Robert Sel} left. Ms. {Person:Sel} stayed.", 2, "title against the given name"),
    ("Mrs. {Person:Ana Pell} left. Mr. {Person:Pell} stayed.", 2, "title against a title"),
    ("{Person:Jon Pell} met {Person:John Pell Adams}.", 1, "forms of one name"),
    ("{Person:Jan Pell} met {Person:Lars Pell}.", 2, "given names"),
]


@pytest.mark.parametrize(("marked", "what"), JOINED, ids=[what for _, what in JOINED])
def test_forms_of_one_person(marked: str, what: str) -> None:
    assert len(clusters(read(marked), Kind.PERSON)) == 1


@pytest.mark.parametrize(("marked", "count", "what"), APART, ids=[what for *_, what in APART])
def test_people_who_stay_apart(marked: str, count: int, what: str) -> None:
    assert len(clusters(read(marked), Kind.PERSON)) == count


def test_ids_of_father_and_son_differ() -> None:
    made = read("{Person:Marcus Webb Sr.} met {Person:Marcus Webb Jr.}.")
    assert {found.key for found in made.entities} == {"marcus webb sr", "marcus webb jr"}
    assert len({found.id for found in made.entities}) == 2


def test_a_title_tells_whose_surname_it_is() -> None:
    made = read("Governor {Person|Governor:Dana Orlov} met {Person:Ivan Orlov}. Governor {Person|Governor:Orlov} left.")
    assert clusters(made, Kind.PERSON) == [["Dana Orlov", "Orlov"], ["Ivan Orlov"]]


def test_a_courtesy_title_tells_whose_surname_it_is() -> None:
    made = read("Mrs. {Person:Dana Orlov} met Mr. {Person:Ivan Orlov}. Mrs. {Person:Orlov} left.")
    assert clusters(made, Kind.PERSON) == [["Dana Orlov", "Orlov"], ["Ivan Orlov"]]


def test_a_surname_before_its_second_bearer_is_the_first_s() -> None:
    made = read("{Person:Dana Orlov} spoke. {Person:Orlov} left.\n\n{Person:Ivan Orlov} stayed.")
    assert clusters(made, Kind.PERSON) == [["Dana Orlov", "Orlov"], ["Ivan Orlov"]]


def test_a_surname_keeps_its_meaning_once_it_has_one() -> None:
    marked = (
        "{Person:Dana Orlov} spoke. {Person:Orlov} left.\n\nHer brother {Person:Ivan Orlov} stayed.\n\n"
        "Later {Person:Orlov} came back."
    )
    assert clusters(read(marked), Kind.PERSON) == [["Dana Orlov", "Orlov", "Orlov"], ["Ivan Orlov"]]
    closer = marked.replace("stayed.\n\nLater", "stayed. Later")
    assert len(clusters(read(closer), Kind.PERSON)) == 3


def test_headlines_use_short_forms_first() -> None:
    made = read("{Person:Dana Orlov} spoke.", headline="{Person:ORLOV} speaks")
    assert clusters(made, Kind.PERSON) == [["ORLOV", "Dana Orlov"]]
    made = read("{Person:Marcus Webb Jr.} spoke.", headline="{Person:Marcus Webb} speaks")
    assert len(clusters(made, Kind.PERSON)) == 1


def test_a_word_too_many_in_one_mention_does_no_harm() -> None:
    made = read(
        "{Person:Amir Sel} spoke.\n\n{Person:Amir Sel Photo} shows it. {Person:Sel} left.\n\n{Person:Amir Sel} came."
        "\n\nHis father, {Person:Sel El-Hadi Sel}, came too.\n\n{Person:Sel} waved."
    )
    by_name = {found.name: len(found.namings) for found in made.entities}
    assert by_name == {"Amir Sel": 5, "Sel El-Hadi Sel": 1}
    assert entity(made, "Amir Sel Photo").key == "amir sel"


def test_a_headline_speaks_of_the_one_whom_the_story_calls_so() -> None:
    made = read(
        "{Person:Marcus Webb Jr.} spoke. {Person:Webb} left.\n\nHis father, {Person:Marcus Webb Sr.}, did not.",
        headline="{Person:Webb} speaks",
    )
    assert clusters(made, Kind.PERSON) == [["Webb", "Marcus Webb Jr.", "Webb"], ["Marcus Webb Sr."]]


def test_children_by_first_name_stay_themselves() -> None:
    made = read("{Person:Rosa Sel Duarte} has two children, {Person:Inés} and {Person:Joan}.")
    assert sorted(found.name for found in made.entities) == ["Inés", "Joan", "Rosa Sel Duarte"]


def test_a_given_name_shares_the_family_name_that_follows() -> None:
    made = read("{Person:Daniel} and {Person:Rosa Quill} left. {Person:Daniel Quill} drove.")
    assert clusters(made, Kind.PERSON) == [["Daniel", "Daniel Quill"], ["Rosa Quill"]]


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("Mr. and Mrs. {Person:Quill} left. {Person:Daniel Quill} drove.", "Mr. and Mrs. Quill"),
        ("{Person:Daniel Quill} left with the {Person:Quills}.", "Quills"),
        ("{Person:Daniel Quill} left. The {Person:Quill} family stayed.", "Quill family"),
    ],
)
def test_couples_and_families_are_groups(marked: str, words: str) -> None:
    made = read(marked)
    assert clusters(made, Kind.GROUP) == [[words]]
    assert clusters(made, Kind.PERSON) == [["Daniel Quill"]]


def test_a_name_that_ends_in_s_is_no_family() -> None:
    made = read("{Person:Daniel Willems} left the {Person:Willems} estate.")
    assert clusters(made, Kind.PERSON) == [["Daniel Willems", "Willems"]]


def test_a_courtesy_title_makes_nobody_public() -> None:
    made = read("Mrs {Person|Mrs:Ana Pell} spoke.")
    assert entity(made, "Ana Pell").publicity is Publicity.UNKNOWN
    made = read("Mayor {Person|Mayor:Ana Pell} spoke.")
    assert entity(made, "Ana Pell").publicity is Publicity.PUBLIC
    assert "Mayor" in (entity(made, "Ana Pell").publicity_basis or "")


def test_every_naming_says_why() -> None:
    made = read("{Person:Dana Orlov} spoke. {Person:Orlov} left. {Person:Dana} too.")
    reasons = [naming.reason for naming in entity(made, "Dana Orlov").namings]
    assert [reason.split(" of ")[0] for reason in reasons] == ["full name", "surname", "first name"]
