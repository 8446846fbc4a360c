"""A graph as files that need no server: the explorer, a page for SPARQL, the licences of what is in them."""

from newsgraph.site.writing import MOST_QUADS, Site, write_site

__all__ = ["MOST_QUADS", "Site", "write_site"]
