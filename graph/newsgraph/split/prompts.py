"""Lines that speak to the reader and not of the news: asks, offers, terms, notes of an editor, links to other stories.

Each is known by its own words, so that it is left out wherever it stands.
"""

import re

_LONGEST = 320
_PROMPT = re.compile(
    r"""(?:kindly|please|pls)\s+share\s+(?:this|the)\s+(?:story|post|article|news|page)\b.{0,60}
  | (?:click\s+to\s+)?join\s+(?:us|our|the)\s+(?:[\w'’&.-]+\s+){0,4}(?:whatsapp|telegram|signal|viber|facebook|
       discord|channel|
       group|community|conversation|discussion|mailing\s+list|newsletter|membership)\b.{0,160}
  | .{0,60}\bjoin\s+(?:the|our)\s+(?:conversation|discussion)\b.{0,80}
  | (?:please\s+)?(?:chip\s+in|pitch\s+in|donate|give|make\s+a\s+(?:donation|gift|contribution)|
       become\s+a\s+(?:member|supporter|
       patron|subscriber|monthly\s+donor)|support\s+(?:us|our|independent|local|free|honest|public|quality))\b
       (?=.{0,120}(?:\$|£|€|today|now|here|work|journalism|reporting|newsroom|paper|site|member|\bus\b|
       \bat\b)).{0,200}
  | (?:to|if\s+you\s+(?:can|wish\s+to|would\s+like\s+to|want\s+to))\s+(?:donate|subscribe|unsubscribe|advertise|
       support\s+us)\b.{0,200}
  | (?:did\s+you\s+)?(?:like|enjoy(?:ed|ing)?|love[d]?|value)\s+(?:what\s+you(?:['’]re|\s+are)?\s+\w+|
       this\s+(?:\w+\s+)?(?:story|
       article|post|piece|newsletter|work|column|content)|our\s+(?:work|reporting|journalism))\b.{0,200}
  | (?:was|is|did\s+you\s+find)\s+this\s+(?:\w+\s+)?(?:story|article|page|post|content|
       information)\s+(?:was\s+)?(?:helpful|useful|
       interesting|of\s+interest)\b.{0,120}
  | (?:forwarded|was\s+this\s+forwarded|did\s+someone\s+forward)\b.{0,30}\b(?:e-?mail|newsletter|to\s+you)\b.{0,120}
  | (?:you(?:['’]re|\s+are)\s+(?:receiving|getting)\s+this|you\s+received\s+this)\b.{0,240}
  | (?:unsubscribe|manage\s+(?:your\s+)?(?:subscription|preferences)|update\s+(?:your\s+)?preferences)\b.{0,160}
  | view\s+(?:this\s+)?(?:\w+\s+)?in\s+(?:your\s+)?(?:web\s+)?browser\b.{0,60}
  | (?:type|enter)\s+your\s+(?:e-?mail|name)\b.{0,80}
  | the\s+post\s.{3,240}\s(?:first\s+)?appeared\s+(?:first\s+)?on\s.{2,80}
  | this\s+(?:article|story|piece|essay|post|column|interview|report|text|commentary|op-ed)\s+(?:was\s+|is\s+|
       has\s+been\s+)?
       (?:first\s+|originally\s+|also\s+)?(?:appeared|appears|published|republished|produced|reprinted|adapted|
       excerpted|translated|
       supported|made\s+possible|edited)\s+(?:\w+\s+)?(?:in|on|at|by|from|for|with|through|under)\b.{2,260}
  | (?:this|the)\s+(?:interview|conversation|q\s?&\s?a|transcript|exchange|letter|discussion)\s+(?:has\s+been|was|
       is|have\s+been)\s+
       (?:\w+\s+)?(?:edited|condensed|shortened|abridged|transcribed|translated)\b.{0,160}
  | refresh\s+(?:this\s+page\s+|the\s+page\s+|page\s+)?for\s+(?:\w+\s+)?updates?.{0,40} |
       (?:page\s+)?(?:auto-?)?refresh(?:es|ing)\b.{0,60}
  | (?:get|have|receive|want)\s.{0,120}\b(?:straight|direct(?:ly)?|delivered|sent)\s+(?:in)?to\s+your\s+(?:inbox|
       phone|door|e-?mail)\b.{0,120}
  | (?:get|receive)\s.{1,80}\s(?:in|to)\s+your\s+inbox\b.{0,160}
  | (?:by\s+(?:providing|entering|submitting|giving|signing|clicking|registering|subscribing)|i\s+have\s+read|
       i\s+agree)\b
       (?=.{0,200}(?:agree|accept|consent|privacy|terms)).{0,300}
  | listen\s+to\s+(?:our|this|the)\s.{2,60}(?:podcast|episode|story|article|show|radio)\b.{0,80}
  | (?:download|get)\s+(?:our|the)\s+(?:[\w'’-]+\s+){0,4}apps?\b.{0,100}
  | (?:subscribe|sign\s+up)\s+(?:to|for|here|now|today)\b.{0,200}
  | (?:follow|find|like|friend)\s+(?:us|@\w+|[A-Z][\w'’.-]*(?:\s+[\w'’&.-]+){0,5})\s+on\s+(?:facebook|twitter|x|
       instagram|youtube|
       tiktok|whatsapp|telegram|linkedin|threads|bluesky|mastodon|google|social\s+media|reddit)\b.{0,120}
  | cookies\s+on\s.{1,60} | .{0,120}\b(?:we|this\s+(?:web)?site|our\s+partners|
       our\s+site)\s+(?:and\s+\w+\s+\w+\s+)?uses?\s(?:\w+\s){0,3}cookies\b.{0,240}
  | .{0,120}\b(?:accept|reject|manage)\s+(?:all\s+)?cookies\b.{0,120} | .{0,200}\bcookie\s+(?:policy|notice|
       settings|preferences)\b.{0,120}
  | (?:this\s+)?(?:page|site|website)\s+(?:has\s+been\s+)?(?:visited|viewed|accessed)\b.{0,160} | (?:best|
       optimi[sz]ed)\s+(?:viewed|for\s+viewing)\b.{0,80}
  | (?:you\s+are\s+)?visitor\s+(?:no\.?|number|\#|count).{0,40} | (?:web\s?site|site|page)\s+(?:design(?:ed)?|by|
       maintained|powered)\b.{0,80}
  | (?:proudly\s+)?powered\s+by\s.{2,60} | printed\s+(?:in-house|by|on|in)\b.{0,40}\b(?:union|recycled|labou?r|
       paper)\b.{0,60}
  | (?:see|turn\s+to|continued?\s+(?:on|from)|cont['’]?d\.?\s+(?:on|from)|please\s+(?:see|turn\s+to)|
       jump\s+to)\s.{0,50}\b(?:page\s+[A-Z]?-?\d+|(?:on|,)\s*(?-i:[A-Z])\d{1,2})[A-Z]?\.?
  | (?:continued?|cont['’]?d\.?)\s+(?:on|from)\s+(?:next|previous|preceding|following|back|front)\s+page\.?
  | [-–—]\s?\d{1,4}\s?[-–—] | (?!.*[.!?]\s)(?:[\w&'’.-]+\s+){1,6}[|·•–—-]?\s*(?:page|pg\.?|p\.)\s?[A-Z]?\d{1,3}
  | [^.!?]{3,80}\s?(?:\.\s?){2,}\s?[A-Z]?\d{1,3} | [^.!?]{3,80}\s?…+\s?[A-Z]?\d{1,3}
  | \[\s?[^\[\].!?]{12,160}[^\[\].]?\s?\] | (?:→|»|►|▶|>>)\s?.{8,160}
  | (?:read|also\s+read|read\s+also|read\s+more|read\s+next|see\s+also|related|related\s+(?:story|stories|article|
       articles|coverage|news|
       content|post|posts)|must\s+read|icymi|in\s+case\s+you\s+missed\s+it|don['’]?t\s+miss|recommended)\s*(?:\||
       :|>>?|»|→|–|—)\s*.{8,160}
  | our\s+standards\s*:.{0,160} | purchase\s+licensing\s+rights.{0,80} | (?:order|buy)\s+reprints\b.{0,80}
  | .{0,160}\bmay\s+not\s+be\s+(?:published|reproduced|reprinted|copied|broadcast|rewritten|redistributed|used|
       republished)\b.{0,200}
  | .{0,80}\b(?:all|some)\s+rights\s+reserved\b.{0,240}
  | (?:republished?|reprinted|reproduced|used)\s+(?:here\s+)?(?:with|by)\s+(?:kind\s+)?permission\b.{0,160}
  | [([]?\s?(?:with\s+)?(?:additional\s+)?(?:reporting|writing|editing|compiled|translated|edited|written|
       reported|rewritten)\s+(?:and\s+(?:reporting|
       writing|editing)\s+)?(?:in\s+[A-Z][\w.]*\s+)?by\s(?=.*(?:;|edit|report|contribut|[)\]]\Z)).{2,240}
  | [([]?\s?(?:(?:writing|reporting|edited|compiled)\s+and\s+)?(?:editing|edited)\s+by\s+
       (?-i:[A-ZÀ-Þ][\w.'’-]*(?:(?:,|\s+and|\s+&)?\s+[A-ZÀ-Þ][\w.'’-]*){1,8})\s?[)\]]?\.?
  | (?:in|inside)\s+this\s+(?:issue|edition|newsletter|number|bulletin)\s?:\s.{3,280}
  | .{0,40}\bskip\s+to\s+(?:main\s+)?(?:content|navigation|menu)\b.{0,40}
  | .{0,60}\blog\s*in\s+to\s+(?:add|post|leave|comment|reply)\b.{0,80}
  | (?:please\s+)?(?:understand|note|be\s+aware)\s+that\s+(?:all\s+)?comments\b.{0,200}
  | .{0,160}\bsign\s+up\s+below\.?
  | you\s+are\s+visitor\b.{0,60} | webmaster\s*:.{0,80}
  | (?:send|submit|e-?mail)\s+(?:\w+\s+){0,2}(?:notices?|items)\b(?=.{0,120}(?:@|\bto\s)).{3,200}
  | .{0,120}\(opens\s+in\s+(?:a\s+)?new\s+(?:window|tab)\)
  | (?:articles?|stories|material|items)\s+(?:here\s+|in\s+this\s+\w+\s+)?may\s+be\s+(?:freely\s+)?(?:reprinted|
       reproduced|republished|copied)\b.{0,160}
  | authori[sz]ed\s+(?:and\s+\w+\s+)?by\s+(?-i:[A-Z][\w.'’-]*(?:,?\s+(?:for|of|the|and|[A-Z\d][\w.'’-]*)){1,20})
  | advertise\s+with\s+us\b.{0,120}
  | (?:comments?|commenting)\s+(?:are|is|has\s+been)\s+(?:now\s+)?(?:closed|disabled|off|moderated|welcome)\b.{0,100}
  | (?:the\s+)?(?:opinions?|views|viewpoints?)(?:\s+and\s+\w+|\s+\w+){0,4}\s+(?:expressed|represents?|
       are\s+(?:solely\s+)?those|do\s+not|here)\b.{0,260}
  | (?:opinion|editorial|sponsored)\s+content\s+(?:represents?|reflects?|is)\b.{0,240}
  | (?:letters|submissions|op-eds|columns|commentaries|guest\s+columns)\s+(?:to\s+the\s+editor\s+)?(?:should|must|
       may|can|are|will|
       of\s+up\s+to)\b(?=.{0,200}(?:words|submit|sent|email|e-mail|edited|@|signed|include)).{0,300}
  | (?:how\s+to\s+(?:write\s+to\s+us|contact\s+us|submit|reach\s+us|send)\b|(?:submit|send)\s+(?:your\s+|a\s+|
       us\s+)(?:letters?|tips?|
       news|stories|photos|comments|guest)|write\s+to\s+us\b|(?:got|have)\s+a\s+(?:news\s+)?(?:tip|story|question|
       comment)\?).{0,280}""",
    re.IGNORECASE | re.VERBOSE,
)
_SLOGAN = re.compile(
    r"""(?:the\s+|your\s+|an?\s+)?(?:[\w'’-]+\s+){0,4}?(?:newspaper|newsletter|magazine|journal|organ|bulletin|
       voice|publication|quarterly|
       weekly|monthly|paper|source|home)\s+(?:of|for|by)\s+(?-i:(?:the|our|working|all|local)\b|[A-Z]).{3,80}
  | (?:an?\s+)?(?:publication|project|service|member)\s+of\s+(?:the\s+)?(?-i:[A-Z]).{3,70}
  | (?:proudly\s+)?serving\s.{3,80}\ssince\s(?:18|19|20)\d\d\.? | all\s+the\s+(?:news|truth|facts)\s+(?:that|you|
       fit|we)\b.{0,60}
  | (?:news|views|views\s+and\s+news|journalism|a\s+newspaper)\s+(?:for|by|from|of)\s+(?:the|and|working|people|
       everyone)\b.{2,60}
  | (?:fair|free|fearless|independent|nonpartisan|nonprofit|honest)(?:,?\s+(?:and\s+)?\w+){0,3}\s+(?:news|
       journalism|reporting|press|newsroom)\b.{0,50}""",
    re.IGNORECASE | re.VERBOSE,
)
_LINK = re.compile(
    r"(?:watch|listen|more|next|opinion|analysis|explainer|photos?|pictures|gallery|video|in\s+photos|"
    r"live\s+updates?)"
    r"\s*(?:\||:|>>?|»|→|–|—)\s*.{8,160}",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!?…][\"”’')]*\Z")
_COUNTS = re.compile(
    r"(?:share|save|like|likes|reply|restack|comment|comments|repost|print|email|\d[\d.,]*[kKmM]?|[^\w\s]+|\s)+"
)


def is_prompt(line: str) -> bool:
    """Return whether a line asks, offers or explains something to the reader beside the news."""
    if len(line) > _LONGEST:
        return False
    return _PROMPT.fullmatch(line) is not None or is_slogan(line) or _is_row_of_signs(line)


def is_slogan(line: str) -> bool:
    """Return whether a line says what a newspaper is: `Newsletter of the Harbor Pilots, Local 4`."""
    return len(line) <= 110 and not _ENDS_SENTENCE.search(line) and _SLOGAN.fullmatch(line) is not None


def is_link(line: str) -> bool:
    """Return whether a line may lead to another story, but may be a headline too: `WATCH: The sheriff explains`."""
    return _LINK.fullmatch(line) is not None and not _ENDS_SENTENCE.search(line)


def _is_row_of_signs(line: str) -> bool:
    """Return whether a line is pictures with counts, as below posts: `♡ 118 💬 31 ↻ Share`."""
    return len(line) <= 60 and not line.isascii() and _COUNTS.fullmatch(line.lower()) is not None
