"""What a gold file of identity says: which mentions stand for one thing, within a text, over texts, and outside."""

from collections.abc import Iterable
from dataclasses import dataclass

from newsgraph.model import Kind, MentionForm, Span


@dataclass(frozen=True, slots=True)
class GoldNaming:
    """A mention, and what it stands for."""

    span: Span
    kind: Kind
    entity: str
    """The mentions of one document with the same entity stand for one thing."""
    thing: str | None = None
    """The same over all documents; None where the gold does not say what other documents speak of the thing."""
    form: MentionForm = MentionForm.NAME
    target: str | None = None
    """An IRI, or a title of Wikipedia; None says that there is none."""
    linked: bool = False
    """Whether the gold speaks of a target at all."""


@dataclass(frozen=True, slots=True)
class IdentityDocument:
    """A text with the mentions that people marked; spans count in code points of the text as it stands in its file."""

    name: str
    text: str
    namings: tuple[GoldNaming, ...]
    """In order of place. Names do not overlap each other; descriptions and pronouns may hold names."""
    source: str = ""
    """The file it comes from, as the user named it."""
    headline: str | None = None
    across: bool = False
    """Whether the gold says which things are the same over documents."""
    ignored: tuple[str, ...] = ()
    """The labels of the marked stretches that are of no known kind, one for each."""


def outermost(namings: Iterable[GoldNaming]) -> tuple[GoldNaming, ...]:
    """Return the namings in order of place, without names that overlap a longer one, or an earlier of their length.

    A mention of newsgraph's holds no other: in `University of California` the state is not named apart.
    """
    names: list[GoldNaming] = []
    others: list[GoldNaming] = []
    for naming in sorted(namings, key=lambda one: (one.span.start - one.span.end, one.span.start, one.entity)):
        if naming.form is not MentionForm.NAME:
            others.append(naming)
        elif not any(naming.span.overlaps(longer.span) for longer in names):
            names.append(naming)
    return tuple(sorted([*names, *others], key=lambda one: (one.span, one.form, one.entity)))
