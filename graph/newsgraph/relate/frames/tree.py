"""A sentence's tree with what the frames ask of it: lower-case words, children, and the entities its words name."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from newsgraph.syntax import ParsedSentence, Word

LONGEST = 120
"""Sentences of more words are lists and tables as often as prose, and their trees are rarely right."""


@dataclass(slots=True, eq=False)
class Tree:
    """The words of one sentence; numbers are those of its words."""

    words: tuple[Word, ...]
    forms: list[str]
    """Each word's letters in lower case."""
    children: list[list[int]] = field(default_factory=list)

    def relation(self, number: int) -> str:
        """Return the relation with its subtype."""
        return self.words[number].relation

    def base(self, number: int) -> str:
        """Return the relation without its subtype."""
        return self.words[number].relation.partition(":")[0]

    def head(self, number: int) -> int:
        """Return the word it hangs on; its own number for the root."""
        return self.words[number].head

    def upos(self, number: int) -> str:
        """Return the part of speech."""
        return self.words[number].upos

    def child(self, number: int, *relations: str) -> int | None:
        """Return the first child with one of the relations, subtypes included in the name."""
        for at in self.children[number]:
            if self.words[at].relation in relations:
                return at
        return None

    def case_of(self, number: int) -> str:
        """Return the preposition of a phrase, its fixed words included: `of`, `because of`; empty without one."""
        found = self.child(number, "case")
        if found is None:
            # `to` and `for` before a clause are marks; a phrase has them where the parser took it for one.
            found = self.child(number, "mark")
            if found is None or self.upos(number) == "VERB":
                return ""
        fixed = [at for at in self.children[found] if self.words[at].relation == "fixed"]
        return " ".join(self.forms[at] for at in sorted((found, *fixed)))

    def above(self, number: int) -> Iterator[int]:
        """Yield the words above, the nearest first; bounded, so that a broken tree ends too."""
        for _ in range(len(self.words)):
            if self.words[number].head == number:
                return
            number = self.words[number].head
            yield number

    def below(self, number: int) -> list[int]:
        """Return the word and all that hangs on it, in order."""
        found, left = [], [number]
        while left:
            at = left.pop()
            found.append(at)
            left += self.children[at]
        return sorted(found)


def tree_of(sentence: ParsedSentence, text: str) -> Tree | None:
    """Return the tree of a sentence, or None where it is too long to be trusted."""
    words = sentence.words
    if not 1 < len(words) <= LONGEST:
        return None
    children: list[list[int]] = [[] for _ in words]
    for number, word in enumerate(words):
        if word.head != number:
            children[word.head].append(number)
    return Tree(words, [text[word.start : word.end].lower() for word in words], children)


def conjuncts(tree: Tree, numbers: Sequence[int]) -> list[int]:
    """Return the words with all that is joined to them: `two children` of `Ana Quell and two children`."""
    found: list[int] = []
    for number in numbers:
        if number not in found:
            found.append(number)
        found += [
            at
            for at in tree.children[number]
            if tree.base(at) == "conj" and tree.upos(at) in ("NOUN", "PROPN", "PRON", "NUM") and at not in found
            and tree.child(at, "nsubj", "cop") is None
        ]  # fmt: skip
    return found
