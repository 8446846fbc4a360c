"""Where a story ends: the lines below its last paragraph that belong to the page and not to the story.

The same words in the middle of a story cut nothing. A line ends the story only where nothing but such lines, furniture
and short lines follows, or where it announces the standing text below press releases and columns.
"""

import re

from newsgraph.split.blocks import LIST_ITEM, Block
from newsgraph.split.starts import Layout

END_MARK = re.compile(
    r"[\[(/–—-]*\s*(?:\#(?:\s?\#){2,}|-?\s?30\s?-|[–—]\s?30\s?[–—]|ends?|fin|ende|ends?\s+here|"
    r"end\s+of\s+(?:story|release|text))\s*[\])/–—-]*",
    re.IGNORECASE,
)
JUMP = re.compile(
    r"(?:see|turn\s+to|continue[ds]?\s+on|cont['’]?d\.?\s+on|please\s+(?:see|"
    r"turn\s+to))\s.{0,50}\b(?:page\s+[A-Z]?-?\d+|(?:on|,)\s*(?-i:[A-Z])\d{1,2})[A-Z]?\.?",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"""about\s+(?:the\s+)?(?-i:[A-Z0-9“"]).{1,80} | about\s+(?:us|the\s+(?:author|writer|company|organi[sz]ation|
       survey|study|series|project)s?)
  | (?:notes?|note)\s+(?:to|for)\s+(?:the\s+)?(?:editors?|journalists|the\s+press|media|newsrooms)\b.{0,200} |
       notes\s*:?
  | boilerplate | (?:forward|safe\s+harbor)[\s-]looking\s+statements?.{0,60} | (?:safe\s+harbor|disclaimer|
       disclosure)\b.{0,60}
  | (?:media|press|investor|public\s+affairs|news)\s+(?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|relations|
       office|queries)\b.{0,120}
  | (?:for\s+)?(?:more|further|additional)\s+information\b.{0,120} | contacts?\s*:?.{0,100}
  | sources?\s+(?-i:[A-Z]).{1,100} | source\s*:\s.{1,160}
  | corrections?\b(?:\s*(?:and|&)\s*clarifications?)?\s*(?::.{0,400})? | clarifications?\s*(?::.{0,400})?
  | (?:hinweis\s+für\s+(?:die\s+)?redaktion|notas?\s+(?:a|para)\s+(?:los\s+)?editores|pressekontakt|
       contact\s+presse|contacto\s+de\s+prensa|über\s+.{2,60})""",
    re.IGNORECASE | re.VERBOSE,
)
_NAME = (
    r"(?-i:[A-ZÀ-Þ])[\w'’.-]+(?:\s+(?:(?:de|del|la|van|von|der|bin|al|el|da|dos|ní)\s+)*(?-i:[A-ZÀ-Þ])[\w'’.-]*){1,4}"
)
_WRITES = (
    r"(?:writers?|columnists?|reporters?|journalists?|correspondents?|contributors?|freelancers?|essayists?|"
    r"novelists?|poets?|authors?|"
    r"editors?|bloggers?|critics?|producers?|photographers?|fellows?|intern|editorial\s+board)"
)
_BIO = re.compile(
    rf"""(?:the\s+(?:author|writer|reporter|columnist)s?|this\s+(?:author|writer)|{_NAME}(?:\s*,\s*.{{2,80}},|
       \s+and\s+{_NAME})?)\s+
     (?:(?:is|are)\s+(?:.{{0,120}}\b(?:{_WRITES}|based\s+in)\b|(?:the\s+)?(?:co-)?author\s+of)
       |(?:is|are)\s.{{0,160}}\b(?:wrote\s+this|writes\s+(?:for|about|on|from)|(?:her|his|
       their)\s+(?:\w+\s+){{0,3}}(?:book|novel|column|newsletter|work|memoir)s?)\b
       |(?:covers|reports\s+on|writes\s+(?:about|on|for|from|a)|contributed|edits|can\s+be\s+(?:reached|contacted|
       found|followed)|tweets|blogs|lives\s+and\s+(?:works|writes)))
     \b.{{0,420}}""",
    re.IGNORECASE | re.VERBOSE,
)
_TAIL = re.compile(
    r"""(?:you\s+can\s+)?(?:reach|contact|follow|e-?mail|write\s+to|text|message|tweet)\s.{0,120}(?:@|\b(?:at|
       on)\s.{0,30}\d).{0,160}
  | [^.]{0,240}\bcontributed\s+(?:to\s+(?:this|the)|reporting|research|from)\b.{0,120}
  | .{0,120}\b(?:reported|reporting)\s+from\s.{2,80}(?:contributed|and\s+.{2,60}\s+from)\b.{0,120}
  | (?:reporting|additional\s+reporting|writing|editing|edited|compiled|translated|translation|
       with\s+(?:reporting|files|inputs?|information|agency|agencies)|
     with\s+reports?)\s+(?:by|from|of|inputs?)\b.{0,200}
  | (?:an?\s+)?(?:earlier|previous|original)\s+versions?\s+of\s+this\s+(?:story|article|report|post|column|
       headline)\b.{0,300}
  | this\s+(?:story|article|report|post|column|headline)\s+(?:has\s+been|was)\s+(?:updated|corrected|amended|
       clarified)\b.{0,300}
  | editor['’]?s?['’]?\s+note\s*:.{0,400} | if\s+you\s+or\s+someone\s+you\s+know\b.{0,300}
  | if\s+you\s+(?:have|know|need|see|saw|would\s+like|wish|want|witnessed)\b.{0,200}\b(?:call|contact|e-?mail|visit|
       write|text)
     \b.{0,160}
  | (?:[\w'’.-]+\s+){1,5}(?-i:[A-Z]{1,3}|[+-]?\d[\d.:-]*)(?:\s+(?-i:[A-Z][a-z]{0,2}|[+-]?\d[\d.:-]*)){2,14}
  | (?-i:[A-Z]).{2,60}\s+is\s+an?\s+(?:\w+[\s,]+){0,3}(?:nonprofit|non-profit|nonpartisan|reader-supported|
       member-supported|charity|news\s+(?:site|outlet|service))\b.{0,300}
  | (?:(?:subscribe|sign\s+up|donate)\b|follow\s+(?:us|our|@)|join\s+us\b|visit\s+(?:our|us|www|https?|
       \S+\.[a-z]{2,8}\b))[^!?]{0,120}[.!]?
  | (?:launched|founded|started)\s+\w+\s+(?:years?|months?|weeks?)\s+ago\b.{0,120}
  | [A-Z]{0,5}[-/]?\d{1,6}(?:[-/.][A-Z0-9]{1,8}){0,3} | \#\S+(?:\s+\#\S+)*
  | (?:\#|no\.?|ref\.?|release)\s?\w{0,4}[-/]?\d[\w/-]{1,14}
  | [—–-]\s*(?-i:[A-Z])[\w.'’/ -]{1,40} | [(/\[](?-i:[A-Z])[\w.'’/& -]{1,30}[)/\]]""",
    re.IGNORECASE | re.VERBOSE,
)
_ABOUT = re.compile(r"(?:about|über)\s", re.IGNORECASE)
_OPENS_NOTE = re.compile(r"[^:.]{3,40}:|(?:sources?|boilerplate)\s", re.IGNORECASE)
_SHORT = 90
_LONGEST_TAIL = 600
_FIRST_BLOCKS = 12
_LEAST_STANDING = 300
_MOST_STANDING = 1500
_CONTENT_WORD = re.compile(r"[^\W\d_]{4,}")


def tail_begin(layout: Layout, first: int, start: int | None, end: int) -> int:
    """Return the first content block below a story's last words; `end` where the story has no tail.

    `first` is the first block of the story's text, `start` its dateline.
    """
    body = start if start is not None else first
    while body < end and start is None and layout.block(body).heading:
        body += 1
    length = layout.length(first, end)
    while (cut := _cut(layout, first, body + 1, end, length)) < end:
        length -= layout.length(cut, end)
        end = cut
    return end


def _cut(layout: Layout, first: int, floor: int, end: int, length: int) -> int:
    below, last = 0, end
    for number in range(end - 1, floor - 1, -1):
        below += len(layout.block(number).text)
        if below > max(_LEAST_STANDING, min(_MOST_STANDING, length - below)):
            break
        if _is_end(layout, number, first):
            last = number
    if last < end:
        return last
    for number in range(end - 1, floor - 1, -1):
        block = layout.block(number)
        if is_tail(block):
            last = number
        elif not (_is_short(block) and _has_tail_above(layout, number, floor)):
            break
    return last


def is_tail(block: Block) -> bool:
    """Return whether a line tells of its writer, its paper or its making, as lines below stories do."""
    listed = LIST_ITEM.match(block.text) and block.text[0] not in "—–-"
    if block.reading or listed or len(block.text) > _LONGEST_TAIL:
        return False
    return any(known.fullmatch(block.text) for known in (_BIO, _TAIL)) or (block.heading and is_standing(block.text))


def is_standing(line: str) -> bool:
    """Return whether a line announces text that stands below every story of its kind: `About Halden Glass Works`."""
    return len(line) <= 420 and _STANDING.fullmatch(line) is not None


def is_end_mark(line: str) -> bool:
    """Return whether a line says that a story ends here, or goes on elsewhere: `###`, `-30-`, `See FAIR, Page A6`."""
    return END_MARK.fullmatch(line.strip()) is not None or JUMP.fullmatch(line.strip()) is not None


def _is_short(block: Block) -> bool:
    return block.reading is None and len(block.text) <= _SHORT


def _has_tail_above(layout: Layout, number: int, floor: int) -> bool:
    """Return whether a short line stands right below lines of a tail; a heading between them may open a new part."""
    for above in range(number - 1, max(floor, number - 6) - 1, -1):
        block = layout.block(above)
        if is_tail(block):
            return True
        if not _is_short(block):
            return False
    return False


def _is_end(layout: Layout, number: int, first: int) -> bool:
    if any(block.furniture and is_end_mark(block.text) for block in layout.between(number)):
        return True
    block = layout.block(number)
    if block.reading or not is_standing(block.text) or not (block.heading or _OPENS_NOTE.match(block.text)):
        return False
    return not _ABOUT.match(block.text) or _is_of_someone_told(layout, number, first)


def _is_of_someone_told(layout: Layout, number: int, first: int) -> bool:
    """Return whether `About X` names what the first paragraphs tell of, so that it is no subhead of a feature."""
    words = [word for word in _CONTENT_WORD.findall(layout.block(number).text)[1:] if word[0].isupper()]
    told = [layout.block(index).text for index in range(first, min(number, first + _FIRST_BLOCKS))]
    return not words or any(word in text for word in words for text in told)
