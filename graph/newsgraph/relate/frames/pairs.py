"""Which two things a match relates: of joined names the one that a singular noun means, of `Spanish` the country."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsgraph.model import AnnotatedArticle, Kind, LocalEntity, Span
from newsgraph.relate.frames.fillers import Filler, Fillers
from newsgraph.relate.frames.frame import OBJECT, SUBJECT
from newsgraph.relate.frames.inflection import noun_forms
from newsgraph.relate.frames.matching import Match
from newsgraph.relate.frames.tree import Tree
from newsgraph.relate.inventory import PREDICATES

_HYPHENS = frozenset("-–‑")
_OTHER = frozenset("step god grand half foster vice deputy".split())
"""What makes another word of a word for a relative or an office: `step-son`, `vice-president`."""
_TITLED = frozenset({"NOUN", "PROPN", "ADJ"})
_BEFORE_NOUNS = frozenset({"amod", "compound", "nmod"})
_ORIGIN = "ng:comesFrom"
_BELONGS = "schema:memberOf"
_PARTY = re.compile(r"\b(?:Part(?:y|ei|i|ido)|Democrats|Republicans|Greens|Liberals)$")
_WHERE = "schema:location"
_COUNTRY_CODE = 2
"""So many letters has the code of a country; those of its parts have more."""
_APOSTROPHES = ("'", "’")
_POST = "ng:holdsPost"
_TOPS = frozenset({"ng:leads", "ng:governs"})
_PORTFOLIOS = frozenset(
    "affairs agriculture culture defence defense economy education energy environment finance foreign health home"
    " immigration interior justice labor labour services state trade transport treasury".split()
)
"""What a post is for; where it was taken for a body's name, it is none: `British Defence Secretary`."""
_NOTHING = re.compile(r"(?!)")
_ANYTHING = re.compile("")
_NO_DIRECTION = re.compile(r"(?s)^(?!.*(?:north|south|east|west)\w*\s+of\s+(?:\w+\s+)?$)")
"""In `north of Brookton in the Quell Valley` the valley is not where Brookton is."""
_BELONGING = (
    (_ANYTHING, r",?\s+\(?(?:of|with|from)\s+(?:[\w'’.-]+\s+){0,5}", _NOTHING),
    (_ANYTHING, r"['’]s?\s+(?:[\w'’.-]+\s+){0,5}", _NOTHING),
)
_FORMS = {
    "schema:homeLocation": (
        (_ANYTHING, r",\s+(?:(?:aged\s+)?\d{1,3},?\s+)?(?:both\s+)?(?:of|from)\s+(?:\w+\s+){0,2}", _NOTHING),
    ),
    "schema:location": (
        (_ANYTHING, r",\s+", re.compile(r"(?:,\s+(?:[A-Z][\w'’.-]*\s*)+){0,4},?\s+(?:and|or|as)\b")),
        (
            _NO_DIRECTION,
            r",?\s+in\s+(?:(?:the|[a-z]+(?:ern|-?east|-?west)|north|south|central|rural|downtown)\s+){0,2}",
            _NOTHING,
        ),
        (_ANYTHING, r"['’]s?\s+(?:[a-z-]+\s+){0,2}", _NOTHING),
    ),
    "schema:memberOf": _BELONGING,
    "schema:affiliation": _BELONGING,
    "ng:comesFrom": ((_ANYTHING, r"\s+", _NOTHING),),
    "ng:represents": (
        (_ANYTHING, r",?\s+\(?(?:D|R|I|Dem|Rep)\.?\s?[-–]\s?", _NOTHING),
        (re.compile(r"\b(?:Sens?|Senator|Reps?|Representative|Congress(?:man|woman))\.?\s+$"), r"\s+of\s+", _NOTHING),
    ),
}
"""For frames on names alone: what must stand before the two and between them, and what must not follow them.

`Ruiz, 34, of Denver` lives there; `Ruiz of Ohio` is a runner or a saint, `Sen. Ruiz of Ohio` is its senator. `Goshen,
Indiana` is one place, `Boston, Denver and Omaha` are three.
"""
_BEFORE = 20
_FLOWS = frozenset("river creek canal highway".split())
"""What runs through places: `the Quell River in Boston`."""
_SITES = frozenset(
    "academy airport arena base campus clinic college conservatory gallery hospital hotel infirmary institute jail"
    " laboratory library museum observatory polytechnic prison school seminary stadium theater theatre university"
    " zoo".split()
)
"""What stands somewhere: `the Harlow Hospital in Denver`; of `the Harlow Party in Ohio` only some may be there."""

_Heads = Sequence[tuple[int, Filler]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two local entities, and the words that name them."""

    subject: str
    object: str
    subject_span: Span
    object_span: Span
    title: Span
    """The words that say so; of a post the whole title."""


class Pairs:
    """The pairs that the matches of an article relate."""

    def __init__(self, annotated: AnnotatedArticle, fillers: Fillers) -> None:
        self._text = annotated.article.text
        self._entities = {entity.id: entity for entity in annotated.entities}
        self._fillers = fillers
        places = (one for one in annotated.mentions if one.kind is Kind.PLACE)
        self._codes = {one.span.start: one.value for one in places if one.value}

    def of(self, match: Match) -> Iterator[Pair]:
        """Yield the pairs of a match; none where its words are part of another word or too little to go by."""
        if _is_part_of_a_word(match.tree, match.trigger) or self._is_undone(match):
            return
        title = self._title(match) if match.frame.name == _POST else match.span
        parts = {role: _meant(match, role) for role in (SUBJECT, OBJECT)}
        placed = match.frame.name == _WHERE and match.tree.upos(match.trigger) != "VERB"
        for _, subject in parts[SUBJECT]:
            if placed and self._is_country(subject):
                continue
            for head, filler in parts[OBJECT]:
                meant = self._country(match, head, filler)
                if meant is None or meant == subject.id or _heads_another(match, head):
                    continue
                if self._is_loose(match, subject, filler):
                    continue
                words = subject.span if match.frame.names else title
                yield Pair(subject.id, meant, subject.span, filler.span, words)

    def _country(self, match: Match, head: int, filler: Filler) -> str | None:
        """Return the country that a word for its people stands for before a noun; any other filler as it is."""
        entity: LocalEntity | None = self._entities.get(filler.id)
        if entity is None or entity.kind is not Kind.GROUP:
            return filler.id
        accepted = PREDICATES[match.frame.name].range
        adjective = match.tree.relation(head) in ("amod", "compound", "nmod:desc")
        if entity.demonym_of and adjective and Kind.PLACE in accepted:
            return entity.demonym_of
        return filler.id if Kind.GROUP in accepted and not entity.demonym_of else None

    def _is_undone(self, match: Match) -> bool:
        """Return whether a word that undoes a noun hangs on it from before: `deputy managing director`."""
        tree = match.tree
        if tree.upos(match.trigger) == "VERB":
            return False
        for at in tree.children[match.trigger]:
            if at < match.trigger and tree.forms[at] in match.frame.unless and tree.base(at) in _BEFORE_NOUNS:
                named = self._fillers.entity_at(tree, at)
                if named is None or named[0].kind is Kind.GROUP:
                    return True
        return False

    def _title(self, match: Match) -> Span:
        """Return the whole title that a post's noun heads: `deputy managing director`, `Secretary of State`."""
        tree, first, last = match.tree, match.trigger, match.trigger
        while first and not self._fillers.entity_at(tree, first - 1):
            if tree.upos(first - 1) not in _TITLED and tree.relation(first - 1) != "amod":
                break
            first -= 1
        named = last + 2 < len(tree.words) and tree.forms[last + 1] in ("of", "for")
        if named and tree.upos(last + 2) in _TITLED and not self._fillers.entity_at(tree, last + 2):
            last += 2
        return Span(tree.words[first].start, tree.words[last].end)

    def _is_loose(self, match: Match, subject: Filler, filler: Filler) -> bool:
        """Return whether nothing but two names beside one another speaks for a tie that needs more."""
        if match.frame.name == _POST and not self._text[filler.span.end : match.span.start].strip():
            return filler.span.of(self._text).lower().rpartition(" ")[2] in _PORTFOLIOS
        forms = _FORMS.get(match.frame.name) if match.frame.names else None
        if forms is None:
            return False
        first, last = sorted((subject.span, filler.span))
        text, start, end = self._text, first.start, last.end
        between = text[first.end : last.start]
        if match.frame.name == _BELONGS and not _PARTY.search(filler.span.of(text)):
            return True
        owned = last == subject.span
        if owned != (between.startswith(_APOSTROPHES) or match.frame.name == _ORIGIN):
            return True
        if match.frame.name == _WHERE and not (owned or between.startswith(",")) and not self._is_site(subject, filler):
            return True
        return not any(
            before.search(text[max(0, start - _BEFORE) : start])
            and re.fullmatch(form, between)
            and not behind.match(text, end)
            for before, form, behind in forms
        )

    def _is_site(self, subject: Filler, filler: Filler) -> bool:
        """Return whether a thing stands somewhere; of a country's team or of a party only some is where it is."""
        words = subject.span.of(self._text).lower().split()
        if subject.kind == Kind.PLACE:
            if not _FLOWS.isdisjoint(words):
                return False
            code = self._codes.get(subject.span.start, "")
            return not code or code.startswith(f"{self._codes.get(filler.span.start)}-")
        return not _SITES.isdisjoint(words)

    def _is_country(self, subject: Filler) -> bool:
        return len(self._codes.get(subject.span.start, "")) == _COUNTRY_CODE


def _meant(match: Match, role: str) -> _Heads:
    """Return the fillers of a role; of those that bear a singular noun the nearest: `chair Ruiz and director Quell`."""
    filled = match.fillers[role]
    slot = match.frame.noun.get(role)
    form = match.tree.forms[match.trigger]
    if len(filled) < 2 or slot is None or ("bearer",) not in slot.paths or form not in match.frame.nouns:
        return filled
    if noun_forms(form)[1] not in match.frame.nouns:
        return filled
    return [min(filled, key=lambda one: (abs(one[0] - match.trigger), one[0]))]


def _heads_another(match: Match, body: int) -> bool:
    """Return whether it is something else that the person heads: the security of Harlow Bank, not the bank."""
    tree = match.tree
    if match.frame.name not in _TOPS or tree.upos(match.trigger) == "VERB":
        return False
    headed = [at for at in tree.children[match.trigger] if tree.base(at) == "nmod" and tree.case_of(at) == "of"]
    return bool(headed) and not any(body in tree.below(at) for at in headed)


def _is_part_of_a_word(tree: Tree, trigger: int) -> bool:
    """Return whether hyphens make another word of the trigger: `son-in-law`, `step-mother`."""
    before, behind = tree.forms[max(0, trigger - 2) : trigger], tree.forms[trigger + 1 : trigger + 3]
    if len(before) == 2 and before[1] in _HYPHENS and before[0] in _OTHER:
        return True
    return len(behind) == 2 and behind[0] in _HYPHENS and behind[1] in ("in", "elect", "designate")
