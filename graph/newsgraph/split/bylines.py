"""Bylines: who wrote a story, read from a line of its own."""

import re

_BY = re.compile(
    r"(?:(?:story|stories|text|words|report|reporting|article|opinion|editorial|analysis|commentary|written|reported|"
    r"posted|published|compiled|translated|edited|interview|review|column|story\s+and\s+photos?|"
    r"words\s+and\s+photos?|"
    r"text\s+and\s+photos?|authored|submitted|contributed|a\s+guest\s+column|guest\s+column|texto|texte)\s+"
    r"(?:and\s+photos?\s+)?(?:by|por|par|von|di|de)|by|por|par|von|di|author|autor|autora|auteur|autore)(?::\s*|\s+)",
    re.IGNORECASE,
)
_ROLE_WORDS = (
    r"(?:staff|senior|chief|special|guest|contributing|associate|managing|political|national|foreign|city|county|"
    r"crime|"
    r"education|health|business|sports|news|our|editor(?:ial|s)?|writers?|reporters?|correspondents?|columnists?|"
    r"contributors?|"
    r"photographer|bureau|desk|report(?:s)?|team|service|agencies|agency|press|associated|reuters|ap|afp|pti|ani|"
    r"redacción|redaktion|rédaction|redazione|redação|newsroom|intern|producer|digital|web|wire|wires|from|to|the|"
    r"of|and|"
    r"for|in|at|express|network|board|committee)"
)
_STAFF = re.compile(rf"(?:{_ROLE_WORDS}[\s,&-]*){{1,6}}", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')]*\Z")
_STAFF_HEAD = re.compile(
    r"\b(?:writer|reporter|correspondent|columnist|editor|contributor|staff|bureau|desk|report|press|service|"
    r"agencies|special\s+to|"
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
_DESK = re.compile(
    r"(?:the\s+|our\s+)?(?:[A-ZÀ-Þ][\w'’&.-]*\s+){0,5}(?:(?:news|staff|web|digital|city|sports|metro|national|"
    r"special|express|online|"
    r"political|foreign|business)\s+){0,2}(?:bureau|desk|team|staff|reports?|reporters|writers|correspondents?|"
    r"service|services|agencies|"
    r"newsroom|network|redaktion|rédaction|redacción|redazione|redação)\Z",
    re.IGNORECASE,
)
_DESK_ALONE = re.compile(
    r"(?:The\s+|THE\s+)?(?:[A-ZÀ-Þ][\w'’&.-]*\s+){1,4}(?:(?:News|NEWS|City|Web|Sports|Special)\s+)?(?:(?:News|"
    r"NEWS|City|Web|Express)\s+(?:Service|"
    r"SERVICE|Desk|DESK|Team|TEAM|Staff|STAFF|Network)|Bureau|BUREAU|News\s+Bureau|Newsroom|NEWSROOM|staff|"
    r"Staff\s+Reports?|STAFF\s+REPORTS?|"
    r"Web\s+Desk|Correspondent|CORRESPONDENT)|(?:STAFF|Staff)\s+(?:REPORTS?|[Rr]eports?)|(?:Our|"
    r"OUR)\s+(?:Correspondent|CORRESPONDENT|Bureau|Special\s+Correspondent)"
)
_ROLE_ALONE = re.compile(
    r"(?:guest|opinion|contributing|staff|special|columnist|community)\s+(?:essay(?:ist)?|column(?:ist)?|commentary|contributor|contribution|"
    r"opinion|writer|photographer|reporter|correspondent)|columnist|essayist|contributor|(?:[A-ZÀ-Þ][\w'’-]+\s+){1,3}(?:Staff|STAFF)",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"(?:(?:Dr|Prof|Rev|Fr|Sr|Atty|Ma|Md|Mrs|Mr|Ms|Sir|Dame|Col|Capt|Rabbi|Imam|Bishop|Sister)\.?\s+)?"
    r"[A-ZÀ-ÞŁŠŽČĆŚ][^\W\d_'’.-]*(?:[.'’-][^\W\d_'’.-]*)*"
    r"(?:\s+(?:(?:de|del|de\sla|la|van|von|der|den|bin|ibn|al|el|da|dos|du|di|ter|ten|ap|ní|mac|ó)\s+){0,2}"
    r"[A-ZÀ-ÞŁŠŽČĆŚ][^\W\d_'’.-]*(?:[.'’-][^\W\d_'’.-]*)*){1,3}"
)
_NO_SURNAME = re.compile(r"(?:tion|ment|ness|ology|ency|ancy|tives|ples|ities|ware)s?\Z")
_AT_PLACE = re.compile(
    r"(?P<name>.+?)(?:\s+(?:in|at|im|en|à)\s+|,\s*)(?P<place>[A-ZÀ-Þ][\w'’.-]*(?:[\s,]+[A-ZÀ-Þ][\w'’.-]*){0,3})"
)
_COMMON = frozenset(
    """
    a about after again against ahead all america american an and another are art as at attack back bad ballot bank
    bar base bay
    beach before behind best better between beyond big bill black blue board book border boys bridge brief briefs
    british budget
    building business but by call calls campaign can capital car care case cases cash center change changes charge
    charges chief
    child children choice church city class clean climate close club coast cold college come coming committee common
    community
    company comes conflict congress contact contents corner cost costs council country county court courts crime
    crisis culture
    daily data date dates day days dead deal deals death debate defense demand demands democracy department did
    digital do does
    dog down drug drugs early east economic economy editor editorial education election elections emergency end
    energy events
    every exclusive face fact facts family farm federal feed fight final fire first five flood food for force forward
    found four
    free freedom from front full fund funds future game games gas general get girls global go goes going gold good
    government
    great green ground group growth gun guns hall hand hands hard have head health help her here high hill his
    history hit holy
    home hope hospital host hot hours house housing how human hunger if image impact in industry inside interest
    international is
    issue issues it its job jobs journey judge just justice keep key kids killer king know labor labour lake land
    last late law
    laws leader leaders leave left legacy lesson lessons letter letters life light like line list little live lives
    local long
    look looking lost love low made main make makes making man many map march mark market markets matter matters may
    mayor meet
    meeting men midnight military million money month moment more most mother mountain move movement much music my
    mystery name
    nation national natural nature need needs neighborhood network new news next night no north not notes nothing now
    number
    numbers nurses obituaries of off office official officials oil old on one only open opening opinion opposition
    option options
    or order other our out over own page park part parts party past path pay peace people picture pictures place
    places plan
    plans play players point police policy political politics poor power presidential press pressure price prices
    prison private
    problem problems program project protest protests public question questions quick quiet race rain rally rate
    rates read real
    recipe record records red related relief report reports rescue resolution response rest results return review
    rights rise
    rising river road role roots round rule rules run running safe safety school schools science sea search season
    second secret
    security see sense series service services seven share she ship shop short should show side silence simple six
    small social
    society some song source south space special sport sports spring staff stage stand start state states station
    step steps
    still stop storm stories story strategy street strike strong struggle students study success summer sun support
    system table
    take taking talk talks tax team tech ten test than that the their then there these they thing things think this
    those threat
    three through time times tips to today together tomorrow too top total tour town trade traffic train transport
    trial trouble
    true trust truth turn two under union unit university unknown up update updates us use very victory video view
    violence voice
    voices vote voters votes wage wages wait war warning was watch water way ways we weather week welcome west what
    when where
    which white who why wild will win winds wins winter with without women word words work worker workers working
    world worth
    year years yes you young your youth zone
    """.split()
)
_NOT_NAMES = frozenset(
    """
    the a an any all his her its our their my your this that these those now then next last land sea air night day
    noon morning dawn means popular design default law hand far mail phone email train car bus foot way order no one
    two
    three half some many most far force accident chance mistake contrast comparison popular demand and or what who
    when where how why not midnight sunday monday tuesday wednesday thursday friday saturday january february march
    april may june july august september october november december invitation
    appointment themselves
    themself himself herself itself definition nature
    """.split()
)


def is_person(words: str) -> bool:
    """Return whether some words are built like a person's name and hold no word of everyday headlines."""
    named = words.title() if words.isupper() else words
    if len(words) > 50 or not _PERSON.fullmatch(named):
        return False
    parts = re.findall(r"[^\W\d_]+", words.lower())
    plain = [part for part in parts if part in _COMMON or _NO_SURNAME.search(part)]
    return not plain and any(len(part) > 2 for part in parts)


def bare_name(line: str) -> str | None:
    """Return the name in a line that holds nothing else but a place or a role: `Inés Rey at Halden Park`."""
    head = re.split(r"\s*[|•·/@]\s*", line, maxsplit=1)[0].strip(" ,")
    if is_person(head):
        return head
    placed = _AT_PLACE.fullmatch(head)
    return placed["name"] if placed and is_person(placed["name"]) else None


def names_in_byline(line: str, *, beside_a_day: bool) -> str | None:
    """Return the names in a byline, an empty text where it names a desk only, or None where the line is none.

    The line comes without its day; a name alone counts where it stood beside one, with a sign between them.
    """
    cue = _BY.match(line)
    if cue:
        return _desk(line[cue.end() :]) or _names_after(line[cue.end() :])
    if _DESK_ALONE.fullmatch(line):
        return line
    if _ROLE_ALONE.fullmatch(line):
        return ""
    if _STAFF_HEAD.search(line) and not _SENTENCE_END.search(line):
        return _names_with_role(line)
    if beside_a_day:
        found = re.fullmatch(rf"({_NAMES.pattern})\s*[|•·–—-]\s*", line)
        return found[1] if found and 2 <= len(found[1].split()) <= 8 else None
    return None


def _desk(rest: str) -> str | None:
    """Return the desk or the newsroom that signs: `the Halden Courier staff`, `Staff Reports`."""
    head = re.split(r"\s*[|•·]\s*|\s+[–—-]\s+", rest.strip(" .|•·–—-,"), maxsplit=1)[0].strip()
    if len(head.split()) > 7 or not (_DESK.match(head)):
        return None
    return head if len(head.split()) > 1 else None


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
