"""Which body is which in an article: full names, names without their owner, acronyms, short forms, “the Department”."""

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from newsgraph.model import Kind, Mention
from newsgraph.resolve.names import organization_key
from newsgraph.resolve.within.body import (
    Body,
    companies,
    heads,
    initials,
    listed,
    listed_cores,
    outlets,
    read_body,
    split_owner,
    swapped,
)
from newsgraph.resolve.within.chain import Chain, Source
from newsgraph.resolve.within.known_places import codes, peoples, regions

_US = "US"
_OPENS = re.compile(r"['’]?s? ?\((?:the )?$")
_LESSER = frozenset({"national", "federal", "royal", "un", "eu", "united", "nations", "european", "nato"})


@dataclass(slots=True, eq=False)
class _Known:
    """A body named in full."""

    owner: str | None
    core: str
    bodies: list[tuple[Body, str]] = field(default_factory=list)

    @property
    def start(self) -> int:
        return min(body.mention.span.start for body, _ in self.bodies)

    @property
    def shown(self) -> str:
        return max((body.shown for body, _ in self.bodies), key=lambda name: (len(name.split()), len(name), name))

    @property
    def key(self) -> str:
        usual = listed().get(self.core) or listed_cores().get(self.core)
        if self.owner in (None, _US) and usual:
            return usual
        longest = max((organization_key(body.shown) for body, _ in self.bodies), key=lambda key: (len(key), key))
        owned = self.owner is None or split_owner(longest)[0] is not None
        return longest if owned else f"{longest}, {self.owner}"


def body_chains(mentions: Sequence[Mention], others: Sequence[Mention], source: Source) -> list[Chain]:
    """Return the chains of bodies; `others` are the places and peoples, which may tell whose a body is."""
    ahead = {found.span.end: found for found in others}
    bodies = [read_body(mention, source, ahead) for mention in mentions]
    full = [body for body in bodies if not body.acronym and not body.generic]
    known = _with_owners(_named_in_full(full), source)
    _join_short_names(known)
    left = _place_acronyms([body for body in bodies if body.acronym], known, source)
    known += _named_in_full(left)
    left = _place_generic([body for body in bodies if body.generic], known)
    known += _with_owners(_named_in_full(left), source)
    return [_chain(body) for body in known]


def _named_in_full(bodies: Sequence[Body]) -> list[_Known]:
    found: dict[tuple[str, str], _Known] = {}
    for body in bodies:
        owner, core = body.owner, body.core
        value = body.mention.value
        if owner is None:
            usual = (
                organization_key(value) if value and not body.generic else listed().get(organization_key(body.shown))
            )
            if usual:
                owner, core = split_owner(usual)
                core = swapped(core)
        one = found.setdefault((owner or "", core), _Known(owner, core))
        same = organization_key(body.shown) == one.core
        one.bodies.append((body, "name" if same or not one.bodies else f"another form of “{one.bodies[0][0].shown}”"))
    return list(found.values())


def _with_owners(known: list[_Known], source: Source) -> list[_Known]:
    """Join a name without the country or state to the one body that has it with one."""
    kept = []
    for body in known:
        owned = [other for other in known if other.core == body.core and other.owner and body.owner is None]
        if body.core in listed_cores():
            owned = [other for other in owned if other.owner == _US] or owned
        if len(owned) == 1 and _may_drop(owned[0], body, source):
            why = f"“{owned[0].shown}” without its owner, the only such body in this article"
            owned[0].bodies += [(found, why) for found, _ in body.bodies]
        else:
            kept.append(body)
    return kept


def _may_drop(owned: _Known, bare: _Known, source: Source) -> bool:
    """Return whether a name without its owner is the owned one: a listed body's own name is not some state's."""
    if owned.owner == _US or all(source.in_heading(found.mention.span.start) for found, _ in bare.bodies):
        return True
    return owned.start < bare.start and ("-" not in (owned.owner or "-") or bare.core not in listed_cores())


def _join_short_names(known: list[_Known]) -> None:
    """Join names that are the start or the end of exactly one longer name of the article."""
    for body in sorted(known, key=lambda found: (len(found.core), found.core, found.owner or "")):
        if body.owner is not None or len(known) < 2:
            continue
        longer = [other for other in known if other is not body and _shortens(body, other)]
        best = _shortest_first(longer)
        if best is not None and not (body.core in listed() and listed()[body.core] != best.key):
            why = f"short form of “{best.shown}”, the only body of that name in this article"
            best.bodies += [(found, why) for found, _ in body.bodies]
            known.remove(body)


def _shortest_first(longer: list[_Known]) -> _Known | None:
    """Return the only one, or the one that all others' names begin with: the university before its press."""
    if len(longer) < 2:
        return longer[0] if longer else None
    first = min(longer, key=lambda found: (len(found.core), found.core))
    return first if all(other.core.startswith(f"{first.core} ") for other in longer if other is not first) else None


def _shortens(body: _Known, other: _Known) -> bool:
    """Return whether one name is the other's start, or its end, without what the shorter one does not need."""
    short, long = body.core.split(" "), other.core.split(" ")
    if len(short) >= len(long):
        return False
    if long[: len(short)] == short:
        rest = long[len(short) :]
        if len(short) > 1:
            return rest[0] in ("of", "for", "in") or all(word in companies() for word in rest)
        word = short[0]
        distinct = word not in regions() and word not in peoples() and word not in heads() and len(word) > 2
        return distinct and long[1] not in ("of", "and", "for")
    if long[-len(short) :] != short or len(short) < 2:
        return False
    lost = long[: -len(short)]
    swaps = len(lost) == 2 and lost[0] in heads() and lost[1] in ("of", "for")
    return swaps or all(word in _LESSER or word in codes() or word in peoples() for word in lost)


def _place_acronyms(acronyms: Sequence[Body], known: list[_Known], source: Source) -> list[Body]:
    """Put acronyms to the bodies they stand for, and return those that stand for none of the article."""
    meant = _defined(acronyms, known, source)
    left = []
    for body in acronyms:
        letters = organization_key(body.shown)
        fits, why = meant.get(letters), "acronym defined in this article"
        if fits is None and body.mention.value:
            core = swapped(split_owner(organization_key(body.mention.value))[1])
            named = [one for one in known if core == one.core or organization_key(body.mention.value) == one.key]
            fits, why = (named[0], "acronym read as its name") if len(named) == 1 else (None, "")
        if fits is None:
            spelled = [one for one in known if any(letters in initials(found.shown) for found, _ in one.bodies)]
            usual = listed().get(letters)
            listed_here = [one for one in known if usual is not None and one.key == usual]
            if len(listed_here) == 1:
                fits, why = listed_here[0], "acronym on the list"
            elif len(spelled) == 1 and letters not in listed():
                fits, why = spelled[0], "initials of this body alone in this article"
        if fits is None:
            left.append(body)
        else:
            fits.bodies.append((body, f"{why}: “{fits.shown}”"))
    return left


def _defined(acronyms: Sequence[Body], known: list[_Known], source: Source) -> dict[str, _Known]:
    """Return the bodies by the acronyms that stand behind them in brackets, or before them."""
    ends = {found.mention.span.end: one for one in known for found, _ in one.bodies}
    starts = {found.mention.span.start: one for one in known for found, _ in one.bodies}
    meant: dict[str, _Known] = {}
    for body in acronyms:
        span = body.mention.span
        letters = organization_key(body.shown)
        gap = _OPENS.search(source.before(span.start, reach=12))
        if gap:
            one = ends.get(span.start - len(gap[0])) or ends.get(span.start - len(gap[0].lstrip("'’s")))
        elif source.after(span.end, reach=2) == " (":
            one = starts.get(span.end + 2) or starts.get(span.end + 6)
        else:
            continue
        if one is not None and letters[0] in one.core.replace(" ", "") + "".join(initials(one.shown)):
            meant.setdefault(letters, one)
    return meant


def _place_generic(generic: Sequence[Body], known: list[_Known]) -> list[Body]:
    """Put “the Department” to the only department of the article, and return what fits several or none."""
    by_head: dict[str, list[_Known]] = defaultdict(list)
    for one in known:
        for word in sorted(head_words(one.core)):
            by_head[word].append(one)
    left = []
    for body in generic:
        fitting = [one for one in by_head.get(body.core, []) if body.owner in (None, one.owner)]
        before = [one for one in fitting if one.start < body.mention.span.start]
        only = fitting if len(fitting) == 1 else before
        # A listed body's own name is not another's; newspapers share their last words.
        usual = None if body.core in outlets() else listed().get(body.core)
        if len(only) == 1 and usual in (None, only[0].key):
            only[0].bodies.append((body, f"“{only[0].shown}”, the only {body.core} in this article"))
        else:
            left.append(body)
    return left


def head_words(core: str) -> frozenset[str]:
    """Return the words of a folded name that say what kind of body it is: its last, or what stands before "of"."""
    words = core.split(" ")
    # The White House is no house, and yet the House may be the House of Representatives.
    last = words[-1]
    found = {last} if (last in heads() or last in outlets()) and (last != "house" or len(words) == 1) else set()
    found |= {word for word, after in itertools.pairwise(words) if after in ("of", "for") and word in heads()}
    if not found and words[0] in heads():
        found = {words[0]}
    return frozenset(found)


def _chain(known: _Known) -> Chain:
    chain = Chain(Kind.ORGANIZATION, known.key, roles=set(head_words(known.core)))
    for body, why in known.bodies:
        chain.add(body.mention, why)
    return chain
