"""Where frames match: triggers in the trees of an article, with what fills their parts and how they are put."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from newsgraph.model import AnnotatedArticle, Span
from newsgraph.relate.frames.arguments import (
    Arguments,
    along,
    bearers,
    is_passive,
    joined,
    noun_arguments,
    outer_subject,
    verb_arguments,
)
from newsgraph.relate.frames.attribution import Attribution, attributed, quoted_spans
from newsgraph.relate.frames.fillers import Filler, Fillers
from newsgraph.relate.frames.frame import Frame, Slot
from newsgraph.relate.frames.stance import Stance, say_verb_above, stance_of
from newsgraph.relate.frames.tree import Tree, tree_of

SURE_VERB, SURE_NOUN = 0.85, 0.75
_BYGONE = frozenset("former ex onetime erstwhile ex- then- late outgoing incoming".split())
"""Words before a role that no longer, or not yet, holds."""
_SPEAKERS = frozenset({"Person", "Organization", "Group", "Place", "people", "bodies"})


@dataclass(frozen=True, slots=True, eq=False)
class Match:
    """A frame that was found in a sentence."""

    frame: Frame
    tree: Tree
    trigger: int
    clause: int
    """The verb of the clause: the trigger itself, or the verb that carries a noun."""
    fillers: Mapping[str, tuple[tuple[int, Filler], ...]]
    """By role: the head of each phrase, and what it stands for."""
    arguments: Arguments
    stance: Stance
    said: Attribution | None
    reported: bool
    """Whether it stands in a clause of saying, whoever the speaker is."""
    confidence: float

    @property
    def span(self) -> Span:
        """The trigger's words."""
        word = self.tree.words[self.trigger]
        return Span(word.start, word.end)


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Frames by the words that trigger them."""

    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    names: Mapping[str, tuple[Frame, ...]]


def index_of(frames: Sequence[Frame]) -> Index:
    """Return the frames by their triggers."""
    tables: tuple[defaultdict[str, list[Frame]], ...] = (defaultdict(list), defaultdict(list), defaultdict(list))
    for frame in frames:
        for table, triggers in zip(tables, (frame.verbs, frame.nouns, frame.names), strict=True):
            for trigger in triggers:
                table[trigger].append(frame)
    return Index(*({trigger: tuple(listed) for trigger, listed in table.items()} for table in tables))


def matches(annotated: AnnotatedArticle, index: Index, fillers: Fillers) -> Iterator[Match]:
    """Yield what the frames find, in the order of the text; nothing whose trigger stands in quotation marks."""
    text = annotated.article.text
    quoted = quoted_spans(text)
    for sentence in annotated.sentences:
        tree = tree_of(sentence, text)
        if tree is None:
            continue
        for number, word in enumerate(tree.words):
            if any(span.start <= word.start < span.end for span in quoted):
                continue
            yield from _at(annotated, tree, number, index, fillers)


def _at(annotated: AnnotatedArticle, tree: Tree, number: int, index: Index, fillers: Fillers) -> Iterator[Match]:
    form, upos = tree.forms[number], tree.upos(number)
    if upos == "VERB" and form in index.verbs and tree.relation(number) != "amod":
        for frame in index.verbs[form]:
            yield from _found(annotated, tree, number, frame, fillers, nominal=False)
    elif upos in ("NOUN", "PROPN") and form in index.nouns and tree.relation(number) not in ("compound", "flat"):
        named = fillers.entity_at(tree, number)
        if named is None or len(named[1].of(annotated.article.text)) == len(form):
            for frame in index.nouns[form]:
                if named is None or frame.relation:
                    yield from _found(annotated, tree, number, frame, fillers, nominal=True)
    if index.names and upos == "PROPN":
        kind = fillers.kind_at(tree, number)
        for frame in index.names.get(kind or "", ()):
            yield from _found(annotated, tree, number, frame, fillers, nominal=True)


def _found(
    annotated: AnnotatedArticle, tree: Tree, number: int, frame: Frame, fillers: Fillers, *, nominal: bool
) -> Iterator[Match]:
    triggered = _noun_trigger(tree, number, frame) if nominal else _verb_trigger(tree, number, frame)
    if triggered is None:
        return
    arguments, clause = triggered
    if not nominal and not _fits(tree, arguments.get("object", []), frame, fillers):
        return
    slots = frame.noun if nominal else frame.verb
    filled = _filled(tree, slots, arguments, fillers)
    if any(needed.isdisjoint(filled) for needed in (frame.noun_needs if nominal else frame.needs)):
        return
    stance = _stance(tree, number, clause, frame, nominal=nominal)
    if stance.skipped:
        return
    word = tree.words[number]
    said = attributed(annotated, Span(word.start, word.end))
    someones = any(quote.span.covers(Span(word.start, word.end)) for quote in annotated.quotes)
    verb = say_verb_above(tree, number) if said is None else None
    if verb is not None:
        said = _speaker(tree, verb, fillers)
    confidence = SURE_NOUN if nominal else SURE_VERB
    yield Match(frame, tree, number, clause, filled, arguments, stance, said, someones or verb is not None, confidence)


def _stance(tree: Tree, number: int, clause: int, frame: Frame, *, nominal: bool) -> Stance:
    """Return how a match is put: a noun by its own words and by what carries it, a tie in apposition as a fact."""
    if not nominal:
        return stance_of(tree, number, nominal=False)
    if frame.relation:
        return stance_of(tree, number, nominal=False) if tree.child(number, "cop") is not None else Stance()
    own = stance_of(tree, number, nominal=True)
    if clause != number:
        carried = stance_of(tree, clause, nominal=False)
        own.skipped = own.skipped or carried.skipped
        own.negated = own.negated or carried.negated
        own.take(carried.modality)
    return own


def _fits(tree: Tree, objects: Sequence[int], frame: Frame, fillers: Fillers) -> bool:
    """Return whether the verb's object is one that the frame asks for."""
    if not (frame.objects or frame.object_kinds):
        return True
    return any(tree.forms[at] in frame.objects or fillers.kind_at(tree, at) in frame.object_kinds for at in objects)


def _verb_trigger(tree: Tree, verb: int, frame: Frame) -> tuple[Arguments, int] | None:
    particles = {tree.forms[at] for at in tree.children[verb] if tree.relation(at) == "compound:prt"}
    hanging = {tree.forms[at] for at in tree.children[verb]}
    needed = frame.verbs[tree.forms[verb]]
    if (needed and needed.isdisjoint(hanging)) or (not needed and particles):
        return None
    if not frame.unless.isdisjoint(hanging | {tree.forms[verb - 1] if verb else ""}):
        return None
    participle = tree.forms[verb] in frame.participles and not frame.intransitive
    arguments = verb_arguments(tree, verb, participle=participle)
    if frame.intransitive and is_passive(tree, verb, participle=False):
        return None
    return arguments, verb


def _noun_trigger(tree: Tree, noun: int, frame: Frame) -> tuple[Arguments, int] | None:
    before = tree.forms[noun - 1] if noun else ""
    needed = frame.nouns.get(tree.forms[noun], frozenset())
    if (needed and before not in needed) or before in frame.unless:
        return None
    arguments = noun_arguments(tree, noun)
    if frame.relation and not _BYGONE.isdisjoint(tree.forms[max(0, noun - 3) : noun]):
        return None
    if frame.relation:
        return joined(arguments, {"bearer": bearers(tree, noun)}), noun
    clause = _carrier(tree, noun, frame)
    if clause is None:
        return arguments, noun
    carried = verb_arguments(tree, clause, participle=True)
    carried = {path: [at for at in heads if at != noun] for path, heads in carried.items() if path != "self"}
    return joined(arguments, carried), clause


def _carrier(tree: Tree, noun: int, frame: Frame) -> int | None:
    """Return the verb that only carries the noun: `filed a lawsuit`, `the lawsuit filed by`."""
    head = tree.head(noun)
    if tree.forms[head] in frame.light and tree.base(noun) in ("obj", "nsubj", "obl") and tree.upos(head) == "VERB":
        return head
    for at in tree.children[noun]:
        if tree.relation(at) in ("acl", "acl:relcl") and tree.forms[at] in frame.light:
            return at
    return None


def _filled(
    tree: Tree, slots: Mapping[str, Slot], arguments: Arguments, fillers: Fillers
) -> dict[str, tuple[tuple[int, Filler], ...]]:
    """Return the fillers by role: those of the first path that leads to any; nobody plays two parts."""
    found: dict[str, tuple[tuple[int, Filler], ...]] = {}
    used: set[str] = set()
    for role, slot in slots.items():
        for path in slot.paths:
            here: dict[str, tuple[int, Filler]] = {}
            for head in along(tree, path, arguments):
                filler = fillers.filler(tree, head, slot.kinds)
                if filler and filler.id not in used:
                    here.setdefault(filler.id, (head, filler))
            if here:
                found[role] = tuple(here.values())
                used |= here.keys()
                break
    return found


def _speaker(tree: Tree, verb: int, fillers: Fillers) -> Attribution | None:
    subjects = [at for at in tree.children[verb] if tree.base(at) == "nsubj"] or outer_subject(tree, verb)
    for at in subjects:
        filler = fillers.filler(tree, at, _SPEAKERS)
        if filler:
            word = tree.words[verb]
            return Attribution(filler.id, Span(word.start, word.end))
    return None


@cache
def shipped_index(*, relations: bool) -> Index:
    """Return the shipped frames for events or for relations, by trigger."""
    from newsgraph.relate.frames.loading import shipped_frames  # noqa: PLC0415 - read on first use

    return index_of([frame for frame in shipped_frames() if frame.relation is relations])
