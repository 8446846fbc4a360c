"""Whether a frame has what it needs: its players, a place, or signs enough that the event is one that happened."""

from collections.abc import Mapping
from dataclasses import dataclass

from newsgraph.model import Kind
from newsgraph.relate.frames.arguments import Arguments, along
from newsgraph.relate.frames.fillers import Filler, Fillers
from newsgraph.relate.frames.frame import CLAUSE, OPEN, PLACE, SEVERAL, THING, Slot
from newsgraph.relate.frames.inflection import past_forms
from newsgraph.relate.frames.tree import Tree
from newsgraph.relate.frames.words import body_nouns, game_words, people_nouns, thing_nouns

Filled = Mapping[str, tuple[tuple[int, Filler], ...]]
_GATHERINGS = frozenset("committee council board cabinet parliament commission panel executive group".split())
"""Bodies of which one says that they meet."""
_PLURAL_PRONOUNS = frozenset({"they", "we", "both", "all"})
_SOMEBODY = frozenset("he she they him her them his their who others several many all both some another".split())
"""Words for people of whom it may be open who they are."""
_PERSONS = frozenset("he she they we i him her them us me".split())
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_ACTORS = frozenset({Kind.PERSON, Kind.ORGANIZATION, Kind.PLACE, Kind.GROUP})
_CLAUSES = frozenset({"acl", "advcl", "ccomp", "parataxis", "csubj", "xcomp"})
_AT = ("in", "at", "near", "outside", "across", "on", "possessor")
_AIMED = frozenset({"on", "against"})
"""Behind a noun of violence these lead to whom it hits, who must be known: an attack on a bill is none."""
_FARTHEST = 6


@dataclass(frozen=True, slots=True)
class Found:
    """What was found around a trigger."""

    tree: Tree
    trigger: int
    clause: int
    filled: Filled
    slots: Mapping[str, Slot]
    arguments: Arguments
    placed: bool
    """Whether the event has a place."""


def is_there(found: Found, needed: str, fillers: Fillers) -> bool:
    """Return whether there is what a frame needs: a place, a clause that looks back, or a role by its mark.

    A role with a `+` behind it must be filled by more than one or by a plural; with a `?` it may also be left open by a
    pronoun, with a `*` be a thing (`a bus`) besides, which fills no role.
    """
    tree = found.tree
    if needed == PLACE:
        return found.placed or _stands_somewhere(tree, found.arguments, fillers)
    if needed == CLAUSE:
        return looks_back(tree, found.trigger, fillers, carried=found.clause != found.trigger)
    role = needed.rstrip(SEVERAL + OPEN + THING)
    players = found.filled.get(role, ())
    if players:
        return len(players) > 1 or not needed.endswith(SEVERAL) or _is_plural(tree, players[0][0])
    if not needed.endswith((OPEN, THING)):
        return False
    heads = [at for path in found.slots[role].paths for at in along(tree, path, found.arguments)]
    return any(_is_open(tree, at) or (needed.endswith(THING) and _is_thing(tree, at)) for at in heads)


def _stands_somewhere(tree: Tree, arguments: Arguments, fillers: Fillers) -> bool:
    """Return whether it stands at several places, of which none is the place of the event."""
    heads = [at for path in _AT for at in arguments.get(path, ())]
    return any(fillers.kind_at(tree, at) == Kind.PLACE for at in heads)


def _is_plural(tree: Tree, head: int) -> bool:
    form = tree.forms[head]
    return (
        form in _GATHERINGS
        or form in _PLURAL_PRONOUNS
        or (tree.upos(head) == "NOUN" and (form.endswith("s") or form in ("people", "men", "women", "children")))
    )


def _is_open(tree: Tree, head: int) -> bool:
    """Return whether a word stands for somebody whom it leaves open."""
    return tree.upos(head) in ("PRON", "DET", "ADJ") and tree.forms[head] in _SOMEBODY


def _is_thing(tree: Tree, head: int) -> bool:
    return tree.upos(head) in ("NOUN", "PROPN") and tree.forms[head] in thing_nouns()


def looks_back(tree: Tree, noun: int, fillers: Fillers, *, carried: bool = False) -> bool:
    """Return whether a noun means an event already told (`the attack`, `this week's raids`), or one that its verb tells
    of (`fighting broke out`), in a clause that names somebody, a place or a day.
    """  # fmt: skip
    dated = any(fillers.is_dated(tree, at) for at in tree.children[noun])
    if dated or fillers.kind_at(tree, noun) == Kind.EVENT:
        return True
    if any(tree.case_of(at) in _AIMED for at in tree.children[noun] if at > noun):
        return False
    within = {*_clauses_of(tree, noun), *tree.below(noun)} - {noun}
    if not (carried or _is_definite(tree, noun)):
        return False
    several = _is_plural(tree, noun) and not carried
    return any(_tells_who_or_when(tree, at, fillers, several=several) for at in within)


def _tells_who_or_when(tree: Tree, number: int, fillers: Fillers, *, several: bool) -> bool:
    if fillers.is_dated(tree, number) or fillers.kind_at(tree, number) in _ACTORS:
        return True
    if _is_thing(tree, number):
        return True
    if several:
        # `workers fear these attacks`: many attacks on many people are no event.
        return False
    if tree.upos(number) == "PRON":
        return tree.forms[number] in _PERSONS
    return tree.upos(number) == "NOUN" and tree.forms[number] in people_nouns() | body_nouns()


def _is_definite(tree: Tree, noun: int) -> bool:
    """Return whether it is one already told, or a clause tells what it did: `an ambush that killed ten`."""
    return any(
        (tree.base(at) == "det" and tree.forms[at] in _DEFINITE)
        or (tree.relation(at) == "acl:relcl" and _looks_back_itself(tree, at))
        for at in tree.children[noun]
    )


def _looks_back_itself(tree: Tree, verb: int) -> bool:
    helpers = {tree.forms[at] for at in tree.children[verb] if tree.base(at) == "aux"}
    return not helpers and (tree.forms[verb].endswith("ed") or tree.forms[verb] in past_forms())


def _clauses_of(tree: Tree, noun: int) -> list[int]:
    """Return the words of the clauses that a noun stands in, without the other clauses below them."""
    tops = [at for at in (noun, *tree.above(noun)) if tree.base(at) in _CLAUSES or tree.head(at) == at]
    found, left = [], tops[:_FARTHEST]
    while left:
        at = left.pop()
        found.append(at)
        left += [below for below in tree.children[at] if tree.base(below) not in _CLAUSES]
    return found


def is_of_games(tree: Tree) -> bool:
    """Return whether a sentence tells of sport."""
    return not game_words().isdisjoint(tree.forms)
