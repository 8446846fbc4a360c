"""How a source puts what a trigger says: stated, alleged, expected, proposed or asked, and whether it is denied."""

from dataclasses import dataclass

from newsgraph.model import Modality
from newsgraph.relate.frames.tree import Tree
from newsgraph.relate.frames.words import NEGATED, SKIP, StanceWords, stance_words

_NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
_NOT = frozenset("not n't n’t never neither nor hardly nt".split())
_WOULD = frozenset({"would", "'d", "’d"})
_INVERTED = frozenset({"had", "should", "were"})
_WHEN = frozenset({"when", "once", "before", "after", "until"})
_IS = frozenset({"is", "are", "'s", "’s", "'re", "’re"})
_SHOULD = frozenset({"should", "ought"})
_MAYBE = frozenset({"may", "might", "could"})
_OCCURS = frozenset(
    "take takes took begin begins began start starts started happen happens happened occur occurs occurred continue"
    " continues continued end ends ended go goes went come comes came follow follows followed resume resumes".split()
)
"""Verbs by whose modality what happens is expected: `the trial will begin`."""
_WAGED = frozenset({"campaign", "campaigns"})
"""`A campaign of attacks` is under way, `a campaign for a strike` is not."""
_ENDS = frozenset({".", "!", "?", "”", '"', "’", "…"})
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today tomorrow week month year".split())
_CONTROLLED = frozenset({"xcomp", "ccomp", "acl", "advcl", "csubj"})
_STEPS = 4
_RANK = (Modality.STATED, Modality.EXPECTED, Modality.PROPOSED, Modality.ALLEGED, Modality.ASKED)


@dataclass(slots=True)
class Stance:
    """How something is put; `skipped` where it is not said to happen at all."""

    modality: Modality = Modality.STATED
    negated: bool = False
    skipped: bool = False

    def take(self, effect: str | None) -> None:
        """Let a word have its effect; the doubt that is further from fact wins."""
        if effect == SKIP:
            self.skipped = True
        elif effect == NEGATED:
            self.negated = not self.negated
        elif effect is not None:
            self.modality = max(self.modality, Modality(effect), key=_RANK.index)


def stance_of(tree: Tree, trigger: int, *, nominal: bool, present: bool = False) -> Stance:
    """Return how the trigger is put by the words of its clause and of those that govern it.

    `present` says that the form is one of the present tense, which tells what happens as a rule or is due, not what
    happened, but in headlines.
    """
    words, stance = stance_words(), Stance()
    if nominal:
        _beside(tree, trigger, stance)
        trigger = _from_noun(tree, trigger, words, stance)
    if trigger >= 0:
        _own(tree, trigger, words, stance)
        _governed(tree, trigger, words, stance)
    if present and stance.modality is Modality.STATED and _is_finite_present(tree, trigger):
        stance.take(Modality.EXPECTED if _is_dated(tree, trigger) else SKIP)
    if tree.forms[-1] == "?" or tree.forms[-2] == "?":
        stance.take(Modality.ASKED)
    return stance


def _beside(tree: Tree, noun: int, stance: Stance) -> None:
    """Take from a clause that is to come what happens at it: `will speak at a summit`."""
    head = tree.head(noun)
    if tree.base(noun) == "obl" and tree.case_of(noun) in ("at", "during") and tree.upos(head) == "VERB":
        clause = stance_of(tree, head, nominal=False)
        if clause.modality is Modality.EXPECTED:
            stance.take(Modality.EXPECTED)


def _own(tree: Tree, at: int, words: StanceWords, stance: Stance) -> None:
    """Take the effects of a verb's own auxiliaries, adverbs, marks and subject."""
    stance.take(_by_place(tree, at))
    infinitive = False
    for child in tree.children[at]:
        form, base = tree.forms[child], tree.base(child)
        if base == "aux":
            # `said she would go` is what `will` was when she said it.
            later = form in _WOULD and tree.forms[tree.head(at)] in words.say and tree.base(at) == "ccomp"
            stance.take(_of_auxiliary(tree, at, form, words, later=later))
        elif form in _NOT and base in ("advmod", "det", "cc"):
            stance.take(NEGATED)
        elif base == "advmod":
            stance.take(words.adverbs.get(form))
        elif base == "mark":
            stance.take(words.marks.get(form))
            infinitive = infinitive or form == "to"
        elif base in ("nsubj", "obj") and (form in _NOBODY or _is_no(tree, child)):
            stance.take(NEGATED)
    head, base = tree.head(at), tree.base(at)
    if infinitive and base == "acl" and tree.upos(head) == "PROPN":
        # Headlines: `Harlow Bank to buy the Quell Company`.
        stance.take(Modality.EXPECTED)
    elif infinitive and (
        base in ("root", "parataxis") or (base in ("advcl", "acl") and not _governs(tree, head, words))
    ):
        stance.take(Modality.EXPECTED if base in ("root", "parataxis") else Modality.PROPOSED)
    if base == "conj" and "or" in (tree.forms[child] for child in tree.children[at]) and _is_negated(tree, head):
        stance.take(NEGATED)


def _is_finite_present(tree: Tree, verb: int) -> bool:
    """Return whether a verb in the present tense has a subject and no auxiliary, outside headlines."""
    if tree.forms[-1] not in _ENDS:
        return False
    bases = {tree.base(at) for at in tree.children[verb]}
    bare = tree.relation(verb) == "conj" and not bases & {"aux", "mark"}
    return ("nsubj" in bases or bare) and "aux" not in bases and "to" not in (
        tree.forms[at] for at in tree.children[verb] if tree.base(at) == "mark"
    )  # fmt: skip


def _is_dated(tree: Tree, verb: int) -> bool:
    """Return whether a day is named beside a verb: `meets Ruiz on Monday`."""
    return any(
        tree.forms[at] in _DAYS and not any(tree.forms[below] in ("every", "each") for below in tree.children[at])
        for at in tree.children[verb]
    )


def _by_place(tree: Tree, verb: int) -> str | None:
    """Return what the order of words says: `had police come`, `has yet to come`, `used to come`, `once he is freed`."""
    found = tree.child(verb, "xcomp")
    if found is not None and tree.upos(found) == "ADJ" and _is_negated(tree, found):
        return NEGATED  # `found not guilty`
    before = tree.forms[max(0, verb - 2) : verb]
    if before == ["yet", "to"]:
        return NEGATED
    if before == ["used", "to"]:
        return SKIP
    auxiliaries = [at for at in tree.children[verb] if tree.base(at) == "aux"]
    subject = next((at for at in tree.children[verb] if tree.base(at) == "nsubj"), None)
    marks = {tree.forms[at] for at in tree.children[verb] if tree.base(at) in ("mark", "advmod")}
    inverted = subject is not None and any(at < subject and tree.forms[at] in _INVERTED for at in auxiliaries)
    if tree.base(verb) == "advcl" and inverted and not marks & _WHEN:
        return SKIP
    present = any(tree.forms[at] in _IS for at in auxiliaries)
    return Modality.EXPECTED if present and marks & _WHEN and len(auxiliaries) == 1 else None


def _of_auxiliary(tree: Tree, verb: int, form: str, words: StanceWords, *, later: bool) -> str | None:
    if later:
        return Modality.EXPECTED
    if _has_been(tree, verb):
        # `would have won` did not win; `may have died` may be dead; `will have won` is to come.
        if form in _WOULD or form in _SHOULD:
            return SKIP
        if form in _MAYBE:
            return Modality.ALLEGED
    return words.auxiliaries.get(form)


def _has_been(tree: Tree, verb: int) -> bool:
    """Return whether the clause looks back: `may have died`."""
    return any(tree.base(at) == "aux" and tree.forms[at] in ("have", "'ve", "’ve") for at in tree.children[verb])


def _governed(tree: Tree, at: int, words: StanceWords, stance: Stance) -> None:
    """Take the effects of the clauses above, as far as they control this one."""
    for _ in range(_STEPS):
        head, base, relation = tree.head(at), tree.base(at), tree.relation(at)
        if head == at:
            return
        if base == "conj" and tree.upos(head) == tree.upos(at):
            if any(tree.base(child) == "nsubj" for child in tree.children[at]):
                return
            _shared(tree, at, head, words, stance)
            at = head
            continue
        if base not in _CONTROLLED or relation == "acl:relcl":
            return
        if base in ("advcl", "acl") and not _is_bare_or_to(tree, at):
            if base == "acl" and words.nouns.get(tree.forms[head]) == Modality.ALLEGED:
                stance.take(Modality.ALLEGED)  # `a rumor that he had been fired`
            return
        _effect_of(tree, head, words, stance)
        if base == "xcomp" and tree.forms[head] in words.say and tree.child(head, "aux:pass") is not None:
            # `is said to have resigned`: nobody answers for it.
            stance.take(Modality.ALLEGED)
        if base == "xcomp" and tree.child(head, "obj") is not None and not _governs(tree, head, words):
            # `summoned the army to depose`: unless the verb is known to say otherwise, this is only wanted.
            stance.take(Modality.PROPOSED)
        if base == "advcl":
            return
        if base != "ccomp":
            _own(tree, head, words, stance)
        at = head


def _shared(tree: Tree, at: int, head: int, words: StanceWords, stance: Stance) -> None:
    """Take from the first of joined verbs what the later one shares: `will be arrested and deported`."""
    if any(tree.base(child) in ("nsubj", "aux") for child in tree.children[at]):
        return
    for child in tree.children[head]:
        if tree.base(child) == "aux":
            stance.take(words.auxiliaries.get(tree.forms[child]))
        if tree.base(child) == "mark" and child < head:
            stance.take(words.marks.get(tree.forms[child]))


def _effect_of(tree: Tree, head: int, words: StanceWords, stance: Stance) -> None:
    form = tree.forms[head]
    if tree.upos(head) == "VERB" or form in words.verbs:
        stance.take(words.verbs.get(form))
    elif tree.upos(head) in ("NOUN", "PROPN"):
        stance.take(words.nouns.get(form))
    elif tree.upos(head) in ("ADJ", "ADV", "ADP"):
        stance.take(words.adjectives.get(form))


def _governs(tree: Tree, head: int, words: StanceWords) -> bool:
    form = tree.forms[head]
    return form in words.verbs or form in words.nouns or form in words.adjectives


def _from_noun(tree: Tree, noun: int, words: StanceWords, stance: Stance) -> int:
    """Take the effects of what stands at a noun and above it, and return the verb of its clause, or -1."""
    for _ in range(_STEPS):
        if tree.child(noun, "cop") is not None:
            # `It will be his second visit.`
            _own(tree, noun, words, stance)
            return noun
        for child in tree.children[noun]:
            form, base = tree.forms[child], tree.base(child)
            if base == "det" and form in ("no", "neither"):
                stance.take(NEGATED)
            elif base == "det" and form in ("any", "every"):
                stance.take(SKIP)
            elif base in ("amod", "compound"):
                stance.take(words.adjectives.get(form))
        head, base = tree.head(noun), tree.base(noun)
        if head == noun:
            return -1
        if base == "conj" and tree.upos(head) in ("NOUN", "PROPN"):
            noun = head
            continue
        if base == "nmod" and tree.upos(head) in ("NOUN", "PROPN"):
            effect = words.nouns.get(tree.forms[head])
            waged = tree.forms[head] in _WAGED and tree.case_of(noun) == "of"
            stance.take(effect if tree.case_of(noun) in ("of", "for", "to", "on") and not waged else None)
            if tree.case_of(noun) == "without":
                stance.take(NEGATED)
            return -1
        if base in ("obj", "obl", "xcomp", "nsubj"):
            effect = words.verbs.get(tree.forms[head])
            case = tree.case_of(noun)
            if tree.relation(noun) == "nsubj:pass" or (base != "nsubj" and case in ("", "for", "of", "to")):
                stance.take(effect)
            elif case == "from" and effect == NEGATED:
                stance.take(NEGATED)
            if tree.case_of(noun) == "without":
                stance.take(NEGATED)
            return head if tree.forms[head] in _OCCURS else -1
        return -1
    return -1


def _is_no(tree: Tree, noun: int) -> bool:
    return any(
        tree.relation(at) in ("det", "advmod") and tree.forms[at] == "no" and at < noun for at in tree.children[noun]
    )


def _is_negated(tree: Tree, verb: int) -> bool:
    return any(tree.forms[at] in _NOT and tree.base(at) == "advmod" for at in tree.children[verb])


def _is_bare_or_to(tree: Tree, at: int) -> bool:
    marks = [tree.forms[child] for child in tree.children[at] if tree.base(child) == "mark"]
    return "to" in marks or not {"of", "for", "about", "from"}.isdisjoint(marks)
