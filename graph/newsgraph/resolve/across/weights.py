"""What each finding on a pair weighs, all in one table: what the settings of a larger engine will be written from.

Weights are bits of log odds, as in Fellegi and Sunter's model of record linkage: each bit doubles the odds that the
two are one. They are set by judgement and checked on generated worlds with known identities (`tests/resolve`).
"""

from typing import NamedTuple

WEIGHTS = {
    # people: the name
    "same full name": 1.0,
    "same frequent name": -1.0,
    "same name, a middle name more": 0.5,
    "short form of the given name": 0.5,
    "initial of the given name": -1.0,
    "different middle names": -4.0,
    "one surname more": 0.5,
    "spelling differs by a letter": -2.0,
    "surname only": -1.0,
    "words of office": 2.0,
    "a high office in the same year": 1.5,
    "same middle initial": 2.0,
    "same suffix": 1.5,
    "suffix on one side": -0.5,
    # people: what is said of them
    "same role of the same body or place": 5.0,
    "same role, one or few hold it": 2.5,
    "same role, many hold it": 1.0,
    "roles of the same body": 2.0,
    "same field of life": 0.5,
    "same role of different bodies or places": -4.0,
    "roles of different bodies or places": -2.0,
    "different roles": -1.25,
    "a public role and a private one": -3.0,
    "different fields of life": -4.0,
    "ages agree": 2.5,
    "same place": 1.0,
    "one shared companion": 1.0,
    "shared companions": 3.0,
    "same outlet in the same month": 0.5,
    "neither is public": -1.0,
    "decades apart": -1.5,
    "years apart, by surname alone": -2.0,
    "the only one it can be": 2.0,
    # anything
    "same outside identifier": 8.0,
    # bodies
    "same name of a body": 4.0,
    "same shared name of a body": 0.0,
    "same acronym": 2.75,
    "acronym defined": 2.75,
    "same owner": 4.0,
    "same country": 3.0,
    "different owners": -5.0,
    "different countries": -3.0,
    # places
    "same code": 6.0,
    "same place name": 0.0,
    "same container": 5.0,
    "one container within the other": 3.0,
    "its article names the container": 3.0,
    "their articles name the same places": 3.5,
    "nothing speaks against it": 2.75,
    # laws, events, peoples
    "same law": 4.0,
    "same form of many laws": 0.0,
    "same jurisdiction": 1.0,
    "same name of an event": 3.0,
    "same year": 2.0,
    "articles of different years": -3.0,
    "same name of a group": 4.0,
}
CONFLICTS = frozenset(
    {
        *("different suffixes", "different middle initials", "Mr and Ms", "different years of birth"),
        *("named side by side", "a lifetime apart", "different outside identifiers", "different containers"),
        *("different jurisdictions", "different years"),
    }
)
"""Findings that no agreement outweighs."""
PIECES = {
    "same role of the same body or place": 2,
    "roles of the same body": 1,
    "same role, one or few hold it": 1,
    "same role, many hold it": 1,
    "ages agree": 1,
    "same place": 1,
    "same middle initial": 1,
    "words of office": 1,
    "a high office in the same year": 1,
    "one shared companion": 1,
    "shared companions": 2,
    "same outside identifier": 2,
}
"""How many pieces of evidence beyond the name a finding makes: private people need two."""


class Finding(NamedTuple):
    """One thing that agrees or conflicts: its name in the tables above, and the words that show it."""

    feature: str
    words: str
