"""A frame: what says that an event happened or that two things are related, and where its parts stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Path = tuple[str, ...]
Needed = tuple[frozenset[str], ...]
"""Words beside a trigger, each in any of its forms: `take` needs `into` and `custody`; without any it stands alone."""
PLACE = "place"
"""Stands among the roles of a test, and of what a frame needs, for the event's place."""
SEVERAL = "+"
"""Behind a role that a frame needs: more than one, or a plural."""
OPEN = "?"
"""Behind a role that a frame needs: a pronoun may leave open who fills it."""
THING = "*"
"""Behind a role that a frame needs: the same, or it may be a thing, which fills no role: `a bus`."""
CLAUSE = "clause"
"""Stands among what a noun needs for a clause that looks back: `the attack`, with a name or a day beside it."""
SUBJECT, OBJECT = "subject", "object"
"""The two parts of a relation."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A role: the paths on which its filler may stand, the best first, and the kinds that fill it."""

    paths: tuple[Path, ...]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Expected:
    """A test that stands in a frame: a text, and what the reader must find in it for this frame."""

    text: str
    roles: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    """The names of the fillers by role, with `place` for an event's place."""
    modality: str = "Stated"
    negated: bool = False
    nothing: bool = False
    """Whether the frame must find nothing at all."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of a file."""

    name: str
    """The event type or the predicate, in prefix form."""
    relation: bool
    origin: str
    """File and line: `arrest.toml:3`."""
    verbs: Mapping[str, tuple[Needed, ...]]
    """Each form of each trigger verb with what it needs, one way or another: `steps` needs `down`."""
    present: frozenset[str]
    """The forms that are present tense where they are finite: `arrest`, `arrests`."""
    participles: frozenset[str]
    """The forms that may be passive."""
    nouns: Mapping[str, frozenset[str]]
    """Each form of each trigger noun with the words before it that it needs: `strikes` needs `air`."""
    light: frozenset[str]
    """The forms of verbs that only carry the noun: `filed a lawsuit`."""
    names: frozenset[str]
    """Kinds of entities that are triggers themselves: `Ana Ruiz of the Harlow Institute`."""
    objects: frozenset[str]
    """Where there are any, the logical object of a trigger verb must be one of these."""
    object_kinds: frozenset[str]
    """Or else an entity of one of these kinds."""
    subjects: frozenset[str]
    """Where there are any, the subject of a trigger verb must be one of these."""
    unless: frozenset[str]
    """Words that undo the trigger when they stand right before it or hang on it."""
    verb: Mapping[str, Slot]
    noun: Mapping[str, Slot]
    needs: tuple[frozenset[str], ...]
    """Of each set one role must be filled, `place` for the place and with a `+` by more than one; see `needing`."""
    noun_needs: tuple[frozenset[str], ...]
    intransitive: bool = False
    passive: bool = False
    """Whether a verb counts only where it is passive: `was attacked`, but not `attacked the budget`."""
    bare: bool = False
    """Whether a verb counts only without an object: `demonstrated`, but not `demonstrated a skill`."""
    state: bool = False
    """Whether the present tense tells what is so by now: `faces charges`."""
    carried: bool = False
    """Whether a noun counts only with a verb that carries it."""
    no_games: bool = False
    """Whether the words tell of sport in a sentence that does: `appealed for leg before wicket`."""
    tests: tuple[Expected, ...] = ()
