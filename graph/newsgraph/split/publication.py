"""Lines that say when a page was made, and by whom: publication lines, mastheads, folios, bylines, counters."""

import re

from newsgraph.model import PartRole
from newsgraph.split.bylines import is_person, names_in_byline
from newsgraph.split.days import Day, days_in, month_of_year, weekday_of
from newsgraph.split.prompts import is_slogan
from newsgraph.split.role import Furniture

_COUNT = r"(?:\d[\d.,  ]{0,12}\s?[kKmM]?\+?|no|one|a|un|una|eine?)"
_COUNTED = (
    r"(?:hits?|views?|page\s?views?|reads?|times\s+read|comments?|shares?|likes?|tweets?|visits?|votes?|downloads?|"
    r"replies|retweets?|reposts?|reactions?|min(?:ute)?s?\.?\s+(?:read|de\s+lectura|de\s+lecture|lesezeit|"
    r"di\s+lettura)|"
    r"min(?:ute)?[\s-]read|lecturas?|vistas?|visitas?|comentarios?|vues?|lectures?|commentaires?|aufrufe|kommentare?|"
    r"visualizaç(?:ão|ões)|visualizzazioni|comentários?|commenti|photos?|images?)"
)
_COUNTER = (
    rf"(?:{_COUNT}\s*{_COUNTED}|(?:read|viewed|shared|seen|visited|leído|lu|gelesen)\s+{_COUNT}\s+(?:times|veces|"
    rf"fois|mal)|"
    rf"{_COUNTED}(?:\s*[:(]\s*|\s)\d[\d.,]{{0,12}}[kKmM]?\)?|"
    r"(?:reading\s+time|read\s+time|estimated\s+read(?:ing)?(?:\s+time)?|tiempo\s+de\s+lectura|temps\s+de\s+lecture|"
    r"lesezeit|tempo\s+di\s+lettura|tempo\s+de\s+leitura)\s*:?\s*(?:less\s+than\s+)?(?:\d{1,3}|a)\s*min\w*\.?)"
)
_WHOLE_COUNTER = re.compile(rf"{_COUNTER}(?:[\s|·•,/-]*{_COUNTER}){{0,4}}", re.IGNORECASE)
_A_COUNTER = re.compile(_COUNTER, re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:(?:first\s+|originally\s+|last\s+|date\s+)?(?:published|posted|updated|modified|revised|created|"
    r"reviewed|issued|released|filed|edited|printed)|publication\s+date|release\s+date|date|publié|publicado|"
    r"publicada|"
    r"actualizado|actualizada|veröffentlicht|aktualisiert|stand|mis\s+à\s+jour|modifié|pubblicato|aggiornato|"
    r"atualizado|last\s+update|"
    r"fecha|datum|updated\s+on)(?!\w)\s*(?:on|at|in|le|el|am|il|em|at|:)?\s*:?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\b(?:at|à|um|a\s+las|às|alle|@)\s+)?\b\d{1,2}(?:[:.h]\d{2}){1,2}(?:\s?h\b)?(?:\s?[ap]\.?\s?m\b\.?)?|"
    r"\b\d{1,2}\s?[ap]\.?\s?m\b\.?|"
    r"\b(?:[ECMP][SD]T|[ECMP]T|GMT|UTC|BST|IST|CET|CEST|AEST|AEDT|PKT|WAT|EAT|SAST|JST|Z|Uhr|hrs?|hours?|heures?|"
    r"horas|local\s+time)\b"
    r"(?:\s?[+-]\s?\d{1,2}(?::?\d{2})?)?|\b(?:\d+|an?)\s+(?:minutes?|hours?|days?|weeks?|months?|years?)\s+ago\b",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"\b(?:vol(?:ume|umen|\.)?|no\.?|number|nr\.?|núm(?:ero|\.)?|n[º°]|issue|edition|edición|ausgabe|numéro|año|"
    r"year)\s*#?\s*"
    r"(?:\d{1,5}|[IVXLC]{1,8})\b|#\d{1,5}\b",
    re.IGNORECASE,
)
_BY_TAIL = re.compile(r"(?<=[\s|])by\s+[^\d]{2,60}\Z", re.IGNORECASE)
_FILLER = re.compile(
    r"[\s|·•,;:()/\[\]♦.–—-]+|\b(?:on|at|at\s+the|and|in|le|el|am|the|edition|issue|print)\b", re.IGNORECASE
)
_SEASON = re.compile(
    r"(?:spring|summer|autumn|fall|winter|primavera|verano|otoño|invierno|printemps|été|automne|hiver|frühling|"
    r"frühjahr|"
    r"sommer|herbst)\s*(?:issue\s*)?,?\s+(?:19|20)\d\d",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\(?\d{3}\)?[\s.-]\d{3}[.-]\d{4}|\+\d[\d\s()-]{7,16}\d")
_YEARS = re.compile(r"\(?(?:1[6-9]|20)\d\d\s*[-–—]\s*(?:1[6-9]|20)\d\d\)?")
_FOLIO_SIGN = re.compile(r"\s*[*|/·•∙♦—–]+\s*|\s+-+\s+")
_PAGE = re.compile(r"\b(?:page|pg\.?|section|sec\.)\s+[A-Z]?-?\d{0,3}(?:-?[A-Z])?\b|\b(?:paid|free)\b", re.IGNORECASE)
_SMALL = frozenset("of the and & for de la el du des der die das di do da del los las le les von und y et".split())
_BEFORE_A_DAY = frozenset("on by until till from to since before after for of and this next last".split())
_OUTLET = re.compile(
    r"(?:The\s+)?(?:(?:[A-ZÀ-Þ][\w'’.-]*|&|and|of|de|la)\s+){0,5}(?:[A-Z]\w+-)?(?:Times|Post|Herald|Tribune|Journal|Gazette|Courier|Ledger|"
    r"Chronicle|Observer|"
    r"Examiner|Sentinel|Dispatch|Inquirer|Register|Record|Bulletin|Mirror|Telegraph|Guardian|Independent|Advocate|"
    r"Argus|"
    r"Monitor|Mercury|Star-[A-Z]\w+|Star|Beacon|Daily|Weekly|Voice|News|Newswire|Wire|Press|Review|Crónica|Diario|"
    r"Tiempo|"
    r"Zeitung|Anzeiger|Tageblatt|Monde|Express|Reporter|Standard|Globe|Sun|World|Union|Leader|Citizen|Messenger|"
    r"Recorder|Pilot|Echo|Enterprise|Democrat|Republican|Eagle|Banner|Clarion|Intelligencer|Statesman|Advertiser|Bugle|Spectator|Lantern|Vanguard|Tidings|Newspaper|Newsletter|"
    r"Correo|Prensa|Nación|Mundo|Gaceta|Heraldo|Jornal|Folha|Corriere|Gazzetta|Kurier|Rundschau|Nachrichten|Allgemeine|Dépêche)"
    r"(?:-[A-Z]\w+)?(?:\s+(?:Online|Today|Digital))?|"
    r"(?:(?:El|La|O|A|Il)\s+)?(?:Diario|Jornal|Gaceta|Correo|Correio|Heraldo|Folha|Gazzetta|Corriere|Voz)\s+"
    r"(?:de|del|do|da|dos|das|di|della|dello)(?:\s+(?:la|los|las|el|[A-ZÀ-Þ][\w'’-]*)){1,3}"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')]*\Z")


def counter(line: str) -> Furniture | None:
    """Read `312 hits`, `Read 1,204 times | 5 min read`, `Comments 23`."""
    if len(line) <= 90 and _WHOLE_COUNTER.fullmatch(line):
        return Furniture(PartRole.COUNTER)
    return None


def publication(line: str) -> Furniture | None:
    """Read a line of which nothing is left once days, times, labels, counters and issue numbers are taken away."""
    if len(line) > 160 or not any(character.isdigit() for character in line):
        return None
    if _SEASON.fullmatch(line) or _YEARS.fullmatch(line):
        return Furniture(PartRole.PUBLICATION)
    by = _BY_TAIL.search(line)
    name = names_in_byline(line[by.start() :].strip(), beside_a_day=False) if by else None
    if by and name is not None:
        line = line[: by.start()]
    days = list(days_in(line))
    rest = _A_COUNTER.sub(" ", _without(line, [(start, end) for start, end, _ in days]))
    labelled = bool(_LABEL.search(rest))
    rest = _TIME.sub(" ", _LABEL.sub(" ", rest))
    issued = _ISSUE.search(rest)
    rest = _PHONE.sub(" ", _ISSUE.sub(" ", rest))
    whole = None if days else month_of_year(rest)
    if whole:
        rest = rest[: whole[0]] + rest[whole[1] :]
    left = [word for word in _FILLER.sub(" ", rest).split() if weekday_of(word) is None]
    timed = not days and not whole and not issued and bool(_TIME.search(line))
    full = next((day for _, _, day in days if day.year), None)
    if left or not (timed or full or whole or (days and labelled) or (issued and labelled)):
        return None
    published = full.on(full.year) if full and full.year else None
    evidence = published or (whole[2] if whole else None)
    return Furniture(PartRole.PUBLICATION, byline=name or None, published=published, evidence=evidence)


def folio(line: str) -> Furniture | None:
    """Read `THE HALDEN BEACON — Vol. 12 — November 3, 2025`, `The Courier * Thursday, May 1, 2025 * Page A3`.

    A full day beside names and slogans only; no sentence, and no words that tell a story.
    """
    if len(line) > 140 or _SENTENCE_END.search(line) or not any(character.isdigit() for character in line):
        return None
    days = [(start, end, day) for start, end, day in days_in(line) if day.year]
    if not days:
        return None
    start, end, day = days[0]
    outside = f"{line[:start]} | {_without(line[end:], [(low, high) for low, high, _ in days_in(line[end:])])}"
    bare = _TIME.sub(" ", _LABEL.sub(" ", _A_COUNTER.sub(" ", outside)))
    segments = [segment.strip(" ,;:.()") for segment in _FOLIO_SIGN.split(_PAGE.sub(" ", _ISSUE.sub(" ", bare)))]
    named = [segment for segment in segments if segment and weekday_of(segment) is None]
    if not all(_is_folio_name(segment) for segment in named) or len(named) > 4:
        return None
    writer = named[0] if len(named) > 1 and is_person(named[0]) and any(is_outlet(name) for name in named[1:]) else None
    published = day.on(day.year or 0)
    return Furniture(PartRole.PUBLICATION, byline=writer, published=published, evidence=published, folio=True)


def dated_line(line: str) -> Furniture | None:
    """Read `The quay's best-loved weekly  Thursday 9 October 2025`: any words beside a weekday with its full day.

    Sure only above the first story of a page; elsewhere the words may be a story's.
    """
    if len(line) > 140 or _SENTENCE_END.search(line):
        return None
    for start, end, day in days_in(line):
        before = line[:start].rstrip(" ,").split()
        parted = [before.pop()] if before and weekday_of(before[-1]) is not None else []
        whole = parted or weekday_of(line[start:end].split(maxsplit=1)[0].strip(",.")) is not None
        edge = not before or not line[end:].strip(" .)|")
        told = bool(before) and before[-1].lower() in _BEFORE_A_DAY
        if day.year and whole and edge and not told:
            published = day.on(day.year)
            return Furniture(PartRole.PUBLICATION, published=published, evidence=published, folio=True)
    return None


def _is_folio_name(words: str) -> bool:
    named = words.split()
    capital = all(word[0].isupper() or word.lower() in _SMALL for word in named)
    return is_slogan(words) or (len(named) <= 6 and named[0][0].isupper() and capital)


def masthead(line: str) -> Furniture | None:
    """Read `The Port Halden Courier, April 24, 2026`: a newspaper's name and a full day."""
    if len(line) > 100:
        return None
    full = [(start, day) for start, end, day in days_in(line) if day.year and end >= len(line.rstrip(" .)"))]
    if not full or not is_outlet(line[: full[0][0]].strip(" ,|·•–—-(")):
        return None
    day = full[0][1].on(full[0][1].year or 0)
    return Furniture(PartRole.PUBLICATION, published=day, evidence=day)


def is_outlet(words: str) -> bool:
    """Return whether some words are built like a newspaper's name: `The Port Halden Courier`."""
    named = _titled(words) if words.isupper() else words
    return len(words.split()) <= 6 and _OUTLET.fullmatch(named) is not None


def _titled(words: str) -> str:
    return " ".join(
        word.lower() if word.lower() in _SMALL and place else word.title() for place, word in enumerate(words.split())
    )


def _without(line: str, stretches: list[tuple[int, int]]) -> str:
    pieces, read = [], 0
    for start, end in stretches:
        pieces.append(line[read:start])
        read = end
    return " ".join([*pieces, line[read:]])


def byline(line: str) -> Furniture | None:
    """Read `By Ines Rautio | The Courier | March 3, 2024`: names, with or without a full day."""
    if len(line) > 140 or line.count(" ") > 18:
        return None
    bare, day = _undated(line)
    name = names_in_byline(bare, beside_a_day=day is not None)
    if name is None:
        return None
    published = day.on(day.year) if day and day.year else None
    return Furniture(PartRole.BYLINE, byline=name or None, published=published, evidence=published)


def _undated(line: str) -> tuple[str, Day | None]:
    """Take a full day, with its time and label, and a counter off the end of a line."""
    full = [(start, end, day) for start, end, day in days_in(line) if day.year]
    if not full:
        return _A_COUNTER.sub("", line).strip() if "read" in line.lower() else line, None
    start, end, day = full[0]
    behind = _FILLER.sub(" ", _LABEL.sub(" ", _TIME.sub(" ", _A_COUNTER.sub(" ", _without(line[end:], [])))))
    if behind.strip() and not any(True for _ in days_in(line[end:])):
        return line, None
    before = _LABEL.sub("", line[:start])
    return before if before.strip() else line, day
