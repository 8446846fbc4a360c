"""`newsgraph queries`: the saved questions, what each asks and what it takes."""

import argparse

from newsgraph.cli.console import program, say
from newsgraph.questions import saved_questions


def run(options: argparse.Namespace) -> int:
    """List the questions and return 0."""
    questions = saved_questions()
    width = max(len(question.name) for question in questions)
    for question in questions:
        say(f"{question.name:<{width}}  {question.question}")
        for parameter in question.parameters:
            needed = " (needed)" if parameter.required else ""
            say(f"{'':<{width}}    --set {parameter.name}=...  {parameter.meaning}{needed}")
    say()
    say(f'Ask one: {program()} query DIR --name {questions[0].name} [--set KEY="VALUE"]')
    return 0
