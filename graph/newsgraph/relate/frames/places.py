"""Where something happened: the place of its clause, or of one who takes part."""

from collections.abc import Iterator, Mapping
from functools import cache

from newsgraph.model import Kind, Span
from newsgraph.relate.frames.arguments import Arguments
from newsgraph.relate.frames.fillers import Filler, Fillers
from newsgraph.relate.frames.inflection import verb_forms
from newsgraph.relate.frames.tree import Tree

_PATHS = ("in", "at", "near", "outside", "across", "inside", "on", "off", "throughout", "around", "unmarked")
_AT = frozenset({"in", "at", "near", "outside", "inside"})
_KINDS = frozenset({Kind.PLACE})
_PARTS = frozenset(
    "city town village province state region district county suburb port capital island coast outskirts north south"
    " east west centre center streets part parts edge border".split()
)
"""Nouns whose `of` names the place: `the town of Garissa`, `off the coast of Senegal`."""
_WHEN = frozenset({"when", "as", "after", "while"})
_THERE_AT = _AT | {"to", "into", "on", "from", "through"}
_BEING_THERE = (
    "report arrive land enter return appear leave cross work drive walk wait stand sit live stay visit come go travel"
    " reach pass ride sleep play shop pray attend"
)
"""Verbs whose subject is at the place that they name."""


def place_of(
    tree: Tree,
    trigger: int,
    clause: int,
    arguments: Arguments,
    filled: Mapping[str, tuple[tuple[int, Filler], ...]],
    fillers: Fillers,
) -> tuple[str, Span] | None:
    """Return the place of the clause with its words, or else one that hangs on a player: `protesters in Boston`."""
    used = {filler.id for listed in filled.values() for _, filler in listed}
    heads = [at for path in _PATHS for at in arguments.get(path, ())]
    heads += [inner for at in heads for inner in _hanging(tree, at)]
    heads += [
        inner
        for path in ("object", "to", "through", "into", "from")
        for at in arguments.get(path, ())
        for inner in _hanging(tree, at)
    ]
    if clause != trigger:
        heads += _hanging(tree, clause)
    for listed in filled.values():
        heads += [at for head, _ in listed for at in _hanging(tree, head) if at > trigger]
    heads += _of_when(tree, clause, used, fillers)
    for head in heads:
        found = fillers.filler(tree, head, _KINDS)
        if found and found.id not in used:
            return None if _is_one_of_several(tree, head, fillers) else (found.id, found.span)
    return None


def _is_one_of_several(tree: Tree, head: int, fillers: Fillers) -> bool:
    """Return whether another place is joined to a place: `26 people in Denver and Boston` died in neither alone."""
    joined = [at for at in tree.children[head] if tree.base(at) == "conj"]
    joined += [tree.head(head)] if tree.base(head) == "conj" else []
    own = fillers.filler(tree, head, _KINDS)
    others = (fillers.filler(tree, at, _KINDS) for at in joined)
    return any(other is not None and own is not None and other.id != own.id for other in others)


def _of_when(tree: Tree, clause: int, players: set[str], fillers: Fillers) -> Iterator[int]:
    """Yield where a player was by a clause of time: `when she reported to the office in Phoenix, she was detained`."""
    first = tree.head(clause) if tree.base(clause) == "conj" else clause
    for verb in dict.fromkeys([*tree.children[clause], *tree.children[first]]):
        marks = {tree.forms[at] for at in tree.children[verb] if tree.base(at) in ("mark", "advmod")}
        if tree.base(verb) != "advcl" or tree.forms[verb] not in _there() or marks.isdisjoint(_WHEN):
            continue
        subjects = [fillers.entity_at(tree, at) for at in tree.children[verb] if tree.base(at) == "nsubj"]
        if all(found is not None and found[0].id in players for found in subjects):
            for at in tree.children[verb]:
                if tree.base(at) == "obj" or (tree.base(at) == "obl" and tree.case_of(at) in _THERE_AT):
                    yield at
                    yield from _hanging(tree, at)


@cache
def _there() -> frozenset[str]:
    return frozenset(form for lemma in _BEING_THERE.split() for form in verb_forms(lemma))


def _hanging(tree: Tree, head: int) -> Iterator[int]:
    for at in tree.children[head]:
        case = tree.case_of(at)
        if tree.base(at) in ("nmod", "obl", "flat") and (case in _AT or (case == "of" and tree.forms[head] in _PARTS)):
            yield at
