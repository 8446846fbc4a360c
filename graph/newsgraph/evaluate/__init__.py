"""How well an extractor reads names: gold files of several formats, and figures with their doubt.

scores = evaluate(read_gold("council.jsonl"), find_extractor("rules"))
"""

from newsgraph.evaluate.calibration import Bin, Calibration, calibration
from newsgraph.evaluate.comparing import Comparison, Counts, ErrorKind, Mistake, Named, compare
from newsgraph.evaluate.files import read_gold
from newsgraph.evaluate.gold import GoldDocument, GoldName, OpenSpan, article_of
from newsgraph.evaluate.labels import kind_named, labels_from
from newsgraph.evaluate.report import error_table, json_report, text_report
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
    "Macro",
    "Measure",
    "Mistake",
    "Named",
    "OpenSpan",
    "Pair",
    "Scores",
    "article_of",
    "calibration",
    "compare",
    "error_table",
    "evaluate",
    "json_report",
    "kind_named",
    "labels_from",
    "read_gold",
    "scores_of",
    "text_report",
]
