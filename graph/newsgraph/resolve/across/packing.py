"""What identity knows of a local entity as plain texts, and back: how it waits in tables without its article.

Namesakes of many articles are told of in the same words, so that equal texts are read once and their values shared.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from newsgraph.model import Kind, Position, Verdict
from newsgraph.resolve.across.profiles import Member, Offer, Profile, Told

_FIELD, _ITEM, _PART, _ESCAPE = "\x1d", "\x1e", "\x1f", "\x1b"
_SPECIAL = re.compile("[\x00\x1b-\x1f]")
_ESCAPED = re.compile("\x1b(.)", re.DOTALL)
_SHIFT = 0x40
"""What is added to a character that has a meaning here."""
_LASTING = (
    *("keys", "names", "acronyms", "parts", "suffixes", "genders", "roles"),
    *("links", "owners", "containers", "jurisdictions", "years"),
)
"""Evidence that namesakes often share."""
_PASSING = ("cues", "places", "outlets", "company", "countries", "context")
"""Evidence that goes with the article."""
_IN_PARTS = frozenset({"parts", "roles"})


class Packed(NamedTuple):
    """A local entity's profile and what else is told of it, as texts."""

    lasting: str
    passing: str
    told: str
    day: int | None


def packed(member: Member) -> Packed:
    """Return the texts from which `Unpacking` makes the member again."""
    profile = member.profile
    born = [str(year) for year in profile.born] if profile.born else []
    head = [profile.kind.value, "public" if profile.public else "", _PART.join(born)]
    return Packed(
        _FIELD.join([*head, *(_packed_set(name, profile) for name in _LASTING)]),
        _FIELD.join([_packed_set(name, profile) for name in _PASSING]),
        _packed_told(member.told),
        profile.days[0] if profile.days else None,
    )


class Unpacking:
    """Makes members of their texts, sharing what equal texts say; what it makes is not to be changed."""

    def __init__(self) -> None:
        self._lasting: dict[str, tuple[Any, ...]] = {}
        self._sets: dict[str, frozenset[str]] = {"": frozenset()}
        self._told: dict[str, Told] = {}

    def member(self, id: str, article: str, texts: Packed, part_of: str | None, demonym_of: str | None) -> Member:
        """Return the member whose texts these are."""
        lasting = self._lasting.get(texts.lasting)
        if lasting is None:
            lasting = self._lasting[texts.lasting] = _lasting(texts.lasting)
        told = self._told.get(texts.told)
        if told is None:
            told = self._told[texts.told] = _told(texts.told)
        kind, public, born, keys, names, acronyms, parts, suffixes, genders, roles, links, owners, *rest = lasting
        containers, jurisdictions, years = rest
        cues, places, outlets, company, countries, context = map(self._words, texts.passing.split(_FIELD))
        # Frozen sets stand for sets here: nobody changes them, and they keep their hashes.
        values: tuple[Any, ...] = (
            *({id}, kind, {article}, keys, public),
            *(names, acronyms, parts, suffixes, genders, roles, cues, born, places),
            None if texts.day is None else (texts.day, texts.day),
            *(outlets, company, links, owners, countries, containers, context, jurisdictions, years),
        )
        profile = Profile(*values)
        return Member(id, article, told, profile, part_of, demonym_of)

    def _words(self, text: str) -> frozenset[str]:
        found = self._sets.get(text)
        if found is None:
            found = self._sets[text] = _words(text)
        return found


def _packed_set(name: str, profile: Profile) -> str:
    values: Iterable[Any] = getattr(profile, name)
    if not values:
        return ""
    items = (_PART.join(map(_safe, value)) if name in _IN_PARTS else _safe(str(value)) for value in values)
    return "".join(item + _ITEM for item in sorted(items))


def _packed_told(told: Told) -> str:
    fields = (
        told.kind.value,
        _safe(told.key),
        "".join(_safe(name) + _ITEM for name in told.names),
        _maybe(told.jurisdiction),
        _maybe(told.basis),
        "".join(_packed_offer(offer) + _ITEM for offer in told.offers),
    )
    return _FIELD.join(fields)


def _packed_offer(offer: Offer) -> str:
    at = offer.position
    words = (_maybe(offer.target), _safe(offer.label), repr(offer.score), offer.verdict.value, _safe(offer.reason))
    return _PART.join((*words, _safe(offer.by), *((repr(at.latitude), repr(at.longitude)) if at else ())))


def _safe(text: str) -> str:
    if not _SPECIAL.search(text):
        return text
    return _SPECIAL.sub(lambda found: _ESCAPE + chr(ord(found[0]) + _SHIFT), text)


def _maybe(text: str | None) -> str:
    return "" if text is None else f"={_safe(text)}"


def _plain(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(ord(found[1]) - _SHIFT), text) if _ESCAPE in text else text


def _perhaps(text: str) -> str | None:
    return _plain(text[1:]) if text else None


def _items(text: str) -> Iterator[str]:
    yield from text.split(_ITEM)[:-1]


def _words(text: str) -> frozenset[str]:
    items = text.split(_ITEM)[:-1]
    return frozenset(map(_plain, items) if _ESCAPE in text else items)


def _tuples(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(map(_plain, item.split(_PART))) for item in _items(text))


def _lasting(text: str) -> tuple[Any, ...]:
    kind, public, born, *sets = text.split(_FIELD)
    readers: Iterable[Callable[[str], Any]] = (
        _tuples if name in _IN_PARTS else _years if name == "years" else _words for name in _LASTING
    )
    years = tuple(map(int, born.split(_PART))) if born else None
    return (Kind(kind), bool(public), years, *(read(found) for read, found in zip(readers, sets, strict=True)))


def _years(text: str) -> frozenset[int]:
    return frozenset(map(int, _items(text)))


def _told(text: str) -> Told:
    kind, key, names, jurisdiction, basis, offers = text.split(_FIELD)
    return Told(
        Kind(kind),
        _plain(key),
        tuple(map(_plain, _items(names))),
        _perhaps(jurisdiction),
        _perhaps(basis),
        tuple(map(_offer, _items(offers))),
    )


def _offer(text: str) -> Offer:
    target, label, score, verdict, reason, by, *at = text.split(_PART)
    position = Position(float(at[0]), float(at[1])) if at else None
    return Offer(
        *(_perhaps(target), _plain(label), float(score), Verdict(verdict)), _plain(reason), _plain(by), position
    )
