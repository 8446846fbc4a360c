"""What agrees and what conflicts in two profiles of people: names, roles, ages, places, company, times."""

from collections.abc import Iterator

from rapidfuzz.distance import OSA

from newsgraph.resolve.across.blocking import life_fields
from newsgraph.resolve.across.profiles import Profile, Role
from newsgraph.resolve.across.weights import WEIGHTS, Finding
from newsgraph.resolve.across.wording import listed, pair, shown
from newsgraph.resolve.names import SUFFIXES, is_shortened, same_given
from newsgraph.resolve.vocabulary import holders_of, is_frequent, is_high_office

_LIFETIME = 90 * 365
_DECADES = 25 * 365
_TERM = 8 * 365
_YEAR = 365
_MONTH = 31
_FEW = 12


def person_findings(left: Profile, right: Profile) -> Iterator[Finding]:
    """Yield what agrees and conflicts, the name first; nothing where the names do not go together."""
    name = _person_name(left, right)
    if not name:
        return
    yield name
    if name.feature == "surname only":
        yield from _by_surname(left, right)
    yield from _name_details(left, right)
    yield from _roles(left, right)
    yield from _life(left, right)
    yield from _times(left, right, by_surname=name.feature == "surname only")
    if not left.public and not right.public:
        yield Finding("neither is public", "no article shows a public role")


def _person_name(left: Profile, right: Profile) -> Finding | None:
    if len(left.parts) == len(right.parts) == 1:
        return _names_agree(*left.parts, *right.parts)
    best: Finding | None = None
    for mine in sorted(left.parts):
        for other in sorted(right.parts):
            found = _names_agree(mine, other)
            if found and (best is None or WEIGHTS[found.feature] > WEIGHTS[best.feature]):
                best = found
    return best


def _names_agree(mine: tuple[str, ...], other: tuple[str, ...]) -> Finding | None:
    if mine == other:
        if len(mine) < 2:
            return Finding("surname only", f"same surname “{mine[0]}”, no full name")
        frequent = is_frequent(mine[-1])
        words = f"same full name “{' '.join(mine)}”"
        return (
            Finding("same frequent name", f"{words}, a frequent one") if frequent else Finding("same full name", words)
        )
    short, full = sorted((mine, other), key=lambda parts: (len(parts), parts))
    if len(short) == 1:
        return Finding("surname only", f"surname of {_both(mine, other)}") if short[0] in full[1:] else None
    initial = len(short[0]) == 1 or len(full[0]) == 1
    if initial and is_shortened(short, full):
        return Finding("initial of the given name", f"{_both(mine, other)} agree by an initial")
    return _surnames_agree(short, full, _both(mine, other)) if same_given(short[0], full[0]) else None


def _both(mine: tuple[str, ...], other: tuple[str, ...]) -> str:
    return f"“{' '.join(mine)}” and “{' '.join(other)}”"


def _surnames_agree(short: tuple[str, ...], full: tuple[str, ...], names: str) -> Finding | None:
    if short[1:] == full[1:]:
        return Finding("short form of the given name", f"{names}: one given name in a short form")
    if short[-1] == full[-1]:
        if is_shortened(short, full):
            return Finding("same name, a middle name more", f"{names} agree but for a middle name")
        return Finding("different middle names", f"{names} have different middle names")
    if len(full) > 2 and short[-1] in full[1:-1] and len(short[-1]) > 1:
        return Finding("one surname more", f"{names} share a surname; one has another behind it")
    if len(short[-1]) > 6 and OSA.distance(short[-1], full[-1]) == 1:
        return Finding("spelling differs by a letter", f"{names} differ by a letter")
    return None


def _name_details(left: Profile, right: Profile) -> Iterator[Finding]:
    mine, other = _middles(left), _middles(right)
    if mine and other:
        if mine & other:
            yield Finding("same middle initial", f"same middle initial {min(mine & other).upper()}.")
        else:
            words = f"different middle initials: {min(mine).upper()}. / {min(other).upper()}."
            yield Finding("different middle initials", words)
    if left.suffixes & right.suffixes:
        yield Finding("same suffix", f"both “{min(left.suffixes & right.suffixes)}”")
    elif left.suffixes and right.suffixes:
        yield Finding("different suffixes", f"different suffixes: {pair(left.suffixes, right.suffixes)}")
    elif left.suffixes or right.suffixes:
        yield Finding("suffix on one side", f"only one is “{min(left.suffixes | right.suffixes)}”")
    if left.genders and right.genders and not left.genders & right.genders:
        yield Finding("Mr and Ms", "one is spoken of as a man, the other as a woman")


def _by_surname(left: Profile, right: Profile) -> Iterator[Finding]:
    """Yield what lets a surname without a title stand for a holder of high office, as newspapers use it."""
    bearer, short = (left, right) if left.full else (right, left)
    offices = sorted(role for role, _ in bearer.roles if is_high_office(role))
    if not offices or short.roles or short.full:
        return
    if is_frequent(min(short.parts)[0]):
        return
    if short.cues:
        yield Finding("words of office", f"“{min(short.cues)}” beside the surname of a {offices[0]}")
    if bearer.days and short.days and gap(left, right) <= _YEAR:
        yield Finding("a high office in the same year", f"surname of a {offices[0]}, used alone in the same year")


def gap(left: Profile, right: Profile) -> int:
    """Return the days between the articles of two profiles; 0 or less where they overlap."""
    if not left.days or not right.days:
        return 0
    return max(left.days[0], right.days[0]) - min(left.days[1], right.days[1])


def _middles(profile: Profile) -> set[str]:
    """Return middle initials; whole middle words may be surnames and are left to the comparison of names."""
    return {
        part
        for parts in profile.parts
        if len(parts) > 2
        for part in parts[1:-1]
        if len(part) == 1 and part not in SUFFIXES
    }


def _roles(left: Profile, right: Profile) -> Iterator[Finding]:
    if not left.roles or not right.roles:
        return
    exact = {role for role in left.roles & right.roles if role[1]}
    bodies = _bodies(left) & _bodies(right)
    titles = {role for role, _ in left.roles} & {role for role, _ in right.roles}
    if exact:
        role, owner = min(exact)
        yield Finding("same role of the same body or place", f"both {role} of {shown(owner)}")
    elif titles:
        yield _same_title(left, right, titles)
    elif _public_roles(left) and _public_roles(right):
        yield from _unlike_roles(left, right)
    elif left.roles and right.roles and (_public_roles(left) or _public_roles(right)):
        yield from _private_role(left, right)
    if bodies and not exact:
        yield Finding("roles of the same body", f"both of {shown(min(bodies))}")


def _bodies(profile: Profile) -> set[str]:
    return {owner for _, owner in profile.roles if owner.startswith("body:")}


def _public_roles(profile: Profile) -> bool:
    return any(holders_of(role) in ("one", "few", "many") for role, _ in profile.roles)


def _private_role(left: Profile, right: Profile) -> Iterator[Finding]:
    private = right if _public_roles(left) else left
    trades = sorted(role for role, _ in private.roles if holders_of(role) == "private")
    if trades:
        yield Finding("a public role and a private one", f"{_titles(left)} / {_titles(right)}")


def _unlike_roles(left: Profile, right: Profile) -> Iterator[Finding]:
    mine, other = life_fields(left), life_fields(right)
    names = f"different roles: {_titles(left)} / {_titles(right)}"
    if mine & other:
        yield Finding("same field of life", f"both in {min(mine & other)}")
    elif mine and other:
        yield Finding("different fields of life", names)
        return
    else:
        yield Finding("different roles", names)
    here, there = ({owner for _, owner in profile.roles if owner} for profile in (left, right))
    if here and there and not any(nested(one, another) for one in here for another in there):
        words = f"of {listed(map(shown, here))} / of {listed(map(shown, there))}"
        yield Finding("roles of different bodies or places", words)


def _titles(profile: Profile) -> str:
    return listed(role for role, _ in profile.roles)


def _same_title(left: Profile, right: Profile, titles: set[str]) -> Finding:
    open_titles = [title for title in sorted(titles) if not _elsewhere(left.roles, right.roles, title)]
    for title in open_titles:
        if holders_of(title) in ("one", "few"):
            return Finding("same role, one or few hold it", f"both {title}")
    if open_titles:
        return Finding("same role, many hold it", f"both {open_titles[0]}")
    title = min(titles)
    mine, other = (listed(shown(owner) for role, owner in profile.roles if role == title) for profile in (left, right))
    return Finding("same role of different bodies or places", f"{title} of {mine} / of {other}")


def _elsewhere(mine: set[Role], other: set[Role], title: str) -> bool:
    """Return whether a role is held at different places, or at different bodies; a place and a body may go together."""
    for prefix in ("place:", "body:"):
        here = {owner for role, owner in mine if role == title and owner.startswith(prefix)}
        there = {owner for role, owner in other if role == title and owner.startswith(prefix)}
        if here and there and not any(nested(one, another) for one in here for another in there):
            return True
    return False


def nested(one: str, other: str) -> bool:
    """Return whether two owners are the same, or one a division of the other: US and US-OH."""
    return one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-")


def _life(left: Profile, right: Profile) -> Iterator[Finding]:
    if left.born and right.born:
        low, high = max(left.born[0], right.born[0]), min(left.born[1], right.born[1])
        if low <= high:
            yield Finding("ages agree", f"both born about {low}")
        elif low > high + 1:
            yield Finding("different years of birth", f"born about {left.born[1]} / {right.born[1]}")
    if common := _telling(left.places, right.places):
        yield Finding("same place", f"both articles from or about {shown(min(common))}")
    company = _telling(left.company, right.company)
    if len(company) > 1:
        yield Finding("shared companions", f"named beside {listed(shown(name) for name in company)}")
    elif company:
        yield Finding("one shared companion", f"named beside {shown(min(company))}")


def _telling(left: set[str], right: set[str]) -> set[str]:
    """Return what two sets share, where it tells something: many articles together share a few by chance."""
    common = left & right
    small, large = sorted((len(left), len(right)))
    return common if large <= _FEW or 2 * len(common) >= small else set()


def _times(left: Profile, right: Profile, *, by_surname: bool) -> Iterator[Finding]:
    if left.articles & right.articles:
        yield Finding("named side by side", "one article names both as two")
    if not left.days or not right.days:
        return
    days = gap(left, right)
    if days > _LIFETIME:
        yield Finding("a lifetime apart", f"articles {days // 365} years apart")
    elif days > _DECADES:
        yield Finding("decades apart", f"articles {days // 365} years apart")
    elif days > _TERM and by_surname:
        yield Finding("years apart, by surname alone", f"articles {days // 365} years apart")
    elif days <= _MONTH and left.outlets & right.outlets:
        yield Finding("same outlet in the same month", f"same outlet “{min(left.outlets & right.outlets)}”")
