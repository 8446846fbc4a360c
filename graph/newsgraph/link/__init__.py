"""Outside identifiers for what articles name: candidates from lists of known things, each with a score and a reason."""
