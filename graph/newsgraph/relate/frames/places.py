"""Where something happened: the place of its clause, or of one who takes part."""

from collections.abc import Iterator, Mapping

from newsgraph.model import Kind, Span
from newsgraph.relate.frames.arguments import Arguments
from newsgraph.relate.frames.fillers import Filler, Fillers
from newsgraph.relate.frames.tree import Tree

_PATHS = ("in", "at", "near", "outside", "across", "inside", "on", "off", "throughout", "around", "unmarked")
_AT = frozenset({"in", "at", "near", "outside", "inside"})
_KINDS = frozenset({Kind.PLACE})


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
    heads += [inner for path in ("object", "to") for at in arguments.get(path, ()) for inner in _hanging(tree, at)]
    if clause != trigger:
        heads += _hanging(tree, clause)
    for listed in filled.values():
        heads += [at for head, _ in listed for at in _hanging(tree, head) if at > trigger]
    for head in heads:
        found = fillers.filler(tree, head, _KINDS)
        if found and found.id not in used:
            return found.id, found.span
    return None


def _hanging(tree: Tree, head: int) -> Iterator[int]:
    for at in tree.children[head]:
        if tree.base(at) in ("nmod", "obl", "flat") and tree.case_of(at) in _AT:
            yield at
