"""What stands on a page beside its stories: crumbs, counters, bylines, captions, publication lines.

A line's role is read from the line alone, so that it stays the same wherever the line stands.
"""

import re
from dataclasses import dataclass
from datetime import date

from newsgraph.model import PartRole
from newsgraph.split.bylines import names_in_byline
from newsgraph.split.days import Day, days_in, month_of_year, weekday_of


@dataclass(frozen=True, slots=True)
class Furniture:
    """The role of a line that belongs to no story, and what it says of the page."""

    role: PartRole
    byline: str | None = None
    published: date | None = None
    """The day that a publication line gives."""
    evidence: date | None = None
    """A day that shows in which year the page was made."""


_PHRASES = """
advertisement|advertising|ad|ads|sponsored|sponsored content|promoted|share|share this|share this article|
share this story|share this post|share on facebook|share on twitter|share on x|share on whatsapp|share via email|
tweet|tweet this|facebook|twitter|whatsapp|telegram|linkedin|reddit|instagram|youtube|tiktok|pinterest|email|e-mail|
email this|print|print this|print this page|print article|save|save article|save for later|bookmark|copy link|link|
copy|listen|listen to this article|listen to article|play|pause|watch|menu|main menu|search|search for|skip to content|
skip to main content|skip to navigation|home|homepage|about|about us|contact|contact us|login|log in|log out|sign in|
sign up|register|my account|subscribe|subscribe now|subscribe today|donate|donate now|support us|join us|shop|
newsletter|newsletters|rss|privacy policy|terms of use|terms of service|terms and conditions|cookie policy|
accept|accept all|accept cookies|accept all cookies|manage cookies|reject all|got it|close|dismiss|loading|loading...|
read more|read more...|read more »|read the full story|continue reading|more|more...|see more|view more|load more|
show more|learn more|find out more|click here|next|previous|next article|previous article|next post|previous post|
next page|previous page|older posts|newer posts|back|back to top|top|go back|back to news|view all|see all|
view gallery|open gallery|enlarge|enlarge image|expand|hide caption|toggle caption|comment|comments|
no comments|leave a comment|leave a reply|post a comment|add a comment|join the conversation|view comments|
reply|report|flag|follow us|follow|following|related|like|likes|like this|dislike|rate this article|your email|
for immediate release|for immediate use|immediate release|press release|media release|news release|###|# # #|-30-|
- 30 -|ends|-ends-|- ends -|end|/end/|all rights reserved|tags|topics|categories|filed under|most popular|most read|
news|world|world news|local|local news|politics|opinion|opinions|editorial|editorials|op-ed|letters|
letters to the editor|
sports|sport|business|economy|culture|arts|science|health|technology|tech|education|national|international|nation|region|
metro|obituaries|features|feature|analysis|commentary|breaking news|latest|latest news|top stories|headlines|front page|
compartir|imprimir|leer más|lee más|ver más|siguiente|anterior|inicio|buscar|suscríbete|suscribirse|publicidad|
partager|imprimer|lire la suite|lire plus|publicité|accueil|s'abonner|abonnez-vous|rechercher|teilen|drucken|
mehr lesen|weiterlesen|anzeige|startseite|suche|abonnieren|kommentare|compartilhar|leia mais|publicidade|
condividi|leggi tutto|leggi di più|pubblicità|noticias|mundo|internacional|opinión|política|actualités|monde|société
"""
_EXACT = frozenset(phrase.strip() for phrase in _PHRASES.replace("\n", "").split("|"))
_CRUMB_SIGN = re.compile(r"\s*[♦•|·»]\s*")
_NAVIGATION = re.compile(
    r"""[^.!?]{3,120},\s+(?:click\s+)?here\.?
  | (?:you\s+are\s+here|breadcrumbs?)\b:?.{0,120}
  | (?:home|homepage|inicio|accueil|startseite|news)\s*(?:>|»|›|/|→|::|\|)\s*.{1,120}
  | [^.!?>»›]{1,40}(?:\s(?:>|»|›|→)\s[^.!?>»›]{1,60}){2,6}
  | (?:read\s+(?:more|also|next|the\s+full)|also\s+read|see\s+also|related(?:\s+\w+)?|more\s+(?:on\s+this|from|in)|
       don['’]t\s+miss|next|previous|lire\s+aussi|lea\s+también|lee\s+también|mira\s+también|lesen\s+sie\s+auch|
       mehr\s+zum\s+thema|leia\s+também|leggi\s+anche|recommended|trending)\s*(?::|»|>|→|—|–)\s*.{1,160}
  | (?:read|see|listen\s+to|watch|download|order|visit|get)\s+our\s+[^.!?]{1,60}:
  | (?:tags?|topics?|categor(?:y|ies)|filed\s+(?:under|in)|posted\s+in|keywords|etiquetas|schlagwörter|mots-clés|
       labels|section)\s*:\s*.{0,200}
  | (?:share|tweet|email|print|facebook|twitter|whatsapp|linkedin|telegram|reddit|pinterest|copy\s+link|save|x|
       messenger|comment|comments|\||·|•|,|/|\s)+
  | (?:subscribe|sign\s+up|register|log\s*in|sign\s+in|suscríbete|abonnez-vous)\s+(?:to|for|now|today|here|a|à|
       below|with|our)\b.{0,160}
  | (?:follow|like|find|join)\s+us\s+(?:on|at)\b.{0,120}
  | (?:we|this\s+(?:web)?site)\s+uses?\s+cookies\b.{0,300} | by\s+continuing\s+to\s+(?:use|browse)\b.{0,200}
  | (?:(?:media|press|for\s+more\s+information|further\s+information)\s+)?contacts?(?:\s+\w+)?\s*:.{0,200}
  | (?:for\s+(?:more|further)\s+information|media\s+(?:enquiries|inquiries))\b[^.]{0,120}
  | serving\s.{3,60}\ssince\s(?:18|19|20)\d\d\.? | (?:est\.?|established|founded|since)\s(?:in\s)?(?:18|19|20)\d\d
  | (?:https?://|www\.)\S+ | [\w.+-]+@[\w-]+\.[\w.-]+ | (?:tel|phone|fax|email|e-mail)\s*[:.].{3,80}
  | (?:©|\(c\)|copyright\b).{0,200} | .{0,160}\ball\s+rights\s+reserved\.?
  | (?:click|tap)\s+(?:here|on)\b.{0,120} | (?:skip|jump|go|back)\s+to\s+\w+(?:\s\w+)?
  | (?:get|sign\s+up\s+for)\s+(?:our|the)\s+.{0,60}newsletter.{0,80}
  | (?:your\s+email\s+address\s+will\s+not\s+be\s+published).{0,80}
  | \d{1,4}\s*(?:of|/)\s*\d{1,4} | (?:page|página|seite)\s+\d+(?:\s+(?:of|de|von|/)\s+\d+)?
  | story\s+continues\s+below.{0,40}
  | article\s+continues\s+(?:below|after).{0,40} | (?:scroll|swipe)\s+(?:down|for|to)\b.{0,60}""",
    re.IGNORECASE | re.VERBOSE,
)
_COUNT = r"(?:\d[\d.,  ]{0,12}\s?[kKmM]?\+?|no|one|a|un|una|eine?)"
_COUNTED = (
    r"(?:hits?|views?|page\s?views?|reads?|times\s+read|comments?|shares?|likes?|tweets?|visits?|votes?|downloads?|"
    r"replies|retweets?|reposts?|reactions?|min(?:ute)?s?\.?\s+(?:read|de\s+lectura|de\s+lecture|lesezeit|di\s+lettura)|"
    r"min(?:ute)?[\s-]read|lecturas?|vistas?|visitas?|comentarios?|vues?|lectures?|commentaires?|aufrufe|kommentare?|"
    r"visualizaç(?:ão|ões)|visualizzazioni|comentários?|commenti|photos?|images?)"
)
_COUNTER = (
    rf"(?:{_COUNT}\s*{_COUNTED}|(?:read|viewed|shared|seen|visited|leído|lu|gelesen)\s+{_COUNT}\s+(?:times|veces|fois|mal)|"
    rf"{_COUNTED}\s*[:(]\s*\d[\d.,]{{0,12}}[kKmM]?\)?|"
    r"(?:reading\s+time|read\s+time|estimated\s+read(?:ing)?(?:\s+time)?|tiempo\s+de\s+lectura|temps\s+de\s+lecture|"
    r"lesezeit|tempo\s+di\s+lettura|tempo\s+de\s+leitura)\s*:?\s*(?:less\s+than\s+)?(?:\d{1,3}|a)\s*min\w*\.?)"
)
_WHOLE_COUNTER = re.compile(rf"{_COUNTER}(?:[\s|·•,/-]*{_COUNTER}){{0,4}}", re.IGNORECASE)
_A_COUNTER = re.compile(_COUNTER, re.IGNORECASE)
_LABEL = re.compile(
    r"\b(?:(?:first\s+|originally\s+|last\s+|date\s+)?(?:published|posted|updated|modified|revised|created|"
    r"reviewed|issued|released|filed|edited|printed)|publication\s+date|release\s+date|date|publié|publicado|publicada|"
    r"actualizado|actualizada|veröffentlicht|aktualisiert|stand|mis\s+à\s+jour|modifié|pubblicato|aggiornato|atualizado|last\s+update|"
    r"fecha|datum|updated\s+on)(?!\w)\s*(?:on|at|in|le|el|am|il|em|at|:)?\s*:?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\b(?:at|à|um|a\s+las|às|alle|@)\s+)?\b\d{1,2}(?:[:.h]\d{2}){1,2}(?:\s?h\b)?(?:\s?[ap]\.?\s?m\b\.?)?|"
    r"\b\d{1,2}\s?[ap]\.?\s?m\b\.?|"
    r"\b(?:[ECMP][SD]T|[ECMP]T|GMT|UTC|BST|IST|CET|CEST|AEST|AEDT|PKT|WAT|EAT|SAST|JST|Z|Uhr|hrs?|hours?|heures?|horas|local\s+time)\b"
    r"(?:\s?[+-]\s?\d{1,2}(?::?\d{2})?)?|\b(?:\d+|an?)\s+(?:minutes?|hours?|days?|weeks?|months?|years?)\s+ago\b",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"\b(?:vol(?:ume|umen|\.)?|no\.?|nr\.?|núm(?:ero|\.)?|n[º°]|issue|edition|edición|ausgabe|numéro|año|year)\s*#?\s*"
    r"(?:\d{1,5}|[IVXLC]{1,8})\b|#\d{1,5}\b",
    re.IGNORECASE,
)
_BY_TAIL = re.compile(r"(?<=[\s|])by\s+[^\d]{2,60}\Z", re.IGNORECASE)
_FILLER = re.compile(
    r"[\s|·•,;:()/\[\]♦.–—-]+|\b(?:on|at|at\s+the|and|in|le|el|am|the|edition|issue|print)\b", re.IGNORECASE
)
_CAPTION = re.compile(
    r"""(?:(?:file\s+)?(?:photo(?:s|graph|graphs|graphy)?|image|picture|pic|illustration|graphic|cartoon|map|video|foto|fotos|imagen|bild|crédit\s+photo)
        (?:\s+(?:by|credit|courtesy(?:\s+of)?|de|par|von|di|from))?\s*[:/]\s*\S.{0,400}
  | (?:photo|photos|photograph|photographs|image|images|video|illustration|cartoon|graphic|fotos?|foto|imagen)\s+
        (?:by|courtesy|credit|credits|via|from|de|par|von)\b.{0,200}
  | (?:pictured|credit|image\s+credit|photo\s+credit|courtesy\s+photo|caption|file|bildunterschrift|bildquelle|légende)
        (?:\s+(?:above|below|left|right|here))?\s*[:–—-]\s+.{1,500}
  | \((?:[^()]{0,100}\b(?:photo|foto|image|getty|reuters|ap|afp)\b[^()]{0,100})\)
  | .{3,400}[(/\[]\s*(?:[^()\[\]]{0,60}\b(?:photo|foto|getty\s+images|shutterstock|unsplash|wikimedia|courtesy)\b
        [^()\[\]]{0,100})[)\]]?\.?
  | [^()]{3,300}\((?:[\w\s.]{2,40}/){1,2}(?:ap|afp|reuters|getty|epa|getty\s+images|pool)[^()]{0,30}\)\.?
  | (?:[\w.]+\s+){1,4}/\s?(?:getty\s+images|reuters|afp|ap|epa|shutterstock)(?:/.{1,30})?)""",
    re.IGNORECASE | re.VERBOSE,
)
_OUTLET = re.compile(
    r"(?:The\s+)?(?:[A-ZÀ-Þ][\w'’.-]*\s+){0,4}(?:Times|Post|Herald|Tribune|Journal|Gazette|Courier|Ledger|Chronicle|Observer|"
    r"Examiner|Sentinel|Dispatch|Inquirer|Register|Record|Bulletin|Mirror|Telegraph|Guardian|Independent|Advocate|Argus|"
    r"Monitor|Mercury|Star-[A-Z]\w+|Star|Beacon|Daily|Weekly|Voice|News|Newswire|Wire|Press|Review|Crónica|Diario|Tiempo|"
    r"Zeitung|Anzeiger|Tageblatt|Monde|Express|Reporter|Standard|Globe|Sun|World|Union|Leader|Citizen|Messenger|Recorder|Pilot|Echo|Enterprise|Democrat|Republican|Eagle|Banner)"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')]*\Z")


def furniture_of(line: str) -> Furniture | None:
    """Return what a line is, where it belongs to no story; None where it may."""
    if len(line) > 520:
        return None
    if not any(character.isalnum() for character in line) or line.lower().strip(" .:»>") in _EXACT:
        return Furniture(PartRole.NAVIGATION)
    if len(line) <= 90 and _WHOLE_COUNTER.fullmatch(line):
        return Furniture(PartRole.COUNTER)
    return _publication(line) or _masthead(line) or _byline(line) or _navigation(line) or _caption(line)


def _navigation(line: str) -> Furniture | None:
    if len(line) <= 320 and (_NAVIGATION.fullmatch(line) or _is_crumbs(line)):
        return Furniture(PartRole.NAVIGATION)
    return None


def _is_crumbs(line: str) -> bool:
    """Return whether a line is links with signs between: `This story here ♦ That one here`, `News | Town | Work`."""
    links = [link for link in _CRUMB_SIGN.split(line) if link]
    if _CRUMB_SIGN.search(line) is None:
        return False
    short = len(links) > 2 and all(len(link.split()) <= 5 and link[-1] not in ".!?" for link in links)
    return short or all(link.endswith(" here") for link in links)


def _publication(line: str) -> Furniture | None:
    """Read a line of which nothing is left once days, times, labels, counters and issue numbers are taken away."""
    if len(line) > 160 or not any(character.isdigit() for character in line):
        return None
    by = _BY_TAIL.search(line)
    name = names_in_byline(line[by.start() :].strip(), beside_a_day=False) if by else None
    if by and name is not None:
        line = line[: by.start()]
    days = list(days_in(line))
    rest = _A_COUNTER.sub(" ", _without(line, [(start, end) for start, end, _ in days]))
    labelled = bool(_LABEL.search(rest))
    rest = _TIME.sub(" ", _LABEL.sub(" ", rest))
    issued = _ISSUE.search(rest)
    rest = _ISSUE.sub(" ", rest)
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


def _masthead(line: str) -> Furniture | None:
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
    named = words.title() if words.isupper() else words
    return len(words.split()) <= 6 and _OUTLET.fullmatch(named) is not None


def _without(line: str, stretches: list[tuple[int, int]]) -> str:
    pieces, read = [], 0
    for start, end in stretches:
        pieces.append(line[read:start])
        read = end
    return " ".join([*pieces, line[read:]])


def _byline(line: str) -> Furniture | None:
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


def _caption(line: str) -> Furniture | None:
    if not _CAPTION.fullmatch(line):
        return _dated_caption(line)
    return Furniture(PartRole.CAPTION, evidence=_evidence(line))


def _dated_caption(line: str) -> Furniture | None:
    """Read a line that tells no sentence and ends with a full day, as pictures are labelled."""
    if len(line) > 220 or not 5 <= len(line.split()) <= 32 or _SENTENCE_END.search(line):
        return None
    days = [(start, end, day) for start, end, day in days_in(line) if day.year]
    if (
        not days
        or days[-1][1] < len(line.rstrip(" )"))
        or line[: days[-1][0]].rstrip()[-1:] not in {",", "(", "–", "—", "|"}
    ):
        return None
    return Furniture(PartRole.CAPTION, evidence=_evidence(line))


def _evidence(line: str) -> date | None:
    for _, _, day in days_in(line):
        if day.year:
            return day.on(day.year)
    return None
