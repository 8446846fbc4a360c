"""What an article says around a name: which countries and divisions it speaks of, and where."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from newsgraph import gazetteers
from newsgraph.link.names import fold
from newsgraph.link.regions import abbreviations, codes_of_people, regions, regions_by_name
from newsgraph.model import AnnotatedArticle, Kind, LocalEntity, MentionForm, Span
from newsgraph.text import sentences

CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
FEDERAL = frozenset(
    "congress|us congress|us senate|us house|house of representatives|white house|republican party|"
    "democratic party|capitol hill|us capitol|us supreme court|oval office|gop".split("|")
)
"""Folded names of bodies and places of US federal politics that hardly mean another country's."""
_BEFORE, _AFTER = 48, 80
_LEFT_OF_PLACE, _RIGHT_OF_PLACE = 16, 20
"""Characters looked at on both sides of a name."""


@dataclass(frozen=True)
class Context:
    """What tells one bearer of a name from another; everything may be left out."""

    codes: frozenset[str] = frozenset()
    """ISO 3166 codes of the countries and divisions that the text speaks of, each division with its country."""
    countries: frozenset[str] = frozenset()
    """The codes of the countries that it names themselves, or whose people it names."""
    beside: frozenset[str] = frozenset()
    """The codes that stand in a sentence with the name."""
    within: str | None = None
    """The code of what contains the thing, where the name or the article says so."""
    code: str | None = None
    """The code that the reader gave the thing itself."""
    dateline: frozenset[str] = frozenset()
    """The codes of the place that the article was written at."""
    near: tuple[tuple[float, float], ...] = ()
    """Positions of places in the same article that are beyond doubt."""
    contains: bool = False
    """Whether the article names something as lying in the thing."""
    titles: tuple[str, ...] = ()
    """Titles and roles that the reader saw with a person."""
    surroundings: tuple[tuple[str, str], ...] = ()
    """The words before and behind each naming."""
    text: str = ""
    on: date | None = None
    """The day of the article."""
    words: frozenset[str] = field(default=frozenset(), repr=False)
    """The folded names of the other things that the article names."""


def widened(codes: Iterable[str]) -> frozenset[str]:
    """Return the codes, each division with its country."""
    return frozenset(part for code in codes for part in (code, code[:2]))


class Surroundings:
    """The contexts of one article's entities; what they share is found once."""

    def __init__(self, annotated: AnnotatedArticle) -> None:
        self._annotated = annotated
        self._text = annotated.article.text
        self._by_id = {entity.id: entity for entity in annotated.entities}
        self._settled: dict[str, tuple[str, tuple[float, float]]] = {}

    def settle(self, local: str, code: str, position: tuple[float, float]) -> None:
        """Take a place that is beyond doubt as evidence for the others."""
        self._settled[local] = (code, position)

    def of(self, entity: LocalEntity) -> Context:
        """Return what the article says around an entity."""
        if entity.kind is Kind.PLACE:
            return self._of_place(entity)
        evidence = self._evidence_but(entity)
        countries = frozenset(code for code in evidence if len(code) == 2)
        context = replace(self._shared, codes=widened(evidence), countries=countries, dateline=self._dateline)
        if entity.kind is not Kind.PERSON:
            return context
        names, described = self._parted(entity)
        called = [self._titles[span] for span in names if span in self._titles]
        return replace(
            context,
            titles=tuple(dict.fromkeys([*called, *(span.of(self._text) for span in described)])),
            surroundings=self._around(names, _BEFORE, _AFTER),
            beside=self._beside(entity),
        )

    def names(self, entity: LocalEntity) -> list[str]:
        """Return the words that name an entity, descriptions and pronouns left out, one for each naming."""
        return [span.of(self._text) for span in self._parted(entity)[0]]

    def _parted(self, entity: LocalEntity) -> tuple[list[Span], list[Span]]:
        """Return where an entity is named, and where it is described ("the senator")."""
        spans = [naming.span for naming in entity.namings]
        forms = [self._forms.get((entity.kind, span), MentionForm.NAME) for span in spans]
        paired = list(zip(spans, forms, strict=True))
        return (
            [span for span, form in paired if form is MentionForm.NAME],
            [span for span, form in paired if form is MentionForm.NOMINAL],
        )

    def _around(self, spans: list[Span], before: int, after: int) -> tuple[tuple[str, str], ...]:
        text = self._text
        return tuple(
            (text[max(0, span.start - before) : span.start], text[span.end : span.end + after]) for span in spans
        )

    @cached_property
    def _forms(self) -> dict[tuple[Kind, Span], MentionForm]:
        return {(mention.kind, mention.span): mention.form for mention in self._annotated.mentions}

    @cached_property
    def _shared(self) -> Context:
        words = frozenset(fold(entity.name) for entity in self._annotated.entities)
        return Context(text=self._text, on=self._annotated.article.published, words=words)

    @cached_property
    def _titles(self) -> dict[Span, str]:
        people = (mention for mention in self._annotated.mentions if mention.kind is Kind.PERSON)
        return {mention.span: mention.value for mention in people if mention.value}

    def _of_place(self, entity: LocalEntity) -> Context:
        evidence = self._evidence_but(entity)
        base, _, container = entity.key.rpartition(", ")
        whole = self._by_id.get(entity.part_of or "")
        within = container if base and CODE.fullmatch(container) else _code(whole) if whole else None
        code = _code(entity)
        settled = [found for local, found in self._settled.items() if local != entity.id]
        codes = widened([*evidence, *(found for found, _ in settled)])
        return Context(
            codes=codes,
            beside=self._beside(entity),
            within=within if within in regions() else None,
            code=code,
            dateline=self._dateline,
            near=tuple(position for _, position in settled),
            contains=any(other.part_of == entity.id for other in self._annotated.entities),
            surroundings=self._around(self._parted(entity)[0], _LEFT_OF_PLACE, _RIGHT_OF_PLACE),
            on=self._annotated.article.published,
            words=self._shared.words,
        )

    @cached_property
    def _evidence(self) -> dict[str, frozenset[str]]:
        """Return the codes that the article's regions and peoples stand for, and the entities that name each."""
        found: dict[str, set[str]] = {}
        for entity in self._annotated.entities:
            code = _named_code(entity, self._by_id)
            if code:
                found.setdefault(code, set()).add(entity.id)
        return {code: frozenset(found[code]) for code in sorted(found)}

    def _evidence_but(self, entity: LocalEntity) -> list[str]:
        return [code for code, entities in self._evidence.items() if entities != {entity.id}]

    def _beside(self, entity: LocalEntity) -> frozenset[str]:
        own = {self._sentence(naming.span.start) for naming in entity.namings}
        codes = [
            code
            for code, entities in self._evidence.items()
            if any(
                self._sentence(naming.span.start) in own
                for local in entities
                if local != entity.id
                for naming in self._by_id[local].namings
            )
        ]
        return widened(codes)

    def _sentence(self, position: int) -> int:
        return bisect_right(self._starts, position)

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in sentences(self._text)]

    @cached_property
    def _dateline(self) -> frozenset[str]:
        line = self._annotated.article.dateline
        if not line or not line.place:
            return frozenset()
        whole, known = line.place, abbreviations()
        parts = [fold(part) for part in whole.split(",")]
        parts += [fold(whole.rsplit(" ", 1)[-1])] if " " in whole else []
        codes = [known[part] for part in parts[1:] if part in known]
        codes += [region.code for part in parts for region in regions_by_name().get(part, ()) if region.is_country]
        codes += [
            code
            for local, (code, _) in self._settled.items()
            for naming in self._by_id[local].namings
            if line.place_span and naming.span.overlaps(line.place_span)
        ]
        return widened(codes)


def _code(entity: LocalEntity) -> str | None:
    """Return the code that the reader gave a place, where its name is one of the code's own names."""
    if not CODE.fullmatch(entity.key) or entity.key not in regions():
        return None
    return entity.key


def _named_code(entity: LocalEntity, by_id: dict[str, LocalEntity]) -> str | None:
    """Return the country or division that an entity speaks of without doubt."""
    if entity.kind is Kind.PLACE:
        base, _, container = entity.key.rpartition(", ")
        code = container if base else entity.key
        return code if CODE.fullmatch(code) and code in regions() else None
    if entity.kind is Kind.GROUP:
        country = by_id.get(entity.demonym_of or "")
        return (_code(country) if country else None) or codes_of_people().get(fold(entity.name)) or None
    return None


def neighbours(code: str) -> frozenset[str]:
    """Return the codes of the countries that border on one."""
    known = gazetteers.countries().get(code)
    return known.neighbours if known else frozenset()
