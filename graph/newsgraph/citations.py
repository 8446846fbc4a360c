"""Normal forms of laws, taken apart: what bracket and part they end with, and whether they mean one law anywhere.

`docs/reference/laws.md` tells how they are written.
"""

import re

BRACKET = re.compile(r" \((?P<place>[A-Z]{2}(?:-[A-Z0-9]{1,3})?)?(?:, )?(?P<year>\d{4})?\)$")
"""What ends a form that says whose the law is, or of which year."""
PART = re.compile(
    r" (?:§§?|article|title|chapter|part|schedule|rule|clause|paragraph|appendix|amend\.) [^ ]+$|, [A-Z][\w ]+ Clause$"
)
"""What ends a form of a part."""
_NO_ONE_LAW = re.compile(
    r"(?:[HSA]\.[BF]\.|[LH]\.D\.|L\.B\.|[HSA]\.[JC]\.R\.|S\.C\.A\.|A\.C\.A\.|"
    r"Bill|Ordinance|Proposition|Measure|Question|Issue|Initiative|"
    r"Referendum|Proposal|Executive Order [A-Z\d]{1,4}-|Act \d|Law \d|Decree|"
    r"Constitution\b|Penal Code|Criminal Code|Civil Code|§|article|Charter\b)"
)


def names_one_law(normal_form: str) -> bool:
    """Return whether a normal form means one law wherever it is read; `S.B. 4` or `Constitution` alone does not.

    Such forms are the same law within an article; across articles they are not to be joined on the form alone.
    """
    if not _NO_ONE_LAW.match(normal_form):
        return True
    whole = normal_form
    while PART.search(whole):
        whole = PART.sub("", whole)
    bracket = BRACKET.search(whole)
    return bool(bracket and (bracket["place"] or bracket["year"])) or bool(
        re.match(r"Bill [CS]-|\w+ Code of|Constitution of ", whole)
    )
