"""What workers can do: the table of jobs, read by workers only (so what they import never burdens the front)."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from newsgraph.serve.pages.jobs import answer_data, answer_home, answer_page, answer_search, answer_suggest
from newsgraph.serve.result import Result
from newsgraph.serve.sparql import answer_query

if TYPE_CHECKING:
    from newsgraph.library import Library

Job = Callable[["Library", Mapping[str, Any]], Result]
"""Answers from one snapshot; may take long, may be killed at any moment, keeps nothing between calls."""

JOBS: Mapping[str, Job] = MappingProxyType(
    {
        "query": answer_query,
        "page": answer_page,
        "data": answer_data,
        "home": answer_home,
        "search": answer_search,
        "suggest": answer_suggest,
    }
)
