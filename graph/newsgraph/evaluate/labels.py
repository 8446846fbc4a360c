"""What the labels of other people's gold files stand for."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from newsgraph.errors import NewsgraphError
from newsgraph.model import Kind

Labels = Mapping[str, Kind | None]
"""What a user says of labels, in any spelling; None leaves a label out."""

_KINDS = {
    Kind.PERSON: "person persons people per pers politician",
    Kind.PLACE: "place places loc location geoloc gpe fac facility country city",
    Kind.ORGANIZATION: "organization organizations organisation org corporation company institution politicalparty",
    Kind.LEGISLATION: "legislation law laws",
    Kind.EVENT: "event events election",
    Kind.GROUP: "group groups norp",
}
KNOWN: Mapping[str, Kind] = MappingProxyType(
    {label: kind for kind, labels in _KINDS.items() for label in labels.split()}
)
_NOTHING = "none"
_NO_LETTER = re.compile(r"[\W_]+")


def kind_of(label: str, labels: Labels) -> Kind | None:
    """Return what a label stands for, or None; letter case, hyphens, spaces and underscores make no difference."""
    plain = _plain(label)
    return labels[plain] if plain in labels else KNOWN.get(plain)


def plain_labels(labels: Labels | None) -> dict[str, Kind | None]:
    """Return a user's labels in the spelling that `kind_of` compares."""
    return {_plain(label): kind for label, kind in (labels or {}).items()}


def labels_from(settings: Iterable[str]) -> dict[str, Kind | None]:
    """Return the labels that settings such as `PROD=Organization` and `FAC=none` explain.

    Raises:
        NewsgraphError: where one is not LABEL=KIND, or there is no such kind.
    """
    read: dict[str, Kind | None] = {}
    for setting in settings:
        label, equals, kind = setting.rpartition("=")
        if not equals or not _plain(label):
            raise NewsgraphError(f"--map {setting!r} is not LABEL=KIND, such as PROD=Organization or FAC=none.")
        read[label] = None if kind.casefold() == _NOTHING else kind_named(kind)
    return read


def kind_named(name: str) -> Kind:
    """Return the kind of that name, letter case aside.

    Raises:
        NewsgraphError: where there is none.
    """
    for kind in Kind:
        if kind.casefold() == name.casefold():
            return kind
    raise NewsgraphError(f"{name!r} is not a kind of name; the kinds are {', '.join(Kind)}.")


def _plain(label: str) -> str:
    return _NO_LETTER.sub("", label).casefold()
