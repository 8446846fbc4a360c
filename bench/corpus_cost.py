"""Copies and answers kept up to date from the tables: one article more or less, beside looking at all articles again.

Run: python bench/corpus_cost.py [ARTICLES …] (default: 1000 10000). Articles are generated prose of 400 words
(`bench/copies.py`), a tenth of them cut and edited versions of others, each with three events and two claims about
people and bodies of skewed frequency; a third of these have a source, a sixth of them a denial or a confirmation. The
peers are the whole functions `find_copies` and `find_answers` over the same articles in the same process; every outcome
is compared with theirs. The tables lie in a file that is opened anew each time, as by an update. Figures are processor
seconds, the middle one of five where articles come or go.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "resolve"))

from copies import Prose, as_article, both, cut, edited

from newsgraph.codec import TABLES, revive, to_tables
from newsgraph.model import (
    AnnotatedArticle,
    Answer,
    Article,
    Claim,
    Copy,
    Entity,
    Event,
    Kind,
    KnowledgeGraph,
    LocalEntity,
    Role,
    Span,
)
from newsgraph.relate.answers import find_answers
from newsgraph.resolve.copies import Signature, copies_of, find_copies, signature
from newsgraph.store.answering import AnswerChanges, answer_changes, answer_tables
from newsgraph.store.changes import Change, apply
from newsgraph.store.copying import CopyChanges, copy_changes, copy_tables
from newsgraph.store.tables import create_tables, reading_tables, writing_tables

SIZES = (1000, 10_000)
BATCH = 500
TRIES = 5
CUES = "\n\nsaid denied confirmed"
TYPES = tuple(f"ng:{name}" for name in "Arrest Charge Killing Injury Deportation Dismissal Lawsuit Appointment".split())
PREDICATES = ("schema:worksFor", "schema:memberOf", "schema:spouse", "ng:leads")


@dataclass(frozen=True)
class Part:
    """A part of a graph, as far as answers ask for it."""

    entities: tuple[Entity, ...]


@dataclass(frozen=True)
class Identity:
    """Who is who after an update: in generated articles a name is one thing."""

    entity_of: Mapping[str, str]
    before: Part
    after: Part


@dataclass
class Folder:
    """A file of tables, and the articles in them."""

    file: Path
    held: dict[str, AnnotatedArticle] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    signatures: dict[str, Signature] = field(default_factory=dict)

    def __post_init__(self) -> None:
        create_tables(self.file, copy_tables() | answer_tables())

    def told(
        self, added: Sequence[AnnotatedArticle] = (), removed: Sequence[str] = ()
    ) -> tuple[CopyChanges, AnswerChanges]:
        """Return what changes, read over a fresh connection as by an update; `seconds` has what telling it took."""
        identity = Identity(entity_of(added), Part(()), Part(entities(added)))
        articles = [one.article for one in added]
        with reading_tables(self.file) as connection:
            started = time.process_time()
            copies = copy_changes(connection, added=articles, removed=removed)
            middle = time.process_time()
            answers = answer_changes(connection, added=added, removed=removed, identity=identity, copies=copies)
        self.seconds = {"copies": middle - started, "answers": time.process_time() - middle}
        return copies, answers

    def add(self, added: Sequence[AnnotatedArticle]) -> None:
        """Take articles in."""
        copies, answers = self.told(added)
        known = {entity for one in self.held.values() for entity in entities([one])}
        part = KnowledgeGraph(
            articles=tuple(one.article for one in added),
            claims=tuple(claim for one in added for claim in one.claims),
            events=tuple(event for one in added for event in one.events),
            local_entities=tuple(replace(each, entity=f"known/{each.key}") for one in added for each in one.entities),
            entities=tuple(entity for entity in entities(added) if entity not in known),
        )
        tables = [Change(name, added=table) for name, table in to_tables(part).items()]
        with writing_tables(self.file) as connection:
            apply(connection, (*tables, *copies.changes, *answers.changes))
        self.held |= {one.article.id: one for one in added}

    def signature(self, one: AnnotatedArticle) -> Signature:
        """Return the article's signature, made once."""
        if one.article.id not in self.signatures:
            self.signatures[one.article.id] = signature(one.article)
        return self.signatures[one.article.id]

    def rows(self, name: str) -> list[Any]:
        """Return the rows of a table."""
        with reading_tables(self.file) as connection:
            return [revive(TABLES[name], row) for row in connection.table(name).to_arrow_table().to_pylist()]


def entity_of(articles: Iterable[AnnotatedArticle]) -> dict[str, str]:
    return {local.id: f"known/{local.key}" for one in articles for local in one.entities}


def entities(articles: Iterable[AnnotatedArticle]) -> tuple[Entity, ...]:
    found = {local.key: local for one in articles for local in one.entities}
    return tuple(Entity(f"known/{key}", local.kind, local.name) for key, local in found.items())


class Reporter:
    """A writer of statements about people and bodies, few of them often named."""

    def __init__(self, draw: random.Random, names: int) -> None:
        self.draw = draw
        self.names = [f"someone {number}" for number in range(names)]
        self.weights = list(accumulate(1 / (rank + 5) for rank in range(names)))

    def annotated(self, article: Article) -> AnnotatedArticle:
        """Return the article with three events and two claims among six things."""
        keys = sorted(set(self.draw.choices(self.names, cum_weights=self.weights, k=6)))
        locals_ = [f"local/{article.id}_{key.replace(' ', '-')}" for key in keys]
        article = replace(article, text=article.text + CUES)
        events, claims = [], []
        for number in range(5):
            one, other, *_ = self.draw.choices(locals_, k=2)
            said: dict[str, Any] = {"article": article.id, "evidence": (Span(number, number + 1),)} | self.voice(
                article, locals_
            )
            if number < 3:
                roles = (Role("ng:Agent", one, ()), Role("ng:Affected", other, ()))
                kind = self.draw.choice(TYPES)
                events.append(Event(f"event/{article.id}_{number}", type=kind, label=kind, roles=roles, **said))
            else:
                predicate = self.draw.choice(PREDICATES)
                claims.append(
                    Claim(f"claim/{article.id}_{number}", subject=one, predicate=predicate, object=other, **said)
                )
        return AnnotatedArticle(
            article,
            entities=tuple(
                LocalEntity(local, article.id, Kind.PERSON if len(key) % 3 else Kind.ORGANIZATION, key, key.title(), ())
                for local, key in zip(locals_, keys, strict=True)
            ),
            events=tuple(events),
            claims=tuple(claims),
        )

    def voice(self, article: Article, locals_: Sequence[str]) -> dict[str, Any]:
        """Return whose words a statement is, and whether they deny it."""
        if self.draw.random() > 1 / 3:
            return {"negated": self.draw.random() < 0.03}
        word = self.draw.choices(("said", "denied", "confirmed"), (10, 1, 1))[0]
        start = len(article.text) - len(CUES) + CUES.index(word)
        return {
            "attributed_to": self.draw.choice(locals_),
            "cue": Span(start, start + len(word)),
            "negated": word == "denied",
        }


def corpus(size: int, prose: Prose, reporter: Reporter) -> Iterator[AnnotatedArticle]:
    """Yield articles over 300 days, by day; a tenth are versions of others a day later."""
    change = both(cut(0.7), edited(0.04))
    stories = [(number % 300, prose.story()) for number in range(size - size // 10)]
    stories += [(day + 1, change(story, prose)) for day, story in prose.draw.sample(stories, size // 10)]
    for number, (day, story) in enumerate(sorted(stories, key=lambda story: story[0])):
        yield reporter.annotated(as_article(story, str(number), day))


def whole(articles: Iterable[AnnotatedArticle], copies: Sequence[Copy]) -> tuple[Answer, ...]:
    held = list(articles)
    return find_answers(
        claims=(claim for one in held for claim in one.claims),
        events=(event for one in held for event in one.events),
        articles=(one.article for one in held),
        entity_of=entity_of(held),
        copies=copies,
        entities=entities(held),
    )


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    found = work()
    return time.process_time() - started, found


def compare(folder: Folder, added: Sequence[AnnotatedArticle], removed: Sequence[str]) -> None:
    """End with an error if what was told is not what the whole functions find."""
    copies, answers = folder.told(added, removed)
    after = {name: one for name, one in folder.held.items() if name not in removed}
    after |= {one.article.id: one for one in added}
    right_copies = copies_of(map(folder.signature, after.values()))
    for name, told, right in (
        ("copies", copies, right_copies),
        ("answers", answers, whole(after.values(), right_copies)),
    ):
        known = set(folder.rows(name))
        if (known - set(told.before)) | set(told.after) != set(right):
            sys.exit(f"{name} told from the tables are not those of the whole")


def measured(size: int, files: Path) -> list[str]:
    draw = random.Random(20261121)
    prose, reporter = Prose(draw), Reporter(draw, size)
    articles = list(corpus(size, prose, reporter))
    seconds_copies, copies = timed(lambda: find_copies(one.article for one in articles))
    seconds_answers, answers = timed(lambda: whole(articles, copies))
    lines = [
        line(size, f"all again: {len(copies):,} copies, {len(answers):,} answers", seconds_copies, seconds_answers)
    ]
    empty = Folder(files / "empty.duckdb")
    empty.told(articles)
    lines.append(line(size, "all at once into empty tables", *empty.seconds.values()))
    folder, spent = Folder(files / "graph.duckdb"), [0.0, 0.0]
    for start in range(0, size, BATCH):
        folder.add(articles[start : start + BATCH])
        spent = [one + more for one, more in zip(spent, folder.seconds.values(), strict=True)]
    lines.append(line(size, f"in batches of {BATCH} by day", *spent))
    ways = {
        "one more, the latest": [([story(prose, reporter, 400)], []) for _ in range(TRIES)],
        "one more, in the middle": [([story(prose, reporter, 150)], []) for _ in range(TRIES)],
        "one more, before all others": [([story(prose, reporter, -1)], []) for _ in range(TRIES)],
        "one less, of the last": [([], [one.article.id]) for one in articles[-TRIES:]],
        "one less, in the middle": [([], [one.article.id]) for one in articles[size // 2 : size // 2 + TRIES]],
        "one less, of the first": [([], [one.article.id]) for one in articles[:TRIES]],
        "one less, with a copy": [([], [copy.original]) for copy in copies[:TRIES]],
    }
    for name, updates in ways.items():
        found = []
        for added, removed in updates:
            folder.told(added, removed)
            found.append(folder.seconds)
        lines.append(line(size, name, *(median(each[what] for each in found) for what in ("copies", "answers"))))
        compare(folder, *updates[-1])
    peak = getrusage(RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size} articles: peak memory {peak:.0f} MB, generated articles included", file=sys.stderr)
    return lines


def story(prose: Prose, reporter: Reporter, day: int) -> AnnotatedArticle:
    return reporter.annotated(as_article(prose.story(), f"new {prose.draw.random()}", day))


def line(size: int, name: str, copies: float, answers: float) -> str:
    return f"| {size:,} | {name} | {copies:.3f} | {answers:.3f} |"


def main(sizes: Sequence[int]) -> None:
    print("| articles | what changes | copies | answers |\n|---:|---|---:|---:|", flush=True)
    for size in sizes:
        if len(sizes) == 1:
            with TemporaryDirectory() as files:
                print("\n".join(measured(size, Path(files))))
        else:  # each in a process of its own, for its memory
            made = subprocess.run([sys.executable, __file__, str(size)], stdout=subprocess.PIPE, text=True, check=True)
            print("\n".join(made.stdout.splitlines()[2:]), flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
