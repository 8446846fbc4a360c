"""How well an extractor reads names, and how well our steps tell who is who: gold files, figures with their doubt.

scores = evaluate(read_gold("council.jsonl"), find_extractor("rules"))
scores = resolution_scores(resolve_documents(read_identities("council.jsonl"), find_extractor("rules")))
"""

from newsgraph.evaluate.calibration import Bin, Calibration, calibration
from newsgraph.evaluate.comparing import Comparison, Counts, ErrorKind, Mistake, Named, compare
from newsgraph.evaluate.files import read_gold
from newsgraph.evaluate.gold import GoldDocument, GoldName, OpenSpan, article_of
from newsgraph.evaluate.identities import GoldNaming, IdentityDocument
from newsgraph.evaluate.identity_files import read_identities
from newsgraph.evaluate.labels import kind_named, labels_from
from newsgraph.evaluate.report import error_table, json_report, text_report
from newsgraph.evaluate.resolution import ResolutionScores, resolution_scores
from newsgraph.evaluate.resolution_errors import identity_mistakes, identity_table
from newsgraph.evaluate.resolution_report import json_resolution, markdown_resolution, text_resolution
from newsgraph.evaluate.resolving import Resolution, resolve_documents
from newsgraph.evaluate.scores import FileScores, Macro, Measure, Pair, Scores, evaluate, scores_of

__all__ = [
    "Bin",
    "Calibration",
    "Comparison",
    "Counts",
    "ErrorKind",
    "FileScores",
    "GoldDocument",
    "GoldName",
    "GoldNaming",
    "IdentityDocument",
    "Macro",
    "Measure",
    "Mistake",
    "Named",
    "OpenSpan",
    "Pair",
    "Resolution",
    "ResolutionScores",
    "Scores",
    "article_of",
    "calibration",
    "compare",
    "error_table",
    "evaluate",
    "identity_mistakes",
    "identity_table",
    "json_report",
    "json_resolution",
    "kind_named",
    "labels_from",
    "markdown_resolution",
    "read_gold",
    "read_identities",
    "resolution_scores",
    "resolve_documents",
    "scores_of",
    "text_report",
    "text_resolution",
]
