"""Parts of laws: `Section 287(g) of the Immigration and Nationality Act`, `Articles 14 and 21 of the Constitution`, `INA § 212(a)`."""

import re
from collections.abc import Iterator, Sequence

from newsgraph.extract.laws.law import Citation, Law, part
from newsgraph.extract.laws.numbered import AMENDMENTS, ORDINAL, amendment
from newsgraph.model import Span

NUMBER = r"(?:\d+[A-Za-z]{0,2}(?:[.\-–:]\d+[A-Za-z]{0,2})*(?:-[A-Z]\b)?|[IVXLC]+\b)(?: ?\([A-Za-z0-9]{1,4}\))*"
_KIND = (
    r"(?:[Ss]ections?|[Ss]ub-?sections?|[Ss]ecs?\.|§§?|(?<![\w'’])ss?\.?(?= ?\d)|[Aa]rticles?|[Aa]rts?\.?(?= ?\d)|[Tt]itles?|[Cc]hapters?|[Pp]arts?|[Cc]lauses?|"
    r"[Rr]ules?|[Ss]chedules?|[Pp]aragraphs?|(?<!the )[Rr]egulations?)"
)
_BETWEEN = (
    r"(?:[Tt]he |[Tt]his |[Tt]hat |[Ii]ts |(?:[Tt]he )?(?:[A-Z][\w.]*(?: (?:of )?[A-Z][\w.]*){0,3}|country|state|city|nation|province|bloc)['’]s? )?"
    r"(?:(?:new|federal|landmark|so-called|amended|controversial|old|colonial-era|national|state|federal|1[6-9]\d\d|20\d\d) ){0,2}[“\"]?$"
)
_BEFORE = re.compile(
    rf"(?<![\w§])(?P<kind>{_KIND}) ?(?P<numbers>{NUMBER}(?:(?:, |,? and |,? or | to | & ){NUMBER}|,? (?:and|or) {_KIND} ?{NUMBER}){{0,6}})"
    rf"(?P<inner>,? (?:[Ss]ection|[Cc]lause|[Pp]aragraph|§) ?{NUMBER})?,? (?:of|to|in|under) {_BETWEEN}"
)
_DIRECTLY = re.compile(
    rf"(?<![\w§])(?P<kind>{_KIND}) ?(?P<numbers>{NUMBER}(?:(?:, |,? and |,? or | to | & ){NUMBER}){{0,6}})(?P<inner>)? $"
)
_LETTERS = re.compile(r"[A-Z][A-Za-z.]{1,5}")
_BEHIND = re.compile(
    rf"(?:,|['’]s?)? ?(?P<bracket>\()?(?P<kind>§§?|[Ss]ections?|[Ss]ecs?\.|(?<=[ (])ss?\.?(?= ?\d)|[Aa]rticles?|[Tt]itles?|[Pp]arts?|[Rr]ules?|[Cc]hapters?|[Cc]h\.|c\.(?= \d)) ?"
    rf"(?P<numbers>{NUMBER}(?:(?:, |,? and |,? or | to | & ){NUMBER}(?![\w%])){{0,6}})(?(bracket)\))"
)
_BARE_NUMBER = re.compile(rf",? (?P<numbers>{NUMBER})(?![\w%])")
_AMENDMENT_BEFORE = re.compile(rf"\b(?P<which>{ORDINAL}|\d{{2,3}}(?:st|nd|rd|th)) Amendment (?:to|of) {_BETWEEN}")
_ONE = re.compile(rf"(?:{_KIND} ?)?(?P<number>{NUMBER})")
_RANGE = re.compile(rf"{NUMBER} to {NUMBER}$")
_TAKES_A_NUMBER = re.compile(r"(?:Code|Statutes|General Laws|Penal Law|Sanhita)(?: \([^)]*\))?$")
_WINDOW = 110
_NEAR = 60
_LEADS = (" of ", " to ", " in ", " under ")
_DEEPEST = 3


def with_parts(text: str, laws: Sequence[Law]) -> Iterator[Law]:
    """Yield each law, taken together with the words that cite a part of it where such stand before or behind it.

    Of several parts cited together each is a law of its own: the last one takes the words of the whole.
    """
    for law in laws:
        yield from _with_parts(text, law)


def _with_parts(text: str, law: Law) -> Iterator[Law]:
    behind = _behind(text, law)
    if behind:
        yield from behind
        return
    start, citation, parts = law.span.start, law.citation, []
    for _ in range(_DEEPEST):
        near = text[max(0, start - _NEAR) : start]
        match = _BEFORE.search(text, max(0, start - _WINDOW), start) if any(lead in near for lead in _LEADS) else None
        if match is None:
            break
        if match["kind"].lower() in (
            "rule",
            "rules",
            "chapter",
            "regulations",
            "regulation",
        ) and citation.normal_form.startswith("U.S. Const"):
            break
        parts = list(_cited(match, citation, law))
        start = match.start()
        if len(parts) > 1:
            break
        citation = parts[0].citation
    if (
        not parts
        and _LETTERS.fullmatch(law.span.of(text))
        and (match := _DIRECTLY.search(text, max(0, start - _WINDOW), start))
    ):
        parts, start = list(_cited(match, citation, law)), match.start()
    amended = (
        _AMENDMENT_BEFORE.search(text, max(0, start - _WINDOW), start) if "Const" in citation.normal_form else None
    )
    if amended and not parts:
        ordinal = amended["which"]
        # Words alone say no more of `the Constitution` than of the amendment by itself, which is read as the American one.
        whole = None if law.citation.normal_form == "Constitution" else law.citation
        cited = amendment(ordinal, whole) if ordinal.lower() in AMENDMENTS else _amended(law.citation, ordinal)
        yield Law(Span(amended.start(), law.span.end), cited, law.score)
        return
    if not parts:
        yield law
        return
    yield from parts[:-1]
    yield Law(Span(parts[-1].span.start, law.span.end), parts[-1].citation, law.score)


def _amended(whole: Citation, ordinal: str) -> Citation:
    number = ordinal[:-2]
    return Citation(f"{whole.normal_form} amend. {number}", whole.jurisdiction, None, whole.normal_form)


def _cited(match: re.Match[str], whole: Citation, law: Law) -> Iterator[Law]:
    """Yield the parts in the order of the words; each begins at its number, the first at the kind of part."""
    kind, numbers = match["kind"], match["numbers"]
    if _RANGE.search(numbers):
        yield Law(Span(match.start(), match.end("numbers")), part(whole, kind, numbers), law.score)
        return
    at = match.start("numbers")
    for one in _ONE.finditer(numbers):
        cited = part(whole, kind, one["number"])
        if match["inner"] and one.end() == len(numbers):
            words = match["inner"].replace(",", "").split(maxsplit=1)
            cited = part(cited, words[0], words[1]) if len(words) > 1 else cited
        yield Law(Span(match.start() if one.start() == 0 else at + one.start(), at + one.end()), cited, law.score)


def _behind(text: str, law: Law) -> list[Law]:
    if law.citation.part_of and "article" not in law.citation.normal_form:
        return []
    match = _BEHIND.match(text, law.span.end)
    kind = match["kind"] if match else "section"
    if match is None and _TAKES_A_NUMBER.search(law.citation.normal_form):
        match = _BARE_NUMBER.match(text, law.span.end)
        if match and re.fullmatch(r"(?:1[6-9]|20)\d\d", match["numbers"]):
            match = None
    if match is None or (match[0].startswith("'s") and not match["numbers"][0].isalnum()):
        return []
    if (
        kind[0] in "Tt"
        and re.match(r"(?:,|['’]s?)? ?\(?[Tt]itle \d+", match[0])
        and not match[0].startswith(("'s", "’s", ","))
    ):
        return []
    found: list[Law] = []
    at = match.start("numbers")
    for one in _ONE.finditer(match["numbers"]):
        start = law.span.start if not found else at + one.start()
        found.append(Law(Span(start, at + one.end()), part(law.citation, kind, one["number"]), law.score))
    return found


_LOOSE = re.compile(
    r"(?<=[eE] )(?P<whole>(?:[A-Z][\w-]+ ){0,3}(?:[Cc]onstitution|[Tt]reaty|[Cc]harter|[Cc]ode|[Cc]onvention|[Ss]tatutes?|[Rr]egulation|[Dd]irective)|Basic Law|Fundamental Law)\b"
)


def loose_wholes(text: str) -> Iterator[tuple[Span, str]]:
    """Yield what parts are cited of in common words: `NATO treaty` in `Article 5 of the NATO treaty`."""
    for match in _LOOSE.finditer(text):
        low = max(0, match.start() - _WINDOW)
        if _BEFORE.search(text, low, match.start()) or _AMENDMENT_BEFORE.search(text, low, match.start()):
            yield Span(*match.span()), match["whole"]
