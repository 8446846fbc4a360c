"""Whose words a trigger stands in: the speaker of the quote around it, or of the clause of saying above it."""

from dataclasses import dataclass

from newsgraph.model import AnnotatedArticle, Span
from newsgraph.relate.frames.arguments import outer_subject
from newsgraph.relate.frames.attribution import Attribution, attributed
from newsgraph.relate.frames.fillers import Fillers
from newsgraph.relate.frames.tree import Tree
from newsgraph.relate.frames.words import stance_words

_SPEAKERS = frozenset({"Person", "Organization", "Group", "Place", "people", "bodies"})
_REPORTED = frozenset({"ccomp", "parataxis", "csubj", "dep"})
_GOVERNED = frozenset({"xcomp", "ccomp", "advcl", "amod"})
_STEPS = 3


@dataclass(frozen=True, slots=True)
class Report:
    """Whose words they are, where they are anybody's."""

    said: Attribution | None = None
    reported: bool = False
    """Whether they are somebody's, known or not; else the article's own."""
    accused: bool = False
    """Whether somebody is accused of it."""


def report_of(annotated: AnnotatedArticle, tree: Tree, trigger: int, fillers: Fillers) -> Report:
    """Return whose words a trigger stands in; the quotes of the article know better than the tree."""
    word = tree.words[trigger]
    span = Span(word.start, word.end)
    verb = say_verb_above(tree, trigger)
    if any(quote.span.covers(span) for quote in annotated.quotes):
        said = attributed(annotated, span)
        if said is None and verb is not None:
            said = _speaker(tree, verb, fillers)
        return Report(said, reported=True)
    if verb is None:
        verb = _accuser(tree, trigger)
        said = _speaker(tree, verb, fillers) if verb is not None else None
        return Report(said, reported=said is not None, accused=verb is not None)
    return Report(_speaker(tree, verb, fillers), reported=True)


def say_verb_above(tree: Tree, trigger: int) -> int | None:
    """Return the verb of saying whose reported clause holds the trigger, or which denies it: `denied the killing`."""
    say, deny = stance_words().say, stance_words().deny
    previous = trigger
    for steps, at in enumerate(tree.above(trigger)):
        base, form = tree.base(previous), tree.forms[at]
        if base in _REPORTED and form in say:
            return at
        if form in deny and steps < _STEPS and base in ("xcomp", "obj", "ccomp"):
            return at
        previous = at
    for at in (trigger, *tree.above(trigger)):
        for child in tree.children[at]:
            if tree.relation(child) == "parataxis" and tree.forms[child] in say:
                return child
    return None


def _accuser(tree: Tree, trigger: int) -> int | None:
    """Return the verb of accusing that governs the trigger: `India accused the group of staging an attack`."""
    previous = trigger
    for steps, at in enumerate(tree.above(trigger)):
        if tree.base(previous) in _GOVERNED and tree.forms[at] in stance_words().accuse:
            return at
        if steps == _STEPS:
            return None
        previous = at
    return None


def _speaker(tree: Tree, verb: int, fillers: Fillers) -> Attribution | None:
    passive = any(tree.relation(at) in ("aux:pass", "nsubj:pass") for at in tree.children[verb])
    if passive or (tree.relation(verb) == "acl" and not tree.forms[verb].endswith("ing")):
        subjects = [at for at in tree.children[verb] if tree.base(at) == "obl" and tree.case_of(at) == "by"]
    else:
        subjects = [at for at in tree.children[verb] if tree.base(at) == "nsubj"] or outer_subject(tree, verb)
    for at in subjects:
        filler = fillers.filler(tree, at, _SPEAKERS)
        if filler:
            word = tree.words[verb]
            return Attribution(filler.id, Span(word.start, word.end))
    return None
