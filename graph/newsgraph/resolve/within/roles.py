"""Titles and roles: where they stand, whom they fit, and what gender they tell."""

import re
from functools import cache

from newsgraph import gazetteers

COURTESY = frozenset("mr mrs ms mx miss dr sir madam señor señora sr sra don doña mme monsieur herr frau".split())
"""Titles that say nothing about public life."""
_MALE = frozenset(
    "mr sir lord king prince duke earl baron emperor father brother monsieur herr señor don son husband grandfather"
    " uncle nephew widower boy man congressman councilman assemblyman alderman businessman fisherman fireman policeman"
    " pope rabbi imam monk mullah ayatollah sheikh sheik sultan tsar czar kaiser emir count viscount gentleman"
    " grandson stepfather stepson boyfriend dad godfather groom actor".split()
) - {"actor", "rabbi"}
_FEMALE = frozenset(
    "mrs ms miss lady dame queen princess duchess countess baroness empress mother sister madam madame mme mlle frau"
    " señora doña daughter wife grandmother aunt niece widow girl woman congresswoman councilwoman assemblywoman"
    " alderwoman businesswoman spokeswoman chairwoman actress waitress nun granddaughter stepmother stepdaughter"
    " girlfriend mom mum heroine bride tsarina czarina grandma".split()
)
_UNNAMED = frozenset(
    "person child kid teenager teen adult youth baby infant friend neighbor neighbour coworker colleague comrade boss"
    " citizen migrant survivor witness critic fan guy fellow partner spouse parent stranger gunman attacker thief"
    " prisoner inmate patient customer passenger voter employee employer guard cop agent expert leader speaker"
    " opponent rival successor predecessor cousin relative someone somebody anyone everyone nobody pupil client".split()
)
_SHORT = {
    "sen": "senator", "sens": "senator", "rep": "representative", "reps": "representative", "gov": "governor",
    "pres": "president", "gen": "general", "maj": "major", "col": "colonel", "lt": "lieutenant",
    "cpt": "captain", "capt": "captain", "cmdr": "commander", "sgt": "sergeant", "adm": "admiral",
    "amb": "ambassador", "atty": "attorney", "det": "detective", "insp": "inspector",
    "supt": "superintendent", "prof": "professor", "rev": "reverend", "dr": "doctor", "fr": "father",
}  # fmt: skip
_LIKE = {
    "representative": ("lawmaker", "legislator", "congressman", "congresswoman"),
    "congressman": ("lawmaker", "legislator", "representative"),
    "congresswoman": ("lawmaker", "legislator", "representative"),
    "senator": ("lawmaker", "legislator"),
    "mp": ("lawmaker", "legislator"),
    "prime minister": ("premier",),
    "premier": ("prime minister",),
    "chief justice": ("justice", "judge"),
    "attorney": ("lawyer",),
    "lawyer": ("attorney",),
    "reverend": ("pastor",),
}
_LESSER = frozenset("vice deputy assistant associate under acting lieutenant attorney secretary general".split())
_TITLE_WORD = re.compile(r"([^\W\d_][\w'’-]*)(\.?)\s$")
_FORMER = re.compile(r"\b(?:former|ex|late|then|retired|onetime|outgoing)[\s-]+(?:\S+\s+){0,2}$", re.IGNORECASE)


@cache
def titles() -> frozenset[str]:
    """Return the words that may stand before a name, in lower case without full stops."""
    return frozenset(
        title.lower().replace(".", "")
        for manner, listed in gazetteers.rows("titles")
        if manner != "role"
        for title in gazetteers.names(listed)
    )


@cache
def person_nouns() -> frozenset[str]:
    """Return the nouns for what a person is or does, in lower case."""
    listed = frozenset(
        noun.lower()
        for manner, names in gazetteers.rows("titles")
        if manner != "form"
        for noun in gazetteers.names(names)
    )
    return listed | _MALE | _FEMALE | _UNNAMED


def gender_of(title: str) -> str | None:
    """Return `f` or `m` where a title or a role tells."""
    found = {
        gender
        for word in title.lower().replace(".", "").split()
        for gender, told in (("f", _FEMALE), ("m", _MALE))
        if word in told
    }
    return min(found) if len(found) == 1 else None


def roles_of(title: str, *, former: bool = False) -> frozenset[str]:
    """Return the nouns that a title or role answers to: `Sen.` is a senator and a lawmaker."""
    words = [_SHORT.get(word, word) for word in title.lower().replace(".", "").replace("-", " ").split()]
    words = [word for word in words if word not in ("former", "ex", "late", "then")]
    if not words or " ".join(words) in COURTESY:
        return frozenset()
    whole = " ".join(words)
    lesser = not _LESSER.isdisjoint(words[:-1])
    nouns = {whole} if lesser else {whole, words[-1]}
    nouns |= {like for noun in sorted(nouns) for like in _LIKE.get(noun, ())}
    return frozenset(f"former {noun}" for noun in nouns) if former else frozenset(nouns)


def title_before(before: str) -> str:
    """Return the title that ends what stands before a name: `Ms`, `Prime Minister`, or nothing."""
    found = _TITLE_WORD.search(before)
    if not found:
        return ""
    last = found[1]
    if last.lower() not in titles() or not last[0].isupper():
        return ""
    if last.lower() in COURTESY or found[2]:
        return last
    ahead = _TITLE_WORD.search(before[: found.start()])
    longer = f"{ahead[1]} {last}" if ahead else ""
    return longer if longer and longer[0].isupper() and longer.lower() in titles() else last


def is_former(before: str, title: str) -> bool:
    """Return whether the title before a name is one that its bearer had."""
    ahead = before.rstrip()
    ahead = ahead[: -len(title)] if title and ahead.lower().endswith(title.lower()) else ahead
    return _FORMER.search(ahead if ahead.endswith((" ", "-")) else f"{ahead} ") is not None
