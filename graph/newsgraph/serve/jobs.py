"""What workers can do: the table of jobs, read by workers only (so what they import never burdens the front)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from newsgraph.serve.description import describe_data, describe_service, give_graph
from newsgraph.serve.mcp_jobs import answer_tool
from newsgraph.serve.pages.jobs import (
    answer_data,
    answer_explore,
    answer_home,
    answer_page,
    answer_search,
    answer_suggest,
)
from newsgraph.serve.query_jobs import answer_query_fill, answer_query_page, answer_query_vocabulary
from newsgraph.serve.reconcile_jobs import answer_reconcile
from newsgraph.serve.result import Result
from newsgraph.serve.sparql import answer_query

if TYPE_CHECKING:
    from newsgraph.library import Library

Job = Callable[["Library", Mapping[str, Any]], Result]
"""Answers from one snapshot; may take long, may be killed at any moment, keeps nothing between calls."""

JOBS: Mapping[str, Job] = MappingProxyType(
    {
        "query": answer_query,
        "description": describe_service,
        "void": describe_data,
        "graph": give_graph,
        "query_page": answer_query_page,
        "query_fill": answer_query_fill,
        "query_vocabulary": answer_query_vocabulary,
        "page": answer_page,
        "data": answer_data,
        "home": answer_home,
        "explore": answer_explore,
        "search": answer_search,
        "suggest": answer_suggest,
        "reconcile": answer_reconcile,
        "tool": answer_tool,
    }
)
