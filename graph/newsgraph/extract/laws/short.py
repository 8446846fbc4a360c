"""Short names of laws within an article: `the 2014 Act`, `(the "IWA")`, `Section 5` behind `Section 5 of the ... Act`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsgraph.extract.laws.known import citation_of, citations
from newsgraph.extract.laws.law import Citation, Law, bare, part
from newsgraph.extract.laws.parts import NUMBER
from newsgraph.model import Span

_ENOUGH = 2
_SHORT = re.compile(
    r"(?:, (?:also |better |commonly )?known as (?:the )?(?P<known>[A-Z]{3,8})\b| \((?:hereafter |hereinafter |or |known as |called |also known as )?(?:the )?[“\"]?(?P<name>[A-Z][A-Za-z.&]{1,9}|(?:[A-Z]\w+ ){1,3}(?:Act|Code|Bill)|\d{4} Act|Act|Bill|Code|Directive|Convention|Treaty)[”\"]?\))"
)
_THE_ACT = re.compile(
    r"\b[Tt]he (?P<short>(?:(?P<year>(?:1[6-9]|20)\d\d) )?(?P<noun>Act|Bill|Directive|Ordinance|Treaty|Code|Regulations?))\b(?!-| [A-Z\d]| of [A-Z\d])"
)
_BARE_PART = re.compile(
    rf"(?P<kind>[Ss]ection|[Ss]ec\.|§|[Aa]rticle|[Tt]itle|[Cc]lause|[Ss]chedule) ?(?P<number>{NUMBER})(?! of (?:the |this |that )?[a-z]?\w)"
)
_SHORT_PART = re.compile(rf"(?P<kind>ss?\.?)(?= ?\d) ?(?P<number>{NUMBER})(?! of (?:the |this |that )?[a-z]?\w)")
_PART_HINTS = ("ection ", "Sec.", "§", "rticle ", "itle ", "lause ", "chedule ")
_BRACKETED = re.compile(r"\d+[A-Za-z]?(?:\([A-Za-z0-9]{1,4}\))+$")
_BY_ITSELF = (
    (r"(?:(?:Section|section|Sec\.|§) ?)?287\(g\)", r"\b(?:INA\b|[Ii]mmigra|[Dd]eport|ICE\b)", ("Immigration and Nationality Act (1952)",), "section", "287(g)"),
    (r"Article 50\b(?! of)", r"\bBrexit|European Union|\bEU\b", ("Treaty on European Union", "TEU", "Maastricht Treaty"), "article", "50"),
    (r"Article 370\b(?! of)", r"\bKashmir", ("Constitution of India", "Indian Constitution"), "article", "370"),
    (r"Article 5\b(?! of)", r"\bNATO\b|\bNato\b", ("North Atlantic Treaty", "NATO Treaty", "Washington Treaty"), "article", "5"),
    (r"Article 9\b(?! of)", r"\bpacifist? (?:constitution|Constitution|clause)", ("Constitution of Japan", "Japanese Constitution"), "article", "9"),
    (r"Section 377\b(?! of)", r"\bIndia", ("Indian Penal Code",), "section", "377"),
    (r"Section 144\b(?! of)", r"\b[Pp]rohibitory|CrPC", ("Code of Criminal Procedure, 1973", "CrPC", "Code of Criminal Procedure"), "section", "144"),
)  # fmt: skip
"""Parts that news cites by their number alone: the words, what the article must speak of, names of the whole, the part."""


def short_names(text: str, laws: Sequence[Law]) -> Iterator[Law]:
    """Yield the uses of short names: those defined in brackets behind a name, and `the Act` behind the one act named."""
    defined: set[tuple[str, Citation]] = set()
    for law in laws:
        short = _SHORT.match(text, law.span.end)
        name = (short["name"] or short["known"]) if short else ""
        if (
            short
            and (name, law.citation) not in defined
            and not law.citation.part_of
            and _stands_for(name, law.span.of(text))
        ):
            defined.add((name, law.citation))
            pattern = rf"(?<![\w-]){re.escape(name)}(?![\w-])"
            for match in re.finditer(pattern, text[law.span.end :]):
                at = law.span.end + match.start()
                if (
                    match.start() < short.end() - law.span.end
                    or name not in ("Act", "Bill", "Code", "Treaty")
                    or text[at - 4 : at].lower() == "the "
                ):
                    yield Law(Span(at, at + len(match[0])), law.citation, 0.9)
    firsts = _firsts(laws)
    for match in _THE_ACT.finditer(text) if firsts else ():
        meant = _one_before(firsts, match["noun"], match.start(), int(match["year"]) if match["year"] else None)
        if meant:
            yield Law(Span(*match.span("short")), meant, 0.75)


def _firsts(laws: Iterable[Law]) -> dict[tuple[str, int | None], list[Law]]:
    """Return where each law of a kind, and of a kind and year, is named first; the first two are enough to tell one from more."""
    found: dict[tuple[str, int | None], dict[str, Law]] = {}
    for law in laws:
        if not law.citation.part_of:
            kind = bare(law.citation.normal_form).rpartition(" ")[2]
            for key in {(kind, None), (kind, law.citation.year)}:
                if len(found.setdefault(key, {})) < _ENOUGH:
                    found[key].setdefault(law.citation.normal_form, law)
    return {key: list(first.values()) for key, first in found.items()}


def _one_before(
    firsts: Mapping[tuple[str, int | None], Sequence[Law]], kind: str, at: int, year: int | None = None
) -> Citation | None:
    """Return the one law of a kind that is named before a place."""
    before = [law.citation for law in firsts.get((kind, year), ()) if law.span.end <= at]
    return before[0] if len(before) == 1 else None


def _stands_for(short: str, name: str) -> bool:
    letters = iter(re.sub(r"[^a-z]", "", name.lower()))
    wanted = re.sub(r"[^a-z]", "", short.lower())
    return short.endswith((" Act", "Code", "Bill")) or short in name or all(letter in letters for letter in wanted)


def bare_parts(text: str, laws: Sequence[Law], wholes: Sequence[Law]) -> Iterator[Law]:
    """Yield parts cited by number alone where the article has told of what: named once with its law, or of the one act."""
    cited: dict[str, dict[str, Law]] = {}
    firsts = _firsts(wholes)
    for law in laws:
        if law.citation.part_of:
            tail = law.citation.normal_form.removeprefix(law.citation.part_of).strip()
            cited.setdefault(tail, {}).setdefault(law.citation.normal_form, law)
    yield from _by_themselves(text)
    if any(hint in text for hint in _PART_HINTS) and (cited or "(" in text):
        for match in _BARE_PART.finditer(text):
            yield from _bare_part(match, cited, firsts)
    for match in _SHORT_PART.finditer(text) if ("Act", None) in firsts else ():
        yield from _bare_part(match, cited, firsts)


def _by_themselves(text: str) -> Iterator[Law]:
    """Yield the parts that news cites by number alone where the article speaks of what they are about."""
    for words, context, names, kind, number in _BY_ITSELF:
        if (number if "(" in number else f"{kind.capitalize()} {number}") not in text:
            continue
        known = [law for law in (citation_of(name) or citations().get(name) for name in names) if law]
        spoken_of = bool(known) and re.search(context, text) is not None
        if not spoken_of and "(" not in number:
            continue
        cited = part(known[0], kind, number) if spoken_of else Citation(f"§ {number}", "US")
        for match in re.finditer(rf"(?<![\w§.(]){words}", text):
            yield Law(Span(*match.span()), cited, 0.85 if spoken_of else 0.8)


def _bare_part(
    match: re.Match[str], cited: Mapping[str, Mapping[str, Law]], firsts: Mapping[tuple[str, int | None], Sequence[Law]]
) -> Iterator[Law]:
    span = Span(*match.span())
    kind = match["kind"]
    before = match.string[max(0, span.start - 1) : span.start]
    if before.isalnum() or before in {"§", ".", "'", "’", "_"}:
        return
    same = list(cited.get(part(Citation(""), kind, match["number"]).normal_form.strip(), {}).values())
    if len(same) == 1 and same[0].span.end <= span.start:
        yield Law(span, same[0].citation, 0.75)
        return
    bracketed = bool(_BRACKETED.match(match["number"])) and kind in ("Section", "section", "Sec.", "§")
    act = _one_before(firsts, "Act", span.start) if bracketed or re.fullmatch(r"ss?\.?", kind) else None
    if act:
        yield Law(span, part(act, kind, match["number"]), 0.75)
    elif bracketed:
        yield Law(span, Citation(f"§ {match['number']}"), 0.7)
