"""Saved questions filled in: the same cases as web/tests/site/filling.test.ts, for the page that is a file."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from newsgraph.errors import NewsgraphError
from newsgraph.questions import Question, prepared, read_question
from newsgraph.serve.query_jobs import expanded, shown_text

TOLD = json.loads((Path(__file__).parents[1] / "cases" / "filled-questions.json").read_text("utf-8"))
QUESTIONS = {told["name"]: read_question(told["name"], told["text"]) for told in TOLD["questions"]}


@pytest.mark.parametrize("case", TOLD["cases"], ids=lambda case: f"{case['question']} {json.dumps(case['settings'])}")
def test_a_question_is_filled_in_or_refused(case: dict[str, Any]):
    question = QUESTIONS[case["question"]]
    if "refused" in case:
        with pytest.raises(NewsgraphError) as refused:
            made(question, case["settings"])
        assert str(refused.value) == case["refused"]
    else:
        assert made(question, case["settings"]) == case["filled"]


def made(question: Question, settings: dict[str, str]) -> str:
    def select(sparql: str) -> list[tuple[str]]:
        found = re.search(r'LCASE\("(.*)"\)\)', sparql)
        assert found
        return [(iri,) for iri in TOLD["named"].get(found[1].lower(), [])]

    return shown_text(prepared(question, expanded(settings, TOLD["prefixes"]), select))


def test_the_parameters_are_those_that_the_texts_declare():
    for told in TOLD["questions"]:
        declared = [(one.name, one.type.value, one.example, one.required) for one in QUESTIONS[told["name"]].parameters]
        assert declared == [tuple(one.values()) for one in told["parameters"]]
