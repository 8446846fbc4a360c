"""Datelines: the place, the day and the agency that open a story, read from the first words of a paragraph."""

import re
from dataclasses import dataclass
from enum import IntEnum

from newsgraph.split.days import Day, days_in, month_of_year, weekday_of
from newsgraph.split.places import PlaceShape, ends_with_short_region, is_known_place, place_shape

_WINDOW = 180
_AGENCIES = frozenset(
    """
    ap sda keystone reuters afp upi efe dpa ansa tass interfax xinhua kyodo yonhap pti ani ians uni app anp apa
    ats belga cna dw rfi
    bbc cnn nbc abc cbs npr pbs fox bloomberg prnewswire newswire cnw ips irin unb bss ndtv rte pa lusa agi adnkronos
    askanews afx kna epd sid apn notimex telam télam andina prensa efe-epa ep antara bernama vna nna wafa sana irna isna
    mehr tasnim petra kuna spa wam mena map aps tap panapress allafrica nan ghana sapa ena kbc aap nzpa rnz jiji cp
    tanjug hina mti ctk čtk pap bta agerpres ukrinform unian belta ria sputnik novosti rt inter-press anadolu aa dha
    iha ritzau tt ntb stt bns elta leta accesswire businesswire globenewswire ein einpresswire cbc ctv global stateline
    tns mct lat-wp wp nyt usa-today inn politico axios propublica wkow ap-ap rbb swr ndr wdr mdr zdf ard taz kno nurnews
    """.split()
)
_AGENCY_WORDS = frozenset(
    """
    news press wire newswire agency service bureau staff agencies agencia agence agentur associated reporter
    correspondent post times herald tribune gazette journal star chronicle observer radio tv media latina televisión
    prensa today square examiner independent mirror record sun daily monitor network
    """.split()
)
_SEPARATOR = re.compile(
    r"\s*(?P<dash>[—―–]+|--+|\.\s?[—–-]+|\s[-_]\s|-\s|\s-(?=[^\s-])|(?<=[\d)])-(?=[^\W\d_]|[“\"'‘]))\s*"
    r"|\s*(?P<bar>\|)\s*|(?P<colon>(?:\.\s*)?:)\s+|(?P<none>(?<=[)/\]\d]))\.?\s+(?=[^\W\d_]|[“\"'‘«¿¡])"
)
_AGENCY = re.compile(r"(?:[,.]\s*)?(?:\s|\A)\s*[(\[/]+\s*(?P<name>[^()/\[\]]{2,60})\s*[)\]/]+\s*[.,]?\Z")
_AGENCY_FIRST = re.compile(r"\s*[(\[]\s*(?P<name>[^()\[\]]{2,40})\s*[)\]]\s*[-—–]+\s*(?=\S)")
_PARENTHESES = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{3,80})[)\]]\s*\Z")
_BY_LINE = re.compile(
    r"(?:By|BY|Por|Par|Von)\s+(?P<name>[^\d,;:]{3,60}?)[\s,]+(?:in|at|en|à|IN|AT)\s+(?P<rest>[^\W\d_].{2,60})\Z"
)
_TRAILING_WEEKDAY = re.compile(r"(?:,\s*|\A)(?P<weekday>[^\W\d_-]{3,}(?:-feira)?)\.?\Z")
_CLOCK = re.compile(
    r"[\s,|–-]+(?:at\s+)?\d{1,2}[:.h]\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?\Z", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_PLAYER = r"(?:[A-ZÀ-Þ]{1,2}\.?\s)?[A-ZÀ-Þ][\w'’.-]+(?:\s[A-ZÀ-Þ][\w'’.-]+){0,2}(?:\s?\([^()]{1,20}\)|\s\d[\d-]*)?"
_LINEUP = re.compile(rf"{_PLAYER}(?:\s?[;,]\s{_PLAYER}){{2}}\s?[;,.]")
_OPENING = re.compile(r"[\"“”„«‘’'(\[¿¡…\s]*")


class Grade(IntEnum):
    """How much a dateline needs from its surroundings to be believed."""

    WIRE = 1
    """Nothing but an agency."""
    DATED = 2
    """Nothing but a day."""
    PLAIN = 3
    """A place that could be something else."""
    FIRM = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """A dateline as read; offsets count from the start of its paragraph."""

    words_start: int
    words_end: int
    end: int
    """Where the story's own words begin, behind the dash."""
    grade: Grade
    place: tuple[int, int] | None = None
    shape: PlaceShape | None = None
    day: Day | None = None
    weekday: int | None = None
    """A weekday that stands without a day of the month."""
    agency: str | None = None
    colon: bool = False
    byline: str | None = None
    alone: bool = False
    """The dateline is a line of its own."""

    @property
    def timed(self) -> bool:
        """Return whether the dateline says when."""
        return self.day is not None or self.weekday is not None


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands before the dash."""

    place: tuple[int, int] | None = None
    shape: PlaceShape | None = None
    day: Day | None = None
    weekday: int | None = None
    agency: str | None = None
    month: bool = False


def read_dateline(paragraph: str) -> Reading | None:
    """Return the dateline that opens a paragraph, or None.

    Only the first words are looked at, so the time does not depend on the paragraph's length.
    """
    window = paragraph[:_WINDOW]
    if not window or not (window[0].isupper() or window[0].isdigit() or window[0] in "([" or window[:3] == "le "):
        return None
    best: Reading | None = None
    for tried, found in enumerate(_SEPARATOR.finditer(window)):
        if tried == 12:
            break
        head = _read_head(window[: found.start()])
        reading = _judged(paragraph, found, head) if head else None
        if reading and (best is None or reading.grade > best.grade):
            best = reading
    return _after_agency(paragraph) or best


def read_dateline_alone(line: str) -> Reading | None:
    """Return the dateline that a whole line is: `Nairobi, Kenya, 5 May 2024`, `By Jane Doe in Berlin, 4 May`."""
    if len(line) > 110:
        return None
    by = _BY_LINE.match(line)
    if not by and not _DIGIT.search(line):
        return None
    offset = by.start("rest") if by else 0
    head = _read_head(_CLOCK.sub("", line[offset:]).rstrip(" .:-–—|"))
    if not head or not head.place or not head.shape or not (head.day or by):
        return None
    shape = head.shape
    if by and not (shape.known or shape.region or head.day):
        return None
    if not by and not (shape.known or shape.region or shape.capitals):
        return None
    place = (head.place[0] + offset, head.place[1] + offset)
    name = by["name"].strip() if by else None
    return Reading(
        0, len(line), len(line), Grade.PLAIN, place, shape, head.day, head.weekday, head.agency, byline=name, alone=True
    )


def is_agency(name: str) -> bool:
    """Return whether a name is a news agency's or built like an outlet's."""
    words = re.findall(r"[^\W_][\w'’-]*", name.lower())
    compact = "".join(words)
    return bool(words) and (
        compact in _AGENCIES
        or words[0] in _AGENCIES
        or words[-1] in _AGENCIES
        or any(word in _AGENCY_WORDS for word in words)
    )


def _after_agency(paragraph: str) -> Reading | None:
    """Read `(ANSA) - ROMA, 03 MAR - Il …`: the agency first, then a dateline."""
    first = _AGENCY_FIRST.match(paragraph[:_WINDOW])
    if not first or not is_agency(first["name"]):
        return None
    inner = read_dateline(paragraph[first.end() :])
    if not inner or not inner.place:
        return None
    shift = first.end()
    place = (inner.place[0] + shift, inner.place[1] + shift)
    return Reading(
        inner.words_start,
        inner.words_end + shift,
        inner.end + shift,
        Grade.FIRM,
        place,
        inner.shape,
        inner.day,
        inner.weekday,
        first["name"].strip(),
    )


def _read_head(head: str) -> _Head | None:
    """Take the agency and the day off the end of the words before a dash; the rest must be a place or nothing."""
    wrapped = _PARENTHESES.match(head)
    start, end = (wrapped.start("inside"), wrapped.end("inside")) if wrapped else (0, len(head))
    if wrapped and is_agency(wrapped["inside"]) and not is_known_place(wrapped["inside"]):
        return _Head(agency=wrapped["inside"].strip())
    read = _Head()
    for _ in range(4):
        end = _stripped_end(head, start, end)
        shorter = _take_agency(head, start, end, read) or _take_time(head, start, end, read)
        if shorter is None:
            break
        end, read = shorter
    start, read = _take_leading_day(head, start, end, read)
    while start < end and head[start].isspace():
        start += 1
    end = _stripped_end(head, start, end, " ,;-–—/|")
    if start >= end:
        return read if (read.day or read.agency) and not read.month else None
    if head[start:end].startswith(("De ", "À ", "A ")) and head[start:end].isupper() is False:
        return None
    shape = place_shape(head[start:end], signed=read.agency is not None or read.day is not None)
    if shape is None:
        return None
    return _Head((start, end), shape, read.day, read.weekday, read.agency, read.month)


def _stripped_end(head: str, start: int, end: int, signs: str = " ,;-–—") -> int:
    while end > start and head[end - 1] in signs:
        end -= 1
    return end


def _take_agency(head: str, start: int, end: int, read: _Head) -> tuple[int, _Head] | None:
    found = _AGENCY.search(head[start:end])
    if not found or read.agency or start + found.start() == 0:
        return None
    name = found["name"].strip()
    days = list(days_in(name))
    at = start + found.start()
    if days and days[0][1] - days[0][0] >= len(name) - 2:
        return at, _Head(day=read.day or days[0][2], weekday=read.weekday, agency=read.agency)
    if is_known_place(name) and not is_agency(name):
        return None
    if not is_agency(name) and not re.fullmatch(r"[A-ZÀ-Þ][\w.&'’ -]{1,40}|[a-zà-ÿ]{2,14}(?:/[a-z]{2,6})?", name):
        return None
    return at, _Head(day=read.day, weekday=read.weekday, agency=name, month=read.month)


def _take_time(head: str, start: int, end: int, read: _Head) -> tuple[int, _Head] | None:
    if read.day or read.month:
        return None
    piece = head[start:end]
    for low, high, day in days_in(piece):
        if high >= len(piece.rstrip(".")) and (low == 0 or piece[low - 1] in " ,(") and not _counts(piece[:low]):
            return start + low, _Head(day=day, agency=read.agency)
    whole = month_of_year(piece)
    if whole and whole[1] == len(piece) and whole[0] > 0:
        return start + whole[0], _Head(agency=read.agency, month=True)
    found = _TRAILING_WEEKDAY.search(piece)
    if found and found.start() > 0 and read.weekday is None and (number := weekday_of(found["weekday"])) is not None:
        return start + found.start(), _Head(weekday=number, agency=read.agency)
    return None


def _counts(before: str) -> bool:
    """Return whether what stands before a day makes it part of a name: `Route 5, May 3` is none, `No. 3 May` is."""
    return bool(re.search(r"\b(?:No|no|Vol|vol|Issue|Page|since|from|until|by|of)\.?\s*\Z", before))


def _take_leading_day(head: str, start: int, end: int, read: _Head) -> tuple[int, _Head]:
    if read.day:
        return start, read
    for low, high, day in days_in(head[start:end]):
        if low == 0 and head[start + high : start + high + 1] in (",", ":", " "):
            return start + high + 1, _Head(day=day, agency=read.agency, weekday=read.weekday)
        break
    return start, read


def _judged(paragraph: str, found: re.Match[str], head: _Head) -> Reading | None:
    body = paragraph[found.end() :]
    grade = _grade(found, head)
    if grade is None or not _opens_story(body[:400], head):
        return None
    if grade is not Grade.FIRM and len(body) < 100 and not re.search(r"[.!?…][\"”’'»)]*(?:\s|\Z)", body):
        return None
    words_end = len(paragraph[: found.start()].rstrip(" ,"))
    place = head.place
    if place and paragraph[place[1] : place[1] + 1] == "." and ends_with_short_region(paragraph[slice(*place)]):
        place = (place[0], place[1] + 1)
        words_end = max(words_end, place[1])
    return Reading(
        0,
        words_end,
        found.end(),
        grade,
        place,
        head.shape,
        head.day,
        head.weekday,
        head.agency,
        colon=found["colon"] is not None,
    )


def _opens_story(body: str, head: _Head) -> bool:
    first = body[_end_of_opening(body) :][:1]
    if not first or _LINEUP.match(body):
        return False
    sure = head.shape is not None and (head.agency is not None or (head.day is not None and head.shape.capitals))
    return sure or not first.islower()


def _end_of_opening(body: str) -> int:
    opening = _OPENING.match(body)
    return opening.end() if opening else 0


def _grade(found: re.Match[str], head: _Head) -> Grade | None:
    known_agency = head.agency is not None and is_agency(head.agency)
    shape = head.shape
    if shape is None:
        if head.day:
            # `March 3: …` and `March 3. …` open entries of lists far more often than stories.
            return Grade.DATED if found["dash"] or found["bar"] else None
        return Grade.WIRE if known_agency and found["dash"] else None
    likely = shape.capitals or shape.known or shape.region
    if found["none"] is not None:
        return Grade.FIRM if likely and (known_agency or (head.day and (shape.known or shape.region))) else None
    if known_agency or (head.agency and likely):
        return Grade.FIRM
    if head.day or head.weekday is not None or head.month:
        return Grade.FIRM if likely else Grade.PLAIN
    if head.agency:
        return Grade.PLAIN
    return _grade_of_place(found, shape)


def _grade_of_place(found: re.Match[str], shape: PlaceShape) -> Grade | None:
    sure = shape.known or shape.region
    if found["bar"]:
        return Grade.PLAIN if sure else None
    if found["colon"]:
        if not sure or (shape.country and not shape.capitals):
            return None
        return Grade.FIRM if shape.capitals and not shape.country else Grade.PLAIN
    if shape.capitals:
        return Grade.FIRM if sure and not shape.country else Grade.PLAIN
    if shape.region:
        return Grade.FIRM
    return Grade.PLAIN if shape.known else None
