"""What the words of names are known to mean, gathered from the name lists into sets that answer at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from newsgraph import gazetteers
from newsgraph.model import Kind

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "–": "-"})
_PLAIN_POPULATION = 1_500_000
"""A city that shares its name with a common word is read as a city only from this size on."""
_PERSONAL_POPULATION = 250_000
"""The same for a city that shares its name with a given or a family name."""
_NEVER_CITIES = frozenset(
    "Of Man March Most University Central Date Split Police Republic Liberal Union Progress Enterprise Colon"
    " Nancy Nice Reading Mobile Bath Sale Deal Best Much Young Orange Normal Hope Eagle Rugby Opportunity"
    " Independence Liberty Victoria Santiago"
    " San Santa Los Las El La Saint Star Sun Moon Justice Temple Guadalupe Mercedes Media Parole".split()
)
_NOT_NAMES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat January"
    " February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug"
    " Sep Sept Oct Nov Dec Christmas Easter Ramadan Thanksgiving Halloween Hanukkah Passover Internet Web TV"
    " DVD CD PC PM AM CEO CFO CTO DNA RNA HIV AIDS USD EUR GDP GNP ID OK IQ PhD MA BA MBA URL HTML PDF FAQ AC"
    " DC BC AD BCE CE UTC GMT EST PST EDT PDT BST CET Fig Table Chapter Section Figure Act Article"
    " Amendment Title I II III IV VI VII VIII IX XI XII A B C D E F G H J K L M N O P Q R S T U V W X Y Z God"
    " Lord Bible Koran Quran Qur'an Torah Allah English French German Internet GPS SUV LED USB DIY FYI VIP MVP"
    " CV NGO NGOs"
    " UFO GPA SAT IVF LGBT LGBTQ LGBTI COVID Covid CCTV CGI ATM PIN PTSD RSVP SOS SMS Twitterverse AK".split()
) - {"English", "French", "German"}


@dataclass(frozen=True)
class Name:
    """What a listed name stands for."""

    kind: Kind
    value: str | None = None
    score: float = 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All lists in the form the rules ask for."""

    phrases: dict[str, Name]
    """Whole names, straight quotes and hyphens only."""
    phrase_words: dict[str, int]
    """For the first word of a name of several words, the most words such a name has."""
    behind_comma: dict[str, Name]
    """Abbreviations that are places only behind a comma: `GA`."""
    first_names: frozenset[str]
    weak_first_names: frozenset[str]
    """Given names that are common words as well."""
    surnames: frozenset[str]
    common: frozenset[str]
    forms: frozenset[str]
    titles: dict[str, str]
    """Title in lower case without full stops, to its manner: form or rank."""
    roles: frozenset[str]
    organization_heads: frozenset[str]
    organization_ends: frozenset[str]
    company_ends: frozenset[str]
    outlet_ends: frozenset[str]
    place_ends: frozenset[str]
    place_heads: frozenset[str]
    place_of: frozenset[str]
    event_ends: frozenset[str]
    event_of: frozenset[str]
    event_heads: frozenset[str]
    folded: dict[str, str] = field(default_factory=dict)
    """Names of several words, and long single ones, by their lower-case form, for text whose case tells nothing."""
    hyphenated: frozenset[str] = frozenset()


def straight(words: str) -> str:
    """Return the words with straight quotes and hyphens; as many characters as before."""
    return words.translate(_STRAIGHT)


def not_a_name(word: str) -> bool:
    """Return whether a capitalised word is a day, a month, a numeral or an everyday abbreviation."""
    return word in _NOT_NAMES


@cache
def lexicon() -> Lexicon:
    """Return the lists, read once a process: about a third of a second, most of it for the world's cities."""
    given = [name for _, names in gazetteers.rows("first-names") for name in names.split()]
    first = frozenset(name for name in given if not name.startswith("~"))
    surnames = frozenset(name for _, names in gazetteers.rows("surnames") for name in names.split())
    common = frozenset(word for _, words in gazetteers.rows("common-words") for word in words.split())
    phrases, behind_comma = _phrases(common, first | surnames)
    titles, roles = _titles()
    words = {
        (sheet, place): _split_field(found, place)
        for sheet in ("organization-words", "place-words", "event-words")
        for found in [list(gazetteers.rows(sheet))]
        for place in sorted({row[0] for row in found})
    }
    return Lexicon(
        phrases=phrases,
        phrase_words=_longest(phrases),
        behind_comma=behind_comma,
        first_names=first,
        weak_first_names=frozenset(name[1:] for name in given if name.startswith("~"))
        | frozenset(name for name in first if name.lower() in common),
        surnames=surnames,
        common=common,
        forms=frozenset(title for title, manner in titles.items() if manner == "form"),
        titles=titles,
        roles=roles,
        organization_heads=words["organization-words", "head"],
        organization_ends=words["organization-words", "end"] | words["organization-words", "head"],
        company_ends=words["organization-words", "company"],
        outlet_ends=words["organization-words", "outlet"],
        place_ends=words["place-words", "end"],
        place_heads=words["place-words", "head"],
        place_of=words["place-words", "of"],
        event_ends=words["event-words", "end"],
        event_of=words["event-words", "of"],
        event_heads=words["event-words", "storm"],
        folded={
            name.lower(): name for name in phrases if " " in name or (len(name) > 3 and name.lower() not in common)
        },
        hyphenated=frozenset(straight(name) for name in (*given, *phrases) if "-" in straight(name)),
    )


def _split_field(found: Iterable[tuple[str, ...]], place: str) -> frozenset[str]:
    return frozenset(name for row in found if row[0] == place for name in gazetteers.names(row[1]))


def _phrases(common: frozenset[str], personal: frozenset[str]) -> tuple[dict[str, Name], dict[str, Name]]:
    """Return whole names, the surer reading of a name last; and the abbreviations that need a comma."""
    phrases: dict[str, Name] = {}
    behind_comma: dict[str, Name] = {}
    for name, city in gazetteers.cities().items():
        word = name if " " not in name else ""
        least = _PLAIN_POPULATION if word.lower() in common else _PERSONAL_POPULATION if word in personal else 0
        if word in _NEVER_CITIES or city.population < least:
            continue
        phrases[straight(name)] = Name(Kind.PLACE, None, 0.8 if city.population < 100_000 else 0.88)
    for code, listed, *people in gazetteers.rows("places"):
        phrases |= {straight(name): Name(Kind.PLACE, code or None) for name in gazetteers.names(listed)}
        phrases |= _people(people)
    for code, listed, short, *people in gazetteers.rows("subdivisions"):
        place = Name(Kind.PLACE, code)
        for name in (*gazetteers.names(listed), *gazetteers.names(short)):
            if name.startswith("~"):
                behind_comma[name[1:]] = place
            else:
                phrases[straight(name)] = place
        phrases |= _people(people)
    for code, listed, *people in gazetteers.rows("countries"):
        phrases |= {straight(name): Name(Kind.PLACE, code or None, 0.95) for name in gazetteers.names(listed)}
        phrases |= _people(people)
    for _, listed in gazetteers.rows("groups"):
        phrases |= _people([listed])
    for _, usual, *others in gazetteers.rows("organizations"):
        bodies = (usual, *(other for listed in others for other in gazetteers.names(listed)))
        for body in (body for body in bodies if not body.startswith("~")):
            phrases[straight(body)] = Name(Kind.ORGANIZATION, usual if body != usual else None, 0.92)
    for role, listed in gazetteers.rows("event-words"):
        if role == "name":
            phrases |= {straight(name): Name(Kind.EVENT) for name in gazetteers.names(listed)}
    # Each of these is two places, and a code would settle which.
    phrases |= {name: Name(Kind.PLACE, None, 0.8) for name in ("New York", "Washington", "Georgia")}
    return phrases, behind_comma


def _people(fields: Iterable[str]) -> dict[str, Name]:
    return {straight(name): Name(Kind.GROUP, None, 0.9) for field in fields for name in gazetteers.names(field)}


def _titles() -> tuple[dict[str, str], frozenset[str]]:
    titles: dict[str, str] = {}
    roles: set[str] = set()
    for manner, listed in gazetteers.rows("titles"):
        if manner == "role":
            roles.update(gazetteers.names(listed))
        else:
            for title in gazetteers.names(listed):
                titles.setdefault(title.lower().replace(".", ""), manner)
    roles.update(titles)
    return titles, frozenset(roles)


def _longest(phrases: Iterable[str]) -> dict[str, int]:
    longest: dict[str, int] = {}
    for name in phrases:
        first, *rest = name.split(" ")
        if rest:
            longest[first] = max(longest.get(first, 0), len(rest) + 1)
    return longest
