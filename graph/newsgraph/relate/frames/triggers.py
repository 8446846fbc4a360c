"""Whether a word is a frame's trigger, and what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass

from newsgraph.relate.frames.arguments import (
    Arguments,
    bearers,
    is_passive,
    joined,
    noun_arguments,
    verb_arguments,
)
from newsgraph.relate.frames.fillers import Fillers
from newsgraph.relate.frames.frame import Frame
from newsgraph.relate.frames.tree import Tree
from newsgraph.relate.frames.words import measure_nouns

_AIMED = frozenset({"on", "at"})
_BY_WORD, _BY_KIND = 2, 1


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that a frame knows, and how closely the frame describes it."""

    word: int
    clause: int
    """The verb of the clause: the trigger itself, or the verb that carries a noun."""
    arguments: Arguments
    exactness: int
    """How many words besides the trigger the frame names: of two frames for one word the more exact one counts."""
    first: int
    """Where its words begin: of `chief executive` the first."""


def verb_trigger(tree: Tree, verb: int, frame: Frame, fillers: Fillers) -> Trigger | None:
    """Return a verb as the frame's trigger, if its particles, its object and its subject are such as the frame asks."""
    hanging = {tree.forms[at] for at in tree.children[verb]}
    needed = _needed(tree, verb, frame, hanging)
    if needed is None or not frame.unless.isdisjoint(hanging | {tree.forms[verb - 1] if verb else ""}):
        return None
    participle = tree.forms[verb] in frame.participles and not frame.intransitive
    arguments = verb_arguments(tree, verb, participle=participle)
    if frame.intransitive and is_passive(tree, verb, participle=False):
        return None
    if frame.passive and not is_passive(tree, verb, participle=participle):
        return None
    if frame.bare and tree.child(verb, "obj") is not None:
        return None
    fits = _fits(tree, arguments.get("object", []), frame, fillers)
    if fits is None or not _acts(tree, arguments.get("subject", [verb]), frame, fillers):
        return None
    return Trigger(verb, verb, arguments, needed + fits, verb)


def _needed(tree: Tree, verb: int, frame: Frame, hanging: set[str]) -> int | None:
    """Return how many words the trigger has beside it that the frame asks for; None where they do not stand there."""
    best: int | None = None
    for words in frame.verbs[tree.forms[verb]]:
        if not words:
            particle = any(tree.relation(at) == "compound:prt" for at in tree.children[verb])
            best = best if particle else best or 0
        elif all(not word.isdisjoint(_beside(tree, verb, hanging)) for word in words):
            # `fired on protesters`, not `fired the director on Friday`.
            aimed = all(not word.isdisjoint(_AIMED) and word.isdisjoint(hanging) for word in words)
            governs = aimed and tree.child(verb, "obj", "nsubj:pass") is not None
            best = best if governs else max(best or 0, len(words))
    return best


def _beside(tree: Tree, verb: int, hanging: set[str]) -> set[str]:
    return hanging | {
        tree.forms[below]
        for at in tree.children[verb]
        for below in tree.children[at]
        if tree.base(below) in ("case", "mark", "fixed")
    }


def _fits(tree: Tree, objects: Sequence[int], frame: Frame, fillers: Fillers) -> int | None:
    """Return how well the verb's object is what the frame asks for; None where it is not."""
    if not (frame.objects or frame.object_kinds):
        return 0
    if _headed(tree, [*objects, *_contents(tree, objects)], frame.objects) or _named(tree, objects, frame, fillers):
        return _BY_WORD
    return _BY_KIND if any(fillers.kind_at(tree, at) in frame.object_kinds for at in objects) else None


def _contents(tree: Tree, heads: Sequence[int]) -> list[int]:
    """Return what an amount consists of: `$5 million in aid`, `tons of food`."""
    amounts = [at for at in heads if tree.upos(at) in ("SYM", "NUM") or tree.forms[at] in measure_nouns()]
    return [
        below
        for at in amounts
        for child in (at, *tree.children[at])
        for below in tree.children[child]
        if tree.base(below) in ("nmod", "obl") and tree.case_of(below) in ("in", "of")
    ]


def _acts(tree: Tree, subjects: Sequence[int], frame: Frame, fillers: Fillers) -> bool:
    """Return whether the subject is one that the frame asks for, by its head or by a word of its name."""
    if not frame.subjects or not subjects or _headed(tree, subjects, frame.subjects):
        return True
    named = [found for at in subjects if (found := fillers.entity_at(tree, at))]
    return any(not frame.subjects.isdisjoint(entity.name.lower().split()) for entity, _ in named)


def _headed(tree: Tree, heads: Sequence[int], words: frozenset[str]) -> bool:
    """Return whether one of the heads is one of the words, alone or with the word before it: `jail term`."""
    return any(tree.forms[at] in words or " ".join(tree.forms[max(0, at - 1) : at + 1]) in words for at in heads)


def _named(tree: Tree, heads: Sequence[int], frame: Frame, fillers: Fillers) -> bool:
    """Return whether a law's name holds one of the words: `Executive Order 13769`."""
    for at in heads:
        found = fillers.entity_at(tree, at)
        if found and found[0].kind == "Legislation" and frame.objects.intersection(found[0].name.lower().split()):
            return True
    return False


def noun_trigger(tree: Tree, noun: int, frame: Frame, fillers: Fillers) -> Trigger | None:
    """Return a noun as the frame's trigger, with what hangs on it and on the verb that carries it."""
    before = tree.forms[noun - 1] if noun else ""
    needed = frame.nouns.get(tree.forms[noun], frozenset())
    hanging = {before, *(tree.forms[at] for at in tree.children[noun] if at < noun)}
    if (needed and before not in needed) or not frame.unless.isdisjoint(hanging):
        return None
    arguments = noun_arguments(tree, noun)
    if frame.relation or frame.state:
        bearing = joined(arguments, {"bearer": bearers(tree, noun)})
        return Trigger(noun, noun, bearing, int(bool(needed)), noun - bool(needed))
    clause = _carrier(tree, noun, frame)
    if clause is None:
        return None if frame.carried else Trigger(noun, noun, arguments, int(bool(needed)), noun - bool(needed))
    carried = verb_arguments(tree, clause, participle=True)
    if not _acts(tree, carried.get("subject", []), frame, fillers):
        return None
    carried = {path: [at for at in heads if at != noun] for path, heads in carried.items() if path != "self"}
    return Trigger(noun, clause, joined(arguments, carried), 1 + bool(needed), noun - bool(needed))


def _carrier(tree: Tree, noun: int, frame: Frame) -> int | None:
    """Return the verb that only carries the noun: `filed a lawsuit`, `the lawsuit filed by`."""
    head = tree.head(noun)
    carries = tree.base(noun) in ("obj", "nsubj") or (tree.base(noun) == "obl" and tree.case_of(noun) in ("on", "by"))
    if tree.forms[head] in frame.light and carries and tree.upos(head) == "VERB":
        return head
    for at in tree.children[noun]:
        if tree.relation(at) in ("acl", "acl:relcl") and tree.forms[at] in frame.light:
            return at
    return None
