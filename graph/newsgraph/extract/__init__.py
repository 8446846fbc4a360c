"""Finders of names: one table of extractors by name, each imported on use."""

from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import partial
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from newsgraph.errors import NewsgraphError
from newsgraph.model import AnnotatedArticle

Extractor = Callable[[AnnotatedArticle], AnnotatedArticle]
"""A component that assigns `mentions` and requires nothing: the same article always gives the same mentions."""

ENTRY_POINTS = "newsgraph.components"
_BUILT_IN = {"embedded": "newsgraph.extract.embedded", "rules": "newsgraph.extract.rules"}
DEFAULT = "embedded"


def extractor_names() -> tuple[str, ...]:
    """Return the names that `find_extractor` knows, sorted; other packages' components included."""
    return tuple(sorted({*_BUILT_IN, *(point.name for point in _plugged_in())}))


def find_extractor(name: str, *, threads: int | None = None) -> Extractor:
    """Return the extractor of that name; one that computes on several threads takes at most so many.

    Raises:
        NewsgraphError: where no extractor has the name, the one that has it cannot be imported, or its model is
            missing or damaged.
    """
    if name in _BUILT_IN:
        module = import_module(_BUILT_IN[name])
        found: Extractor = module.extract
        if not hasattr(module, "settings"):
            return found
        chosen = {} if threads is None else {"threads": threads}
        module.settings(**chosen)
        return partial(found, **chosen)
    for point in _plugged_in():
        if point.name == name:
            return _loaded(point)
    raise NewsgraphError(_unknown(name))


def extractor_settings(name: str) -> tuple[tuple[str, str], ...]:
    """Return what a run with the extractor must record to be repeated: a model's version and digest, or nothing."""
    settings = getattr(import_module(_BUILT_IN[name]), "settings", None) if name in _BUILT_IN else None
    found: tuple[tuple[str, str], ...] = settings() if settings else ()
    return found


def _plugged_in() -> Iterator[EntryPoint]:
    yield from sorted(entry_points(group=ENTRY_POINTS), key=lambda point: (point.name, point.value))


def _loaded(point: EntryPoint) -> Extractor:
    try:
        found: Extractor = point.load()
    except (ImportError, AttributeError) as error:
        raise NewsgraphError(
            f"The extractor {point.name!r} ({point.value}) cannot be imported ({error}); reinstall its package."
        ) from error
    return found


def _unknown(name: str) -> str:
    names = extractor_names()
    near = get_close_matches(name, names, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]!r}?" if near else f"choose one of: {', '.join(names)}."
    return f"There is no extractor {name!r}; {hint}"
