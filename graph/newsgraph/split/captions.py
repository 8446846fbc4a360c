"""Lines below pictures: captions and credits."""

import re
from datetime import date

from newsgraph.model import PartRole
from newsgraph.split.days import days_in
from newsgraph.split.role import Furniture

_CAPTION = re.compile(
    r"""(?:(?:file\s+)?(?:photo(?:s|graph|graphs|graphy)?|image|picture|pic|illustration|graphic|cartoon|map|
       video|foto|fotos|imagen|bild|crédit\s+photo)
        (?:\s+(?:by|credit|courtesy(?:\s+of)?|de|par|von|di|from))?\s*[:/]\s*\S.{0,400}
  | (?:photo|photos|photograph|photographs|image|images|video|illustration|cartoon|graphic|fotos?|foto|imagen)\s+
        (?:by|courtesy|credit|credits|via|from|de|par|von)\b.{0,200}
  | (?:pictured|credit|image\s+credit|photo\s+credit|courtesy\s+photo|caption|file|bildunterschrift|bildquelle|
       légende)
        (?:\s+(?:above|below|left|right|here))?\s*[:–—-]\s+.{1,500}
  | \((?:[^()]{0,100}\b(?:photo|foto|image|getty|reuters|ap|afp)\b[^()]{0,100})\)
  | .{3,400}[(/\[]\s*(?:[^()\[\]]{0,60}\b(?:photo|foto|getty\s+images|shutterstock|unsplash|wikimedia|courtesy)\b
        [^()\[\]]{0,100})[)\]]?\.?
  | [^()]{3,300}\((?:[\w\s.]{2,40}/){1,2}(?:ap|afp|reuters|getty|epa|getty\s+images|pool)[^()]{0,30}\)\.?
  | (?:[\w.]+\s+){1,4}/\s?(?:getty\s+images|reuters|afp|ap|epa|shutterstock)(?:/.{1,30})?)""",
    re.IGNORECASE | re.VERBOSE,
)
_CREDIT = re.compile(
    r".{3,400}[.!?”\"’')\s|/–—-]\s?(?:File\s+|FILE\s+|Staff\s+)?(?:Photo|PHOTO|Photos|PHOTOS|Image|IMAGE|Picture|"
    r"Illustration|Graphic|Foto|FOTO|Pix)"
    r"(?:\s?:\s?|\s+(?:by|BY|courtesy|COURTESY|from|credit)\s(?:of\s)?:?\s?)[A-ZÀ-Þ@].{1,70}"
    r"|.{3,400}\((?:(?:Image|Photo|Picture|Pic|Credit|Foto|Bild|Source|File)s?\s?:)[^()]{2,100}\)\.?"
    r"|.{20,400}[.!?”\"’')]\s*[—–]+\s?[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+(?:\s[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+){1,3}(?:\s?[/|,]\s?.{2,40})?"
    r"|.{20,400}[.!?”\"’')]\s*(?:[A-ZÀ-Þ][\w'’.-]+\s){1,3}[A-ZÀ-Þ][\w'’.-]+\s?/\s?[A-ZÀ-Þ][\w'’. -]{1,40}"
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')]*\Z")


def caption(line: str) -> Furniture | None:
    """Read a caption or a credit: `Pickets at the gate. Photo: Ines Rautio`, `(Image: Ines Rautio/Halden Post)`."""
    if not _CAPTION.fullmatch(line) and not _CREDIT.fullmatch(line):
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
