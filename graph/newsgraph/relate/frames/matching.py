"""Where frames match: triggers in the trees of an article, with what fills their parts and how they are put."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from newsgraph.model import AnnotatedArticle, Kind, Modality, Span
from newsgraph.relate.frames.arguments import Arguments, along, hyphenated
from newsgraph.relate.frames.attribution import Attribution, quoted_spans
from newsgraph.relate.frames.fillers import Filler, Fillers
from newsgraph.relate.frames.frame import Frame, Slot
from newsgraph.relate.frames.inflection import verb_forms
from newsgraph.relate.frames.needing import Found, is_of_games, is_there
from newsgraph.relate.frames.places import place_of
from newsgraph.relate.frames.reports import report_of
from newsgraph.relate.frames.stance import Stance, stance_of
from newsgraph.relate.frames.tree import Tree, tree_of
from newsgraph.relate.frames.triggers import Trigger, noun_trigger, verb_trigger

SURE_VERB, SURE_NOUN = 0.85, 0.75
_HAPPEN = (
    "happen occur take begin start open resume hold go proceed follow schedule plan set expect postpone delay cancel"
)
"""Verbs whose subject is the event; `take` is that of `take place`."""
_ATTENDED = frozenset({"ng:Meeting", "ng:Election", "ng:Vote", "ng:Protest", "ng:Trial"})


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
    place: tuple[str, Span] | None = None
    """For events: the place with its words."""
    exactness: int = 0
    """How many words besides the trigger the frame names."""
    first: int = 0
    """Where the trigger's words begin."""

    @property
    def span(self) -> Span:
        """The trigger's words: `chief executive`, `air strike`."""
        words = self.tree.words
        return Span(words[self.first].start, words[self.trigger].end)


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
    """Yield what the frames find, in the order of the text.

    Of what stands in quotation marks only that which belongs to a quote with a speaker.
    """
    text = annotated.article.text
    marked = [
        span
        for span in quoted_spans(text)
        if not any(quote.speaker and quote.span.overlaps(span) for quote in annotated.quotes)
    ]
    for sentence in annotated.sentences:
        tree = tree_of(sentence, text)
        if tree is None:
            continue
        for number, word in enumerate(tree.words):
            if word.upos not in ("VERB", "NOUN", "PROPN") or any(s.start <= word.start < s.end for s in marked):
                continue
            yield from _at(annotated, tree, number, index, fillers)


def _at(annotated: AnnotatedArticle, tree: Tree, number: int, index: Index, fillers: Fillers) -> Iterator[Match]:
    form, upos = tree.forms[number], tree.upos(number)
    if upos == "VERB" and form in index.verbs:
        described = tree.relation(number) in ("amod", "compound")
        for frame in index.verbs[form]:
            if described and not (frame.relation and hyphenated(tree, number)):
                continue
            yield from _found(annotated, tree, verb_trigger(tree, number, frame, fillers), frame, fillers)
    elif upos in ("NOUN", "PROPN") and form in index.nouns and tree.relation(number) not in ("compound", "flat"):
        named = fillers.entity_at(tree, number)
        alone = named is None or named[0].kind == Kind.EVENT
        if alone or (named is not None and named[1].end - named[1].start == len(form)):
            for frame in index.nouns[form]:
                if alone or frame.relation:
                    yield from _found(
                        annotated, tree, noun_trigger(tree, number, frame, fillers), frame, fillers, nominal=True
                    )
    if index.names and upos == "PROPN":
        kind = fillers.kind_at(tree, number)
        for frame in index.names.get(kind or "", ()):
            yield from _found(annotated, tree, noun_trigger(tree, number, frame, fillers), frame, fillers, nominal=True)


def _found(
    annotated: AnnotatedArticle,
    tree: Tree,
    trigger: Trigger | None,
    frame: Frame,
    fillers: Fillers,
    *,
    nominal: bool = False,
) -> Iterator[Match]:
    if trigger is None:
        return
    number, clause, arguments = trigger.word, trigger.clause, trigger.arguments
    if frame.no_games and is_of_games(tree):
        return
    slots = frame.noun if nominal else frame.verb
    filled = _filled(tree, slots, arguments, fillers)
    place = None if frame.relation else place_of(tree, number, clause, arguments, filled, fillers)
    found = Found(tree, number, clause, filled, slots, arguments, placed=place is not None)
    for needed in frame.noun_needs if nominal else frame.needs:
        if not any(is_there(found, one, fillers) for one in needed):
            return
    stance = _stance(tree, number, clause, frame, nominal=nominal)
    if stance.skipped:
        return
    report = report_of(annotated, tree, number, fillers)
    if report.accused:
        stance.take(Modality.ALLEGED)
    confidence = SURE_NOUN if nominal else SURE_VERB
    yield Match(
        frame, tree, number, clause, filled, arguments, stance, report.said, report.reported, confidence, place,
        trigger.exactness, trigger.first,
    )  # fmt: skip


@cache
def _happening() -> frozenset[str]:
    return frozenset(form for lemma in _HAPPEN.split() for form in verb_forms(lemma))


def _tells_by_tense(frame: Frame, form: str) -> bool:
    """Return whether a form is of the present tense, and that tense says that it has not happened."""
    return not frame.relation and not frame.state and form in frame.present


def _stance(tree: Tree, number: int, clause: int, frame: Frame, *, nominal: bool) -> Stance:
    """Return how a match is put: a noun by its own words and by what carries it, a tie in apposition as a fact."""
    if not nominal:
        return stance_of(tree, number, nominal=False, present=_tells_by_tense(frame, tree.forms[number]))
    if frame.relation:
        return stance_of(tree, number, nominal=False) if tree.child(number, "cop") is not None else Stance()
    own = stance_of(tree, number, nominal=True)
    above = tree.head(number)
    if tree.base(number) == "nsubj" and tree.forms[above] in _happening():
        # `the trial will begin`: what is said of its beginning is said of it.
        said = stance_of(tree, above, nominal=False)
        helpers = {tree.forms[at] for at in tree.children[above] if tree.base(at) == "aux"}
        if not {"would", "have"} <= helpers:
            own.negated = own.negated or said.negated
            own.take(said.modality)
    if frame.name in _ATTENDED and tree.case_of(number) in ("for", "at") and tree.upos(above) == "VERB":
        # `expects to fly to Peru for the talks`: they are as much to come as the flight.
        own.take(stance_of(tree, above, nominal=False).modality)
    if clause != number:
        carried = stance_of(tree, clause, nominal=False)
        own.skipped = own.skipped or carried.skipped
        own.negated = own.negated or carried.negated
        own.take(carried.modality)
    return own


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
                if filler and filler.id not in used and not _is_doer(tree, head, filler, arguments, fillers):
                    here.setdefault(filler.id, (head, filler))
            if here:
                found[role] = tuple(here.values())
                used |= here.keys()
                break
    return found


def _is_doer(tree: Tree, head: int, filler: Filler, arguments: Arguments, fillers: Fillers) -> bool:
    """Return whether `him` or `her` would be done to the one who does it: that takes `himself`."""
    if tree.forms[head] not in ("him", "her", "them") or head in arguments.get("subject", ()):
        return False
    doers = [fillers.entity_at(tree, at) for at in arguments.get("subject", ())]
    return any(found and found[0].id == filler.id for found in doers)


@cache
def shipped_index(*, relations: bool) -> Index:
    """Return the shipped frames for events or for relations, by trigger."""
    from newsgraph.relate.frames.loading import shipped_frames  # noqa: PLC0415 - read on first use

    return index_of([frame for frame in shipped_frames() if frame.relation is relations])
