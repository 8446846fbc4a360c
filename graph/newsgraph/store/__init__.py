"""A graph folder: the tables that are its source of truth, the SPARQL store, and how both are replaced whole."""

from newsgraph.store.folder import FILES, JUDGEMENTS, check_target, replacing, require_graph
from newsgraph.store.judged import JudgementFile, read_judgements, write_judgements
from newsgraph.store.tables import load_graph, save_graph
from newsgraph.store.triples import Rows, bulk_load, is_construct, open_store, rows, serialized

__all__ = [
    "FILES",
    "JUDGEMENTS",
    "JudgementFile",
    "Rows",
    "bulk_load",
    "check_target",
    "is_construct",
    "load_graph",
    "open_store",
    "read_judgements",
    "replacing",
    "require_graph",
    "rows",
    "save_graph",
    "serialized",
    "write_judgements",
]
