"""Identity: which mentions, and which entities of different articles, stand for one thing, and why."""

from newsgraph.resolve.across import Corpus, resolve
from newsgraph.resolve.within import find_entities

__all__ = ["Corpus", "find_entities", "resolve"]
