"""Laws in running text: a grammar of how they are cited, and a list of laws that go by several names.

No library does this for news: eyecite knows reporters and codes, and nothing of "the 1952 McCarran Act",
"Executive Order 13769" or "H.R. 4437" (measured before the project began).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newsgraph.extract.laws.abroad import foreign_laws
from newsgraph.extract.laws.article import LEAST, apposed, owned, settled, together
from newsgraph.extract.laws.bills import numbered_bills
from newsgraph.extract.laws.cases import court_cases
from newsgraph.extract.laws.codes import cited_codes
from newsgraph.extract.laws.constitutions import amendments_of_the_one, constitutions, loosely_named
from newsgraph.extract.laws.known import citation_of, citations, codified_in, known_laws
from newsgraph.extract.laws.law import Citation, Law, wholes
from newsgraph.extract.laws.named import named_laws
from newsgraph.extract.laws.numbered import numbered_laws
from newsgraph.extract.laws.owners import only_owner
from newsgraph.extract.laws.parts import with_parts
from newsgraph.extract.laws.short import bare_parts, short_names
from newsgraph.extract.laws.treaties import by_letters, named_treaties
from newsgraph.model import Span

__all__ = ["Citation", "Law", "find_laws", "parse_citation", "wholes"]


_SECTION_OF_CODE = re.compile(r"(?P<code>\d+ U\.S\.C\.) § (?P<section>\d+[a-z]{0,2}(?:-\d+[a-z]?)?)")
_NUMBERED_AGAIN = re.compile(r" (?:I{1,3}|IV|VI{0,3})\b")


def find_laws(text: str, headings: tuple[Span, ...] = ()) -> tuple[Law, ...]:
    """Return the laws cited in the text, in order, none overlapping another; the longest reading of some words wins.

    The text is one article: what it says of a law in one place is used in others. In headings set word by word in
    capitals a name alone is weak evidence, so these are told apart.
    """
    read = [*_known(text), *numbered_laws(text), *foreign_laws(text), *numbered_bills(text), *court_cases(text)]
    read += [
        *named_laws(text, headings),
        *cited_codes(text),
        *named_treaties(text),
        *constitutions(text),
        *by_letters(text),
    ]
    told = settled(text, list(together(text, list(owned(text, _disjoint(read))))))
    named_ones = apposed(text, list(_identified(told)))
    named_ones = [*named_ones, *loosely_named(text, named_ones)]
    whole = _disjoint([*named_ones, *short_names(text, named_ones)])
    found = _disjoint(with_parts(text, amendments_of_the_one(text, whole)))
    found = _disjoint([*found, *_free(found, bare_parts(text, found, whole))])
    return tuple(law for law in found if law.score >= LEAST)


def parse_citation(words: str) -> Citation | None:
    """Return what the words cite where they cite a law and nothing else but, before it, whose law it is.

    A bracket left open ends the words before it: `8 F.4th 176 (3d Cir.` is read as `8 F.4th 176`.
    """
    words = words.removeprefix("the ").removeprefix("The ")
    if words.count("(") > words.count(")"):
        words = words[: words.rindex("(")].rstrip()
    for law in find_laws(f"the {words}"):
        if law.span.end == 4 + len(words) and (law.span.start == 4 or only_owner(words[: law.span.start - 4])):
            return law.citation
    return citations().get(words)


def _known(text: str) -> Iterator[Law]:
    """Yield the laws of the list; `the Patriot Act II` is another law than the one whose name it takes."""
    for law in known_laws(text):
        if not (law.span.of(text).endswith("Act") and _NUMBERED_AGAIN.match(text, law.span.end)):
            yield law


def _identified(laws: Iterable[Law]) -> Iterator[Law]:
    """Yield the laws, a listed one that is cited otherwise as itself, a section of a code as part of the listed law there."""
    for law in laws:
        form = law.citation.normal_form
        known = citation_of(form)
        section = _SECTION_OF_CODE.match(form) if known is None else None
        if known:
            yield replace(law, citation=known)
        elif section and (holder := codified_in(section["code"], section["section"])):
            yield replace(law, citation=replace(law.citation, part_of=holder.normal_form))
        else:
            yield law


def _free(found: Sequence[Law], laws: Iterable[Law]) -> Iterator[Law]:
    taken = sorted((law.span.start, law.span.end) for law in found)
    for law in laws:
        if not any(start < law.span.end and law.span.start < end for start, end in taken):
            yield law


def _disjoint(laws: Iterable[Law]) -> tuple[Law, ...]:
    chosen: list[Law] = []
    taken: set[int] = set()
    for law in sorted(laws, key=lambda item: (item.span.start - item.span.end, -item.score, item.span.start)):
        if taken.isdisjoint(range(law.span.start, law.span.end)):
            taken.update(range(law.span.start, law.span.end))
            chosen.append(law)
    return tuple(sorted(chosen, key=lambda law: law.span))
