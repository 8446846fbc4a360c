"""The arguments of a trigger: who does what to whom, whatever the clause looks like."""

from collections import defaultdict
from collections.abc import Sequence

from newsgraph.relate.frames.inflection import verb_forms
from newsgraph.relate.frames.tree import Tree, conjuncts

Arguments = dict[str, list[int]]
"""Heads of phrases by path: `subject`, `object`, `possessor`, `of`."""

PREPOSITIONS = frozenset(
    "about above across after against along among around as at before behind below between by during following for"
    " from in inside into near of off on onto outside over per since through throughout to toward towards under upon"
    " via with within without unlike alongside".split()
)
NAMED_PATHS = frozenset("subject object recipient unmarked possessor compound modifier bearer self complement".split())
"""Paths that are no prepositions; docs/reference/frames.md says what each leads to."""
_OBJECT_CONTROL = frozenset(
    form
    for lemma in (
        "ask order urge force tell instruct direct command allow permit require expect invite encourage persuade want"
        " help send get compel pressure call accuse suspect blame press beg warn advise challenge appeal lobby"
    ).split()
    for form in verb_forms(lemma)
)
"""Verbs whose object does what they govern: `called on Ruiz to resign`."""
_FIRST = frozenset("first second third last latest only next youngest oldest".split())
"""Before a noun these make it do what its infinitive says: `the first person to die`."""
_RELATIVES = frozenset({"who", "whom", "which", "that"})
_DEEPEST = 6


def verb_arguments(tree: Tree, verb: int, *, participle: bool, depth: int = 0) -> Arguments:
    """Return the logical arguments of a verb; `participle` tells whether its form may be a passive one."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    if hyphenated(tree, verb):
        # `the Denver-based institute`: what is based in Denver.
        return {"object": [tree.head(verb)], "in": [verb - 2]}
    passive = is_passive(tree, verb, participle=participle, depth=depth)
    has_subject = False
    bare: list[int] = []
    for child in tree.children[verb]:
        relation = tree.relation(child)
        if relation in ("nsubj", "nsubj:outer", "nsubj:pass"):
            found["object" if passive else "subject"] += _relativised(tree, child, verb)
            has_subject = True
        elif relation == "obj":
            found["object"] += _relativised(tree, child, verb)
        elif relation == "iobj":
            found["recipient"].append(child)
        elif relation in ("advcl", "xcomp"):
            _clausal(tree, child, found)
        elif (relation.startswith(("obl", "nmod")) and relation != "nmod:poss") or relation == "compound":
            bare += _phrase(tree, child, verb, found, passive=passive)
    if bare and not passive:
        # Phrases without a preposition that the parser did not take for subject or object.
        has_subject = _rescued(found, bare, verb, has_subject=has_subject)
    gapped = [] if has_subject else _gapped(tree, verb)
    if gapped:
        found["object" if passive or participle else "subject"] += gapped
    elif not has_subject:
        inherited = outer_subject(tree, verb, depth)
        found["object" if passive else "subject"] += [at for at in inherited if at not in found["object"]]
    if not passive and not found["object"]:
        # The parser takes whom one charges for whom one charges it to.
        found["object"] += found["recipient"] or _shared_object(tree, verb)
    if not passive and not found["object"] and has_subject:
        found["object"] += _gap(tree, verb) or _later_object(tree, verb)
    return {path: _own_conjuncts(tree, heads, verb) for path, heads in found.items() if heads}


def _phrase(tree: Tree, child: int, verb: int, found: defaultdict[str, list[int]], *, passive: bool) -> list[int]:
    """Take a phrase by its preposition; return it if it stands bare where a subject or an object would."""
    relation = tree.relation(child)
    if relation == "compound":
        return [child] if child > verb and tree.upos(child) == "PROPN" else []
    case = tree.case_of(child)
    found[case or "unmarked"] += _relativised(tree, child, verb)
    if case == "by" and passive:
        found["subject"].append(child)
    return [child] if not case and relation in _BARE and tree.upos(child) in _NOMINAL else []


def _clausal(tree: Tree, child: int, found: defaultdict[str, list[int]]) -> None:
    """Take what a clause under a verb gives: `charged with violating`, `left at least 12 dead`."""
    mark = tree.child(child, "mark")
    if tree.relation(child) == "xcomp":
        found["object"] += [child] if _is_count(tree, child) else []
    elif mark is not None and tree.forms[mark] in ("with", "of", "for", "by"):
        found[tree.forms[mark]].append(child)


def _is_count(tree: Tree, number: int) -> bool:
    """Return whether a word counts people: `left at least 12 dead`."""
    return tree.upos(number) == "ADJ" and any(tree.base(at) == "nummod" for at in tree.children[number])


def _gapped(tree: Tree, verb: int) -> list[int]:
    """Return the subject that stands between joined verbs without its auxiliary: `24 were killed and 15 injured`."""
    head = tree.head(verb)
    if tree.relation(verb) != "conj" or any(tree.base(at) in ("nsubj", "aux") for at in tree.children[verb]):
        return []
    if verb and tree.upos(verb - 1) == "NUM" and tree.relation(verb - 1) in ("conj", "obl:unmarked", "obl"):
        return [verb - 1]
    near = [*tree.children[verb], *tree.children[head]]
    near += [below for at in _subjects(tree, head) for below in tree.children[at]]
    return [
        at
        for at in near
        if tree.base(at) == "conj" and head < at < verb
        and (tree.upos(at) == "NUM" or any(tree.base(below) == "nummod" for below in tree.children[at]))
    ][:1]  # fmt: skip


def _own_conjuncts(tree: Tree, heads: list[int], verb: int) -> list[int]:
    """Return the heads with what is joined to them, but for subjects of a later verb that stand behind this one."""
    return [at for at in conjuncts(tree, heads) if at in heads or not _is_of_later(tree, at, heads, verb)]


def _is_of_later(tree: Tree, at: int, heads: list[int], verb: int) -> bool:
    return min(heads) < verb < at and any(at in _gapped(tree, later) for later in tree.children[verb])


def _rescued(found: defaultdict[str, list[int]], bare: list[int], verb: int, *, has_subject: bool) -> bool:
    """Take what stands bare before the verb as its subject and what stands behind it as its object, if it lacks them.

    Return whether the verb has a subject now.
    """
    if not has_subject:
        found["subject"] += [at for at in bare if at < verb][-1:]
    if not found["object"]:
        found["object"] += [at for at in bare if at > verb][:1]
    return bool(found["subject"])


def noun_arguments(tree: Tree, noun: int) -> Arguments:
    """Return what hangs on a noun, by preposition, as its possessor, or before it."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    _hang(tree, noun, found)
    other = tree.head(noun) if tree.base(noun) == "conj" else None
    joined = [at for at in tree.children[noun] if tree.base(at) == "conj" and tree.upos(at) == "NOUN"]
    for at in (*([other] if other is not None else []), *joined):
        if not found["of"] and not found["possessor"] and tree.upos(at) == "NOUN":
            shared: defaultdict[str, list[int]] = defaultdict(list)
            _hang(tree, at, shared)
            found["of"] += shared["of"]
            found["possessor"] += shared["possessor"] if at == other else []
    joined_to = {path: conjuncts(tree, heads) for path, heads in found.items() if heads}
    return joined_to | {"self": [noun]}


def bearers(tree: Tree, noun: int) -> list[int]:
    """Return what a noun is said of: by apposition, copula, as a title before a name, or behind `as`."""
    found: list[int] = []
    head = tree.head(noun)
    base = tree.base(noun)
    if base == "conj" and head != noun and tree.upos(head) == "NOUN":
        return bearers(tree, head) if tree.base(head) != "conj" else []
    if head != noun and (base == "appos" or tree.relation(noun) == "nmod:desc") and tree.upos(head) in _NOMINAL:
        found.append(head)
    found += [
        at
        for at in tree.children[noun]
        if (tree.base(at) == "appos" or tree.relation(at) in ("flat", "nmod:desc")) and tree.upos(at) == "PROPN"
    ]
    if tree.child(noun, "cop") is not None:
        found += [at for child in _subjects(tree, noun) for at in _relativised(tree, child, noun)]
        if not _subjects(tree, noun) and tree.relation(noun) == "acl:relcl":
            found.append(head)
    if tree.case_of(noun) == "as" and tree.relation(noun).startswith("obl") and tree.forms[head] in _SERVING:
        found += verb_arguments(tree, head, participle=False).get("subject", [])
    return conjuncts(tree, found)


_BARE = frozenset({"obl", "nmod", "nmod:desc"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_STOPS = frozenset({".", "!", "?", "”", '"', "’", "…", ":"})
_SERVING = frozenset("serve serves served serving work works worked working act acts acted".split())


def is_passive(tree: Tree, verb: int, *, participle: bool, depth: int = 0) -> bool:
    """Return whether the verb's surface subject is its logical object."""
    relations = {tree.relation(at) for at in tree.children[verb]}
    if not relations.isdisjoint({"aux:pass", "nsubj:pass"}):
        return True
    if not participle or "obj" in relations or depth > _DEEPEST:
        return False
    relation = tree.relation(verb)
    if relation in ("acl", "amod") or "obl:agent" in relations:
        return "nsubj" not in relations and "aux" not in relations
    if relation == "root":
        # Headlines leave out the auxiliary and the full stop: `Nurse arrested in Denver`.
        return "nsubj" in relations and "aux" not in relations and tree.forms[-1] not in _STOPS
    if relation == "advcl":
        return not relations & {"nsubj", "aux", "mark"}
    if relation == "conj" and not relations & {"nsubj", "aux"}:
        return is_passive(tree, tree.head(verb), participle=_may_be_participle(tree, tree.head(verb)), depth=depth + 1)
    return False


def outer_subject(tree: Tree, verb: int, depth: int = 0) -> list[int]:
    """Return the surface subject that a verb without one of its own takes from the clause it stands in."""
    head, relation = tree.head(verb), tree.relation(verb)
    if head == verb or depth > _DEEPEST:
        return []
    if relation == "acl:relcl":
        return [head] if tree.upos(head) in _NOMINAL else []
    if relation == "acl":
        if tree.child(verb, "mark") is None:
            return [head] if tree.upos(head) in _NOMINAL else []
        first = any(tree.forms[at] in _FIRST for at in tree.children[head])
        return [head] if first else _holder(tree, head, depth)
    if relation in ("xcomp", "advcl") and tree.forms[head] in _OBJECT_CONTROL:
        told = [
            at
            for at in tree.children[head]
            if tree.relation(at) in ("obj", "iobj", "nsubj:pass")
            or (tree.base(at) == "obl" and tree.case_of(at) in ("on", "upon", "for") and at < verb)
        ]
        if told:
            return [at for number in told for at in _relativised(tree, number, head)]
    if relation in ("xcomp", "conj", "advcl"):
        if relation == "advcl" and _is_finite(tree, verb):
            return []
        if tree.upos(head) == "ADJ" and tree.relation(head) == "xcomp":
            # `found the men guilty of killing`: the men killed.
            told = [at for at in tree.children[tree.head(head)] if tree.relation(at) in ("obj", "nsubj:pass")]
            if told:
                return told
        own = [at for child in _subjects(tree, head) for at in _relativised(tree, child, head)]
        return own or outer_subject(tree, head, depth + 1)
    return []


def _holder(tree: Tree, noun: int, depth: int) -> list[int]:
    """Return whose plan it is: the noun's possessor, or the subject of its verb: `Ruiz announced a plan to sell`."""
    owner = tree.child(noun, "nmod:poss")
    if owner is not None:
        return _possessor(tree, owner, noun)
    if tree.base(noun) != "obj":
        return []
    verb = tree.head(noun)
    own = [at for child in _subjects(tree, verb) for at in _relativised(tree, child, verb)]
    return own or outer_subject(tree, verb, depth + 1)


def _is_finite(tree: Tree, verb: int) -> bool:
    return any(tree.forms[at] in ("will", "would", "has", "had", "was", "were", "is") for at in tree.children[verb]
               if tree.base(at) == "aux")  # fmt: skip


def _subjects(tree: Tree, verb: int) -> list[int]:
    return [at for at in tree.children[verb] if tree.base(at) == "nsubj"]


def _relativised(tree: Tree, number: int, verb: int) -> list[int]:
    """Return what a relative pronoun stands for; any other word as it is."""
    if tree.upos(number) not in ("PRON", "DET", "SCONJ") or tree.forms[number] not in _RELATIVES:
        return [number]
    for at in (verb, *tree.above(verb)):
        if tree.relation(at) in ("acl:relcl", "acl"):
            return [tree.head(at)]
    return []


def _later_object(tree: Tree, verb: int) -> list[int]:
    """Return the object that joined verbs share: `police arrested and questioned the student`."""
    for at in tree.children[verb]:
        if tree.base(at) == "conj" and tree.upos(at) == "VERB" and at - verb <= 2 and not _subjects(tree, at):
            return [child for child in tree.children[at] if tree.relation(child) == "obj"]
    return []


def _shared_object(tree: Tree, verb: int) -> list[int]:
    """Return the object behind joined verbs that hangs on the first: `police shot and killed a man`."""
    if tree.relation(verb) != "conj" or _subjects(tree, verb):
        return []
    return [at for at in tree.children[tree.head(verb)] if tree.relation(at) == "obj" and at > verb][:1]


def _gap(tree: Tree, verb: int) -> list[int]:
    """Return the noun that a relative clause leaves out: `the man police arrested`."""
    if tree.relation(verb) != "acl:relcl" or tree.upos(tree.head(verb)) not in _NOMINAL:
        return []
    own = [at for at in tree.children[verb] if tree.forms[at] in (*_RELATIVES, "where", "when", "why", "whose")]
    oblique = [at for at in tree.children[verb] if tree.relation(at) in ("ccomp", "xcomp")]
    return [] if own or oblique else [tree.head(verb)]


def _may_be_participle(tree: Tree, verb: int) -> bool:
    return tree.forms[verb].endswith(("ed", "en", "wn", "nt", "ld", "ot", "ung"))


def _hang(tree: Tree, noun: int, found: defaultdict[str, list[int]]) -> None:
    for child in tree.children[noun]:
        relation = tree.relation(child)
        if relation == "nmod:poss":
            found["possessor"] += _possessor(tree, child, noun)
        elif relation == "compound" or (relation == "flat" and child < noun and not tree.case_of(child)):
            found["compound"].append(child)
        elif relation == "amod":
            found["modifier"].append(child)
        elif relation in ("nmod", "obl", "obl:agent", "nmod:desc", "nmod:unmarked") or _is_phrase(tree, child):
            case = tree.case_of(child)
            found[case or ("compound" if child < noun else "unmarked")].append(child)


def _is_phrase(tree: Tree, child: int) -> bool:
    """Return whether a name is a phrase with a preposition, though the parser took it for part of the one before."""
    return tree.relation(child) == "flat" and bool(tree.case_of(child))


def _possessor(tree: Tree, child: int, noun: int) -> list[int]:
    if tree.forms[child] == "whose":
        return [tree.head(at) for at in (noun, *tree.above(noun)) if tree.relation(at) == "acl:relcl"][:1]
    return [child]


def joined(*several: Arguments) -> Arguments:
    """Return arguments together, the first ones first."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for arguments in several:
        for path, heads in arguments.items():
            found[path] += [at for at in heads if at not in found[path]]
    return dict(found)


def along(tree: Tree, path: Sequence[str], arguments: Arguments) -> list[int]:
    """Return where a path leads, step by step: `object/of` is what `of` adds to the object."""
    heads = arguments.get(path[0], [])
    for step in path[1:]:
        heads = [at for head in heads for at in _of_head(tree, head).get(step, [])]
    return heads


def _of_head(tree: Tree, head: int) -> Arguments:
    if tree.upos(head) == "VERB":
        return verb_arguments(tree, head, participle=False)
    return noun_arguments(tree, head)


def hyphenated(tree: Tree, verb: int) -> bool:
    """Return whether a participle before a noun is joined to what it would govern: `Denver-based`."""
    return verb > 1 and tree.forms[verb - 1] in ("-", "‑", "–") and tree.base(verb) == "amod"
