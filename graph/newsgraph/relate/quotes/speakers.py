"""Who speaks: the subject of a cue as a local entity, named or not."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from newsgraph.ids import local_entity_id
from newsgraph.model import Kind, LocalEntity, Mention, MentionForm, Naming, Span
from newsgraph.relate.quotes.nouns import can_speak, is_body, is_document, is_plural
from newsgraph.relate.quotes.passage import Passages, Tree
from newsgraph.relate.quotes.turns import Turn, gender_of_noun, genders, is_right_behind
from newsgraph.syntax import Word

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
GENDER = {"he": "m", "she": "f"}
AUTHORED = frozenset(
    "account article blog book column email editorial essay filing letter memo message note paper poll post report"
    " statement study survey testimony tweet website".split()
)
"""Texts that hold the words of those who made them."""
_ISSUED = frozenset("issued released published written prepared compiled posted signed made".split())
PRONOUNS = frozenset("he she they it".split())
_ABBREVIATED = frozenset("dr dr. hon. mr mr. mrs mrs. ms ms. prof prof. professor rev. sen. sir gen. rep. gov.".split())
_PHRASE = 150
_BEFORE_NAME = re.compile(r"[^,.;:()\n]{0,120}, (?:[A-Z][\w.’'-]* ){0,4}")
_FURTHEST = 30
"""A quote of more sentences than this hides who was spoken of before it."""
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
    _nouns: dict[str, str] = field(default_factory=dict)
    """The noun of each speaker without a name."""
    _before: dict[tuple[int, str], str | None] = field(default_factory=dict)
    _turn: Turn | None = None
    """Whose words came last."""

    def __post_init__(self) -> None:
        self._kinds = {named.entity.id: named.entity.kind for named in self.passages.named}
        self._genders = genders(self.passages)

    @property
    def unnamed(self) -> tuple[LocalEntity, ...]:
        """The entities made, by key."""
        return tuple(self._made[key] for key in sorted(self._made))

    def hear(self, turn: Turn) -> None:
        """Take down whose words a cue gave, for the pronouns behind; what somebody reports of another is no turn."""
        before = self._turn
        if before is not None and before.content is not None and before.content.covers(turn.cue):
            return
        if before is not None and before.sentence == turn.sentence and before.speaker != turn.speaker:
            turn = replace(turn, speaker=None)
        self._turn = turn

    def find(self, tree: Tree, head: int, words: Sequence[Span] = ()) -> str | None:
        """Return the id of the entity that a subject or the like stands for; None where nothing tells.

        Args:
            tree: the sentence.
            head: the head of the subject.
            words: what is said; few name themselves there, so a pronoun is hardly somebody named in it.
        """
        if apposed := self._apposed(tree, head):
            return apposed
        if any(tree.relation(child) == "conj" and _is_noun(tree, child) for child in tree.children[head]):
            return None
        form = tree.form(head)
        if form in ("who", "that", "which"):
            return self._relative(tree, head)
        if is_document(form) and (author := self._author(tree, head)) is not None:
            return self.find(tree, author)
        named = self._named(tree, head)
        if form not in PRONOUNS:
            return named or self._unnamed(tree, head)
        found = (each for each in (named, self._again(tree, head)) if each is not None)
        return next((each for each in found if not any(self.is_named_in(each, span) for span in words)), None)

    def _apposed(self, tree: Tree, head: int) -> str | None:
        """Return the person named in commas behind a description: “the head of the League, Dr. Ana Pell, said”."""
        if tree.words[head].upos not in ("NOUN", "PROPN") or not can_speak(tree.form(head)):
            return None
        start = tree.words[head].end
        for named in self.passages.named_in(Span(start, start + _PHRASE)):
            between = self.passages.text[start : named.span.start]
            if named.entity.kind is Kind.PERSON and self._is_titled(named.span.start, start, tree):
                return named.entity.id
            if named.entity.kind is Kind.PERSON and _BEFORE_NAME.fullmatch(between):
                if _is_of_another(between):
                    return None
                words = (word for word in tree.words if start <= word.start < named.span.start)
                apart = self.passages.text[named.span.end : named.span.end + 1] == ","
                return named.entity.id if apart and all(word.upos not in ("VERB", "AUX") for word in words) else None
        return None

    def _is_titled(self, name: int, start: int, tree: Tree) -> bool:
        """Return whether a title ends right before a name: “head of staff Ana Pell”, not “friend of Ana Pell”."""
        between = [word for word in tree.words if start <= word.start < name]
        while between and (can_speak(self._form(between[-1])) or self._form(between[-1]) in _ABBREVIATED):
            between.pop()
            if between and self._form(between[0]) in ("for", "to"):
                return False  # “A spokesman for Minister Ana Pell” is not the minister.
        if len(between) < 2 or between[-1].upos != "PROPN":
            return False
        return all(word.upos in ("ADP", "DET", "ADJ", "NOUN", "PROPN", "CCONJ") for word in between)

    def _form(self, word: Word) -> str:
        return self.passages.text[word.start : word.end].lower()

    def _author(self, tree: Tree, head: int) -> int | None:
        """Return whose words a text is said to hold: “a report by the Harbour League”, “Pell's letter”."""
        if tree.form(head).removesuffix("s") not in AUTHORED:
            return None
        for child in tree.children[head]:
            if tree.relation(child) == "acl" and tree.form(child) in _ISSUED:
                makers = [at for at in tree.children[child] if tree.words[at].relation == "obl:agent"]
            else:
                case = tree.child(child, "case")
                by = case is not None and tree.form(case) in ("by", "from")
                owner = tree.words[child].relation == "nmod:poss"
                makers = [child] if owner or (by and tree.relation(child) == "nmod") else []
            for maker in makers:
                noun = tree.words[maker].upos in ("NOUN", "PROPN")
                if noun and (self._named(tree, maker) is not None or can_speak(tree.form(maker))):
                    return maker
        return None

    def _again(self, tree: Tree, head: int) -> str | None:
        """Return who goes on: the speaker right before, or else the subject of the sentence before."""
        at, pronoun = tree.words[head].start, tree.form(head)
        turn = self._turn
        if turn is None or not is_right_behind(turn, at, tree.words[0].start, self.passages):
            return self._subject_before(tree, pronoun) if pronoun in ("he", "she") else None
        if turn.speaker is None or not self._fits(turn.speaker, pronoun):
            return None
        end = at if at < turn.sentence.end else turn.sentence.end
        return None if self._is_joined_by_another(turn, end, pronoun) else turn.speaker

    def _is_joined_by_another(self, turn: Turn, end: int, pronoun: str) -> bool:
        """Return whether somebody else is named beside the words of a turn: “…,” said Pell, who stood beside Quill."""
        return any(
            named.entity.id != turn.speaker
            and self._fits(named.entity.id, pronoun)
            and not (turn.content and turn.content.covers(named.span))
            and self.passages.in_quote(named.span.start) is None
            for named in self.passages.named_in(Span(turn.cue.end, max(turn.cue.end, end)))
        )

    def _subject_before(self, tree: Tree, pronoun: str) -> str | None:
        """Return the subject of the sentence before, quoted ones aside, where it names nobody else who fits."""
        start = tree.words[0].start
        key = (start, pronoun)
        if key not in self._before:
            self._before[key] = self._subject_of_sentence_before(start, pronoun)
        return self._before[key]

    def _subject_of_sentence_before(self, start: int, pronoun: str) -> str | None:
        passages = self.passages
        number = bisect_left(passages.sentences, start, key=lambda sentence: sentence.words[0].start) - 1
        first = max(-1, number - _FURTHEST)
        while number > first and passages.in_quote(passages.sentences[number].words[0].start) is not None:
            number -= 1
        if number <= first or passages.in_heading(passages.sentences[number].words[0].start):
            return None
        before = Tree(passages.sentences[number], passages.text)
        if passages.line_of(before.words[0].start) < passages.line_of(start) - 1:
            return None
        roots = [at for at, word in enumerate(before.words) if word.head == at]
        subject = next((c for root in roots for c in before.children[root] if before.relation(c) == "nsubj"), None)
        found = self._named(before, subject) if subject is not None else None
        if found is None or not self._fits(found, pronoun):
            return None
        span = before.span(range(len(before.words)))
        others = (named.entity.id for named in passages.named_in(span) if passages.in_quote(named.span.start) is None)
        return None if any(other != found and self._fits(other, pronoun) for other in others) else found

    def _fits(self, entity: str, pronoun: str) -> bool:
        """Return whether a pronoun may stand for an entity, as far as kind, noun and other pronouns tell."""
        noun = self._nouns.get(entity)
        kind = self._kinds.get(entity)
        if pronoun in GENDER:
            if noun is None and kind is not Kind.PERSON:
                return False
            told = self._genders.get(entity, set())
            if noun is not None:
                if is_body(noun) or is_plural(noun):
                    return False
                told = {gender} if (gender := gender_of_noun(noun)) else set()
            return told <= {GENDER[pronoun]}
        if noun is not None:
            return is_body(noun) if pronoun == "it" else is_body(noun) or is_plural(noun)
        return kind in ((Kind.ORGANIZATION, Kind.PLACE) if pronoun == "it" else (Kind.ORGANIZATION, Kind.GROUP))

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
        if noun == "it" and self._again(tree, head):
            return True
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
            if tree.relation(child) == "compound" and child < head and tree.words[head].upos == "NOUN":
                continue  # “The Orlov administration” is not Orlov.
            reach = 3 if tree.relation(child) == "appos" else 1
            for word in tree.subtree(child)[:reach]:
                found = self.passages.naming_at(tree.words[word].start)
                if found is not None and found.entity.kind is Kind.PERSON:
                    between = self.passages.text[tree.words[head].end : max(tree.words[head].end, found.span.start)]
                    if not (tree.relation(child) == "appos" and _is_of_another(between)):
                        return found.entity.id
        if own is None and (is_body(tree.form(head)) or not can_speak(tree.form(head))):
            return self._apposed_body(tree, head)
        if own is None or (tree.words[head].upos == "NOUN" and own.span.end < tree.words[head].end):
            return None
        if own.entity.kind is Kind.GROUP and own.span.of(self.passages.text).endswith("an"):
            return None  # “The Australian said” is one person.
        return own.entity.id

    def _apposed_body(self, tree: Tree, head: int) -> str | None:
        """Return the body named beside a noun: “an offshoot of the party, the Harbour League, said”."""
        for child in tree.children[head]:
            if tree.relation(child) == "appos" and tree.words[head].upos == "NOUN":
                found = self.passages.naming_at(tree.words[child].start)
                if found is not None and found.entity.kind is Kind.ORGANIZATION:
                    return found.entity.id
        return None

    def _relative(self, tree: Tree, head: int) -> str | None:
        naming = self.passages.naming_at(tree.words[head].start)
        if naming is not None:
            return naming.entity.id
        verb = tree.words[head].head
        above = tree.words[verb].head
        if tree.words[verb].relation != "acl:relcl" or not 0 <= above < len(tree.words) or above == verb:
            return None
        return self._named(tree, above) or self._unnamed(tree, above)

    def retold(self, tree: Tree, head: int) -> str | None:
        """Return whom a speaker reports of within quotation marks: named or described; None for a pronoun."""
        if tree.words[head].upos == "PRON":
            return None
        return self.find(tree, head) or self._unnamed(tree, head, quoted=True)

    def _unnamed(self, tree: Tree, head: int, *, quoted: bool = False) -> str | None:
        """Return the entity of a description, made on first sight; a definite one takes up the only one of its noun."""
        numbers = _description(tree, head)
        noun = tree.form(head)
        if noun == "one":
            among = tree.child(head, "nmod")
            speaks = among is not None and can_speak(tree.form(among))
        else:
            speaks = can_speak(noun)
        if not numbers or not speaks or (self.passages.in_quote(tree.words[head].start) and not quoted):
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
            self._nouns[identifier] = noun
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


def _is_of_another(between: str) -> bool:
    """Return whether a name may belong to a second person described: “a spokesman for the minister, Ana Pell, said”."""
    words = between.rpartition(",")[0].split()
    return bool(words) and can_speak(words[-1].lower()) and not is_body(words[-1].lower())


def _is_noun(tree: Tree, word: int) -> bool:
    return tree.words[word].upos in ("NOUN", "PROPN", "PRON")


def _description(tree: Tree, head: int) -> list[int]:
    """Return the words of a description: its noun with what stands before it and its phrases; none for empty ones."""
    noun = tree.form(head)
    partitive = noun == "one" and tree.child(head, "nmod") is not None
    if not partitive and (tree.words[head].upos not in ("NOUN", "PROPN") or noun in _NOBODY or is_document(noun)):
        return []
    kept = []
    for child in tree.children[head]:
        relation = tree.relation(child)
        owner = tree.words[child].relation in ("nmod:poss", "nmod:desc")
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
