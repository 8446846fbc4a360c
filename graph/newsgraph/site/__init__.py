"""A graph as files that open from disk or from any web host: the explorer, and a page for SPARQL."""
