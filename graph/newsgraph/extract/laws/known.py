"""The laws that the list knows: many names, one citation each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from newsgraph.extract.laws.law import Citation, Law
from newsgraph.gazetteers import names, rows
from newsgraph.model import Span

_START = re.compile(r"(?<![\w'’-])(?:[A-Z]|\d{4} (?=[A-Z]))")
_CUE = re.compile(r"(?:\b(?:the|under|of|by|violat\w+|amend\w+|through|with|per)\s|\()$", re.IGNORECASE)
_YEAR_AT_END = re.compile(r" \(\d{4}\)$")
_YEAR_BEHIND = re.compile(r",? (?:of )?(1[6-9]\d\d|20\d\d)\b")


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    citation: Citation
    needs_cue: bool


@cache
def citations() -> dict[str, Citation]:
    """Return the citation of each name in the list; names that need a cue are among them."""
    return {entry.name: entry.citation for entries in _entries().values() for entry in entries}


@cache
def _entries() -> dict[str, tuple[_Entry, ...]]:
    """Return the names by their first word, the longest first."""
    found: dict[str, list[_Entry]] = {}
    for normal_form, jurisdiction, year, aliases in rows("laws"):
        citation = Citation(normal_form, jurisdiction or None, int(year) if year else None)
        for alias in {_YEAR_AT_END.sub("", normal_form), *names(aliases)}:
            name = alias.removeprefix("~").replace("–", "-")
            found.setdefault(name.split()[0], []).append(_Entry(name, citation, alias.startswith("~")))
    return {word: tuple(sorted(entries, key=lambda e: (-len(e.name), e.name))) for word, entries in found.items()}


def known_laws(text: str) -> Iterator[Law]:
    """Yield the laws that stand in the text under a name of the list, in order; a year behind the name goes with it."""
    entries = _entries()
    plain = text.replace("–", "-").replace("’", "'")
    end = 0
    for start in (match.start() for match in _START.finditer(plain)):
        if start < end:
            continue
        word = plain[start : start + 40].split()[0].rstrip(".,;:)") if plain[start : start + 1].strip() else ""
        for entry in entries.get(word, ()) or entries.get(word + ".", ()):
            stop = start + len(entry.name)
            whole_word = not plain[stop : stop + 1].isalnum() and plain[stop : stop + 2] not in ("-A", "'s A")
            if (
                plain.startswith(entry.name, start)
                and whole_word
                and (not entry.needs_cue or _cued(plain, start, entry))
            ):
                stop, citation = _with_year(plain, stop, entry.citation)
                yield Law(Span(start, stop), citation, 0.95)
                end = stop
                break


def _cued(text: str, start: int, entry: _Entry) -> bool:
    return bool(_CUE.search(text[max(0, start - 14) : start])) or text[start + len(entry.name) :].startswith(
        (" §", " section")
    )


def _with_year(text: str, stop: int, citation: Citation) -> tuple[int, Citation]:
    """Take in the year behind a name; another year than the known one makes another law of the same name."""
    match = _YEAR_BEHIND.match(text, stop)
    if not match or text[stop] == "," or not text[:stop].endswith(("Act", "Code", "Law", "Ordinance")):
        return stop, citation
    year = int(match[1])
    if citation.year in (None, year):
        return match.end(), citation
    name = _YEAR_AT_END.sub("", citation.normal_form)
    return match.end(), Citation(f"{name} ({year})", citation.jurisdiction, year)
