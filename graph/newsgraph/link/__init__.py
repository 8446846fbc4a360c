"""Outside identifiers for what articles name: candidates from lists of known things, each with a score and a reason."""

from newsgraph.link.candidate import Candidate
from newsgraph.link.context import Context
from newsgraph.link.linking import ACCEPTED, link_entities
from newsgraph.link.lists import candidates, other_identifiers

__all__ = ["ACCEPTED", "Candidate", "Context", "candidates", "link_entities", "other_identifiers"]
