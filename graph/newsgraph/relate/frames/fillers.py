"""What fills a role: an entity of the article, or people without a name, who become a group of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsgraph.ids import local_entity_id
from newsgraph.model import (
    AnnotatedArticle,
    Kind,
    LocalEntity,
    Mention,
    MentionForm,
    Naming,
    Qualifier,
    Quantity,
    Span,
)
from newsgraph.relate.frames.pronouns import meant_by_pronouns
from newsgraph.relate.frames.tree import Tree
from newsgraph.relate.frames.words import armed_nouns, body_nouns, measure_nouns, people_nouns

EXTRACTOR = "frames"
PEOPLE, BODIES = "people", "bodies"
"""Kinds of phrases without a name, beside the kinds of entities."""
ARMED = "armed"
"""Of those phrases the ones for people and bodies that use violence."""
COUNTRIES = "countries"
"""Places that act: those whose mentions give them the code of a country."""
_SCORE = 0.7
_LONGEST_PHRASE = 14
_MEASURES = 3
"""So many nouns of measure may stand in one another."""
_BEFORE = frozenset("det amod nummod compound nmod:poss nmod:desc case advmod nmod:unmarked".split())
_QUANTITY = re.compile(r"(?:(about|at least|at most) )?(\d+(?:\.\d+)?)(?: to (\d+(?:\.\d+)?))? (.+)")
_QUALIFIERS = {"about": Qualifier.ABOUT, "at least": Qualifier.AT_LEAST, "at most": Qualifier.AT_MOST}
_UNCOUNTED = frozenset({Kind.LEGISLATION, Kind.PLACE, Kind.PERSON})
_CODE = 2
"""The letters of a country's code; those of its parts are longer."""
_SOME = frozenset("a an some several many another two".split())
COUNTS = {
    word: 1.0 + at for at, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split())
}
_PARTS_OF = frozenset("members member group groups team one none each any some most many several".split())
"""Words of measure for a part: `three of the hostages` are not the hostages."""
_COUNTED_ALONE = frozenset("others dead injured wounded missing".split())
"""Words that stand for people where a number counts them: `20 others`."""
_VAGUE = frozenset("someone somebody anyone anybody everyone everybody other others such what".split())


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role, and the words that say so."""

    id: str
    kind: str
    """A kind of entity, or `people` or `bodies`."""
    span: Span


@dataclass(slots=True, eq=False)
class Fillers:
    """The entities of an article by the places of their words, and the groups that roles have added."""

    annotated: AnnotatedArticle
    guessing: bool = False
    """Whether pronouns that earlier steps left open may stand for whom the sentence before was about."""
    _by_place: dict[int, tuple[LocalEntity, Span]] = field(default_factory=dict)
    _ends: dict[int, int] = field(default_factory=dict)
    _groups: dict[str, LocalEntity] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _codes: dict[int, str] = field(default_factory=dict)
    _added: dict[Span, Mention] = field(default_factory=dict)
    _quantities: list[tuple[Span, Quantity]] = field(default_factory=list)
    _dates: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        named = [(naming.span, entity) for entity in self.annotated.entities for naming in entity.namings]
        line = self.annotated.article.dateline
        for span, entity in sorted(named, key=_first_names):
            if line and line.span.covers(span):
                continue
            for at in range(span.start, span.end):
                self._by_place.setdefault(at, (entity, span))
        if self.guessing:
            self._by_place.update(meant_by_pronouns(self.annotated, self._by_place))
        for mention in self.annotated.mentions:
            if mention.kind is Kind.PLACE and mention.value:
                self._codes[mention.span.start] = mention.value
            if mention.kind is Kind.DATE:
                self._dates.update(range(mention.span.start, mention.span.end))
            quantity = parsed_quantity(mention.value) if mention.kind is Kind.QUANTITY and mention.value else None
            if quantity:
                self._quantities.append((mention.span, quantity))

    def entity_at(self, tree: Tree, number: int) -> tuple[LocalEntity, Span] | None:
        """Return the entity that a word names, and the words that name it."""
        return self._by_place.get(tree.words[number].start)

    def filler(self, tree: Tree, number: int, kinds: frozenset[str]) -> Filler | None:
        """Return what the phrase at a head stands for, if it is of one of the kinds."""
        for at in self._names_in(tree, number):
            found = self.entity_at(tree, at)
            if found and at == number and self._is_counted_people(tree, at, found[0]):
                return self._people(tree, at) if PEOPLE in kinds or Kind.GROUP in kinds else None
            if found and self._fits(found[0], found[1], kinds):
                return Filler(found[0].id, found[0].kind, found[1])
            if found and at == number:
                return self._known_group(tree, number, kinds, *found)
        said_of = _said_of(tree, number)
        if said_of is not None:
            # `Ana Ruiz was one of the people arrested`: the description is hers.
            found = self.entity_at(tree, said_of)
            if found and found[0].kind in kinds:
                return Filler(found[0].id, found[0].kind, found[1])
        if tree.base(number) == "appos":
            # `Ana Ruiz, a nurse detained in May`: the description is the name's.
            found = self.entity_at(tree, tree.head(number))
            if found:
                return Filler(found[0].id, found[0].kind, found[1]) if found[0].kind in kinds else None
        return self._unnamed(tree, number, kinds)

    def _fits(self, entity: LocalEntity, span: Span, kinds: frozenset[str]) -> bool:
        if entity.kind in kinds:
            return True
        return entity.kind is Kind.PLACE and COUNTRIES in kinds and len(self._codes.get(span.start, "")) == _CODE

    def _names_in(self, tree: Tree, number: int) -> Iterator[int]:
        """Yield the words that may name what a phrase stands for; `the Australian, Omar Perez` is Omar Perez."""
        first, *others = _names_in(tree, number)
        people = self.entity_at(tree, first)
        persons = [at for at in others if self.kind_at(tree, at) == Kind.PERSON]
        if people is None or people[0].demonym_of is None or not persons:
            yield first
        yield from others

    def _is_counted_people(self, tree: Tree, number: int, entity: LocalEntity) -> bool:
        """Return whether a people's name stands for some of them only: `two teenage Israelis`, `a Moroccan`."""
        named = entity.demonym_of is not None or tree.upos(number) == "PROPN"
        if entity.kind is not Kind.GROUP or not named or tree.upos(number) not in ("NOUN", "PROPN"):
            return False
        return any(
            tree.base(at) == "nummod" or (tree.base(at) == "det" and tree.forms[at] in _SOME)
            for at in tree.children[number]
        )

    def _people(self, tree: Tree, number: int) -> Filler:
        span = _phrase(tree, number)
        for counted, _ in self._quantities:
            if counted.overlaps(span) and counted.start < span.start:
                span = Span(counted.start, span.end)
        return self._group(span, PEOPLE)

    def _known_group(
        self, tree: Tree, number: int, kinds: frozenset[str], entity: LocalEntity, span: Span
    ) -> Filler | None:
        """Return people without a name whom an earlier step made a group of."""
        unnamed = entity.kind is Kind.GROUP and entity.demonym_of is None
        for kind, nouns in ((PEOPLE, people_nouns()), (BODIES, body_nouns())):
            fits = kind in kinds or (ARMED in kinds and tree.forms[number] in armed_nouns())
            if unnamed and fits and tree.forms[number] in nouns:
                return Filler(entity.id, kind, span)
        return None

    def kind_at(self, tree: Tree, number: int) -> str | None:
        """Return the kind of the entity that a word names."""
        found = self.entity_at(tree, number)
        return found[0].kind if found else None

    def is_dated(self, tree: Tree, number: int) -> bool:
        """Return whether a word is one of a date's."""
        return tree.words[number].start in self._dates

    def figures(self, tree: Tree, number: int) -> Iterator[Quantity]:
        """Yield the quantities that count the phrase at a head."""
        if self.kind_at(tree, number) in _UNCOUNTED:
            return
        if tree.forms[number] == "one" and _counted_by(tree, number) != number:
            # `one of the men` counts nobody.
            return
        phrase = _phrase(tree, number)
        for span, quantity in self._quantities:
            if span.overlaps(phrase):
                yield quantity
                return
        for at in (number, *(child for child in tree.children[number] if tree.base(child) == "nummod")):
            if tree.upos(at) == "NUM" and _is_number(tree.forms[at]):
                if at == number or tree.forms[number] in _COUNTED_ALONE:
                    yield _counted(tree, at, _value(tree.forms[at]))
                return

    def name_of(self, number: str) -> str:
        """Return the name of an entity or of a group that a role has added, by its id."""
        if not self._names:
            self._names.update((entity.id, entity.name) for entity in self.annotated.entities)
        group = next((group for group in self._groups.values() if group.id == number), None)
        return group.name if group else self._names.get(number, "")

    def added(self, used: set[str] | None = None) -> tuple[tuple[LocalEntity, ...], tuple[Mention, ...]]:
        """Return the groups that roles have added, as far as something uses them, and their mentions."""
        groups = tuple(group for group in self._groups.values() if used is None or group.id in used)
        spans = {naming.span for group in groups for naming in group.namings}
        return groups, tuple(mention for span, mention in self._added.items() if span in spans)

    def _unnamed(self, tree: Tree, number: int, kinds: frozenset[str]) -> Filler | None:
        form, upos = tree.forms[number], tree.upos(number)
        if (
            upos in ("NOUN", "ADJ", "VERB", "PROPN")
            and form in _COUNTED_ALONE
            and any(tree.base(at) == "nummod" for at in tree.children[number])
        ):
            return self._people(tree, number) if PEOPLE in kinds else None
        core = _counted_by(tree, number)
        counts = form in _PARTS_OF and core != number
        if (upos not in ("NOUN", "PROPN", "NUM") and not counts and not _is_aged(tree, number)) or form in _VAGUE:
            return None
        if core != number:
            found = self.entity_at(tree, core)
            if found and found[0].kind is Kind.GROUP and (found[0].demonym_of or tree.upos(core) == "PROPN"):
                # `dozens of Israelis` are not the people of Israel.
                fits = PEOPLE in kinds or Kind.GROUP in kinds
                return self._group(_phrase(tree, number, with_of=True), PEOPLE) if fits else None
            if found and upos != "NUM" and form not in _PARTS_OF:
                return self.filler(tree, core, kinds)
        if upos == "NUM" and core == number:
            # `killing 107 and wounding 238`: who is counted goes without saying.
            following = number + 1 < len(tree.words) and tree.head(number + 1) == tree.head(number)
            if following and tree.upos(number + 1) in ("NOUN", "PROPN"):
                return None
            bare = _is_number(form) and tree.base(number) in ("obj", "nsubj", "conj", "obl")
            return self._group(_phrase(tree, number), PEOPLE) if bare and PEOPLE in kinds else None
        kind = PEOPLE if _means_people(tree, core) else BODIES if tree.forms[core] in body_nouns() else None
        if core != number and kind is None and form in people_nouns():
            kind = PEOPLE
        if kind is None or (kind not in kinds and not (ARMED in kinds and tree.forms[core] in armed_nouns())):
            return None
        span = _phrase(tree, number, with_of=core != number)
        for counted, _ in self._quantities:
            if counted.overlaps(span) and counted.start < span.start:
                span = Span(counted.start, span.end)
        return self._group(span, kind)

    def _group(self, span: Span, kind: str) -> Filler:
        article = self.annotated.article
        name = " ".join(span.of(article.text).split())
        bare = re.sub(r"^(?:the|these|those)\s+", "", name.lower())
        certain = bare != name.lower() or name.lower() in ("police", "authorities", "protesters", "officials")
        key = f"{bare} in {article.id}" if certain else f"{bare} at {span.start} in {article.id}"
        known = self._groups.get(key)
        naming = Naming(span, "people or a body without a name that take part")
        if known is None:
            known = LocalEntity(
                local_entity_id(article.id, Kind.GROUP, key), article.id, Kind.GROUP, key, name, (naming,)
            )
        elif naming not in known.namings:
            spans = tuple(sorted({*known.namings, naming}, key=lambda one: one.span))
            known = LocalEntity(known.id, article.id, Kind.GROUP, key, known.name, spans)
        self._groups[key] = known
        if not any(mention.span.overlaps(span) for mention in self.annotated.mentions):
            self._added[span] = Mention(article.id, span, Kind.GROUP, _SCORE, EXTRACTOR, form=MentionForm.NOMINAL)
        return Filler(known.id, kind, span)


def _first_names(naming: tuple[Span, LocalEntity]) -> tuple[bool, int, int, str]:
    """Order names before groups, which may hold them, and longer names before those they hold."""
    span, entity = naming
    return entity.kind is Kind.GROUP, span.start - span.end, span.start, entity.id


def parsed_quantity(value: str) -> Quantity | None:
    """Return the quantity that a mention's value writes in words: `about 23000 people`."""
    found = _QUANTITY.fullmatch(value)
    if not found:
        return None
    qualifier, number, upper, unit = found.groups()
    if upper:
        return Quantity(unit, Qualifier.BETWEEN, minimum=float(number), maximum=float(upper))
    if qualifier == "at least":
        return Quantity(unit, Qualifier.AT_LEAST, minimum=float(number))
    if qualifier == "at most":
        return Quantity(unit, Qualifier.AT_MOST, maximum=float(number))
    return Quantity(unit, _QUALIFIERS.get(qualifier or "", Qualifier.EXACT), value=float(number))


def _means_people(tree: Tree, number: int) -> bool:
    return tree.forms[number] in people_nouns() or _is_aged(tree, number)


def _is_aged(tree: Tree, number: int) -> bool:
    """Return whether a word stands for somebody of an age: `a 26-year-old`."""
    words = "".join(tree.forms[max(0, number - 3) : number + 1])
    return words.endswith(("year-old", "year-olds", "month-old")) and tree.relation(number) not in ("amod", "compound")


def _counted_by(tree: Tree, number: int) -> int:
    """Return what nouns of measure count: `people` of `tens of thousands of people`; else the word itself."""
    for _ in range(_MEASURES):
        behind = [at for at in tree.children[number] if tree.base(at) == "nmod" and tree.case_of(at) == "of"]
        if tree.forms[number] not in measure_nouns() or not behind:
            break
        number = behind[0]
    return number


def _said_of(tree: Tree, number: int) -> int | None:
    """Return the subject of which a phrase is said with a form of `be`."""
    head = tree.head(number)
    if tree.base(number) == "nmod" and tree.case_of(number) in ("of", "among") and tree.forms[head] in ("one", "first"):
        number = head
    if tree.child(number, "cop") is None or any(
        tree.forms[at] in ("not", "n't", "n’t") for at in tree.children[number]
    ):
        return None
    return tree.child(number, "nsubj")


def _is_number(form: str) -> bool:
    return form.replace(",", "").isdigit() or form in COUNTS


def _value(form: str) -> float:
    return COUNTS.get(form) or float(form.replace(",", ""))


def _names_in(tree: Tree, number: int) -> Iterator[int]:
    """Yield the head of a phrase, then the words of it that may name the same: `the mayor, Ana Ruiz`."""
    yield number
    if tree.upos(number) in ("NOUN", "PROPN", "ADJ"):
        for at in tree.children[number]:
            named = (tree.base(at) == "appos" and tree.upos(at) == "PROPN") or tree.relation(at) in (
                "flat",
                "nmod:desc",
            )
            if named and not tree.case_of(at):
                yield at


def _phrase(tree: Tree, number: int, *, with_of: bool = False) -> Span:
    words = tree.words
    first, last = number, number
    for at in tree.children[number]:
        if at < number and tree.relation(at) in _BEFORE and tree.relation(at) != "case":
            first = min(first, tree.below(at)[0])
        elif with_of and tree.base(at) == "nmod" and tree.case_of(at) == "of":
            last = max(last, at, _counted_by(tree, at))
    first = max(first, last - _LONGEST_PHRASE)
    while first < number and tree.upos(first) in ("PUNCT", "ADP", "CCONJ"):
        first += 1
    return Span(words[first].start, words[last].end)


def _counted(tree: Tree, number: int, value: float) -> Quantity:
    """Return so many people, with the qualifier that stands around the number: `at least 107`, `107 or more`."""
    before = tree.forms[max(0, number - 2) : number]
    if before in (["at", "least"], ["more", "than"]) or tree.forms[number + 1 : number + 3] == ["or", "more"]:
        return Quantity("people", Qualifier.AT_LEAST, minimum=value)
    if before in (["up", "to"], ["fewer", "than"], ["less", "than"]):
        return Quantity("people", Qualifier.AT_MOST, maximum=value)
    about = before[-1:] and before[-1] in ("almost", "nearly", "about", "some", "around", "roughly")
    return Quantity("people", Qualifier.ABOUT if about else Qualifier.EXACT, value=value)
