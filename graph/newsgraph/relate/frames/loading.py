"""Frames out of TOML files; what a file gets wrong is told with its line and the nearest name that would do."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path as FilePath
from typing import Any, NoReturn

from newsgraph.errors import NewsgraphError
from newsgraph.model import Kind, Modality
from newsgraph.relate.frames.arguments import NAMED_PATHS, PREPOSITIONS
from newsgraph.relate.frames.fillers import ARMED, BODIES, COUNTRIES, PEOPLE
from newsgraph.relate.frames.frame import (
    CLAUSE,
    OBJECT,
    OPEN,
    PLACE,
    SEVERAL,
    SUBJECT,
    THING,
    Expected,
    Frame,
    Needed,
    Path,
    Slot,
)
from newsgraph.relate.frames.inflection import noun_forms, verb_forms
from newsgraph.relate.frames.words import role_nouns
from newsgraph.relate.inventory import EVENT_TYPES, PREDICATES, ROLES

_WORD_LISTS = frozenset({"people.toml", "stance.toml"})
_KEYS = frozenset(
    "type predicate verbs nouns light names objects subjects unless verb noun kinds needs noun_needs intransitive"
    " passive bare state carried no_games tests".split()
)
_SWITCHES = ("intransitive", "passive", "bare", "state", "carried", "no_games")
_TEST_KEYS = frozenset("text roles modality negated nothing".split())
_ENTITY_KINDS = frozenset(str(kind) for kind in Kind) - {Kind.DATE, Kind.QUANTITY}
_KINDS = _ENTITY_KINDS | {PEOPLE, BODIES, ARMED, COUNTRIES}
_ACTORS = frozenset({Kind.PERSON, Kind.ORGANIZATION, Kind.GROUP, Kind.PLACE, PEOPLE, BODIES})
_ROLE_KINDS: Mapping[str, frozenset[str]] = {
    "ng:Forum": frozenset({Kind.ORGANIZATION, BODIES}),
    "ng:LawApplied": frozenset({Kind.LEGISLATION}),
    "ng:Destination": frozenset({Kind.PLACE, Kind.ORGANIZATION, Kind.PERSON, Kind.GROUP, PEOPLE}),
    "ng:Origin": frozenset({Kind.PLACE}),
}
_OTHERS: Mapping[str, frozenset[str]] = {"found": frozenset({"found"}), "wind": frozenset({"wound"})}
"""Forms that are nearly always another verb's."""
KIND_MARK = "@"
"""Stands in `objects` before a kind of entity: `@Legislation`."""
ROLE_NOUNS = "@roles"
"""Stands in `nouns` for all the offices and trades of data/gazetteers/titles.tsv."""


@cache
def shipped_frames() -> tuple[Frame, ...]:
    """Return the frames of the files that ship, in the order of files and lines.

    Raises:
        NewsgraphError: where a file is wrong.
    """
    folder = resources.files(__package__)
    files = sorted(item.name for item in folder.iterdir() if item.name.endswith(".toml"))
    return tuple(
        frame
        for name in files
        if name not in _WORD_LISTS
        for frame in parsed_frames((folder / name).read_text(encoding="utf-8"), name)
    )


def load_frames(paths: Iterable[FilePath]) -> tuple[Frame, ...]:
    """Return the frames of files in order.

    Raises:
        NewsgraphError: where a file cannot be read or is wrong, naming file, line and the nearest valid name.
    """
    frames: list[Frame] = []
    for path in paths:
        try:
            content = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise NewsgraphError(f"The frame file {path} cannot be read ({error}).") from error
        frames += parsed_frames(content, str(path))
    return tuple(frames)


def parsed_frames(content: str, name: str) -> Iterator[Frame]:
    """Yield the frames of a file's content.

    Raises:
        NewsgraphError: where it is wrong.
    """
    try:
        tables = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = f":{found[1]}" if found else ""
        raise NewsgraphError(f"{name}{line}: this is not TOML ({error}).") from error
    file = _File(name, tuple(content.splitlines()))
    for key in tables:
        if key not in ("event", "relation"):
            file.fail(key, 0, key, ("event", "relation"), "table")
    for key in ("event", "relation"):
        for number, table in enumerate(tables.get(key, [])):
            yield _frame(table, _Block(file, *file.block(key, number)), relation=key == "relation")


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    lines: tuple[str, ...]

    def block(self, key: str, number: int) -> tuple[int, int]:
        """Return where a table of an array begins and ends, counted from 0."""
        heads = [at for at, line in enumerate(self.lines) if re.match(r"\[\[(?:event|relation)\]\]", line)]
        mine = [at for at in heads if self.lines[at].startswith(f"[[{key}]]")]
        begin = mine[number] if number < len(mine) else 0
        return begin, min((at for at in heads if at > begin), default=len(self.lines))

    def fail(self, word: str, begin: int, shown: str, known: Iterable[str], what: str) -> NoReturn:
        """Stop with the first line from `begin` that holds the word."""
        line = next((at for at in range(begin, len(self.lines)) if word in self.lines[at]), begin)
        near = get_close_matches(shown, sorted(known), n=1, cutoff=0.0)
        hint = f"; the nearest is {near[0]!r}" if near else ""
        raise NewsgraphError(f"{self.name}:{line + 1}: there is no {what} {shown!r}{hint}.")


@dataclass(frozen=True, slots=True)
class _Block:
    """A frame's lines in its file."""

    file: _File
    begin: int
    end: int

    def check(self, shown: object, known: Iterable[str], what: str) -> str:
        """Return a name that is known, or stop at its line."""
        known = frozenset(known)
        if not isinstance(shown, str) or shown not in known:
            self.file.fail(str(shown), self.begin, str(shown), known, what)
        return shown

    def wrong(self, word: str, why: str) -> NoReturn:
        """Stop with a reason."""
        line = next((at for at in range(self.begin, self.end) if word in self.file.lines[at]), self.begin)
        raise NewsgraphError(f"{self.file.name}:{line + 1}: {why}.")


def _frame(table: Mapping[str, Any], block: _Block, *, relation: bool) -> Frame:
    for key in table:
        block.check(key, _KEYS, "key")
    if relation:
        name = block.check(table.get("predicate"), PREDICATES, "predicate")
    else:
        name = block.check(table.get("type"), EVENT_TYPES, "event type")
    kinds = _kinds(table, block, name, relation=relation)
    verb, noun = (_slots(table.get(part, {}), block, kinds, relation=relation) for part in ("verb", "noun"))
    roles = frozenset((*verb, *noun))
    default = [SUBJECT, OBJECT] if relation else []
    needs = _needs(_strings(table, "needs", block) or default, block, roles)
    noun_needs = _needs(_strings(table, "noun_needs", block), block, roles) or needs
    verbs = _strings(table, "verbs", block)
    if not (verbs or table.get("nouns") or table.get("names")):
        block.wrong(name, f"the frame {name!r} has no trigger; give it verbs, nouns or names")
    objects = _strings(table, "objects", block)
    forms = {lemma: verb_forms(lemma.split(" ")[0]) for lemma in verbs}
    return Frame(
        name=name,
        relation=relation,
        origin=f"{block.file.name}:{block.begin + 1}",
        verbs=_verbs(verbs),
        present=frozenset(
            form for listed in forms.values() for form, what in listed.items() if what in ("base", "third")
        ),
        participles=frozenset(
            form for listed in forms.values() for form, what in listed.items() if "participle" in what
        ),
        nouns=_nouns(_strings(table, "nouns", block)),
        light=frozenset(form for lemma in _strings(table, "light", block) for form in verb_forms(lemma)),
        names=frozenset(block.check(kind, _ENTITY_KINDS, "kind") for kind in _strings(table, "names", block)),
        objects=frozenset(form for lemma in objects if not lemma.startswith(KIND_MARK) for form in noun_forms(lemma)),
        object_kinds=frozenset(
            block.check(lemma.removeprefix(KIND_MARK), _ENTITY_KINDS, "kind")
            for lemma in objects
            if lemma.startswith(KIND_MARK)
        ),
        subjects=frozenset(form for lemma in _strings(table, "subjects", block) for form in noun_forms(lemma)),
        unless=frozenset(_strings(table, "unless", block)),
        verb=verb,
        noun=noun,
        needs=needs,
        noun_needs=noun_needs,
        tests=tuple(_test(test, block, roles) for test in table.get("tests", [])),
        **{key: bool(table.get(key, False)) for key in _SWITCHES},
    )


def _verbs(lemmas: Iterable[str]) -> dict[str, tuple[Needed, ...]]:
    """Return each form with the words it needs, one tuple for each way to need them; the words may be plural."""
    found: dict[str, tuple[Needed, ...]] = {}
    for lemma in lemmas:
        verb, *words = lemma.split(" ")
        needed = tuple(frozenset(noun_forms(word)) for word in words)
        for form in verb_forms(verb):
            if form in _OTHERS.get(verb, ()):
                continue
            found[form] = (*found.get(form, ()), needed)
    return found


def _needing(pairs: Iterable[tuple[str, list[str]]]) -> dict[str, frozenset[str]]:
    """Return the forms with the words each needs; a form that once needs nothing needs nothing."""
    found: dict[str, frozenset[str]] = {}
    for form, words in pairs:
        needed = frozenset(words)
        known = found.get(form)
        found[form] = needed if known is None else (known | needed if known and needed else frozenset())
    return found


def _nouns(lemmas: Iterable[str]) -> dict[str, frozenset[str]]:
    pairs: list[tuple[str, list[str]]] = []
    for lemma in lemmas:
        if lemma == ROLE_NOUNS:
            pairs += [(form, []) for form in sorted(role_nouns())]
        else:
            pairs += [(form.rpartition(" ")[2], lemma.split(" ")[:-1]) for form in noun_forms(lemma)]
    return _needing(pairs)


def _kinds(table: Mapping[str, Any], block: _Block, name: str, *, relation: bool) -> Mapping[str, frozenset[str]]:
    """Return the kinds that fill each role: the frame's own, or those of the inventory."""
    if relation:
        predicate = PREDICATES[name]
        kinds = {SUBJECT: frozenset(predicate.domain), OBJECT: frozenset(predicate.range)}
    else:
        kinds = {role: _ROLE_KINDS.get(role, _ACTORS) for role in ROLES}
    for role, listed in table.get("kinds", {}).items():
        block.check(role, kinds, "role")
        kinds[role] = frozenset(block.check(kind, _KINDS, "kind") for kind in listed)
    return kinds


def _slots(
    table: Mapping[str, Any], block: _Block, kinds: Mapping[str, frozenset[str]], *, relation: bool
) -> dict[str, Slot]:
    known = (SUBJECT, OBJECT) if relation else tuple(ROLES)
    found = {}
    for role, paths in table.items():
        block.check(role, known, "part" if relation else "role")
        listed = [paths] if isinstance(paths, str) else paths
        found[role] = Slot(tuple(_path(path, block) for path in listed), kinds[role])
    return found


def _path(written: object, block: _Block) -> Path:
    steps = str(written).split("/")
    for step in steps:
        if step not in PREPOSITIONS and step not in NAMED_PATHS:
            block.file.fail(str(written), block.begin, step, PREPOSITIONS | NAMED_PATHS, "path")
    return tuple(steps)


def _needs(written: Iterable[str], block: _Block, roles: frozenset[str]) -> tuple[frozenset[str], ...]:
    def known(role: str) -> str:
        block.check(role.rstrip(SEVERAL + OPEN + THING), roles | {PLACE, CLAUSE}, "role in this frame")
        return role

    return tuple(frozenset(known(role) for role in one.split("|")) for one in written)


def _strings(table: Mapping[str, Any], key: str, block: _Block) -> list[str]:
    found = table.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        block.wrong(key, f"{key!r} must be a list of words")
    return found


def _test(table: Mapping[str, Any], block: _Block, roles: frozenset[str]) -> Expected:
    for key in table:
        block.check(key, _TEST_KEYS, "key of a test")
    fillers: dict[str, str | tuple[str, ...]] = {}
    for role, names in table.get("roles", {}).items():
        block.check(role, roles | {PLACE}, "role in this frame")
        fillers[role] = names if isinstance(names, str) else tuple(names)
    return Expected(
        text=str(table.get("text", "")),
        roles=fillers,
        modality=block.check(table.get("modality", "Stated"), (str(modality) for modality in Modality), "modality"),
        negated=bool(table.get("negated", False)),
        nothing=bool(table.get("nothing", False)),
    )
