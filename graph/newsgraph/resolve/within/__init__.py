"""Who is who within one article: mentions become local entities, each naming with its reason."""

from newsgraph.resolve.within.entities import find_entities
from newsgraph.resolve.within.showing import best_name, is_shortened_place, names_of

__all__ = ["best_name", "find_entities", "is_shortened_place", "names_of"]
