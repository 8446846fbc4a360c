"""What may be asked of a graph folder: search, things, articles, paths, SPARQL; read-only, over one snapshot."""
