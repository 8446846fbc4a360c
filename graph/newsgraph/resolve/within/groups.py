"""Peoples and other groups: one chain for the forms of a word, and whose people it is."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache

from newsgraph import gazetteers
from newsgraph.model import Kind, Mention
from newsgraph.resolve.names import fold
from newsgraph.resolve.within.chain import Chain, Source
from newsgraph.resolve.within.known_places import peoples


def group_chains(mentions: Sequence[Mention], source: Source) -> list[Chain]:
    """Return the chains of groups: `Salvadoran` and `Salvadorans` are one; each mention lands in exactly one."""
    gathered: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        name = fold(mention.value or source.words(mention)) or source.words(mention)
        gathered[_singular(name)].append(mention)
    chains = []
    for key, found in gathered.items():
        chain = Chain(Kind.GROUP, key)
        for mention in found:
            same = fold(source.words(mention)) == key
            chain.add(mention, "name" if same else f"another form of “{key}”")
        chains.append(chain)
    return chains


def people_of(key: str, named: Collection[str]) -> str | None:
    """Return the key of the place whose people a group's key names: a code, or a region's folded name.

    Where several places have such people, it is the only one of them that the article names.
    """
    places = peoples().get(key, ())
    if len(places) > 1:
        places = tuple(place for place in places if place in named)
    return places[0] if len(places) == 1 else None


def _singular(name: str) -> str:
    short = name.removesuffix("s")
    if name in peoples():
        return short if short in peoples() else name
    return short if short != name and short in _listed() else name


@cache
def _listed() -> frozenset[str]:
    return frozenset(fold(name) for _, names in gazetteers.rows("groups") for name in gazetteers.names(names))
