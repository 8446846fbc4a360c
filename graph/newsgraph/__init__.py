"""newsgraph: news articles as a knowledge graph in which every statement leads back to its words."""
