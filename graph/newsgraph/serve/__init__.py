"""The server: a SPARQL endpoint, and a page for every thing of a graph."""

from newsgraph.serve.limits import Limits
from newsgraph.serve.running import run as run_server
from newsgraph.serve.security import Gate, gate

__all__ = ["Gate", "Limits", "gate", "run_server"]
