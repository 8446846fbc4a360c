"""Copies of articles: quality by strength of edit, hand-made traps, and speed, beside named peers in one run.

Run: python bench/copies.py [ARTICLES] [--texts DIR] (default: 10000). Stories are generated prose, or the texts of a
folder, one a file; each change makes one other version of every story. Peers: the exact Jaccard similarity of all pairs
over the same shingles, from a half on, and `datasketch` (MinHashLSH, 128 permutations, threshold 0.5) where it is
installed; it is no dependency of the project.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from importlib.util import find_spec
from itertools import accumulate, combinations
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "resolve"))

from copy_cases import CASES, FRESH

from factory import article
from newsgraph.model import Article
from newsgraph.resolve.copies import copies_of, find_copies, signature

Story = tuple[str, ...]
Pairs = set[frozenset[str]]
Method = Callable[[Sequence[Article]], Pairs]
_SYLLABLES = [first + last for first in "bcdfghklmnprstvw" for last in "aeiou"]
_STOCK = (
    "told reporters on",
    "according to a statement from the",
    "for the first time since the",
    "in the early hours of",
)
_HALF = 0.5


class Prose:
    """A writer of stories: words as skewed as in any language, a cast of names, figures, stock phrases, quotations."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.words = ["".join(draw.choices(_SYLLABLES, k=draw.randint(1, 4))) for _ in range(20_000)]
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def story(self, words: int = 400) -> Story:
        """Return a new story in paragraphs."""
        cast = ["".join(self.draw.choices(_SYLLABLES, k=3)).capitalize() for _ in range(8)]
        made: list[str] = []
        while sum(part.count(" ") for part in made) < words:
            made.append(" ".join(self.sentence(cast) for _ in range(self.draw.randint(2, 3))))
        return tuple(made)

    def sentence(self, cast: Sequence[str]) -> str:
        """Return a sentence with some of the cast."""
        plain = self.draw.choices(self.words, cum_weights=self.weights, k=self.draw.randint(9, 24))
        for at in range(1, len(plain)):
            chance = self.draw.random()
            if chance < 0.07:
                plain[at] = self.draw.choice(cast)
            elif chance < 0.09:
                plain[at] = str(self.draw.randint(2, 5000))
            elif chance < 0.10:
                plain[at] = self.draw.choice(_STOCK)
        said = " ".join([plain[0].capitalize(), *plain[1:]])
        return f"“{said},” said {cast[0]}." if self.draw.random() < 0.15 else f"{said}."


def cut(share: float) -> Callable[[Story, Prose], Story]:
    return lambda story, _: story[: max(1, round(len(story) * share))]


def added(top: int, end: int) -> Callable[[Story, Prose], Story]:
    return lambda story, prose: (*prose.story()[:top], *story, *prose.story()[:end])


def edited(share: float) -> Callable[[Story, Prose], Story]:
    """Put another word, drop the word or add one, at so many words, evenly."""

    def edit(story: Story, prose: Prose) -> Story:
        def change(found: re.Match[str]) -> str:
            if prose.draw.random() >= share:
                return found[0]
            return prose.draw.choice(
                (prose.draw.choice(prose.words), "", f"{found[0]} {prose.draw.choice(prose.words)}")
            )

        return tuple(re.sub(r"\w+", change, part) for part in story)

    return edit


def both(*changes: Callable[[Story, Prose], Story]) -> Callable[[Story, Prose], Story]:
    def change(story: Story, prose: Prose) -> Story:
        for each in changes:
            story = each(story, prose)
        return story

    return change


def later_report(share: float) -> Callable[[Story, Prose], Story]:
    """A new story that ends in so much of the old one."""
    return lambda story, prose: (
        *prose.story(int(400 * (1 - share))),
        *story[len(story) - round(len(story) * share) :],
    )


CHANGES: tuple[tuple[str, bool, Callable[[Story, Prose], Story]], ...] = (
    ("none but headline and dateline", True, lambda story, _: story),
    ("cut to 75%", True, cut(0.75)),
    ("cut to 50%", True, cut(0.5)),
    ("cut to 25%", True, cut(0.25)),
    ("a paragraph on top", True, added(1, 0)),
    ("two paragraphs on top, two at the end", True, added(2, 2)),
    ("2% of the words edited", True, edited(0.02)),
    ("5% of the words edited", True, edited(0.05)),
    ("10% of the words edited", True, edited(0.10)),
    ("15% of the words edited", True, edited(0.15)),
    ("20% of the words edited", True, edited(0.20)),
    ("cut to 50%, 5% edited", True, both(cut(0.5), edited(0.05))),
    ("cut to 50%, 5% edited, a paragraph on top", True, both(cut(0.5), edited(0.05), added(1, 0))),
    ("new story, last 20% of the old", False, later_report(0.2)),
    ("new story, last 40% of the old", False, later_report(0.4)),
)


def ours(articles: Sequence[Article]) -> Pairs:
    return {frozenset((copy.article, copy.original)) for copy in find_copies(articles)}


def exhaustive(articles: Sequence[Article]) -> Pairs:
    """The peer: the Jaccard similarity of all pairs, exactly."""
    shingled = [(each.id, frozenset(shingles(each))) for each in articles]
    found = set()
    for (one, left), (other, right) in combinations(shingled, 2):
        common = len(left & right)
        if common and common >= _HALF * (len(left) + len(right) - common):
            found.add(frozenset((one, other)))
    return found


def sketched(articles: Sequence[Article]) -> Pairs:
    """The peer `datasketch`: its candidates at a threshold of one half."""
    from datasketch import MinHash, MinHashLSH

    index, found = MinHashLSH(threshold=_HALF, num_perm=128), set()
    for each in articles:
        sketch = MinHash(num_perm=128)
        sketch.update_batch([shingle.encode() for shingle in shingles(each)])
        found |= {frozenset((each.id, other)) for other in index.query(sketch)}
        index.insert(each.id, sketch)
    return found


def shingles(given: Article) -> set[str]:
    words = re.findall(r"\w+", "\n".join(given.text.split("\n\n")[1:]).casefold())
    return {" ".join(words[at : at + 4]) for at in range(len(words) - 3)}


def as_article(story: Story, name: str, days: int = 0) -> Article:
    day = date(2026, 3, 1) + timedelta(days=days)
    return article("\n\n".join(story), headline=f"Headline of {name}", origin=name, published=day)


def quality(stories: Sequence[Story], prose: Prose, methods: dict[str, Method]) -> None:
    print(f"\n{len(stories)} stories and as many other versions; found of the pairs, and wrong pairs\n")
    print(f"| change | copies? | {' | '.join(methods)} |\n|---|---|{'---|' * len(methods)}")
    for name, are_copies, change in CHANGES:
        one = [as_article(story, f"a{number}") for number, story in enumerate(stories)]
        other = [as_article(change(story, prose), f"b{number}") for number, story in enumerate(stories)]
        pairs = {frozenset((left.id, right.id)) for left, right in zip(one, other, strict=True)}
        cells = []
        for method in methods.values():
            found = method([*one, *other])
            right = len(found & pairs) if are_copies else 0
            cells.append(
                f"{right / len(pairs):.3f}, {len(found) - right} wrong" if are_copies else f"{len(found)} wrong"
            )
        print(f"| {name} | {'yes' if are_copies else 'no'} | {' | '.join(cells)} |", flush=True)


def traps(methods: dict[str, Method]) -> None:
    cases = (*CASES, *FRESH)
    print(f"\n{len(cases)} hand-made pairs (`tests/resolve/copy_cases.py`)\n")
    print("| method | right | missed | wrong |\n|---|---|---|---|")
    for name, method in methods.items():
        told = [bool(method([as_article(case.earlier, "a"), as_article(case.later, "b", case.days)])) for case in cases]
        missed = sum(case.copies and not found for case, found in zip(cases, told, strict=True))
        wrong = sum(found and not case.copies for case, found in zip(cases, told, strict=True))
        print(f"| {name} | {len(cases) - missed - wrong} of {len(cases)} | {missed} | {wrong} |")


def speed(sizes: Iterable[int], prose: Prose, methods: dict[str, Method], *, most: int) -> None:
    print("\nSpeed: processor seconds; a tenth of the articles are cut or edited versions of others\n")
    print("| articles | method | seconds | times ours |\n|---|---|---|---|")
    for size in sizes:
        stories = [prose.story() for _ in range(size - size // 10)]
        change = both(cut(0.7), edited(0.04))
        stories += [change(story, prose) for story in stories[: size // 10]]
        articles = [as_article(story, str(number)) for number, story in enumerate(stories)]
        before = getrusage(RUSAGE_SELF).ru_maxrss
        kept = [signature(each) for each in articles]
        held = sum(len(each.shingles) + len(each.own) + len(each.particulars) for each in kept) / size / 1000
        again = timed(lambda kept=kept: copies_of(kept))
        more = (getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024
        base = 0.0
        for name, method in methods.items():
            if method is exhaustive and size > most:
                continue
            seconds = timed(lambda method=method, articles=articles: method(articles))
            base = base or seconds
            print(f"| {size:,} | {name} | {seconds:.2f} | {seconds / base:.1f} |", flush=True)
        print(f"| {size:,} | ours, from kept signatures of {held:.1f} kB | {again:.2f} | {again / base:.2f} |")
        print(f"{size} articles: peak memory grew by {more:.0f} MB", file=sys.stderr)


def timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="?", type=int, default=10_000)
    parser.add_argument("--texts", type=Path, help="a folder of texts, one story a file, for the quality")
    options = parser.parse_args()
    prose = Prose(random.Random(20261121))
    methods: dict[str, Method] = {"ours": ours, "exact Jaccard of all pairs": exhaustive}
    if find_spec("datasketch"):
        methods["datasketch"] = sketched
    stories = [prose.story() for _ in range(200)]
    if options.texts:
        stories = read(options.texts)
    quality(stories, prose, methods)
    traps(methods)
    speed(sorted({min(1000, options.articles), options.articles}), prose, methods, most=1000)


def read(folder: Path) -> list[Story]:
    """Return the texts of a folder, in paragraphs of three sentences, without those that are copies of others."""
    texts = {path.name: path.read_text("utf-8").strip() for path in sorted(folder.glob("*.txt"))}
    stories = {}
    for name, text in texts.items():
        sentences = re.split(r"(?<=[.?!”\"])\s+(?=[A-Z“\"])", text)
        stories[name] = tuple(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))
    articles = {as_article(story, name).id: story for name, story in stories.items()}
    repeated = {copy.article for copy in find_copies(as_article(story, name) for name, story in stories.items())}
    return [story for known, story in articles.items() if known not in repeated]


if __name__ == "__main__":
    main()
