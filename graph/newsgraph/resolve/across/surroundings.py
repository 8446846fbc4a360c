"""What stands around the names of one article: its day, its places, who else is named, and where each name is."""

import re
from functools import cached_property, lru_cache

from newsgraph.model import AnnotatedArticle, Kind, LocalEntity
from newsgraph.resolve.names import fold, person_parts
from newsgraph.resolve.vocabulary import well_known_bodies

_ISO = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_GENERIC = re.compile(
    r"(?:\w+ )?(?:department|ministry|office|bureau|board|council|committee|commission|agency|authority)"
    r"(?: (?:of|for) (?:the )?[\w&, ]+)?"
    r"|(?:supreme|high|district|federal|circuit|county|appeals|superior|constitutional) court|court(?: of appeals)?"
    r"|parliament|congress|senate|house|house of (?:representatives|commons|lords)|national (?:assembly|guard|police)"
    r"|(?:state |city |county |federal |local )?(?:police|government|legislature|treasury|cabinet|army|navy|air force)"
    r"|(?:city|town|county|village) (?:council|hall|board|commission)|police (?:department|force)|fire department"
    r"|sheriffs? (?:office|department)|school (?:board|district)|board of education|central bank|white house staff"
    r"|(?:state|justice|education|labor|health|interior|defense|defence|foreign|finance) (?:department|ministry)"
    r"|(?:labou?r|conservative|liberal|socialist|communist|green|republican|democratic) party|election commission"
)
_LOCAL = re.compile(r".*\b(?:city|town|county|village|police|fire|sheriffs?|school|local)\b.*|board of education")


@lru_cache(maxsize=1 << 16)
def is_generic(key: str) -> bool:
    """Return whether many owners have a body of that name: "department of health", "city council"."""
    return _GENERIC.fullmatch(key) is not None


@lru_cache(maxsize=1 << 16)
def is_local(key: str) -> bool:
    """Return whether towns and counties have such a body, so that a common country tells nothing."""
    return _LOCAL.fullmatch(key) is not None


def place_name(key: str) -> str:
    """Return a place's key without its container."""
    return key if _ISO.fullmatch(key) else fold(key.partition(", ")[0])


def _is_telling(key: str) -> bool:
    return len(key.split()) > 1 and not is_generic(key) and key not in well_known_bodies()


class Surroundings:
    """An article read for its context, once for all of its entities."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self.article = annotated.article
        self.text = annotated.article.text
        self.entities = annotated.entities
        self.day = annotated.article.published.toordinal() if annotated.article.published else None
        self.outlet = fold(annotated.article.outlet or "")
        self.locals = {local.id: local for local in annotated.entities}
        self.titles = {
            (mention.span.start, mention.span.end): mention.value
            for mention in annotated.mentions
            if mention.kind is Kind.PERSON and mention.value
        }

    @cached_property
    def starts(self) -> dict[int, LocalEntity]:
        """Which place, body or people is named from a character on."""
        return {naming.span.start: local for local in self._owners for naming in local.namings}

    @cached_property
    def ends(self) -> dict[int, LocalEntity]:
        """Which place, body or people is named up to a character."""
        return {naming.span.end: local for local in self._owners for naming in local.namings}

    @property
    def _owners(self) -> list[LocalEntity]:
        return [local for local in self.entities if self.token(local)]

    def token(self, local: LocalEntity) -> str | None:
        """Return how a place, a body, or a people's country is spoken of as the owner of a role."""
        if local.kind is Kind.PLACE:
            return f"place:{place_name(local.key)}"
        if local.kind is Kind.ORGANIZATION:
            return f"body:{well_known_bodies().get(local.key, local.key)}"
        country = self.locals.get(local.demonym_of or "")
        return f"place:{place_name(country.key)}" if country else None

    @cached_property
    def dateline(self) -> set[str]:
        """Where the article was written."""
        line = self.article.dateline
        if not line or not line.place:
            return set()
        named = {
            f"place:{place_name(local.key)}"
            for local in self.entities
            if line.place_span and local.kind is Kind.PLACE
            for naming in local.namings
            if naming.span.start == line.place_span.start
        }
        return named or {f"place:{fold(line.place.partition(',')[0])}"}

    @cached_property
    def context(self) -> set[str]:
        """The countries and divisions that the article names by code, with their countries, and its cities."""
        found: set[str] = set()
        for local in self.entities:
            country = self.locals.get(local.demonym_of or "")
            key = local.key if local.kind is Kind.PLACE else country.key if country else ""
            base, _, container = key.partition(", ")
            found.update(part for part in (place_name(base) if base else "", container) if part)
        return found | {code[:2] for code in found if _ISO.fullmatch(code)}

    @cached_property
    def countries(self) -> set[str]:
        """The countries of the dateline's place, or else the only country that the article names."""
        line = self.article.dateline
        if line and line.place_span:
            for local in self.entities:
                if local.kind is Kind.PLACE and any(n.span.start == line.place_span.start for n in local.namings):
                    code = local.key.rpartition(", ")[2]
                    if _ISO.fullmatch(code):
                        return {code[:2]}
        named = {code for code in self.context if re.fullmatch("[A-Z]{2}", code)}
        return named if len(named) == 1 else set()

    @cached_property
    def company(self) -> set[str]:
        """People by their full names, and bodies that are neither well known nor of a kind that many owners have."""
        found = set()
        for local in self.entities:
            if local.kind is Kind.PERSON and len(parts := person_parts(local.key)) > 1:
                found.add(self.person_token(parts))
            elif local.kind is Kind.ORGANIZATION and _is_telling(local.key):
                found.add(f"body:{local.key}")
        return found

    def person_token(self, parts: tuple[str, ...]) -> str:
        """Return how a person is spoken of as company."""
        return f"person:{' '.join(parts)}"
