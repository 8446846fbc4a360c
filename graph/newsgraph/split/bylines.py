"""Bylines: who wrote a story, read from a line of its own."""

import re

_BY = re.compile(
    r"(?:(?:story|stories|text|words|report|reporting|article|opinion|editorial|analysis|commentary|written|reported|"
    r"posted|published|compiled|translated|edited|interview|review|column|story\s+and\s+photos?|words\s+and\s+photos?|"
    r"text\s+and\s+photos?|authored|submitted|contributed|a\s+guest\s+column|guest\s+column|texto|texte)\s+"
    r"(?:and\s+photos?\s+)?(?:by|por|par|von|di|de)|by|por|par|von|di|author|autor|autora|auteur|autore)(?::\s*|\s+)",
    re.IGNORECASE,
)
_ROLE_WORDS = (
    r"(?:staff|senior|chief|special|guest|contributing|associate|managing|political|national|foreign|city|county|crime|"
    r"education|health|business|sports|news|our|editor(?:ial|s)?|writers?|reporters?|correspondents?|columnists?|contributors?|"
    r"photographer|bureau|desk|report(?:s)?|team|service|agencies|agency|press|associated|reuters|ap|afp|pti|ani|"
    r"redacción|redaktion|rédaction|redazione|redação|newsroom|intern|producer|digital|web|wire|wires|from|to|the|of|and|"
    r"for|in|at|express|network|board|committee)"
)
_STAFF = re.compile(rf"(?:{_ROLE_WORDS}[\s,&-]*){{1,6}}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')]*\Z")
_STAFF_HEAD = re.compile(
    r"\b(?:writer|reporter|correspondent|columnist|editor|contributor|staff|bureau|desk|report|press|service|agencies|special\s+to|"
    r"redacción|redaktion|rédaction|redazione|redação|newsroom|"
    r"team|photographer|board)s?\b",
    re.IGNORECASE,
)
_NAME = (
    r"(?:(?:Dr|Prof|Rev|Sen|Rep|Fr|Sr|Sra|Ms|Mr|Mrs|Sir|Dame)\.?\s+)?[A-ZÀ-ÞŁŠŽČĆŚ][\w'’.\-]*"
    r"(?:\s+(?:de|del|de la|la|van|von|der|den|bin|ibn|al|el|da|dos|du|di|y|e|ter|ten|[A-ZÀ-ÞŁŠŽČĆŚ][\w'’.\-]*)){0,4}"
)
_NAMES = re.compile(rf"{_NAME}(?:(?:,\s*|\s+(?:and|AND|y|et|und|&|e|with|WITH)\s+|\s*/\s*){_NAME}){{0,5}}")
_ROLE_BREAK = re.compile(
    r"\s*[|•·]\s*|\s+[–—-]\s+|\s*,\s*(?=(?:[^,]*\b)?" + _STAFF_HEAD.pattern + r")|\s*[(<]|\s+\S+@\S+"
)
_SMALL_WORDS = frozenset({"of", "the", "and", "for", "to", "staff", "in"})
_NOT_NAMES = frozenset(
    """
    the a an any all his her its our their my your this that these those now then next last land sea air night day
    noon morning dawn means popular design default law hand far mail phone email train car bus foot way order no one two
    three half some many most far force accident chance mistake contrast comparison popular demand and or what who when
    where how why not midnight sunday monday tuesday wednesday thursday friday saturday invitation
    appointment themselves
    themself himself herself itself definition nature
    """.split()
)


def names_in_byline(line: str, *, beside_a_day: bool) -> str | None:
    """Return the names in a byline, an empty text where it names a desk only, or None where the line is none.

    The line comes without its day; a name alone counts where it stood beside one, with a sign between them.
    """
    cue = _BY.match(line)
    if cue:
        return _names_after(line[cue.end() :])
    if _STAFF_HEAD.search(line) and not _SENTENCE_END.search(line):
        return _names_with_role(line)
    if beside_a_day:
        found = re.fullmatch(rf"({_NAMES.pattern})\s*[|•·–—-]\s*", line)
        return found[1] if found and 2 <= len(found[1].split()) <= 8 else None
    return None


def _names_after(rest: str) -> str | None:
    """Return the names after `By`; None where no name follows, `` where only a desk or a role does."""
    rest = rest.strip(" .|•·–—-,")
    if _SENTENCE_END.search(rest) and len(rest.split()) > 5:
        return None
    head = _ROLE_BREAK.split(rest, maxsplit=1)[0].strip(" .,")
    if _STAFF.fullmatch(head):
        return ""
    found = _NAMES.match(head)
    if not found or found[0].split()[0].lower().strip(".,") in _NOT_NAMES:
        return None
    after = head[found.end() :].strip(" ,.")
    if after and not (_STAFF.fullmatch(after) or re.fullmatch(r"(?:in|for|of|at|from|,)\s+.{2,50}", after)):
        return None
    return _without_role(found[0])


def _without_role(names: str) -> str:
    kept: list[str] = []
    for name in re.split(r",\s*", names):
        if kept and (_STAFF.fullmatch(name) or len(name.split()) == 1):
            break
        kept.append(name)
    return ", ".join(kept)


def _names_with_role(line: str) -> str | None:
    """Read `JANE DOE, Staff Writer` and `Staff Reporter`."""
    if _STAFF.fullmatch(line.strip(" .")):
        return "" if len(line.split()) <= 5 else None
    found = re.fullmatch(rf"({_NAMES.pattern}?)\s*(?:,|[|•·–—-]|\sof\sthe\s)\s*(.+)", line)
    if not found or not 2 <= len(found[1].split()) <= 8 or not _STAFF_HEAD.search(found[2]):
        return None
    words = found[2].split()
    plain = all(
        word[:1].isupper() or word.lower() in {"of", "the", "and", "for", "to", "staff", "in"} for word in words
    )
    staff = _STAFF.fullmatch(found[2].strip(" ."))
    return found[1] if len(words) <= 7 and (staff or plain) else None
