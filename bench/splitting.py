"""How well pages are split: forty invented pages, each with what a careful news librarian would say of it.

    python bench/splitting.py              # Markdown table, by style and in all
    python bench/splitting.py --by format  # the same by file format
    python bench/splitting.py --errors     # each mistake too

An article is found when its body begins and ends with the right six words. It is apart when one article holds all of it
and the edge of no other, whatever furniture hangs on. Headline, place, date and byline count over all articles of the
gold, so one that was missed is wrong in each. A byline is right when the name before its comma is. Furniture is kept
out when no article's text holds it; a file that yields no article is not asked. A critic wrote the pages and gold
before seeing the splitter or its tests. `published` is the dateline's date, or else the page's.
"""

import argparse
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsgraph.model import Article, PartRole
from newsgraph.read import Skipped, read_sources
from newsgraph.split import split_page

SETS = {"seen": Path(__file__).parent / "splitting", "blind": Path(__file__).parent / "splitting" / "blind"}
"""The pages that the splitter was mended on, and those that nobody mended it for."""
FIELDS = ("headline", "dateline_place", "published", "byline")
EDGE = 6
"""How many words at each end of a body are compared."""
_QUOTES = str.maketrans("‘’“”", "''\"\"", "*_")
_BY = re.compile(r"^(?:interview by|written by|by|por|par|von)\b:?\s*", re.IGNORECASE)

Gold = dict[str, Any]


@dataclass
class Score:
    """Counts over some pages."""

    gold: int = 0
    made: int = 0
    found: int = 0
    apart: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    furniture: int = 0
    kept_out: int = 0
    mistakes: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Take in the counts of other pages."""
        self.gold += other.gold
        self.made += other.made
        self.found += other.found
        self.apart += other.apart
        self.furniture += other.furniture
        self.kept_out += other.kept_out
        self.mistakes += other.mistakes
        for name in FIELDS:
            self.right[name] += other.right[name]

    def row(self, label: str) -> str:
        """Return the counts as a row of the table."""
        precision, recall = _share(self.found, self.made), _share(self.found, self.gold)
        f1 = _share(2 * self.found, self.made + self.gold)
        cells = [precision, recall, f1, _share(self.apart, self.gold)]
        cells += [_share(self.right[name], self.gold) for name in FIELDS]
        cells.append(_share(self.kept_out, self.furniture))
        return f"| {label} | {self.gold} | {self.made} | " + " | ".join(f"{cell:.2f}" for cell in cells) + " |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=tuple(SETS), default="blind")
    parser.add_argument("--by", choices=("style", "format"), default="style")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    groups: dict[str, Score] = defaultdict(Score)
    total = Score()
    home = SETS[options.set]
    for page in sorted((home / "pages").iterdir()):
        gold: Gold = json.loads((home / "gold" / f"{page.name}.json").read_text("utf-8"))
        score = score_page(page, gold)
        groups[gold.get("style", "page") if options.by == "style" else page.suffix[1:]].add(score)
        total.add(score)
    print(f"| {options.by} | gold | made | P | R | F1 | apart | headline | place | date | byline | furniture out |")
    print("|---|" + "---:|" * 11)
    for label in sorted(groups):
        print(groups[label].row(label))
    print(total.row("**all**"))
    if options.errors:
        print("\n" + "\n".join(f"- {mistake}" for mistake in total.mistakes))


def score_page(page: Path, gold: Gold) -> Score:
    """Return how well one file was read and split."""
    made = _articles(page)
    score = Score(gold=len(gold["articles"]), made=len(made))
    left = list(made)
    for wanted in gold["articles"]:
        article = _counterpart(left, wanted)
        if article:
            left.remove(article)
            others = [other for other in gold["articles"] if other is not wanted]
            score.apart += _holds(article, wanted, all) and not any(_holds(article, other, any) for other in others)
        _judge(score, f"{page.name}: “{wanted['first_words']}”", wanted, article)
    score.mistakes += [f"{page.name}: needless article “{_edges(_body(article))[0]}”" for article in left]
    texts = [_plain(article.text) for article in made]
    for string in gold["furniture"] if made else ():
        holds = any(_plain(string) in text for text in texts)
        score.furniture += 1
        score.kept_out += not holds
        if holds:
            score.mistakes.append(f"{page.name}: furniture let in: {string!r}")
    return score


def _articles(page: Path) -> list[Article]:
    made: list[Article] = []
    for read in read_sources([page]):
        if isinstance(read, Skipped):
            print(f"skipped: {read}")
        else:
            made += split_page(read).articles
    return made


def _counterpart(articles: list[Article], wanted: Gold) -> Article | None:
    """Return the article that begins as wanted, or else the first that holds its first words or its last."""
    for article in articles:
        if _edges(_body(article))[0] == _plain(wanted["first_words"]):
            return article
    for edge in ("first_words", "last_words"):
        for article in articles:
            if _plain(wanted[edge]) in _body(article):
                return article
    return None


def _judge(score: Score, label: str, wanted: Gold, article: Article | None) -> None:
    if article is None:
        score.mistakes.append(f"{label}: no article of its own")
        return
    first, last = _edges(_body(article))
    first_right, last_right = first == _plain(wanted["first_words"]), last == _plain(wanted["last_words"])
    score.found += first_right and last_right
    if not first_right:
        score.mistakes.append(f"{label}: begins “{first}”")
    if not last_right:
        score.mistakes.append(f"{label}: ends “{last}”, not “{wanted['last_words']}”")
    says = {
        "headline": article.headline,
        "dateline_place": article.dateline.place if article.dateline else None,
        "published": article.published.isoformat() if article.published else None,
        "byline": article.byline,
    }
    for name in FIELDS:
        right = _comparable(name, says[name]) == _comparable(name, wanted[name])
        score.right[name] += right
        if not right:
            score.mistakes.append(f"{label}: {name} is {says[name]!r}, not {wanted[name]!r}")


def _comparable(name: str, value: str | None) -> str | None:
    if not value:
        return None
    plain = _plain(value)
    return _BY.sub("", plain).split(",")[0].casefold() if name == "byline" else plain


def _holds(article: Article, wanted: Gold, how: Callable[[Iterable[bool]], bool]) -> bool:
    text = _plain(article.text)
    return how(_plain(wanted[edge]) in text for edge in ("first_words", "last_words"))


def _body(article: Article) -> str:
    """Return the body as plain words, without what stands above the first paragraph and without the dateline."""
    first = min((part.span.start for part in article.parts if part.role is PartRole.PARAGRAPH), default=0)
    start = max(first, article.dateline.span.end) if article.dateline else first
    return _plain(article.text[start:]).lstrip("-–—:. ")


def _edges(body: str) -> tuple[str, str]:
    words = body.split()
    return " ".join(words[:EDGE]), " ".join(words[-EDGE:])


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).translate(_QUOTES).split())


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


if __name__ == "__main__":
    main()
