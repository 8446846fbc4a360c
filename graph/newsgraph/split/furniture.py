"""What stands on a page beside its stories: crumbs, counters, bylines, captions, publication lines.

A line's role is read from the line alone, so that it stays the same wherever the line stands.
"""

import re

from newsgraph.model import PartRole
from newsgraph.split.captions import caption
from newsgraph.split.prompts import is_prompt
from newsgraph.split.publication import byline, counter, folio, masthead, publication
from newsgraph.split.role import Furniture

_PHRASES = """
advertisement|advertising|ad|ads|sponsored|sponsored content|promoted|share|share this|share this article|
share this story|share this post|share on facebook|share on twitter|share on x|share on whatsapp|share via email|
tweet|tweet this|facebook|twitter|whatsapp|telegram|linkedin|reddit|instagram|youtube|tiktok|pinterest|email|e-mail|
email this|print|print this|print this page|print article|save|save article|save for later|bookmark|copy link|link|
copy|listen|listen to this article|listen to article|play|pause|watch|menu|main menu|search|search for|
       skip to content|
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
- 30 -|–30–|—30—|30|(end)|(ends)|[ends]|--ends--|- more -|-more-|(more)|ends|-ends-|- ends -|end|/end/|
       all rights reserved|tags|topics|categories|filed under|most popular|most read|
news|world|world news|local|local news|politics|opinion|opinions|editorial|editorials|op-ed|letters|
letters to the editor|
sports|sport|business|economy|culture|arts|science|health|technology|tech|education|national|international|nation|
       region|
metro|obituaries|classifieds|e-edition|games|puzzles|crossword|horoscopes|podcasts|newsletters|lifestyle|
       entertainment|
travel|weather|jobs|motors|property|archives|archive|real estate|calendar|events|crime|courts|investigations|
       columnists|comics|advertise|
       careers|faq|
help|front page|photo gallery|photo galleries|obits|schools|religion|environment|markets|climate|style|books|magazine|
paid|free|manage choices|manage preferences|manage cookies|cookie settings|settings|preferences|discuss|
       view in browser|
unsubscribe|guest book|sign the guest book|send flowers|share a memory|restack|
discussion about this post|no posts|cerca|galerie|impressum|datenschutz|agb|abo|regionales|mehr|kontakt|contacto|
       contatti|
read in app|open in app|get the app|copied|listen now|watch now|
features|feature|analysis|commentary|breaking news|latest|latest news|top stories|headlines|front page|
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


def furniture_of(line: str) -> Furniture | None:
    """Return what a line is, where it belongs to no story; None where it may."""
    if len(line) > 520:
        return None
    if not any(character.isalnum() for character in line) or _is_phrase(line):
        return Furniture(PartRole.NAVIGATION)
    told = counter(line) or publication(line) or masthead(line) or byline(line) or folio(line)
    return told or _navigation(line) or caption(line)


def _is_phrase(line: str) -> bool:
    return line.lower().strip(" .:»>") in _EXACT


def _navigation(line: str) -> Furniture | None:
    if len(line) <= 320 and (_NAVIGATION.fullmatch(line) or _is_crumbs(line) or _is_menu(line) or is_prompt(line)):
        return Furniture(PartRole.NAVIGATION)
    return None


def _is_crumbs(line: str) -> bool:
    """Return whether a line is links with signs between: `This story here ♦ That one here`, `News | Town | Work`."""
    links = [link for link in _CRUMB_SIGN.split(line) if link]
    if _CRUMB_SIGN.search(line) is None:
        return False
    short = len(links) > 2 and all(len(link.split()) <= 5 and link[-1] not in ".!?" for link in links)
    return short or all(link.endswith(" here") or _is_phrase(link) for link in links)


def _is_menu(line: str) -> bool:
    """Return whether a line is the names of sections in a row: `News Sports Opinion Obituaries`."""
    words = line.split()
    if not 3 <= len(words) <= 16 or len(set(words)) < len(words) or not all(word[0].isupper() for word in words):
        return False
    return sum(word.lower() in _EXACT for word in words) >= max(3, len(words) - 1)
