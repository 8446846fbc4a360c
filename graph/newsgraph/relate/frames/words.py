"""The word lists beside the frames: people and bodies without a name, and the words that change how a thing is said."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from newsgraph import gazetteers
from newsgraph.model import Modality
from newsgraph.relate.frames.inflection import noun_forms, verb_forms

SKIP = "skip"
NEGATED = "negated"
_KNOWN = frozenset({SKIP, NEGATED, *Modality})


@dataclass(frozen=True, slots=True)
class StanceWords:
    """What each form of a word does to what it governs: a modality, `negated` or `skip`."""

    auxiliaries: Mapping[str, str]
    adverbs: Mapping[str, str]
    verbs: Mapping[str, str]
    nouns: Mapping[str, str]
    adjectives: Mapping[str, str]
    marks: Mapping[str, str]
    say: frozenset[str]
    deny: frozenset[str]
    accuse: frozenset[str]


@cache
def stance_words() -> StanceWords:
    """Return the words of stance.toml with all their forms."""
    tables = _read("stance.toml")
    return StanceWords(
        auxiliaries=_plain(tables["auxiliaries"]),
        adverbs=_plain(tables["adverbs"]),
        verbs={form: effect for lemma, effect in _plain(tables["verbs"]).items() for form in verb_forms(lemma)},
        nouns={form: effect for lemma, effect in _plain(tables["nouns"]).items() for form in noun_forms(lemma)},
        adjectives=_plain(tables["adjectives"]),
        marks=_plain(tables["marks"]),
        **{
            name: frozenset(form for lemma in tables["say"][key] for form in verb_forms(lemma))
            for name, key in (("say", "verbs"), ("deny", "deny"), ("accuse", "accuse"))
        },
    )


@cache
def people_nouns() -> frozenset[str]:
    """Return the forms of nouns for people without a name."""
    roles = [
        name.lower()
        for manner, listed in gazetteers.rows("titles")
        if manner == "role"
        for name in gazetteers.names(listed)
        if " " not in name
    ]
    return frozenset(form for lemma in (*_read("people.toml")["people"], *roles) for form in noun_forms(lemma))


@cache
def role_nouns() -> frozenset[str]:
    """Return the forms of nouns for what a person is by office or trade."""
    return frozenset(
        form
        for manner, listed in gazetteers.rows("titles")
        if manner == "role"
        for name in gazetteers.names(listed)
        for form in noun_forms(name.lower().rpartition(" ")[2])
    )


@cache
def body_nouns() -> frozenset[str]:
    """Return the forms of nouns for bodies without a name."""
    return frozenset(form for lemma in _read("people.toml")["bodies"] for form in noun_forms(lemma))


@cache
def measure_nouns() -> frozenset[str]:
    """Return the forms of nouns that only count or gather."""
    return frozenset(form for lemma in _read("people.toml")["measures"] for form in noun_forms(lemma))


@cache
def armed_nouns() -> frozenset[str]:
    """Return the forms of nouns for people and bodies that use violence."""
    return frozenset(form for lemma in _read("people.toml")["armed"] for form in noun_forms(lemma))


@cache
def thing_nouns() -> frozenset[str]:
    """Return the forms of nouns for things that are attacked, crash or burn."""
    return frozenset(form for lemma in _read("people.toml")["things"] for form in noun_forms(lemma))


@cache
def game_words() -> frozenset[str]:
    """Return the forms of nouns by which a sentence tells of sport."""
    return frozenset(form for lemma in _read("people.toml")["games"] for form in noun_forms(lemma))


def _plain(table: Mapping[str, list[str]]) -> dict[str, str]:
    unknown = set(table) - _KNOWN
    if unknown:
        raise ValueError(f"stance.toml: {', '.join(sorted(unknown))} is no modality")
    return {word: effect for effect, listed in table.items() for word in listed}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / name).read_text(encoding="utf-8"))
