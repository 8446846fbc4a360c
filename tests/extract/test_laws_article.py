"""What an article tells of a law in one place counts in the others."""

import pytest

from newsgraph.extract.laws import find_laws


def forms(text: str) -> list[str]:
    return [f"{law.span.of(text)}: {law.citation.normal_form}" for law in find_laws(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Tidal Harbours Act 2014 is short. The Tidal Harbours Act binds all. Under the Act, boats wait.",
            [
                "Tidal Harbours Act 2014: Tidal Harbours Act (2014)",
                "Tidal Harbours Act: Tidal Harbours Act (2014)",
                "Act: Tidal Harbours Act (2014)",
            ],
        ),
        (
            "The Tidal Harbours Act and the Quiet Rivers Act differ. The Act is short.",
            ["Tidal Harbours Act: Tidal Harbours Act", "Quiet Rivers Act: Quiet Rivers Act"],
        ),
        (
            "The Tidal Harbours Act 2014 and the Quiet Rivers Act 2015 differ. The 2015 Act is short.",
            [
                "Tidal Harbours Act 2014: Tidal Harbours Act (2014)",
                "Quiet Rivers Act 2015: Quiet Rivers Act (2015)",
                "2015 Act: Quiet Rivers Act (2015)",
            ],
        ),
        (
            "The Act is short. It follows the Tidal Harbours Act 2014.",
            ["Tidal Harbours Act 2014: Tidal Harbours Act (2014)"],
        ),
        ("The law is short, and an act is a bill. The act is old.", []),
        (
            "Malta's Tidal Harbours Act came in May. The Tidal Harbours Act is short.",
            ["Tidal Harbours Act: Tidal Harbours Act (MT)", "Tidal Harbours Act: Tidal Harbours Act (MT)"],
        ),
        (
            "Section 5 of the Tidal Harbours Act is old. Section 5 has no teeth, and Section 6 none either.",
            ["Section 5 of the Tidal Harbours Act: Tidal Harbours Act § 5", "Section 5: Tidal Harbours Act § 5"],
        ),
        (
            "The Tidal Harbours Act 2014 is short. A notice under s. 28 or s 29 will do.",
            [
                "Tidal Harbours Act 2014: Tidal Harbours Act (2014)",
                "s. 28: Tidal Harbours Act (2014) § 28",
                "s 29: Tidal Harbours Act (2014) § 29",
            ],
        ),
        ("The letter s. 28 is missing.", []),
        (
            "The Tidal Harbours Act (H.R. 8111) passed. Sponsors of H.R. 8111 cheered.",
            [
                "Tidal Harbours Act: Tidal Harbours Act (US)",
                "H.R. 8111: Tidal Harbours Act (US)",
                "H.R. 8111: Tidal Harbours Act (US)",
            ],
        ),
        (
            "Both the Tidal Harbours Act, H.R. 8111, and S. 912 passed.",
            ["Tidal Harbours Act: Tidal Harbours Act", "H.R. 8111: H.R. 8111", "S. 912: S. 912"],
        ),
        (
            "Utah's Proposal 9 failed; Proposal 9 was dear.",
            ["Proposal 9: Proposal 9 (US-UT)", "Proposal 9: Proposal 9 (US-UT)"],
        ),
        ("Proposal 9 was dear.", []),
        (
            "The Irish Constitution is old. The Eighth Amendment was removed.",
            [
                "Irish Constitution: Constitution of Ireland (1937)",
                "Eighth Amendment: Constitution of Ireland (1937) amend. VIII",
            ],
        ),
        (
            "Deportations rose. The sheriff signed a 287(g) deal.",
            ["287(g): Immigration and Nationality Act (1952) § 287(g)"],
        ),
    ],
)
def test_one_place_tells_of_another(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


def test_order_of_equal_names_does_not_matter() -> None:
    first, second = "The Tidal Harbours Act is short.", "Malta's Tidal Harbours Act 2014 came in May."
    told = [{law.citation for law in find_laws(text)} for text in (f"{first} {second}", f"{second} {first}")]
    assert told[0] == told[1]
    assert len(told[0]) == 1
