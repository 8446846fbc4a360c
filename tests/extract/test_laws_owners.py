import pytest

from newsgraph.extract.laws.law import bare, named, part, wholes
from newsgraph.extract.laws.names import name_before
from newsgraph.extract.laws.owners import only_owner, owner, place_code


@pytest.mark.parametrize(
    ("before", "code", "possessive"),
    [
        ("Critics of Arizona's ", "US-AZ", True),
        ("Texas’ ", "US-TX", True),
        ("Texas ", "US-TX", False),
        ("In New York State's controversial ", "US-NY", True),
        ("Washington state's ", "US-WA", True),
        ("Germany's new ", "DE", True),
        ("the U.K.'s ", "GB", True),
        ("the European Union's ", "EU", True),
        ("Florida's 2023 immigration law, ", "US-FL", True),
        ("California voters passed ", "US-CA", False),
        ("the Philippine ", "PH", False),
        ("the mayor's ", None, False),
        ("Orlov's ", None, False),
        ("Arizona. The ", None, False),
        ("", None, False),
    ],
)
def test_whose_law_the_words_before_it_tell(before: str, code: str | None, possessive: bool) -> None:
    text = f"{before}SB 9 is long."
    found = owner(text, len(before), len(before) + 4)
    assert (found and found.code) == code
    assert bool(found and found.possessive) == possessive


@pytest.mark.parametrize(
    ("behind", "code"),
    [
        (" (NSW).", "AU-NSW"),
        (" (Cth)", "AU"),
        (" in Texas", "US-TX"),
        (", a Utah law,", "US-UT"),
        (", a Utah town,", None),
        (" in May", None),
    ],
)
def test_whose_law_the_words_behind_it_tell(behind: str, code: str | None) -> None:
    found = owner(f"SB 9{behind}", 0, 4, division=True, behind=True)
    assert (found and found.code) == code


def test_a_name_of_two_places_is_neither_unless_the_kind_of_law_tells() -> None:
    assert place_code("Georgia") is None
    assert place_code("Georgia", division=True) == "US-GA"
    assert place_code("Washington") is None
    assert place_code("LA") is None


def test_words_that_only_say_whose_a_law_is() -> None:
    assert only_owner("Arizona's controversial ")
    assert not only_owner("Arizona lawmakers on ")
    assert not only_owner("")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They broke the Armed Forces (Special Powers) Act", "Armed Forces (Special Powers)"),
        ("It is the Cybercrimes (Prohibition, Prevention, etc.) Act", "Cybercrimes (Prohibition, Prevention, etc.)"),
        ("Under the Offences Against the Person Act", "Offences Against the Person"),
        ("In Ohio, the Clean Harbours Act", "Clean Harbours"),
        ("Germany's Supply Chain Act", "Supply Chain"),
        ("Barbara Quist's Keep Ferries Safe Act", "Keep Ferries Safe"),
        ("the Veterans' Homes Act", "Veterans' Homes"),
        ("Violations of the Clean Harbours Act", "Clean Harbours"),
        ("the Rivers Act and the Harbours Act", "Harbours"),
        ("He left. Harbours Act", "Harbours"),
        ("they must Act", ""),
    ],
)
def test_a_name_is_read_backwards_from_its_noun(text: str, name: str) -> None:
    noun = text.rindex("Act")
    assert text[name_before(text, noun) : noun].strip() == name


def test_forms_say_whose_and_when_and_which_part() -> None:
    act = named("Harbour  Act", jurisdiction="GB", year=2014)
    assert (act.normal_form, act.jurisdiction, act.year) == ("Harbour Act (GB, 2014)", "GB", 2014)
    assert bare(act.normal_form) == "Harbour Act"
    section = part(part(act, "Parts", "2"), "ss.", "9 (1)")
    assert section.normal_form == "Harbour Act (GB, 2014) part 2 § 9(1)"
    assert [whole.normal_form for whole in wholes(section)] == [
        "Harbour Act (GB, 2014) part 2",
        "Harbour Act (GB, 2014)",
    ]
    assert part(act, "sections", "2-5").normal_form.endswith("§§ 2-5")
