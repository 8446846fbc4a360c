"""The networkx projection of a graph (DESIGN section 1): one of two, and never made from the other."""

from newsgraph.network.files import as_gexf, as_graphml, write_gexf, write_graphml
from newsgraph.network.link import MAYBE_SAME, Link, article_node
from newsgraph.network.links import links
from newsgraph.network.nodes import ARTICLE, REPORTED_EVENT
from newsgraph.network.projection import co_mentions, to_networkx
from newsgraph.network.wording import event_words, local_name, quantity_words, relation_words, role_words, spaced

__all__ = [
    "ARTICLE",
    "MAYBE_SAME",
    "REPORTED_EVENT",
    "Link",
    "article_node",
    "as_gexf",
    "as_graphml",
    "co_mentions",
    "event_words",
    "links",
    "local_name",
    "quantity_words",
    "relation_words",
    "role_words",
    "spaced",
    "to_networkx",
    "write_gexf",
    "write_graphml",
]
