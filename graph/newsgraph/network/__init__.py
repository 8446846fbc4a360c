"""The networkx projection of a graph (DESIGN section 1): one of two, and never made from the other."""

from newsgraph.network.files import write_gexf, write_graphml
from newsgraph.network.links import MAYBE_SAME, Link, article_node, links, local_name, spaced
from newsgraph.network.nodes import ARTICLE, REPORTED_EVENT, quantity_words
from newsgraph.network.projection import co_mentions, to_networkx

__all__ = [
    "ARTICLE",
    "MAYBE_SAME",
    "REPORTED_EVENT",
    "Link",
    "article_node",
    "co_mentions",
    "links",
    "local_name",
    "quantity_words",
    "spaced",
    "to_networkx",
    "write_gexf",
    "write_graphml",
]
