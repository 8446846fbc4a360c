"""Which of its names a thing is shown by."""

import re
from collections.abc import Sequence

from newsgraph.model import AnnotatedArticle, Kind, MentionForm
from newsgraph.resolve.names import readable

_SHORTENED = re.compile(r"(?:[A-Z]\.){2,}|[A-Z]{2,4}|[A-Z][a-z]{1,4}\.")


def is_shortened_place(name: str) -> bool:
    """Return whether a place's name is an abbreviation: `N.J.`, `CA`, `Calif.`."""
    return _SHORTENED.fullmatch(name) is not None


def best_name(names: Sequence[str], kind: Kind) -> str:
    """Return the name to show: the most complete for people and bodies, the most frequent for the rest.

    A place goes by an abbreviation only where it has no other name: New Jersey, not N.J. The names are those of
    mentions of the form NAME; there is at least one.
    """
    complete = kind in (Kind.PERSON, Kind.ORGANIZATION)

    def rank(name: str) -> tuple[bool, bool, bool, int, int, str]:
        words = len(name.split())
        shortened = kind is Kind.PLACE and is_shortened_place(name)
        return (shortened, complete and words < 2, name.isupper() and words > 1, -names.count(name), -len(name), name)

    name = min(sorted(set(names)), key=rank)
    return readable(name) if kind in (Kind.PERSON, Kind.PLACE) else name


def names_of(annotated: AnnotatedArticle) -> dict[str, tuple[str, ...]]:
    """Return the words of each local entity's names by its id, in order of place: no descriptions, no pronouns.

    An entity that the article does not name, such as a law cited only by a part, has the name it was given.
    """
    text = annotated.article.text
    named = {(found.span, found.kind) for found in annotated.mentions if found.form is MentionForm.NAME}
    return {
        local.id: tuple(naming.span.of(text) for naming in local.namings if (naming.span, local.kind) in named)
        or (local.name,)
        for local in annotated.entities
    }
