"""The server: a SPARQL endpoint, and a page for every thing of a graph."""
