"""Which things of a graph bear a name: the answer to a reconciliation query, and how alike two names are.

The index is built once; a query then looks at the few names that share a word, an acronym or rare runs of letters with
it. Order and scores depend on the names alone.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest

from rapidfuzz import fuzz

from newsgraph.kinds import Kind
from newsgraph.link.reconciliation import Candidate, Query
from newsgraph.model import Entity

_EXACT, _FOLDED, _REORDERED, _ACRONYM = 1.0, 0.98, 0.95, 0.8
_WORTH_A_LOOK = 0.4
_LOOKED_AT = 100
_RARE_RUNS = 10
_POSTINGS = 3000
_SURE = 0.95
_LEAD = 0.1
_AGREES, _DIFFERS = 0.03, 0.15
_WORD = re.compile(r"[^\W_]+")
_DOT_INSIDE = re.compile(r"(?<=\b\w)\.(?=\w\b)|'")
_LETTERS = str.maketrans(dict(zip("øłđðħıßæœ", ("o", "l", "d", "d", "h", "i", "ss", "ae", "oe"), strict=True)))
_SMALL = frozenset("a al and da das de del der des di do dos du el for la las le los of on the und van von y".split())


@dataclass(frozen=True, slots=True)
class Index:
    """The names of a graph's entities, laid out for looking up; made by `index`."""

    entities: tuple[Entity, ...]
    names: tuple[tuple[int, str], ...]
    """Each name, with which entity bears it."""
    by_name: Mapping[tuple[str, ...], tuple[int, ...]]
    """Which names have just these folded words, in any order."""
    by_words: Mapping[str, tuple[int, ...]]
    """Which names hold a folded word, or spell an acronym."""
    by_runs: Mapping[str, tuple[int, ...]]
    """Which names hold three letters in a row."""
    part_names: Mapping[str, tuple[str, ...]]
    """The names of what an entity is part of, by the entity's id; from the nearest whole to the widest."""


def index(entities: Iterable[Entity]) -> Index:
    """Return the index of the entities; who must not be found must not be given."""
    ordered = tuple(sorted(entities, key=lambda entity: entity.id))
    names = tuple((place, name) for place, entity in enumerate(ordered) for name in (entity.name, *entity.other_names))
    by_name: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    by_words: defaultdict[str, list[int]] = defaultdict(list)
    by_runs: defaultdict[str, list[int]] = defaultdict(list)
    for number, (_, name) in enumerate(names):
        words = folded_words(name)
        by_name[tuple(sorted(words))].append(number)
        for word in sorted({*words, acronym(name)} - {""}):
            by_words[word].append(number)
        for run in sorted(_runs(words)):
            by_runs[run].append(number)
    return Index(
        entities=ordered,
        names=names,
        by_name={words: tuple(found) for words, found in by_name.items()},
        by_words={word: tuple(found) for word, found in by_words.items()},
        by_runs={run: tuple(found) for run, found in by_runs.items()},
        part_names=_part_names(ordered),
    )


def bearers(query: Query, known: Index) -> list[Candidate]:
    """Return the entities that may bear the query's name, best first, at most `query.limit`.

    The type is a kind (`Person`, also as `schema:Person` or an address that ends so); an unknown type has no bearers.
    The properties looked at are `container`, `jurisdiction` and `year`: agreement raises a score a little, a
    conflict lowers it. Scores run from 0 to 100; `match` is set for one candidate at most, which is all but equal in
    name and well ahead of the next.
    """
    kind = _kind(query.type) if query.type else None
    if query.limit < 1 or (query.type and kind is None):
        return []
    best: dict[int, float] = {}
    for number in _worth_a_look(query.name, known):
        place, name = known.names[number]
        if kind is None or known.entities[place].kind is kind:
            score = name_score(query.name, name)
            if score >= max(_WORTH_A_LOOK, best.get(place, 0.0)):
                best[place] = score
    scored = [(_with_properties(score, query, known.entities[place], known), place) for place, score in best.items()]
    ranked = sorted(scored, key=lambda one: (-one[0], known.entities[one[1]].id))
    is_sure = bool(ranked) and ranked[0][0] >= _SURE and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _LEAD)
    return [
        _as_candidate(known.entities[place], score, match=is_sure and rank == 0, known=known)
        for rank, (score, place) in enumerate(ranked[: query.limit])
    ]


def name_score(left: str, right: str) -> float:
    """Return how alike two names are, 0 to 1: 1 for equal ones, then accents and case aside, then words reordered.

    Below that stand names that hold the other's words or initials ("D. Orlov", "Orlov"), acronyms, and spellings a
    letter or two apart.
    """
    if left == right:
        return _EXACT
    ours, theirs = folded_words(left), folded_words(right)
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return _FOLDED
    if sorted(ours) == sorted(theirs):
        return _REORDERED
    spelling = fuzz.ratio(" ".join(sorted(ours)), " ".join(sorted(theirs))) / 100
    squeezed = fuzz.ratio("".join(ours), "".join(theirs)) / 100
    scores = [0.93 * max(spelling, squeezed) ** 2, _shared(ours, theirs), _shared(theirs, ours)]
    if _is_acronym(left, right) or _is_acronym(right, left):
        scores.append(_ACRONYM)
    return round(max(scores), 4)


@lru_cache(maxsize=65536)
def folded_words(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without accents, dots and possessives."""
    decomposed = unicodedata.normalize("NFKD", name.replace("’", "'").replace("'s ", " ").removesuffix("'s"))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return tuple(_WORD.findall(_DOT_INSIDE.sub("", plain).casefold().translate(_LETTERS)))


def acronym(name: str) -> str:
    """Return the folded first letters of a name of at least two great words, or nothing."""
    great = [word for word in folded_words(name) if word not in _SMALL]
    return "".join(word[0] for word in great) if len(great) > 1 else ""


def _is_acronym(short: str, long: str) -> bool:
    letters = short.replace(".", "")
    return letters.isupper() and letters.isalpha() and len(letters) > 1 and letters.casefold() == acronym(long)


def _shared(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """Return how much of both names their common words cover; an initial covers half of the word it starts."""
    rest = list(theirs)
    covered = 0.0
    for word in ours:
        if word in rest:
            rest.remove(word)
            covered += len(word)
    for word in (word for word in ours if word not in theirs):
        other = next((one for one in rest if one[0] == word[0] and 1 in (len(one), len(word))), None)
        if other is not None:
            rest.remove(other)
            covered += max(len(word), len(other)) / 2
    shorter, longer = sorted((sum(map(len, ours)), sum(map(len, theirs))))
    return 0.9 * (0.35 * min(covered / shorter, 1.0) + 0.65 * covered / longer)


def _worth_a_look(name: str, known: Index) -> list[int]:
    """Return all namesakes, then the names that share most with this one, rare words and runs counting more.

    Of words and runs the rarest are followed first, and common ones only as far as that stays cheap. Runs are for
    misspellings: they are left aside where the name is known word by word.
    """
    words = folded_words(name)
    namesakes = known.by_name.get(tuple(sorted(words)), ())
    keys = [known.by_words.get(key, ()) for key in sorted({*words, acronym(name), "".join(words)} - {""})]
    shared = [(4, found) for found in keys if found]
    if not namesakes:
        runs = sorted((known.by_runs[run] for run in sorted(_runs(words)) if run in known.by_runs), key=len)
        shared += [(1, found) for found in runs[:_RARE_RUNS]]
    weights: defaultdict[int, int] = defaultdict(int)
    left = _POSTINGS
    for weight, found in sorted(shared, key=lambda one: len(one[1])):
        worth = weight * len(known.names) // len(found)
        for number in found[:left]:
            weights[number] += worth
        left -= min(left, len(found))
    best = nlargest(_LOOKED_AT, weights.items(), key=lambda item: (item[1], -item[0]))
    return list(dict.fromkeys((*namesakes, *(number for number, _ in best))))


def _runs(words: tuple[str, ...]) -> set[str]:
    padded = f" {' '.join(words)} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def _kind(type_name: str) -> Kind | None:
    last = re.split(r"[/#:]", type_name)[-1].casefold()
    return next((kind for kind in Kind if kind.casefold() == last), None)


def _with_properties(score: float, query: Query, entity: Entity, known: Index) -> float:
    for key, value in query.properties:
        values = {
            "container": known.part_names.get(entity.id, ()),
            "jurisdiction": (entity.jurisdiction,) if entity.jurisdiction else (),
            "year": (str(entity.year),) if entity.year else (),
        }.get(key, ())
        if values:
            agrees = any(folded_words(value) == folded_words(one) for one in values)
            score += _AGREES if agrees else -_DIFFERS
    return min(max(score, 0.0), 1.0)


def _part_names(entities: tuple[Entity, ...]) -> dict[str, tuple[str, ...]]:
    by_id = {entity.id: entity for entity in entities}
    found = {}
    for entity in entities:
        names: list[str] = []
        seen = {entity.id}
        whole = by_id.get(entity.part_of or "")
        while whole is not None and whole.id not in seen:
            names += (whole.name, *whole.other_names)
            seen.add(whole.id)
            whole = by_id.get(whole.part_of or "")
        if names:
            found[entity.id] = tuple(names)
    return found


def _as_candidate(entity: Entity, score: float, *, match: bool, known: Index) -> Candidate:
    wholes = known.part_names.get(entity.id, ())
    return Candidate(
        id=entity.id,
        name=entity.name,
        score=round(100 * score, 2),
        match=match,
        types=(entity.kind.value,),
        description=f"part of {wholes[0]}" if wholes else "",
    )
