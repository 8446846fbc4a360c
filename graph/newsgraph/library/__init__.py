"""What may be asked of a graph folder: search, things, articles, paths, SPARQL; read-only, over one snapshot."""

from newsgraph.library.opening import Library, open_library

__all__ = ["Library", "open_library"]
