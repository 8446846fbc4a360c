"""Who speaks: the subject of a cue as a local entity, named or not."""

from collections import defaultdict
from dataclasses import dataclass, field

from newsgraph.ids import local_entity_id
from newsgraph.model import Kind, LocalEntity, Mention, MentionForm, Naming, Span
from newsgraph.relate.quotes.nouns import can_speak, is_document
from newsgraph.relate.quotes.passage import Passages, Tree

EXTRACTOR = "quotes"
"""What the mentions of unnamed speakers carry as their extractor."""
_SCORE = 0.8
_LONGEST = 12
"""A description of more words than this is no label."""
_NOBODY = frozenset(
    "it this that which what there i we you they he she him her them us me one some many others other most all each"
    " both few several everyone someone anyone everybody somebody nobody who none another any more time day year way"
    " thing things fact need size plan schedule custom law reason whom these those two three four five".split()
)
_SINGULAR = {"he": "m", "she": "f"}
_INDEFINITE = frozenset("a an one another".split())
_TITLED = ("appos", "flat", "nmod", "compound")


@dataclass
class Speakers:
    """The speakers of an article; those without a name are made as they are met."""

    passages: Passages
    mentions: list[Mention] = field(default_factory=list)
    _made: dict[str, LocalEntity] = field(default_factory=dict)
    _numbers: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    _by_noun: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _at: dict[Span, str] = field(default_factory=dict)
    _last: tuple[str, int] | None = None
    """The last speaker found, and where."""

    @property
    def unnamed(self) -> tuple[LocalEntity, ...]:
        """The entities made, by key."""
        return tuple(self._made[key] for key in sorted(self._made))

    def find(self, tree: Tree, head: int) -> str | None:
        """Return the id of the entity that a subject or the like stands for; None where nothing tells."""
        found = self._found(tree, head)
        self._last = (found, tree.words[head].start) if found else None
        return found

    def _found(self, tree: Tree, head: int) -> str | None:
        if any(tree.relation(child) == "conj" and _is_noun(tree, child) for child in tree.children[head]):
            return None
        if tree.form(head) in ("who", "that", "which"):
            return self._relative(tree, head)
        if named := self._named(tree, head):
            return named
        if tree.form(head) in _SINGULAR:
            return self._again(tree, head)
        return self._unnamed(tree, head)

    def _again(self, tree: Tree, head: int) -> str | None:
        """Return the last speaker for “she said” right behind, where nobody else is named since its line began."""
        if self._last is None:
            return None
        speaker, spoke = self._last
        at, line = tree.words[head].start, self.passages.line_of(spoke)
        if self.passages.line_of(at) > line + 1:
            return None
        pronouns = set()
        for named in self.passages.named:
            if named.entity.kind is not Kind.PERSON:
                continue
            if named.entity.id == speaker:
                pronouns.add(_SINGULAR.get(named.span.of(self.passages.text).lower()))
            elif self.passages.lines[line].start <= named.span.start < at and not self._is_quoted(named.span):
                return None
        pronouns.discard(None)
        if pronouns - {_SINGULAR[tree.form(head)]} or not self._is_one(speaker):
            return None
        return speaker

    def _is_quoted(self, span: Span) -> bool:
        return self.passages.in_quote(span.start) is not None

    def _is_one(self, speaker: str) -> bool:
        for entity in self._made.values():
            if entity.id == speaker:
                return entity.name.partition(" ")[0] in ("a", "an", "one", "another", "the") and not (
                    entity.name.rpartition(" ")[2].endswith("s")
                )
        return any(named.entity.id == speaker and named.entity.kind is Kind.PERSON for named in self.passages.named)

    def is_named_in(self, speaker: str, span: Span) -> bool:
        """Return whether a stretch names a person, so that the person hardly speaks there."""
        return any(
            named.entity.id == speaker and span.covers(named.span) and named.span.of(self.passages.text)[:1].isupper()
            for named in self.passages.named_in(span)
            if named.entity.kind is Kind.PERSON
        )

    def is_speaker(self, tree: Tree, head: int) -> bool:
        """Return whether a subject is somebody who can speak."""
        noun = tree.form(head)
        if tree.words[head].upos in ("PRON", "PROPN") or self._named(tree, head):
            return noun not in ("it", "this", "that", "which", "what", "there", "these", "those")
        return can_speak(noun) or (noun == "one" and tree.child(head, "nmod") is not None)

    def _named(self, tree: Tree, head: int) -> str | None:
        own = self.passages.naming_at(tree.words[head].start)
        if own is not None and own.entity.kind is Kind.PERSON:
            return own.entity.id
        behind = self.passages.naming_from(tree.words[head].end + 1) if tree.words[head].upos == "NOUN" else None
        if behind is not None and behind.entity.kind is Kind.PERSON and can_speak(tree.form(head)):
            return behind.entity.id
        for child in tree.children[head]:
            if tree.relation(child) not in _TITLED or tree.words[child].relation in ("nmod:poss", "nmod:unmarked"):
                continue
            if tree.relation(child) == "nmod" and tree.child(child, "case") is not None:
                continue
            reach = 3 if tree.relation(child) == "appos" else 1
            for word in tree.subtree(child)[:reach]:
                found = self.passages.naming_at(tree.words[word].start)
                if found is not None and found.entity.kind is Kind.PERSON:
                    return found.entity.id
        if own is None or (tree.words[head].upos == "NOUN" and own.span.end < tree.words[head].end):
            return None
        return own.entity.id

    def _relative(self, tree: Tree, head: int) -> str | None:
        naming = self.passages.naming_at(tree.words[head].start)
        if naming is not None:
            return naming.entity.id
        verb = tree.words[head].head
        above = tree.words[verb].head
        if tree.words[verb].relation != "acl:relcl" or not 0 <= above < len(tree.words) or above == verb:
            return None
        return self._named(tree, above) or self._unnamed(tree, above)

    def _unnamed(self, tree: Tree, head: int) -> str | None:
        """Return the entity of a description, made on first sight; a definite one takes up the only one of its noun."""
        numbers = _description(tree, head)
        noun = tree.form(head)
        if noun == "one":
            among = tree.child(head, "nmod")
            speaks = among is not None and can_speak(tree.form(among))
        else:
            speaks = can_speak(noun)
        if not numbers or not speaks or self.passages.in_quote(tree.words[head].start):
            return None
        span = tree.span(numbers)
        if span in self._at:
            return self._at[span]
        label = " ".join(span.of(self.passages.text).split())
        first = tree.form(numbers[0])
        if tree.words[numbers[0]].upos in ("DET", "NUM", "PRON", "NOUN") and (
            len(first) == 1 or not label[:2].isupper()
        ):
            label = label[:1].lower() + label[1:]
        known = self._by_noun[noun]
        definite = first in ("the", "this", "that", "his", "her", "their") or (
            first not in _INDEFINITE and noun != "one"
        )
        key = known[0] if definite and len(known) == 1 and self._same(known[0], label, first) else None
        if key is None:
            self._numbers[label] += 1
            count = self._numbers[label]
            key = f"{label} of {self.passages.article}" + (f" ({count})" if count > 1 else "")
            identifier = local_entity_id(self.passages.article, Kind.GROUP, key)
            self._made[key] = LocalEntity(identifier, self.passages.article, Kind.GROUP, key, label, ())
            known.append(key)
        made = self._made[key]
        namings = (*made.namings, Naming(span, "speaker without a name"))
        self._made[key] = LocalEntity(made.id, made.article, Kind.GROUP, key, made.name, namings)
        self.mentions.append(
            Mention(self.passages.article, span, Kind.GROUP, _SCORE, EXTRACTOR, form=MentionForm.NOMINAL)
        )
        self._at[span] = made.id
        return made.id

    def _same(self, key: str, label: str, first: str) -> bool:
        """Return whether a later description may take up an earlier one: equal words, or “the” and its noun alone."""
        name = self._made[key].name
        return name.lower() == label.lower() or (first == "the" and len(label.split()) == 2)


def _is_noun(tree: Tree, word: int) -> bool:
    return tree.words[word].upos in ("NOUN", "PROPN", "PRON")


def _description(tree: Tree, head: int) -> list[int]:
    """Return the words of a description: its noun with what stands before it and its phrases; none for empty ones."""
    noun = tree.form(head)
    partitive = noun == "one" and tree.child(head, "nmod") is not None
    if not partitive and (tree.words[head].upos != "NOUN" or noun in _NOBODY or is_document(noun)):
        return []
    kept = []
    for child in tree.children[head]:
        relation = tree.relation(child)
        owner = tree.words[child].relation == "nmod:poss"
        if child < head and (owner or relation in ("det", "amod", "compound", "nummod", "flat")):
            kept += tree.subtree(child)
        elif child > head and (
            relation == "nmod" or (relation == "compound" and tree.child(child, "case") is not None)
        ):
            kept += _plain(tree, child)
    numbers = sorted({*kept, head})
    run = [head]
    for step in (-1, 1):
        at = head + step
        while at in numbers:
            run.append(at)
            at += step
    return sorted(run) if len(run) <= _LONGEST else [head]


def _plain(tree: Tree, word: int) -> list[int]:
    """Return a prepositional phrase without clauses, commas and what follows them."""
    cut = frozenset(
        below for below in tree.subtree(word) if tree.relation(below) in ("acl", "appos", "parataxis", "advcl")
    )
    run: list[int] = []
    for number in tree.subtree(word, without=cut):
        if tree.form(number) in (",", "(", ")", "—", "–", ";") or (run and number != run[-1] + 1):
            break
        run.append(number)
    return run
