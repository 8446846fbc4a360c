"""Trees as relations want them: a role before a name is its title, whatever the parser made of the two.

Parsers part such pairs in a dozen ways (`director Ana Ruiz` as apposition, as one name, as two subjects); the words
themselves leave no doubt.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from newsgraph.model import AnnotatedArticle, Kind, Span
from newsgraph.relate.frames.tree import LONGEST
from newsgraph.syntax import ParsedSentence, Word

_TITLE, _APPOSITION = "nmod:desc", "appos"
_WITHIN = frozenset("flat compound amod det case cc punct nummod fixed goeswith".split())
"""Relations that a name's head hardly has to what stands outside."""
_STAYS = frozenset("compound amod det nmod:poss nmod nmod:unmarked nmod:desc nummod advmod flat".split())
"""What goes on describing a role when the name takes its place; all else goes over to the name."""
_CLOSES = frozenset({",", ".", ";", ")", "—", "–"})

_APPOINTING = frozenset("appointed elected named".split())
ENTERING = _APPOINTING | frozenset("become becomes became appoint appoints elect elects name names".split())
"""Forms of verbs by which a role begins."""
_BODIES = frozenset(
    "network group party movement organisation organization company newspaper magazine gang faction militia chain"
    " agency team band".split()
)
_PLACES = frozenset(
    "city town village state province island county port territory republic kingdom district suburb region resort"
    " capital neighborhood neighbourhood township suburbs towns cities villages".split()
)
_PARTS = frozenset("region province county state".split())
_SIDES = frozenset("the north south east west central rural upper lower".split())
_OBLIQUE = frozenset({"obl", "nmod"})
_AROUND = frozenset("in near at around outside from to of".split())
_PLAIN = frozenset({"nmod", "obl", "obj", "nsubj", "nsubj:pass", "conj"})
_DEEP = 4
_LOOSE = frozenset({_APPOSITION, "parataxis", "list", "dep"})
_VIOLATING = frozenset("violating breaching breaking contravening".split())


def mended(annotated: AnnotatedArticle, roles: Collection[str]) -> AnnotatedArticle:
    """Return the article with names and the roles beside them put in order in its trees; its words stay as they are.

    Args:
        annotated: with `sentences` and `entities`.
        roles: forms of nouns, in lower case, that are said of persons.
    """
    named = {
        naming.span.start: (naming.span, entity.kind) for entity in annotated.entities for naming in entity.namings
    }
    text = annotated.article.text
    return replace(annotated, sentences=tuple(_mended(one, text, named, roles) for one in annotated.sentences))


def _mended(
    sentence: ParsedSentence, text: str, named: Mapping[int, tuple[Span, Kind]], roles: Collection[str]
) -> ParsedSentence:
    words = list(sentence.words)
    if not _is_tree(words):  # as no parser of ours writes: nothing is to be read in it
        return ParsedSentence(())
    if len(words) > LONGEST:
        return sentence
    forms = [text[word.start : word.end].lower() for word in words]
    for at in range(len(words)):
        found = named.get(words[at].start)
        if found is None:
            continue
        inside = [number for number in range(at, len(words)) if words[number].end <= found[0].end]
        if not inside:  # the name ends within a word: `US` of `US-led`
            continue
        head = _gather(words, inside)
        _attach_flat(words, head)
        if found[1] is Kind.PLACE and words[head].relation in _LOOSE and words[words[head].head].upos == "PROPN":
            # A place is nobody's other name: `Sen. Ana Ruiz, D-Ohio`.
            words[head] = replace(words[head], relation="nmod")
        _stand_for(words, forms, head, found[1], inside[-1])
        if found[1] is Kind.PLACE:
            _hold(words, forms, head, at, named)
        if found[1] is not Kind.PERSON or not at:
            continue
        if forms[at - 1] in roles and words[at - 1].upos in ("NOUN", "PROPN"):
            _entitle(words, at - 1, head)
            _stack(words, forms, head, roles)
            _name_the_role(words, forms, head, roles)
        elif forms[at - 1] == "," and at > 1 and forms[at - 2] in roles and _ends(forms, inside[-1]):
            _appose(words, at - 2, head)
        else:
            _name_the_role(words, forms, head, roles)
    for at in range(len(words)):
        if forms[at] in roles:
            _enter(words, forms, at)
        _describe(words, at, role=forms[at] in roles)
        _coordinate(words, forms, at)
        if forms[at] in _VIOLATING:
            _charge(words, forms, at)
    _say_of_the_subject(words)
    return ParsedSentence(tuple(words)) if _is_tree(words) else sentence


def _gather(words: list[Word], inside: Sequence[int]) -> int:
    """Let a name hang together: the words of it that hang outside hang on its head. Return the head."""
    outside = [at for at in inside if words[at].head not in inside or words[at].head == at]
    loose = [at for at in outside if words[at].relation not in _WITHIN]
    head = loose[0] if loose else outside[-1] if outside else inside[0]
    for at in outside:
        if at != head and words[at].head != at:
            words[at] = replace(words[at], head=head, relation="compound" if at < head else "flat")
    return head


def _attach_flat(words: list[Word], head: int) -> None:
    """Give a name that hangs on a verb, or on a later noun, as if it were one name with it, what it is there."""
    word = words[head]
    above = words[word.head]
    if word.relation not in ("flat", _APPOSITION) or word.head == head:
        return
    around = {one.relation for one in words if words[one.head] is above and one is not above}
    cased = any(one.head == head and one.relation == "case" for one in words)
    if above.upos in ("VERB", "AUX", "ADJ") or "cop" in around:
        if cased:
            words[head] = replace(word, relation="obl")
        elif head < word.head and not around & {"nsubj", "nsubj:pass"}:
            words[head] = replace(word, relation="nsubj:pass" if "aux:pass" in around else "nsubj")
    elif word.relation == "flat" and (cased or (head < word.head and above.upos == "NOUN")):
        words[head] = replace(word, relation="nmod" if cased else "compound")


def _stand_for(words: list[Word], forms: Sequence[str], name: int, kind: Kind, last: int) -> None:
    """Let a name stand where a noun only says what it names: `the city of Denver`, `the Harlow network`."""
    noun = words[name].head
    outer = words[noun]
    behind = words[name].relation == "compound" and noun == last + 1
    if behind and (
        (kind is Kind.ORGANIZATION and forms[noun] in _BODIES)
        or (kind is Kind.PLACE and forms[noun] in _PLACES and _is_held(words, forms, noun))
    ):
        words[name] = replace(words[name], head=name if outer.head == noun else outer.head, relation=outer.relation)
    elif kind is Kind.PLACE and words[name].relation == "nmod" and forms[noun] in _PLACES and outer.relation in _PLAIN:
        cased = [at for at, one in enumerate(words) if one.head == name and one.relation == "case"]
        definite = any(one.head == noun and form == "the" for one, form in zip(words, forms, strict=True))
        if not definite or [forms[at] for at in cased] != ["of"]:
            return
        words[name] = replace(words[name], head=outer.head, relation=outer.relation)
        words[cased[0]] = replace(words[cased[0]], head=noun)
    else:
        return
    for at, one in enumerate(words):
        if one.head == noun and at not in (noun, name) and at not in range(noun, name) and one.relation not in _STAYS:
            words[at] = replace(one, head=name)
    words[noun] = replace(outer, head=name, relation=_TITLE)


def _is_held(words: Sequence[Word], forms: Sequence[str], noun: int) -> bool:
    """Return whether what holds a named place is told: `Spain's Galicia region`; the name in `the Denver suburb` is
    what holds it.
    """
    around = {one.relation for one in words if one.head == noun}
    return "nmod:poss" in around or (forms[noun] in _PARTS and "nmod" in around)


def _hold(
    words: list[Word], forms: Sequence[str], name: int, first: int, named: Mapping[int, tuple[Span, Kind]]
) -> None:
    """Hang a place on the place right before it: `near Brookton in northern Ohio` tells where Brookton is."""
    at = first - 1
    while at > 0 and (forms[at] in _SIDES or forms[at].endswith("ern")):
        at -= 1
    if at < 2 or forms[at] != "in" or words[at].head != name or words[at - 1].upos != "PROPN":
        return
    before = next((start for start in range(at - 1, 0, -1) if words[start].start in named), 0)
    span, kind = named.get(words[before].start, (None, None))
    if kind is not Kind.PLACE or span is None or span.end != words[at - 1].end or forms[before - 1] not in _AROUND:
        return
    heads = [one for one in range(before, at) if not before <= words[one].head < at]
    if len(heads) == 1 and {words[heads[0]].relation, words[name].relation} <= _OBLIQUE:
        words[name] = replace(words[name], head=heads[0], relation="nmod")


def _entitle(words: list[Word], role: int, name: int) -> None:
    """Make a role the title of the name behind it; the name stands where the two stood."""
    outer = words[role]
    if outer.head == name:
        words[role] = replace(outer, relation=_TITLE)
    elif words[name].head == role or (words[name].head == outer.head and outer.relation != "case"):
        words[name] = replace(words[name], head=name if outer.head == role else outer.head, relation=outer.relation)
        for at, word in enumerate(words):
            if word.head == role and at not in (role, name) and word.relation not in _STAYS:
                words[at] = replace(word, head=name)
    elif _is_above(words, role, name):
        return
    words[role] = replace(words[role], head=name, relation=_TITLE)
    for at in range(role - 1, -1, -1):
        if words[at].upos not in ("NOUN", "PROPN", "ADJ"):
            break
        if words[at].head == name:
            # What stands before the role describes it: `United States` is what the president is president of.
            relation = words[at].relation
            words[at] = replace(words[at], head=role, relation=relation if relation == "amod" else "compound")


def _name_the_role(words: list[Word], forms: Sequence[str], name: int, roles: Collection[str]) -> None:
    """Let a person's name stand beside the role, not beside its place: `the mayor of Boston, Ana Ruiz, …`."""
    where = words[name].head
    if words[name].relation != _APPOSITION or "(" in forms[words[name].head : name]:
        return
    for _ in range(_DEEP):
        if words[where].upos != "PROPN" or words[where].relation not in ("nmod", "flat", "compound"):
            return
        where = words[where].head
        if forms[where] in roles and where < name:
            words[name] = replace(words[name], head=where)
            return


def _stack(words: list[Word], forms: Sequence[str], name: int, roles: Collection[str]) -> None:
    """Make two titles joined before one name both the name's: `Harlow spokesman and Denver coordinator Ana Ruiz`."""
    role, outer = words[name].head, words[words[name].head]
    if words[name].relation != "conj" or forms[role] not in roles or forms[role].endswith("s") or role > name:
        return
    if any(one.head == role and one.relation in ("det", "nmod:poss", _APPOSITION, _TITLE, "cop") for one in words):
        return
    words[name] = replace(words[name], head=name if outer.head == role else outer.head, relation=outer.relation)
    for at, one in enumerate(words):
        if one.head == role and at not in (role, name) and one.relation not in _STAYS:
            words[at] = replace(one, head=name)
    words[role] = replace(outer, head=name, relation=_TITLE)


def _appose(words: list[Word], role: int, name: int) -> None:
    """Make a name between commas the apposition of the owned noun before it: `her son, Omar, …`."""
    owned = any(word.head == role and word.relation == "nmod:poss" for word in words)
    if owned and words[name].head != role and not _is_above(words, name, role):
        words[name] = replace(words[name], head=role, relation=_APPOSITION)


def _describe(words: list[Word], at: int, *, role: bool) -> None:
    """Hang on a name what stands loosely behind it: `Ana Ruiz (born in Denver)`."""
    word = words[at]
    if word.relation != "parataxis" or word.head >= at or words[word.head].upos != "PROPN":
        return
    if role and word.upos == "NOUN":
        words[at] = replace(word, relation=_APPOSITION)
    elif word.upos == "VERB" and not any(one.head == at and one.relation.startswith("nsubj") for one in words):
        words[at] = replace(word, relation="acl")


def _coordinate(words: list[Word], forms: Sequence[str], at: int) -> None:
    """Join what `and` joins: in `Ana Ruiz and an American surgeon` the surgeon is another; so is the second painter in
    `the painter, Ana Ruiz, and a Cuban painter`.
    """
    word = words[at]
    if word.head >= at or word.relation not in (_APPOSITION, "conj"):
        return
    own = {one.relation for number, one in enumerate(words) if one.head == at and word.head < number < at}
    if word.relation == _APPOSITION:
        if "cc" in own:
            words[at] = replace(word, relation="conj")
    elif forms[at] == forms[word.head] and any(
        one.head == word.head and one.relation == _APPOSITION and one.upos == "PROPN" for one in words[word.head : at]
    ):
        words[at] = replace(word, relation="list")


def _charge(words: list[Word], forms: Sequence[str], verb: int) -> None:
    """Hang on the charge what it says was broken: `charged with violating the Espionage Act`."""
    above = words[verb].head
    if any(
        one.head == verb and one.relation == "mark" and form in ("with", "of")
        for one, form in zip(words, forms, strict=True)
    ):
        for at, one in enumerate(words):
            if one.head == verb and one.relation == "obj":
                words[at] = replace(one, head=above, relation="obl")


def _enter(words: list[Word], forms: Sequence[str], role: int) -> None:
    """Read `became director` and `was elected president` as `is`, and who is named something as just that."""
    word = words[role]
    verb = word.head
    if word.relation not in ("xcomp", "obj", "obl") or forms[verb] not in ENTERING or verb > role:
        return
    if any(
        one.head == role and one.relation == "case" and form != "as" for one, form in zip(words, forms, strict=True)
    ):
        return
    around = [at for at, one in enumerate(words) if one.head == verb and at not in (verb, role)]
    relations = {words[at].relation for at in around}
    if forms[verb] not in _APPOINTING or "aux:pass" in relations:
        _be(words, verb, role, around)
    elif (told := _told(words, verb, role)) is not None:
        words[told] = replace(words[told], head=verb, relation="obj")
        words[role] = replace(word, head=told, relation=_APPOSITION)


def _told(words: Sequence[Word], verb: int, role: int) -> int | None:
    """Return who is named something: the verb's object, or the name right behind the verb."""
    for at in range(verb + 1, role):
        word = words[at]
        if (word.head == verb and word.relation == "obj") or (
            at == verb + 1 and word.head == role and word.relation == "compound" and word.upos == "PROPN"
        ):
            return at
    return None


def _be(words: list[Word], verb: int, role: int, around: Sequence[int]) -> None:
    """Make a verb the copula of its predicate."""
    above = words[verb]
    words[role] = replace(words[role], head=role if above.head == verb else above.head, relation=above.relation)
    words[verb] = replace(above, head=role, relation="cop")
    for at in around:
        relation = "nsubj" if words[at].relation == "nsubj:pass" else words[at].relation
        words[at] = replace(words[at], head=role, relation=relation)


def _say_of_the_subject(words: list[Word]) -> None:
    """Hang on the subject what its predicate's clause says: `Harlow Bank is a lender based in Denver`."""
    predicates = {word.head for word in words if word.relation == "cop"}
    subjects = {
        word.head: at
        for at, word in enumerate(words)
        if word.head in predicates and word.relation == "nsubj" and word.upos in ("PROPN", "PRON")
    }
    for at, word in enumerate(words):
        if word.relation in ("acl", "acl:relcl"):
            head = words[word.head].head if words[word.head].relation == "conj" else word.head
            if head in subjects:
                words[at] = replace(word, head=subjects[head])


def _is_above(words: Sequence[Word], upper: int, lower: int) -> bool:
    at = lower
    for _ in range(len(words)):
        if words[at].head == at:
            return False
        at = words[at].head
        if at == upper:
            return True
    return False


def _is_tree(words: Sequence[Word]) -> bool:
    """Return whether every word leads up to a root."""
    sound = {at for at, word in enumerate(words) if word.head == at}
    for first in range(len(words)):
        way, at = set[int](), first
        while at not in sound:
            if at in way or not 0 <= at < len(words):
                return False
            way.add(at)
            at = words[at].head
        sound |= way
    return True


def _ends(forms: Sequence[str], last: int) -> bool:
    return last + 1 == len(forms) or forms[last + 1] in _CLOSES
