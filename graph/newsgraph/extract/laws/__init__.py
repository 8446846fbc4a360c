"""Laws in running text: a grammar of how they are cited, and a list of laws that go by several names.

No library does this for news: eyecite knows reporters and codes, and nothing of "the 1952 McCarran Act",
"Executive Order 13769" or "H.R. 4437" (measured before the project began).
"""

import re
from collections.abc import Iterable, Sequence

from newsgraph.extract.laws.cases import court_cases
from newsgraph.extract.laws.known import citations, known_laws
from newsgraph.extract.laws.law import Citation, Law
from newsgraph.extract.laws.named import named_laws
from newsgraph.extract.laws.numbered import numbered_laws
from newsgraph.extract.laws.parts import loose_parts, with_parts
from newsgraph.model import Span

__all__ = ["Citation", "Law", "find_laws", "parse_citation"]

_ACRONYM = re.compile(r" \((?:the )?[“\"]?(?P<name>[A-Z][A-Za-z.]{1,9}|[A-Z][a-z]+ Act)[”\"]?\)")


def find_laws(text: str, headings: tuple[Span, ...] = ()) -> tuple[Law, ...]:
    """Return the laws cited in the text, in order, none overlapping another; the longest reading of some words wins.

    In headings set word by word in capitals a name alone is weak evidence, so these are told apart.
    """
    found = _disjoint([*known_laws(text), *numbered_laws(text), *court_cases(text), *named_laws(text, headings)])
    found = _disjoint([*with_parts(text, found), *loose_parts(text)])
    return _disjoint([*found, *_defined(text, found)])


def parse_citation(words: str) -> Citation | None:
    """Return what the words cite where they cite a law and nothing else."""
    for law in find_laws(f"the {words}"):
        if law.span == Span(4, 4 + len(words)):
            return law.citation
    return citations().get(words)


def _defined(text: str, laws: Sequence[Law]) -> Iterable[Law]:
    """Yield the later uses of short names that the text defines in brackets behind a law's name."""
    for law in laws:
        short = _ACRONYM.match(text, law.span.end)
        if not short or law.citation.part_of or not _stands_for(short["name"], law.span.of(text)):
            continue
        for match in re.finditer(rf"(?<![\w-]){re.escape(short['name'])}(?![\w-])", text[law.span.end :]):
            start = law.span.end + match.start()
            yield from with_parts(text, [Law(Span(start, start + len(match[0])), law.citation, 0.9)])


def _stands_for(short: str, name: str) -> bool:
    letters = iter(re.sub(r"[^a-z]", "", name.lower()))
    return short.endswith(" Act") or all(letter in letters for letter in re.sub(r"[^a-z]", "", short.lower()))


def _disjoint(laws: Iterable[Law]) -> tuple[Law, ...]:
    chosen: list[Law] = []
    ends: list[int] = []
    taken: set[int] = set()
    for law in sorted(laws, key=lambda item: (item.span.start - item.span.end, -item.score, item.span.start)):
        if taken.isdisjoint(range(law.span.start, law.span.end)):
            taken.update(range(law.span.start, law.span.end))
            chosen.append(law)
            ends.append(law.span.end)
    return tuple(sorted(chosen, key=lambda law: law.span))
